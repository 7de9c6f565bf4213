"""Requests ruled with the amounts of docs/calculos/liquidacion.md, worked out by hand there."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartera_lib.cartera.examen_ficha import Contexto
from cartera_lib.cartera.ficha import Concepto, Ficha, Fin, Solicitud, SolicitudDevuelta
from cartera_lib.cartera.movimiento import Cuenta, Llave, Rubro
from cartera_lib.errors import FueraDeVigencia
from cartera_lib.oficina.fichas import Serie, avisos_de_no_pago, revisar, vencer, vencimiento

H, A, R, G = Rubro.HISTORICO, Rubro.ACTUALIZACION, Rubro.RECARGOS, Rubro.GASTOS
REGISTRO = "A123456710"
SERIE = Serie("16", "01", "F26-000001", 1)
NUEVE, DIEZ = date(2026, 2, 9), date(2026, 2, 10)
CUOTA = Llave("COP", REGISTRO, "251000001", "2025-10", "02")
"""Due on 17-11-2025: its 10,000.00 bear 94.00 and 505.71 on the ninth, 132.00 and 507.61 after."""
AL_NUEVE = ((CUOTA, H, 10_000_00), (CUOTA, A, 94_00), (CUOTA, R, 505_71))
AL_DIEZ = ((CUOTA, H, 10_000_00), (CUOTA, A, 132_00), (CUOTA, R, 507_61))
MULTA = Llave("COP", REGISTRO, "258000001", "2025-10", "80")
VIEJO = Llave("COP", REGISTRO, "191000001", "2019-01", "02")


def cuenta(llave=CUOTA, *, saldo=10_000_00, **cambios):
    una = Cuenta(llave, True, "16", "01", date(2025, 11, 3), 1, saldo, "31", None, None)
    return replace(una, **cambios)


def pide(*conceptos, al=DIEZ, **cambios):
    partes = tuple(Concepto(*concepto) for concepto in conceptos)
    buena = Solicitud(
        folio="S26-000007",
        area="OC",
        folio_area="26/0007",
        fecha=al,
        al=al,
        firmante="Raúl Mena Cruz, Oficina para Cobros",
        registro=REGISTRO,
        conceptos=partes,
        total=sum(c.importe for c in partes),
    )
    return replace(buena, **cambios)


def dictamen(solicitud, *cuentas, al=DIEZ):
    contexto = Contexto({c.llave: c for c in cuentas or (cuenta(),)})
    return revisar(solicitud, contexto, al=al, serie=SERIE)


def codigos(solicitud, *cuentas, al=DIEZ):
    salida = dictamen(solicitud, *cuentas, al=al)
    return [c.codigo for c in salida.causas] if isinstance(salida, SolicitudDevuelta) else []


def cambiada(orden, importe):
    """Return the good concepts of the tenth with another amount in one of them."""
    partes = [*AL_DIEZ]
    partes[orden] = (*partes[orden][:2], importe)
    return tuple(partes)


def test_lo_que_esta_bien_sale_en_una_ficha_con_su_referencia():
    solicitud = pide(*AL_DIEZ)
    ficha = dictamen(solicitud)
    # 1601 26 00000001: las cifras dobladas y las otras suman 13; faltan 7 para la decena.
    assert ficha == Ficha(
        folio="F26-000001",
        referencia="160126000000017",
        registro=REGISTRO,
        ramo="COP",
        fecha=DIEZ,
        vence=date(2026, 2, 13),
        conceptos=solicitud.conceptos,
        area="OC",
        solicitud="S26-000007",
    )
    assert ficha.importe == 10_639_61


@pytest.mark.parametrize("orden", [1, 2])
@pytest.mark.parametrize("cambio", [-1, 1])
def test_un_centavo_de_redondeo_no_devuelve(orden, cambio):
    assert codigos(pide(*cambiada(orden, AL_DIEZ[orden][2] + cambio))) == []


@pytest.mark.parametrize("cambio", [-2, 2])
def test_dos_centavos_ya_son_otra_cuenta(cambio):
    assert codigos(pide(*cambiada(2, AL_DIEZ[2][2] + cambio))) == ["F09"]


@given(st.sampled_from([1, 2]), st.integers(-100_00, 100_00).filter(lambda c: abs(c) > 1))
def test_cualquier_otra_diferencia_devuelve(orden, cambio):
    assert codigos(pide(*cambiada(orden, AL_DIEZ[orden][2] + cambio))) == ["F09"]


def test_la_diferencia_dice_lo_pedido_lo_debido_y_como_corregirla():
    (causa,) = dictamen(pide(*cambiada(2, 500_00))).causas
    assert "Recargos del crédito 251000001" in causa.texto
    assert "pide 500.00 y son 507.61." in causa.texto
    assert (causa.orden, causa.campo, causa.valor) == (3, "importe", "50761")


def test_lo_que_falta_pedir_tambien_es_diferencia():
    assert codigos(pide(*AL_DIEZ[:2])) == ["F09"]
    assert codigos(pide(AL_DIEZ[0])) == ["F09", "F09"]


def test_una_parte_del_historico_causa_sus_propios_accesorios():
    # 5,000.00 × 1.0132 = 5,066.00; × 5.01 % = 253.8066.
    mitad = ((CUOTA, H, 5_000_00), (CUOTA, A, 66_00), (CUOTA, R, 253_81))
    assert codigos(pide(*mitad)) == []


def test_lo_calculado_ayer_vale_si_hoy_los_importes_son_los_mismos():
    assert codigos(pide(*AL_NUEVE, al=NUEVE), al=NUEVE) == []
    assert codigos(pide(*AL_NUEVE, al=NUEVE)) == ["F12"]  # el 10 se publica el INPC de enero
    assert codigos(pide(*AL_NUEVE, al=date(2026, 2, 6)), al=NUEVE) == []
    assert codigos(pide(*AL_DIEZ, al=date(2026, 2, 12))) == []


def test_un_dia_de_calculo_sin_ley_es_un_calculo_vencido():
    assert codigos(pide(*AL_DIEZ, al=date(1950, 1, 2))) == ["F12"]


def test_si_hoy_falta_una_tabla_se_dice_cual_y_no_se_devuelve():
    dia = date(2027, 3, 1)
    with pytest.raises(FueraDeVigencia, match="«inpc» no cubre 2027-01"):
        dictamen(pide(*AL_DIEZ, al=dia), al=dia)


def test_una_multa_vencida_se_actualiza_y_no_causa_recargos():
    # Se notifica el 02-03-2026, surte el 3 y su plazo vence el 25 (el 16 es de descanso).
    dia, multa = date(2026, 4, 24), ((MULTA, H, 2_346_20), (MULTA, A, 19_94))
    suya = cuenta(MULTA, saldo=2_346_20, fecha_notificacion=date(2026, 3, 2))
    assert codigos(pide(*multa, al=dia), suya, al=dia) == []
    recargos = (*multa, (MULTA, R, 50_00))
    assert codigos(pide(*recargos, al=dia), suya, al=dia) == ["F09"]


def test_una_multa_sin_notificar_no_debe_mas_que_su_importe():
    sola = pide((MULTA, H, 2_346_20))
    assert codigos(sola, cuenta(MULTA, saldo=2_346_20, incidencia="01")) == []


@pytest.mark.parametrize(
    ("gastos", "halladas"),
    [(559_99, ["F09"]), (560_00, []), (630_00, []), (1_890_00, []), (1_890_01, ["F09"])],
)
def test_los_gastos_van_del_minimo_de_un_acto_a_tres_actos(gastos, halladas):
    # Se notificó en 2025, con mínimo de 560.00. Debe 10,639.61: su 2 % no llega a 630.00.
    notificada = cuenta(fecha_notificacion=date(2025, 12, 1))
    assert codigos(pide(*AL_DIEZ, (CUOTA, G, gastos)), notificada) == halladas


def test_los_gastos_se_miden_con_todo_lo_que_el_credito_debe():
    # Debe 50,000.00 × 1.0132 = 50,660.00 y 2,538.07: su 2 % es 1,063.9614; tres, 3,191.88.
    una = cuenta(saldo=50_000_00, fecha_notificacion=date(2026, 1, 5))
    assert codigos(pide(*AL_DIEZ, (CUOTA, G, 3_191_88)), una) == []
    assert codigos(pide(*AL_DIEZ, (CUOTA, G, 3_191_89)), una) == ["F09"]


def test_lo_que_no_ha_vencido_no_causa_gastos():
    (causa,) = dictamen(
        pide((MULTA, H, 2_346_20), (MULTA, G, 630_00)),
        cuenta(MULTA, saldo=2_346_20, incidencia="01"),
    ).causas
    assert "no ha vencido" in causa.texto


def test_de_un_convenio_los_importes_son_los_suyos():
    parcialidad = ((CUOTA, H, 800_00), (CUOTA, R, 12_34))
    en_convenio = cuenta(incidencia="52")
    assert codigos(pide(*parcialidad, convenio="CV-12"), en_convenio) == []
    assert codigos(pide(*parcialidad), en_convenio) == ["F07", "F09", "F09"]


def test_nombrar_un_convenio_no_salva_de_la_aritmetica_a_lo_que_no_esta_en_el():
    assert codigos(pide(*cambiada(2, 1_00), convenio="CV-12")) == ["F09"]


@pytest.mark.parametrize(
    ("sabido", "prescrito"),
    [
        # Venció el domingo 17-02-2019, que pasa al 18; exigible el 19.
        ({}, True),
        ({"fecha_notificacion": date(2019, 6, 3)}, True),
        ({"fecha_notificacion": date(2021, 2, 10)}, False),  # cumple cinco años hoy
        ({"fecha_notificacion": date(2021, 2, 9)}, True),  # los cumplió ayer
        ({"incidencia": "34", "fecha_incidencia": date(2022, 5, 2)}, False),
        ({"incidencia": "31", "fecha_incidencia": date(2024, 12, 2)}, True),  # ya era tarde
        ({"incidencia": "02", "fecha_incidencia": date(2022, 5, 2)}, True),  # no es gestión
        ({"incidencia": "06", "fecha_incidencia": date(2023, 1, 10)}, False),
    ],
)
def test_lo_prescrito_segun_el_libro_no_se_cobra_por_ficha(sabido, prescrito):
    suyo = cuenta(VIEJO, **{"incidencia": "02", **sabido})
    assert ("F11" in codigos(pide((VIEJO, H, 10_000_00)), suyo)) is prescrito


@pytest.mark.parametrize(("al", "prescrito"), [(18, False), (19, True)])
def test_el_plazo_corre_desde_el_dia_siguiente_al_ultimo_para_pagar(al, prescrito):
    # Venció el miércoles 17-02-2021; exigible el 18.
    llave, dia = VIEJO._replace(periodo="2021-01"), date(2026, 2, al)
    suyo = cuenta(llave, incidencia="02")
    assert ("F11" in codigos(pide((llave, H, 10_000_00), al=dia), suyo, al=dia)) is prescrito


@pytest.mark.parametrize(
    ("emision", "vence"),
    [
        (date(2026, 2, 3), date(2026, 2, 6)),
        (date(2026, 2, 6), date(2026, 2, 11)),
        (date(2026, 2, 26), date(2026, 2, 28)),  # el tercer hábil cae en marzo
        (date(2026, 2, 28), date(2026, 2, 28)),
        (date(2026, 1, 30), date(2026, 1, 31)),
        (date(2026, 3, 12), date(2026, 3, 18)),  # el lunes 16 es de descanso
    ],
)
def test_una_ficha_vence_al_tercer_dia_habil_o_con_el_mes(emision, vence):
    assert vencimiento(emision) == vence


@pytest.mark.parametrize(
    ("emision", "conceptos", "vence"),
    [
        (date(2026, 2, 6), AL_NUEVE, NUEVE),  # el 10 cambia la actualización
        (date(2026, 2, 17), AL_DIEZ, date(2026, 2, 18)),  # el 19 corre otro mes de recargos
        (date(2026, 2, 18), AL_DIEZ, date(2026, 2, 18)),
    ],
)
def test_una_ficha_vence_antes_si_los_importes_van_a_cambiar(emision, conceptos, vence):
    assert dictamen(pide(*conceptos, al=emision), al=emision).vence == vence


def test_vence_lo_que_paso_de_su_ultimo_dia_y_se_avisa_al_area():
    ficha = dictamen(pide(*AL_DIEZ))
    assert vencer([ficha], al=date(2026, 2, 13)) == ()
    (fin,) = vencer([ficha], al=date(2026, 2, 14))
    assert (fin.ficha, fin.fin, fin.fecha) == ("F26-000001", Fin.VENCIDA, date(2026, 2, 14))
    (aviso,) = avisos_de_no_pago([ficha])
    assert str(aviso) == (
        "OC: la ficha F26-000001 de A123456710 por 10,639.61 venció el 13/02/2026 sin pago. "
        "Continúe el cobro, o pida otra ficha con importes al día."
    )

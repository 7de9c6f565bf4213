"""Function 12: a good form with one fault planted by hand is returned for that cause alone."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartera_lib.cartera.causa import causas_de_devolucion
from cartera_lib.cartera.estados import bloqueo, levanta, transicion, transiciones
from cartera_lib.cartera.incidencia import nombres_de_incidencia
from cartera_lib.cartera.movimiento import Movimiento
from cartera_lib.cartera.requerimiento import Previo, Resultado
from cartera_lib.cartera.transaccion import transacciones
from cartera_lib.oficina.afectacion import afectar
from cartera_lib.oficina.requerimientos import corregido, verificar
from tests.oficina.cedulas import (
    ACTA,
    AL,
    CUENTAS,
    CUOTA,
    MULTA,
    NOTIFICADA,
    RESOLUCION,
    a_cobro,
    cedula,
    con,
    cuenta,
    entorno,
    improcedente,
    no_localizado,
    notificado,
    pagado,
    renglon,
)
from tests.oficina.defectos import DE_MUCHO, DEFECTOS, DEVUELTA, GRANDE, HUELGA

BUENAS = [no_localizado, improcedente, notificado, a_cobro, pagado]


def _causas(requerimiento, libro=None, al=AL):
    return verificar(requerimiento, libro or entorno(), al=al).causas


def _codigos(requerimiento, libro=None):
    return [causa.codigo for causa in _causas(requerimiento, libro)]


@pytest.mark.parametrize("buena", BUENAS)
def test_una_cedula_sin_defectos_se_acepta(buena):
    revision = verificar(buena(), entorno(), al=AL)
    assert (revision.causas, revision.resultado) == ((), Resultado.ACEPTADO)


@pytest.mark.parametrize(("codigo", "mala", "libro", "dice", "arreglo"), DEFECTOS)
def test_cada_defecto_plantado_se_devuelve_por_su_causa_y_ninguna_otra(
    codigo, mala, libro, dice, arreglo
):
    causas = _causas(mala, libro)
    assert {causa.codigo for causa in causas} == {codigo}, causas
    assert any(dice in causa.texto for causa in causas), causas
    halladas = {(causa.campo, causa.valor) for causa in causas} - {("", "")}
    assert halladas == ({arreglo} if arreglo else set())


def test_el_catalogo_de_defectos_prueba_las_quince_causas():
    assert {defecto[0] for defecto in DEFECTOS} == set(causas_de_devolucion())
    assert len(causas_de_devolucion()) == 15


@pytest.mark.parametrize(
    ("mala", "libro"), [(d[1], d[2]) for d in DEFECTOS if d[4]],
)  # fmt: skip
def test_lo_corregido_con_su_arreglo_se_acepta(mala, libro):
    assert _codigos(corregido(mala, _causas(mala, libro)), libro) == []


def test_el_total_que_un_renglon_explica_se_corrige_en_el_renglon():
    mala = con(improcedente(), 1, importe=205_000)
    causas = _causas(mala)
    assert [(c.codigo, c.orden, c.campo, c.valor) for c in causas] == [
        ("D11", 1, "importe", "250000"),
        ("D05", 1, "importe", "250000"),
    ]
    assert corregido(mala, causas) == improcedente()


def test_se_dicen_todas_las_causas_en_el_orden_de_las_revisiones():
    mala = con(no_localizado(firmante="", creditos=9), 1, registro="A1234567107", soporte="AVALUO")
    mala = con(mala, 2, periodo="2024-09", soporte_fecha=date(2025, 1, 1))
    assert _codigos(mala) == ["D08", "D11", "D02", "D04", "D07", "D13"]


def test_un_numero_que_es_el_de_otro_renglon_se_corrige_sin_tocar_lo_demas():
    mala = con(no_localizado(), 2, credito="242000123")
    causas = _causas(mala)
    assert [(c.codigo, c.orden, c.campo, c.valor) for c in causas] == [
        ("D04", 2, "credito", "248000123")
    ]
    assert corregido(mala, causas) == no_localizado()


def test_lo_ilegible_se_devuelve_con_lo_que_dice():
    mala = con(improcedente(), 1, importe=None, ilegibles=(("importe", "2,5O0.00"),))
    assert [(c.codigo, c.orden) for c in _causas(mala)] == [("D05", 1)]
    assert "«2,5O0.00»" in _causas(mala)[0].texto


def test_una_cedula_posterior_con_el_mismo_folio_no_estorba_a_la_primera():
    posterior = Previo("R24-000011", "OEPO", "OEPO/77", "", False)
    propia = Previo("R24-000010", "OEPO", "OEPO/77", "", False)
    assert _codigos(improcedente(), entorno(previos=(propia, posterior))) == []


def test_el_reingreso_de_lo_devuelto_se_acepta():
    assert _codigos(improcedente(reingreso_de="R24-000005"), entorno(previos=(DEVUELTA,))) == []


def test_quien_puede_autoriza_lo_que_pasa_de_cincuenta_mil_pesos():
    assert _codigos(replace(DE_MUCHO, autorizo="Eva Sol, JDC"), entorno(GRANDE)) == []
    justo = con(
        replace(DE_MUCHO, importe=50_000_00), 1, importe=5_000_000, soporte_importe=5_000_000
    )
    al_limite = cuenta(NOTIFICADA, 50_000_00, incidencia="02", fecha_incidencia=date(2024, 7, 2))
    assert _codigos(justo, entorno(al_limite)) == []


def test_el_documento_que_levanta_el_bloqueo_lo_levanta():
    fin = con(a_cobro(area="DAV", firmante="DAV"), 1, soporte="AVISO_FIN_HUELGA")
    assert _codigos(fin, entorno(HUELGA)) == []


def test_el_plazo_vencio_el_dia_anterior_al_primero_de_cobro():
    # Notified Mon 19 Aug 2024: effect on Tue 20; fifteen working days from Wed 21 end Tue 10 Sep.
    libro = entorno(
        cuenta(NOTIFICADA, 250_000, incidencia="02", fecha_notificacion=date(2024, 8, 19))
    )
    dia = {"fecha_efecto": date(2024, 9, 11)}
    assert _causas(con(a_cobro(), 1, **dia), libro, al=date(2024, 9, 11)) == ()


def test_un_plazo_mas_viejo_que_el_calendario_ya_vencio():
    vieja = cuenta(NOTIFICADA, 250_000, incidencia="02", fecha_notificacion=date(1980, 1, 1))
    assert "D09" not in _codigos(a_cobro(), entorno(replace(vieja, fecha_alta=date(1979, 1, 1))))


def test_una_multa_que_no_puede_pasar_no_se_exige_con_su_origen():
    condonada = cuenta(MULTA, 40_000, incidencia="23")
    ya_esta = cuenta(MULTA, 40_000, incidencia="09")
    for otra in (condonada, ya_esta):
        assert _codigos(cedula(renglon(CUOTA, **ACTA)), entorno(otra)) == []


def test_un_alta_pide_un_credito_que_no_exista():
    alta = {
        "transaccion": "ALTA_MANUAL",
        "importe": 5_000,
        "soporte": "CEDULA_LIQUIDACION",
        "soporte_folio": "CL-1",
        "soporte_fecha": date(2024, 9, 2),
        "soporte_importe": 5_000,
    }
    nueva = CUOTA._replace(credito="249000001", periodo="2024-07")
    assert _codigos(cedula(renglon(nueva, **alta), cedula="CAP-3")) == []
    assert _codigos(cedula(renglon(CUOTA, **alta), cedula="CAP-3")) == ["D15"]
    mala = cedula(renglon(nueva._replace(credito="24"), **alta), cedula="CAP-3")
    assert _codigos(mala) == ["D03"]


PARES = [(de, a) for de in nombres_de_incidencia() for a in nombres_de_incidencia() if de != a]


def test_cada_paso_de_la_matriz_se_acepta_y_los_demas_se_devuelven():
    for de, a in PARES:
        codigos = _codigos(*_paso(de, a))
        if bloqueo(de, a, al=AL) and not _levantado(de, a):
            assert codigos == ["D10"], (de, a)
        elif transicion(de, a, al=AL):
            assert codigos == [], (de, a)
        else:
            assert codigos == ["D09"], (de, a)


def _paso(de, a):
    """Return the form that asks for a change with the paper of the matrix, and its ledger."""
    paso = transiciones(AL).get((de, a))
    llave = MULTA if paso and paso.clase else NOTIFICADA
    area = paso.areas[0] if paso else "JDC"
    datos = {
        "transaccion": "CAMBIO_INCIDENCIA",
        "incidencia": a,
        "fecha_efecto": date(2024, 9, 5),
        "fecha_notificacion": date(2024, 7, 1),
        "soporte": paso.soportes[0] if paso else "ACTA_EMBARGO",
        "soporte_folio": "F-1",
        "soporte_fecha": date(2024, 9, 5),
    }
    suya = cuenta(
        llave, 250_000, incidencia=de, fecha_incidencia=date(2024, 7, 2),
        fecha_notificacion=date(2024, 7, 1),
    )  # fmt: skip
    libro = replace(entorno(), cuentas={llave: suya})
    return cedula(renglon(llave, **datos), area=area, firmante=area), libro


def _levantado(de, a):
    paso = transiciones(AL).get((de, a))
    return paso is not None and levanta(de, a, soporte=paso.soportes[0], al=AL)


CIFRAS = st.integers(0, 9).map(str)


@st.composite
def con_un_defecto(draw):
    """Draw a good form with one datum changed, and the sums as they were."""
    buena = draw(st.sampled_from(BUENAS))()
    orden = draw(st.integers(1, len(buena.renglones)))
    escrito = buena.renglones[orden - 1]
    lugar = draw(st.integers(0, 8))
    numero = escrito.credito[:lugar] + draw(CIFRAS) + escrito.credito[lugar + 1 :]
    lugar = draw(st.integers(1, 10))
    registro = escrito.registro[:lugar] + draw(CIFRAS) + escrito.registro[lugar + 1 :]
    otros = {
        "credito": numero,
        "registro": registro,
        "periodo": f"2024-{draw(st.integers(1, 12)):02d}",
        "tipo_documento": draw(st.sampled_from(["02", "03", "06", "80", "81"])),
        "ramo": draw(st.sampled_from(["COP", "RCV"])),
        "importe": draw(st.integers(1, 500_000)),
        "fecha_notificacion": draw(st.dates(date(2024, 1, 1), date(2024, 12, 31))),
    }
    campo = draw(st.sampled_from([*otros, "creditos", "total", "cedula", "falta"]))
    if campo == "creditos":
        return replace(buena, creditos=draw(st.integers(0, 9)))
    if campo == "total":
        return replace(buena, importe=draw(st.integers(0, 500_000)))
    if campo == "cedula":
        return replace(buena, cedula=draw(st.sampled_from(["CAP-3", "CAP-4", "CAP-9"])))
    if campo == "falta":
        renglones = tuple(r for r in buena.renglones if r.orden != orden)
        return cedula(*renglones, cedula=buena.cedula)
    return con(buena, orden, **{campo: otros[campo]})


@given(con_un_defecto())
def test_con_un_solo_defecto_toda_correccion_propuesta_deja_la_cedula_aceptada(mala):
    causas = _causas(mala)
    if any(causa.campo for causa in causas):
        arreglada = corregido(mala, causas)
        assert _codigos(arreglada) == [], (mala, causas)
        assert corregido(arreglada, ()) == arreglada


@given(con_un_defecto())
def test_toda_causa_es_del_catalogo_y_dice_donde_y_que_hacer(mala):
    for causa in _causas(mala):
        assert causa.codigo in causas_de_devolucion()
        assert causa.orden in {0, *(r.orden for r in mala.renglones)}
        assert causa.texto.endswith((causa.correccion or "").strip() or ".")
        assert bool(causa.correccion) == bool(causa.campo)


@given(st.permutations(list(CUENTAS)))
def test_el_orden_de_las_cuentas_no_cambia_el_dictamen(orden):
    libro = replace(entorno(), cuentas={llave: CUENTAS[llave] for llave in orden})
    mala = con(no_localizado(), 1, credito="242000132")
    assert _causas(mala, libro) == _causas(mala)


BASURA = st.text("A1/-. ñ\x00;", max_size=12)
FECHAS = st.none() | st.dates()
IMPORTES = st.none() | st.integers(-(10**17), 10**17)


@st.composite
def ininteligible(draw):
    """Draw a line as a machine may bring it, about a known credit or about nothing."""
    textos = ("registro", "credito", "periodo", "tipo_documento", "ramo", "incidencia", "soporte")
    mala = renglon(
        draw(st.sampled_from(list(CUENTAS))), **draw(st.sampled_from([ACTA, RESOLUCION]))
    )
    cambio = {campo: draw(BASURA) for campo in textos if draw(st.booleans())}
    cambio |= {campo: draw(FECHAS) for campo in ("fecha_efecto", "fecha_notificacion")}
    cambio |= {campo: draw(IMPORTES) for campo in ("importe", "soporte_importe")}
    tipo = draw(st.sampled_from([*transacciones(), "", "x"]))
    return replace(mala, soporte_fecha=draw(FECHAS), transaccion=tipo, **cambio)


@given(ininteligible(), st.sampled_from(["OEPO", "JDC", "", "ñ"]), FECHAS)
def test_nada_de_lo_que_traiga_una_cedula_detiene_el_dictamen(mala, area, dia):
    pedido = cedula(mala, area=area, fecha=dia, cedula="CAP-3", autorizo="TS")
    revision = verificar(pedido, entorno(), al=AL)
    assert corregido(pedido, revision.causas).renglones
    if revision.resultado is Resultado.ACEPTADO:
        for parte in afectar(pedido, CUENTAS, al=AL):
            if isinstance(parte, Movimiento) and parte.llave in CUENTAS:
                assert CUENTAS[parte.llave].saldo + parte.efecto >= 0

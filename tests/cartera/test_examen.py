from dataclasses import replace
from datetime import date

import pytest

from cartera_lib.cartera.examen import diez_posiciones, examen
from cartera_lib.cartera.examen_efecto import efecto
from cartera_lib.cartera.examen_soporte import soporte
from tests.oficina.cedulas import (
    ACTA,
    AL,
    COMPROBANTE,
    CUENTAS,
    CUOTA,
    MULTA,
    NOTIFICADA,
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


def _unico(**cambio):
    return examen(
        cedula(renglon(CUOTA, **({"transaccion": "PAGO"} | cambio))), entorno(), al=AL
    ).pedidos[0]


def test_cada_renglon_encuentra_la_cuenta_que_nombra():
    vistos = examen(no_localizado(), entorno(), al=AL)
    assert [p.cuenta.llave.credito for p in vistos.pedidos] == ["242000123", "248000123"]
    assert [p.paso.a for p in vistos.pedidos] == ["09", "09"]
    assert all(p.cambia and not p.nuevo for p in vistos.pedidos)


def test_con_el_periodo_mal_escrito_se_toma_la_unica_cuenta_de_ese_numero():
    pedido = _unico(periodo="2020-01")
    assert pedido.cuenta == CUENTAS[CUOTA]
    assert pedido.llave != CUOTA


def test_un_numero_desconocido_no_tiene_cuenta_y_un_alta_es_nueva():
    assert _unico(credito="240000000").cuenta is None
    assert _unico(transaccion="ALTA_MANUAL").nuevo
    assert not _unico(transaccion="REACTIVACION").nuevo
    assert _unico(transaccion="REGALO").transaccion is None


def test_el_registro_se_lee_con_guiones_o_sin_digito():
    assert diez_posiciones("A12-34567-10-1") == diez_posiciones("a123456710") == "A123456710"
    assert diez_posiciones("A12") == ""


def _de(revisar, pedido, libro=None):
    return [causa.codigo for causa in revisar(examen(pedido, libro or entorno(), al=AL))]


@pytest.mark.parametrize("dia", [date(2024, 5, 20), AL])
def test_una_fecha_vale_desde_el_dia_del_alta_hasta_hoy(dia):
    juntas = {"soporte_fecha": dia, "fecha_notificacion": dia, "fecha_efecto": dia}
    assert _de(soporte, con(notificado(), 1, **juntas)) == []
    assert _de(soporte, con(improcedente(), 1, soporte_fecha=dia)) == []


def test_un_cambio_puede_ser_el_mismo_dia_que_el_anterior_y_no_antes():
    assert _de(soporte, con(a_cobro(), 1, fecha_efecto=date(2024, 7, 2))) == []
    assert _de(soporte, con(a_cobro(), 1, fecha_efecto=date(2024, 7, 1))) == ["D13"]


def test_se_paga_hasta_el_saldo_y_ni_un_centavo_mas():
    sin_tope = con(pagado(), 1, soporte_importe=None)
    assert _de(efecto, con(sin_tope, 1, importe=250_000)) == []
    assert _de(efecto, con(sin_tope, 1, importe=250_001)) == ["D05"]


def test_dos_renglones_del_mismo_credito_no_quitan_mas_que_su_saldo():
    uno = renglon(NOTIFICADA, 1, **COMPROBANTE | {"importe": 200_000, "soporte_importe": 200_000})
    otro = replace(uno, orden=2, transaccion="COMPENSACION", importe=50_001)
    causas = list(efecto(examen(cedula(uno, otro), entorno(), al=AL)))
    assert [(c.codigo, c.orden, c.valor) for c in causas] == [("D05", 2, "50000")]


def test_una_multa_de_dos_origenes_se_pide_una_vez():
    manual = cuenta(CUOTA._replace(credito="249000123"), 30_000)
    pide = cedula(renglon(CUOTA, 1, **ACTA), renglon(manual.llave, 2, **ACTA))
    assert _de(efecto, pide, entorno(manual)) == ["D12"]


def test_la_multa_posterior_al_acta_no_la_ampara_el_acta():
    for alta, codigos in ((date(2024, 9, 4), ["D12"]), (date(2024, 9, 5), [])):
        multa = cuenta(MULTA, 40_000, fecha_alta=alta, fecha_incidencia=alta)
        assert _de(efecto, cedula(renglon(CUOTA, **ACTA)), entorno(multa)) == codigos

"""What was posted against what a cut shows; every amount and date here was set by hand."""

from datetime import date

import pyarrow as pa
import pytest

from cartera_lib.cartera.movimiento import Movimiento
from cartera_lib.oficina.afectacion import afectar, comprobar
from tests.oficina.cedulas import (
    ACTA,
    AL,
    CUENTAS,
    CUOTA,
    MULTA,
    NOTIFICADA,
    cedula,
    despues_de,
    fila_de,
    improcedente,
    no_localizado,
    notificado,
    pagado,
    renglon,
)
from tests.oficina.renglones import cartera

CORTE = date(2024, 9, 30)
A_09 = {"incidencia": "09", "fecha_incidencia": date(2024, 9, 5), "fecha_notificacion": None}


def _asentados(pedido, **cambio):
    partes = [p for p in afectar(pedido, CUENTAS, al=AL) if isinstance(p, Movimiento)]
    filas = [fila_de(m, CUENTAS[m.llave], 100 + n, **cambio) for n, m in enumerate(partes)]
    return pa.Table.from_pylist(filas)


def _visto(llave, importe, **cambio):
    return llave._asdict() | {"importe": importe, "fecha_alta": date(2024, 5, 20)} | cambio


def _corte(*vistos):
    return cartera(*vistos, corte=CORTE)


def _comprobados(pedido, *vistos, **cambio):
    pedidos = {pedido.folio: pedido}
    return comprobar(_asentados(pedido, **cambio), _corte(*vistos), nombre="corte", pedidos=pedidos)


def _juicio(*verificaciones):
    return [(v.adecuada, v.completa) for v in verificaciones]


def test_lo_que_el_corte_muestra_como_se_pidio_es_adecuado_y_completo():
    hallado = _comprobados(no_localizado(), _visto(CUOTA, "1000.00", **A_09),
                           _visto(MULTA, "400.00", **A_09))  # fmt: skip
    assert _juicio(*hallado) == [(True, True), (True, True)]
    assert [(v.movimiento, v.producto, v.causa) for v in hallado] == [
        (100, "corte", ""), (101, "corte", ""),
    ]  # fmt: skip


def test_un_credito_que_no_se_movio_hace_incompleto_lo_pedido_con_el():
    hallado = _comprobados(
        no_localizado(), _visto(CUOTA, "1000.00", **A_09),
        _visto(MULTA, "400.00", incidencia="01"),
    )  # fmt: skip
    assert _juicio(*hallado) == [(True, False), (False, False)]
    assert "debía quedar en 09 y está en 01" in hallado[1].causa
    assert "248000123" in hallado[0].causa


def test_una_multa_que_nadie_pidio_y_quedo_atras_hace_incompleto_el_paso():
    solo = cedula(renglon(CUOTA, **ACTA))
    hallado = _comprobados(solo, _visto(CUOTA, "1000.00", **A_09),
                           _visto(MULTA, "400.00", incidencia="01"))  # fmt: skip
    assert _juicio(*hallado) == [(True, False)]
    assert "Falta el crédito ligado 248000123" in hallado[0].causa
    condonada = _visto(MULTA, "400.00", incidencia="23")
    assert _juicio(*_comprobados(solo, _visto(CUOTA, "1000.00", **A_09), condonada)) == [
        (True, True)
    ]


def test_lo_dado_de_baja_no_debe_aparecer():
    assert _juicio(*_comprobados(improcedente())) == [(True, True)]
    sigue = _visto(NOTIFICADA, "2500.00", incidencia="02")
    (hallado,) = _comprobados(improcedente(), sigue)
    assert (hallado.adecuada, hallado.completa) == (False, False)
    assert "debía salir y sigue con 2,500.00 en 02" in hallado.causa


@pytest.mark.parametrize(
    ("visto", "dice"),
    [
        ([_visto(NOTIFICADA, "1900.00", incidencia="02")], ""),
        ([_visto(NOTIFICADA, "1900.01", incidencia="02")], "con 1,900.00 y tiene 1,900.01"),
        ([_visto(NOTIFICADA, "1900.00", incidencia="31")], "en 02 y está en 31"),
        ([], "con 1,900.00 y no aparece"),
        ([_visto(NOTIFICADA, "1000.00", incidencia="02"),
          _visto(NOTIFICADA, "900.00", incidencia="02")], ""),
    ],
)  # fmt: skip
def test_un_pago_parcial_debe_dejar_el_saldo_exacto(visto, dice):
    (hallado,) = _comprobados(pagado(), *visto)
    assert hallado.adecuada == (dice == "")
    assert dice in hallado.causa


@pytest.mark.parametrize(
    ("cambio", "dice"),
    [
        ({}, ""),
        ({"fecha_incidencia": date(2024, 9, 30)}, "aparece desde el 2024-09-30"),
        ({"fecha_notificacion": date(2024, 9, 3)}, "y tiene 2024-09-03"),
        ({"fecha_notificacion": None}, "y tiene ninguna"),
    ],
)
def test_las_fechas_tambien_deben_ser_las_pedidas(cambio, dice):
    visto = {"incidencia": "02", "fecha_incidencia": date(2024, 9, 5)}
    visto |= {"fecha_notificacion": date(2024, 9, 2)}
    (hallado,) = _comprobados(notificado(), _visto(CUOTA, "1000.00", **visto | cambio))
    assert hallado.adecuada == (dice == "")
    assert dice in hallado.causa


@pytest.mark.parametrize(
    ("cambio", "dice"),
    [
        ({"importe": -6_000, "saldo_despues": 244_000}, "se pidió -600.00 y se afectó -60.00"),
        ({"transaccion": "COMPENSACION"}, "se pidió PAGO y se afectó COMPENSACION"),
        ({"fecha_efecto": date(2024, 9, 6)}, "se afectó 2024-09-06"),
        ({"credito": "242000778"}, "se pidió el crédito 242000777"),
    ],
)
def test_lo_afectado_distinto_de_lo_pedido_no_es_adecuado_aunque_el_sistema_lo_muestre(
    cambio, dice
):
    saldo = "2440.00" if "saldo_despues" in cambio else "1900.00"
    llave = NOTIFICADA._replace(credito=cambio.get("credito", "242000777"))
    (hallado,) = _comprobados(pagado(), _visto(llave, saldo, incidencia="02"), **cambio)
    assert not hallado.adecuada
    assert dice in hallado.causa


def test_un_renglon_sin_movimiento_hace_incompleto_lo_demas():
    pedido, asentados = no_localizado(), _asentados(no_localizado()).slice(0, 1)
    corte = _corte(_visto(CUOTA, "1000.00", **A_09), _visto(MULTA, "400.00", **A_09))
    (hallado,) = comprobar(asentados, corte, nombre="corte", pedidos={pedido.folio: pedido})
    assert (hallado.adecuada, hallado.completa) == (True, False)
    assert "Falta comprobar el renglón 2" in hallado.causa


def test_lo_posterior_al_corte_no_se_comprueba_con_el():
    assert _comprobados(improcedente(), fecha_efecto=date(2024, 10, 1)) == ()


def test_de_varios_movimientos_de_un_credito_vale_el_saldo_del_ultimo():
    uno = Movimiento(NOTIFICADA, 3, "PAGO", AL, importe=-50_000, origen="F24-000001/1")
    otro = Movimiento(NOTIFICADA, 4, "PAGO", AL, importe=-30_000, origen="F24-000001/2")
    antes = CUENTAS[NOTIFICADA]
    filas = [fila_de(uno, antes, 1), fila_de(otro, despues_de(uno, antes), 2)]
    corte = _corte(_visto(NOTIFICADA, "1700.00", incidencia="02"))
    hallado = comprobar(pa.Table.from_pylist(filas), corte, nombre="corte", pedidos={})
    assert _juicio(*hallado) == [(True, True), (True, True)]

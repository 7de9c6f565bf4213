"""The queue of the purge and the real rights, on credits whose end is known by hand."""

import numpy as np
import pytest

from cartera_lib.oficina.depurables import depurar, rango, umbral
from cartera_lib.reglas.compuerta import compuerta
from tests.reglas.carteras import cartera, de_ninguno, dia, tabla

AL = dia("2025-11-30")
VENCIDO = {
    "periodo": "2024-12",
    "fecha_alta": dia("2025-01-20"),
    "fecha_notificacion": dia("2025-03-03"),
    "incidencia": "31",
    "fecha_incidencia": dia("2025-05-05"),
    "importe": 5_000_00,
}
FIRME = {"confirmo": "Luis"}


def purga(*creditos, hechos=(), total=None):
    distintos = [
        c | {"registro": c.get("registro", f"W0000{n:05d}")}
        for n, c in enumerate(creditos, start=1)
    ]
    suya = cartera(*distintos)
    dados = [(codigo, cuando, FIRME | otros) for codigo, cuando, otros in hechos]
    puertas = compuerta(suya, tabla(*dados, cartera_=suya), al=AL)
    importe = suya.columna("importe") if total is None else np.array(total)
    return depurar(puertas, importe)


def test_cada_causa_lleva_a_su_credito_a_la_cola_y_el_sano_se_queda():
    hecho = purga(
        VENCIDO,
        VENCIDO,
        VENCIDO,
        VENCIDO | {"importe": 0},
        VENCIDO,
        hechos=[
            ("PAGO_TOTAL", "2025-06-02", {"credito": 1}),
            ("SENTENCIA_NULIDAD", "2025-06-02", {"credito": 2}),
            ("NO_LOCALIZADO", "2025-06-02", {"credito": 4}),
        ],
    )
    assert hecho.cola["causa"].to_dict() == {
        1: "Pagado",
        2: "Anulado por resolución o sentencia",
        3: "Sin importe",
        4: "No localizado",
    }
    assert hecho.cola["libera"].to_dict() == {
        1: "sí", 2: "sí", 3: "sí", 4: "no: la deuda sigue viva",
    }  # fmt: skip


def test_los_derechos_reales_son_el_total_menos_lo_que_no_lo_es():
    hecho = purga(
        VENCIDO,
        VENCIDO,
        VENCIDO | {"incidencia": "01", "fecha_notificacion": None},
        hechos=[("PAGO_TOTAL", "2025-06-02", {"credito": 1})],
        total=[6_000_00, 7_000_00, 8_000_00],
    )
    derechos = hecho.derechos["total"].to_dict()
    assert derechos == {
        "Total de la cartera": 21_000_00,
        "Menos: pagado": -7_000_00,
        "Derechos reales de cobro": 14_000_00,
        "De ellos: exigible hoy": 6_000_00,
        "De ellos: exigible si se confirma un dato": 0,
        "De ellos: todavía no exigible o impedido": 8_000_00,
    }
    assert hecho.residual == 0


def test_lo_que_se_cancela_en_cuentas_sale_de_los_derechos_y_reactivado_regresa():
    cancelado = ("CANCELADO", "2025-06-02", {})
    assert purga(VENCIDO, hechos=[cancelado]).derechos["total"]["Derechos reales de cobro"] == 0
    reactivado = purga(VENCIDO, hechos=[cancelado, ("REACTIVADO", "2025-09-01", {})])
    assert reactivado.derechos["total"]["Derechos reales de cobro"] == 5_000_00
    assert reactivado.cola.empty


# UDI of 2025-11-30: 8.612075 (importes.md 8.4); 200 UDI = 1,722.415 pesos.
@pytest.mark.parametrize(("debe", "incosteable"), [(1_722_41, True), (1_722_42, False)])
def test_incosteable_es_lo_que_debe_todo_el_patron_hasta_200_udi(debe, incosteable):
    assert umbral("INCOSTEABLE", AL) == 1_722_41
    causas = purga(VENCIDO, total=[debe]).cola["causa"].tolist()
    assert causas == (["Incosteable"] if incosteable else [])


def test_los_creditos_de_un_patron_se_suman_antes_de_juzgar_si_cuestan_mas_que_valen():
    mismo = {"registro": "W000000199"}
    juntos = purga(VENCIDO | mismo, VENCIDO | mismo | {"periodo": "2024-11"},
                   total=[1_000_00, 1_000_00])  # fmt: skip
    assert juntos.cola.empty
    assert juntos.por_juntar.to_dict("index") == {
        ("W000000199", "COP"): {"creditos": 2, "total": 2_000_00}
    }
    aparte = purga(VENCIDO, VENCIDO, total=[1_000_00, 1_000_00])
    assert aparte.cola["causa"].tolist() == ["Incosteable", "Incosteable"]


def test_lo_pagado_no_suma_para_perseguir_lo_demas():
    mismo = {"registro": "W000000199"}
    hecho = purga(
        VENCIDO | mismo,
        VENCIDO | mismo | {"periodo": "2024-11"},
        hechos=[("PAGO_TOTAL", "2025-06-02", {"credito": 1})],
        total=[1_000_00, 9_000_00],
    )
    assert hecho.cola["causa"].to_dict() == {0: "Incosteable", 1: "Pagado"}


def test_una_propuesta_pequena_todavia_no_es_incosteable():
    propuesta = VENCIDO | {"incidencia": "00", "fecha_notificacion": None}
    assert purga(propuesta, total=[100_00]).cola.empty


# SMG 2025: 278.80 diarios; por 365, 101,762.00.
@pytest.mark.parametrize(
    ("importe", "esperado"),
    [
        (0, "I"), (101_762_00, "I"), (101_762_01, "II"), (203_524_00, "II"), (203_524_01, "III"),
        (407_048_00, "III"), (407_048_01, "IV"), (2_544_050_00, "IV"), (2_544_050_01, "V"),
    ],
)  # fmt: skip
def test_el_rango_es_por_veces_el_salario_minimo_de_un_ano(importe, esperado):
    assert rango(np.array([importe]), AL).tolist() == [esperado]


def test_la_cola_dice_en_que_va_el_camino_de_cada_credito():
    hecho = purga(
        VENCIDO,
        hechos=[
            ("NO_LOCALIZADO", "2025-06-02", {}),
            ("DEPURACION_PROPUESTA", "2025-07-01", {}),
            ("DEPURACION_JSAC", "2025-08-01", {}),
        ],
    )
    assert hecho.cola["camino"].tolist() == ["lo revisa la Jefatura de Afiliación y Cobranza"]


def test_una_cartera_vacia_no_tiene_nada_que_depurar():
    puertas = compuerta(de_ninguno(), tabla(), al=AL)
    hecho = depurar(puertas, np.zeros(0, dtype=np.int64))
    assert hecho.cola.empty
    assert hecho.residual == 0

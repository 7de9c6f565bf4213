"""Data that contradict one another."""

import random
from collections import Counter

import pyarrow as pa

from cartera_lib.cartera.cartera import ESQUEMA, Cartera
from cartera_lib.reglas.coherencia import duplicados, posteriores_a_baja
from tests.conftest import comprobar
from tests.reglas.carteras import CORTE, cartera, de_ninguno, estado, responder, situacion

REGLA = "coherencia"
DE_UN_ADEUDO = ("registro", "periodo", "tipo_documento", "ramo", "importe")


def test_caso(caso):
    comprobar(caso, responder(caso["entrada"]))


def test_el_mismo_adeudo_dos_veces_es_duplicado_las_dos():
    igual = {"importe": 50_000}
    juridica = situacion(
        cartera(igual, {"importe": 50_001}, igual, igual | {"ramo": "RCV"}), al="2026-06-30"
    )
    como = [estado(juridica, "datos", credito) for credito in range(4)]
    assert como == ["DUPLICADO", "COHERENTES", "DUPLICADO", "COHERENTES"]


def test_los_duplicados_son_los_de_una_cuenta_renglon_por_renglon():
    suerte = random.Random(297)
    for cuantos in (1, 2, 7, 60, 900, 900, 900):
        filas = [
            {
                "registro": f"W00000{suerte.randrange(30):03d}0",
                "periodo": f"{suerte.randrange(1990, 2026)}-{suerte.randrange(1, 13):02d}",
                "tipo_documento": suerte.choice(("02", "06", "80")),
                "ramo": suerte.choice(("COP", "RCV")),
                "importe": suerte.choice((0, 1, 50_000, 2**40)),
            }
            for _ in range(cuantos)
        ]
        filas += suerte.sample(filas, k=cuantos // 3)
        suya = cartera(*filas)
        veces = Counter(tuple(fila[nombre] for nombre in DE_UN_ADEUDO) for fila in filas)
        lento = [veces[tuple(fila[nombre] for nombre in DE_UN_ADEUDO)] > 1 for fila in filas]
        assert duplicados(suya).tolist() == lento


def test_manda_el_defecto_mas_grave():
    todo = {"importe": 0, "incidencia": "02", "movimiento": "2", "periodo": "2026-01"}
    assert estado(situacion(cartera(todo, todo), al="2026-06-30"), "datos") == "SIN_IMPORTE"


def test_una_baja_sin_fecha_o_sin_movimiento_no_dice_nada():
    tres = cartera(
        {"movimiento": "2", "fecha_movimiento": None},
        {"movimiento": None},
        {"movimiento": "2"},
    )
    assert posteriores_a_baja(tres).tolist() == [False, False, True]  # su baja es de 2015


def test_una_cartera_vacia_o_en_pedazos_se_examina_igual():
    for vacia in (de_ninguno(), cartera().filtrar([False])):
        assert duplicados(vacia).tolist() == posteriores_a_baja(vacia).tolist() == []
    sin_pedazos = Cartera(CORTE, "16", "01", pa.Table.from_batches([], schema=ESQUEMA))
    assert posteriores_a_baja(sin_pedazos).tolist() == []
    igual = {"importe": 50_000, "movimiento": "2"}
    pedazos = pa.concat_tables([cartera(igual).tabla, cartera(igual).tabla])
    partida = Cartera(CORTE, "16", "01", pedazos)
    assert duplicados(partida).tolist() == posteriores_a_baja(partida).tolist() == [True, True]

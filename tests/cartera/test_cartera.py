"""The cartera of one cut, as columns."""

from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from cartera_lib.cartera.cartera import ESQUEMA, Cartera
from cartera_lib.errors import DatoInvalido

BASE = dict.fromkeys(ESQUEMA.names) | {"importe": 100_00, "periodo": "2024-02"}


def cartera(*cambios):
    tabla = pa.Table.from_pylist([BASE | cambio for cambio in cambios], schema=ESQUEMA)
    return Cartera(date(2026, 5, 31), "16", "01", tabla)


def test_una_cartera_sin_una_de_sus_columnas_se_rechaza_y_la_nombra():
    with pytest.raises(DatoInvalido, match="columna sector"):
        Cartera(date(2026, 5, 31), "16", "01", cartera({}).tabla.drop_columns("sector"))


def test_una_fecha_es_un_numero_de_dias_y_la_que_falta_es_menos_uno():
    # 1970-01-11 es el día 10 desde 1970-01-01
    dos = cartera({"fecha_notificacion": date(1970, 1, 11)}, {"fecha_notificacion": None})
    assert dos.columna("fecha_notificacion").tolist() == [10, -1]


def test_el_periodo_es_un_numero_de_meses_desde_enero_de_1970():
    assert cartera({"periodo": "1970-01"}, {"periodo": "1971-03"}).meses_de_periodo().tolist() == [
        0,
        14,
    ]


def test_filtrar_conserva_el_corte_y_solo_los_renglones_elegidos():
    tres = cartera({"credito": "1"}, {"credito": "2"}, {"credito": "3"})
    elegida = tres.filtrar(np.array([True, False, True]))
    assert elegida.columna("credito").tolist() == ["1", "3"]
    assert (len(elegida), elegida.corte, elegida.ooad) == (2, date(2026, 5, 31), "16")


def test_los_importes_de_varios_bloques_se_leen_como_una_columna():
    partes = pa.concat_tables([cartera({"importe": 1}).tabla, cartera({"importe": 2}).tabla])
    entera = Cartera(date(2026, 5, 31), "16", "01", partes)
    assert entera.columna("importe").tolist() == [1, 2]

from datetime import date
from fractions import Fraction

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartera_lib.calculo import columnas
from cartera_lib.valores.calendario import dias
from cartera_lib.valores.dinero import LIMITE, pesos


def _uno(lector, texto):
    """Return what a reader makes of one text; None when it cannot read it."""
    leida = lector(pa.array([texto], pa.string()))
    return int(leida.valores[0]) if leida.legible[0] else None


@pytest.mark.parametrize(
    ("texto", "centavos"),
    [
        ("0", 0),
        ("0.00", 0),
        ("5", 500),
        ("5.5", 550),
        ("5.05", 505),
        ("0005.05", 505),
        ("1,000", 100_000),
        ("1,000.5", 100_050),
        ("10,000,000,000,000.00", LIMITE),
        ("999999999999999.99", 10**17 - 1),
    ],
)
def test_un_importe_bien_escrito_se_lee_en_centavos(texto, centavos):
    assert _uno(columnas.importes, texto) == centavos
    # junto a otro que no trae dos decimales se lee por otro camino y da lo mismo
    juntos = columnas.importes(pa.array([texto, "7"], pa.string()))
    assert juntos.valores.tolist() == [centavos, 700]


@pytest.mark.parametrize(
    "texto",
    [
        *["", "-5.00", "+5", "1e3", "NaN", "inf", "$1,000.00", "1.234", "1.000,00", "1 000"],
        *["5.", ".5", "1,00.00", "1,0000", "12,34,567", "1,000,000,000,000,000.00", "1" * 20],
        *["１２", "0x10", "1\n2"],
    ],
)
def test_lo_que_no_es_un_importe_no_se_lee(texto):
    assert _uno(columnas.importes, texto) is None


@given(st.lists(st.integers(0, 10**17 - 1), min_size=1, max_size=20))
def test_escribir_y_leer_pesos_devuelve_los_mismos_centavos(montos):
    con_comas = pa.array([pesos(m) for m in montos], pa.string())
    sin_comas = pa.array([pesos(m).replace(",", "") for m in montos], pa.string())
    for texto in (con_comas, sin_comas):
        leida = columnas.importes(texto)
        assert leida.legible.all()
        assert leida.valores.tolist() == montos


@given(st.lists(st.integers(-(10**17) + 1, 10**17 - 1), max_size=20), st.sampled_from([2, 4]))
def test_los_enteros_se_escriben_como_decimales_exactos(enteros, escala):
    escritos = columnas.decimales(np.array(enteros, np.int64), escala).to_pylist()
    assert [Fraction(e) for e in escritos] == [Fraction(n, 10**escala) for n in enteros]


@given(st.lists(st.integers(-LIMITE * 10, LIMITE * 10), min_size=1, max_size=20))
def test_una_columna_decimal_se_lee_en_centavos(montos):
    leida = columnas.centavos_de_decimales(columnas.decimales(np.array(montos, np.int64)))
    assert leida.valores.tolist() == montos
    assert leida.legible.all()


@pytest.mark.parametrize(
    "texto",
    [
        *["2024-02-30", "2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "2024-01-00"],
        *["17/01/2024", "2024-1-7", "20240117", "2024-01-17 00:00:00", "enero", ""],
        "２０２４-01-01",
    ],
)
def test_un_dia_que_no_existe_o_mal_escrito_no_se_lee(texto):
    assert _uno(columnas.fechas, texto) is None


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_cualquier_dia_del_calendario_se_lee(dia):
    assert _uno(columnas.fechas, dia.isoformat()) == int(dias(dia))


@pytest.mark.parametrize(
    ("texto", "meses"),
    [("1970-01", 0), ("1969-12", -1), ("2024-02", 54 * 12 + 1), ("2000-02", 361)],
)
def test_un_periodo_se_lee_como_meses(texto, meses):
    assert _uno(columnas.meses, texto) == meses


@pytest.mark.parametrize(
    "texto", ["2024-13", "2024-00", "202401", "2024-1", "01/2024", "", "2024-01-01"]
)
def test_un_periodo_que_no_es_un_mes_no_se_lee(texto):
    assert _uno(columnas.meses, texto) is None


def test_una_columna_sin_renglones_se_lee_sin_renglones():
    vacia = pa.array([], pa.string())
    for lector in (columnas.importes, columnas.fechas, columnas.meses):
        assert [len(c) for c in lector(vacia)] == [0, 0]
    assert len(columnas.decimales(np.array([], np.int64))) == 0


def test_el_texto_se_lee_sin_espacios_y_lo_nulo_como_vacio():
    assert columnas.texto_de(pa.array([" a ", None, ""])).to_pylist() == ["a", "", ""]

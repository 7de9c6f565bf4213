"""Stretches of days, against sets of days."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cartera_lib.reglas.tramos import Tramos, cruzar, dentro, lugar_en_su_credito, tramos, unir

DIA = st.integers(-8, 20)
SUELTOS = st.lists(st.tuples(st.integers(0, 3), DIA, DIA), max_size=12)
"""Few credits and few days: they overlap, touch, repeat, and some end before they begin."""


def de(sueltos):
    columnas = np.array(sueltos, dtype=np.int64).reshape(-1, 3).T
    return tramos(columnas[0], desde=columnas[1], hasta=columnas[2])


def en_dias(suyos):
    """Return the days as pairs of credit and day."""
    return {
        (int(credito), dia)
        for credito, desde, hasta in zip(*suyos, strict=True)
        for dia in range(desde, hasta + 1)
    }


def bien_hechos(suyos):
    """Tell whether stretches are in order, and no two of a credit touch."""
    filas = list(zip(*suyos, strict=True))
    return all(
        otro[0] > uno[0] or (otro[0] == uno[0] and otro[1] > uno[2] + 1)
        for uno, otro in pairwise(filas)
    )


@given(SUELTOS)
def test_un_tramo_dice_los_dias_que_se_le_dieron_y_esta_en_orden(sueltos):
    suyos = de(sueltos)
    assert en_dias(suyos) == {(c, d) for c, a, b in sueltos for d in range(a, b + 1)}
    assert list(zip(*suyos[:2], strict=True)) == sorted(zip(*suyos[:2], strict=True))
    assert (suyos.hasta >= suyos.desde).all()


@given(st.lists(SUELTOS, min_size=1, max_size=3))
def test_unir_no_pierde_ni_repite_un_solo_dia(varios):
    unidos = unir(*(de(sueltos) for sueltos in varios))
    assert en_dias(unidos) == set().union(*(en_dias(de(sueltos)) for sueltos in varios))
    assert bien_hechos(unidos)


@given(SUELTOS, SUELTOS)
def test_cruzar_deja_los_dias_que_estan_en_los_dos(unos, otros):
    cruzados = cruzar(unir(de(unos)), unir(de(otros)))
    assert en_dias(cruzados) == en_dias(de(unos)) & en_dias(de(otros))


@given(SUELTOS, DIA)
def test_dentro_dice_de_que_creditos_es_el_dia(sueltos, dia):
    suyos = unir(de(sueltos))
    esperado = [(credito, dia) in en_dias(suyos) for credito in range(4)]
    assert dentro(suyos, dia, creditos=4).tolist() == esperado


@given(st.lists(st.integers(0, 4), max_size=15))
def test_cada_renglon_lleva_su_lugar_entre_los_de_su_credito(creditos):
    ordenados = sorted(creditos)
    lento = [ordenados[:n].count(credito) for n, credito in enumerate(ordenados)]
    assert lugar_en_su_credito(np.array(ordenados, dtype=np.int64)).tolist() == lento


def test_dos_que_se_tocan_son_uno_y_con_un_dia_entre_medio_son_dos():
    assert _filas(unir(de([(0, 1, 3), (0, 4, 5)]))) == [(0, 1, 5)]
    assert _filas(unir(de([(0, 1, 3), (0, 5, 5)]))) == [(0, 1, 3), (0, 5, 5)]
    assert _filas(unir(de([(0, 1, 9), (0, 2, 3), (1, 4, 5)]))) == [(0, 1, 9), (1, 4, 5)]


def _filas(suyos: Tramos):
    return [tuple(int(x) for x in fila) for fila in zip(*suyos, strict=True)]

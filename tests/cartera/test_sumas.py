from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from cartera_lib.cartera.sumas import CANDIDATOS, MANERAS, Explicacion, sin_disputa, sumas


def test_una_suma_se_halla_entre_dos_y_cuatro_importes():
    assert sumas([100, 70, 9, 5], 170) == [(0, 1)]
    assert sumas([100, 70, 9, 5], 179) == [(0, 1, 2)]
    assert sumas([100, 70, 9, 5], 184) == [(0, 1, 2, 3)]
    assert sumas([100, 70, 9, 5], 100) == []
    assert sumas([100, 70, 9, 5], 100, desde=1) == [(0,)]


def test_entre_demasiados_importes_no_se_busca():
    assert sumas([1] * (CANDIDATOS + 1), 2) == []
    assert len(sumas([1] * CANDIDATOS, 2)) == MANERAS


def test_una_explicacion_que_comparte_deposito_o_ficha_no_se_acepta():
    una, otra, libre = (
        Explicacion((1, 2), (10,)),
        Explicacion((2, 3), (11,)),
        Explicacion((4,), (12, 13)),
    )
    assert sin_disputa([una, otra, libre, libre]) == ([libre], {1, 2, 3})
    misma_ficha = Explicacion((5,), (12, 14))
    assert sin_disputa([libre, misma_ficha]) == ([], {4, 5})


@given(st.lists(st.integers(1, 30), max_size=7), st.integers(1, 90))
@settings(max_examples=200)
def test_se_hallan_las_mismas_sumas_que_probando_todas(importes, total):
    todas = {
        lugares
        for cuantos in (2, 3, 4)
        for lugares in combinations(range(len(importes)), cuantos)
        if sum(importes[i] for i in lugares) == total
    }
    halladas = sumas(importes, total)
    assert len(halladas) == len(set(halladas)) == min(len(todas), MANERAS)
    assert {tuple(sorted(lugares)) for lugares in halladas} <= todas

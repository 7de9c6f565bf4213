import numpy as np
import pytest

from cartera_lib.reglas.antiguedad import banda_de_antiguedad, nombres_de_antiguedad
from tests.conftest import comprobar

REGLA = "antiguedad"


def test_caso(caso):
    (banda,) = banda_de_antiguedad(np.array([caso["entrada"]["meses"]]))
    comprobar(caso, {"tramo": nombres_de_antiguedad()[banda]})


@pytest.mark.parametrize(
    ("meses", "nombre"),
    [
        (0, "No vencido"),
        (1, "Hasta 6 meses"),
        (6, "Hasta 6 meses"),
        (7, "De 7 a 12 meses"),
        (12, "De 7 a 12 meses"),
        (13, "De 1 a 3 años"),
        (36, "De 1 a 3 años"),
        (37, "De 3 a 5 años"),
        (60, "De 3 a 5 años"),
        (61, "Más de 5 años"),
        (500, "Más de 5 años"),
    ],
)
def test_cada_mes_de_mora_cae_en_un_solo_tramo(meses, nombre):
    (banda,) = banda_de_antiguedad(np.array([meses]))
    assert nombres_de_antiguedad()[banda] == nombre


def test_los_tramos_de_una_columna_no_retroceden():
    bandas = banda_de_antiguedad(np.arange(130))
    assert bandas.dtype == np.int8
    assert (np.diff(bandas) >= 0).all()
    assert set(bandas.tolist()) == set(range(len(nombres_de_antiguedad())))

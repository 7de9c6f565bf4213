import pytest

from cartera_lib.cartera.inventario import ClaseDeMarca, Cuaderno, Marca
from cartera_lib.cartera.movimiento import Llave
from cartera_lib.errors import DatoInvalido

LLAVE = Llave("COP", "W000000110", "261000001", "2026-03", "02")


def marca(clase, **otros):
    return Marca("I26-000001", 1, 1, LLAVE, ClaseDeMarca[clase], **otros)


@pytest.mark.parametrize(("responsable", "desde", "hasta"), [("", 1, 9), (" ", 1, 9), ("A", 0, 9),
                                                             ("A", 9, 8)])  # fmt: skip
def test_un_libro_lleva_responsable_y_un_rango_que_avanza(responsable, desde, hasta):
    with pytest.raises(DatoInvalido, match="Dé un responsable y un rango"):
        Cuaderno("I26-000001", 1, responsable, desde, hasta)
    assert Cuaderno("I26-000001", 1, "Ana", 9, 9).hasta == 9


def test_la_marca_otro_explica_en_veinticinco_letras_o_mas():
    with pytest.raises(DatoInvalido, match="al menos 25 letras"):
        marca("OTRO", observacion="x" * 24 + "   ")
    assert marca("OTRO", observacion="x" * 25).importe is None


def test_la_marca_parcial_dice_en_que_difiere():
    with pytest.raises(DatoInvalido, match="dice en qué difiere"):
        marca("PARCIAL", dice="  ")
    assert marca("PARCIAL", importe=0).importe == 0
    assert marca("PARCIAL", dice="otro periodo").dice


def test_las_demas_marcas_no_piden_mas():
    for clase in ("TOTAL", "SOBRANTE", "SIN_DOCUMENTO"):
        assert marca(clase).marca is ClaseDeMarca[clase]

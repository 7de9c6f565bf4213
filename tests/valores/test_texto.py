import pytest

from cartera_lib.valores.texto import llano


@pytest.mark.parametrize(
    "escrito", ["Acta de notificación", "ACTA_DE_NOTIFICACION", "  acta  de\tNOTIFICACIÓN "]
)
def test_acentos_mayusculas_y_espacios_no_hacen_distinta_una_palabra(escrito):
    assert llano(escrito) == "ACTA DE NOTIFICACION"


def test_una_letra_distinta_si_la_hace_distinta():
    assert llano("acta") != llano("actas")

"""Amounts and days in words, as the Academy writes the apocopes."""

from datetime import date

import pytest

from cartera_lib.errors import DatoInvalido
from cartera_lib.valores.letras import apocopado, fecha_en_letra, importe_en_letra


@pytest.mark.parametrize(
    ("centavos", "letra"),
    [
        (0, "CERO PESOS 00/100 M.N."),
        (5, "CERO PESOS 05/100 M.N."),
        (1_00, "UN PESO 00/100 M.N."),
        (21_00, "VEINTIÚN PESOS 00/100 M.N."),
        (31_40, "TREINTA Y UN PESOS 40/100 M.N."),
        (100_00, "CIEN PESOS 00/100 M.N."),
        (101_99, "CIENTO UN PESOS 99/100 M.N."),
        (1_000_00, "MIL PESOS 00/100 M.N."),
        (1_001_00, "MIL UN PESOS 00/100 M.N."),
        (21_000_00, "VEINTIÚN MIL PESOS 00/100 M.N."),
        (515_716_00, "QUINIENTOS QUINCE MIL SETECIENTOS DIECISÉIS PESOS 00/100 M.N."),
        (1_000_000_00, "UN MILLÓN DE PESOS 00/100 M.N."),
        (1_000_001_00, "UN MILLÓN UN PESOS 00/100 M.N."),
        (31_001_031_50, "TREINTA Y UN MILLONES MIL TREINTA Y UN PESOS 50/100 M.N."),
        (2_000_000_000_00, "DOS MIL MILLONES DE PESOS 00/100 M.N."),
    ],
)
def test_el_importe_se_escribe_con_letra(centavos, letra):
    assert importe_en_letra(centavos) == letra


@pytest.mark.parametrize("centavos", [-1, 10**14])
def test_un_importe_que_no_se_puede_escribir_se_rechaza(centavos):
    with pytest.raises(DatoInvalido, match="no se puede escribir"):
        importe_en_letra(centavos)


def test_cada_numero_menor_que_un_millon_tiene_su_propio_nombre():
    assert len({apocopado(n) for n in range(0, 10**6, 7)}) == len(range(0, 10**6, 7))


def test_la_fecha_se_escribe_como_en_un_oficio():
    assert fecha_en_letra(date(2026, 9, 1)) == "1 de septiembre de 2026"

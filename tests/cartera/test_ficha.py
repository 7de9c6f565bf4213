from datetime import date

from cartera_lib.cartera.ficha import Concepto, Ficha
from cartera_lib.cartera.movimiento import Rubro
from tests.oficina.cedulas import CUOTA, MULTA, REGISTRO


def test_una_ficha_cobra_la_suma_de_sus_conceptos():
    conceptos = (
        Concepto(CUOTA, Rubro.HISTORICO, 100_000),
        Concepto(CUOTA, Rubro.RECARGOS, 1_470),
        Concepto(MULTA, Rubro.HISTORICO, 40_000),
    )
    dia = date(2024, 9, 10)
    ficha = Ficha("F24-000001", "160124000000018", REGISTRO, "COP", dia, dia, conceptos)
    assert ficha.importe == 141_470

from dataclasses import replace
from datetime import date

import pytest

from cartera_lib.cartera.movimiento import FUERA, Llave, Movimiento, Rubro
from cartera_lib.errors import DatoInvalido
from tests.oficina.cedulas import CUENTAS, CUOTA

PAGO = Movimiento(CUOTA, 2, "PAGO", date(2024, 9, 5), importe=-100)


def test_solo_el_importe_historico_mueve_el_saldo():
    assert PAGO.efecto == -100
    assert [replace(PAGO, rubro=r).efecto for r in Rubro if r is not Rubro.HISTORICO] == [0, 0, 0]


def test_el_primer_movimiento_de_una_cuenta_es_el_uno():
    assert replace(PAGO, numero=1).numero == 1
    with pytest.raises(DatoInvalido, match="el primer movimiento"):
        replace(PAGO, numero=0)


def test_una_cuenta_sin_incidencia_ya_no_esta_en_la_cartera():
    assert CUENTAS[CUOTA].viva
    assert not replace(CUENTAS[CUOTA], incidencia=FUERA).viva


def test_la_llave_se_lee_y_dice_su_ejercicio():
    llave = Llave("COP", "A123456710", "242000123", "2024-03", "02")
    assert (str(llave), llave.ejercicio) == ("242000123 (COP 2024-03, tipo 02)", 2024)

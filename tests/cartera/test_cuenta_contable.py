import pytest

from cartera_lib.cartera.cuenta_contable import cuenta, cuenta_de_cartera, cuentas
from cartera_lib.errors import DatoInvalido


def test_un_credito_se_lleva_en_la_cuenta_de_su_ramo_y_clase():
    assert cuenta_de_cartera("COP", "02") == "1211"
    assert cuenta_de_cartera("RCV", "06") == "1212"
    assert cuenta_de_cartera("COP", "80") == "1221"
    assert cuenta_de_cartera("COP", "70") == "1231"


def test_un_papel_sin_cuenta_dice_cual_y_donde_corregir():
    with pytest.raises(DatoInvalido, match=r"0 cuentas para NADIE.*cuentas_contables\.csv"):
        cuenta("NADIE", "COP", clase="cuota")


def test_cada_cuenta_sabe_su_naturaleza_y_su_papel():
    assert cuentas()["1101"].deudora
    assert not cuentas()["2101"].deudora
    assert cuentas()["2101"].papel == "POR_IDENTIFICAR"

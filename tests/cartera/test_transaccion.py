import pytest

from cartera_lib.cartera.transaccion import transaccion, transacciones
from cartera_lib.errors import DatoInvalido

CLASES = {
    "alta": {1},
    "baja": {-1},
    "cobro": {-1},
    "ajuste": {-1, 0, 1},
    "estado": {0},
    "dato": {0},
}


def test_el_signo_de_cada_transaccion_es_el_de_su_clase():
    for tipo in transacciones().values():
        assert tipo.signo in CLASES[tipo.clase], tipo.codigo
        assert tipo.cedula in ("", "CAP-3", "CAP-4")


def test_la_transaccion_se_pide_por_su_clave_en_mayusculas_o_minusculas():
    assert transaccion(" pago ").nombre == "Pago por recaudación"


def test_una_clave_desconocida_dice_cuales_hay():
    with pytest.raises(DatoInvalido, match=r"«REGALO».*PAGO"):
        transaccion("REGALO")

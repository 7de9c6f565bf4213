import pytest

from cartera_lib.errors import FueraDeVigencia
from cartera_lib.reglas.gastos_ejecucion import (
    diligencias_que_se_cobran,
    gastos_ejecucion,
    limites_de_gastos,
)
from cartera_lib.valores.calendario import dias
from tests.conftest import columna, comprobar, importes, pesos

REGLA = "gastos_ejecucion"


def responder(entrada):
    limites = limites_de_gastos(columna(entrada["fecha"]))
    return {"gastos": pesos(int(gastos_ejecucion(importes(entrada["credito"]), limites)[0]))}


def test_caso(caso):
    comprobar(caso, responder(caso["entrada"]))


def test_requerimiento_y_embargo_del_mismo_dia_son_un_solo_cobro():
    assert diligencias_que_se_cobran(dias(["2026-03-03", "2026-03-03", "2026-03-10"])) == 2


def test_sin_importes_publicados_no_hay_gastos():
    with pytest.raises(FueraDeVigencia, match=r"gastos_ejecucion.*2027-01-01"):
        limites_de_gastos(columna("2027-01-01"))

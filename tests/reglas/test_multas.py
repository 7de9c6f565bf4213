from datetime import date

import pytest

from cartera_lib.errors import DatoInvalido, FueraDeVigencia
from cartera_lib.reglas.multas import (
    multa,
    multa_a_pagar,
    multa_por_omision,
    rango_de_multa,
    unidad_de_cuenta,
)
from tests.conftest import centavos, columna, comprobar, pesos

REGLA = "multas"


def responder(entrada):
    if "infraccion" in entrada:
        minimo, maximo = rango_de_multa(entrada["infraccion"], entrada["fecha"])
        return {"minimo": pesos(minimo), "maximo": pesos(maximo)}
    if "veces" in entrada:
        return {"multa": pesos(multa(entrada["veces"], entrada["fecha"]))}
    if "pago" in entrada:
        a_pagar = multa_a_pagar(
            centavos(entrada["multa"]), entrada["surte_efectos"], pago=entrada["pago"]
        )
        return {"a_pagar": pesos(a_pagar)}
    omision = multa_por_omision(centavos(entrada["cuota_omitida"]), int(entrada["porcentaje"]))
    return {"multa": pesos(omision)}


def test_caso(caso):
    comprobar(caso, responder(caso["entrada"]))


def test_antes_de_la_uma_la_multa_se_cuenta_en_salarios_minimos():
    # 73.04 fue el salario mínimo de enero de 2016 y la primera UMA, el 28 de ese mes
    assert unidad_de_cuenta(columna("2015-06-01"))[0] == 70_10
    assert unidad_de_cuenta(columna("2016-01-27"))[0] == 73_04
    assert unidad_de_cuenta(columna("2017-01-31"))[0] == 73_04


def test_una_infraccion_que_no_existe_se_rechaza():
    with pytest.raises(DatoInvalido, match="XXIII"):
        rango_de_multa("XXIII", date(2026, 3, 1))


def test_la_multa_por_omision_no_sale_de_40_a_100_por_ciento():
    for porcentaje in (39, 101):
        with pytest.raises(DatoInvalido):
            multa_por_omision(100_00, porcentaje)


def test_sin_uma_publicada_no_hay_multa():
    with pytest.raises(FueraDeVigencia, match="uma"):
        multa(20, date(2027, 2, 1))

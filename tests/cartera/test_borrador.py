"""Data of a document: tables that add up, one text and one hash."""

import hashlib

import pytest

from cartera_lib.cartera.borrador import (
    ENTERO,
    PESOS,
    TEXTO,
    Impedimento,
    Negativa,
    causas_de_emision,
    cuadro,
    huella_de_datos,
    sellados,
    texto_de_datos,
)


def test_el_total_de_un_cuadro_es_la_suma_de_sus_columnas_de_dinero():
    columnas = [("Crédito", TEXTO), ("Hojas", ENTERO), ("Importe", PESOS)]
    hecho = cuadro("Créditos", columnas, filas=[("1", 2, 10_50), ("2", 3, 4_25)])
    assert hecho["total"] == ["Total", "", 14_75]
    assert hecho["filas"] == [["1", 2, 10_50], ["2", 3, 4_25]]


def test_un_cuadro_sin_dinero_no_lleva_total():
    assert cuadro("", [("Causa", TEXTO)], filas=[("x",)])["total"] == []


def test_la_huella_es_la_de_los_datos_sin_ella():
    datos = {"b": 1, "a": "ñ"}
    assert texto_de_datos({**datos, "huella": "x"}) == '{"a":"ñ","b":1}'
    esperada = hashlib.sha256('{"a":"ñ","b":1}'.encode()).hexdigest()
    assert huella_de_datos(datos) == esperada
    assert huella_de_datos({**datos, "huella": "otra"}) == esperada


@pytest.mark.parametrize("cambio", [{"a": 2}, {"folio": "X"}, {"c": 0}])
def test_cualquier_cambio_cambia_la_huella(cambio):
    sellado = sellados({"a": 1}, folio="ME26-000001", plantilla="p")
    assert huella_de_datos({**sellado, **cambio}) != sellado["huella"]


def test_un_impedimento_dice_que_pasa_y_que_hacer():
    dicho = str(Impedimento("E07", "No hay quien firme."))
    assert dicho == f"No hay quien firme. {causas_de_emision()['E07']['remedio']}"


def test_una_negativa_dice_todo_lo_que_pasa_y_una_vez_cada_remedio():
    causas = (Impedimento("E01", "Falta A."), Impedimento("E01", "Falta B."))
    remedio = causas_de_emision()["E01"]["remedio"]
    assert str(Negativa("OFICIO", "", (), causas)) == f"Falta A. Falta B. {remedio}"

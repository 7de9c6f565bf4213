"""The five years to determine: what lengthens them and what does not."""

from datetime import date

import numpy as np

from cartera_lib.cartera.hecho import clases_de_hecho
from cartera_lib.reglas.caducidad import dia_de_caducidad, inicio_de_caducidad
from cartera_lib.reglas.tramos import tramos
from tests.conftest import comprobar
from tests.reglas.carteras import cartera, dias_de, enteros, responder, situacion

REGLA = "caducidad"
DE_JUICIO = {
    "DEMANDA",
    "DEMANDA_PARCIAL",
    "SUSPENSION",
    "SUSPENSION_SIN_GARANTIA",
    "SUSPENSION_REVOCADA",
    "SENTENCIA_CONTRARIA",
}
"""Facts that leave a trial open: LSS 297 stops the term while one lasts."""


def test_caso(caso):
    comprobar(caso, responder(caso["entrada"]))


def test_solo_el_recurso_y_el_juicio_mueven_el_ultimo_dia():
    # cada clase de hecho, sola, el 1 de marzo de 2022, y cerca del final de los cinco años
    vieja = cartera({"periodo": "2018-12", "fecha_alta": date(2019, 2, 1)})
    mueven = set()
    for codigo in clases_de_hecho():
        juridica = situacion(vieja, (codigo, "2022-03-01"), al="2022-12-31")
        mueven |= {codigo} if dias_de(juridica.caduca) != [date(2024, 1, 18)] else set()
    assert mueven == DE_JUICIO | {"INCONFORMIDAD"}  # sin notificar, el recurso es en tiempo


def test_cada_clase_de_credito_cuenta_desde_su_dia():
    tres = cartera(
        {"periodo": "2025-12"},
        {"tipo_documento": "80", "fecha_alta": date(2026, 2, 2)},
        {"ramo": "RCV", "tipo_documento": "06", "periodo": "2025-10"},
    )
    inicio = inicio_de_caducidad(tres)
    assert dias_de(inicio) == [date(2026, 1, 18), date(2026, 2, 2), date(2025, 11, 18)]


def test_un_dia_que_el_calendario_no_alcanza_no_detiene_la_cartera():
    nada = tramos(np.zeros(0, dtype=int), desde=enteros(), hasta=enteros())
    viejos = enteros("1960-05-02", "1988-02-29", "1992-02-29", "2020-02-29", "2060-05-02")
    caduca = dia_de_caducidad(viejos, nada)
    assert (
        caduca.tolist()
        == enteros("1965-05-02", "1993-02-28", "1997-02-28", "2025-03-03", "2065-05-02").tolist()
    )

"""Choosing credits for documents."""

from datetime import date

import pytest

from cartera_lib.oficina.seleccion import CAMPOS, Filtro, elegidos, seleccionar
from tests.reglas import carteras

AL = date(2026, 6, 30)


ENERO, JUNIO = date(2026, 1, 1), date(2026, 6, 1)


@pytest.fixture
def cartera():
    return carteras.cartera(
        {"credito": "1", "incidencia": "31", "importe": 100_00, "fecha_alta": ENERO},
        {"credito": "2", "incidencia": "01", "importe": 200_00, "fecha_alta": JUNIO},
        {"credito": "3", "incidencia": "31", "importe": 300_00, "fecha_alta": JUNIO},
    )


@pytest.mark.parametrize(
    ("filtro", "cuales"),
    [
        (Filtro(), ["1", "2", "3"]),
        (Filtro(incidencia="31"), ["1", "3"]),
        (Filtro(credito="2"), ["2"]),
        (Filtro(importe_desde=200_00), ["2", "3"]),
        (Filtro(importe_hasta=200_00), ["1", "2"]),
        (Filtro(dias_desde=30), ["1"]),
        (Filtro(dias_desde=29), ["1", "2", "3"]),
        (Filtro(incidencia="31", importe_desde=100_01), ["3"]),
        (Filtro(ramo="RCV"), []),
    ],
)
def test_el_filtro_elige_lo_que_dice(cartera, filtro, cuales):
    assert seleccionar(cartera, filtro, al=AL).columna("credito").tolist() == cuales
    assert elegidos(cartera, filtro, al=AL).sum() == len(cuales)


def test_el_filtro_se_dice_en_palabras():
    assert str(Filtro()) == "Todos los créditos"
    dicho = str(Filtro(incidencia="31", importe_desde=1_500_00, dias_desde=90))
    assert dicho == "incidencia 31; importe desde 1,500.00; con 90 días o más desde su alta"
    assert "registro" in CAMPOS

"""A page of credits is cut by the database, and no credit is lost between two pages."""

from datetime import date

import pytest

from cartera_lib.errors import DatoInvalido
from cartera_lib.store import Filtros
from cartera_lib.store.paginas import ORDENES
from tests.store import lecturas

TABLAS = {"COP": lecturas.tabla_rale(400, 1, 40), "RCV": lecturas.tabla_rale(300, 2, 40)}
TODOS = [{**fila, "ramo": ramo} for ramo, tabla in TABLAS.items() for fila in tabla.to_pylist()]


@pytest.fixture(scope="module")
def lleno(almacen_comun):
    for ramo, tabla in TABLAS.items():
        almacen_comun.append(lecturas.rale(tabla, ramo=ramo, propios=ramo == "COP"))
    almacen_comun.append(lecturas.rale(lecturas.tabla_rale(50, 3), al=date(2026, 9, 30)))
    return almacen_comun


def clave(fila: dict) -> tuple:
    return fila["ramo"], fila["renglon"]


@pytest.mark.parametrize("orden", [*ORDENES, "-importe", "-incidencia"])
def test_las_paginas_juntas_son_todos_los_creditos_una_vez_y_en_orden(lleno, orden):
    filas = []
    for desde in range(0, 800, 97):
        pagina = lleno.pagina_de_creditos(
            Filtros(lecturas.CORTE), orden, desplazamiento=desde, limite=97
        )
        filas += pagina.tabla.to_pylist()
    assert sorted(map(clave, filas)) == sorted(map(clave, TODOS))
    columna = [fila[orden.removeprefix("-")] for fila in filas]
    assert columna == sorted(columna, reverse=orden.startswith("-"))


@pytest.mark.parametrize(
    ("filtros", "pasa"),
    [
        ({}, lambda f: True),
        ({"ramo": "RCV"}, lambda f: f["ramo"] == "RCV"),
        ({"propios": True}, lambda f: f["ramo"] == "COP"),
        ({"incidencias": ("00", "31")}, lambda f: f["incidencia"] in ("00", "31")),
        ({"tipos_documento": ("80",)}, lambda f: f["tipo_documento"] == "80"),
        ({"importe_desde": 100_000}, lambda f: f["importe"] >= 100_000),
        ({"importe_hasta": 100_000}, lambda f: f["importe"] <= 100_000),
        ({"notificado": True}, lambda f: f["fecha_notificacion"] is not None),
        ({"notificado": False}, lambda f: f["fecha_notificacion"] is None),
        ({"registro": lecturas.registros(3)[2]}, lambda f: f["registro"] == "A100000210"),
        (
            {"ramo": "COP", "notificado": False, "importe_desde": 50_000},
            lambda f: (
                f["ramo"] == "COP" and f["fecha_notificacion"] is None and f["importe"] >= 50_000
            ),
        ),
        ({"ooad": "16", "subdelegacion": "01"}, lambda f: True),
    ],
)
def test_un_filtro_deja_los_suyos_y_dice_cuantos_y_cuanto_son(lleno, filtros, pasa):
    esperados = [fila for fila in TODOS if pasa(fila)]
    pagina = lleno.pagina_de_creditos(Filtros(lecturas.CORTE, **filtros), limite=10_000)
    assert esperados
    assert sorted(map(clave, pagina.tabla.to_pylist())) == sorted(map(clave, esperados))
    assert pagina.total == len(esperados)
    assert pagina.importe == sum(fila["importe"] for fila in esperados)


def test_el_total_no_depende_de_la_pagina(lleno):
    pagina = lleno.pagina_de_creditos(Filtros(lecturas.CORTE), desplazamiento=695, limite=50)
    assert (pagina.tabla.num_rows, pagina.total) == (5, 700)


def test_un_orden_que_no_existe_se_rechaza_y_dice_cuales_hay(lleno):
    with pytest.raises(DatoInvalido, match=r"ordenar por «nombre».*importe"):
        lleno.pagina_de_creditos(Filtros(lecturas.CORTE), "nombre")

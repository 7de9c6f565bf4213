"""Rows of an invented cut, written by hand: the tests of the office change what they need."""

from datetime import date

import pyarrow as pa

from cartera_lib.cartera.cartera import ESQUEMA, Cartera
from cartera_lib.valores.dinero import centavos

CORTE = date(2024, 8, 31)
BASE = {
    "ramo": "COP",
    "propios": True,
    "registro": "W000000110",
    "movimiento": "1",
    "fecha_movimiento": date(2015, 1, 2),
    "sector": "11",
    "credito": "231000001",
    "ce": None,
    "periodo": "2023-12",
    "tipo_documento": "02",
    "fecha_alta": date(2024, 1, 25),
    "fecha_notificacion": date(2024, 3, 1),
    "incidencia": "31",
    "fecha_incidencia": date(2024, 4, 1),
    "dias": 30,
    "importe": "64,210.55",
    "ooad_control": None,
    "subdelegacion_control": None,
}


def renglon(**cambio):
    """Return one row, its amount in centavos."""
    fila = {**BASE, **cambio}
    return fila | {"importe": centavos(fila["importe"])}


def cartera(*cambios, corte=CORTE):
    filas = [{**renglon(**cambio), "renglon": n} for n, cambio in enumerate(cambios, start=1)]
    return Cartera(corte, "16", "01", pa.Table.from_pylist(filas, schema=ESQUEMA))

"""An inventory of six credits worked by hand: what each paper says, and who looked at it."""

from datetime import date

import pyarrow as pa

from cartera_lib.cartera.inventario import Cuaderno
from cartera_lib.cartera.movimiento import Llave
from cartera_lib.oficina.inventario import base
from cartera_lib.store import libro_columnas as columnas
from tests.oficina.renglones import cartera

DIA = date(2024, 9, 5)
NOTA = "La cédula no trae firma del notificador."
CORTE = cartera(
    # written out of order; the propuesta (00) is not in arrears
    {"ramo": "RCV", "credito": "237000006", "tipo_documento": "06", "importe": "600.00"},
    {"credito": "231000001", "importe": "100.00"},
    {"credito": "231000009", "incidencia": "00", "importe": "9,999.99"},
    {"credito": "231000002", "importe": "200.00"},
    {"credito": "231000003", "importe": "300.00"},
    {"credito": "231000004", "importe": "400.00", "tipo_documento": "57"},
    {"credito": "231000005", "importe": "500.05"},
)
BASE = base(CORTE)
LIBROS = (Cuaderno("I24-000001", 1, "Ana", 1, 4), Cuaderno("I24-000001", 2, "Luis", 5, 6))
SOBRA = Llave("COP", "W000000110", "239000099", "2023-11", "02")


def llave(numero):
    """Return the key of a credit of the base by its number."""
    fila = BASE.loc[numero]
    return Llave(*(fila[campo] for campo in Llave._fields))


def marca(que, clase, *, conteo=1, quien="Ana", **dice):
    """Return a mark as the store would give it, of a number of the base or of a key."""
    suya = llave(que) if isinstance(que, int) else que
    libro = 2 if isinstance(que, int) and que > 4 else 1
    datos = {"importe": None, "dice": "", "observacion": ""} | dice
    return suya._asdict() | datos | {
        "conteo": conteo, "cuaderno": libro, "marca": clase, "quien": quien, "al": DIA,
    }  # fmt: skip


def marcas(*filas):
    return pa.Table.from_pylist(list(filas), schema=columnas.MARCAS)


PRIMERO = (
    marca(1, "TOTAL"),
    marca(2, "PARCIAL", importe=250_00, dice="periodo 2023-11"),
    marca(3, "OTRO", observacion=NOTA),
    marca(4, "SIN_DOCUMENTO"),
    marca(5, "TOTAL", quien="Luis"),
    marca(SOBRA, "SOBRANTE", importe=75_50),
)
"""The first count: all of Ana's book, one of the two of Luis's."""
SEGUNDO = (
    marca(2, "PARCIAL", importe=250_00, conteo=2, quien="Luis"),
    marca(3, "TOTAL", conteo=2, quien="Luis"),
    marca(4, "SIN_DOCUMENTO", conteo=2, quien="Luis"),
    marca(SOBRA, "SOBRANTE", importe=75_50, conteo=2, quien="Luis"),
)
"""The second: the note of the third was cleared up; the rest stands."""


AMBOS = marcas(*PRIMERO, *SEGUNDO)
SOLO_PRIMERO = marcas(*PRIMERO)

"""Carry employers down the lines of a RALE and make its table."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from cartera_lib.importers.fechas import columna_de_fechas
from cartera_lib.importers.rale_campos import DE_PATRON
from cartera_lib.norma.tablas import Columna

FIJAS = ("credito", "periodo", "tipo_documento", "incidencia")
FECHAS = ("fecha_movimiento", "fecha_alta", "fecha_notificacion", "fecha_incidencia")
ESQUEMA = pa.schema(
    [
        pa.field("registro", pa.string(), nullable=False),
        pa.field("movimiento", pa.string()),
        pa.field("fecha_movimiento", pa.date32()),
        pa.field("sector", pa.string()),
        pa.field("credito", pa.string(), nullable=False),
        pa.field("ce", pa.string()),
        pa.field("periodo", pa.string(), nullable=False),
        pa.field("tipo_documento", pa.string(), nullable=False),
        pa.field("fecha_alta", pa.date32(), nullable=False),
        pa.field("fecha_notificacion", pa.date32()),
        pa.field("incidencia", pa.string(), nullable=False),
        pa.field("fecha_incidencia", pa.date32()),
        pa.field("dias", pa.int32(), nullable=False),
        pa.field("importe", pa.int64(), nullable=False),
        pa.field("ooad_control", pa.string()),
        pa.field("subdelegacion_control", pa.string()),
        pa.field("renglon", pa.int64(), nullable=False),
    ]
)


@dataclass(frozen=True)
class Herencia:
    """A line that cannot carry its employer down: why, and from which line (0 if none)."""

    codigo: str
    causa: str


def arrastrar(datos: Columna) -> Mapping[int, Herencia]:
    """Fill in place the employer of the lines that do not print it; say which cannot be."""
    lugar = np.arange(len(datos))
    origen = np.maximum.accumulate(np.where(datos["con_patron"], lugar, -1))
    huerfano = origen < 0
    for campo in DE_PATRON:
        datos[campo] = np.where(huerfano, datos[campo], datos[campo][origen])
    heredado = ~datos["con_patron"]
    ilegible = heredado & (huerfano | datos["sin_registro"][origen])
    dudoso = heredado & ~ilegible & datos["sin_movimiento"][origen]
    causas = {int(i): _sin_registro(datos, int(origen[i])) for i in np.flatnonzero(ilegible)}
    causas |= {int(i): _sin_movimiento(datos, int(origen[i])) for i in np.flatnonzero(dudoso)}
    datos["rechazado"] |= ilegible | dudoso
    return causas


def hacer_tabla(datos: Columna) -> pa.Table:
    """Return the accepted lines as the table of the contract, in the order of the file."""
    if datos["rechazado"].any():
        datos = datos[~datos["rechazado"]]
    return pa.table([_columna(datos, campo.name) for campo in ESQUEMA], schema=ESQUEMA)


def _sin_registro(datos: Columna, origen: int) -> Herencia:
    if origen < 0:
        causa = "No trae registro patronal y arriba no hay ninguno que arrastrar."
    else:
        renglon = datos["renglon"][origen]
        causa = f"Arrastra el registro patronal del renglón {renglon}, que no se pudo leer."
    return Herencia("REGISTRO_ILEGIBLE", causa)


def _sin_movimiento(datos: Columna, origen: int) -> Herencia:
    renglon = datos["renglon"][origen]
    causa = f"Arrastra el movimiento patronal del renglón {renglon}, que no se pudo leer."
    return Herencia("FECHA_IMPOSIBLE", causa)


def _columna(datos: Columna, campo: str) -> pa.Array:
    if campo in FECHAS:
        return columna_de_fechas(datos[campo])
    if datos.dtype[campo].kind == "S":
        return _textos(np.ascontiguousarray(datos[campo]), fija=campo in FIJAS)
    numeros = pa.py_buffer(np.ascontiguousarray(datos[campo]))
    return pa.Array.from_buffers(ESQUEMA.field(campo).type, len(datos), [None, numeros])


def _textos(textos: Columna, *, fija: bool) -> pa.Array:
    """Make a column of text straight from its bytes; an empty one is null."""
    ancho = textos.dtype.itemsize
    letras = textos.view(np.uint8).reshape(-1, ancho)
    if fija:
        desplazos = np.arange(len(textos) + 1, dtype=np.int32) * np.int32(ancho)
        validos = None
    else:
        impresas = letras != 0
        largos = impresas.sum(axis=1)
        desplazos = np.concatenate([[0], np.cumsum(largos)]).astype(np.int32)
        validos = pa.py_buffer(np.packbits(largos > 0, bitorder="little"))
        letras = letras[impresas]
    buffers = [validos, pa.py_buffer(desplazos), pa.py_buffer(np.ascontiguousarray(letras))]
    return pa.Array.from_buffers(pa.string(), len(textos), buffers)

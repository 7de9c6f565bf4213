"""Hashes that prove the store: of the content of each load, and of the chain of loads."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from hashlib import _Hash

INICIO = "0" * 64
"""What the first load has as the hash of the one before it."""

FIRMADO = (
    *("id", "clase", "archivo", "sha256", "programa", "ramo", "propios", "ooad", "subdelegacion"),
    *("al", "renglones", "aceptados", "rechazados", "avisos", "patrones", "creditos", "importe"),
    *("contenido", "registrada_en", "huella_anterior"),
)
"""What the hash of a load covers; a column added later does not change the old hashes."""

SIN_NUMERO = -(2**63)
SIN_TEXTO = "\0"


def de_contenido(tablas: Iterable[pa.Table]) -> str:
    """Hash rows by value: the same for the same rows, however they are stored or chunked.

    Each column adds its name and its number of rows; then whole numbers and days (counted
    from 1970-01-01) as eight bytes each, or the length of each text and all the letters.
    """
    suma = hashlib.sha256()
    for tabla in tablas:
        for nombre, columna in zip(tabla.column_names, tabla.columns, strict=True):
            suma.update(f"{nombre}\n{len(columna)}\n".encode())
            agregar = _texto if pa.types.is_string(columna.type) else _numeros
            agregar(suma, columna.combine_chunks())
    return suma.hexdigest()


def de_carga(fila: Mapping[str, Any]) -> str:
    """Hash one row of ``carga``, which already holds the hash of the load before it."""
    texto = json.dumps([fila[columna] for columna in FIRMADO], default=str)
    return hashlib.sha256(texto.encode()).hexdigest()


def _numeros(suma: "_Hash", columna: pa.Array) -> None:
    if pa.types.is_date32(columna.type):
        columna = columna.cast(pa.int32())
    numeros = pc.fill_null(columna.cast(pa.int64()), SIN_NUMERO).to_numpy()
    suma.update(numeros.astype("<i8").tobytes())


def _texto(suma: "_Hash", columna: pa.Array) -> None:
    textos = pc.fill_null(columna, SIN_TEXTO).cast(pa.large_string())
    if not len(textos):
        return
    _, posiciones, letras = textos.buffers()
    limites = np.frombuffer(posiciones, np.int64)[textos.offset :][: len(textos) + 1]
    suma.update(np.diff(limites).astype("<i8").tobytes())
    if letras is not None:
        suma.update(memoryview(letras)[limites[0] : limites[-1]])

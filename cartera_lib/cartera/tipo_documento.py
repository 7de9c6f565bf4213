"""Kinds of document of the cartera and which accessories each one bears.

Fundamento: LSS 287, 40-A; CFF 21, 70. A fine bears no recargos.
"""

from dataclasses import dataclass

import numpy as np

from cartera_lib.errors import DatoInvalido
from cartera_lib.norma.tablas import Columna, Renglon, recordar, renglones

CLAVES = 100
"""Codes have two digits: a column of them is int8, and what they bear a table of a hundred."""


@dataclass(frozen=True)
class TipoDocumento:
    """One kind of document: its class, when it is due, and what it bears when late."""

    codigo: str
    nombre: str
    clase: str
    vence_dia_17: bool
    actualiza: bool
    recargos: bool


@recordar()
def tipos_documento() -> dict[str, TipoDocumento]:
    """Return every kind of document by its two-digit code."""
    return {f["codigo"]: _tipo(f) for f in renglones("tipos_documento")}


def tipo_documento(codigo: str) -> TipoDocumento:
    """Return one kind of document; a lost leading zero is put back, an unknown code refused."""
    clave = codigo.strip()
    tipo = tipos_documento().get(clave and clave.zfill(2))  # nothing is not «00»
    if tipo is None:
        raise DatoInvalido(
            f"El tipo de documento «{codigo}» no está en el catálogo. "
            "Use una de sus claves, por ejemplo 02 (omisión COP), 06 (RCV) u 80 (multa)."
        )
    return tipo


@recordar()
def por_clave(atributo: str) -> Columna:
    """Return a boolean of each kind as a table of a hundred, indexed by the numeric code."""
    valores = np.zeros(CLAVES, dtype=bool)
    for codigo, tipo in tipos_documento().items():
        valores[int(codigo)] = getattr(tipo, atributo)
    valores.setflags(write=False)
    return valores


@recordar()
def conocidas() -> Columna:
    """Return which numeric codes are in the catalogue, as a table of a hundred."""
    hay = np.zeros(CLAVES, dtype=bool)
    hay[[int(codigo) for codigo in tipos_documento()]] = True
    hay.setflags(write=False)
    return hay


def _tipo(fila: Renglon) -> TipoDocumento:
    return TipoDocumento(
        codigo=fila["codigo"],
        nombre=fila["nombre"],
        clase=fila["clase"],
        vence_dia_17=fila["vence"] == "dia_17",
        actualiza=fila["actualiza"] == "si",
        recargos=fila["recargos"] == "si",
    )

"""Materias: each matter in which the law asks how a credit is, and the states it may be in.

A state is kept by its place in its materia (int8); the first of each is how a credit is while
nothing says otherwise.
"""

from typing import NamedTuple

import numpy as np

from cartera_lib.norma.tablas import Columna, recordar, renglones


class Estado(NamedTuple):
    """One state of a materia, with what time alone makes of it.

    ``abierto``: it lasts until a fact ends it, whatever the incidencia of a cut says;
    ``plazo`` in ``unidad`` after which it becomes ``sigue``; ``suspende`` the prescription;
    ``llega_por``: the fact that brings a credit to it, as people say it.
    """

    materia: str
    estado: str
    nombre: str
    abierto: bool
    plazo: int
    unidad: str
    sigue: str
    suspende: bool
    llega_por: str
    articulos: str


@recordar()
def materias() -> dict[str, tuple[Estado, ...]]:
    """Return the states of each materia, in the order of the table."""
    juntas: dict[str, list[Estado]] = {}
    for fila in renglones("materias"):
        estado = Estado(
            fila["materia"],
            fila["estado"],
            fila["nombre"],
            fila["abierto"] == "1",
            int(fila["plazo"] or 0),
            fila["unidad"],
            fila["sigue"],
            fila["suspende"] == "1",
            fila["llega_por"],
            fila["articulos"],
        )
        juntas.setdefault(fila["materia"], []).append(estado)
    return {materia: tuple(estados) for materia, estados in juntas.items()}


@recordar()
def lugares() -> dict[tuple[str, str], int]:
    """Return the place of each state in its materia."""
    return {
        (materia, estado.estado): lugar
        for materia, estados in materias().items()
        for lugar, estado in enumerate(estados)
    }


@recordar()
def numeros_de_materia() -> dict[str, int]:
    """Return the number of each materia."""
    return {materia: numero for numero, materia in enumerate(materias())}


@recordar()
def abiertos_por_estado() -> Columna:
    """Return, by number of materia and place of state, whether it lasts until a fact ends it."""
    ancho = max(len(estados) for estados in materias().values())
    abiertos = np.zeros((len(materias()), ancho), dtype=bool)
    for numero, estados in enumerate(materias().values()):
        abiertos[numero, : len(estados)] = [e.abierto for e in estados]
    return abiertos


def lugar(materia: str, estado: str) -> np.int8:
    """Return the place of one state; KeyError when the table does not have it."""
    return np.int8(lugares()[materia, estado])


def pone(texto: str) -> list[tuple[str, str]]:
    """Read what a row puts: ``juicio=TERMINADO|validez=NULO`` is two states."""
    partes = (parte.partition("=") for parte in texto.split("|") if parte)
    return [(materia, estado) for materia, _, estado in partes]

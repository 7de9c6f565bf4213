"""Función 1: elegir de la cartera los créditos de que se piden documentos, y decir cómo."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date

import numpy as np

from cartera_lib.cartera.cartera import Cartera
from cartera_lib.norma.tablas import Columna
from cartera_lib.registry import funcion
from cartera_lib.valores.calendario import dias
from cartera_lib.valores.dinero import pesos


@dataclass(frozen=True)
class Filtro:
    """What the chosen credits have in common; what is empty asks nothing.

    Amounts in centavos, historic; ``dias_desde``: natural days since the credit's alta, at least.
    """

    registro: str = ""
    credito: str = ""
    ramo: str = ""
    incidencia: str = ""
    tipo_documento: str = ""
    sector: str = ""
    importe_desde: int = 0
    importe_hasta: int = 0
    dias_desde: int = 0

    def __str__(self) -> str:
        """Say it as people read it."""
        return "; ".join(self._dicho()) or "Todos los créditos"

    def _dicho(self) -> Iterator[str]:
        for campo, titulo in IGUALES.items():
            if valor := getattr(self, campo):
                yield f"{titulo} {valor}"
        if self.importe_desde:
            yield f"importe desde {pesos(self.importe_desde)}"
        if self.importe_hasta:
            yield f"importe hasta {pesos(self.importe_hasta)}"
        if self.dias_desde:
            yield f"con {self.dias_desde:,} días o más desde su alta"


IGUALES = {
    "registro": "registro patronal",
    "credito": "crédito",
    "ramo": "ramo",
    "incidencia": "incidencia",
    "tipo_documento": "tipo de documento",
    "sector": "sector",
}
"""Columns that have to be as the filter says, with their name."""


@funcion(1)
def seleccionar(cartera: Cartera, filtro: Filtro, *, al: date) -> Cartera:
    """Return the credits of a cut that a filter chooses on a day."""
    return cartera.filtrar(elegidos(cartera, filtro, al=al))


@funcion(1)
def elegidos(cartera: Cartera, filtro: Filtro, *, al: date) -> Columna:
    """Tell which credits of a cut a filter chooses on a day."""
    elige = np.ones(len(cartera), dtype=bool)
    for campo in IGUALES:
        if valor := getattr(filtro, campo):
            elige &= cartera.columna(campo) == valor
    importe = cartera.columna("importe")
    elige &= importe >= filtro.importe_desde
    if filtro.importe_hasta:
        elige &= importe <= filtro.importe_hasta
    if filtro.dias_desde:
        elige &= int(dias(al)) - cartera.columna("fecha_alta") >= filtro.dias_desde
    return elige


CAMPOS = tuple(campo.name for campo in fields(Filtro))

"""A document before it has a folio: its data, in one shape for every kind, or why it is refused."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, TypeAlias

from cartera_lib.cartera.emision import CreditoEmitido, canonico
from cartera_lib.cartera.movimiento import Llave
from cartera_lib.norma.tablas import Renglon, recordar, renglones

Datos: TypeAlias = dict[str, Any]
"""Plain values fit for JSON: text, whole numbers (centavos), lists and dictionaries of them."""

PESOS, ENTERO, TEXTO = "pesos", "entero", "texto"


class Impedimento(NamedTuple):
    """One reason to issue nothing: its code in table ``causas_emision`` and what happens."""

    codigo: str
    hecho: str

    def __str__(self) -> str:
        """Say what happens and what to do."""
        return f"{self.hecho} {causas_de_emision()[self.codigo]['remedio']}"


@dataclass(frozen=True)
class Borrador:
    """A document that may be issued; ``creditos`` with what it asks for each, in centavos."""

    clase: str
    registro: str
    ramo: str
    fecha: date
    datos: Datos
    creditos: tuple[CreditoEmitido, ...] = ()

    @property
    def importe(self) -> int:
        """Return what it asks for, in centavos."""
        return sum(credito.importe for credito in self.creditos)


@dataclass(frozen=True)
class Negativa:
    """A document that is not issued, with all the reasons."""

    clase: str
    registro: str
    creditos: tuple[Llave, ...]
    causas: tuple[Impedimento, ...]

    def __str__(self) -> str:
        """Say all that happens and then, once each, all that is to be done."""
        remedios = (causas_de_emision()[causa.codigo]["remedio"] for causa in self.causas)
        dichos = [*(causa.hecho for causa in self.causas), *remedios]
        return " ".join(dict.fromkeys(dichos))


@recordar()
def causas_de_emision() -> dict[str, Renglon]:
    """Return the reasons to issue nothing by their code."""
    return {fila["codigo"]: fila for fila in renglones("causas_emision")}


def cuadro(
    titulo: str, columnas: Sequence[tuple[str, str]], *, filas: Iterable[Sequence[Any]]
) -> Datos:
    """Return a table of a document: titles and kinds of its columns, its rows, and its total.

    Kinds: ``texto``, ``entero`` and ``pesos`` (whole centavos); every ``pesos`` column is added.
    """
    dadas = [list(fila) for fila in filas]
    return {
        "titulo": titulo,
        "columnas": [list(columna) for columna in columnas],
        "filas": dadas,
        "total": total_de(columnas, dadas),
    }


def total_de(columnas: Sequence[Sequence[str]], filas: Sequence[Sequence[Any]]) -> list[Any]:
    """Return the last row of a table: what its columns of money add up to."""
    if not any(tipo == PESOS for _, tipo in columnas):
        return []
    sumas = [
        sum(fila[lugar] for fila in filas) if tipo == PESOS else ""
        for lugar, (_, tipo) in enumerate(columnas)
    ]
    return ["Total", *sumas[1:]] if columnas[0][1] == TEXTO else sumas


def texto_de_datos(datos: Datos) -> str:
    """Return the data of a document as the one text that is hashed: all but the hash itself."""
    return canonico({campo: valor for campo, valor in datos.items() if campo != "huella"})


def huella_de_datos(datos: Datos) -> str:
    """Return the SHA-256 of the data of a document."""
    return hashlib.sha256(texto_de_datos(datos).encode()).hexdigest()


def sellados(datos: Datos, *, folio: str, plantilla: str) -> Datos:
    """Return the data with their folio, the edition of the templates and their hash."""
    con_folio = {**datos, "folio": folio, "plantilla": plantilla}
    return {**con_folio, "huella": huella_de_datos(con_folio)}

"""What faults are made with: chance, the month, and the lines of a good form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from cartera_lib.sintetica.azar import Azar
from cartera_lib.sintetica.cedulas import Cedula, Linea
from cartera_lib.sintetica.modelo import Credito

BLOQUEADOS = {"06", "12", "14", "15", "19", "42", "52"}


@dataclass(frozen=True, eq=False)
class Taller:
    """What a fault may draw from: chance, the month, every number in use, and credits at rest.

    ``quietos``: live credits to which nothing happens in the month.
    """

    azar: Azar
    corte: date
    numeros: Mapping[str, frozenset[str]]
    quietos: tuple[Credito, ...]


Falta = Callable[[Cedula, Taller], Cedula | None]


def cambiada(cedula: Cedula, linea: Linea, *, nueva: Linea, detalle: str) -> Cedula:
    """Return the form with one of its lines changed, and what was done to it."""
    lineas = tuple(nueva if x is linea else x for x in cedula.lineas)
    return replace(cedula, lineas=lineas, detalle=dicho(linea, detalle))


def dicho(linea: Linea, detalle: str) -> str:
    """Say of which credit."""
    return f"Crédito {linea.credito.numero}: {detalle}"


def alguna(cedula: Cedula, taller: Taller, *, sirve: Callable[[Linea], bool]) -> Linea | None:
    """Draw a line among those that serve."""
    aptas = [linea for linea in cedula.lineas if sirve(linea)]
    return taller.azar.elegir(aptas) if aptas else None


def conocida(linea: Linea) -> bool:
    """Tell whether the credit was already in the ledger."""
    return linea.transaccion != "RECEPCION_CAMBIO"


def sin_bloqueo(linea: Linea) -> bool:
    """Tell whether nothing keeps the credit from collection."""
    return linea.de not in BLOQUEADOS

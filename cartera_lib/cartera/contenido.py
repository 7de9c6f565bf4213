"""What each kind of document must carry, as data: each element, its article and where it is."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from cartera_lib.cartera.borrador import Datos, Impedimento
from cartera_lib.cartera.emision import clases_de_documento
from cartera_lib.norma.tablas import en_vigor

DATO, ROTULO = "dato", "rotulo"


class Elemento(NamedTuple):
    """One thing that a document must carry.

    ``modo``: a ``dato`` is a value of the data, at ``lugar``; a ``rotulo`` is printed over a line
    that is filled in by hand, and ``lugar`` is what it says.
    """

    elemento: str
    articulo: str
    modo: str
    lugar: str


def elementos(clase: str, *, al: date) -> tuple[Elemento, ...]:
    """Return what a kind of document must carry on a day. Fundamento: CFF 38."""
    return tuple(
        Elemento(*(fila[campo] for campo in Elemento._fields))
        for fila in en_vigor("contenido_documentos", al)
        if clase in fila["clases"].split("|")
    )


def faltas(clase: str, datos: Datos, *, al: date) -> Iterator[Impedimento]:
    """Yield what the data of a document lack of what it must carry."""
    for elemento in elementos(clase, al=al):
        if elemento.modo == DATO and not valor(datos, elemento.lugar):
            hecho = f"{clases_de_documento()[clase].nombre}: falta {elemento.elemento}"
            yield Impedimento("E01", f"{hecho} ({elemento.articulo}).")


def valor(datos: Datos, lugar: str) -> Any:
    """Return what is at a place of the data (``destinatario.nombre``); None where there is none."""
    hallado: Any = datos
    for paso in lugar.split("."):
        match hallado:
            case Mapping():
                hallado = hallado.get(paso)
            case Sequence() if paso.isdigit() and int(paso) < len(hallado):
                hallado = hallado[int(paso)]
            case _:
                return None
    return hallado

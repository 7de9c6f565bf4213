"""Facts of the expediente: what happened to a credit or to its employer, on what day, and proof.

A fact is only added. One that was wrong is undone by another that names it, and from then on
neither counts; what the office knew on an earlier day stays as it was.
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from cartera_lib.cartera.materia import pone
from cartera_lib.cartera.movimiento import Llave, Soporte
from cartera_lib.norma.tablas import recordar, renglones

SIN_EFECTO = "SIN_EFECTO"
"""The code of a fact whose only work is to undo another."""
NULA, PLAZO_DOBLE = "nula", "plazo_doble"


class ClaseDeHecho(NamedTuple):
    """One kind of fact: what it puts in which materia, and whether it interrupts prescription.

    ``alcance``: «credito», or «patron» when it reaches every credit of the employer; ``abre``:
    what it opens, another one with each document; ``cierra``: what it ends, one and not the rest.
    """

    codigo: str
    nombre: str
    pone: tuple[tuple[str, str], ...]
    alcance: str
    interrumpe: bool
    abre: str
    cierra: str
    soportes: tuple[str, ...]
    articulos: str


@dataclass(frozen=True, slots=True)
class Hecho:
    """One fact as it was captured.

    ``llave`` is None when it is of the employer; ``medio`` and ``defectos`` are of a notice;
    ``importe`` in centavos; ``anula`` is the folio of the fact that this one undoes.
    """

    folio: str
    codigo: str
    registro: str
    llave: Llave | None
    fecha: date
    soporte: Soporte
    medio: str = ""
    defectos: tuple[str, ...] = ()
    importe: int = 0
    detalle: str = ""
    anula: str = ""


@dataclass(frozen=True, slots=True)
class Confirmacion:
    """Another person read the document of a fact and found what was captured."""

    folio: str


@recordar()
def clases_de_hecho() -> dict[str, ClaseDeHecho]:
    """Return the catalogue of facts by code, in the order of the table."""
    return {
        f["codigo"]: ClaseDeHecho(
            f["codigo"],
            f["nombre"],
            tuple(pone(f["pone"])),
            f["alcance"],
            f["interrumpe"] == "1",
            f["abre"],
            f["cierra"],
            tuple(filter(None, f["soportes"].split("|"))),
            f["articulos"],
        )
        for f in renglones("hechos")
    }


@recordar()
def medios() -> dict[str, str]:
    """Return the name of each means of giving notice, in the order of the table."""
    return {f["codigo"]: f["nombre"] for f in renglones("medios_notificacion")}


@recordar()
def efecto_de_defectos() -> dict[str, str]:
    """Return what each defect of a notice does to it: void, harmless, doubtful, double term."""
    return {f["codigo"]: f["efecto"] for f in renglones("defectos_notificacion")}

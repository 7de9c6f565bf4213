"""The file of a credit: its papers, where each one is, who has it, and whether it is intact."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cartera_lib.cartera.movimiento import Llave


class ClaseDeTraslado(StrEnum):
    """What moved a paper; the value is the label that people read, the name is what is kept."""

    UBICACION = "cambio de lugar"
    PRESTAMO = "préstamo"
    DEVOLUCION = "devolución"


@dataclass(frozen=True, slots=True)
class Pieza:
    """One paper of the file: of a credit, or of the employer when ``llave`` is None.

    ``clase``: a kind of document or a requirement of a procedure; ``numero``: the folio that
    the paper bears; ``ubicacion``: archivero, caja, libro; ``sha256`` of its image, or empty.
    """

    folio: str
    registro: str
    llave: Llave | None
    clase: str
    numero: str
    fecha: date
    fojas: int
    ubicacion: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Traslado:
    """One move of a paper, the ``numero``-th; ``a``: the place or the person; ``vence``: a loan."""

    pieza: str
    numero: int
    clase: ClaseDeTraslado
    fecha: date
    a: str
    vence: date | None = None


@dataclass(frozen=True, slots=True)
class Fijeza:
    """What a look at the image of a paper found: its hash now, empty when it is not there."""

    pieza: str
    hallado: str
    igual: bool

"""Physical inventory of the credits in arrears: its books, its marks, and its end."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cartera_lib.cartera.movimiento import Llave
from cartera_lib.errors import DatoInvalido

LARGO_DE_OBSERVACION = 25


class ClaseDeMarca(StrEnum):
    """What the paper said beside the system; the name is what is kept."""

    TOTAL = "total: todo es igual"
    PARCIAL = "parcial: algo difiere"
    OTRO = "otro: véase la observación"
    SOBRANTE = "sobrante: no está en la base"
    SIN_DOCUMENTO = "sin documento: se buscó y no está"


@dataclass(frozen=True, slots=True)
class Inventario:
    """An inventory: the cut that is its base, where and by whom it is taken."""

    folio: str
    corte: date
    fecha: date
    lugar: str
    participantes: str


@dataclass(frozen=True, slots=True)
class Cuaderno:
    """The book of one person: the credits of the base from ``desde`` to ``hasta``, by place."""

    inventario: str
    numero: int
    responsable: str
    desde: int
    hasta: int

    def __post_init__(self) -> None:
        """Refuse a book without credits or without a person."""
        if not 1 <= self.desde <= self.hasta or not self.responsable.strip():
            raise DatoInvalido(
                f"El libro {self.numero} va del {self.desde} al {self.hasta} y lo lleva "
                f"«{self.responsable}». Dé un responsable y un rango que empiece en 1 o más."
            )


@dataclass(frozen=True, slots=True)
class Marca:
    """What one count found of one credit; ``dice``: what the paper says, where it differs.

    ``importe`` in centavos, as the paper says it; None when it says nothing of it.
    """

    inventario: str
    conteo: int
    cuaderno: int
    llave: Llave
    marca: ClaseDeMarca
    importe: int | None = None
    dice: str = ""
    observacion: str = ""

    def __post_init__(self) -> None:
        """Refuse a mark that does not say what its kind asks."""
        if self.marca is ClaseDeMarca.OTRO and len(self.observacion.strip()) < LARGO_DE_OBSERVACION:
            raise DatoInvalido(
                f"Crédito {self.llave.credito}: la marca «otro» lleva una observación de al menos "
                f"{LARGO_DE_OBSERVACION} letras. Escriba qué se encontró."
            )
        if self.marca is ClaseDeMarca.PARCIAL and self.importe is None and not self.dice.strip():
            raise DatoInvalido(
                f"Crédito {self.llave.credito}: la marca «parcial» dice en qué difiere el "
                "documento. Escriba su importe o el dato distinto."
            )


@dataclass(frozen=True, slots=True)
class CierreDeInventario:
    """The end of an inventory, with the text of its acta."""

    inventario: str
    fecha: date
    acta: str

"""What every importer returns: rows accepted, rows rejected with their causes, and the tie.

Conservation: ``renglones_leidos`` = accepted + rejected; with what is only print and the blank
lines, it adds to the physical lines of the file.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pyarrow as pa

from cartera_lib.errors import CarteraError

Clase = Literal[
    "rale", "patrones", "sipare", "requerimientos", "solicitudes", "fichas", "tesoreria"
]
Ramo = Literal["COP", "RCV"]


@dataclass(frozen=True, slots=True)
class Rechazo:
    """One line that was not accepted: where, what it says, and all that is wrong with it."""

    renglon: int
    texto: str
    causas: tuple[str, ...]
    codigos: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Aviso:
    """Something to know of a line that was accepted."""

    renglon: int
    codigo: str
    detalle: str


@dataclass(frozen=True)
class Corte:
    """Which cartera a RALE lists: ledger, own or received credits, office, and day."""

    programa: str
    ramo: Ramo
    propios: bool
    ooad: str
    subdelegacion: str
    al: date


@dataclass(frozen=True)
class Totales:
    """The control figures printed at the foot of a RALE; ``importe`` in centavos."""

    patrones: int
    creditos: int
    importe: int


@dataclass(frozen=True, eq=False)
class Lectura:
    """One file read: ``tabla`` has the accepted rows; ``sha256`` is of the text, not of its zip.

    ``importe_rechazado``: what the rejected rows whose amount can be read add up to, in centavos.
    """

    clase: Clase
    archivo: str
    sha256: str
    corte: Corte | None
    tabla: pa.Table
    rechazos: tuple[Rechazo, ...]
    avisos: tuple[Aviso, ...]
    totales: Totales | None
    renglones_leidos: int
    renglones_de_impresion: int
    renglones_en_blanco: int = 0
    importe_rechazado: int = 0

    def __post_init__(self) -> None:
        """Refuse to exist if a row was lost between the file and the table."""
        cuenta = self.tabla.num_rows + len(self.rechazos)
        if cuenta != self.renglones_leidos:
            raise ValueError(f"{self.renglones_leidos} rows read, {cuenta} accounted for")

    @property
    def renglones_fisicos(self) -> int:
        """Count the lines of the file, blank ones too."""
        return self.renglones_leidos + self.renglones_de_impresion + self.renglones_en_blanco


class CargaRechazada(CarteraError):
    """A file refused as a whole; ``codigos`` has every reason, ``codigo`` the first."""

    def __init__(self, codigos: str | Sequence[str], archivo: str, *, que: str, remedio: str):
        """Name the file, what is wrong with it, and what to do."""
        self.codigos = (codigos,) if isinstance(codigos, str) else tuple(codigos)
        self.codigo, self.archivo = self.codigos[0], archivo
        super().__init__(f"No se cargó «{archivo}» ({', '.join(self.codigos)}). {que} {remedio}")

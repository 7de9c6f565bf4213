"""Requirements of other areas: what they ask the office to post, and what it answered.

A line keeps what was written, even when it cannot be read: ``ilegibles`` says which fields and
what they say, so that the answer can quote them.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Cedula(StrEnum):
    """The two capture forms."""

    AJUSTE = "CAP-3"
    INCIDENCIA = "CAP-4"


@dataclass(frozen=True, slots=True)
class Renglon:
    """One credit of a requirement and what is asked of it; amounts in centavos, always positive.

    ``registro`` as written (with its check digit or not). None: not written, or not readable.
    """

    orden: int
    registro: str
    credito: str
    periodo: str
    tipo_documento: str
    ramo: str
    transaccion: str
    importe: int | None = None
    clave_ajuste: str = ""
    incidencia: str = ""
    fecha_efecto: date | None = None
    fecha_notificacion: date | None = None
    soporte: str = ""
    soporte_folio: str = ""
    soporte_fecha: date | None = None
    soporte_importe: int | None = None
    soporte_sha256: str = ""
    ilegibles: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Requerimiento:
    """A capture form: who asks, under which folio, how many credits and for how much.

    ``folio`` is ours (R26-000001), ``folio_area`` theirs; ``reingreso_de`` is our folio of the
    one that was returned; ``autorizo`` who authorised it, when the amount calls for it.
    """

    folio: str
    area: str
    folio_area: str
    fecha: date | None
    cedula: str
    firmante: str
    creditos: int
    importe: int
    renglones: tuple[Renglon, ...]
    reingreso_de: str = ""
    autorizo: str = ""
    archivo: str = ""


class Previo(NamedTuple):
    """A requirement that the same area had presented; ``resultado`` is empty while unanswered.

    It says ACEPTADO or DEVUELTO otherwise, and ``afectado`` whether it was posted.
    """

    folio: str
    area: str
    folio_area: str
    resultado: str
    afectado: bool


class Resultado(StrEnum):
    """How the office answers a requirement."""

    ACEPTADO = "aceptado"
    DEVUELTO = "devuelto"


class EstadoDeRequerimiento(StrEnum):
    """Where a requirement is; the value is the label that people read."""

    RECIBIDO = "Por atender"
    ACEPTADO = "Aceptado"
    DEVUELTO = "Devuelto"
    REINGRESADO = "Devuelto y reingresado"
    AFECTADO = "Afectado, por comprobar"
    VERIFICADO = "Comprobado"
    CON_DIFERENCIA = "Con diferencia"


@dataclass(frozen=True, slots=True)
class Causa:
    """One reason to return: code, text for the area, and the least correction that mends it.

    ``orden`` is the line, 0 for the whole form; ``correccion`` is a sentence, empty if none, and
    ``campo`` and ``valor`` say the same to a program: the field of the line (or of the form) and
    what it should hold; ``campo`` «renglon» adds a line for the credit that ``valor`` names.
    """

    codigo: str
    texto: str
    orden: int = 0
    correccion: str = ""
    campo: str = ""
    valor: str = ""


@dataclass(frozen=True, slots=True)
class Revision:
    """The answer to one requirement; a returned one has at least a cause, an accepted one none."""

    folio: str
    causas: tuple[Causa, ...] = ()

    @property
    def resultado(self) -> Resultado:
        """Tell whether it was accepted."""
        return Resultado.DEVUELTO if self.causas else Resultado.ACEPTADO


@dataclass(frozen=True, slots=True)
class Afectacion:
    """That an accepted requirement was posted: once, in the act that brings its movements."""

    folio: str


@dataclass(frozen=True, slots=True)
class Verificacion:
    """What a second person found of one movement in the system's next product.

    ``movimiento`` is its number in the ledger; ``producto`` names the evidence (a cut, a
    statement). Adecuada: the value is the one asked for. Completa: so is all that was asked with
    it, its fine and its other ledger included. ``causa`` says what is not, and is empty otherwise.
    """

    movimiento: int
    producto: str
    adecuada: bool
    completa: bool
    causa: str = ""

"""Deposits by ficha: what areas ask to collect, what is issued, and what Treasury received."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cartera_lib.cartera.movimiento import Llave, Rubro
from cartera_lib.cartera.requerimiento import Causa


@dataclass(frozen=True, slots=True)
class Concepto:
    """One amount to collect of one credit, in centavos."""

    llave: Llave
    rubro: Rubro
    importe: int


@dataclass(frozen=True, slots=True)
class Solicitud:
    """What an area asks to collect by ficha; ``folio`` is ours (S26-000001).

    ``al`` is the day to which the area reckoned the amounts; ``total`` is what the form says;
    ``convenio`` the number of the convenio that the payment belongs to, if it does.
    """

    folio: str
    area: str
    folio_area: str
    fecha: date
    al: date
    firmante: str
    registro: str
    conceptos: tuple[Concepto, ...]
    total: int
    convenio: str = ""
    reingreso_de: str = ""


@dataclass(frozen=True, slots=True)
class SolicitudDevuelta:
    """The causes for which a request of ficha was returned."""

    folio: str
    causas: tuple[Causa, ...]


@dataclass(frozen=True, slots=True)
class Ficha:
    """An issued ficha: pending until it is paid, expires or is cancelled, once.

    ``solicitud`` is the request it answers, empty for one issued before this ledger.
    """

    folio: str
    referencia: str
    registro: str
    ramo: str
    fecha: date
    vence: date
    conceptos: tuple[Concepto, ...]
    area: str = ""
    solicitud: str = ""

    @property
    def importe(self) -> int:
        """Return what it collects, in centavos."""
        return sum(concepto.importe for concepto in self.conceptos)


class EstadoDeFicha(StrEnum):
    """Where a ficha is; the value is the label that people read."""

    PENDIENTE = "Pendiente"
    PAGADA = "Pagada"
    PAGADA_CON_DIFERENCIA = "Pagada con diferencia"
    VENCIDA = "Vencida sin pago"
    CANCELADA = "Cancelada"


class EstadoDeSolicitud(StrEnum):
    """Where a request of ficha is; the value is the label that people read."""

    PENDIENTE = "Por atender"
    EMITIDA = "Con ficha"
    DEVUELTA = "Devuelta"
    REINGRESADA = "Devuelta y reingresada"


class Fin(StrEnum):
    """How a ficha ends."""

    PAGADA = "pagada"
    PAGADA_CON_DIFERENCIA = "pagada con diferencia"
    VENCIDA = "vencida sin pago"
    CANCELADA = "cancelada"


@dataclass(frozen=True, slots=True)
class Desenlace:
    """The one end of a ficha."""

    ficha: str
    fin: Fin
    fecha: date
    motivo: str = ""


@dataclass(frozen=True, slots=True)
class Deposito:
    """One line of Treasury's file; ``clave`` is unique: file and line. Centavos."""

    clave: str
    renglon: int
    folio: str
    fecha: date
    referencia: str
    registro: str
    concepto: str
    importe: int
    banco: str


class Destino(StrEnum):
    """What became of a deposit, or of a part of it."""

    APLICADO = "aplicado"
    POR_ACLARAR = "por aclarar"


@dataclass(frozen=True, slots=True)
class Aplicacion:
    """One part of a deposit and where it went; the parts of a deposit add up to it.

    ``caso`` says how it was told: EXACTO, DIVIDIDO, CONJUNTO, PARCIAL, EXCEDENTE, DUPLICADO,
    SIN_FICHA, EXTEMPORANEO…; ``motivo`` explains it in a sentence.
    """

    deposito: str
    destino: Destino
    importe: int
    caso: str
    motivo: str
    ficha: str = ""
    ramo: str = ""

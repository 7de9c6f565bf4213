"""The act: all that one person puts into the ledger at once, kept whole or not at all."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from cartera_lib.cartera.emision import Emitido, Orden, Suceso
from cartera_lib.cartera.expediente import Fijeza, Pieza, Traslado
from cartera_lib.cartera.ficha import (
    Aplicacion,
    Deposito,
    Desenlace,
    Ficha,
    Solicitud,
    SolicitudDevuelta,
)
from cartera_lib.cartera.hecho import Confirmacion, Hecho
from cartera_lib.cartera.inventario import CierreDeInventario, Cuaderno, Inventario, Marca
from cartera_lib.cartera.movimiento import CuentaNueva, Movimiento
from cartera_lib.cartera.requerimiento import Afectacion, Requerimiento, Revision, Verificacion
from cartera_lib.errors import DatoInvalido


class ClaseDeActo(StrEnum):
    """What an act is for; the value is the label that people read, the name is what is kept."""

    APERTURA = "apertura del libro"
    CORTE = "corte del sistema"
    RECEPCION = "recepción de requerimientos"
    REVISION = "revisión de requerimientos"
    AFECTACION = "afectación"
    VERIFICACION = "verificación"
    CORRECCION = "corrección"
    FICHAS = "fichas de depósito"
    TESORERIA = "recaudación directa"
    ACLARACION = "aclaración de depósitos"
    POLIZA = "póliza de contabilidad"
    PARTIDAS = "partidas de conciliación"
    HECHOS = "hechos del expediente"
    CONFIRMACION = "confirmación de hechos"
    ARCHIVO = "archivo de expedientes"
    INVENTARIO = "inventario físico"
    EMISION = "emisión de documentos"
    TRAMITE = "trámite de documentos"


@dataclass(frozen=True, slots=True)
class Recepcion:
    """What a file brought: lines read are the accepted and the rejected ones; centavos."""

    archivo: str
    sha256: str
    clase: str
    renglones: int
    aceptados: int
    rechazados: int
    importe_aceptado: int
    importe_rechazado: int


@dataclass(frozen=True, slots=True)
class Rechazado:
    """One line of a file that was not accepted: where, what it says, and all its causes."""

    renglon: int
    texto: str
    codigos: tuple[str, ...]
    causas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asiento:
    """One line of a póliza, in centavos: what it comes from, the account, debit or credit."""

    transaccion: str
    rubro: str
    ramo: str
    tipo_documento: str
    ejercicio: int
    cuenta: str
    debe: int
    haber: int


@dataclass(frozen=True, slots=True)
class Poliza:
    """The number that Accounting gave to what a month posted."""

    mes: str
    numero: str
    fecha: date


@dataclass(frozen=True, slots=True)
class Partida:
    """A difference of a conciliation: dated, with an owner and what is to be done.

    ``clave`` is unique, so the same difference is opened once.
    """

    clave: str
    clase: str
    detalle: str
    importe: int
    fecha: date
    dueno: str
    accion: str


@dataclass(frozen=True, slots=True)
class Cierre:
    """The end of a partida: what explained it."""

    clave: str
    explicacion: str
    fecha: date


Parte: TypeAlias = (
    Recepcion
    | Rechazado
    | CuentaNueva
    | Movimiento
    | Requerimiento
    | Revision
    | Afectacion
    | Verificacion
    | Solicitud
    | SolicitudDevuelta
    | Ficha
    | Desenlace
    | Deposito
    | Aplicacion
    | Poliza
    | Partida
    | Cierre
    | Hecho
    | Confirmacion
    | Pieza
    | Traslado
    | Fijeza
    | Inventario
    | Cuaderno
    | Marca
    | CierreDeInventario
    | Orden
    | Emitido
    | Suceso
)


@dataclass(frozen=True)
class Acto:
    """One act: who, what for, of which day, and its parts.

    ``llave`` makes it harmless to repeat: an act whose key is already in the ledger changes
    nothing. ``aperturas`` are the numbers of loads whose credits open an account each.
    """

    clase: ClaseDeActo
    quien: str
    llave: str
    al: date
    partes: tuple[Parte, ...] = ()
    nota: str = ""
    aperturas: tuple[int, ...] = field(default=())

    def __post_init__(self) -> None:
        """Refuse an act that nobody does or that could not be told from another."""
        if not self.quien.strip() or not self.llave:
            raise DatoInvalido("Diga quién hace el acto: nada entra al libro sin su autor.")

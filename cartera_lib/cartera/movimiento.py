"""Accounts and movements: the ledger of the office, one account a credit and ledger.

Money is signed whole centavos. Nothing here is edited: a mistake is mended by the movement that
undoes it, which says which one it mends.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from cartera_lib.errors import DatoInvalido

FUERA = ""
"""The incidencia of a credit that is no longer in the cartera."""


class Rubro(StrEnum):
    """What a movement counts; the value is the label that people read, the name is what is kept.

    Only ``HISTORICO`` moves the balance of an account: accessories are reckoned *al* a day and
    enter the books when they are collected.
    """

    HISTORICO = "importe histórico"
    ACTUALIZACION = "actualización"
    RECARGOS = "recargos"
    GASTOS = "gastos de ejecución"


class Llave(NamedTuple):
    """What tells a credit from every other one; registro of ten characters, period AAAA-MM."""

    ramo: str
    registro: str
    credito: str
    periodo: str
    tipo_documento: str

    @classmethod
    def de(cls, fila: Mapping[str, Any]) -> "Llave":
        """Return the key of a row that has it among its columns."""
        return cls(*(str(fila[campo]) for campo in cls._fields))

    @property
    def ejercicio(self) -> int:
        """Return the year in which the credit was born."""
        return int(self.periodo[:4])

    def __str__(self) -> str:
        """Say which credit it is, as a person reads it."""
        return f"{self.credito} ({self.ramo} {self.periodo}, tipo {self.tipo_documento})"


@dataclass(frozen=True, slots=True)
class Soporte:
    """The paper that backs a movement; ``sha256`` is that of its file when there is one."""

    tipo: str
    folio: str
    fecha: date
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class CuentaNueva:
    """The opening of an account; its first movement brings the amount."""

    llave: Llave
    propios: bool
    ooad: str
    subdelegacion: str
    fecha_alta: date


@dataclass(frozen=True, slots=True)
class Cuenta:
    """One account as its last movement left it; ``numero`` counts its movements."""

    llave: Llave
    propios: bool
    ooad: str
    subdelegacion: str
    fecha_alta: date
    numero: int
    saldo: int
    incidencia: str
    fecha_incidencia: date | None
    fecha_notificacion: date | None

    @property
    def viva(self) -> bool:
        """Tell whether the credit is still in the cartera."""
        return self.incidencia != FUERA


@dataclass(frozen=True, slots=True)
class Movimiento:
    """One entry to be posted, the ``numero``-th of its account.

    ``importe`` is signed; ``incidencia`` and ``fecha_notificacion`` are what the entry leaves
    (None: as they were); ``origen`` is who asked: a line of a requirement (``R26-000012/3``), of
    a ficha (``F26-000004/1``) or a cut; ``corrige`` is the number of the movement it undoes.
    """

    llave: Llave
    numero: int
    transaccion: str
    fecha_efecto: date
    importe: int = 0
    rubro: Rubro = Rubro.HISTORICO
    incidencia: str | None = None
    fecha_notificacion: date | None = None
    origen: str = ""
    corrige: int | None = None
    soporte: Soporte | None = None

    def __post_init__(self) -> None:
        """Refuse an entry that could not have a place."""
        if self.numero < 1:
            raise DatoInvalido(f"{self.llave}: el primer movimiento de una cuenta es el 1.")

    @property
    def efecto(self) -> int:
        """Return how much the balance of the account moves."""
        return self.importe if self.rubro is Rubro.HISTORICO else 0

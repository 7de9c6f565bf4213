"""What the synthetic subdelegación is made of: employers, credits, payments."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, TypeVar

OOAD, SUBDELEGACION = "16", "01"


class Ramo(StrEnum):
    """The two ledgers of credits."""

    COP = "COP"
    RCV = "RCV"


class MovimientoPatronal(NamedTuple):
    """What Afiliación last recorded of an employer: 1 alta, 2 baja, 3 reanudación, 6 other."""

    fecha: date
    clave: str


class Tramo(NamedTuple):
    """The incidencia that a credit has from one day on."""

    desde: date
    incidencia: str


class Importe(NamedTuple):
    """The amount of a credit from one day on, in centavos, and why it changed."""

    desde: date
    centavos: int
    causa: str


class Siembra(NamedTuple):
    """A defect planted on purpose: its class, what is printed instead and in which column.

    For DUPLICADO ``texto`` is the number of the twin; for PAGADO_VIVO, the day of the payment.
    """

    clase: str
    texto: str = ""
    columna: str = ""


F = TypeVar("F", Tramo, Importe)


@dataclass(frozen=True, slots=True)
class Patron:
    """One invented employer; ``cuota`` is what it owes each month, in centavos."""

    registro: str
    digito: str
    nombre: str
    rfc: str
    actividad: str
    domicilio: str
    codigo_postal: str
    municipio: str
    representante: str
    sector: str
    trabajadores: int
    clase_riesgo: str
    prima_rt: str
    fecha_alta: date
    movimientos: tuple[MovimientoPatronal, ...]
    cuota: int
    morosidad: float
    propio: bool = True
    huelga: date | None = None
    entrada: date | None = None
    salida: date | None = None

    def movimiento(self, al: date) -> MovimientoPatronal:
        """Return the last movement on a day; the first one stands for what came before it."""
        lugar = bisect_right([m.fecha for m in self.movimientos], al)
        return self.movimientos[max(lugar - 1, 0)]

    def emite(self, al: date) -> bool:
        """Tell whether a proposal is issued to the employer on a day."""
        detenido = any(dia and dia <= al for dia in (self.huelga, self.salida))
        activo = self.movimiento(al).clave != "2" and self.fecha_alta < al
        return self.propio and activo and not detenido


@dataclass(frozen=True, slots=True)
class Credito:
    """One credit and its whole life; ``periodo`` counts months from the year 0."""

    patron: Patron
    numero: str
    ramo: Ramo
    periodo: int
    tipo: str
    alta: date
    importes: tuple[Importe, ...]
    tramos: tuple[Tramo, ...]
    notificado: date | None = None
    notificado_desde: date | None = None
    entrada: date | None = None
    baja: date | None = None
    causa_baja: str = ""
    ce: str = ""
    control: str = ""
    hueco: str = ""
    siembra: Siembra | None = None

    @property
    def clave(self) -> str:
        """Name the credit as the truth file does."""
        return f"{self.patron.registro}-{self.numero}"

    @property
    def llave(self) -> tuple[str, int, str, Ramo]:
        """What no two clean credits share."""
        return self.patron.registro, self.periodo, self.tipo, self.ramo

    def vivo(self, al: date) -> bool:
        """Tell whether the listing of a day brings the credit."""
        return (self.entrada or self.alta) <= al and (self.baja is None or self.baja > al)

    def tramo(self, al: date) -> Tramo:
        """Return the incidencia on a day."""
        return ultimo_de(self.tramos, al)

    def importe(self, al: date) -> int:
        """Return the amount on a day, in centavos."""
        return ultimo_de(self.importes, al).centavos

    def notificacion(self, al: date) -> date | None:
        """Return the notification date that the listing of a day prints."""
        capturada = self.notificado_desde is not None and self.notificado_desde <= al
        return self.notificado if capturada else None


def ultimo_de(fechados: tuple[F, ...], al: date) -> F:
    """Return the last of the dated values that has begun on a day."""
    vigente = fechados[0]
    for valor in fechados:
        if valor.desde > al:
            break
        vigente = valor
    return vigente


class Pago(NamedTuple):
    """One payment through SIPARE; amounts in centavos."""

    patron: Patron
    periodo: int
    fecha: datetime
    imss: int
    rcv: int
    vivienda: int
    amortizacion: int
    emision: bool

    @property
    def total(self) -> int:
        """Everything paid."""
        return self.imss + self.rcv + self.vivienda + self.amortizacion


@dataclass(frozen=True)
class Resumen:
    """What was written: where, from which seed, and how much of each thing."""

    salida: Path
    semilla: int
    cortes: tuple[date, ...]
    patrones: int
    creditos: int
    renglones: int
    pagos: int
    fichas: int
    defectos: tuple[tuple[str, int], ...]
    archivos: tuple[str, ...]

    def __str__(self) -> str:
        """Say it in one line, in Spanish."""
        defectos = sum(cuantos for _, cuantos in self.defectos)
        return (
            f"{len(self.archivos)} archivos: {self.patrones:,} patrones, "
            f"{self.creditos:,} créditos en {len(self.cortes)} cortes "
            f"({self.renglones:,} renglones), {self.pagos:,} pagos, "
            f"{self.fichas:,} fichas y {defectos:,} defectos sembrados"
        )


@dataclass(frozen=True)
class Mundo:
    """All that was invented: employers, credits and payments, each in a fixed order."""

    patrones: tuple[Patron, ...]
    creditos: tuple[Credito, ...]
    pagos: tuple[Pago, ...]


def ordenados(creditos: Iterable[Credito]) -> list[Credito]:
    """Return credits as the listing prints them: by employer, period and number."""
    return sorted(creditos, key=lambda c: (c.patron.registro, c.periodo, c.numero, c.tipo))

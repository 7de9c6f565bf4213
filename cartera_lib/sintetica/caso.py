"""One invented credit under construction: its row of the cut, its facts, and what was planted."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from cartera_lib.cartera.hecho import SIN_EFECTO
from cartera_lib.reglas.decision import Acto
from cartera_lib.sintetica.azar import Azar
from cartera_lib.sintetica.reloj import Reloj
from cartera_lib.sintetica.tiempo import DIA, mas, primero

NINGUNO: frozenset[Acto] = frozenset()
FICHA = frozenset({Acto.FICHA})
EJECUCION = frozenset({Acto.MANDAMIENTO, Acto.NOTIFICAR, Acto.EMBARGO, Acto.REMATE})
COBRO = EJECUCION | {Acto.ENVIO}
TODOS = COBRO | FICHA
LICITOS: dict[str, frozenset[Acto]] = {
    "SIN_INICIAR": FICHA | {Acto.MANDAMIENTO, Acto.ENVIO},
    "MANDAMIENTO": FICHA | {Acto.NOTIFICAR},
    "REQUERIDO": FICHA | {Acto.NOTIFICAR, Acto.EMBARGO},
    "EMBARGADO": FICHA | {Acto.EMBARGO},
    "VALUADO": FICHA | {Acto.REMATE},
}
"""What a healthy credit admits, by how far its execution has gone."""
ETAPAS = {"02": "SIN_INICIAR", "31": "REQUERIDO", "32": "EMBARGADO", "37": "VALUADO"}
PREMATUROS: dict[str, frozenset[Acto]] = {
    "SIN_INICIAR": frozenset({Acto.NOTIFICAR, Acto.EMBARGO, Acto.REMATE}),
    "MANDAMIENTO": frozenset({Acto.MANDAMIENTO, Acto.REMATE}),
    "REQUERIDO": frozenset({Acto.REMATE}),
    "EMBARGADO": frozenset({Acto.REMATE}),
    "VALUADO": frozenset(),
}
"""What it does not admit yet: an act before the one that has to come first."""
POR_HECHO = {
    "MANDAMIENTO": "MANDAMIENTO",
    "REQUERIMIENTO_DE_PAGO": "REQUERIDO",
    "EMBARGO": "EMBARGADO",
    "AVALUO_NOTIFICADO": "VALUADO",
    "MANDAMIENTO_CANCELADO": "SIN_INICIAR",
    "NUEVO_ACTO": "SIN_INICIAR",
    "NOTIFICACION_ANULADA": "SIN_INICIAR",
}
INCIDENCIAS = (("02", 55.0), ("31", 20.0), ("32", 15.0), ("37", 10.0))


class Suceso(NamedTuple):
    """One fact of a credit or of its employer; ``anula`` is the place of the one it undoes.

    ``confirmado``: another person than the one who captured it saw its document.
    """

    codigo: str
    fecha: date
    medio: str = ""
    defectos: tuple[str, ...] = ()
    anula: int | None = None
    confirmado: bool = True


@dataclass
class Caso:
    """A credit that a follow-up by dates would collect, until something is planted in it."""

    azar: Azar
    reloj: Reloj
    numero: int
    incidencia: str
    ramo: str = "COP"
    tipo: str = "02"
    importe: int = 0
    notificado: date | None = None
    periodo: date = date.min
    alta: date = date.min
    fecha_incidencia: date = date.min
    movimiento: tuple[str, date] = ("1", date(1998, 1, 5))
    registro: int = -1
    hechos: list[Suceso] = field(default_factory=list)
    etapa: str = ""
    por_afectar: bool = False
    con_terceros: bool = False

    def notificar(self, dia: date, *, incidencia: str = "") -> date:
        """Set the notice of the cut, and the period and the entry that fit it; return it."""
        self.notificado = dia
        self.incidencia = incidencia or self.incidencia
        self.periodo = primero(dia.year * 12 + dia.month - 1 - self.azar.entre(4, 13))
        self.alta = dia - DIA * self.azar.entre(4, 40)
        self.etapa = ETAPAS[self.incidencia]
        self.fecha_incidencia = dia
        if self.incidencia != "02":
            desde = min(self.reloj.exigible(dia), self.reloj.al)
            self.fecha_incidencia = self.azar.dia(desde, min(desde + 60 * DIA, self.reloj.al))
        return dia

    def en_fecha(self, *, incidencia: str = "") -> date:
        """Give notice a good while ago, more than a year and less than four; return it."""
        return self.notificar(self.hace(420, 1400), incidencia=incidencia)

    def hace(self, cerca: int, lejos: int) -> date:
        """Draw a working day so many natural days before the day of reckoning."""
        dia = self.reloj.al - DIA * self.azar.entre(cerca, lejos)
        return self.reloj.menos(dia, 1)

    def tras(self, dia: date, dias: tuple[int, int]) -> date:
        """Draw a day between so many natural days after another, moved off the weekend."""
        return mas(dia, self.azar.entre(*dias))

    def hecho(
        self, codigo: str, dia: date, *, medio: str = "", defectos: Iterable[str] = ()
    ) -> date:
        """Add a fact and return its day."""
        self.hechos.append(Suceso(codigo, dia, medio, tuple(defectos)))
        self.etapa = POR_HECHO.get(codigo, self.etapa)
        return dia

    def deshacer(self, dia: date) -> None:
        """Undo the last fact."""
        self.hechos.append(Suceso(SIN_EFECTO, dia, anula=len(self.hechos) - 1))

    def valuar(self) -> None:
        """Prove the appraisal that the cut alone does not, where the execution is at it."""
        if self.etapa == "VALUADO":
            self.hecho("AVALUO_NOTIFICADO", self.reloj.al)

    def sin_confirmar(self) -> None:
        """Leave the last fact seen only by the one who captured it."""
        self.hechos[-1] = self.hechos[-1]._replace(confirmado=False)


Plantar = Callable[[Caso], object]


class Clase(NamedTuple):
    """One kind: what it forbids and admits by law, why, and how it is planted.

    Of a healthy one its stage says the rest, but for what ``calla`` leaves out: of those acts
    the truth does not speak.
    """

    nombre: str
    porque: str
    prohibe: frozenset[Acto]
    permite: frozenset[Acto]
    calla: frozenset[Acto]
    plantar: Plantar


TRAMPAS: dict[str, Clase] = {}
SANOS: dict[str, Clase] = {}


def trampa(
    porque: str, *, prohibe: frozenset[Acto] = COBRO, permite: frozenset[Acto] | None = None
) -> Callable[[Plantar], Plantar]:
    """Register a kind of trap; what it does not forbid of the ficha, it admits."""

    def registrar(plantar: Plantar) -> Plantar:
        nombre = plantar.__name__.strip("_")
        admite = FICHA - prohibe if permite is None else permite
        TRAMPAS[nombre] = Clase(nombre, porque, prohibe, admite, NINGUNO, plantar)
        return plantar

    return registrar


def sano(
    porque: str, *, calla: frozenset[Acto] = NINGUNO, ademas: frozenset[Acto] = NINGUNO
) -> Callable[[Plantar], Plantar]:
    """Register a kind of healthy credit that resembles a trap."""

    def registrar(plantar: Plantar) -> Plantar:
        nombre = plantar.__name__.strip("_")
        SANOS[nombre] = Clase(nombre, porque, NINGUNO, ademas, calla, plantar)
        return plantar

    return registrar

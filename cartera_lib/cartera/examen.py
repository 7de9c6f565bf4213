"""A requirement before its checks: each line matched to the account that it speaks of."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from cartera_lib.cartera.causa import Arreglo, causa
from cartera_lib.cartera.estados import Transicion, transicion
from cartera_lib.cartera.movimiento import Cuenta, Llave
from cartera_lib.cartera.requerimiento import Causa, Previo, Renglon, Requerimiento
from cartera_lib.cartera.transaccion import Transaccion, transacciones
from cartera_lib.errors import DatoInvalido
from cartera_lib.valores import identificadores

REACTIVA = "REACTIVACION"


@dataclass(frozen=True, eq=False)
class Entorno:
    """What the office knows when it rules.

    ``cuentas``: all of the employers mentioned, alive or not; ``previos``: what the area had
    presented; ``recientes``: what was posted in the last thirty days, by credit, transaction and
    incidencia.
    """

    ooad: str
    subdelegacion: str
    cuentas: Mapping[Llave, Cuenta]
    previos: tuple[Previo, ...] = ()
    recientes: frozenset[tuple[Llave, str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Pedido:
    """One line and what was found of it.

    ``registro``: ten positions, empty if it cannot be read; ``candidatas``: accounts with that
    employer and number; ``cuenta``: the one named, or the only candidate; ``paso``: the change
    of incidencia asked for, if it is in the matrix.
    """

    renglon: Renglon
    registro: str
    transaccion: Transaccion | None
    candidatas: tuple[Cuenta, ...]
    cuenta: Cuenta | None
    paso: Transicion | None

    @property
    def nuevo(self) -> bool:
        """Tell whether it asks to open an account."""
        tipo = self.transaccion
        return tipo is not None and tipo.clase == "alta" and tipo.codigo != REACTIVA

    @property
    def llave(self) -> Llave:
        """Return the credit named, as written but for the check digit."""
        r = self.renglon
        return Llave(r.ramo, self.registro, r.credito, r.periodo, r.tipo_documento)

    @property
    def cambia(self) -> bool:
        """Tell whether it asks for another incidencia."""
        tipo = self.transaccion
        return tipo is not None and tipo.clase == "estado" and bool(self.renglon.incidencia)

    def ilegible(self, *campos: str) -> bool:
        """Tell whether any of these fields could not be read."""
        return any(campo in campos for campo, _ in self.renglon.ilegibles)

    def causa(self, codigo: str, hecho: str, *, arreglo: Arreglo | None = None) -> Causa:
        """Return a cause of this line."""
        donde = f"Renglón {self.renglon.orden}, crédito {self.renglon.credito or 'sin número'}: "
        return causa(codigo, donde + hecho, orden=self.renglon.orden, arreglo=arreglo)


class Examen(NamedTuple):
    """All that the checks look at."""

    requerimiento: Requerimiento
    entorno: Entorno
    al: date
    pedidos: tuple[Pedido, ...]

    def hallados(self) -> Iterator[tuple[Pedido, Cuenta]]:
        """Yield the lines whose account was found, with it."""
        return ((p, p.cuenta) for p in self.pedidos if p.cuenta is not None)


def examen(requerimiento: Requerimiento, entorno: Entorno, *, al: date) -> Examen:
    """Match each line of a requirement to its account."""
    por_numero: dict[tuple[str, str], list[Cuenta]] = {}
    for cuenta in entorno.cuentas.values():
        por_numero.setdefault(cuenta.llave[1:3], []).append(cuenta)
    pedidos = [_pedido(renglon, por_numero, al) for renglon in requerimiento.renglones]
    nombrados = {pedido.llave for pedido in pedidos}
    return Examen(requerimiento, entorno, al, tuple(_sin_la_de_otro(p, nombrados) for p in pedidos))


def diez_posiciones(escrito: str) -> str:
    """Return the ten positions of a registration, empty when it cannot be read."""
    try:
        return identificadores.registro_patronal(escrito).registro
    except DatoInvalido:
        return ""


def _sin_la_de_otro(pedido: Pedido, nombrados: Collection[Llave]) -> Pedido:
    """Take away the only candidate of a line when another line names it exactly."""
    cuenta = pedido.cuenta
    ajena = cuenta is not None and cuenta.llave != pedido.llave and cuenta.llave in nombrados
    return replace(pedido, cuenta=None, paso=None) if ajena else pedido


def _pedido(
    renglon: Renglon, por_numero: Mapping[tuple[str, str], list[Cuenta]], al: date
) -> Pedido:
    registro = diez_posiciones(renglon.registro)
    candidatas = tuple(por_numero.get((registro, renglon.credito), ()))
    exacta = Llave(renglon.ramo, registro, renglon.credito, renglon.periodo, renglon.tipo_documento)
    cuenta = next((c for c in candidatas if c.llave == exacta), None)
    if cuenta is None and len(candidatas) == 1:
        cuenta = candidatas[0]
    paso = transicion(cuenta.incidencia, renglon.incidencia, al=al) if cuenta else None
    tipo = transacciones().get(renglon.transaccion.strip().upper())
    return Pedido(renglon, registro, tipo, candidatas, cuenta, paso)

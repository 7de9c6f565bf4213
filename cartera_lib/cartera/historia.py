"""The ledger as columns: how it stood on one day of effect, as it was known on another day.

A movement counts at a moment when it had taken effect by the first of its days and its act was
in the ledger by the second. The ledger only grows, so a history is extended, never made again.
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from cartera_lib.cartera.cartera import LLAVE
from cartera_lib.norma.tablas import Columna
from cartera_lib.valores.calendario import dias

SIN_FECHA = -1


class Momento(NamedTuple):
    """A state of the ledger: what took effect up to a day, as known at the end of another."""

    efecto: date
    conocido: date


@dataclass(frozen=True, eq=False)
class Historia:
    """Every movement, one row each, by account, day of effect and number; days from 1970-01-01.

    ``cuenta``: row of ``cuentas``; ``inicio``: first row of each account; ``transaccion`` and
    ``incidencia``: places in ``transacciones`` and ``incidencias`` (0: out of the cartera);
    ``notificacion``: day, -1 without one; ``fija_…``: whether the movement set it;
    ``efecto_del_contrario`` and ``conocido_del_contrario``: days of the one that corrects this
    one, ``NUNCA`` without one. ``acto``: the last act of the ledger that it holds.
    """

    acto: int
    cuentas: pa.Table
    transacciones: tuple[str, ...]
    incidencias: tuple[str, ...]
    inicio: Columna
    cuenta: Columna
    movimiento: Columna
    numero: Columna
    dia: Columna
    conocido: Columna
    efecto: Columna
    transaccion: Columna
    corrige: Columna
    incidencia: Columna
    fija_incidencia: Columna
    notificacion: Columna
    fija_notificacion: Columna
    efecto_del_contrario: Columna
    conocido_del_contrario: Columna

    def __len__(self) -> int:
        """Count the movements."""
        return len(self.efecto)

    def al(self, efecto: date, conocido: date) -> "Estado":
        """Return each account at a moment: what took effect by a day, as known on another."""
        cuentan = self.cuentan(Momento(efecto, conocido))
        de_incidencia = self._ultimo(cuentan & self.fija_incidencia)
        de_aviso = self._ultimo(cuentan & self.fija_notificacion)
        return Estado(
            self,
            Momento(efecto, conocido),
            existe=self._por_cuenta(np.maximum, cuentan),
            saldo=self._por_cuenta(np.add, np.where(cuentan, self.efecto, 0)),
            incidencia=_en(self.incidencia, de_incidencia, falta=0),
            notificacion=_en(self.notificacion, de_aviso, falta=SIN_FECHA),
        )

    def total(self, efecto: date, conocido: date) -> int:
        """Return the centavos of the whole ledger at a moment."""
        return int(self.efecto[self.cuentan(Momento(efecto, conocido))].sum())

    def cuentan(self, momento: Momento) -> Columna:
        """Tell which movements count at a moment."""
        efecto, conocido = (np.int32(dias(dia)) for dia in momento)
        cuentan: Columna = (self.dia <= efecto) & (self.conocido <= conocido)
        return cuentan

    def corregidos(self, momento: Momento) -> Columna:
        """Tell which movements had been undone at a moment: the contrary one counts."""
        efecto, conocido = (np.int32(dias(dia)) for dia in momento)
        en_efecto = self.efecto_del_contrario <= efecto
        deshechos: Columna = en_efecto & (self.conocido_del_contrario <= conocido)
        return deshechos

    def _ultimo(self, filas: Columna) -> Columna:
        """Return the last chosen row of each account, -1 where there is none."""
        lugares = np.arange(len(filas), dtype=np.int32)
        return self._por_cuenta(np.maximum, np.where(filas, lugares, np.int32(-1)))

    def _por_cuenta(self, funcion: np.ufunc, columna: Columna) -> Columna:
        reducida: Columna = funcion.reduceat(columna, self.inicio) if len(columna) else columna
        return reducida


@dataclass(frozen=True, eq=False)
class Estado:
    """The accounts at a moment, one row each in the order of the history's ``cuentas``.

    ``existe``: something of it counts; ``saldo``: centavos; ``incidencia``: a place in the
    history's ``incidencias``; ``notificacion``: day, -1 without one.
    """

    historia: Historia
    momento: Momento
    existe: Columna
    saldo: Columna
    incidencia: Columna
    notificacion: Columna

    @property
    def total(self) -> int:
        """Return the centavos of all the accounts."""
        return int(self.saldo.sum())

    @property
    def vivo(self) -> Columna:
        """Tell which accounts are in the cartera."""
        vivo: Columna = self.incidencia != 0
        return vivo

    def tabla(self, filas: Columna | None = None) -> pa.Table:
        """Return the chosen accounts, or those that exist, with their keys as Arrow columns."""
        lugares = np.flatnonzero(self.existe if filas is None else filas)
        avisos = self.notificacion[lugares]
        nombres = pa.array(self.historia.incidencias, pa.string())
        dia = pa.array(avisos, pa.int32(), mask=avisos == SIN_FECHA).cast(pa.date32())
        return (
            self.historia.cuentas.select(LLAVE)
            .take(pa.array(lugares))
            .append_column("saldo", pa.array(self.saldo[lugares], pa.int64()))
            .append_column("incidencia", nombres.take(pa.array(self.incidencia[lugares])))
            .append_column("fecha_notificacion", dia)
        )


def _en(columna: Columna, lugares: Columna, *, falta: int) -> Columna:
    """Return the values at some places, another one where the place is -1."""
    return np.where(lugares < 0, columna.dtype.type(falta), columna[lugares])

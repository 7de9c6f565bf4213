"""Months as whole numbers, and the month-end cuts of the portfolio."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property

import numpy as np

from cartera_lib.reglas.vencimiento import vencimiento_de_cuota, vencimiento_efectivo
from cartera_lib.valores.calendario import fecha

DIA = timedelta(days=1)
EPOCA = 1970 * 12


def mes_de(dia: date) -> int:
    """Count the month of a day from the year 0."""
    return dia.year * 12 + dia.month - 1


def primero(mes: int) -> date:
    """Return the first day of a month."""
    return date(mes // 12, mes % 12 + 1, 1)


def ultimo(mes: int) -> date:
    """Return the last day of a month."""
    return primero(mes + 1) - DIA


def cierra_bimestre(mes: int) -> bool:
    """Tell whether a bimester of RCV ends with the month: the even ones."""
    return mes % 2 == 1


def mas(dia: date, cuantos: float) -> date:
    """Return the day so many days later, moved off the weekend."""
    return laborable(dia + timedelta(days=int(cuantos)))


def laborable(dia: date) -> date:
    """Move Saturdays and Sundays to the Monday."""
    return dia + DIA * max(7 - dia.weekday(), 0) if dia.weekday() >= 5 else dia


@cache
def dia_de_emision(mes: int) -> date:
    """Return when the proposals of a period enter the portfolio: just before its month ends."""
    dia = ultimo(mes) - 2 * DIA
    return dia - DIA * max(dia.weekday() - 4, 0)


@cache
def limite_de_pago(mes: int) -> date:
    """Return the last day to pay a period. Fundamento: LSS 39; RACERF 3."""
    vence = vencimiento_de_cuota(np.array([mes - EPOCA]))
    return fecha(int(vencimiento_efectivo(vence)[0]))


@dataclass(frozen=True)
class Ventana:
    """The month-end cuts that are printed, oldest first."""

    cortes: tuple[date, ...]

    @property
    def inicio(self) -> date:
        """First cut."""
        return self.cortes[0]

    @cached_property
    def desde(self) -> date:
        """First day of the month of the first cut: what ended before it leaves no trace."""
        return primero(mes_de(self.inicio))

    @property
    def fin(self) -> date:
        """Last cut."""
        return self.cortes[-1]

    @property
    def primer_emitido(self) -> int:
        """First period whose emission is followed payment by payment."""
        return mes_de(self.inicio) - 3


def ventana(hasta: date, cortes: int) -> Ventana:
    """Return so many month ends, the last one on ``hasta`` or just before it."""
    final = mes_de(hasta + DIA) - 1
    return Ventana(tuple(ultimo(mes) for mes in range(final - cortes + 1, final + 1)))

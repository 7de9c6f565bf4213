"""Prescription of a credit: five years, restarted, suspended, and never over ten.

The program shows the day; it never declares a credit prescribed.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import numpy as np

from cartera_lib.norma.articulos import CFF, LSS
from cartera_lib.norma.tablas import Columna
from cartera_lib.registry import fundamento
from cartera_lib.valores.calendario import aniversario, dias, fecha

CINCO_ANIOS = 60  # meses; LSS 298, CFF 146
DIEZ_ANIOS = 120  # meses; CFF 146
TOPE_DESDE = date(2005, 1, 1)
"""The ceiling holds for what became enforceable from this day (CFF 146, transitorio X of 2013)."""
SIN_TOPE = 2**31


class Prescripcion(NamedTuple):
    """The days that decide one prescription; ``consumada`` is the earlier of the two limits.

    ``diez_anios`` is None for what was enforceable before the ceiling existed.
    """

    reinicio: date
    cinco_anios: date
    diez_anios: date | None
    consumada: date


@fundamento(LSS["298"], CFF["146"])
def dia_de_prescripcion(exigible: Columna) -> Columna:
    """Return the day five years after each credit became enforceable, with no event since.

    Fundamento: LSS 298; CFF 146.
    """
    return aniversario(exigible, CINCO_ANIOS)


@fundamento(CFF["146"], LSS["298"])
def prescripcion(
    exigible: date,
    interrupciones: Iterable[date] = (),
    *,
    suspensiones: Iterable[tuple[date, date]] = (),
) -> Prescripcion:
    """Return when one credit prescribes, given what interrupted and suspended its term.

    An interruption after the term is complete changes nothing; suspended days are counted
    inclusively and lengthen both limits. Fundamento: CFF 146; LSS 298.
    """
    suspendidos = sorted({d for tramo in suspensiones for d in _tramo(*tramo)})
    inicio = int(dias(exigible))
    con_tope = exigible >= TOPE_DESDE
    tope = _alargado(inicio, DIEZ_ANIOS, suspendidos) if con_tope else SIN_TOPE
    for interrupcion in sorted(int(dias(i)) for i in interrupciones):
        if interrupcion > min(_alargado(inicio, CINCO_ANIOS, suspendidos), tope):
            break
        inicio = max(inicio, interrupcion)  # before it is enforceable there is no term to stop
    cinco = _alargado(inicio, CINCO_ANIOS, suspendidos)
    limite = fecha(tope) if con_tope else None
    return Prescripcion(fecha(inicio), fecha(cinco), limite, fecha(min(cinco, tope)))


def _tramo(desde: date, hasta: date) -> range:
    return range(int(dias(desde)), int(dias(hasta)) + 1)


def _alargado(inicio: int, meses: int, suspendidos: list[int]) -> int:
    """Add months, then each suspended day before the end, which moves as they are added."""
    final = int(aniversario(np.array([inicio]), meses)[0])
    for dia in suspendidos:
        if inicio <= dia < final:
            final += 1
    return final

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

CINCO_ANIOS = 60
DIEZ_ANIOS = 120


class Prescripcion(NamedTuple):
    """The days that decide one prescription; ``consumada`` is the earlier of the two limits."""

    reinicio: date
    cinco_anios: date
    diez_anios: date
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
    tope = _alargado(inicio, DIEZ_ANIOS, suspendidos)
    for interrupcion in sorted(int(dias(i)) for i in interrupciones):
        if interrupcion > min(_alargado(inicio, CINCO_ANIOS, suspendidos), tope):
            break
        inicio = interrupcion
    cinco = _alargado(inicio, CINCO_ANIOS, suspendidos)
    return Prescripcion(fecha(inicio), fecha(cinco), fecha(tope), fecha(min(cinco, tope)))


def _tramo(desde: date, hasta: date) -> range:
    return range(int(dias(desde)), int(dias(hasta)) + 1)


def _alargado(inicio: int, meses: int, suspendidos: list[int]) -> int:
    """Add months, then each suspended day before the end, which moves as they are added."""
    final = int(aniversario(np.array([inicio]), meses)[0])
    for dia in suspendidos:
        if inicio <= dia < final:
            final += 1
    return final

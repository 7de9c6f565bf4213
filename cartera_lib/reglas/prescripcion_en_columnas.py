"""Prescription of a whole cartera: the same law as for one credit, over columns of events."""

from typing import NamedTuple

import numpy as np

from cartera_lib.norma.articulos import CFF, LSS
from cartera_lib.norma.tablas import Columna
from cartera_lib.registry import fundamento
from cartera_lib.reglas.notificacion import por_dia
from cartera_lib.reglas.prescripcion import CINCO_ANIOS, DIEZ_ANIOS, SIN_TOPE, TOPE_DESDE
from cartera_lib.reglas.tramos import Tramos, lugar_en_su_credito
from cartera_lib.valores.calendario import aniversario, dias

SIN_DIA = -1


class Prescripciones(NamedTuple):
    """Days by credit, -1 where it cannot be enforced: restart, five years, ceiling, the earlier."""

    exigible: Columna
    reinicio: Columna
    cinco_anios: Columna
    diez_anios: Columna
    consumada: Columna


class Interrupciones(NamedTuple):
    """Days that restart the term, by credit and in order."""

    credito: Columna
    dia: Columna


@fundamento(CFF["146"], LSS["298"])
def prescripciones(
    exigible: Columna, *, interrupciones: Interrupciones, suspensiones: Tramos
) -> Prescripciones:
    """Return when each credit prescribes, given what interrupted and suspended its term.

    ``exigible``: -1 for what cannot be enforced yet. An interruption after the term is complete
    changes nothing. Fundamento: CFF 146; LSS 298.
    """
    corren = np.flatnonzero(exigible != SIN_DIA)
    lugar = np.full(exigible.size, SIN_DIA, dtype=np.int64)
    lugar[corren] = np.arange(corren.size)
    inicio, suyas = exigible[corren], _de(suspensiones, lugar)
    tope = alargado(inicio, DIEZ_ANIOS, suspensiones=suyas)
    tope = np.where(inicio >= int(dias(TOPE_DESDE)), tope, SIN_TOPE)
    reinicio = _reinicios(inicio, tope, _paros(interrupciones, lugar), suyas)
    cinco = alargado(reinicio, CINCO_ANIOS, suspensiones=suyas)
    columnas = [np.full(exigible.size, SIN_DIA, dtype=np.int64) for _ in range(4)]
    for columna, suya in zip(
        columnas, (reinicio, cinco, tope, np.minimum(cinco, tope)), strict=True
    ):
        columna[corren] = suya
    return Prescripciones(exigible, *columnas)


@fundamento(CFF["146"], CFF["12"])
def alargado(inicio: Columna, meses: int, *, suspensiones: Tramos) -> Columna:
    """Add months, then each suspended day before the end, which moves as they are added.

    Fundamento: CFF 146; CFF 12.
    """
    final = por_dia(lambda dia: aniversario(dia, meses), inicio)
    vez = lugar_en_su_credito(suspensiones.credito)
    for n in range(int(vez.max(initial=-1)) + 1):
        credito, desde, hasta = (columna[vez == n] for columna in suspensiones)
        desde = np.maximum(desde, inicio[credito])
        cuenta = (desde < final[credito]) & (hasta >= desde)
        final[credito[cuenta]] += (hasta - desde + 1)[cuenta]
    return final


def _reinicios(
    inicio: Columna, tope: Columna, interrupciones: Interrupciones, suspensiones: Tramos
) -> Columna:
    """Restart the term at each interruption that came while it still ran."""
    reinicio, abierto = inicio.copy(), np.ones(inicio.size, dtype=bool)
    vez = lugar_en_su_credito(interrupciones.credito)
    for n in range(int(vez.max(initial=-1)) + 1):
        credito, dia = interrupciones.credito[vez == n], interrupciones.dia[vez == n]
        lugar = np.full(inicio.size, SIN_DIA, dtype=np.int64)
        lugar[credito] = np.arange(credito.size)
        suyas = _de(suspensiones, lugar)
        cinco = alargado(reinicio[credito], CINCO_ANIOS, suspensiones=suyas)
        abierto[credito] &= dia <= np.minimum(cinco, tope[credito])
        a_tiempo = abierto[credito]
        reinicio[credito[a_tiempo]] = np.maximum(reinicio[credito], dia)[a_tiempo]
    return reinicio


def _de(suspensiones: Tramos, lugar: Columna) -> Tramos:
    """Return the stretches of the credits that have a place, numbered by it."""
    suyo = lugar[suspensiones.credito]
    vale = suyo != SIN_DIA
    return Tramos(suyo[vale], suspensiones.desde[vale], suspensiones.hasta[vale])


def _paros(interrupciones: Interrupciones, lugar: Columna) -> Interrupciones:
    suyo = lugar[interrupciones.credito]
    vale = suyo != SIN_DIA
    return Interrupciones(suyo[vale], interrupciones.dia[vale])

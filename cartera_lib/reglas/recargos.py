"""Surcharges for late payment: how many monthly periods, and at which rates."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from cartera_lib.norma.articulos import CFF, LSS, RCFF
from cartera_lib.norma.tablas import VACIO, Columna, recordar, tabla
from cartera_lib.registry import fundamento
from cartera_lib.reglas.criterios import CRITERIOS, Criterios
from cartera_lib.valores.calendario import (
    aniversario,
    dia_del_mes,
    largo_del_mes,
    mes,
    primer_dia,
    primer_habil,
)
from cartera_lib.valores.dinero import DIEZMILESIMAS, producto

DIAS = 32  # day-numbers 0 to 31: one row of cumulative rates for each


class Periodo(NamedTuple):
    """One monthly period of delay: its first and last day and its rate in hundredths of %."""

    desde: int
    hasta: int
    tasa: int


@fundamento(CFF["21"], CFF["12"])
def meses_o_fraccion(vence: Columna, al: Columna) -> Columna:
    """Count the months or fractions elapsed from the effective due day to ``al``.

    A monthly period ends on the same day-number; where the month lacks it, on the first
    working day of the next one. Fundamento: CFF 21; CFF 12.
    """
    transcurridos = mes(al) - mes(vence)
    numero, hoy = dia_del_mes(vence), dia_del_mes(al)
    sin_dia = numero > largo_del_mes(mes(al) - 1)
    sigue_abierto = sin_dia & (transcurridos >= 1) & (al <= primer_habil(mes(al)))
    meses = transcurridos + (hoy > numero) - sigue_abierto
    return np.where(al > vence, meses, 0)


@fundamento(CFF["21"])
def meses_con_recargos(meses: Columna, criterios: Criterios = CRITERIOS) -> Columna:
    """Return how many of the first periods bear recargos. Fundamento: CFF 21."""
    return meses if criterios.tope_meses is None else np.minimum(meses, criterios.tope_meses)


@fundamento(RCFF["16"], CFF["21"])
def tasa_acumulada(vence: Columna, meses: Columna) -> Columna:
    """Add the rates of the first ``meses`` periods, in hundredths of a percent.

    Each period takes the rate in force on its first day, the one after the previous
    anniversary. Fundamento: RCFF 16; CFF 21. Rates: table ``recargos``.
    """
    acumuladas, primero = _acumuladas()
    cubierto = periodos_cubiertos(vence, meses)
    if not cubierto.all():
        raise tabla("recargos").fuera(_dia_sin_tasa(vence[~cubierto][0], meses[~cubierto][0]))
    lugar, numero = mes(vence) - primero, dia_del_mes(vence)
    return acumuladas[numero, lugar + meses] - acumuladas[numero, lugar]


@fundamento(CFF["21"], LSS["40-A"])
def recargos(importe: Columna, factor_por_tasa: Columna) -> Columna:
    """Return recargos in centavos on the exact updated amount, rounded once.

    ``factor_por_tasa``: ten-thousandths of factor by hundredths of a percent of rate.
    Fundamento: CFF 21; LSS 40-A.
    """
    return producto(importe, factor_por_tasa, denominador=DIEZMILESIMAS**2)


def periodos_cubiertos(vence: Columna, meses: Columna) -> Columna:
    """Tell for which delays every period has its rate in the table."""
    desde, hasta = limites_de_mora()
    ultimo = np.maximum(meses, 1) - 1
    primero = primer_dia(mes(vence) + _al_mes_siguiente(vence, 0))
    final = primer_dia(mes(vence) + ultimo + _al_mes_siguiente(vence, ultimo))
    return (meses == 0) | ((primero >= desde) & (final <= hasta))


def desglose(vence: int, meses: int) -> list[Periodo]:
    """List the monthly periods of one delay with the rate of each, for its memoria."""
    fines = aniversario(np.full(meses + 1, vence), np.arange(meses + 1))
    tasas = tabla("recargos").vigente(fines[:-1] + 1, "mora")
    return [Periodo(int(fines[k]) + 1, int(fines[k + 1]), int(tasas[k])) for k in range(meses)]


@recordar()
def limites_de_mora() -> tuple[int, int]:
    """First and last day with a rate: the table ends where a month has none."""
    mora = tabla("recargos")
    vacias = np.flatnonzero(mora.valores["mora"] == VACIO)
    desde, hasta = mora.limites
    return desde, int(mora.desde[vacias[0]]) - 1 if vacias.size else hasta


@recordar()
def _acumuladas() -> tuple[Columna, int]:
    """Cumulative rates by day-number and month, and the month of the first column."""
    mora = tabla("recargos")
    primero = int(mes(mora.desde[:1])[0]) - 1
    meses = primero + np.arange(len(mora.desde) + 1)
    conocidas = np.maximum(mora.valores["mora"], 0)  # a blank one is never reached
    tasas = np.concatenate(([0], conocidas, [0]))
    numeros = np.arange(DIAS)[:, None]
    de_cada_mes = tasas[np.arange(len(meses)) + (numeros >= largo_del_mes(meses))]
    return np.pad(np.cumsum(de_cada_mes, axis=1), ((0, 0), (1, 0))), primero


def _al_mes_siguiente(vence: Columna, meses: npt.ArrayLike) -> Columna:
    """Tell whether the period after that anniversary starts in the month after it."""
    return dia_del_mes(vence) >= largo_del_mes(mes(vence) + meses)


def _dia_sin_tasa(vence: int, meses: int) -> int:
    desde, _ = limites_de_mora()
    inicios = aniversario(np.full(meses, vence), np.arange(meses)) + 1
    return int(inicios[0] if inicios[0] < desde else inicios[-1])

"""Caducity: five years to determine what is owed, counted without interruption.

The program shows the day; it never declares that the power to determine has lapsed.
"""

import numpy as np

from cartera_lib.cartera.cartera import Cartera
from cartera_lib.norma.articulos import LSS
from cartera_lib.norma.tablas import Columna
from cartera_lib.registry import fundamento
from cartera_lib.reglas.causacion import de_cuota
from cartera_lib.reglas.prescripcion_en_columnas import alargado
from cartera_lib.reglas.tramos import Tramos
from cartera_lib.reglas.vencimiento import vencimiento_de_cuota
from cartera_lib.valores.calendario import cubierto, dia_del_mes

CINCO_ANIOS = 60  # meses; LSS 297
DIA_BISIESTO = 29


@fundamento(LSS["297"])
def dia_de_caducidad(inicio: Columna, suspensiones: Tramos) -> Columna:
    """Return the last day of the five years; only recourse and trial lengthen them.

    Fundamento: LSS 297.
    """
    return alargado(_contable(inicio), CINCO_ANIOS, suspensiones=suspensiones)


@fundamento(LSS["297"], LSS["39"])
def inicio_de_caducidad(cartera: Cartera) -> Columna:
    """Return from when the term counts: the day after cuotas were due; of the rest, their alta.

    The alta stands for the day on which the Institute knew of the fact, by confirming.
    Fundamento: LSS 297; LSS 39.
    """
    tras_vencer = vencimiento_de_cuota(cartera.meses_de_periodo()) + 1
    return np.where(de_cuota(cartera), tras_vencer, cartera.columna("fecha_alta"))


def _contable(inicio: Columna) -> Columna:
    """Count from the 28th what began on a 29 February before the calendar of working days.

    Its term ends on the first working day of a March that nobody can tell any more.
    """
    fuera = np.flatnonzero(~cubierto(inicio))
    bisiestos = fuera[dia_del_mes(inicio[fuera] + 1) == 1]
    contable = inicio.copy()
    contable[bisiestos] -= dia_del_mes(inicio[bisiestos]) == DIA_BISIESTO
    return contable

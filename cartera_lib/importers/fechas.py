"""Dates of the files, as days since 1970: one table look-up tells which exist."""

from datetime import date
from functools import cache

import numpy as np
import pyarrow as pa

from cartera_lib.norma.tablas import Columna

NULA = int(np.iinfo(np.int32).min)
"""A date that a file leaves blank, or that does not exist."""

EJERCICIOS = range(1900, 2100)
MESES, DIAS = 12, 31
INICIO = date(1970, 1, 1).toordinal()


def dia_de(ejercicio: Columna, mes: Columna, *, dia: Columna) -> Columna:
    """Return the day of each date; NULA where the calendar has no such date."""
    creible = (ejercicio >= EJERCICIOS.start) & (ejercicio < EJERCICIOS.stop)
    creible &= (mes >= 1) & (mes <= MESES) & (dia >= 1) & (dia <= DIAS)
    lugar = ((ejercicio - EJERCICIOS.start) * MESES + mes - 1) * DIAS + dia - 1
    return np.where(creible, _calendario()[np.where(creible, lugar, 0)], NULA)


def un_dia(ejercicio: int, mes: int, *, dia: int) -> int:
    """Return the day of one date; NULA when the calendar has no such date."""
    try:
        numero = date(ejercicio, mes, dia).toordinal() - INICIO
    except ValueError:
        return NULA
    return numero if ejercicio in EJERCICIOS else NULA


def columna_de_fechas(dias: Columna) -> pa.Array:
    """Return days since 1970 as an arrow column of dates, null where there is none."""
    validos = pa.py_buffer(np.packbits(dias != NULA, bitorder="little"))
    datos = pa.py_buffer(np.ascontiguousarray(dias, dtype=np.int32))
    return pa.Array.from_buffers(pa.date32(), len(dias), [validos, datos])


@cache
def _calendario() -> Columna:
    """Return the day of every year, month and number from 1 to 31."""
    dias = np.full((len(EJERCICIOS), MESES, DIAS), NULA, dtype=np.int32)
    for ejercicio in EJERCICIOS:
        for mes in range(1, MESES + 1):
            inicio = date(ejercicio, mes, 1).toordinal()
            largo = date(ejercicio + mes // MESES, mes % MESES + 1, 1).toordinal() - inicio
            dias[ejercicio - EJERCICIOS.start, mes - 1, :largo] = inicio - INICIO + np.arange(largo)
    return dias.ravel()

"""The law as tables that a database can join, for the peers.

``calendario``, ``inpc`` and ``acumuladas`` do not depend on the day of reckoning and each peer
works out the rest; ``plegada`` is the kernel's own table, one row a due day, ready to look up.
"""

from datetime import date
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from bench.portfolio import FIRST_DUE, LAST_DUE
from cartera_lib.norma.tablas import renglones, tabla
from cartera_lib.reglas.actualizacion import serie_inpc, ultimo_publicado
from cartera_lib.reglas.criterios import TOPE_MESES
from cartera_lib.reglas.gastos_ejecucion import limites_de_gastos
from cartera_lib.reglas.ley import ley
from cartera_lib.reglas.prescripcion import dia_de_prescripcion
from cartera_lib.reglas.vencimiento import vencimiento_efectivo
from cartera_lib.valores.calendario import (
    dia_del_mes,
    dias,
    largo_del_mes,
    mes,
    primer_dia,
    primer_habil,
)

AL = date(2026, 6, 29)


class Day(NamedTuple):
    """What the day of reckoning fixes for every credit, as plain numbers."""

    al: int
    mes: int
    numero: int
    largo_anterior: int
    primer_habil: int
    publicado: int
    inpc: int
    porcentaje: int
    minimo: int
    maximo: int
    tope: int
    bandas: tuple[int, ...]


class Law(NamedTuple):
    """Law tables and the day."""

    dia: Day
    calendario: pa.Table
    inpc: pa.Table
    acumuladas: pa.Table
    plegada: pa.Table


def law() -> Law:
    dia = _day()
    return Law(dia, _calendario(), _inpc(), _acumuladas(), _plegada())


def _day() -> Day:
    al = dias([AL])
    publicado = ultimo_publicado(al)
    numbers = (
        al,
        mes(al),
        dia_del_mes(al),
        largo_del_mes(mes(al) - 1),
        primer_habil(mes(al)),
        publicado,
        serie_inpc().vigente(primer_dia(publicado)),
        *limites_de_gastos(al),
    )
    bandas = tuple(int(fila["desde_meses"]) for fila in renglones("antiguedad"))
    return Day(*(int(number[0]) for number in numbers), TOPE_MESES, bandas)


def _calendario() -> pa.Table:
    vencimiento = np.arange(FIRST_DUE, LAST_DUE + 1)
    vence = vencimiento_efectivo(vencimiento)
    columns = {
        "vencimiento": vencimiento,
        "vence": vence,
        "mes": mes(vence),
        "numero": dia_del_mes(vence),
        "prescribe": dia_de_prescripcion(vence + 1),
    }
    return pa.table({name: column.astype(np.int32) for name, column in columns.items()})


def _inpc() -> pa.Table:
    serie = serie_inpc()
    return pa.table({"mes": mes(serie.desde).astype(np.int32), "valor": serie.valores["valor"]})


def _acumuladas() -> pa.Table:
    """Rates added up by month, for each day-number: a period that starts on the 1st is next's."""
    mora = tabla("recargos")
    months = mes(mora.desde)
    rates = np.concatenate(([0], mora.valores["mora"], [0]))
    first = np.arange(len(months)) + 1
    rows = []
    for numero in range(1, 32):
        each = rates[first + (numero >= largo_del_mes(months))]
        rows.append(np.concatenate(([0], np.cumsum(each))))
    all_months = np.append(months, months[-1] + 1)
    return pa.table(
        {
            "numero": np.repeat(np.arange(1, 32, dtype=np.int32), len(all_months)),
            "mes": np.tile(all_months, 31).astype(np.int32),
            "suma": np.concatenate(rows).astype(np.int64),
        }
    )


def _plegada() -> pa.Table:
    vencimiento = np.arange(FIRST_DUE, LAST_DUE + 1)
    each = ley(vencimiento, AL)
    return pa.table(
        {
            "vencimiento": vencimiento.astype(np.int32),
            "factor": each.factor,
            "numerador": each.numerador,
            "vencido": each.debe,
            "banda": each.banda,
            "prescribe": each.prescribe,
        }
    )

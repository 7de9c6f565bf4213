"""The ordinary way in plain Python: Decimal, row by row, with the rates of each month at hand."""

from collections.abc import Mapping
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from bench.law import Day, Law
from bench.peers import RESULTS, Columns, Peer
from bench.portfolio import Portfolio

NAME = "Decimal renglón por renglón"
SAMPLE = 20_000
CENTAVO, TEN_THOUSANDTH, ONE = Decimal("0.01"), Decimal("0.0001"), Decimal(1)


class Tables(NamedTuple):
    """The law as dictionaries, the way a loop wants it."""

    dia: Day
    calendario: Mapping[int, tuple[int, int, int, int]]
    inpc: Mapping[int, Decimal]
    tasas: Mapping[int, Mapping[int, Decimal]]


def peers(cartera: Portfolio, tables: Law) -> list[Peer]:
    sample = cartera.first(SAMPLE)
    pesos = [Decimal(importe).scaleb(-2) for importe in sample.importe.tolist()]
    due = sample.vencimiento.tolist()
    ready = _ready(tables)
    return [
        Peer(
            NAME,
            len(sample),
            lambda: [_one(*row, ready) for row in zip(pesos, due, strict=True)],
            _columns,
        )
    ]


def _one(importe: Decimal, vencimiento: int, tables: Tables) -> tuple[Decimal | int, ...]:
    dia = tables.dia
    vence, mes, numero, prescribe = tables.calendario[vencimiento]
    meses, factor, tasa = 0, ONE, Decimal(0)
    if vence < dia.al:
        meses = dia.mes - mes + (numero < dia.numero)
        if numero > dia.largo_anterior and dia.mes > mes and dia.al <= dia.primer_habil:
            meses -= 1
    if meses:
        quotient = dia.inpc / tables.inpc[min(mes - 1, dia.publicado)]
        factor = max(quotient.quantize(TEN_THOUSANDTH, ROUND_DOWN), ONE)
        rates = tables.tasas[numero]
        for k in range(min(meses, dia.tope)):
            tasa += rates[mes + k]
    actualizado = (importe * factor).quantize(CENTAVO, ROUND_HALF_UP)
    recargos = (importe * factor * tasa / 100).quantize(CENTAVO, ROUND_HALF_UP)
    gastos = _gastos(actualizado + recargos, dia) if meses else Decimal(0)
    total = actualizado + recargos + gastos
    banda = sum(meses >= start for start in dia.bandas) - 1
    return factor, actualizado - importe, recargos, gastos, total, banda, prescribe


def _gastos(owed: Decimal, dia: Day) -> Decimal:
    if not owed:
        return owed
    charge = (owed * dia.porcentaje / 100).quantize(CENTAVO, ROUND_HALF_UP)
    return min(max(charge, Decimal(dia.minimo).scaleb(-2)), Decimal(dia.maximo).scaleb(-2))


def _ready(tables: Law) -> Tables:
    calendario = {
        row["vencimiento"]: (row["vence"], row["mes"], row["numero"], row["prescribe"])
        for row in tables.calendario.to_pylist()
    }
    inpc = {row["mes"]: Decimal(row["valor"]) for row in tables.inpc.to_pylist()}
    tasas: dict[int, dict[int, Decimal]] = {}
    for row, following in pairwise(tables.acumuladas.to_pylist()):
        if row["numero"] == following["numero"]:
            rate = Decimal(following["suma"] - row["suma"]).scaleb(-2)
            tasas.setdefault(row["numero"], {})[row["mes"]] = rate
    return Tables(tables.dia, calendario, inpc, tasas)


def _columns(answer: list[tuple[Decimal | int, ...]]) -> Columns:
    scale = dict(zip(RESULTS, (4, 2, 2, 2, 2, 0, 0), strict=True))
    return {
        name: np.array([int(Decimal(value).scaleb(scale[name])) for value in column])
        for name, column in zip(RESULTS, zip(*answer, strict=True), strict=True)
    }

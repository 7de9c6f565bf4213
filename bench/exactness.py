"""Who agrees with whom: every exact path row by row, and how wrong floating point is."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np

from bench.kernel import columns_of, value
from bench.law import AL
from bench.peers import MONEY, RESULTS, Columns, Peer
from bench.portfolio import Portfolio, huge_portfolio, portfolio
from cartera_lib.cartera.creditos import Creditos
from cartera_lib.errors import DatoInvalido
from cartera_lib.valores.dinero import LIMITE
from tests import independiente

SAMPLE = 20_000
FIRST = date(1970, 1, 1)


class Differences(NamedTuple):
    """Rows that differ from the kernel in any result, and the largest difference in pesos."""

    name: str
    compared: int
    rows: int
    pesos: float
    exact: bool


def against_decimal() -> list[Differences]:
    """Compare the kernel with the independent reading in ``tests``, which shares no code."""
    ordinary = portfolio(SAMPLE, seed=1)
    huge = huge_portfolio(SAMPLE, LIMITE, seed=2)
    return [
        _differences("Lectura Decimal independiente", _read(ordinary), _kernel(ordinary)),
        _differences("  la misma, importes hasta 10¹⁵ centavos", _read(huge), _kernel(huge)),
    ]


def against_kernel(peers: Sequence[Peer], cartera: Portfolio) -> list[Differences]:
    """Compare each peer with the kernel in every row that it valued."""
    ours = _kernel(cartera)
    found = []
    for peer in peers:
        if peer.columns is not None:
            answer = peer.columns(peer.run())
            part = {name: ours[name][: peer.rows] for name in RESULTS}
            found.append(_differences(peer.name, answer, part, exact=peer.exact))
    return found


def beyond_the_limit() -> str:
    """The refusal of one centavo more than the largest amount; empty if it is let through."""
    try:
        Creditos(np.array([LIMITE + 1]), [AL])
    except DatoInvalido as refusal:
        return str(refusal)
    return ""


def _differences(name: str, answer: Columns, right: Columns, *, exact: bool = True) -> Differences:
    wrong = np.zeros(len(right["total"]), dtype=bool)
    largest = 0
    for column in RESULTS:
        apart = answer[column].astype(np.int64) - right[column]
        wrong |= apart != 0
        if column in MONEY:
            largest = max(largest, int(np.abs(apart).max()))
    return Differences(name, len(wrong), int(wrong.sum()), largest / 100, exact)


def _kernel(cartera: Portfolio) -> Columns:
    return columns_of(value(cartera))


def _read(cartera: Portfolio) -> Columns:
    rows = [
        _read_one(importe, FIRST + timedelta(days=vencimiento))
        for importe, vencimiento in zip(*map(np.ndarray.tolist, cartera), strict=True)
    ]
    return {
        name: np.array(column)
        for name, column in zip(RESULTS, zip(*rows, strict=True), strict=True)
    }


def _read_one(importe: int, vencimiento: date) -> tuple[int, ...]:
    read = independiente.liquidar(importe, vencimiento, AL)
    overdue = read["vencimiento_efectivo"] < AL and read["total"]
    gastos = independiente.gastos(read["total"], AL) if overdue else 0
    bands = [int(fila["desde_meses"]) for fila in independiente.filas("antiguedad")]
    exigible = read["vencimiento_efectivo"] + timedelta(days=1)
    return (
        int(read["factor"] * 10_000),
        read["actualizacion"],
        read["recargos"],
        gastos,
        read["total"] + gastos,
        sum(read["meses"] >= start for start in bands) - 1,
        (independiente.aniversario(exigible, 60) - FIRST).days,
    )

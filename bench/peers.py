"""What is timed: a name, something to run, and how to read the seven columns of its answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np

from bench.law import Law
from bench.portfolio import Portfolio
from cartera_lib.norma.tablas import Columna

RESULTS = ("factor", "actualizacion", "recargos", "gastos", "total", "banda", "prescribe")
MONEY = ("actualizacion", "recargos", "gastos", "total")
MODULES = ("kernel", "duckdb_sql", "polars_lazy", "pandas_float", "openfisca_float", "decimal_loop")

Columns = Mapping[str, Columna]


@dataclass(frozen=True)
class Peer:
    """One way of valuing the portfolio; ``exact`` ones must agree with the kernel in every row."""

    name: str
    rows: int
    run: Callable[[], Any]
    columns: Callable[[Any], Columns] | None = None
    exact: bool = True


@dataclass(frozen=True)
class Missing:
    """A peer that is not here, and why."""

    name: str
    reason: str


def peers(cartera: Portfolio, tables: Law) -> tuple[list[Peer], list[Missing]]:
    """Prepare every peer; one that cannot be imported is said to be missing."""
    ready: list[Peer] = []
    missing: list[Missing] = []
    for name in MODULES:
        try:
            ready += import_module(f"bench.{name}").peers(cartera, tables)
        except ImportError as error:
            missing.append(Missing(name, str(error)))
    return ready, missing


def centavos(pesos: Columna) -> Columna:
    """Pesos in floating point, back to whole centavos for comparing."""
    return np.rint(np.asarray(pesos, np.float64) * 100).astype(np.int64)

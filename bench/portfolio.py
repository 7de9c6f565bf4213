"""A portfolio of synthetic cartera, in memory and as files of any size."""

from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from cartera_lib.norma.tablas import Columna

SEED = 20260629
FIRST_DUE, LAST_DUE = (int(np.datetime64(dia).astype(int)) for dia in ("2008-01-01", "2026-12-31"))
MEDIAN_CENTAVOS, SPREAD = 500_000, 1.5
ROW_GROUP = 1_000_000
FILE_SCHEMA = pa.schema(
    [("clave", pa.string()), ("importe", pa.decimal128(18, 2)), ("vencimiento", pa.date32())]
)


class Portfolio(NamedTuple):
    """Amounts in centavos (int64) and due days (int32 since 1970)."""

    importe: Columna
    vencimiento: Columna

    def __len__(self) -> int:
        return len(self.importe)

    def first(self, rows: int) -> "Portfolio":
        return Portfolio(self.importe[:rows], self.vencimiento[:rows])

    def table(self) -> pa.Table:
        return pa.table({"importe": self.importe, "vencimiento": self.vencimiento})


def portfolio(rows: int, seed: int = SEED) -> Portfolio:
    chance = np.random.default_rng(seed)
    importe = np.exp(chance.normal(np.log(MEDIAN_CENTAVOS), SPREAD, rows)).astype(np.int64)
    return Portfolio(importe, chance.integers(FIRST_DUE, LAST_DUE + 1, rows, dtype=np.int32))


def huge_portfolio(rows: int, largest: int, seed: int = SEED) -> Portfolio:
    """Amounts of every size up to the largest that is valued, which is there too."""
    chance = np.random.default_rng(seed)
    importe = np.exp(chance.uniform(0, np.log(largest), rows)).astype(np.int64)
    importe[:3] = largest, largest - 1, 0
    return Portfolio(importe, chance.integers(FIRST_DUE, LAST_DUE + 1, rows, dtype=np.int32))


def write_parquet(rows: int, file: Path) -> None:
    """Write row group by row group, so that any size fits in memory."""
    with pa.parquet.ParquetWriter(file, FILE_SCHEMA) as target:
        for start in range(0, rows, ROW_GROUP):
            target.write_table(_group(start, min(ROW_GROUP, rows - start)))


def write_csv(rows: int, file: Path) -> None:
    with pa.csv.CSVWriter(file, FILE_SCHEMA) as target:
        for start in range(0, rows, ROW_GROUP):
            target.write_table(_group(start, min(ROW_GROUP, rows - start)))


def group(start: int, rows: int) -> Portfolio:
    """The cartera of one row group of a file."""
    return portfolio(rows, SEED + start)


def _group(start: int, rows: int) -> pa.Table:
    cartera = group(start, rows)
    keys = pc.utf8_lpad(pc.cast(pa.array(np.arange(start, start + rows)), pa.string()), 9, "0")
    pairs = np.zeros((rows, 2), dtype=np.int64)  # a decimal of 128 bits is two whole numbers
    pairs[:, 0] = cartera.importe
    pesos = pa.Array.from_buffers(pa.decimal128(18, 2), rows, [None, pa.py_buffer(pairs)])
    days = pa.array(cartera.vencimiento).cast(pa.date32())
    return pa.table([keys, pesos, days], schema=FILE_SCHEMA)

"""The package's own valuation, and the two things it is measured against: copying and reading."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyarrow as pa
import pyarrow.parquet

from bench.law import AL, Law
from bench.peers import RESULTS, Columns, Peer
from bench.portfolio import Portfolio
from cartera_lib.cartera.creditos import Creditos
from cartera_lib.reglas.liquidacion import Liquidacion, liquidar

KERNEL, COPY, READ = "núcleo", "copia de memoria", "leer Parquet"
BYTES_A_ROW = 60  # 22 in and 38 out
_FOLDER = TemporaryDirectory(prefix="bench-")


def peers(cartera: Portfolio, _: Law) -> list[Peer]:
    rows = len(cartera)
    source = np.ones(BYTES_A_ROW * rows, np.uint8)
    target = np.empty_like(source)
    file = Path(_FOLDER.name) / "creditos.parquet"
    pa.parquet.write_table(cartera.table(), file)
    return [
        Peer(KERNEL, rows, lambda: value(cartera), columns_of),
        Peer(COPY, rows, lambda: np.copyto(target, source)),
        Peer(READ, rows, lambda: _read(file)),
    ]


def value(cartera: Portfolio) -> Liquidacion:
    return liquidar(Creditos(cartera.importe, cartera.vencimiento), al=AL, diligencia=True)


def columns_of(valued: Liquidacion) -> Columns:
    return {name: getattr(valued, name) for name in RESULTS}


def _read(file: Path) -> pa.Table:
    return pa.parquet.read_table(file, use_threads=False, pre_buffer=False)

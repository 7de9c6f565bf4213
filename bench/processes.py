"""What is measured from outside: starting up, and ``cartera calcular`` over files of any size."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from bench.law import AL
from bench.portfolio import ROW_GROUP, group, write_csv, write_parquet
from cartera_lib.cartera.creditos import Creditos
from cartera_lib.reglas.liquidacion import liquidar

STARTS = 10
WARM_ROWS = 1_000
STARTUPS = {
    "python -c pass": "pass",
    "import cartera_lib": "import cartera_lib",
    "con el núcleo": "from cartera_lib.reglas.liquidacion import liquidar",
}
# A small process between this one and the measured one: a child starts with its parent's peak.
WATCHER = """
import json, os, sys, time
start = time.perf_counter()
child = os.spawnv(os.P_NOWAIT, sys.argv[1], sys.argv[1:])
_, status, used = os.wait4(child, 0)
wall, cpu = time.perf_counter() - start, used.ru_utime + used.ru_stime
answer = dict(code=os.waitstatus_to_exitcode(status), wall=wall, cpu=cpu, peak=used.ru_maxrss)
print(json.dumps(answer))
"""


class Startup(NamedTuple):
    """Median seconds of starting Python with some imports."""

    name: str
    cpu: float
    wall: float


class Streamed(NamedTuple):
    """One run of ``cartera calcular``; ``wrong`` counts rows of the part that was checked."""

    kind: str
    rows: int
    wall: float
    cpu: float
    peak_mb: float
    kept: bool
    checked: int
    wrong: int


def startups() -> list[Startup]:
    """Start each one in turns, with the bytecode already compiled."""
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in STARTUPS}
    with _environment() as environment:
        for turn in range(STARTS + 1):
            for name, code in STARTUPS.items():
                spent = _start(code, environment)
                if turn:
                    times[name].append(spent)
    return [Startup(name, *map(median, zip(*each, strict=True))) for name, each in times.items()]


def _start(code: str, environment: dict[str, str]) -> tuple[float, float]:
    start = time.perf_counter()
    child = os.spawnve(os.P_NOWAIT, sys.executable, [sys.executable, "-c", code], environment)
    _, status, used = os.wait4(child, 0)
    if status:
        raise RuntimeError(f"«{code}» no terminó bien.")
    return used.ru_utime + used.ru_stime, time.perf_counter() - start


def stream(rows: int, kind: str) -> Streamed:
    """Value a file of so many rows with the command, watching its memory."""
    with TemporaryDirectory(prefix="bench-") as folder, _environment() as environment:
        source, target = Path(folder) / f"entrada.{kind}", Path(folder) / f"salida.{kind}"
        _run(WARM_ROWS, source, target, environment)
        used = _run(rows, source, target, environment)
        written, checked, wrong = _check(target, rows)
    peak, kept = used["peak"] / 1024, written == rows
    return Streamed(kind, rows, used["wall"], used["cpu"], peak, kept, checked, wrong)


def _run(rows: int, source: Path, target: Path, environment: dict[str, str]) -> dict[str, float]:
    (write_parquet if source.suffix == ".parquet" else write_csv)(rows, source)
    order = ["-m", "cartera_lib.cli", "calcular", str(source)]
    order += ["--al", AL.isoformat(), "--salida", str(target)]
    watch = [sys.executable, "-I", "-S", "-c", WATCHER, sys.executable, *order]
    done = subprocess.run(watch, env=environment, capture_output=True, text=True, check=True)
    used: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    if used["code"]:
        raise RuntimeError(f"cartera calcular terminó en {used['code']}: {done.stderr[-500:]}")
    return used


def _check(target: Path, rows: int) -> tuple[int, int, int]:
    """Count the rows written and compare the first ones with the kernel in memory."""
    first = group(0, min(ROW_GROUP, rows))
    right = liquidar(Creditos(first.importe, first.vencimiento), al=AL).total
    written, pesos = _parquet(target) if target.suffix == ".parquet" else _csv(target)
    column = pesos.combine_chunks()
    pairs = np.frombuffer(column.buffers()[1], np.int64).reshape(-1, 2)
    total = pairs[column.offset :, 0][: len(right)]
    return written, len(total), int((total != right[: len(total)]).sum())


def _parquet(target: Path) -> tuple[int, pa.ChunkedArray]:
    file = pa.parquet.ParquetFile(target)
    first = next(file.iter_batches(columns=["total"], batch_size=ROW_GROUP))
    return file.metadata.num_rows, pa.chunked_array([first["total"]])


def _csv(target: Path) -> tuple[int, pa.ChunkedArray]:
    pesos = {"total": pa.decimal128(18, 2)}
    only = pa.csv.ConvertOptions(include_columns=["total"], column_types=pesos)
    table = pa.csv.read_csv(target, convert_options=only)
    return table.num_rows, table["total"]


@contextmanager
def _environment() -> Iterator[dict[str, str]]:
    """The environment with compiled bytecode kept somewhere, as an installed package has it."""
    with TemporaryDirectory(prefix="bench-") as folder:
        kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        yield kept | {"PYTHONPYCACHEPREFIX": folder}

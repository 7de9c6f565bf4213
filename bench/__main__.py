"""Measure everything in one run and print it against the targets."""

import argparse
import platform
import sys
from importlib.metadata import PackageNotFoundError, version

import pyarrow as pa

from bench import office, report, targets
from bench.exactness import Differences, against_decimal, against_kernel, beyond_the_limit
from bench.law import AL, law
from bench.measure import Times, in_turns
from bench.peers import peers
from bench.portfolio import portfolio
from bench.processes import Streamed, startups, stream

PACKAGES = ("numpy", "pyarrow", "duckdb", "polars", "pandas", "openfisca-core")


def main() -> int:
    options = _options()
    pa.set_cpu_count(1)
    pa.set_io_thread_count(1)
    _say(f"Valuar {options.filas:,} créditos al {AL:%d/%m/%Y}; un hilo cada quien. {_versions()}")
    times, found, refusal = _in_memory(options)
    starts, streams = _outside(options)
    _title("El día de la oficina")
    office_day = office.day(options.creditos) if options.creditos else []
    _say(office.lines(office_day))
    _title("Metas")
    promised = targets.of_speed(times) + targets.of_exactness(found, refusal)
    promised += targets.of_processes(starts, streams)
    promised += office.targets(office_day) if office_day else []
    _say(report.verdicts(promised))
    figures = {"tiempos": times, "exactitud": found, "arranque": starts, "archivos": streams}
    report.save({**figures, "oficina": office_day, "metas": promised, "versiones": _versions()})
    return 0


def _in_memory(options: argparse.Namespace) -> tuple[dict[str, Times], list[Differences], str]:
    cartera = portfolio(options.filas)
    ready, missing = peers(cartera, law())
    times = in_turns(ready, options.repeticiones, _progress)
    _title("Velocidad")
    _say(report.speeds(times))
    _say(report.missing(missing))
    _title("Exactitud")
    found = against_decimal() + against_kernel(ready, cartera)
    refusal = beyond_the_limit()
    _say(report.differences(found, refusal))
    return times, found, refusal


def _outside(options: argparse.Namespace) -> tuple[dict[str, float], list[Streamed]]:
    _title("Arranque y archivos")
    starts = startups()
    files = (("parquet", options.flujo), ("csv", options.csv))
    streams = [stream(rows, kind) for kind, rows in files if rows]
    _say(report.processes(starts, streams))
    return starts, streams


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    number = {"type": int, "metavar": "N"}
    parser.add_argument("--filas", default=10_000_000, help="créditos en memoria", **number)
    parser.add_argument("--repeticiones", default=5, help="vueltas de todos", **number)
    parser.add_argument(
        "--flujo", default=10_000_000, help="renglones del Parquet de paso, 0 sin él", **number
    )
    parser.add_argument("--csv", default=2_000_000, help="renglones del CSV, 0 sin él", **number)
    parser.add_argument(
        "--creditos",
        default=1_000_000,
        help="créditos del libro consultado, 0 sin él",
        **number,
    )
    return parser.parse_args()


def _versions() -> str:
    found = [f"Python {platform.python_version()}"]
    for package in PACKAGES:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            found.append(f"{package} no está")
    return ", ".join(found)


def _title(text: str) -> None:
    _say(f"\n{text}\n{'─' * len(text)}")


def _say(text: str) -> None:
    if text:
        print(text, flush=True)


def _progress(text: str) -> None:
    print(f"  {text}", file=sys.stderr, flush=True)


sys.exit(main())

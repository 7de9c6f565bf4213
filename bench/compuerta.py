"""The whole gate over a large cartera: which facts reach it, how each credit is, what may be done.

``python -m bench.compuerta``: median seconds of each part, the credits with facts at random.
"""

import argparse
import platform
import sys
import time
from collections.abc import Callable
from datetime import date
from statistics import median

import numpy as np
import pyarrow as pa

from cartera_lib.cartera.cartera import ESQUEMA, LLAVE, Cartera
from cartera_lib.cartera.hecho import clases_de_hecho
from cartera_lib.cartera.hechos import TABLA, hechos_de
from cartera_lib.norma.tablas import Columna
from cartera_lib.reglas.compuerta import compuerta
from cartera_lib.reglas.decision import Acto, decidir
from cartera_lib.reglas.situacion_juridica import situacion_juridica

AL = date(2026, 6, 30)
TARGET = 2.0
UNCONFIRMED = 0.02
INCIDENCIAS = ("00", "01", "02", "09", "31", "32", "06", "14", "12", "23", "43")
WEIGHTS = (0.10, 0.10, 0.10, 0.15, 0.30, 0.10, 0.03, 0.02, 0.02, 0.03, 0.05)
KINDS = ("02", "06", "80", "81", "03")
EPOCH = np.datetime64("1970-01-01")


def cartera(size: int, chance: np.random.Generator) -> Cartera:
    """Make a cartera at random: three credits an employer, eight in ten with a notice."""
    entered = chance.integers(17_000, 20_500, size)
    notified = entered + chance.integers(2, 90, size)
    periods = (entered // 30.44).astype(int).astype("datetime64[M]").astype(str)
    columns = {
        "ramo": chance.choice(["COP", "RCV"], size, p=[0.7, 0.3]),
        "propios": np.ones(size, dtype=bool),
        "registro": _numbered("Y00", chance.integers(0, max(size // 3, 1), size), 8),
        "fecha_movimiento": _days(entered),
        "credito": _numbered("", np.arange(size), 9),
        "periodo": periods,
        "tipo_documento": chance.choice(KINDS, size),
        "fecha_alta": _days(entered),
        "fecha_notificacion": pa.array(_days(notified), mask=chance.random(size) > 0.8),
        "incidencia": chance.choice(INCIDENCIAS, size, p=WEIGHTS),
        "fecha_incidencia": _days(notified + chance.integers(0, 300, size)),
        "dias": np.zeros(size, dtype=np.int32),
        "importe": chance.integers(1, 10**8, size),
        "renglon": np.arange(size),
    }
    return Cartera(AL, "16", "01", _table(columns, ESQUEMA, size))


def facts(of: Cartera, size: int, chance: np.random.Generator) -> pa.Table:
    """Make so many facts of every kind at random, one in fifty seen by one person only."""
    keys = of.tabla.select(LLAVE).take(pa.array(chance.integers(0, len(of), size)))
    kinds = list(clases_de_hecho().values())
    chosen = chance.integers(0, len(kinds), size)
    employer = np.array([kind.alcance == "patron" for kind in kinds])[chosen]
    columns = {name: keys[name].to_numpy().astype(object) for name in LLAVE}
    for name in LLAVE:
        columns[name][employer & (name != "registro")] = ""
    columns |= {
        "folio": _numbered("H", np.arange(size), 8),
        "codigo": np.array([kind.codigo for kind in kinds])[chosen],
        "fecha": _days(chance.integers(20_000, 20_600, size)),
        "defectos": pa.array([[]] * size, pa.list_(pa.string())),
        "confirmo": np.where(chance.random(size) < UNCONFIRMED, "", "Eva Luna"),
        "anula": pa.nulls(size, pa.string()),
    }
    return _table(columns, TABLA, size)


def _table(columns: dict[str, Columna], schema: pa.Schema, size: int) -> pa.Table:
    """Fill what is not said: empty text, zeroes, the first day."""
    empty = {pa.string(): "", pa.int64(): 0, pa.int32(): 0, pa.date32(): date(1998, 1, 5)}
    arrays = [
        pa.array(columns[field.name], field.type)
        if field.name in columns
        else pa.repeat(pa.scalar(empty[field.type], field.type), size)
        for field in schema
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def _numbered(prefix: str, numbers: Columna, width: int) -> Columna:
    return np.char.add(prefix, np.char.zfill(numbers.astype(str), width))


def _days(days: Columna) -> Columna:
    return EPOCH + days.astype("timedelta64[D]")


def main() -> int:
    options = _options()
    chance = np.random.default_rng(options.semilla)
    of = cartera(options.creditos, chance)
    table = facts(of, options.hechos, chance)
    _say(f"python -m bench.compuerta --creditos {options.creditos} --hechos {options.hechos}")
    _say(f"Python {platform.python_version()}, numpy {np.__version__}, pyarrow {pa.__version__}; "
         f"medianas de {options.repeticiones} vueltas.\n")  # fmt: skip
    reached = hechos_de(of, table, al=AL)
    situation = situacion_juridica(of, reached, al=AL)
    parts: dict[str, Callable[[], object]] = {
        "Hechos que alcanzan a cada crédito": lambda: hechos_de(of, table, al=AL),
        "Situación jurídica": lambda: situacion_juridica(of, reached, al=AL),
        "Decisión": lambda: decidir(situation.estados, al=AL),
        "Toda la compuerta, con lo no confirmado": lambda: compuerta(of, table, al=AL).puede(
            Acto.MANDAMIENTO
        ),
    }
    medians = {name: _median(name, work, options) for name, work in parts.items()}
    whole = list(medians.values())[-1]
    _say(f"\nMeta: menos de {TARGET} s. " + ("Se cumple." if whole < TARGET else "NO SE CUMPLE."))
    return 0 if whole < TARGET else 1


def _median(name: str, work: Callable[[], object], options: argparse.Namespace) -> float:
    work()
    wall, cpu = [], []
    for _ in range(options.repeticiones):
        start = time.perf_counter(), time.process_time()
        work()
        wall.append(time.perf_counter() - start[0])
        cpu.append(time.process_time() - start[1])
    _say(f"{name:42}{median(wall):8.3f} s  (de {min(wall):.3f} a {max(wall):.3f};"
         f" {median(cpu):.3f} s de procesador)"
         f"{options.creditos / median(wall):>14,.0f} créditos/s")  # fmt: skip
    return median(wall)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.compuerta", description=__doc__)
    number = {"type": int, "metavar": "N"}
    parser.add_argument("--creditos", default=1_000_000, help="de la cartera", **number)
    parser.add_argument("--hechos", default=100_000, help="de sus expedientes", **number)
    parser.add_argument("--repeticiones", default=5, help="vueltas de cada parte", **number)
    parser.add_argument("--semilla", default=1, help="del azar", **number)
    return parser.parse_args()


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())

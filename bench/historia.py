"""Ask a large ledger how it stood on one day as it was known on another.

``python -m bench.historia``: builds a SQLite book of so many movements through the store's own
acts, and prints the first load, the whole portfolio and one employer at a moment, and a bridge.
"""

import argparse
import random
import resource
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from cartera_lib import store
from cartera_lib.cartera.acto import Acto, ClaseDeActo
from cartera_lib.cartera.historia import Historia, Momento
from cartera_lib.cartera.movimiento import Llave, Movimiento
from cartera_lib.oficina.puente_del_libro import entre, fotografia, puente
from tests.store import lecturas

SEED = 20260331
OPENED, LAST = date(2024, 12, 31), date(2026, 6, 30)
BATCH = 10_000
MOVES_A_CREDIT = 3.3
LATE = (0, 0, 0, 0, 1, 5, 30, 200)


def book(folder: Path, movements: int) -> store.Almacen:
    """Return a book with that many movements; the opening has about three of every ten."""
    opened = store.open(folder / "libro.sqlite", instantaneas=folder / "instantaneas")
    rows = lecturas.tabla_rale(int(movements / MOVES_A_CREDIT))
    opened.append(lecturas.rale(rows, al=OPENED))
    start = datetime(OPENED.year, OPENED.month, OPENED.day, 18, tzinfo=UTC)
    opening = Acto(ClaseDeActo.APERTURA, "Ana Ruiz", "abrir", OPENED, aperturas=(1,))
    opened.asentar(opening, registrado_en=start)
    accounts = opened.saldos()
    columns = (accounts[name].to_pylist() for name in Llave._fields)
    keys = [Llave(*row) for row in zip(*columns, strict=True)]
    balances, numbers = accounts["saldo"].to_numpy().copy(), np.ones(len(keys), np.int64)
    chance, left = random.Random(SEED), movements - len(keys)
    batches = -(-left // BATCH)
    for turn in range(batches):
        known = start + (turn + 1) * timedelta(days=(LAST - OPENED).days) / batches
        chosen = chance.sample(range(len(keys)), min(BATCH, left - turn * BATCH, len(keys)))
        parts = []
        for place in chosen:
            numbers[place] += 1
            parts.append(_move(chance, keys[place], (numbers, balances, place), known.date()))
        one = Acto(ClaseDeActo.AFECTACION, "Ana Ruiz", f"lote {turn}", LAST, tuple(parts))
        opened.asentar(one, registrado_en=known)
        _say(f"  lote {turn + 1} de {batches}", file=sys.stderr)
    return opened


def _move(chance: random.Random, key: Llave, of: tuple[Any, Any, int], known: date) -> Movimiento:
    numbers, balances, place = of
    number, day = int(numbers[place]), known - timedelta(days=chance.choice(LATE))
    kind = chance.randrange(4)
    if kind == 0:
        to = chance.choice(lecturas.INCIDENCIAS)
        return Movimiento(key, number, "CAMBIO_INCIDENCIA", day, incidencia=to)
    if kind == 1:
        return Movimiento(key, number, "FECHA_NOTIFICACION", day, fecha_notificacion=day)
    amount = int(balances[place]) // 20
    code, amount = ("PAGO", -amount) if kind == 2 else ("AJUSTE_ALZA", amount)
    balances[place] += amount
    return Movimiento(key, number, code, day, amount, origen=f"R26-{number:06d}/{place}")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.historia", description=__doc__)
    parser.add_argument("--movimientos", type=int, default=1_000_000, metavar="N")
    parser.add_argument("--preguntas", type=int, default=40, metavar="N")
    options = parser.parse_args()
    with TemporaryDirectory(prefix="bench-") as folder:
        start = time.perf_counter()
        with book(Path(folder), options.movimientos) as opened:
            _say(f"Hacer el libro: {time.perf_counter() - start:.1f} s")
            _ask(opened, options.preguntas)
    _say(f"Memoria máxima: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024:,} MB")
    return 0


def _ask(opened: store.Almacen, times: int) -> None:
    start = time.perf_counter()
    history = opened.historia()
    first = time.perf_counter() - start
    _say(f"{len(history):,} movimientos, {history.cuentas.num_rows:,} cuentas")
    _say(f"Primera lectura: {first:.2f} s")
    moments, chance = _moments(times), random.Random(SEED)
    employers = chance.choices(history.cuentas["registro"].to_pylist(), k=times)
    _report("De nuevo, sin actos nuevos", [opened.historia] * times)
    _report("Toda la cartera", [lambda m=m: history.al(*m) for m in moments])
    _report("  sólo su total", [lambda m=m: history.total(*m) for m in moments])
    _report(
        "Un patrón, por SQL",
        [
            lambda r=r, m=m: opened.saldos_al(r, efecto=m.efecto, conocido=m.conocido)
            for r, m in zip(employers, moments, strict=True)
        ],
    )
    _bridges(history, moments[:10])
    _grow(opened, history)


def _bridges(history: Historia, moments: list[Momento]) -> None:
    pairs = list(zip(moments, reversed(moments), strict=True))
    residuals: list[int] = []
    _report("Fotografía con accesorios", [lambda m=m: fotografia(history, m) for m in moments])
    _report(
        "Puente de un par",
        [
            lambda a=a, b=b: residuals.append(puente(history, desde=a, hasta=b).residual)
            for a, b in pairs
        ],
    )
    two = [fotografia(history, moment) for moment in moments[:2]]
    _report("  de dos fotografías hechas", [lambda: entre(*two)] * len(moments))
    _say(f"Residuales: {sorted(set(residuals))}")


def _grow(opened: store.Almacen, history: Historia) -> None:
    """Post one movement, and read it."""
    accounts = opened.saldos().slice(0, 1).to_pylist()[0]
    key = Llave(*(accounts[name] for name in Llave._fields))
    one = Movimiento(key, accounts["numero"] + 1, "AJUSTE_ALZA", LAST, 100)
    opened.asentar(Acto(ClaseDeActo.AFECTACION, "Ana Ruiz", "uno", LAST, (one,)))
    _report("Leer un acto nuevo", [opened.historia])
    _say(f"  antes {len(history):,}, después {len(opened.historia()):,}")


def _moments(times: int) -> list[Momento]:
    chance, days = random.Random(SEED), (LAST - OPENED).days
    return [
        Momento(*(OPENED + timedelta(days=chance.randint(0, days)) for _ in range(2)))
        for _ in range(times)
    ]


def _report(what: str, asks: list[Callable[[], object]]) -> None:
    wall = []
    for ask in asks:
        start = time.perf_counter()
        ask()
        wall.append((time.perf_counter() - start) * 1000)
    spread = f"({min(wall):,.2f}-{max(wall):,.2f})"
    _say(f"{what}: mediana de {len(wall)}, {median(wall):,.2f} ms {spread}")


def _say(texto: str, file: Any = None) -> None:
    print(texto, file=file or sys.stdout, flush=True)


if __name__ == "__main__":
    sys.exit(main())

"""Planted traps: what the gate lets through that is not owed, beside a plain follow-up by dates.

``python -m bench.trampas``: escapes by kind for both, and the healthy credits falsely stopped.
"""

import argparse
import sys
import time
from datetime import date
from typing import NamedTuple

import numpy as np

from bench.naive import ingenuo
from cartera_lib.norma.tablas import Columna
from cartera_lib.reglas.compuerta import compuerta
from cartera_lib.reglas.decision import ACTOS, Acto
from cartera_lib.sintetica.trampas import Trampas, trampas

AL = date(2026, 5, 18)
MAXIMUM = 0.005
"""The part of the healthy credits that may be falsely stopped, at most."""


class Rival(NamedTuple):
    """Who answers: credits where it lets through what is forbidden, and stops what is lawful."""

    name: str
    seconds: float
    escaped: Columna
    stopped: Columna


def judged(planted: Trampas, acts: dict[Acto, Columna], *, name: str, seconds: float) -> Rival:
    allowed = np.array([acts[act] for act in ACTOS])
    escaped = (allowed & planted.prohibidos).any(axis=0)
    return Rival(name, seconds, escaped, (~allowed & planted.permitidos).any(axis=0))


def rivals(planted: Trampas) -> list[Rival]:
    """Let the gate answer, and the follow-up both ways of counting days."""
    start = time.perf_counter()
    gate = compuerta(
        planted.cartera, planted.hechos, al=planted.al, por_afectar=planted.por_afectar
    )
    acts = {act: gate.puede(act) for act in ACTOS}
    spent = time.perf_counter() - start
    found = [judged(planted, acts, name="compuerta", seconds=spent)]
    for name, working_days in (("15 naturales", False), ("15 de lunes a viernes", True)):
        start = time.perf_counter()
        acts = ingenuo(planted.cartera, working_days=working_days)
        spent = time.perf_counter() - start
        found.append(judged(planted, acts, name=name, seconds=spent))
    return found


def main() -> int:
    options = _options()
    planted = trampas(
        semilla=options.semilla, por_clase=options.por_clase, sanos=options.sanos, al=options.al
    )
    trap = planted.clase != ""
    found = rivals(planted)
    _say(f"python -m bench.trampas --semilla {options.semilla} --al {options.al}")
    _say(f"{trap.sum():,} trampas de {len(set(planted.clase[trap]))} clases, "
         f"{(~trap).sum():,} créditos sanos, {planted.hechos.num_rows:,} hechos.\n")  # fmt: skip
    _by_kind(planted, found, trap)
    _totals(found, trap)
    _stopped(planted, found[0], ~trap)
    gate = found[0]
    kept = not gate.escaped[trap].any() and gate.stopped[~trap].mean() < MAXIMUM
    _say("Se cumple." if kept else "NO SE CUMPLE.")
    return 0 if kept else 1


def _by_kind(planted: Trampas, found: list[Rival], trap: Columna) -> None:
    _say(f"{'Trampas que se cobran':44}{'n':>6}" + "".join(f"{r.name:>23}" for r in found))
    for kind in dict.fromkeys(planted.clase[trap]):
        his = planted.clase == kind
        counts = "".join(f"{r.escaped[his].sum():>23,}" for r in found)
        _say(f"{kind.replace('_', ' '):44}{his.sum():>6,}{counts}")


def _totals(found: list[Rival], trap: Columna) -> None:
    rows = (
        ("Trampas que se cobran", lambda r: r.escaped[trap]),
        ("Sanos a los que se hace algo antes de tiempo", lambda r: r.escaped[~trap]),
        ("Sanos detenidos de más", lambda r: r.stopped[~trap]),
    )
    _say("")
    for title, column in rows:
        cells = (f"{column(r).sum():,} ({column(r).mean():.2%})" for r in found)
        _say(f"{title:50}" + "".join(f"{cell:>23}" for cell in cells))
    _say(f"{'Milisegundos':50}" + "".join(f"{r.seconds * 1000:>23,.1f}" for r in found))


def _stopped(planted: Trampas, gate: Rival, healthy: Columna) -> None:
    kinds, counts = np.unique(
        planted.variante[healthy & gate.stopped].astype(str), return_counts=True
    )
    for kind, count in zip(kinds, counts, strict=True):
        _say(f"  detenido de más: {kind.replace('_', ' ')}, {count}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.trampas", description=__doc__)
    number = {"type": int, "metavar": "N"}
    parser.add_argument("--semilla", default=20260518, help="de las trampas", **number)
    parser.add_argument("--por-clase", default=200, help="trampas de cada clase", **number)
    parser.add_argument("--sanos", default=20_000, help="créditos sanos", **number)
    parser.add_argument(
        "--al", default=AL, type=date.fromisoformat, metavar="DÍA", help="un lunes hábil"
    )
    return parser.parse_args()


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())

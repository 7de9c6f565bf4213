"""The office's day on real sizes: reading a RALE, keeping it, finding an employer, the report."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from bench.report import Target
from cartera_lib import store
from cartera_lib.cartera.cartera import Cartera
from cartera_lib.cartera.incidencia import Esquema
from cartera_lib.importers import leer
from cartera_lib.importers.lectura import Lectura
from cartera_lib.oficina.informe_mensual import informe_mensual
from cartera_lib.oficina.informes import situacion
from cartera_lib.reglas.exigibilidad import creditos_de
from cartera_lib.reglas.liquidacion import liquidar
from cartera_lib.sintetica import generar

EMPLOYERS = 11_000
CUT = date(2026, 6, 30)
TURNS = 5


class Measured(NamedTuple):
    """One piece of work: how many things it did and the median seconds it took."""

    what: str
    n: int
    seconds: float


def day(size: int) -> list[Measured]:
    """Measure a day of the office; the book that is searched holds so many credits."""
    with TemporaryDirectory(prefix="bench-") as folder:
        files = Path(folder) / "archivos"
        generar(files, patrones=EMPLOYERS, cortes=2)
        rales = sorted((files / "rale").glob("*/*.txt"))
        readings = [leer(path) for path in rales]
        lines = sum(reading.renglones_fisicos for reading in readings)
        found = [_median("Importar RALE (líneas)", lines, lambda: [leer(p) for p in rales])]
        found += _report(readings)
        found += _book(Path(folder), readings, leer(files / "patrones.csv"), size)
    return found


def _report(readings: list[Lectura]) -> list[Measured]:
    before, now = (_cartera(readings, cut) for cut in sorted({r.corte.al for r in readings}))
    size = creditos_de(now)
    return [
        _median(
            "Informe mensual (créditos)",
            len(now),
            lambda: informe_mensual(now, before, al=CUT, esquema=Esquema.A).hojas(),
        ),
        _median("  de ello, valuar y clasificar", len(now), lambda: situacion(now, al=CUT)),
        _median("  de ello, el núcleo", len(now), lambda: liquidar(size, al=CUT)),
    ]


def _book(folder: Path, readings: list[Lectura], master: Lectura, size: int) -> list[Measured]:
    book = store.open(folder / "cartera.sqlite", instantaneas=folder / "instantaneas")
    book.append(master)
    one = next(r for r in readings if r.corte.al == CUT and r.corte.propios)
    large = _repeated(one, size)
    start = time.perf_counter()
    book.append(large)
    kept = Measured("Guardar en SQLite (créditos)", size, time.perf_counter() - start)
    names = [row["nombre"] for row in master.tabla.slice(0, 3).to_pylist()]
    employer = one.tabla["registro"][0].as_py()
    return [
        kept,
        _median("Buscar por nombre", size, lambda: [book.buscar_patron(n) for n in names], 3),
        _median("Buscar por registro", size, lambda: book.buscar_patron(employer[:6])),
        _median("Estado de adeudo de un patrón", size, lambda: _statement(book, employer)),
    ]


def _statement(book: store.Almacen, employer: str) -> int:
    suyos = Cartera(CUT, "16", "01", book.creditos_de(employer, CUT))
    return int(situacion(suyos, al=CUT).tabla["total"].sum())


def _cartera(readings: list[Lectura], cut: date) -> Cartera:
    of_the_cut = [r for r in readings if r.corte.al == cut]
    tables = [
        r.tabla.append_column("ramo", pa.array([r.corte.ramo] * r.tabla.num_rows)).append_column(
            "propios", pa.array([r.corte.propios] * r.tabla.num_rows)
        )
        for r in of_the_cut
    ]
    first = of_the_cut[0].corte
    return Cartera(cut, first.ooad, first.subdelegacion, pa.concat_tables(tables))


def _repeated(one: Lectura, size: int) -> Lectura:
    """The same reading made large: its rows again and again, under other employers."""
    rows = np.arange(size) % one.tabla.num_rows
    table = one.tabla.take(pa.array(np.sort(rows)))
    turn = np.arange(size) // 3
    employers = pa.array(np.where(turn < 40, table["registro"], _invented(turn)))
    table = table.set_column(table.schema.get_field_index("registro"), "registro", employers)
    line = pa.array(np.arange(size) + 9)
    table = table.set_column(table.schema.get_field_index("renglon"), "renglon", line)
    amount = int(np.asarray(table["importe"]).sum())
    totals = replace(
        one.totales,
        patrones=len(set(table["registro"].to_pylist())),
        creditos=size,
        importe=amount,
    )
    return replace(one, tabla=table, rechazos=(), avisos=(), totales=totals, renglones_leidos=size)


def _invented(turn: np.ndarray) -> np.ndarray:
    return np.char.add(np.char.add("V00", np.char.zfill((turn % 100_000).astype(str), 5)), "10")


def _median(what: str, n: int, work: Callable[[], object], parts: int = 1) -> Measured:
    times = []
    for _ in range(TURNS):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) / parts)
    return Measured(what, n, median(times))


def targets(found: list[Measured]) -> list[Target]:
    """The targets of the main job, each with what was measured for it."""
    by_name = {one.what: one for one in found}
    lines = by_name["Importar RALE (líneas)"]
    rates = [Target("Líneas de RALE por segundo", lines.n / lines.seconds, 500_000, True, "")]
    quick = ("Buscar por nombre", "Buscar por registro", "Estado de adeudo de un patrón")
    return rates + [
        Target(f"{what}, milisegundos", by_name[what].seconds * 1000, 100, False, " ms")
        for what in quick
    ]


def lines(found: list[Measured]) -> str:
    """The measures as text: name, size, seconds and things a second."""
    return "\n".join(
        f"{one.what:34}{one.n:>12,}{one.seconds * 1000:>12,.1f} ms{one.n / one.seconds:>16,.0f}/s"
        for one in found
    )

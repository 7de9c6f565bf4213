"""The targets of the valuation, each with what was measured for it."""

from collections.abc import Iterable, Mapping, Sequence

from bench import decimal_loop, kernel
from bench.exactness import Differences
from bench.measure import Times
from bench.processes import Startup, Streamed
from bench.report import Target

# Name of the peer, as its module calls it, and how many times its CPU the kernel may not exceed.
PEERS = {
    "DuckDB SQL, tablas de ley": 7,
    "Polars, tablas de ley": 3,
    "pandas en flotante": 15,
    decimal_loop.NAME: 500,
}
MEMORY_MB = 256


def of_speed(times: Mapping[str, Times]) -> list[Target]:
    ours = times[kernel.KERNEL]
    share = times[kernel.COPY].seconds / ours.seconds * 100
    reading = ours.seconds / times[kernel.READ].seconds
    targets = [
        Target(
            "Créditos valuados por segundo, un hilo (millones)", 1e-6 / ours.a_row, 20, True, ""
        ),
        Target("Parte de la velocidad de copia de memoria", share, 10, True, " %"),
        Target("Tiempo sobre el de leer las columnas de Parquet", reading, 1.5, False, "×"),
    ]
    for name, limit in PEERS.items():
        if name in times:
            ratio = times[name].a_row / ours.a_row
            targets.append(Target(f"CPU de {name} sobre el núcleo", ratio, limit, True, "×"))
    return targets


def of_exactness(found: Sequence[Differences], refusal: str) -> list[Target]:
    wrong = sum(one.rows for one in found if one.exact)
    return [
        Target("Renglones distintos en todos los caminos exactos", wrong, 0, False, ""),
        Target("Rechazos de 10¹⁵ centavos más uno", bool(refusal), 1, True, ""),
    ]


def of_processes(starts: Iterable[Startup], streams: Iterable[Streamed]) -> list[Target]:
    bare, light, whole = (one.cpu for one in starts)
    targets = [
        Target("import cartera_lib, sobre python solo", light - bare, 0.1, False, " s"),
        Target("import del núcleo, sobre python solo", whole - bare, 0.3, False, " s"),
    ]
    for one in streams:
        what = f"Memoria de cartera calcular, {one.kind} de {one.rows:,} renglones"
        targets.append(Target(what, one.peak_mb, MEMORY_MB, False, " MB"))
        broken = one.wrong + (not one.kept)
        targets.append(
            Target(f"  renglones perdidos o distintos, {one.kind}", broken, 0, False, "")
        )
    return targets

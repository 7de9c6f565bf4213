"""The figures as plain text, each against its target, and as JSON."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench import decimal_loop, kernel
from bench.exactness import Differences
from bench.measure import Times
from bench.peers import Missing
from bench.processes import Startup, Streamed

FILE = Path(__file__).parent / "resultados.json"


@dataclass(frozen=True)
class Target:
    """What was promised and what was measured; ``limit`` is a floor or, if not, a ceiling."""

    what: str
    value: float
    limit: float
    floor: bool
    unit: str

    @property
    def met(self) -> bool:
        return self.value >= self.limit if self.floor else self.value <= self.limit


def speeds(times: Mapping[str, Times]) -> str:
    ours = times[kernel.KERNEL].a_row
    lines = [
        f"{'':34}{'renglones':>12}{'CPU s':>9}{'reloj s':>9}{'M/s':>9}{'veces':>8}"
        f"{'1ª vez s':>10}{'dispersión':>12}"
    ]
    for name, one in times.items():
        wall = sorted(one.wall)[len(one.wall) // 2]
        lines.append(
            f"{name:34}{one.rows:>12,}{one.seconds:>9.3f}{wall:>9.3f}"
            f"{1e-6 / one.a_row:>9.3f}{one.a_row / ours:>8.1f}{one.first:>10.3f}"
            f"{one.spread:>11.0%}"
        )
    lines += [
        "CPU y reloj: medianas, cada vuelta tras otra sin medir que paga la memoria nueva.",
        "Veces: CPU por renglón entre la del núcleo. Copia: 60 bytes por renglón, una vez.",
        "Ley plegada: la tabla por día de vencimiento ya hecha por el núcleo; sólo falta buscarla.",
    ]
    if decimal_loop.NAME in times:
        lines.append(
            f"{decimal_loop.NAME}: medido en {times[decimal_loop.NAME].rows:,} renglones y llevado "
            "a los demás en proporción."
        )
    return "\n".join(lines)


def differences(found: Sequence[Differences], refusal: str) -> str:
    lines = [f"{'':42}{'comparados':>12}{'distintos':>12}{'mayor, pesos':>14}"]
    for one in found:
        lines.append(f"{one.name:42}{one.compared:>12,}{one.rows:>12,}{one.pesos:>14,.2f}")
    lines.append(f"Un centavo más del límite: {refusal or 'SE ACEPTÓ'}")
    return "\n".join(lines)


def processes(starts: Iterable[Startup], streams: Iterable[Streamed]) -> str:
    lines = [
        f"{one.name:34}{one.cpu * 1000:>9.0f} ms de CPU {one.wall * 1000:>9.0f} ms de reloj"
        for one in starts
    ]
    for one in streams:
        kept = "ninguno perdido" if one.kept else "SE PERDIERON RENGLONES"
        lines.append(
            f"cartera calcular, {one.kind:8} {one.rows:>12,} renglones: {one.wall:.1f} s de reloj, "
            f"{one.cpu:.1f} s de CPU, {one.rows / one.wall / 1e6:.2f} M/s, "
            f"máximo {one.peak_mb:.0f} MB, {kept}, {one.wrong} distintos de {one.checked:,}"
        )
    return "\n".join(lines)


def verdicts(targets: Sequence[Target]) -> str:
    lines = []
    for one in targets:
        sign, word = "≥" if one.floor else "≤", "cumple" if one.met else "NO CUMPLE"
        lines.append(
            f"{one.what:66}{one.value:>11,.2f}{one.unit:3} {sign} {one.limit:>7,.2f}  {word}"
        )
    lines.append(f"{sum(one.met for one in targets)} de {len(targets)} metas cumplidas.")
    return "\n".join(lines)


def missing(absent: Sequence[Missing]) -> str:
    return "\n".join(f"{one.name}: no se midió, {one.reason}" for one in absent)


def save(figures: Mapping[str, Any]) -> None:
    """Write every figure, so that two runs can be compared."""
    FILE.write_text(json.dumps(figures, ensure_ascii=False, indent=2, default=_plain) + "\n")


def _plain(figure: Any) -> Any:
    return figure._asdict() if hasattr(figure, "_asdict") else asdict(figure)

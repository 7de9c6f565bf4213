"""Which few amounts add up to another one, and which explanations nothing disputes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, islice
from typing import NamedTuple

JUNTOS = 4
"""Most fichas that one deposit pays, or deposits that pay one ficha."""
CANDIDATOS = 60
"""Most amounts among which a sum is looked for: among more, chance finds too many."""
MANERAS = 12
"""Ways of adding up that are told; more than one is already too many."""


class Explicacion(NamedTuple):
    """Deposits and fichas that add up to the same, by their places."""

    depositos: tuple[int, ...]
    fichas: tuple[int, ...]


def sumas(
    importes: Sequence[int], total: int, *, desde: int = 2, hasta: int = JUNTOS
) -> list[tuple[int, ...]]:
    """Return the ways, some at most, in which from one to four amounts add up to a total."""
    if len(importes) > CANDIDATOS or total <= 0:
        return []
    return list(islice(_maneras(importes, total, desde, hasta), MANERAS))


def sin_disputa(explicaciones: Iterable[Explicacion]) -> tuple[list[Explicacion], set[int]]:
    """Return those that share no deposit and no ficha with another, and the deposits disputed."""
    todas = list(dict.fromkeys(explicaciones))
    depositos = Counter(d for e in todas for d in e.depositos)
    fichas = Counter(f for e in todas for f in e.fichas)
    unicas = [
        e
        for e in todas
        if all(depositos[d] == 1 for d in e.depositos) and all(fichas[f] == 1 for f in e.fichas)
    ]
    claros = {d for e in unicas for d in e.depositos}
    return unicas, set(depositos) - claros


def _maneras(
    importes: Sequence[int], total: int, desde: int, hasta: int
) -> Iterator[tuple[int, ...]]:
    """Yield the ways by size; three and four are found among the sums of pairs."""
    if desde <= 1 <= hasta:
        yield from ((i,) for i, importe in enumerate(importes) if importe == total)
    pares: dict[int, list[tuple[int, int]]] = {}
    for i, j in combinations(range(len(importes)), 2):
        pares.setdefault(importes[i] + importes[j], []).append((i, j))
    if desde <= 2 <= hasta:
        yield from pares.get(total, [])
    if desde <= 3 <= hasta:
        for k, importe in enumerate(importes):
            yield from ((i, j, k) for i, j in pares.get(total - importe, []) if j < k)
    if desde <= 4 <= hasta:
        for suma, unos in pares.items():
            for k, m in unos:
                yield from ((i, j, k, m) for i, j in pares.get(total - suma, []) if j < k)

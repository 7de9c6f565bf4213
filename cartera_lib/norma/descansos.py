"""Rest days of CFF 12 and LFT 74: each rule of the table, turned into dates.

Fundamento: CFF 12; LFT 74; RACERF 3.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from dateutil.easter import easter

from cartera_lib.norma.tablas import Renglon, recordar, renglones


@recordar()
def dias_de_descanso(ambito: str = "nacional") -> tuple[date, ...]:
    """Return every non-working weekday by rule, and the extra days agreed for this ámbito."""
    por_regla = {d for fila in renglones("descansos") for d in _fechas(fila["regla"], *_fin(fila))}
    extra = (f for f in renglones("dias_extra") if {"nacional", ambito} & {*f["ambito"].split()})
    return tuple(sorted(por_regla | {date.fromisoformat(f["fecha"]) for f in extra}))


def cobertura() -> tuple[date, date]:
    """First and last day for which the rules are held."""
    fines = [_fin(fila) for fila in renglones("descansos")]
    return min(f[0] for f in fines), max(f[1] for f in fines)


def _fin(fila: Renglon) -> tuple[date, date]:
    return date.fromisoformat(fila["desde"]), date.fromisoformat(fila["hasta"])


def _fechas(regla: str, desde: date, hasta: date) -> Iterator[date]:
    clase, *datos = regla.split()
    for anual in range(desde.year, hasta.year + 1):
        dia = REGLAS[clase](anual, *datos)
        if dia is not None and desde <= dia <= hasta:
            yield dia


def _fija(anual: int, mes_dia: str) -> date:
    return date.fromisoformat(f"{anual}-{mes_dia}")


def _lunes(anual: int, ordinal: str, mes: str) -> date:
    primero = date(anual, int(mes), 1)
    return primero + timedelta(days=-primero.weekday() % 7 + 7 * (int(ordinal) - 1))


def _sexenio(anual: int, mes_dia: str, primero: str) -> date | None:
    return _fija(anual, mes_dia) if (anual - int(primero)) % 6 == 0 else None


def _pascua(anual: int, dias: str) -> date:
    return easter(anual) + timedelta(days=int(dias))


REGLAS: dict[str, Callable[..., date | None]] = {
    "fija": _fija,
    "lunes": _lunes,
    "sexenio": _sexenio,
    "pascua": _pascua,
}

"""How a credit moves from one incidencia to the next, and how it ends.

The steps are those of the matrix of the office: 01 to 02 by a notification, 02 to 31 when the
fifteen working days are over, 31 to an embargo, any of them to 09 when nobody is found. Weights
and waits are calibrated so that a cut looks like the aggregates of a real listing.
"""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from cartera_lib.sintetica.azar import Azar
from cartera_lib.sintetica.modelo import Tramo
from cartera_lib.sintetica.tiempo import DIA, mas

QUEDA = ""


class Paso(NamedTuple):
    """One way out of an incidencia: weight, median wait in days, spread and least wait."""

    destino: str
    peso: float
    mediana: float = 30
    sigma: float = 0.8
    minimo: int = 1


PASOS: dict[str, tuple[Paso, ...]] = {
    "01": (
        Paso("02", 58, 14, 1.0, 3), Paso("02", 10, 120, 0.7, 10), Paso("09", 9, 30, 1.0, 5),
        Paso("09", 3, 130, 0.8, 20), Paso("03", 2, 12, 0.6, 2), Paso(QUEDA, 12),
    ),
    "20": (Paso("02", 40, 60, 0.8, 5), Paso("21", 15, 40, 0.6, 5), Paso(QUEDA, 45)),
    "21": (Paso("02", 50, 90, 0.6, 15), Paso(QUEDA, 50)),
    "02": (
        Paso("31", 84, 36, 0.3, 26), Paso("09", 8, 30, 0.5, 5), Paso("03", 3, 8, 0.5, 2),
        Paso("05", 5, 12, 0.6, 2), Paso("14", 1.5, 35, 0.4, 10), Paso("06", 1.0, 14, 0.4, 3),
        Paso("25", 0.5, 20, 0.5, 3),
    ),
    "03": (Paso("02", 70, 25, 0.7, 5), Paso(QUEDA, 30)),
    "05": (Paso("52", 25, 45, 0.5, 10), Paso("31", 45, 60, 0.5, 26), Paso(QUEDA, 30)),
    "06": (Paso("31", 40, 200, 0.5, 60), Paso(QUEDA, 60)),
    "31": (
        Paso("32", 26, 130, 0.8, 10), Paso("43", 16, 110, 0.8, 10), Paso("34", 4, 200, 0.7, 20),
        Paso("09", 38, 110, 0.9, 10), Paso("13", 1.0, 150, 0.7, 20), Paso("16", 1, 300, 0.6, 60),
        Paso("35", 0.5, 200, 0.6, 20), Paso("05", 3, 60, 0.7, 5), Paso(QUEDA, 22),
    ),
    "32": (Paso("39", 6, 500, 0.5, 90), Paso("37", 3, 300, 0.5, 60), Paso(QUEDA, 91)),
    "34": (Paso("39", 8, 600, 0.5, 90), Paso(QUEDA, 92)),
    "39": (Paso("40", 30, 60, 0.4, 20), Paso(QUEDA, 70)),
    "09": (Paso("31", 12, 500, 0.7, 60), Paso("26", 1, 700, 0.5, 200), Paso(QUEDA, 87)),
}  # fmt: skip
CONDONACION = Paso("23", 1, 30, 0.5, 5)
PARTE_A_CONDONACION = 0.26
FINES: dict[str, tuple[tuple[str, float], ...]] = {
    "01": (("PAGO", 45), ("IMPROCEDENCIA", 55)), "20": (("IMPROCEDENCIA", 1),),
    "21": (("IMPROCEDENCIA", 1),), "09": (("INCOBRABLE", 70), ("PAGO", 30)),
    "16": (("INCOBRABLE", 1),), "23": (("CONDONACION", 65), ("PAGO", 35)),
    "06": (("RESOLUCION", 60), ("PAGO", 40)), "14": (("RESOLUCION", 60), ("PAGO", 40)),
}  # fmt: skip
FIN_COMUN = (("PAGO", 88), ("IMPROCEDENCIA", 12))


def recorrido(
    azar: Azar, inicio: Sequence[Tramo], *, hasta: date, multa: bool
) -> tuple[Tramo, ...]:
    """Continue the incidencias of a credit until a day; a fine may ask to be forgiven."""
    tramos = list(inicio)
    while True:
        siguiente = _siguiente(azar, tramos, multa=multa)
        if siguiente is None or siguiente.desde > hasta:
            return tuple(tramos)
        tramos.append(siguiente)


def _siguiente(azar: Azar, tramos: list[Tramo], *, multa: bool) -> Tramo | None:
    actual = tramos[-1]
    pasos = PASOS.get(actual.incidencia)
    if pasos is None:
        return None
    if multa and actual.incidencia == "02" and azar.sucede(PARTE_A_CONDONACION):
        pasos = (CONDONACION,)
    paso = azar.ponderado([(p, p.peso) for p in pasos])
    if paso.destino == QUEDA:
        return None
    espera = max(azar.lognormal(paso.mediana, paso.sigma), paso.minimo)
    return Tramo(mas(actual.desde, espera), _destino(paso.destino, tramos))


def _destino(destino: str, tramos: list[Tramo]) -> str:
    """Send back to 01 what leaves 09 or 03 without ever having been notified."""
    vuelve = tramos[-1].incidencia in ("03", "09") and destino in ("02", "31")
    return "01" if vuelve and not any(t.incidencia == "02" for t in tramos) else destino


def notificacion(azar: Azar, tramos: Sequence[Tramo]) -> tuple[date | None, date | None]:
    """Return the day of the notification and the day on which it was captured (02)."""
    for anterior, tramo in pairwise(tramos):
        if tramo.incidencia == "02":
            atraso = min(azar.entre(0, 6), (tramo.desde - anterior.desde).days)
            return tramo.desde - DIA * atraso, tramo.desde
    return None, None


def con_huelga(tramos: tuple[Tramo, ...], huelga: date | None) -> tuple[Tramo, ...]:
    """Stop the incidencias at the outbreak of a strike: 12 from that day."""
    if huelga is None:
        return tramos
    return (*(t for t in tramos if t.desde < huelga), Tramo(huelga, "12"))


def causa_de_baja(azar: Azar, incidencia: str) -> str:
    """Draw why a credit leaves the portfolio, by the incidencia it leaves from."""
    return azar.ponderado(FINES.get(incidencia, FIN_COMUN))

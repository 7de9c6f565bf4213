"""A plain follow-up of collection, as a spreadsheet does it: a date, fifteen days, a level.

It knows the cut and nothing else: the day of the notice or, without one, the 17th on which the
cuota was due; a balance; and the incidencia, whose level says what comes next.
"""

import numpy as np

from cartera_lib.cartera.cartera import Cartera
from cartera_lib.norma.tablas import Columna
from cartera_lib.reglas.decision import Acto
from cartera_lib.valores.calendario import primer_dia

DAYS = 15
LEVELS: dict[str, tuple[Acto, ...]] = {
    "02": (Acto.MANDAMIENTO, Acto.ENVIO, Acto.SUSTITUTO, Acto.RESPONSABLE),
    "31": (Acto.NOTIFICAR, Acto.EMBARGO),
    "32": (Acto.EMBARGO,),
    "37": (Acto.REMATE,),
}
"""What it would do next at each level that it takes as one of collection."""


def ingenuo(cartera: Cartera, *, working_days: bool) -> dict[Acto, Columna]:
    """Tell which credits each act would be done to, counting natural days or Monday to Friday."""
    start = cartera.columna("fecha_notificacion")
    due = primer_dia(cartera.meses_de_periodo() + 1) + 16
    start = np.where(start < 0, due, start).astype("datetime64[D]")
    today = np.datetime64(cartera.corte, "D")
    passed = np.busday_count(start, today) if working_days else (today - start).astype(np.int64)
    overdue = (passed > DAYS) & (cartera.columna("importe") > 0)
    level = cartera.columna("incidencia")
    acts = {
        act: overdue & np.isin(level, [code for code, next_ in LEVELS.items() if act in next_])
        for act in Acto
    }
    acts[Acto.FICHA] = cartera.columna("importe") > 0
    return acts

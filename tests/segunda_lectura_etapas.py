"""A second reading of the gate: how far the execution lawfully is, and on what appraisal."""

from datetime import date

import independiente
from segunda_lectura_plazos import Etapa, dentro

ARRANCAN = ("MANDAMIENTO", "REQUERIDO")


def etapa(
    etapas: list[Etapa],
    ahora: str,
    exigible: date | None,
    suspendido: list[tuple[date, date]],
    al: date,
) -> str:
    """C3.2, Annex D: what was done too early, or while it was stopped, falls, and what follows.

    ``ahora``: what the facts and the cut say if nothing fell.
    """
    estado, cayo, hubo, avaluo = "SIN_INICIAR", False, False, None
    for e in etapas:
        temprano = exigible is None or e.desde < exigible or dentro(suspendido, e.desde)
        if e.estado == "SIN_INICIAR":
            estado, cayo = e.estado, False
        elif temprano:
            estado, cayo, hubo = "SIN_INICIAR", True, True
        elif cayo and e.estado not in ARRANCAN:
            estado = "SIN_INICIAR"
        else:
            estado, cayo = e.estado, False
        if estado == "SIN_INICIAR":
            avaluo = None
        elif estado == "VALUADO":
            suyo = min(e.emitido or e.desde, e.desde)
            avaluo = max(avaluo or suyo, suyo)
    return _con_avaluo(estado if hubo else ahora, avaluo, al)


def _con_avaluo(estado: str, avaluo: date | None, al: date) -> str:
    """RCFF 3: a year from the appraisal, not from its notice; CFF 175: none, no auction."""
    if estado not in ("VALUADO", "CONVOCADO"):
        return estado
    if avaluo is None:
        return "POR_ACREDITAR"
    return estado if al <= independiente.aniversario(avaluo, 12) else "EMBARGADO"

"""A second reading of the gate, the cut: what it brings of a credit, and what it says of it."""

from datetime import date, timedelta
from typing import NamedTuple

from segunda_lectura_hechos import DICE, DICE_SIN_NOTIFICAR, PONE, SUPONE_NOTIFICADO
from segunda_lectura_plazos import PRIMERO, ULTIMO, Aviso, Suceso

MARGEN = timedelta(days=3_660)  # design: the calendar must reach ten years beyond a notice


class Credito(NamedTuple):
    """A credit as the cut brings it; ``baja``: day its employer left; ``periodo``: first day."""

    periodo: date
    alta: date
    de_cuota: bool = True
    aviso: date | None = None
    incidencia: str = "01"
    dia_incidencia: date | None = None
    importe: int = 100_00
    baja: date | None = None
    repetido: bool = False
    por_afectar: bool = False
    de_capital: bool = False


def aviso_del_corte(credito: Credito) -> Aviso:
    if credito.incidencia in DICE_SIN_NOTIFICAR:
        return Aviso("SIN_NOTIFICAR")
    if credito.aviso is None:
        supone = credito.incidencia in SUPONE_NOTIFICADO  # RN-06: its date is missing
        return Aviso("SIN_FECHA" if supone else "SIN_NOTIFICAR")
    se_puede_contar = PRIMERO <= credito.aviso <= ULTIMO - MARGEN
    return Aviso("VALIDA", credito.aviso) if se_puede_contar else Aviso("SIN_FECHA")


CONOCIDAS = {f"{n:02d}" for n in (*range(24), 25, 26, 27, *range(31, 44), *range(51, 56))}
ETAPAS = (
    "SIN_INICIAR", "MANDAMIENTO", "REQUERIDO", "EMBARGADO", "VALUADO", "CONVOCADO", "POR_ACREDITAR",
)  # fmt: skip


def dicho_del_corte(credito: Credito, nulos: list[Suceso]) -> tuple[str, str]:
    """What the cut says; of an act that the file has as void, the stage before it (CFF 138)."""
    desconocida = ("", "") if credito.incidencia in CONOCIDAS else ("incidencia", "POR_ACLARAR")
    asunto, dicho = DICE.get(credito.incidencia, desconocida)
    if asunto != "etapa":
        return asunto, dicho
    llego = ETAPAS.index(dicho)
    for s in nulos:
        puesto = PONE.get(s.codigo, ("",))
        suyo = ETAPAS.index(puesto[1]) if puesto[0] == "etapa" else len(ETAPAS)
        dia = credito.dia_incidencia
        if ETAPAS.index(dicho) >= suyo and (dia is None or s.dia >= dia):
            llego = min(llego, suyo - 1)
    return asunto, ETAPAS[llego]

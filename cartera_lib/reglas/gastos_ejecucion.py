"""Execution expenses: two per cent per diligencia, between a minimum and a maximum."""

from typing import NamedTuple

import numpy as np

from cartera_lib.norma.articulos import CFF, RCFF
from cartera_lib.norma.tablas import Columna, tabla
from cartera_lib.registry import fundamento
from cartera_lib.valores.dinero import producto


class Limites(NamedTuple):
    """Percentage, minimum and maximum of one diligencia (centavos), for each day asked."""

    porcentaje: Columna
    minimo: Columna
    maximo: Columna

    def en(self, tramo: slice) -> "Limites":
        """Return the limits of some rows; those of a single day serve all."""
        return self if self.minimo.ndim == 0 else Limites(*(c[tramo] for c in self))


@fundamento(CFF["150"])
def limites_de_gastos(dia: Columna) -> Limites:
    """Return the limits in force on the day of the diligencia. Fundamento: CFF 150."""
    vigentes = tabla("gastos_ejecucion")
    return Limites(*(vigentes.vigente(dia, c) for c in ("porcentaje", "minimo", "maximo")))


@fundamento(CFF["150"])
def gastos_ejecucion(credito: Columna, limites: Limites) -> Columna:
    """Return what one diligencia costs on a credit, in centavos.

    ``credito``: all that is demanded that day, without earlier expenses. Fundamento: CFF 150.
    """
    por_ciento = producto(credito, limites.porcentaje, denominador=100)
    return np.clip(por_ciento, limites.minimo, limites.maximo)


@fundamento(RCFF["95"])
def diligencias_que_se_cobran(dias_de_diligencia: Columna) -> int:
    """Count the charges: acts of one same day, such as requerimiento and embargo, are one.

    Fundamento: RCFF 95.
    """
    return len(np.unique(dias_de_diligencia))

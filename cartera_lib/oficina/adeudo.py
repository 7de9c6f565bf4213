"""Función 10: estado de adeudo de un patrón, en sus cuatro variantes.

By situation (incidencia) or by reason (kind of document), COP and RCV apart.
"""

from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from cartera_lib.oficina.informes import IMPORTES, Situacion, etiquetar
from cartera_lib.registry import funcion


class Variante(StrEnum):
    """How the debts are grouped; the value is the label that people read."""

    SITUACION = "Por situación de cobro"
    MOTIVO = "Por motivo de cobro"


COLUMNA = {Variante.SITUACION: "incidencia", Variante.MOTIVO: "tipo_documento"}


@dataclass(frozen=True, eq=False)
class EstadoDeAdeudo:
    """What one employer owes in one ramo; amounts in centavos.

    ``grupos``: one row a situation or reason; ``creditos``: one row a credit.
    """

    registro: str
    ramo: str
    variante: Variante
    grupos: pd.DataFrame
    creditos: pd.DataFrame

    @property
    def total(self) -> int:
        """Total owed in this ramo, in centavos."""
        return int(self.creditos["total"].sum())


@funcion(10)
def estado_de_adeudo(
    situacion: Situacion, registro: str, *, ramo: str, variante: Variante
) -> EstadoDeAdeudo:
    """Return what an employer owes in one ramo, by situation or by reason, and each credit."""
    tabla = situacion.tabla
    suyos = tabla[(tabla["registro"] == registro) & (tabla["ramo"] == ramo)]
    por = suyos.groupby(COLUMNA[variante])
    grupos = por[IMPORTES].sum().join(por.size().rename("creditos"))
    return EstadoDeAdeudo(registro, ramo, variante, etiquetar(grupos), suyos)

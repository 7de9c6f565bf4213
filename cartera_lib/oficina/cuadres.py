"""Función 9: los cuadres que se corren con cada corte: dos caminos, la misma cifra."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pandas as pd
import pyarrow as pa

from cartera_lib.cartera.cartera import Cartera
from cartera_lib.registry import funcion
from cartera_lib.reglas.compuerta import Compuerta
from cartera_lib.reglas.decision import Acto


class Cuadre(NamedTuple):
    """One figure by two paths, in centavos."""

    nombre: str
    uno: int
    otro: int

    @property
    def diferencia(self) -> int:
        """Return what does not agree."""
        return self.uno - self.otro


@funcion(9)
def cuadres(
    puertas: Compuerta, *, saldos: pa.Table | None, otros: Iterable[Cuadre] = ()
) -> pd.DataFrame:
    """Return every standing check of a cut with its difference.

    ``saldos``: the balances of the ledger on the day of the cut, None while it does not follow
    it; ``otros``: checks that other reports already made.
    """
    importe = puertas.juridica.cartera.columna("importe")
    respuestas = puertas.respuesta(Acto.MANDAMIENTO)
    por_color = sum(int(importe[respuestas == r].sum()) for r in range(4))
    dichos = [
        *otros,
        Cuadre("El semáforo reparte toda la cartera", por_color, int(importe.sum())),
        *(_con_el_libro(puertas.juridica.cartera, saldos) if saldos is not None else ()),
    ]
    columnas = ["cuadre", "una_via", "otra_via", "diferencia"]
    return pd.DataFrame([(*c, c.diferencia) for c in dichos], columns=columnas).set_index("cuadre")


def _con_el_libro(cartera: Cartera, saldos: pa.Table) -> Iterator[Cuadre]:
    importe, ramo = cartera.columna("importe"), cartera.columna("ramo")
    vivos = saldos.to_pandas()
    vivos = vivos[vivos["incidencia"] != ""]
    for cual in ("COP", "RCV"):
        yield Cuadre(
            f"{cual}: la cartera del corte y los saldos del libro",
            int(importe[ramo == cual].sum()),
            int(vivos.loc[vivos["ramo"] == cual, "saldo"].sum()),
        )

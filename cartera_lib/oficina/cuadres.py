"""Función 9: los cuadres que se corren con cada corte: dos caminos, la misma cifra."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa

from cartera_lib.cartera.cartera import Cartera
from cartera_lib.registry import funcion


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
    cartera: Cartera,
    *,
    cargas: Iterable[Mapping[str, Any]],
    saldos: pa.Table | None,
    otros: Iterable[Cuadre] = (),
) -> pd.DataFrame:
    """Return every standing check of a cut with its difference.

    ``cargas``: the loads of the cut, with the figures of the day they were read; ``saldos``: the
    balances of the ledger on the day of the cut, None while it does not follow it; ``otros``:
    checks that other reports already made.
    """
    dichos = [
        *_con_las_cargas(cartera, list(cargas)),
        *(_con_el_libro(cartera, saldos) if saldos is not None else ()),
        *otros,
    ]
    columnas = ["cuadre", "una_via", "otra_via", "diferencia"]
    return pd.DataFrame([(*c, c.diferencia) for c in dichos], columns=columnas).set_index("cuadre")


def _con_las_cargas(cartera: Cartera, cargas: list[Mapping[str, Any]]) -> Iterator[Cuadre]:
    importe, ramo = cartera.columna("importe"), cartera.columna("ramo")
    for cual in ("COP", "RCV"):
        de_los_archivos = sum(carga["importe"] for carga in cargas if carga["ramo"] == cual)
        nombre = f"{cual}: lo que traían los archivos del corte y su cartera"
        yield Cuadre(nombre, de_los_archivos, int(importe[ramo == cual].sum()))


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

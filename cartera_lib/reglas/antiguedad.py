"""Age of a debt in bands of months or fractions of delay."""

import numpy as np

from cartera_lib.norma.articulos import CFF
from cartera_lib.norma.tablas import Columna, recordar, renglones
from cartera_lib.registry import fundamento


@fundamento(CFF["21"])
def banda_de_antiguedad(meses: Columna) -> Columna:
    """Return the row of table ``antiguedad`` for each count of months. Fundamento: CFF 21."""
    desde = np.array([int(f["desde_meses"]) for f in renglones("antiguedad")])
    return (np.searchsorted(desde, meses, side="right") - 1).astype(np.int8)


@recordar()
def nombres_de_antiguedad() -> tuple[str, ...]:
    """Names of the bands, in order, as reports print them."""
    return tuple(f["nombre"] for f in renglones("antiguedad"))

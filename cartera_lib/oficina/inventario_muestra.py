"""Función 9: la muestra de un inventario, la misma para la misma semilla."""

from hashlib import sha256

import numpy as np
import pandas as pd

from cartera_lib.cartera.cartera import LLAVE
from cartera_lib.errors import DatoInvalido
from cartera_lib.registry import funcion

ESTRATOS = 4
MAYORES = "Mayores (sobre el percentil 99)"


@funcion(9)
def muestra(base: pd.DataFrame, semilla: int, *, cuantos: int) -> pd.DataFrame:
    """Return all credits above the 99th percentile of amount and, to ``cuantos``, some by lot.

    The rest is cut in four strata of as many credits by amount; each gives its share. The lot is
    the order of a hash of the seed and the credit: it does not depend on the machine.
    """
    if not 1 <= cuantos <= len(base):
        raise DatoInvalido(
            f"La muestra pide {cuantos:,} créditos de {len(base):,}. Pida de 1 a {len(base):,}."
        )
    importe = base["importe"].to_numpy(np.int64)
    tope = np.sort(importe)[-(-99 * len(base) // 100) - 1]
    mayores, resto = base[importe > tope], base[importe <= tope]
    sorteadas = _sorteados(resto, semilla, max(cuantos - len(mayores), 0))
    elegidos = pd.concat([mayores.assign(estrato=MAYORES), sorteadas])
    return elegidos.sort_index()


def _sorteados(resto: pd.DataFrame, semilla: int, cuantos: int) -> pd.DataFrame:
    ordenado = resto.sort_values(["importe", *LLAVE], kind="stable")
    lugares = np.arange(len(ordenado)) * ESTRATOS // max(len(ordenado), 1)
    suerte = [
        sha256(f"{semilla}|{'|'.join(llave)}".encode()).hexdigest()
        for llave in ordenado[LLAVE].itertuples(index=False, name=None)
    ]
    con_suerte = ordenado.assign(suerte=suerte)
    partes = []
    for estrato in range(ESTRATOS):
        suyos = con_suerte[lugares == estrato].sort_values("suerte", kind="stable")
        # as many as its share of the base, so that all the shares add up to the whole
        hasta, desde = (int((lugares <= e).sum()) for e in (estrato, estrato - 1))
        cupo = hasta * cuantos // max(len(resto), 1) - desde * cuantos // max(len(resto), 1)
        partes.append(suyos.head(cupo).assign(estrato=f"Por sorteo {estrato + 1} de {ESTRATOS}"))
    return pd.concat(partes).drop(columns="suerte")

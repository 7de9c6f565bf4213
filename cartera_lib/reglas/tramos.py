"""Stretches of days by credit: since when and until when something lasted, both included.

Machinery of other rules: columns ``credito``, ``desde``, ``hasta``, sorted by the first two.
"""

from typing import NamedTuple

import numpy as np

from cartera_lib.norma.tablas import Columna


class Tramos(NamedTuple):
    """Stretches of days; those of one credit neither touch nor overlap after ``unir``."""

    credito: Columna
    desde: Columna
    hasta: Columna


def tramos(credito: Columna, *, desde: Columna, hasta: Columna) -> Tramos:
    """Return stretches in order, without those that end before they begin."""
    vale = hasta >= desde
    credito, desde, hasta = credito[vale], desde[vale], hasta[vale]
    orden = np.lexsort((desde, credito))
    return Tramos(credito[orden], desde[orden], hasta[orden])


def unir(*varios: Tramos) -> Tramos:
    """Join stretches so that each day of a credit is in one of them at most."""
    credito, desde, hasta = (np.concatenate(columna) for columna in zip(*varios, strict=True))
    juntos = tramos(credito, desde=desde, hasta=hasta)
    if not juntos.credito.size:
        return juntos
    # The furthest end so far within the credit: an offset a credit keeps them apart.
    salto = int(juntos.hasta.max() - juntos.desde.min()) + 3
    base = juntos.credito * salto - int(juntos.desde.min())
    lejos = np.maximum.accumulate(juntos.hasta + base)
    nuevo = np.ones(juntos.credito.size, dtype=bool)
    nuevo[1:] = (juntos.desde + base)[1:] > lejos[:-1] + 1
    primeros = np.flatnonzero(nuevo)
    ultimos = np.append(primeros[1:], nuevo.size) - 1
    return Tramos(juntos.credito[primeros], juntos.desde[primeros], lejos[ultimos] - base[ultimos])


def cruzar(unos: Tramos, otros: Tramos) -> Tramos:
    """Return the days that are in both."""
    primero = np.searchsorted(otros.credito, unos.credito, side="left")
    cuantos = np.searchsorted(otros.credito, unos.credito, side="right") - primero
    a = np.repeat(np.arange(unos.credito.size), cuantos)
    b = np.arange(cuantos.sum()) - np.repeat(np.cumsum(cuantos) - cuantos, cuantos) + primero[a]
    desde = np.maximum(unos.desde[a], otros.desde[b])
    hasta = np.minimum(unos.hasta[a], otros.hasta[b])
    return tramos(unos.credito[a], desde=desde, hasta=hasta)


def dentro(suyos: Tramos, dia: int, *, creditos: int) -> Columna:
    """Tell which credits are within a stretch on a day."""
    en = np.zeros(creditos, dtype=bool)
    en[suyos.credito[(suyos.desde <= dia) & (dia <= suyos.hasta)]] = True
    return en


def contienen(suyos: Tramos, credito: Columna, *, dia: Columna) -> Columna:
    """Tell of each day of a credit whether it is within one of its stretches (``unir``)."""
    if not suyos.credito.size:
        return np.zeros(credito.size, dtype=bool)
    salto = np.int64(2**32)
    lugar = np.searchsorted(suyos.credito * salto + suyos.desde, credito * salto + dia, "right") - 1
    anterior = np.maximum(lugar, 0)
    suyo = (lugar >= 0) & (suyos.credito[anterior] == credito)
    return suyo & (dia <= suyos.hasta[anterior])


def lugar_en_su_credito(credito: Columna) -> Columna:
    """Number the rows of each credit from 0; the column is sorted."""
    if not credito.size:
        return credito
    primeros = np.flatnonzero(np.append(True, credito[1:] != credito[:-1]))
    return np.arange(credito.size) - np.repeat(primeros, np.diff(np.append(primeros, credito.size)))

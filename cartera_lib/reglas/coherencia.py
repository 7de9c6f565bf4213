"""Data of a credit that contradict one another: with them nobody knows what is owed."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from cartera_lib.cartera.cartera import Cartera
from cartera_lib.cartera.materia import lugar
from cartera_lib.norma.articulos import LSS
from cartera_lib.norma.tablas import Columna
from cartera_lib.registry import fundamento
from cartera_lib.valores.calendario import mes

BAJA_PATRONAL = "2"
SIN_FECHA = -1
DISPERSA = np.int64(0x5851F42D4C957F2D)
"""An odd factor: different debts seldom meet, and those that do are told apart afterwards."""
DE_UN_ADEUDO = ("registro", "periodo", "tipo_documento", "ramo")


@fundamento(LSS["287"])
def coherencia(
    cartera: Cartera, notificada: Columna, *, al: int, baja: Columna | None = None
) -> Columna:
    """Return what is wrong with the data of each credit, as a state of the materia «datos».

    ``notificada``: the day of the notice that rests on the cut alone, -1 for the rest; ``baja``:
    the day on which the employer left, as a fact proves it.
    Fundamento: LSS 287.
    """
    alta = cartera.columna("fecha_alta")
    con_aviso = notificada != SIN_FECHA
    imposible = con_aviso & ((notificada < alta) | (notificada > al))
    casos = {
        "SIN_IMPORTE": cartera.columna("importe") <= 0,
        "DUPLICADO": duplicados(cartera),
        "FECHAS_IMPOSIBLES": imposible,
        "POSTERIOR_A_BAJA": posteriores_a_baja(cartera) | _posteriores(cartera, baja),
    }
    estados = [lugar("datos", caso) for caso in casos]
    return np.select(list(casos.values()), estados, default=lugar("datos", "COHERENTES"))


@fundamento(LSS["287"])
def duplicados(cartera: Cartera) -> Columna:
    """Tell which credits say the same debt twice: employer, period, kind, ramo and amount.

    Fundamento: LSS 287.
    """
    llave = np.zeros(len(cartera), dtype=np.int64)
    for nombre in DE_UN_ADEUDO:
        codificada = cartera.tabla[nombre].combine_chunks().dictionary_encode()
        llave = llave * len(codificada.dictionary) + np.asarray(codificada.indices)
    importe = cartera.columna("importe")
    posibles = np.flatnonzero(_repetidos(llave * DISPERSA + importe))
    orden = posibles[np.lexsort((importe[posibles], llave[posibles]))]
    igual = (np.diff(llave[orden]) == 0) & (np.diff(importe[orden]) == 0)
    repetido = np.zeros(len(cartera), dtype=bool)
    repetido[orden[1:][igual]] = repetido[orden[:-1][igual]] = True
    return repetido


def _repetidos(huella: Columna) -> Columna:
    """Tell which values are there more than once: sorting alone costs less than ordering rows."""
    ordenada = np.sort(huella)
    repetidas = np.unique(ordenada[1:][np.diff(ordenada) == 0])
    return np.isin(huella, repetidas) if repetidas.size else np.zeros(huella.size, dtype=bool)


def _posteriores(cartera: Cartera, baja: Columna | None) -> Columna:
    if baja is None:
        return np.zeros(len(cartera), dtype=bool)
    return (baja != SIN_FECHA) & (cartera.meses_de_periodo() > mes(baja))


@fundamento(LSS["287"])
def posteriores_a_baja(cartera: Cartera) -> Columna:
    """Tell which credits are of a period after the employer left. Fundamento: LSS 287."""
    fecha = cartera.columna("fecha_movimiento")
    de_baja = pc.fill_null(pc.equal(cartera.tabla["movimiento"], BAJA_PATRONAL), False)
    de_baja = np.asarray(pa.chunked_array(de_baja).combine_chunks()) & (fecha != SIN_FECHA)
    return de_baja & (cartera.meses_de_periodo() > mes(fecha))

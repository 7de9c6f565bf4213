"""Updating a historic amount by the consumer price index."""

from typing import NamedTuple

import numpy as np

from cartera_lib.norma.articulos import CFF, LSS
from cartera_lib.norma.tablas import Columna, Tabla, tabla
from cartera_lib.registry import fundamento
from cartera_lib.reglas.criterios import CRITERIOS, Criterios
from cartera_lib.valores.calendario import anterior_habil, mes, primer_dia
from cartera_lib.valores.dinero import DIEZMILESIMAS, cociente, producto

DIA_DE_PUBLICACION = 10  # CFF 20


class Indices(NamedTuple):
    """Months of the two indices that apply, and whether the recent one is provisional."""

    antiguo: Columna
    reciente: Columna
    provisional: Columna


@fundamento(CFF["20"], CFF["17-A"])
def ultimo_publicado(al: Columna) -> Columna:
    """Return the last month whose index was published on each day.

    Published on the 10th of the next month or the working day before.
    Fundamento: CFF 20; CFF 17-A.
    """
    publicacion = anterior_habil(primer_dia(mes(al)) + DIA_DE_PUBLICACION - 1)
    return mes(al) - np.where(al >= publicacion, 1, 2)


@fundamento(CFF["17-A"], CFF["21"])
def indices(vence: Columna, al: Columna) -> Indices:
    """Return the months before that of payment and before that in which it was due.

    An index not yet published on ``al`` is replaced by the last published one, and the
    result is provisional. Fundamento: CFF 17-A; CFF 21.
    """
    publicado = ultimo_publicado(al)
    antiguo = np.minimum(mes(vence) - 1, publicado)
    return Indices(antiguo, *np.broadcast_arrays(publicado, publicado < mes(al) - 1))


def serie_inpc(criterios: Criterios = CRITERIOS) -> Tabla:
    """Open the index series that the reading asks for."""
    return tabla("inpc", criterios.serie_inpc)


@fundamento(CFF["17-A"], LSS["40-A"])
def factor(vence: Columna, al: Columna, *, criterios: Criterios = CRITERIOS) -> Columna:
    """Return the updating factor in ten-thousandths, never below one.

    ``vence`` is the effective due day. Fundamento: CFF 17-A; LSS 40-A. Indices: table ``inpc``.
    """
    inpc = serie_inpc(criterios)
    meses = indices(vence, al)
    reciente = inpc.vigente(primer_dia(meses.reciente))
    antiguo = inpc.vigente(primer_dia(meses.antiguo))
    return factor_de_indices(reciente, antiguo, criterios=criterios)


@fundamento(CFF["17-A"])
def factor_de_indices(
    reciente: Columna, antiguo: Columna, *, criterios: Criterios = CRITERIOS
) -> Columna:
    """Return the quotient of two indices of one base, in ten-thousandths, never below one.

    Fundamento: CFF 17-A.
    """
    exacto = cociente(reciente, antiguo, redondeo=criterios.redondeo_factor)
    return np.maximum(exacto, DIEZMILESIMAS)


@fundamento(CFF["17-A"], CFF["21"])
def actualizado(importe: Columna, factor: Columna) -> Columna:
    """Return the updated amount in centavos. Fundamento: CFF 17-A; CFF 21."""
    return producto(importe, factor, denominador=DIEZMILESIMAS)

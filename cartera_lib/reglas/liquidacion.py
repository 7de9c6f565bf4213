"""What credits are worth on a day: updated, with surcharges and expenses, to the centavo.

One function for one credit or for millions; blocks keep the working set in cache.
"""

from dataclasses import dataclass, fields
from typing import NamedTuple

import numpy as np

from cartera_lib.cartera.creditos import Creditos
from cartera_lib.cartera.tipo_documento import por_clave
from cartera_lib.norma.articulos import CFF, LSS
from cartera_lib.norma.tablas import Columna, recordar
from cartera_lib.registry import fundamento
from cartera_lib.reglas.actualizacion import actualizado
from cartera_lib.reglas.criterios import CRITERIOS, Criterios
from cartera_lib.reglas.gastos_ejecucion import Limites, gastos_ejecucion, limites_de_gastos
from cartera_lib.reglas.ley import COMPUTABLE, Ley, ley, vencimientos_cubiertos
from cartera_lib.reglas.recargos import recargos
from cartera_lib.valores.calendario import Fechas, dias
from cartera_lib.valores.dinero import DIEZMILESIMAS

BLOQUE = 65_536
BYTES_DE_TRABAJO = 128 * BLOQUE  # what the intermediate columns of a block take, with room


class Aplicable(NamedTuple):
    """The law that applies to some credits, and which of its rows each one reads."""

    ley: Ley
    lugar: Columna


@dataclass(frozen=True, eq=False)
class Liquidacion:
    """Columns of one valuation, amounts in centavos (int64), one row a credit.

    A row whose ``causa`` is not 0 could not be computed and has no amounts (all 0). What else
    the law said of each credit is looked up with ``de_ley`` or ``aplicable``.
    """

    creditos: Creditos
    al: Columna
    criterios: Criterios
    actualizacion: Columna
    recargos: Columna
    gastos: Columna
    total: Columna
    factor: Columna
    banda: Columna
    prescribe: Columna
    causa: Columna

    def de_ley(self, nombre: str) -> Columna:
        """Return a column of ``Ley`` for each credit: ``meses``, ``tasa``, ``vence``, and so on."""
        de_ley, lugar = self.aplicable()
        columna: Columna = getattr(de_ley, nombre)[lugar]
        return columna

    def aplicable(self) -> Aplicable:
        """Return the law and where in it each credit is."""
        return _ley_de(self.creditos.vencimiento, self.al, self.criterios)


@fundamento(LSS["40-A"], LSS["287"], CFF["17-A"], CFF["21"], CFF["70"], CFF["150"])
def liquidar(
    creditos: Creditos,
    *,
    al: Fechas,
    diligencia: bool = False,
    criterios: Criterios = CRITERIOS,
) -> Liquidacion:
    """Value credits on a day of reckoning.

    ``al``: one day, or one for each credit; ``diligencia``: charge on that day the expenses of
    one act of execution to what is overdue (acts of one day are one charge). Rows outside the
    tables keep their place with a ``causa``.
    Fundamento: LSS 40-A; LSS 287; CFF 17-A; CFF 21; CFF 70; CFF 150.
    """
    al = dias(al)
    _conservar_memoria()
    salida = _en_blanco(creditos, al, criterios)
    limites = limites_de_gastos(al) if diligencia else None
    for desde in range(0, len(creditos), BLOQUE):
        tramo = slice(desde, desde + BLOQUE)
        aplicable = _ley_de(creditos.vencimiento[tramo], al[tramo] if al.ndim else al, criterios)
        _valuar(salida, tramo, aplicable=aplicable)
        if limites is not None:
            _cobrar(salida, tramo, aplicable=aplicable, limites=limites.en(tramo))
    return salida


@recordar(32)
def ley_del_dia(al: int, criterios: Criterios = CRITERIOS) -> Ley:
    """Return the law of every due day the calendar holds, and last of one it does not."""
    desde, hasta = vencimientos_cubiertos()
    del_dia = ley(np.arange(desde, hasta + 2), al, criterios=criterios)
    for campo in fields(del_dia):  # remembered: nobody may change it
        getattr(del_dia, campo.name).setflags(write=False)
    return del_dia


def _ley_de(vencimientos: Columna, al: Columna, criterios: Criterios) -> Aplicable:
    """Return the law that applies and where in it each due day is."""
    if al.ndim:
        return Aplicable(ley(vencimientos, al, criterios=criterios), np.arange(len(vencimientos)))
    desde, hasta = vencimientos_cubiertos()
    if vencimientos.size and not desde <= vencimientos.min() <= vencimientos.max() <= hasta:
        dentro = (vencimientos >= desde) & (vencimientos <= hasta)
        vencimientos = np.where(dentro, vencimientos, hasta + 1)
    return Aplicable(ley_del_dia(int(al), criterios), vencimientos - desde)


def _en_blanco(creditos: Creditos, al: Columna, criterios: Criterios) -> Liquidacion:
    filas = len(creditos)
    return Liquidacion(
        creditos,
        al,
        criterios,
        actualizacion=np.empty(filas, np.int64),
        recargos=np.empty(filas, np.int64),
        gastos=np.zeros(filas, np.int64),
        total=np.empty(filas, np.int64),
        factor=np.empty(filas, np.int32),
        banda=np.empty(filas, np.int8),
        prescribe=np.empty(filas, np.int32),
        causa=np.empty(filas, np.int8),
    )


def _conservar_memoria() -> None:
    """Free one large piece, so that malloc keeps what each block frees for the next one.

    Otherwise the C library returns it to the system block by block: half the time of a first run.
    """
    np.empty(BYTES_DE_TRABAJO, np.int8)


def _valuar(salida: Liquidacion, tramo: slice, *, aplicable: Aplicable) -> None:
    creditos, (de_ley, lugar) = salida.creditos, aplicable
    factor, numerador = de_ley.factor.take(lugar), de_ley.numerador.take(lugar)
    causa, importe = de_ley.causa.take(lugar), creditos.importe[tramo]
    if creditos.tipo is not None:
        tipo = creditos.tipo[tramo]
        factor = np.where(por_clave("actualiza")[tipo], factor, DIEZMILESIMAS)
        tasa = np.where(por_clave("recargos")[tipo], de_ley.tasa.take(lugar), 0)
        numerador = factor * tasa
    if causa.any():
        importe = np.where(causa == COMPUTABLE, importe, 0)
    actual, de_mora = actualizado(importe, factor), recargos(importe, numerador)
    np.subtract(actual, importe, out=salida.actualizacion[tramo])
    np.add(actual, de_mora, out=salida.total[tramo])
    salida.recargos[tramo], salida.factor[tramo], salida.causa[tramo] = de_mora, factor, causa
    salida.banda[tramo] = de_ley.banda.take(lugar)
    salida.prescribe[tramo] = de_ley.prescribe.take(lugar)


def _cobrar(salida: Liquidacion, tramo: slice, *, aplicable: Aplicable, limites: Limites) -> None:
    total, gastos, (de_ley, lugar) = salida.total[tramo], salida.gastos[tramo], aplicable
    vencido = de_ley.debe.take(lugar) & (total > 0)  # what is not overdue is not enforced
    np.multiply(gastos_ejecucion(total, limites), vencido, out=gastos)
    total += gastos

"""What the law says of each due day on a day of reckoning: computed once, read by every credit.

On one day of reckoning the law depends on the due day alone, so a portfolio of millions only
looks it up in a table of some sixteen thousand days.
"""

from dataclasses import dataclass

import numpy as np

from cartera_lib.errors import FueraDeVigencia
from cartera_lib.norma.articulos import CFF, LSS
from cartera_lib.norma.tablas import Columna, fichas, recordar
from cartera_lib.registry import fundamento
from cartera_lib.reglas.actualizacion import Indices, factor, indices, serie_inpc
from cartera_lib.reglas.antiguedad import banda_de_antiguedad
from cartera_lib.reglas.criterios import CRITERIOS, Criterios
from cartera_lib.reglas.prescripcion import DIEZ_ANIOS, dia_de_prescripcion
from cartera_lib.reglas.recargos import (
    meses_con_recargos,
    meses_o_fraccion,
    periodos_cubiertos,
    tasa_acumulada,
)
from cartera_lib.reglas.vencimiento import vencimiento_efectivo
from cartera_lib.valores.calendario import (
    Fechas,
    aniversario,
    cubierto,
    dias,
    fecha,
    limites,
    primer_dia,
)
from cartera_lib.valores.dinero import DIEZMILESIMAS

COMPUTABLE, SIN_CALENDARIO, SIN_INDICE, SIN_TASA = range(4)


@dataclass(frozen=True, eq=False)
class Ley:
    """Columns of law, one row a due day; a row whose ``causa`` is not 0 has no amounts.

    Days and months as whole numbers since 1970; ``factor`` in ten-thousandths, ``tasa`` in
    hundredths of a percent, ``numerador`` their product, ``banda`` a row of table
    ``antiguedad``; ``debe`` tells the rows that are late and computable: only they use indices.
    """

    vence: Columna
    antiguo: Columna
    reciente: Columna
    provisional: Columna
    factor: Columna
    meses: Columna
    tasa: Columna
    numerador: Columna
    banda: Columna
    prescribe: Columna
    debe: Columna
    causa: Columna


@fundamento(LSS["40-A"], CFF["17-A"], CFF["21"])
def ley(vencimiento: Columna, al: Fechas, *, criterios: Criterios = CRITERIOS) -> Ley:
    """Return the law of each due day (before moving) on each day of reckoning.

    Where a table does not reach, the row says so in ``causa`` instead of stopping the rest.
    Fundamento: LSS 40-A; CFF 17-A; CFF 21.
    """
    vencimiento, al = np.broadcast_arrays(vencimiento, dias(al))
    primero, ultimo = vencimientos_cubiertos()
    dentro = (vencimiento >= primero) & (vencimiento <= ultimo) & cubierto(al)
    vence = vencimiento_efectivo(np.where(dentro, vencimiento, limites()[0]))
    al = np.where(dentro, al, limites()[0])
    meses = meses_o_fraccion(vence, al)
    periodos = meses_con_recargos(meses, criterios)
    del_inpc = indices(vence, al)
    sin_indice, sin_tasa = ~_con_indices(del_inpc, criterios), ~periodos_cubiertos(vence, periodos)
    causa = np.select(
        [~dentro, meses == 0, sin_indice, sin_tasa],
        [SIN_CALENDARIO, COMPUTABLE, SIN_INDICE, SIN_TASA],
        COMPUTABLE,
    )
    debe = (meses > 0) & (causa == COMPUTABLE)
    factores = _donde(debe, DIEZMILESIMAS, factor(vence[debe], al[debe], criterios=criterios))
    tasas = _donde(debe, 0, tasa_acumulada(vence[debe], periodos[debe]))
    return Ley(
        vence=vence,
        antiguo=del_inpc.antiguo,
        reciente=del_inpc.reciente,
        provisional=debe & del_inpc.provisional,
        factor=factores,
        meses=meses,
        tasa=tasas,
        numerador=factores * tasas,
        banda=banda_de_antiguedad(meses),
        prescribe=dia_de_prescripcion(vence + 1).astype(np.int32),
        debe=debe,
        causa=causa.astype(np.int8),
    )


@recordar()
def vencimientos_cubiertos() -> tuple[int, int]:
    """First and last due day with ten years of calendar ahead, those of its prescription."""
    desde, hasta = limites()
    return desde, int(aniversario(np.array([hasta]), -DIEZ_ANIOS)[0])


def _con_indices(del_inpc: Indices, criterios: Criterios) -> Columna:
    inpc = serie_inpc(criterios)
    return inpc.cubre(primer_dia(del_inpc.antiguo), "valor") & inpc.cubre(
        primer_dia(del_inpc.reciente), "valor"
    )


def _donde(filas: Columna, base: int, valores: Columna) -> Columna:
    columna = np.full(filas.shape, base, dtype=np.int64)
    columna[filas] = valores
    return columna


def exigir_ley(vencimiento: int, al: int, *, criterios: Criterios = CRITERIOS) -> None:
    """Raise FueraDeVigencia with its table, date and remedy when one credit cannot be valued."""
    una = ley(np.array([vencimiento]), al, criterios=criterios)
    causa = int(una.causa[0])
    if causa == SIN_CALENDARIO:
        raise _fuera_del_calendario(vencimiento, al)
    if causa == SIN_INDICE:
        serie_inpc(criterios).vigente(primer_dia(np.array([una.antiguo[0], una.reciente[0]])))
    if causa == SIN_TASA:
        tasa_acumulada(una.vence, meses_con_recargos(una.meses, criterios))


def _fuera_del_calendario(vencimiento: int, al: int) -> FueraDeVigencia:
    primero, ultimo = vencimientos_cubiertos()
    dia, cubre = vencimiento, "los vencimientos van"
    if primero <= vencimiento <= ultimo:
        dia, cubre, (primero, ultimo) = al, "los días de cálculo van", limites()
    cobertura = f"{cubre} de {fecha(primero)} a {fecha(ultimo)}"
    remedio = fichas()["descansos"]["remedio"]
    return FueraDeVigencia("descansos", str(np.datetime64(dia, "D")), cobertura, remedio)

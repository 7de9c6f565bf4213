"""What the law says of one due day on one day of reckoning, with the table rows it rests on.

The same law as ``ley``, read row by row for a person: indices, months, rates and sources.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import numpy as np

from cartera_lib.norma.articulos import CFF, LSS, RCFF
from cartera_lib.norma.tablas import MARCAS, Columna, Tabla, recordar, tabla
from cartera_lib.registry import fundamento
from cartera_lib.reglas.actualizacion import factor_de_indices, indices, serie_inpc
from cartera_lib.reglas.criterios import CRITERIOS, Criterios
from cartera_lib.reglas.ley import exigir_ley
from cartera_lib.reglas.recargos import desglose, meses_con_recargos, meses_o_fraccion
from cartera_lib.reglas.vencimiento import vencimiento_efectivo
from cartera_lib.valores.calendario import fecha, primer_dia
from cartera_lib.valores.dinero import DIEZMILESIMAS, redondear


@dataclass(frozen=True)
class Renglon:
    """A table row that a figure rests on: table, date, value as printed, source, and mark."""

    tabla: str
    vigencia: str
    valor: str
    fuente: str
    marca: str


@dataclass(frozen=True)
class Mes:
    """One month or fraction of delay with the rate of the table row that it uses."""

    numero: int
    desde: date
    hasta: date
    tasa: Renglon


@dataclass(frozen=True)
class Derecho:
    """Law for one due day: ``indices``, the recent and the old one, are None until it is late.

    ``factor`` in ten-thousandths, ``tasa`` in hundredths of a percent, the sum of ``meses``.
    """

    vencimiento: date
    vence: date
    al: date
    serie_inpc: str
    indices: tuple[Renglon, Renglon] | None
    provisional: bool
    factor: int
    transcurridos: int
    meses: tuple[Mes, ...]
    tasa: int


@recordar(4096)
@fundamento(LSS["40-A"], CFF["17-A"], CFF["21"], RCFF["16"])
def derecho(vencimiento: int, al: int, *, criterios: Criterios = CRITERIOS) -> Derecho:
    """Return the law of one due day, month by month; FueraDeVigencia when a table falls short.

    Days as whole numbers. Fundamento: LSS 40-A; CFF 17-A; CFF 21; RCFF 16.
    """
    exigir_ley(vencimiento, al, criterios=criterios)
    vence, hoy = vencimiento_efectivo(np.array([vencimiento])), np.array([al])
    transcurridos = int(meses_o_fraccion(vence, hoy)[0])
    meses = _meses(int(vence[0]), transcurridos, criterios)
    inpc = serie_inpc(criterios)
    aplicables = indices(vence, hoy)
    reciente, antiguo = primer_dia(aplicables.reciente), primer_dia(aplicables.antiguo)
    mora = transcurridos > 0
    return Derecho(
        vencimiento=fecha(vencimiento),
        vence=fecha(int(vence[0])),
        al=fecha(al),
        serie_inpc=inpc.renglones[0]["serie"],
        indices=_par(inpc, reciente, antiguo) if mora else None,
        provisional=mora and bool(aplicables.provisional[0]),
        factor=_factor(inpc, reciente, antiguo, criterios) if mora else DIEZMILESIMAS,
        transcurridos=transcurridos,
        meses=meses,
        tasa=sum(redondear(Fraction(mes.tasa.valor) * 100) for mes in meses),
    )


def _par(inpc: Tabla, reciente: Columna, antiguo: Columna) -> tuple[Renglon, Renglon]:
    return _renglon(inpc, reciente, "valor"), _renglon(inpc, antiguo, "valor")


def _factor(inpc: Tabla, reciente: Columna, antiguo: Columna, criterios: Criterios) -> int:
    valores = inpc.vigente(reciente), inpc.vigente(antiguo)
    return int(factor_de_indices(*valores, criterios=criterios)[0])


def _meses(vence: int, transcurridos: int, criterios: Criterios) -> tuple[Mes, ...]:
    cuantos = int(meses_con_recargos(np.array(transcurridos), criterios))
    mora = tabla("recargos")
    return tuple(
        Mes(numero, fecha(p.desde), fecha(p.hasta), _renglon(mora, np.array([p.desde]), "mora"))
        for numero, p in enumerate(desglose(vence, cuantos), start=1)
    )


def _renglon(origen: Tabla, dia: Columna, columna: str) -> Renglon:
    fila = origen.renglon(int(dia[0]))
    vigencia = fila.get("periodo") or f"{fila['desde']} a {fila['hasta']}"
    return Renglon(origen.nombre, vigencia, fila[columna], fila["fuente"], MARCAS[fila["marca"]])

"""Función 10: informes y situación vigente de los adeudos.

What the cartera of a cut is worth on a day, grouped as the office reports it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from cartera_lib.cartera.cartera import Cartera
from cartera_lib.cartera.creditos import Creditos
from cartera_lib.cartera.incidencia import SIN_GRUPO, Esquema, grupos, nombres_de_incidencia
from cartera_lib.cartera.tipo_documento import tipos_documento
from cartera_lib.norma.articulos import CFF, LSS
from cartera_lib.registry import funcion, fundamento
from cartera_lib.reglas.antiguedad import nombres_de_antiguedad
from cartera_lib.reglas.criterios import CRITERIOS, Criterios
from cartera_lib.reglas.exigibilidad import (
    SIN_FECHA,
    creditos_de,
    prescripcion_por_notificacion,
    sin_vencer,
)
from cartera_lib.reglas.ley import SIN_CALENDARIO
from cartera_lib.reglas.liquidacion import liquidar
from cartera_lib.valores.calendario import dias

IMPORTES = ["importe", "actualizacion", "recargos", "total"]
HORIZONTES = (30, 60, 90, 180)
TOTAL, SIN_TRAMO = "Total", "Sin calcular"


@dataclass(frozen=True, eq=False)
class Situacion:
    """A valued cartera: ``tabla`` has one row a credit, amounts in centavos.

    ``sin_calculo`` counts the credits that a legal table does not reach: their historic
    amount is in ``importe``, their accessories are 0, and every total is incomplete.
    """

    cartera: Cartera
    creditos: Creditos
    al: date
    tabla: pd.DataFrame
    sin_calculo: int

    def advertencias(self) -> list[str]:
        """Return what a reader must know before trusting the totals; empty when nothing."""
        avisos = []
        if self.sin_calculo:
            avisos.append(
                f"INCOMPLETO: {self.sin_calculo:,} de {len(self.tabla):,} créditos no se pueden "
                f"calcular al {self.al:%d/%m/%Y} y suman sólo su importe histórico."
            )
        if self.tabla["provisional"].any():
            avisos.append("PROVISIONAL: el INPC del mes anterior todavía no se publica.")
        if self.al < self.cartera.corte:
            avisos.append(
                f"El día es anterior al corte: son los créditos del {self.cartera.corte:%d/%m/%Y} "
                "valuados como si fuera ese día."
            )
        if self.cartera.rechazados:
            avisos.append(
                f"{self.cartera.rechazados:,} renglones de los listados se rechazaron al cargar y "
                "no están en estas cifras."
            )
        return avisos


@funcion(10)
@fundamento(LSS["40-A"], LSS["287"], CFF["17-A"], CFF["21"])
def situacion(
    cartera: Cartera,
    *,
    al: date,
    esquema: Esquema = Esquema.A,
    criterios: Criterios = CRITERIOS,
) -> Situacion:
    """Value every credit of a cut on a day and say in which group, band and term it is.

    Fundamento: LSS 40-A; LSS 287; CFF 17-A; CFF 21.
    """
    creditos = creditos_de(cartera)
    valor = liquidar(creditos, al=al, criterios=criterios)
    tabla = cartera.tabla.select(COLUMNAS_DEL_CORTE).to_pandas()
    de_grupo, de_banda = grupos(esquema), np.array(nombres_de_antiguedad())
    tabla["grupo"] = tabla["incidencia"].map(de_grupo).fillna(SIN_GRUPO)
    tramo = np.where(valor.causa == SIN_CALENDARIO, SIN_TRAMO, de_banda[valor.banda])
    tramos = [*de_banda, SIN_TRAMO]
    tabla["antiguedad"] = pd.Categorical(tramo, categories=tramos, ordered=True)
    tabla["actualizacion"], tabla["recargos"] = valor.actualizacion, valor.recargos
    tabla["total"] = tabla["importe"] + tabla["actualizacion"] + tabla["recargos"]
    sin_fecha = sin_vencer(creditos) | (valor.causa == SIN_CALENDARIO)
    tabla["prescribe"] = np.where(sin_fecha, SIN_FECHA, valor.prescribe)
    tabla["prescribe_por_notificacion"] = prescripcion_por_notificacion(cartera)
    tabla["calculado"] = valor.causa == 0
    tabla["provisional"] = valor.de_ley("provisional")
    return Situacion(cartera, creditos, al, tabla, int((valor.causa != 0).sum()))


COLUMNAS_DEL_CORTE = [
    "ramo",
    "propios",
    "registro",
    "credito",
    "periodo",
    "tipo_documento",
    "incidencia",
    "fecha_notificacion",
    "dias",
    "importe",
]


def resumen(situacion: Situacion, por: Sequence[str]) -> pd.DataFrame:
    """Count and add credits by some columns: COP, RCV and total, with the share of the total.

    Rows by group with labels people read; amounts in centavos.
    """
    tabla = situacion.tabla
    por_ramo = tabla.groupby([*por, "ramo"], observed=True, dropna=False)[IMPORTES].sum()
    cuenta = tabla.groupby([*por, "ramo"], observed=True, dropna=False).size().rename("creditos")
    largo = por_ramo.join(cuenta).reset_index()
    total = (
        largo.groupby(list(por), observed=True, dropna=False)[[*IMPORTES, "creditos"]]
        .sum()
        .reset_index()
    )
    junto = pd.concat([largo, total.assign(ramo=TOTAL)], ignore_index=True)
    ancho = junto.pivot_table(
        index=list(por), columns="ramo", values=["creditos", *IMPORTES], aggfunc="sum",
        fill_value=0, observed=True,
    )  # fmt: skip
    ramos = [r for r in ("COP", "RCV", TOTAL) if r in ancho.columns.unique("ramo")]
    orden = [(ramo, columna) for ramo in ramos for columna in ["creditos", *IMPORTES]]
    return etiquetar(ancho.swaplevel(axis=1)[orden])


def vistazo(resumen: pd.DataFrame) -> pd.DataFrame:
    """Return the few columns of a summary that fit a page: totals, share, COP and RCV."""
    junto = pd.DataFrame(resumen[TOTAL]).copy()
    suma = int(junto["total"].sum())
    junto["por_ciento"] = porcentajes(junto["total"], suma)
    for ramo in resumen.columns.unique(0).drop(TOTAL):
        junto[(ramo, "total")] = resumen[(ramo, "total")]
    return junto


@funcion(10)
def mayores_deudores(situacion: Situacion, cuantos: int = 20) -> pd.DataFrame:
    """Return the employers that owe most, with how many credits and what share of the total."""
    por_registro = situacion.tabla.groupby("registro", dropna=False)
    sumas = por_registro[IMPORTES].sum().join(por_registro.size().rename("creditos"))
    mayores = sumas.sort_values(["total", "creditos"], ascending=False).head(cuantos)
    suma = int(sumas["total"].sum())
    return mayores.assign(por_ciento=porcentajes(mayores["total"], suma)).reset_index()


@funcion(10)
@fundamento(CFF["146"], LSS["298"])
def horizonte_de_prescripcion(
    situacion: Situacion, horizontes: Sequence[int] = HORIZONTES
) -> pd.DataFrame:
    """Count and add what would prescribe within each horizon of days, by both readings.

    Without events since it was due: an interruption or a suspension moves the day.
    Fundamento: CFF 146; LSS 298.
    """
    hoy = int(dias(situacion.al))
    filas = []
    anterior = -1
    for horizonte in horizontes:
        fila: dict[str, object] = {"dentro_de": f"{anterior + 1} a {horizonte} días"}
        for lectura, columna in LECTURAS.items():
            faltan = situacion.tabla[columna] - hoy
            dentro = situacion.tabla[(faltan > anterior) & (faltan <= horizonte)]
            fila |= {f"creditos_{lectura}": len(dentro), f"total_{lectura}": dentro["total"].sum()}
        filas.append(fila)
        anterior = horizonte
    return pd.DataFrame(filas)


LECTURAS = {"desde_vencimiento": "prescribe", "desde_notificacion": "prescribe_por_notificacion"}


def porcentajes(partes: pd.Series, total: int) -> list[str]:
    """Return shares of a total as text with two decimals, exact and rounded half up."""
    return [_porcentaje(int(parte), total) for parte in partes]


def _porcentaje(parte: int, total: int) -> str:
    centesimas = (parte * 20_000 + total) // (2 * total) if total else 0
    return f"{centesimas // 100}.{centesimas % 100:02d}"


def etiquetar(tabla: pd.DataFrame) -> pd.DataFrame:
    """Put names beside the codes of incidencias and kinds of document in the index."""
    nombres = {
        "incidencia": nombres_de_incidencia(),
        "tipo_documento": {c: t.nombre for c, t in tipos_documento().items()},
    }
    for nivel, codigos in nombres.items():
        if nivel in tabla.index.names:
            etiquetas = {codigo: f"{codigo} {nombre}" for codigo, nombre in codigos.items()}
            tabla = tabla.rename(index=etiquetas, level=nivel)
    return tabla

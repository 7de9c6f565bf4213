"""Función 10: conciliación de dos cortes, RALE contra RALE.

cartera(t) = cartera(t−1) + altas − bajas ± ajustes ± traspasos, with a residual of 0 centavos.
"""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from cartera_lib.cartera.cartera import LLAVE, Cartera
from cartera_lib.cartera.incidencia import nombres_de_incidencia
from cartera_lib.registry import funcion

CAMBIOS = ("Altas", "Bajas", "Ajustes al alza", "Ajustes a la baja", "Traspasos")


@dataclass(frozen=True, eq=False)
class Puente:
    """What happened between two cuts.

    ``renglones``: concept × ramo with credits and centavos; ``detalle``: one row a credit that
    changed, with its concept; ``cambios_de_incidencia``: from, to, credits and centavos.
    ``residual``: centavos that no line explains.
    """

    anterior: date
    actual: date
    renglones: pd.DataFrame
    detalle: pd.DataFrame
    cambios_de_incidencia: pd.DataFrame
    residual: int


@funcion(10)
def puente(anterior: Cartera, actual: Cartera) -> Puente:
    """Explain the difference between two cuts of one subdelegation, credit by credit."""
    antes, despues = _por_credito(anterior), _por_credito(actual)
    cortes = ("_antes", "_despues")
    junto = antes.merge(despues, how="outer", left_index=True, right_index=True, suffixes=cortes)
    junto[SUMAS] = junto[SUMAS].fillna(0).astype("int64")
    junto["concepto"] = _conceptos(junto)
    junto["diferencia"] = junto["importe_despues"] - junto["importe_antes"]
    renglones = _renglones(antes, despues, junto)
    return Puente(
        anterior.corte,
        actual.corte,
        renglones,
        junto[junto["concepto"] != SIN_CAMBIO].reset_index(),
        _cambios_de_incidencia(junto),
        _residual(anterior, actual, renglones),
    )


def tabla_del_puente(hecho: Puente) -> pd.DataFrame:
    """Return the bridge with a row a concept and COP, RCV and their total side by side."""
    renglones = hecho.renglones
    ramos = renglones.index.unique("ramo")
    por_ramo = {ramo: renglones.xs(ramo, level="ramo") for ramo in ramos}
    por_ramo["Total"] = renglones.groupby("concepto", sort=False).sum()
    return pd.concat(por_ramo, axis=1)


def cambios_frecuentes(hecho: Puente, cuantos: int = 15) -> pd.DataFrame:
    """Return the changes of incidencia that most credits had, with their names."""
    tabla = hecho.cambios_de_incidencia.head(cuantos).copy()
    for columna in ("incidencia_antes", "incidencia_despues"):
        tabla[columna] = [f"{c} {nombres_de_incidencia().get(c, '')}" for c in tabla[columna]]
    return tabla


SIN_CAMBIO = "Sin cambio"
SUMAS = ["importe_antes", "importe_despues", "renglones_antes", "renglones_despues"]


def _por_credito(cartera: Cartera) -> pd.DataFrame:
    """One row a credit: repeated rows of one credit are added, so that no peso is lost."""
    columnas = [*LLAVE, "propios", "incidencia", "importe"]
    tabla = cartera.tabla.select(columnas).to_pandas().assign(renglones=1)
    suma = {"propios": "first", "incidencia": "first", "importe": "sum", "renglones": "sum"}
    return tabla.groupby(LLAVE, dropna=False).agg(suma)


def _residual(anterior: Cartera, actual: Cartera, renglones: pd.DataFrame) -> int:
    """Centavos of the cuts themselves that the lines of changes do not explain."""
    cambios = renglones[renglones.index.get_level_values("concepto").isin(CAMBIOS)]
    antes, despues = (int(c.columna("importe").sum()) for c in (anterior, actual))
    return despues - antes - int(cambios["importe"].sum())


def _conceptos(junto: pd.DataFrame) -> pd.Series:
    falta_antes, falta_despues = junto["propios_antes"].isna(), junto["propios_despues"].isna()
    ambos = ~falta_antes & ~falta_despues
    traspasado = ambos & (junto["propios_antes"] != junto["propios_despues"])
    sube = ambos & (junto["importe_despues"] > junto["importe_antes"])
    baja = ambos & (junto["importe_despues"] < junto["importe_antes"])
    concepto = pd.Series(SIN_CAMBIO, index=junto.index)
    concepto[traspasado] = "Traspasos"
    concepto[sube], concepto[baja] = "Ajustes al alza", "Ajustes a la baja"
    concepto[falta_antes], concepto[falta_despues] = "Altas", "Bajas"
    return concepto


def _renglones(antes: pd.DataFrame, despues: pd.DataFrame, junto: pd.DataFrame) -> pd.DataFrame:
    movidos = junto.assign(
        creditos=(junto["renglones_despues"] - junto["renglones_antes"]),
        importe=junto["diferencia"],
    )
    de_cambios = movidos.groupby(["concepto", "ramo"])[["creditos", "importe"]].sum()
    lineas = {concepto: de_cambios.loc[[concepto]] for concepto in _presentes(de_cambios)}
    extremos = {"Cartera anterior": antes, "Cartera actual": despues}
    for nombre, tabla in extremos.items():
        suma = tabla.groupby("ramo")[["renglones", "importe"]].sum()
        lineas[nombre] = pd.concat({nombre: suma.rename(columns={"renglones": "creditos"})})
    orden = ["Cartera anterior", *CAMBIOS, "Cartera actual"]
    todo = pd.concat(lineas.values())
    todo.index.names = ["concepto", "ramo"]
    ramos = sorted(todo.index.unique("ramo"))
    completo = pd.MultiIndex.from_product([orden, ramos], names=["concepto", "ramo"])
    return todo.reindex(completo, fill_value=0).astype("int64")


def _presentes(de_cambios: pd.DataFrame) -> list[str]:
    return [c for c in CAMBIOS if c in de_cambios.index.get_level_values("concepto")]


def _cambios_de_incidencia(junto: pd.DataFrame) -> pd.DataFrame:
    en_ambos = junto.dropna(subset=["incidencia_antes", "incidencia_despues"])
    cambio = en_ambos[en_ambos["incidencia_antes"] != en_ambos["incidencia_despues"]]
    por = cambio.groupby(["incidencia_antes", "incidencia_despues"])
    tabla = por.agg(creditos=("importe_despues", "size"), importe=("importe_despues", "sum"))
    return tabla.reset_index().sort_values("creditos", ascending=False, ignore_index=True)

"""Función 2: resumir el mes: lo afectado por área y transacción, en plazo, devuelto y errado."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa

from cartera_lib.cartera.estados import bloqueantes
from cartera_lib.cartera.transaccion import transacciones
from cartera_lib.norma.tablas import en_vigor
from cartera_lib.registry import funcion
from cartera_lib.valores.calendario import dias, sumar_habiles

ACEPTADOS = {"ACEPTADO", "AFECTADO", "VERIFICADO", "CON_DIFERENCIA"}
DEVUELTOS = {"DEVUELTO", "REINGRESADO"}


@dataclass(frozen=True, eq=False)
class ResumenMensual:
    """What a month posted by area and transaction, and how each area's requirements ended.

    Amounts in centavos, rates in whole per cent.
    """

    por_transaccion: pd.DataFrame
    por_area: pd.DataFrame


@funcion(2)
def resumen_mensual(requerimientos: pa.Table, movimientos: pa.Table, *, mes: str) -> ResumenMensual:
    """Summarise a month (AAAA-MM): requirements received in it, and movements posted in it."""
    pedidos = requerimientos.to_pandas()
    pedidos = pedidos.assign(recibido=_dia(pedidos["recibido_en"]))
    hechos = movimientos.to_pandas()
    hechos = hechos.assign(
        registrado=_dia(hechos["registrado_en"]),
        folio=hechos["origen"].str.split("/").str[0],
    )
    hechos = hechos[hechos["registrado"].str.startswith(mes)]
    hechos = hechos.merge(pedidos[["folio", "area", "recibido"]], on="folio")
    recibidos = pedidos[pedidos["recibido"].str.startswith(mes)]
    plazos = _plazos(date.fromisoformat(f"{mes}-01"))
    return ResumenMensual(
        _por_transaccion(hechos, plazos), _por_area(recibidos, plazos["DEVOLUCION"], mes=mes)
    )


def _por_transaccion(hechos: pd.DataFrame, plazos: dict[str, int]) -> pd.DataFrame:
    cobros = {t.codigo for t in transacciones().values() if t.clase == "cobro"}
    urgente = hechos["transaccion"].isin(cobros) | _suspende(hechos)
    limite = pd.Series("", index=hechos.index, dtype=str)
    for clave, filas in (("CAPTURA_INMEDIATA", urgente), ("CAPTURA", ~urgente)):
        limite = limite.mask(filas, _limite(hechos["recibido"], plazos[clave]))
    en_plazo = hechos.assign(en_tiempo=(hechos["registrado"] <= limite).astype("int64"))
    tabla = en_plazo.groupby(["area", "transaccion"], as_index=False).agg(
        movimientos=("id", "size"), importe=("importe", "sum"), en_tiempo=("en_tiempo", "sum")
    )
    tasa = _por_ciento(tabla["en_tiempo"], tabla["movimientos"])
    return tabla.assign(por_ciento_en_tiempo=tasa)


def _suspende(hechos: pd.DataFrame) -> pd.Series:
    """Tell which movements put a credit where no act of collection may reach it."""
    cambia = hechos["incidencia_antes"] != hechos["incidencia_despues"]
    ultimo = max(hechos["registrado"], default="1997-07-01")
    bloquean = bloqueantes(date.fromisoformat(ultimo))
    return cambia & hechos["incidencia_despues"].isin(bloquean)


def _por_area(recibidos: pd.DataFrame, habiles: int, *, mes: str) -> pd.DataFrame:
    """Count what each area presented; late: unanswered when the month ended, its term over."""
    estado = recibidos["estado"]
    fin = str(np.datetime64(mes, "M") + 1)
    vencido = (estado == "RECIBIDO") & (_limite(recibidos["recibido"], habiles) < f"{fin}-01")
    marcas = {
        "aceptados": estado.isin(ACEPTADOS),
        "devueltos": estado.isin(DEVUELTOS),
        "pendientes": estado == "RECIBIDO",
        "pendientes_vencidos": vencido,
        "con_diferencia": estado == "CON_DIFERENCIA",
    }
    contado = recibidos.assign(recibidos=1, **{n: m.astype("int64") for n, m in marcas.items()})
    tabla = contado.groupby("area", as_index=False)[["recibidos", *marcas]].sum()
    return tabla.assign(
        por_ciento_devuelto=_por_ciento(tabla["devueltos"], tabla["recibidos"]),
        por_ciento_con_error=_por_ciento(tabla["con_diferencia"], tabla["aceptados"]),
    )


def _limite(recibido: pd.Series, habiles: int) -> pd.Series:
    """Return the last day of a term in working days, AAAA-MM-DD."""
    if recibido.empty:
        return recibido
    final = sumar_habiles(dias(recibido.to_numpy(dtype="U10")), habiles)
    textos = final.astype("datetime64[D]").astype("U10")
    return pd.Series(textos, index=recibido.index, dtype=str)


def _plazos(al: date) -> dict[str, int]:
    return {f["codigo"]: int(f["habiles"]) for f in en_vigor("plazos_oficina", al)}


def _dia(instantes: pd.Series) -> pd.Series:
    return instantes.astype(str).str[:10]


def _por_ciento(parte: pd.Series, total: pd.Series) -> pd.Series:
    base = total.where(total > 0, 1)
    return (200 * parte + base) // (2 * base)

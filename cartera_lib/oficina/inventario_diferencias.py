"""Función 9: lo que el inventario no encontró igual: por qué, qué hacer y a quién toca.

Every amount is what the papers say less what the system says, in centavos. Nothing here is
posted: what moves money is mended by a requirement of registry, with its paper.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

import pandas as pd
import pyarrow as pa

from cartera_lib.cartera.area import areas
from cartera_lib.cartera.cartera import LLAVE
from cartera_lib.oficina.inventario import (
    EN_BASE,
    SIN_CONTAR,
    TOTAL,
    con_total,
    filas_de,
    por_ciento,
    resultado,
    sobrantes,
)
from cartera_lib.registry import funcion
from cartera_lib.valores.dinero import pesos

DIAS_PARA_ACLARAR = 30
"""Days of grace of a difference; of design, as the procedure's body has not been seen."""
DE_AUDITORIA = frozenset(["05", *(str(codigo) for codigo in range(50, 62))])
REQUERIMIENTOS = ("AFECTACION", "CORRECCION")
"""Acts that mend a difference: the inventory itself moves nothing."""
NOMBRES = {
    "TOTAL": "Iguales (total)",
    "PARCIAL": "Parciales",
    "OTRO": "Otros",
    "SIN_DOCUMENTO": "Sin documento",
    SIN_CONTAR: "Sin contar",
}


class Diferencia(StrEnum):
    """What differs; the value is the label that people read."""

    FALTANTE = "Faltante"
    SOBRANTE = "Sobrante"
    IMPORTE = "Importe distinto"
    DATO = "Dato distinto"
    OTRO = "Otro"


ACCIONES = {
    Diferencia.FALTANTE: "Buscar o reponer el documento; si el crédito no procede, pedir su baja "
    "con un requerimiento (función 2).",
    Diferencia.SOBRANTE: "Ver por qué no está en el sistema; si vive, pedir su alta con un "
    "requerimiento (función 2).",
    Diferencia.IMPORTE: "Pedir el ajuste con un requerimiento (función 2).",
    Diferencia.DATO: "Pedir que se corrija con un requerimiento (función 2); no mueve dinero.",
    Diferencia.OTRO: "Aclarar la observación y dejar constancia en el expediente.",
}
SIN_BUSCAR = "Buscar su documento y contarlo en el inventario siguiente: aquí nadie lo buscó."
CON_DINERO = (Diferencia.FALTANTE, Diferencia.SOBRANTE, Diferencia.IMPORTE)
COLUMNAS = ["clase", *LLAVE, "causa", "accion", "area", "fecha", "importe_sistema",
            "importe_papel", "diferencia"]  # fmt: skip


@funcion(9)
def diferencias(base: pd.DataFrame, marcas: pa.Table, *, cerrado: bool = True) -> pd.DataFrame:
    """Return what the last mark of each credit did not find equal, one row a difference.

    Until an inventory is ``cerrado``, what nobody has counted is not missing.
    """
    mal = resultado(base, marcas)
    mal = mal[(mal["marca"] != TOTAL) & (cerrado | (mal["marca"] != SIN_CONTAR))]
    filas = [fila for credito in filas_de(mal) for fila in _de_credito(credito)]
    filas += [_de_sobrante(papel) for papel in filas_de(sobrantes(base, marcas))]
    orden = {clase.value: lugar for lugar, clase in enumerate(Diferencia)}
    filas.sort(key=lambda fila: orden[fila["clase"]])
    return pd.DataFrame(filas, columns=COLUMNAS)


def _de_credito(credito: dict[str, Any]) -> Iterator[dict[str, Any]]:
    sistema = int(credito["importe"])
    match credito["marca"]:
        case "OTRO":
            yield _fila(Diferencia.OTRO, credito, causa=credito["observacion"])
        case "PARCIAL":
            papel = sistema if pd.isna(credito["importe_papel"]) else int(credito["importe_papel"])
            if papel != sistema:
                causa = f"El papel dice {pesos(papel)} y el sistema {pesos(sistema)}."
                yield _fila(Diferencia.IMPORTE, credito, causa=causa, papel=papel)
            if credito["dice"] or papel == sistema:
                dice = credito["dice"] or "lo mismo en su importe; no se anotó en qué difiere"
                yield _fila(Diferencia.DATO, credito, causa=f"El papel dice: {dice}.")
        case "SIN_DOCUMENTO":
            causa = "Se buscó y no está el documento."
            yield _fila(Diferencia.FALTANTE, credito, causa=causa, papel=0)
        case _:
            sin_contar = _fila(Diferencia.FALTANTE, credito, causa="Nadie lo contó.", papel=0)
            yield sin_contar | {"accion": SIN_BUSCAR}


def _de_sobrante(papel: dict[str, Any]) -> dict[str, Any]:
    dice = [papel["dice"], papel["observacion"]]
    causa = ". ".join(["El documento no tiene crédito en la base", *filter(None, dice)])
    importe = 0 if pd.isna(papel["importe_papel"]) else int(papel["importe_papel"])
    sin_sistema = papel | {"importe": 0}
    return _fila(Diferencia.SOBRANTE, sin_sistema, causa=f"{causa}.", papel=importe)


def _fila(
    clase: Diferencia, credito: dict[str, Any], *, causa: str, papel: int | None = None
) -> dict[str, Any]:
    sistema = int(credito["importe"])
    dice = sistema if papel is None else papel
    dia = credito["al"] if isinstance(credito["al"], date) else None
    return {campo: credito[campo] for campo in LLAVE} | {
        "clase": clase.value,
        "causa": causa,
        "accion": ACCIONES[clase],
        "area": _area(clase, credito["tipo_documento"]),
        "fecha": dia,
        "importe_sistema": sistema,
        "importe_papel": dice,
        "diferencia": dice - sistema,
    }


def _area(clase: Diferencia, tipo: str) -> str:
    """Return who must mend a difference: the office for papers, the issuer for what they say."""
    if clase in (Diferencia.FALTANTE, Diferencia.OTRO):
        return areas()["ORCC"].nombre
    return areas()["DAP" if tipo in DE_AUDITORIA else "OEPO"].nombre


def conservacion(base: pd.DataFrame, marcas: pa.Table) -> pd.DataFrame:
    """Return the base by its last mark, with what nobody counted, and its total; centavos."""
    por_marca = resultado(base, marcas).groupby("marca")
    sumas = por_marca.agg(creditos=("importe", "size"), importe=("importe", "sum"))
    sumas = sumas.reindex([*EN_BASE, SIN_CONTAR], fill_value=0)
    sumas.index = pd.Index([NOMBRES[str(marca)] for marca in sumas.index], name="resultado")
    return con_total(sumas)


def conserva(base: pd.DataFrame, marcas: pa.Table) -> str:
    """Say whether every credit and centavo of the base is in one result, and only in one."""
    partes = conservacion(base, marcas).iloc[:-1]
    creditos, importe = int(partes["creditos"].sum()), int(partes["importe"].sum())
    igual = (creditos, importe) == (len(base), int(base["importe"].sum()))
    lado = f"{creditos:,} créditos y {pesos(importe)}"
    if igual:
        return f"La base se conserva al centavo: sus resultados suman {lado}."
    return (
        f"NO SE CONSERVA: la base tiene {len(base):,} créditos y "
        f"{pesos(int(base['importe'].sum()))}; sus resultados suman {lado}."
    )


def indicadores(
    base: pd.DataFrame,
    marcas: pa.Table,
    *,
    aclaradas: int | None = None,
    cerrado: bool = True,
) -> pd.DataFrame:
    """Return the measures of an inventory as text; ``aclaradas``: differences already mended."""
    cuantos = resultado(base, marcas)["marca"]
    contados, iguales = int((cuantos != SIN_CONTAR).sum()), int((cuantos == TOTAL).sum())
    halladas = diferencias(base, marcas, cerrado=cerrado)
    de = {clase: halladas[halladas["clase"] == clase.value] for clase in Diferencia}
    con_dinero = sum(len(de[clase]) for clase in CON_DINERO)
    faltante, sobrante = de[Diferencia.FALTANTE], de[Diferencia.SOBRANTE]
    filas = {
        "Cobertura (contados de la base)": f"{por_ciento(contados, len(base))} %",
        "Exactitud (totales de los contados)": f"{por_ciento(iguales, contados)} %",
        "Faltantes": f"{len(faltante):,} por {pesos(-int(faltante['diferencia'].sum()))}",
        "Sobrantes": f"{len(sobrante):,} por {pesos(int(sobrante['diferencia'].sum()))}",
        f"Aclaradas en {DIAS_PARA_ACLARAR} días": "Se mide desde el cierre."
        if aclaradas is None
        else f"{aclaradas:,} de {con_dinero:,} ({por_ciento(aclaradas, con_dinero)} %)",
    }
    return pd.DataFrame({"valor": filas}).rename_axis("indicador")


def aclaradas(halladas: pd.DataFrame, posteriores: pd.DataFrame, *, cierre: date) -> pd.Series:
    """Tell which differences with money have a requirement posted within the days of grace.

    ``posteriores``: movements of acts after the end, with the key of their credit, the ``clase``
    of their act and the day ``al`` of it.
    """
    hasta = cierre + timedelta(days=DIAS_PARA_ACLARAR)
    suyas = posteriores["clase"].isin(REQUERIMIENTOS) & (posteriores["al"] <= hasta)
    llaves = set(posteriores.loc[suyas, LLAVE].itertuples(index=False, name=None))
    con_dinero = halladas["clase"].isin([clase.value for clase in CON_DINERO])
    tocadas = [tuple(fila) in llaves for fila in halladas[LLAVE].itertuples(index=False)]
    return con_dinero & pd.Series(tocadas, index=halladas.index, dtype=bool)

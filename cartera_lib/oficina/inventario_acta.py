"""Función 9: el acta del inventario físico: lo que se contó, lo que difiere y quién lo firma."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
import pyarrow as pa

from cartera_lib.cartera.inventario import Cuaderno, Inventario
from cartera_lib.cartera.tipo_documento import tipos_documento
from cartera_lib.oficina.inventario import (
    PRIMERO,
    SEGUNDO,
    SIN_CONTAR,
    TOTAL,
    avance,
    con_total,
    filas_de,
    resultado,
)
from cartera_lib.oficina.inventario_diferencias import (
    conserva,
    conservacion,
    diferencias,
    indicadores,
)
from cartera_lib.registry import funcion
from cartera_lib.valores.dinero import pesos

FIRMAS = (
    "Jefe de la Oficina de Registro y Control de la Cartera",
    "Jefe del Departamento de Cobranza",
    "Titular de la Subdelegación",
    "Órgano Interno de Control (invitado)",
)
PIE = "Procedimiento 9312-003-015. Fundamento: LSS 39, 39-C, 287."
RAYA = "_" * 50


@dataclass(frozen=True, eq=False)
class Acta:
    """The text that is signed and kept, and its annexed tables; amounts in centavos."""

    texto: str
    tablas: Mapping[str, pd.DataFrame]


@funcion(9)
def acta(
    inventario: Inventario,
    base: pd.DataFrame,
    *,
    cuadernos: Sequence[Cuaderno],
    marcas: pa.Table,
    al: date,
) -> Acta:
    """Write the acta of an inventory that ends on a day.

    Fundamento: LSS 39, 39-C, 287.
    """
    tablas = cuadros(base, marcas, cuadernos=cuadernos)
    partes = [
        *_encabezado(inventario, base, al),
        *_libros(tablas["Primer conteo"], cuadernos),
        *_resultado(base, marcas, tablas["Por tipo de documento"]),
        *_diferencias(tablas["Diferencias"]),
        *_indicadores(tablas["Indicadores"]),
        *_firmas(),
    ]
    return Acta("\n".join(partes) + "\n", tablas)


def cuadros(
    base: pd.DataFrame, marcas: pa.Table, *, cuadernos: Sequence[Cuaderno], cerrado: bool = True
) -> dict[str, pd.DataFrame]:
    """Return the tables of an inventory by name: of one that ended, or as it goes."""
    halladas = diferencias(base, marcas, cerrado=cerrado)
    return {
        "Resultado": conservacion(base, marcas),
        "Por tipo de documento": por_tipo(base, marcas),
        "Primer conteo": avance(base, marcas, cuadernos=cuadernos, conteo=PRIMERO),
        "Segundo conteo": avance(base, marcas, cuadernos=cuadernos, conteo=SEGUNDO),
        "Diferencias": halladas.set_index(["clase", "credito"]),
        "Indicadores": indicadores(base, marcas, cerrado=cerrado),
    }


def por_tipo(base: pd.DataFrame, marcas: pa.Table) -> pd.DataFrame:
    """Return by ledger and kind of document: credits and amount, and what was found equal."""
    tabla = resultado(base, marcas)
    igual, contado = tabla["marca"] == TOTAL, tabla["marca"] != SIN_CONTAR
    tabla = tabla.assign(
        igual=igual, contado=contado, importe_revisado=tabla["importe"].where(contado, 0)
    )
    sumas = tabla.groupby(["ramo", "tipo_documento"]).agg(
        creditos=("importe", "size"), importe=("importe", "sum"), contados=("contado", "sum"),
        totales=("igual", "sum"), importe_revisado=("importe_revisado", "sum"),
    )  # fmt: skip
    return con_total(sumas, ("Total", ""))


def _encabezado(inventario: Inventario, base: pd.DataFrame, al: date) -> Iterator[str]:
    yield "ACTA DEL INVENTARIO FÍSICO DE CRÉDITOS EN MORA"
    yield f"Folio: {inventario.folio}"
    yield PIE
    yield ""
    yield f"Lugar: {inventario.lugar}"
    yield f"Inicio: {inventario.fecha:%d/%m/%Y}"
    yield f"Cierre: {al:%d/%m/%Y}"
    yield f"Corte que sirve de base: {inventario.corte:%d/%m/%Y}"
    yield f"Base: {len(base):,} créditos en mora por {pesos(int(base['importe'].sum()))}"
    yield f"Participantes: {inventario.participantes}"


def _libros(tablero: pd.DataFrame, cuadernos: Sequence[Cuaderno]) -> Iterator[str]:
    yield "\nLIBROS"
    for libro in cuadernos:
        fila = tablero.loc[libro.numero]
        yield (
            f"{libro.numero}. {libro.responsable}: del {libro.desde:,} al {libro.hasta:,}; "
            f"contó {fila['contados']:,} de {fila['asignados']:,} "
            f"({fila['por_ciento_individual']} %)."
        )


def _resultado(base: pd.DataFrame, marcas: pa.Table, tipos: pd.DataFrame) -> Iterator[str]:
    yield "\nRESULTADO"
    for nombre, fila in conservacion(base, marcas).iterrows():
        yield f"{nombre}: {fila['creditos']:,} créditos por {pesos(int(fila['importe']))}"
    yield conserva(base, marcas)
    yield "\nPOR RAMO Y TIPO DE DOCUMENTO"
    for suyos in filas_de(tipos.iloc[:-1].reset_index()):
        tipo = suyos["tipo_documento"]
        yield (
            f"{suyos['ramo']} {tipo} {tipos_documento()[tipo].nombre}: {suyos['creditos']:,} "
            f"créditos por {pesos(suyos['importe'])}; contados {suyos['contados']:,}, "
            f"iguales {suyos['totales']:,}."
        )


def _diferencias(halladas: pd.DataFrame) -> Iterator[str]:
    yield "\nDIFERENCIAS (su relación va anexa)"
    if halladas.empty:
        yield "Ninguna."
    for clase, suyas in halladas.groupby(level="clase", sort=False):
        yield f"{clase}: {len(suyas):,} por {pesos(int(suyas['diferencia'].sum()))}"
    yield (
        "El importe es lo que dice el papel menos lo que dice el sistema. Ninguna se asienta "
        "con esta acta: se corrigen con requerimientos de registro (función 2)."
    )


def _indicadores(medidas: pd.DataFrame) -> Iterator[str]:
    yield "\nINDICADORES"
    for nombre, valor in medidas["valor"].items():
        yield f"{nombre}: {valor}"


def _firmas() -> Iterator[str]:
    yield "\nFIRMAS"
    for firma in FIRMAS:
        yield f"\n{RAYA}\n{firma}"

"""Función 9: el inventario físico de los créditos en mora: su base, sus libros y su avance.

The base is the cut without what is still in its term to pay, ordered and numbered from 1. Each
person carries a book, a range of those numbers; each credit is marked against its paper, and
what did not tie is counted again by somebody else.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from cartera_lib.cartera.cartera import LLAVE, Cartera
from cartera_lib.cartera.incidencia import PROPUESTA
from cartera_lib.cartera.inventario import ClaseDeMarca, Cuaderno
from cartera_lib.errors import DatoInvalido
from cartera_lib.registry import funcion
from cartera_lib.valores.dinero import pesos, redondear
from cartera_lib.valores.texto import llano

PRIMERO, SEGUNDO = 1, 2
TOTAL, SOBRANTE = ClaseDeMarca.TOTAL.name, ClaseDeMarca.SOBRANTE.name
SIN_CONTAR = ""
"""The result of a credit that nobody has marked."""
EN_BASE = ("TOTAL", "PARCIAL", "OTRO", "SIN_DOCUMENTO")
"""What may be said of a credit of the base."""
COLUMNAS = [*LLAVE, "incidencia", "fecha_notificacion", "importe"]
DE_MARCA = ["marca", "conteo", "cuaderno", "importe_papel", "dice", "observacion", "quien", "al"]
CUENTAS = {"TOTAL": "totales", "PARCIAL": "parciales", "OTRO": "otros", "SOBRANTE": "sobrantes",
           "SIN_DOCUMENTO": "sin_documento"}  # fmt: skip
DE_AVANCE = ["asignados", "contados", "faltan", "por_ciento_individual", "por_ciento_avance"]
LARGO_DE_REGISTRO = 10
"""Positions of a registro patronal without its check digit."""
CIEN = 10_000
"""A hundred per cent with two decimals."""


@funcion(9)
def base(cartera: Cartera) -> pd.DataFrame:
    """Return the credits in arrears of a cut, ordered, and numbered from 1 by ``numero``."""
    en_mora = cartera.filtrar(cartera.columna("incidencia") != PROPUESTA)
    tabla = en_mora.tabla.select(COLUMNAS).to_pandas(date_as_object=True)
    ordenada = tabla.sort_values(LLAVE, kind="stable", ignore_index=True)
    ordenada.index = pd.RangeIndex(1, len(ordenada) + 1, name="numero")
    return ordenada


def repartir(n: int, responsables: Sequence[str], *, inventario: str = "") -> tuple[Cuaderno, ...]:
    """Share ``n`` credits among people in books that differ by one credit at most."""
    nombres = [nombre.strip() for nombre in responsables if nombre.strip()]
    if len({llano(nombre) for nombre in nombres}) < len(nombres):
        raise DatoInvalido("Un responsable está dos veces. Escriba a cada persona una sola vez.")
    if not nombres or n < len(nombres):
        raise DatoInvalido(
            f"No se pueden repartir {n:,} créditos entre {len(nombres)} personas. "
            "Dé al menos una persona, y no más personas que créditos."
        )
    cada_uno, sobran = divmod(n, len(nombres))
    hasta = np.cumsum([cada_uno + (lugar < sobran) for lugar in range(len(nombres))]).tolist()
    rangos = pairwise([0, *hasta])
    return tuple(
        Cuaderno(inventario, numero, nombre, previo + 1, ultimo)
        for numero, (nombre, (previo, ultimo)) in enumerate(
            zip(nombres, rangos, strict=True), start=1
        )
    )


def revisar_cuadernos(cuadernos: Iterable[Cuaderno], n: int) -> None:
    """Refuse books that overlap, repeat their number, or leave credits of the base without one."""
    ordenados = sorted(cuadernos, key=lambda libro: (libro.desde, libro.hasta))
    if faltas := list(_faltas_de_cuadernos(ordenados, n)):
        raise DatoInvalido(" ".join(faltas) + " Corrija los rangos: cada crédito va en un libro.")


def _faltas_de_cuadernos(ordenados: Sequence[Cuaderno], n: int) -> Iterator[str]:
    numeros = [libro.numero for libro in ordenados]
    for numero in sorted({x for x in numeros if numeros.count(x) > 1}):
        yield f"Hay dos libros con el número {numero}."
    cubierto, dueno = 0, ""
    for libro in ordenados:
        nombre = f"{libro.numero} ({libro.responsable})"
        if libro.desde <= cubierto:
            tramo = _tramo(libro.desde, min(cubierto, libro.hasta))
            yield f"Los libros {dueno} y {nombre} se enciman {tramo}."
        elif libro.desde > cubierto + 1:
            yield f"Ningún libro lleva {_tramo(cubierto + 1, libro.desde - 1)}."
        if libro.hasta > cubierto:
            cubierto, dueno = libro.hasta, nombre
    if cubierto < n:
        yield f"Ningún libro lleva {_tramo(cubierto + 1, n)}."
    elif cubierto > n:
        yield f"El libro {dueno} llega al {cubierto:,} y la base termina en el {n:,}."


def _tramo(desde: int, hasta: int) -> str:
    return f"el {desde:,}" if desde == hasta else f"del {desde:,} al {hasta:,}"


def de_conteo(marcas: pa.Table, conteo: int | None = None) -> pd.DataFrame:
    """Return the marks of a count or, without one, the last mark of each credit."""
    tabla = marcas.to_pandas(date_as_object=True, integer_object_nulls=True)
    tabla = tabla.rename(columns={"importe": "importe_papel"})
    if conteo is not None:
        return tabla[tabla["conteo"] == conteo]
    return tabla.sort_values("conteo", kind="stable").drop_duplicates(LLAVE, keep="last")


def resultado(base: pd.DataFrame, marcas: pa.Table, *, conteo: int | None = None) -> pd.DataFrame:
    """Put beside each credit of the base its mark of a count, or its last one; "" when none."""
    unida = base.merge(de_conteo(marcas, conteo)[[*LLAVE, *DE_MARCA]], on=LLAVE, how="left")
    unida.index = base.index
    textos = ["marca", "dice", "observacion", "quien"]
    unida[textos] = unida[textos].fillna(SIN_CONTAR)
    return unida


def sobrantes(base: pd.DataFrame, marcas: pa.Table, *, conteo: int | None = None) -> pd.DataFrame:
    """Return the papers that have no credit in the base, by a count or by the last mark."""
    dichos = de_conteo(marcas, conteo)
    return dichos[dichos["marca"] == SOBRANTE].reset_index(drop=True)


def pedidos(
    base: pd.DataFrame, marcas: pa.Table, *, cuadernos: Sequence[Cuaderno], conteo: int
) -> pd.DataFrame:
    """Return what a count asks of every book, counted or not.

    The first asks the whole base. The second, what the first did not find equal and its
    sobrantes (``numero`` 0, in the book that found them); ``antes`` says its first mark.
    """
    primera = resultado(base, marcas, conteo=PRIMERO)
    primera = primera.assign(cuaderno=_de_numero(cuadernos, base.index.to_numpy()))
    primera = primera.reset_index().rename(columns={"marca": "antes", "quien": "conto"})
    if conteo == PRIMERO:
        primera[["antes", "conto"]] = ""
    else:
        extra = sobrantes(base, marcas, conteo=PRIMERO)
        extra = extra.rename(columns={"marca": "antes", "quien": "conto"})
        importe = [int(papel or 0) for papel in extra["importe_papel"]]
        extra = extra.assign(numero=0, incidencia="", fecha_notificacion=None, importe=importe)
        primera = primera[primera["antes"] != TOTAL]
        primera = pd.concat([primera, extra[primera.columns]]) if len(extra) else primera
        sin_contar = primera["antes"] == SIN_CONTAR  # what somebody looked for comes first
        primera = pd.concat([primera[~sin_contar], primera[sin_contar]])
    columnas = ["numero", "cuaderno", *COLUMNAS, "antes", "conto", "importe_papel", "dice"]
    columnas.append("observacion")
    return primera[columnas].reset_index(drop=True)


def _de_numero(cuadernos: Sequence[Cuaderno], numeros: np.ndarray) -> np.ndarray:
    """Return the number of the book of each number of the base."""
    ordenados = sorted(cuadernos, key=lambda libro: libro.desde)
    lugar = np.searchsorted([libro.desde for libro in ordenados], numeros, side="right") - 1
    return np.array([libro.numero for libro in ordenados], dtype=np.int64)[lugar]


def por_contar(pedido: pd.DataFrame, marcas: pa.Table, *, conteo: int, quien: str) -> pd.DataFrame:
    """Keep of what a count asks what it has not marked and this person did not count first."""
    hechas = de_conteo(marcas, conteo)[LLAVE].assign(hecha=True)
    unida = pedido.merge(hechas, on=LLAVE, how="left")
    suyas = unida["conto"].map(llano) == llano(quien)
    return unida[unida["hecha"].isna() & ~suyas].drop(columns="hecha").reset_index(drop=True)


def coinciden(tabla: pd.DataFrame, palabras: Iterable[str]) -> pd.Series:
    """Tell which credits have every word in their registro or in their number.

    A registro may be written with its check digit.
    """
    hay = pd.Series(True, index=tabla.index)
    for palabra in palabras:
        con_digito = len(palabra) > LARGO_DE_REGISTRO and not palabra.isdigit()
        buscada = palabra[:LARGO_DE_REGISTRO] if con_digito else palabra
        en_registro = tabla["registro"].str.contains(buscada, regex=False)
        hay &= en_registro | tabla["credito"].str.contains(buscada, regex=False)
    return hay


def avance(
    base: pd.DataFrame, marcas: pa.Table, *, cuadernos: Sequence[Cuaderno], conteo: int
) -> pd.DataFrame:
    """Return the board of a count by book, with its total; amounts in centavos.

    ``por_ciento_individual``: what a book has counted of what it was assigned;
    ``por_ciento_avance``: of what was assigned to all.
    """
    pedido = pedidos(base, marcas, cuadernos=cuadernos, conteo=conteo)
    dichas = de_conteo(marcas, conteo)
    contado = pedido.merge(dichas[LLAVE].assign(contado=1), on=LLAVE, how="left")
    contado["contado"] = contado["contado"].fillna(0).astype(np.int64)
    contado["importe_revisado"] = contado["importe"].astype(np.int64) * contado["contado"]
    sumas = contado.groupby("cuaderno").agg(
        asignados=("numero", "size"), contados=("contado", "sum"),
        importe_revisado=("importe_revisado", "sum"), importe_asignado=("importe", "sum"),
    )  # fmt: skip
    numeros = sorted(libro.numero for libro in cuadernos)
    tabla = con_total(_por_libro(dichas, numeros).join(sumas.reindex(numeros, fill_value=0)))
    nombres = {libro.numero: libro.responsable for libro in cuadernos}
    tabla.insert(0, "responsable", [nombres.get(numero, "") for numero in tabla.index])
    tabla["faltan"] = tabla["asignados"] - tabla["contados"]
    todos = int(tabla["asignados"].iloc[-1])
    pares = list(zip(tabla["contados"], tabla["asignados"], strict=True))
    tabla["por_ciento_individual"] = [por_ciento(hechos, suyos) for hechos, suyos in pares]
    tabla["por_ciento_avance"] = [por_ciento(hechos, todos) for hechos, _ in pares]
    orden = ["responsable", *DE_AVANCE, *CUENTAS.values(), "importe_revisado", "importe_asignado"]
    return tabla[orden].rename_axis(index="cuaderno", columns=None)


def _por_libro(dichas: pd.DataFrame, numeros: list[int]) -> pd.DataFrame:
    """Count the marks of each book by kind."""
    cuentas = {
        columna: dichas.loc[dichas["marca"] == marca, "cuaderno"].value_counts()
        for marca, columna in CUENTAS.items()
    }
    return pd.DataFrame(
        {columna: cuenta.reindex(numeros, fill_value=0) for columna, cuenta in cuentas.items()}
    )


def con_total(tabla: pd.DataFrame, nombre: str | tuple[str, ...] = "Total") -> pd.DataFrame:
    """Add a last row with the sum of every column, all of them whole numbers."""
    suma = pd.DataFrame([[int(tabla[c].sum()) for c in tabla]], columns=tabla.columns)
    suma.index = (
        pd.Index([nombre]) if isinstance(nombre, str) else pd.MultiIndex.from_tuples([nombre])
    )
    con = pd.concat([tabla, suma])
    con.index.names = tabla.index.names
    return con


def filas_de(tabla: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table, each as a dictionary by column."""
    filas = tabla.to_dict("records")
    return [{str(campo): valor for campo, valor in fila.items()} for fila in filas]


def por_ciento(parte: int, todo: int) -> str:
    """Return a part of a whole as text with two decimals; a dash when there is no whole."""
    return pesos(redondear(Fraction(int(parte) * CIEN, int(todo)))) if todo else "—"

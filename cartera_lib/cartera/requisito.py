"""What each procedure asks of a file: which papers, when each one is needed, and what is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from cartera_lib.cartera.cartera import LLAVE, Cartera
from cartera_lib.cartera.documento import documentos
from cartera_lib.cartera.hechos import Hechos
from cartera_lib.errors import DatoInvalido
from cartera_lib.norma.tablas import Columna, Renglon, en_vigor, recordar, renglones

NOTIFICADO, INCIDENCIA, HECHO = "notificado", "incidencia", "hecho"
SISTEMA, PAPEL = "SISTEMA", "PAPEL"
"""Not procedures: what the system says and a paper must prove, and the other way round."""


@dataclass(frozen=True, slots=True)
class Procedimiento:
    """One procedure whose file is put together; ``incidencias``: those in which it is open."""

    codigo: str
    nombre: str
    incidencias: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Requisito:
    """One thing that a file must have.

    ``pruebas``: the kinds of paper any of which is enough; ``del_patron``: it is looked for in
    all the file of the employer, not in that of the credit; ``cuando``: conditions any of which
    makes it needed, none when it always is.
    """

    codigo: str
    nombre: str
    pruebas: tuple[str, ...]
    del_patron: bool
    obligatorio: bool
    cuando: tuple[str, ...]


@recordar()
def procedimientos() -> dict[str, Procedimiento]:
    """Return the procedures by code, in the order of the table."""
    return {
        f["codigo"]: Procedimiento(f["codigo"], f["nombre"], tuple(f["incidencias"].split("|")))
        for f in renglones("procedimientos_expediente")
    }


@recordar(64)
def requisitos(procedimiento: str, al: date) -> tuple[Requisito, ...]:
    """Return what a procedure asks for on a day."""
    hallados = tuple(
        _requisito(fila)
        for fila in en_vigor("requisitos_expediente", al)
        if procedimiento in fila["procedimiento"].split("|")
    )
    if not hallados:
        existen = ", ".join(p.nombre.lower() for p in procedimientos().values())
        raise DatoInvalido(f"No hay trámite «{procedimiento}» ese día. Existen: {existen}.")
    return hallados


@recordar()
def clases_de_pieza() -> dict[str, str]:
    """Return the name of each kind of paper that may be filed, by code."""
    nombres = {codigo: d.nombre for codigo, d in documentos().items()}
    for fila in renglones("requisitos_expediente"):
        if not fila["soportes"]:
            nombres.setdefault(fila["codigo"], fila["nombre"])
    return nombres


@recordar()
def rangos() -> tuple[tuple[int, str], ...]:
    """Return the bands of completeness: the last per cent of each and its name."""
    return tuple((int(f["hasta"]), f["nombre"]) for f in renglones("avance_expediente"))


def exigidos(pedidos: Sequence[Requisito], cartera: Cartera, *, hechos: Hechos) -> Columna:
    """Tell which credits of a cartera need each thing: a row a credit, a column a requirement."""
    condiciones = {c: None for r in pedidos for c in r.cuando}
    incidencia = cartera.columna("incidencia").astype("U2")
    cumplen = {c: _cumplen(c, cartera, hechos, incidencia=incidencia) for c in condiciones}
    todos = np.ones((len(cartera), len(pedidos)), dtype=bool)
    for lugar, requisito in enumerate(pedidos):
        if requisito.cuando:
            todos[:, lugar] = np.logical_or.reduce([cumplen[c] for c in requisito.cuando])
    return todos


def presentes(pedidos: Sequence[Requisito], cartera: Cartera, *, piezas: pa.Table) -> Columna:
    """Tell which credits have a paper that is enough for each thing; ``piezas`` of the ledger."""
    columnas = {True: ["registro"], False: LLAVE}
    de_cartera = {p: juntas(cartera.tabla, c).dictionary_encode() for p, c in columnas.items()}
    de_piezas = {p: juntas(piezas, c) for p, c in columnas.items()}
    todos = np.zeros((len(cartera), len(pedidos)), dtype=bool)
    for lugar, requisito in enumerate(pedidos):
        suyas = pc.is_in(piezas["clase"], value_set=pa.array(requisito.pruebas)).combine_chunks()
        hay = de_piezas[requisito.del_patron].filter(suyas)
        if len(hay):
            distintas = de_cartera[requisito.del_patron]
            conocidas = np.asarray(pc.is_in(distintas.dictionary, value_set=hay))
            todos[:, lugar] = conocidas[np.asarray(distintas.indices)]
    return todos


def juntas(tabla: pa.Table, columnas: list[str]) -> pa.Array:
    """Return one text a row that tells it from the others: the columns, side by side."""
    texto = pc.binary_join_element_wise(*(tabla[c] for c in columnas), "|")
    return texto.combine_chunks() if isinstance(texto, pa.ChunkedArray) else texto


def _requisito(fila: Renglon) -> Requisito:
    return Requisito(
        fila["codigo"],
        fila["nombre"],
        tuple(filter(None, fila["soportes"].split("|"))) or (fila["codigo"],),
        fila["alcance"] == "patron",
        fila["obligatorio"] == "1",
        tuple(filter(None, fila["cuando"].split("|"))),
    )


def _cumplen(condicion: str, cartera: Cartera, hechos: Hechos, *, incidencia: Columna) -> Columna:
    que, _, cual = condicion.partition(":")
    if que == INCIDENCIA:
        return np.asarray(incidencia == cual)
    alcanzados = np.zeros(len(cartera), dtype=bool)
    alcanzados[hechos.de("NOTIFICACION" if que == NOTIFICADO else cual).credito] = True
    if que == NOTIFICADO:
        return alcanzados | (cartera.columna("fecha_notificacion") >= 0)
    return alcanzados

"""Issued documents: the frozen list they come from, each with its folio, and what became of it."""

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from cartera_lib.cartera.movimiento import Llave
from cartera_lib.norma.tablas import Renglon, recordar, renglones


class ClaseDeDocumento(NamedTuple):
    """One kind of document that the office issues.

    ``acto``: the name of what the gate must allow, empty if it asks nothing; ``unico``: a credit
    has one alive at most; ``unidad`` is whose competence founds it and ``firma`` the post that
    signs it.
    """

    codigo: str
    nombre: str
    serie: str
    acto: str
    unico: bool
    unidad: str
    firma: str


class ClaseDeSuceso(StrEnum):
    """What may become of an issued document; the value is the label that people read."""

    REVISADO = "Revisado"
    FIRMADO = "Firmado"
    ENTREGADO = "Entregado"
    DILIGENCIADO = "Diligenciado"
    DEVUELTO = "Devuelto sin diligenciar"
    POR_RECOGER = "Por recoger"
    ANULADO = "Anulado"


EMITIDO = "Emitido"
"""The state of a document to which nothing has happened yet."""
TERMINALES = (ClaseDeSuceso.DEVUELTO, ClaseDeSuceso.ANULADO)
"""After these a document is not alive, and its credits may have another."""
CERRADOS = (*TERMINALES, ClaseDeSuceso.DILIGENCIADO)
"""After these nothing else happens to it."""
ANTES: dict[ClaseDeSuceso, tuple[str, ...]] = {
    ClaseDeSuceso.REVISADO: ("",),
    ClaseDeSuceso.FIRMADO: ("REVISADO",),
    ClaseDeSuceso.ENTREGADO: ("FIRMADO",),
    ClaseDeSuceso.DILIGENCIADO: ("ENTREGADO",),
    ClaseDeSuceso.DEVUELTO: ("ENTREGADO", "POR_RECOGER"),
    ClaseDeSuceso.POR_RECOGER: ("", "REVISADO", "FIRMADO", "ENTREGADO"),
    ClaseDeSuceso.ANULADO: ("", "REVISADO", "FIRMADO", "ENTREGADO", "POR_RECOGER"),
}
"""In which states each event may come; the empty one: just issued."""


@dataclass(frozen=True, slots=True)
class Orden:
    """A list of credits frozen with its cut, to be issued as documents of one kind; centavos.

    ``lista`` is canonical JSON: the groups of credits, one a document; ``filtro`` says how they
    were chosen.
    """

    folio: str
    clase: str
    corte: date
    filtro: str
    documentos: int
    creditos: int
    importe: int
    lista: str


@dataclass(frozen=True, slots=True)
class CreditoEmitido:
    """One credit of a document and what it is asked for it, in centavos."""

    llave: Llave
    importe: int


@dataclass(frozen=True, slots=True)
class Emitido:
    """One issued document, as it was issued: its data, their hash, its bytes and theirs.

    ``datos`` is canonical JSON and ``huella`` its SHA-256; ``contenido`` is the PDF in base64 and
    ``sha256`` that of the PDF. Amounts in centavos.
    """

    folio: str
    orden: str
    clase: str
    serie: str
    ejercicio: int
    numero: int
    registro: str
    ramo: str
    fecha: date
    importe: int
    unico: bool
    creditos: tuple[CreditoEmitido, ...]
    datos: str
    huella: str
    sha256: str
    contenido: str


@dataclass(frozen=True, slots=True)
class Suceso:
    """What happened to a document on a day; ``contenido``: the signed PDF in base64, if any."""

    folio: str
    numero: int
    clase: ClaseDeSuceso
    fecha: date
    detalle: str
    sha256: str = ""
    contenido: str = ""


def canonico(valor: Any) -> str:
    """Return a value as the one JSON text that it has."""
    return json.dumps(valor, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@recordar()
def clases_de_documento() -> dict[str, ClaseDeDocumento]:
    """Return the kinds of documents by their code."""
    return {fila["codigo"]: _clase(fila) for fila in renglones("clases_documento")}


def _clase(fila: Renglon) -> ClaseDeDocumento:
    return ClaseDeDocumento(
        fila["codigo"],
        fila["nombre"],
        fila["serie"],
        fila["acto"],
        fila["unico"] == "si",
        fila["unidad"],
        fila["firma"],
    )

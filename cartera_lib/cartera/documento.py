"""Kinds of supporting document: what each backs, and what its date and amount must keep to."""

from dataclasses import dataclass

from cartera_lib.norma.tablas import recordar, renglones
from cartera_lib.valores.texto import llano


@dataclass(frozen=True, slots=True)
class Documento:
    """One kind of document.

    ``fecha``: «acta» or «alta» when it cannot be older than the credit, «libre» otherwise;
    ``importe``: «igual» when what it says is what is asked, «tope» when it is the most that can
    be, empty when it says no amount.
    """

    codigo: str
    nombre: str
    fecha: str
    importe: str
    transacciones: frozenset[str]


@recordar()
def documentos() -> dict[str, Documento]:
    """Return every kind of document by its code."""
    return {
        f["codigo"]: Documento(
            f["codigo"],
            f["nombre"],
            f["fecha"],
            f["importe"],
            frozenset(filter(None, f["transacciones"].split("|"))),
        )
        for f in renglones("soportes")
    }


def documento(texto: str) -> Documento | None:
    """Return the kind of document that a text names, by code or by name; None if unknown."""
    return _por_nombre().get(llano(texto))


def aceptados(transaccion: str) -> tuple[str, ...]:
    """Return the codes of the documents that back a transaction."""
    return tuple(d.codigo for d in documentos().values() if transaccion in d.transacciones)


@recordar()
def _por_nombre() -> dict[str, Documento]:
    nombres: dict[str, Documento] = {}
    for hallado in documentos().values():
        nombres[llano(hallado.codigo)] = nombres[llano(hallado.nombre)] = hallado
    return nombres

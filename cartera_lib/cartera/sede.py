"""The seat of an office: its names, its address and who signs for each post, dated."""

from datetime import date
from typing import NamedTuple

from cartera_lib.norma.tablas import MARCAS, Renglon, en_vigor, recordar, renglones

INSTITUTO = "Instituto Mexicano del Seguro Social"


class Firmante(NamedTuple):
    """Who signs: name, post, key of the post, and the office it heads."""

    nombre: str
    cargo: str
    clave: str
    oficina: str


class Sede(NamedTuple):
    """One subdelegation on a day; what a table does not say is empty.

    ``por_confirmar``: what the tables say without anybody having seen it in its source.
    """

    ooad: str
    subdelegacion: str
    nombre_ooad: str
    nombre: str
    domicilio: str
    lugar: str
    por_confirmar: tuple[str, ...]


def sede(ooad: str, subdelegacion: str, *, al: date) -> Sede:
    """Return the seat of a subdelegation on a day."""
    nombres = [f for f in renglones("unidades") if _es_de(f, ooad, subdelegacion)]
    lugares = [f for f in en_vigor("domicilios", al) if _es_de(f, ooad, subdelegacion)]
    nombre = nombres[-1] if nombres else {"ooad_nombre": "", "nombre": "", "marca": "S"}
    donde = lugares[-1] if lugares else {"domicilio": "", "lugar": "", "marca": "S"}
    dudosos = ("el domicilio de la Subdelegación",) if es_dudoso(donde) else ()
    return Sede(
        ooad,
        subdelegacion,
        nombre["ooad_nombre"],
        nombre["nombre"],
        donde["domicilio"],
        donde["lugar"],
        dudosos,
    )


def firmantes(cargo: str, en: Sede, *, al: date) -> tuple[Firmante, ...]:
    """Return who holds a post on a day; the office's own rows stand before the package's."""
    titulo = cargos()[cargo]
    suyos = [
        f
        for f in en_vigor("firmantes", al)
        if f["cargo"] == cargo and _es_de(f, en.ooad, en.subdelegacion)
    ]
    propios = [f for f in suyos if not es_dudoso(f)] or suyos
    return tuple(
        Firmante(f["nombre"], titulo["nombre"], f["clave"], titulo["oficina"]) for f in propios
    )


@recordar()
def cargos() -> dict[str, Renglon]:
    """Return the posts by their code."""
    return {fila["codigo"]: fila for fila in renglones("cargos")}


def es_dudoso(fila: Renglon) -> bool:
    """Tell whether nobody has seen in its source what a row says."""
    return MARCAS[fila["marca"]] == "por confirmar"


def _es_de(fila: Renglon, ooad: str, subdelegacion: str) -> bool:
    return (fila["ooad"], fila["subdelegacion"]) == (ooad, subdelegacion)

"""Changes of incidencia: which may be asked for, with what evidence, and which are blocked.

The matrix is a table whose rows are in force on some days. What it does not name does not
proceed; and of what it names, an act of collection waits while the credit is blocked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cartera_lib.cartera.incidencia import nombres_de_incidencia
from cartera_lib.norma.tablas import Renglon, en_vigor, recordar

TODAS = "*"


@dataclass(frozen=True, slots=True)
class Transicion:
    """One change of incidencia and what it takes.

    ``general``: its row holds for a credit in any incidencia; ``con_multa``: the origin and its
    fine move together; ``tras_plazo``: only after the term to pay; ``clase``: the only class of
    document that it is for, empty when any.
    """

    de: str
    a: str
    soportes: tuple[str, ...]
    areas: tuple[str, ...]
    motivo: str
    general: bool = False
    con_multa: bool = False
    tras_plazo: bool = False
    clase: str = ""


def transicion(de: str, a: str, *, al: date) -> Transicion | None:
    """Return the change from one incidencia to another on a day, or None if none proceeds."""
    return transiciones(al).get((de, a))


def bloqueo(de: str, a: str, *, al: date) -> str:
    """Say what keeps a credit from an act of collection, empty when nothing does."""
    return _bloqueos(al).get((de, a), "")


def levanta(de: str, a: str, *, soporte: str, al: date) -> bool:
    """Tell whether a document lifts the block: the one that the matrix asks for that very exit."""
    paso = transicion(de, a, al=al)
    return paso is not None and not paso.general and soporte in paso.soportes


def motivo(de: str, a: str, *, al: date) -> str:
    """Say why a change does not proceed, and where the credit may go; empty when it does."""
    if impedimento := bloqueo(de, a, al=al):
        return f"De {de} no puede pasar a {a}: {impedimento}."
    if transicion(de, a, al=al):
        return ""
    destinos = ", ".join(salidas(de, al))
    alcance = f"de {de} se pasa a {destinos}" if destinos else f"de {de} no se pasa a ninguna"
    return f"De {de} no se pasa a {a}; {alcance}."


def salidas(de: str, al: date) -> tuple[str, ...]:
    """Return the incidencias to which a credit may go, those of any credit left out."""
    pasos = transiciones(al).values()
    return tuple(sorted(p.a for p in pasos if p.de == de and not p.general))


def bloqueantes(al: date) -> frozenset[str]:
    """Return the incidencias that keep a credit from acts of collection."""
    return frozenset(de for de, _ in _bloqueos(al))


@recordar(16)
def transiciones(al: date) -> dict[tuple[str, str], Transicion]:
    """Return every change in force on a day; a row that names the incidencia goes before «any»."""
    pasos: dict[tuple[str, str], Transicion] = {}
    filas = [fila for fila in en_vigor("transiciones", al) if not fila["bloqueo"]]
    for fila in sorted(filas, key=lambda fila: fila["de"] == TODAS):
        for de, a in _pares(fila):
            pasos.setdefault((de, a), _transicion(de, a, fila))
    return pasos


@recordar(16)
def _bloqueos(al: date) -> dict[tuple[str, str], str]:
    filas = [fila for fila in en_vigor("transiciones", al) if fila["bloqueo"]]
    return {par: fila["bloqueo"] for fila in filas for par in _pares(fila)}


def _pares(fila: Renglon) -> Iterator[tuple[str, str]]:
    origenes = nombres_de_incidencia() if fila["de"] == TODAS else fila["de"].split("|")
    return ((de, a) for de in origenes for a in fila["a"].split("|") if de != a)


def _transicion(de: str, a: str, fila: Renglon) -> Transicion:
    return Transicion(
        de=de,
        a=a,
        soportes=tuple(fila["soportes"].split("|")),
        areas=tuple(fila["areas"].split("|")),
        motivo=fila["motivo"],
        general=fila["de"] == TODAS,
        con_multa=fila["con_multa"] == "si",
        tras_plazo=fila["tras_plazo"] == "si",
        clase=fila["clase"],
    )

"""By what right a document is issued: competence, articles and remedies, in force on its day.

Nothing here is written in a template: a row that is not in force founds nothing.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from cartera_lib.cartera.sede import Sede, es_dudoso
from cartera_lib.norma.articulos import NOMBRES
from cartera_lib.norma.tablas import Renglon, en_vigor
from cartera_lib.valores.letras import apocopado

MATERIA, TERRITORIO = "materia", "territorio"


class Fundado(NamedTuple):
    """Texts in force on a day, and which of them nobody has seen in their source."""

    textos: tuple[str, ...]
    por_confirmar: tuple[str, ...]


def competencia(unidad: str, en: Sede, *, al: date) -> Fundado:
    """Return what makes a unit competent; nothing without both subject and territory.

    Fundamento: CFF 38; LSS 251-A.
    """
    suyas = [f for f in en_vigor("competencia", al) if f["unidad"] == unidad and _alcanza(f, en)]
    if {fila["clase"] for fila in suyas} != {MATERIA, TERRITORIO}:
        return Fundado((), ())
    por_norma: dict[str, list[str]] = {}
    for fila in suyas:
        por_norma.setdefault(fila["norma"], []).append(_cita(fila))
    textos = tuple(_junto(citas, norma) for norma, citas in por_norma.items())
    dudosas = [f"la competencia ({_cita(f)} del {f['norma']})" for f in suyas if es_dudoso(f)]
    return Fundado(textos, tuple(dudosas))


def fundamentos(clase: str, *, al: date) -> Fundado:
    """Return the articles on which a kind of document rests.

    Fundamento: CFF 38.
    """
    suyas = _de_clase("fundamentos", clase, al)
    dudosas = tuple(f["texto"] for f in suyas if es_dudoso(f))
    return Fundado(tuple(f["texto"] for f in suyas), dudosas)


def defensas(clase: str, *, al: date) -> Fundado:
    """Return the remedies against a kind of document, each with its term and its organ.

    Fundamento: LFDC 23.
    """
    suyas = _de_clase("defensas", clase, al)
    dudosas = tuple(f"el plazo o el órgano de «{f['recurso']}»" for f in suyas if es_dudoso(f))
    return Fundado(tuple(map(_defensa, suyas)), dudosas)


def _de_clase(tabla: str, clase: str, al: date) -> list[Renglon]:
    suyas = [f for f in en_vigor(tabla, al) if clase in f["clases"].split("|")]
    return sorted(suyas, key=lambda fila: int(fila["orden"]))


def _alcanza(fila: Renglon, en: Sede) -> bool:
    propia = (fila["ooad"], fila["subdelegacion"])
    return propia in {("", ""), (en.ooad, ""), (en.ooad, en.subdelegacion)}


def _cita(fila: Renglon) -> str:
    if not fila["articulo"][0].isdigit() or "." in fila["articulo"]:
        return f"apartado {fila['articulo']}"
    fraccion, inciso = fila["fraccion"], fila["inciso"]
    varias = "fracciones" if " y " in fraccion else "fracción"
    de_fraccion = f", {varias} {fraccion}" if fraccion else ""
    return f"artículo {fila['articulo']}{de_fraccion}{f', inciso {inciso})' if inciso else ''}"


def _junto(citas: Iterable[str], norma: str) -> str:
    return f"{'; '.join(citas)}, del {norma}"


def _defensa(fila: Renglon) -> str:
    dias, articulos = int(fila["dias"]), _articulos(fila["articulos"].split("|"))
    return (
        f"{fila['recurso']}, ante {fila['organo']}, dentro de los {apocopado(dias)} ({dias}) días "
        f"hábiles siguientes a aquel en que surta efectos la notificación ({articulos})."
    )


def _articulos(citas: list[str]) -> str:
    """Write short citations of one law as one: ``artículos 13 y 58-2 de la Ley…``."""
    leyes: dict[str, list[str]] = {}
    for cita in citas:
        ley, _, numero = cita.partition(" ")
        leyes.setdefault(ley, []).append(numero)
    return "; ".join(
        f"artículo{'s' * (len(numeros) > 1)} {' y '.join(numeros)} {NOMBRES[ley]}"
        for ley, numeros in leyes.items()
    )

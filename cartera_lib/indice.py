"""Floor 6: the 20 functions of the manual 7.1.2.2 and the code that answers for each."""

from importlib import import_module
from pkgutil import walk_packages
from typing import NamedTuple

import cartera_lib
from cartera_lib.norma.tablas import renglones
from cartera_lib.registry import ENTRADAS


class Funcion(NamedTuple):
    """One numeral: its matter and its entry points, as ``module.name``."""

    numeral: int
    materia: str
    entradas: tuple[str, ...]


def funciones() -> list[Funcion]:
    """Return the 20 functions with what the package registers for them."""
    for modulo in walk_packages(cartera_lib.__path__, "cartera_lib."):
        if not modulo.name.endswith("__main__") and ".migraciones" not in modulo.name:
            import_module(modulo.name)
    return [_funcion(int(fila["numeral"]), fila["materia"]) for fila in renglones("funciones")]


def tabla_markdown() -> str:
    """Return the functions as the table that the README carries."""
    lineas = ["| nº | función | responde |", "|---|---|---|"]
    for f in funciones():
        entradas = "<br>".join(f"`{e}`" for e in f.entradas) or "por construir"
        lineas.append(f"| {f.numeral} | {f.materia} | {entradas} |")
    return "\n".join(lineas)


def _funcion(numeral: int, materia: str) -> Funcion:
    entradas = {
        f"{e.__module__.removeprefix('cartera_lib.')}.{e.__name__}"
        for e in ENTRADAS.get(numeral, ())
    }
    return Funcion(numeral, materia, tuple(sorted(entradas)))

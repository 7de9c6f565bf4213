"""Which code answers for which article of law and for which numeral of the manual."""

from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar

from cartera_lib.norma.articulos import Articulo

Funcion: TypeAlias = Callable[..., Any]
F = TypeVar("F", bound=Funcion)

REGLAS: dict[Funcion, tuple[Articulo, ...]] = {}
ENTRADAS: dict[int, list[Funcion]] = {}


def fundamento(*articulos: Articulo) -> Callable[[F], F]:
    """Register a rule under the articles that it applies."""

    def registrar(regla: F) -> F:
        REGLAS[regla] = articulos
        return regla

    return registrar


def funcion(*numerales: int) -> Callable[[F], F]:
    """Register an entry point under the numerals of the manual 7.1.2.2 that it answers."""

    def registrar(entrada: F) -> F:
        for numeral in numerales:
            ENTRADAS.setdefault(numeral, []).append(entrada)
        return entrada

    return registrar


def fundamento_de(regla: Funcion) -> tuple[Articulo, ...]:
    """Return the articles that a registered rule applies."""
    return REGLAS[regla]

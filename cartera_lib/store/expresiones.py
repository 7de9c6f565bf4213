"""Words joined by and, or and not, as each engine's index of names wants them written."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSQUERY

from cartera_lib.store import esquema

Expresion: TypeAlias = "Palabra | Todas | Una | Sin"


@dataclass(frozen=True)
class Palabra:
    """A normalised word, or the beginning of one if not ``entera``."""

    palabra: str
    entera: bool = False


@dataclass(frozen=True)
class Todas:
    """Every part."""

    partes: Sequence[Expresion]


@dataclass(frozen=True)
class Una:
    """Some part."""

    partes: Sequence[Expresion]


@dataclass(frozen=True)
class Sin:
    """The first but not the second."""

    si: Expresion
    no: Expresion


def sin(si: Expresion, no: Expresion) -> Sin:
    """Return what has the first and lacks the second."""
    return Sin(si, no)


def condicion(motor: sa.Engine, buscado: Expresion) -> sa.ColumnElement[bool]:
    """Return the condition on ``patron`` that its name has what is looked for."""
    patron = esquema.patron
    if motor.dialect.name == "postgresql":
        # Written as the index is, or the server would not see that it may use it.
        palabras: sa.ColumnElement[Any] = sa.literal_column(
            "array_to_tsvector(string_to_array(patron.busqueda, ' '))"
        )
        return palabras.bool_op("@@")(sa.cast(_tsquery(buscado), TSQUERY))
    if sa.inspect(motor).has_table("patron_texto"):
        indice = sa.text("SELECT rowid FROM patron_texto WHERE patron_texto MATCH :buscado")
        return patron.c.id.in_(indice.bindparams(buscado=_fts5(buscado)))
    return _like(buscado)


def _fts5(buscado: Expresion) -> str:
    match buscado:
        case Palabra(palabra, entera):
            return f'"{palabra}"' if entera else f'"{palabra}" *'
        case Sin(si, no):
            return f"({_fts5(si)} NOT {_fts5(no)})"
        case Todas(partes):
            return f"({' AND '.join(map(_fts5, partes))})"
        case Una(partes):
            return f"({' OR '.join(map(_fts5, partes))})"


def _tsquery(buscado: Expresion) -> str:
    match buscado:
        case Palabra(palabra, entera):
            return f"'{palabra}'" if entera else f"'{palabra}':*"
        case Sin(si, no):
            return f"({_tsquery(si)} & !{_tsquery(no)})"
        case Todas(partes):
            return f"({' & '.join(map(_tsquery, partes))})"
        case Una(partes):
            return f"({' | '.join(map(_tsquery, partes))})"


def _like(buscado: Expresion) -> sa.ColumnElement[bool]:
    match buscado:
        case Palabra(palabra, entera):
            nombre = sa.literal(" ") + esquema.patron.c.busqueda + sa.literal(" ")
            return nombre.like(f"% {palabra} %" if entera else f"% {palabra}%")
        case Sin(si, no):
            return _like(si) & ~_like(no)
        case Todas(partes):
            return sa.and_(*map(_like, partes))
        case Una(partes):
            return sa.or_(*map(_like, partes))

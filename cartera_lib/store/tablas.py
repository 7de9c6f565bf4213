"""How the tables of the ledger are declared: columns by kind, and the act that each row is of."""

from typing import Any

import sqlalchemy as sa

from cartera_lib.store.esquema import DIA, ENTERO, METADATOS, TEXTO


def textos(*nombres: str, falta: bool = False) -> list[sa.Column[Any]]:
    """Return columns of text."""
    return [sa.Column(nombre, TEXTO, nullable=falta) for nombre in nombres]


def enteros(*nombres: str, falta: bool = False) -> list[sa.Column[Any]]:
    """Return columns of whole numbers."""
    return [sa.Column(nombre, ENTERO, nullable=falta) for nombre in nombres]


def fechas(*nombres: str, falta: bool = False) -> list[sa.Column[Any]]:
    """Return columns of days."""
    return [sa.Column(nombre, DIA, nullable=falta) for nombre in nombres]


def clave(nombre: str, tipo: Any = TEXTO) -> sa.Column[Any]:
    """Return a column of the primary key."""
    return sa.Column(nombre, tipo, primary_key=True, autoincrement=False)


def de_acto(*, clave: bool = False) -> sa.Column[Any]:
    """Return the column that says of which act a row is."""
    # Deferred: the row of an act is written after all that it brought, and seals it.
    acto_id = sa.ForeignKey("acto.id", deferrable=True, initially="DEFERRED")
    propios: Any = {"primary_key": clave, "nullable": False, "index": not clave}
    return sa.Column("acto_id", ENTERO, acto_id, autoincrement=False, **propios)


def tabla(nombre: str, *columnas: Any) -> sa.Table:
    """Return a table of the ledger."""
    # Without a number of its own SQLite keeps a hidden one, by which a row could be replaced.
    numerada = any(c.primary_key and c.name == "id" for c in columnas if isinstance(c, sa.Column))
    return sa.Table(nombre, METADATOS, *columnas, sqlite_strict=True, sqlite_with_rowid=numerada)

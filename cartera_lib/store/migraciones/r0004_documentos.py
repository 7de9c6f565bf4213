"""The issued documents: the lists they come from, their credits, their bytes and their fate.

A revision is frozen the day it is published: it repeats the schema instead of importing it.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from cartera_lib.store import candados, candados_libro

revision = "0004"
down_revision = "0003"

TEXTO = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
ENTERO = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DIA = sa.Date().with_variant(sa.Text(), "sqlite")
LLAVE = ("ramo", "registro", "credito", "periodo", "tipo_documento")
METADATOS = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def upgrade() -> None:
    """Create every table with its locks, and what is proved of each document and its fate."""
    base = op.get_bind()
    dialecto = base.dialect.name
    nuevas = [tabla for tabla in METADATOS.sorted_tables if tabla.name != "acto"]
    METADATOS.create_all(base, tables=nuevas, checkfirst=False)
    for tabla in nuevas:
        claves = candados.claves(tabla)
        for sentencia in candados.candado(dialecto, tabla.name, claves=claves, de="acto"):
            op.execute(sentencia)
        op.execute(candados.cierre(dialecto, tabla.name, de="acto"))
    for sentencia in candados_libro.pruebas_de_documentos(dialecto):
        op.execute(sentencia)


def _t(*nombres: str, falta: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(nombre, TEXTO, nullable=falta) for nombre in nombres]


def _n(*nombres: str, falta: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(nombre, ENTERO, nullable=falta) for nombre in nombres]


def _d(*nombres: str, falta: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(nombre, DIA, nullable=falta) for nombre in nombres]


def _clave(nombre: str, tipo: Any = TEXTO) -> sa.Column[Any]:
    return sa.Column(nombre, tipo, primary_key=True, autoincrement=False)


def _de_acto() -> sa.Column[Any]:
    # Deferred: the row of an act is written after all that it brought, and seals it.
    acto_id = sa.ForeignKey("acto.id", deferrable=True, initially="DEFERRED")
    return sa.Column("acto_id", ENTERO, acto_id, autoincrement=False, nullable=False, index=True)


def _tabla(nombre: str, *columnas: Any) -> sa.Table:
    # SQLite keeps no hidden number of a row, by which it could be replaced.
    return sa.Table(nombre, METADATOS, *columnas, sqlite_strict=True, sqlite_with_rowid=False)


sa.Table("acto", METADATOS, sa.Column("id", ENTERO, primary_key=True))

_tabla(
    "orden_de_emision",
    _clave("folio"),
    _de_acto(),
    *_t("clase"),
    *_d("corte"),
    *_t("filtro"),
    *_n("documentos", "creditos", "importe"),
    *_t("lista"),
)
_tabla(
    "emitido",
    _clave("folio"),
    _de_acto(),
    sa.Column("orden", TEXTO, sa.ForeignKey("orden_de_emision.folio"), nullable=True),
    *_t("clase", "serie"),
    *_n("ejercicio", "numero"),
    *_t("registro", "ramo"),
    *_d("fecha"),
    *_n("importe", "unico"),
    *_t("huella", "sha256", "datos"),
    sa.UniqueConstraint("serie", "ejercicio", "numero"),
    sa.Index(None, "orden"),
    sa.Index(None, "registro"),
    sa.Index(None, "sha256"),
    sa.CheckConstraint("numero >= 1", name="numero"),
    sa.CheckConstraint("unico IN (0, 1)", name="unico"),
)
_tabla(
    "emitido_credito",
    sa.Column("folio", TEXTO, sa.ForeignKey("emitido.folio"), primary_key=True),
    _clave("orden", ENTERO),
    _de_acto(),
    *_t(*LLAVE),
    *_n("importe"),
    sa.Index(None, "registro", "credito"),
)
_tabla(
    "papel",
    _clave("sha256"),
    _de_acto(),
    *_t("contenido"),
)
_tabla(
    "suceso",
    sa.Column("folio", TEXTO, sa.ForeignKey("emitido.folio"), primary_key=True),
    _clave("numero", ENTERO),
    _de_acto(),
    *_t("clase"),
    *_d("fecha"),
    *_t("detalle", "sha256"),
    sa.Index(None, "sha256"),
    sa.CheckConstraint("numero >= 1", name="numero"),
    sa.CheckConstraint(
        "clase IN ('REVISADO', 'FIRMADO', 'ENTREGADO', 'DILIGENCIADO', 'DEVUELTO',"
        " 'POR_RECOGER', 'ANULADO')",
        name="clase",
    ),
)

"""The expediente and the inventory: facts, papers, loans, books and marks.

A revision is frozen the day it is published: it repeats the schema instead of importing it.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from cartera_lib.store import candados, candados_libro

revision = "0003"
down_revision = "0002"

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
    """Create every table with its locks, and what is proved of who confirms a fact."""
    base = op.get_bind()
    dialecto = base.dialect.name
    nuevas = [tabla for tabla in METADATOS.sorted_tables if tabla.name != "acto"]
    METADATOS.create_all(base, tables=nuevas, checkfirst=False)
    for tabla in nuevas:
        claves = candados.claves(tabla)
        for sentencia in candados.candado(dialecto, tabla.name, claves=claves, de="acto"):
            op.execute(sentencia)
        op.execute(candados.cierre(dialecto, tabla.name, de="acto"))
    for sentencia in candados_libro.pruebas_de_expediente(dialecto):
        op.execute(sentencia)


def _t(*nombres: str, falta: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(nombre, TEXTO, nullable=falta) for nombre in nombres]


def _n(*nombres: str, falta: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(nombre, ENTERO, nullable=falta) for nombre in nombres]


def _d(*nombres: str, falta: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(nombre, DIA, nullable=falta) for nombre in nombres]


def _clave(nombre: str, tipo: Any = TEXTO) -> sa.Column[Any]:
    return sa.Column(nombre, tipo, primary_key=True, autoincrement=False)


def _de_acto(*, clave: bool = False) -> sa.Column[Any]:
    # Deferred: the row of an act is written after all that it brought, and seals it.
    acto_id = sa.ForeignKey("acto.id", deferrable=True, initially="DEFERRED")
    propios: Any = {"primary_key": clave, "nullable": False, "index": not clave}
    return sa.Column("acto_id", ENTERO, acto_id, autoincrement=False, **propios)


def _tabla(nombre: str, *columnas: Any) -> sa.Table:
    # Without a number of its own SQLite keeps a hidden one, by which a row could be replaced.
    numerada = any(c.primary_key and c.name == "id" for c in columnas if isinstance(c, sa.Column))
    return sa.Table(nombre, METADATOS, *columnas, sqlite_strict=True, sqlite_with_rowid=numerada)


sa.Table("acto", METADATOS, sa.Column("id", ENTERO, primary_key=True))

_tabla(
    "hecho",
    _clave("folio"),
    _de_acto(),
    *_t("codigo", *LLAVE),
    *_d("fecha"),
    *_t("medio", "defectos"),
    *_n("importe"),
    *_t("detalle", "soporte", "soporte_folio"),
    *_d("soporte_fecha"),
    *_t("soporte_sha256"),
    sa.Column("anula", TEXTO, sa.ForeignKey("hecho.folio"), nullable=True, unique=True),
    sa.Index(None, "registro"),
    sa.CheckConstraint("registro <> ''", name="registro"),
)
_tabla(
    "confirmacion",
    sa.Column("folio", TEXTO, sa.ForeignKey("hecho.folio"), primary_key=True),
    _de_acto(),
)
_tabla(
    "pieza",
    _clave("folio"),
    _de_acto(),
    *_t(*LLAVE, "clase", "numero"),
    *_d("fecha"),
    *_n("fojas"),
    *_t("ubicacion", "sha256"),
    sa.Index(None, "registro"),
    sa.CheckConstraint("registro <> '' AND fojas >= 1", name="pieza"),
)
_tabla(
    "traslado",
    sa.Column("pieza", TEXTO, sa.ForeignKey("pieza.folio"), primary_key=True),
    _clave("numero", ENTERO),
    _de_acto(),
    *_t("clase"),
    *_d("fecha"),
    *_t("a"),
    *_d("vence", falta=True),
    sa.CheckConstraint("clase IN ('UBICACION', 'PRESTAMO', 'DEVOLUCION')", name="clase"),
)
_tabla(
    "fijeza",
    _de_acto(clave=True),
    sa.Column("pieza", TEXTO, sa.ForeignKey("pieza.folio"), primary_key=True),
    *_t("hallado"),
    *_n("igual"),
    sa.Index(None, "pieza"),
    sa.CheckConstraint("igual IN (0, 1)", name="igual"),
)
_tabla(
    "inventario",
    _clave("folio"),
    _de_acto(),
    *_d("corte", "fecha"),
    *_t("lugar", "participantes"),
)
_tabla(
    "cuaderno",
    sa.Column("inventario", TEXTO, sa.ForeignKey("inventario.folio"), primary_key=True),
    _clave("numero", ENTERO),
    _de_acto(),
    *_t("responsable"),
    *_n("desde", "hasta"),
    sa.CheckConstraint("desde >= 1 AND hasta >= desde", name="rango"),
)
_tabla(
    "marca",
    sa.Column("inventario", TEXTO, sa.ForeignKey("inventario.folio"), primary_key=True),
    _clave("conteo", ENTERO),
    *(_clave(nombre) for nombre in LLAVE),
    _de_acto(),
    *_n("cuaderno"),
    *_t("marca"),
    *_n("importe", falta=True),
    *_t("dice", "observacion"),
    sa.CheckConstraint("conteo IN (1, 2)", name="conteo"),
)
_tabla(
    "cierre_de_inventario",
    sa.Column("inventario", TEXTO, sa.ForeignKey("inventario.folio"), primary_key=True),
    _de_acto(),
    *_d("fecha"),
    *_t("acta"),
)

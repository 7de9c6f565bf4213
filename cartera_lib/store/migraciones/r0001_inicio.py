"""First schema: loads, credits, rejections, notes, employers, words, payments and snapshots.

A revision is frozen the day it is published: it repeats the schema instead of importing it.
"""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from cartera_lib.store.candados import candado, cierre, funciones

revision = "0001"
down_revision = None

CLAVES: dict[str, list[tuple[str, ...]]] = {
    "carga": [
        ("id",),
        ("sha256",),
        ("huella_anterior",),
        ("huella",),
        ("ramo", "propios", "ooad", "subdelegacion", "al"),
    ],
    "patron": [("id",)],
    "palabra": [("palabra",)],
    "pago": [("id",)],
    "instantanea": [("id",)],
}
DE_UNA_CARGA = ("credito", "rechazo", "aviso", "patron", "pago")
FTS5 = (
    "CREATE VIRTUAL TABLE patron_texto USING fts5(busqueda, content='patron', content_rowid='id',"
    " tokenize='ascii', detail='none', columnsize=0)"
)
GIN = (
    "CREATE INDEX ix_patron_texto ON patron"
    " USING gin (array_to_tsvector(string_to_array(busqueda, ' ')))"
)


def upgrade() -> None:
    """Create every table with its locks and the index of employers' names."""
    postgresql = op.get_bind().dialect.name == "postgresql"
    for funcion in funciones(op.get_bind().dialect.name, "carga"):
        op.execute(funcion)
    for crear in (_carga, _credito, _rechazo_y_aviso, _patron, _pago, _instantanea):
        crear()
    for tabla in (*CLAVES, *DE_UNA_CARGA[:3]):
        for sentencia in candado(op.get_bind().dialect.name, tabla, claves=CLAVES.get(tabla, ())):
            op.execute(sentencia)
    for tabla in DE_UNA_CARGA:
        op.execute(cierre(op.get_bind().dialect.name, tabla))
    if postgresql:
        op.execute(GIN)
    elif op.get_bind().scalar(sa.text("SELECT sqlite_compileoption_used('ENABLE_FTS5')")):
        op.execute(FTS5)


def _textos(*nombres: str, falta: bool = False) -> Iterator[sa.Column[Any]]:
    for nombre in nombres:
        tipo = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
        yield sa.Column(nombre, tipo, nullable=falta)


def _enteros(*nombres: str, falta: bool = False) -> Iterator[sa.Column[Any]]:
    for nombre in nombres:
        tipo = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
        yield sa.Column(nombre, tipo, nullable=falta, autoincrement=False)


def _dias(*nombres: str, falta: bool = False) -> Iterator[sa.Column[Any]]:
    for nombre in nombres:
        yield sa.Column(nombre, sa.Date().with_variant(sa.Text(), "sqlite"), nullable=falta)


def _de_carga(tabla: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["carga_id"],
        ["carga.id"],
        name=f"fk_{tabla}_carga_id",
        deferrable=True,
        initially="DEFERRED",
    )


def _tabla(nombre: str, *partes: Any, sin_rowid: bool = False) -> None:
    op.create_table(nombre, *partes, sqlite_strict=True, sqlite_with_rowid=not sin_rowid)


def _carga() -> None:
    _tabla(
        "carga",
        *_enteros("id"),
        *_textos("clase", "archivo", "sha256"),
        *_textos("programa", "ramo", falta=True),
        sa.Column("propios", sa.Integer()),
        *_textos("ooad", "subdelegacion", falta=True),
        *_dias("al", falta=True),
        *_enteros("renglones", "aceptados", "rechazados", "avisos"),
        *_enteros("patrones", "creditos", "importe"),
        *_textos("contenido", "registrada_en", "huella_anterior", "huella"),
        sa.PrimaryKeyConstraint("id", name="pk_carga"),
        *(
            sa.UniqueConstraint(columna, name=f"uq_carga_{columna}")
            for columna in ("sha256", "huella_anterior", "huella")
        ),
        sa.CheckConstraint("clase IN ('rale', 'patrones', 'sipare')", name="ck_carga_clase"),
        sa.CheckConstraint("ramo IN ('COP', 'RCV')", name="ck_carga_ramo"),
        sa.CheckConstraint("propios IN (0, 1)", name="ck_carga_propios"),
        sa.CheckConstraint("renglones = aceptados + rechazados", name="ck_carga_conservacion"),
        sa.CheckConstraint(
            "clase <> 'rale' OR (ramo IS NOT NULL AND propios IS NOT NULL AND ooad IS NOT NULL"
            " AND subdelegacion IS NOT NULL AND al IS NOT NULL)",
            name="ck_carga_corte",
        ),
    )
    rale = sa.text("clase = 'rale'")
    corte = ["ramo", "propios", "ooad", "subdelegacion", "al"]
    op.create_index(
        "uq_carga_corte", "carga", corte, unique=True, sqlite_where=rale, postgresql_where=rale
    )


def _credito() -> None:
    _tabla(
        "credito",
        *_enteros("carga_id"),
        *_textos("registro"),
        *_enteros("renglon"),
        *_textos("movimiento", falta=True),
        *_dias("fecha_movimiento", falta=True),
        *_textos("sector", falta=True),
        *_textos("credito"),
        *_textos("ce", falta=True),
        *_textos("periodo", "tipo_documento"),
        *_dias("fecha_alta"),
        *_dias("fecha_notificacion", falta=True),
        *_textos("incidencia"),
        *_dias("fecha_incidencia", falta=True),
        sa.Column("dias", sa.Integer(), nullable=False),
        *_enteros("importe"),
        *_textos("ooad_control", "subdelegacion_control", falta=True),
        sa.PrimaryKeyConstraint("carga_id", "registro", "renglon", name="pk_credito"),
        _de_carga("credito"),
        sin_rowid=True,
    )


def _rechazo_y_aviso() -> None:
    for nombre, textos in (
        ("rechazo", ("texto", "codigos", "causas")),
        ("aviso", ("codigo", "detalle")),
    ):
        _tabla(
            nombre,
            *_enteros("carga_id", "orden"),
            *_enteros("renglon"),
            *_textos(*textos),
            sa.PrimaryKeyConstraint("carga_id", "orden", name=f"pk_{nombre}"),
            _de_carga(nombre),
            sin_rowid=True,
        )


def _patron() -> None:
    _tabla(
        "patron",
        *_enteros("id"),
        *_enteros("carga_id"),
        *_textos("registro"),
        *_textos("digito", falta=True),
        *_textos("nombre"),
        *_textos("rfc", "actividad", "domicilio", "codigo_postal", falta=True),
        *_textos("municipio", "sector", falta=True),
        *_enteros("trabajadores", falta=True),
        *_textos("clase_riesgo", "prima_rt", falta=True),
        *_dias("fecha_alta", "fecha_baja", falta=True),
        *_textos("situacion", "representante", falta=True),
        *_textos("busqueda"),
        sa.PrimaryKeyConstraint("id", name="pk_patron"),
        _de_carga("patron"),
    )
    op.create_index("ix_patron_carga_id", "patron", ["carga_id"])
    op.create_index("ix_patron_registro_carga_id", "patron", ["registro", "carga_id"])
    op.create_index("ix_patron_rfc", "patron", ["rfc"])
    _tabla(
        "palabra",
        *_textos("palabra", "sonido"),
        sa.PrimaryKeyConstraint("palabra", name="pk_palabra"),
        sin_rowid=True,
    )
    op.create_index("ix_palabra_sonido", "palabra", ["sonido"])


def _pago() -> None:
    _tabla(
        "pago",
        *_enteros("id"),
        *_enteros("carga_id"),
        *_textos("registro"),
        *_textos("digito", falta=True),
        *_textos("periodo"),
        *_enteros("importe_imss", "importe_rcv", "importe_vivienda", "importe_acv", "total"),
        *_dias("fecha_limite", falta=True),
        sa.Column("fecha_pago", sa.DateTime().with_variant(sa.Text(), "sqlite"), nullable=False),
        *_textos("linea_captura", "entidad", "medio", "origen", falta=True),
        *_textos("ooad", "subdelegacion", "razon_social", falta=True),
        sa.PrimaryKeyConstraint("id", name="pk_pago"),
        _de_carga("pago"),
    )
    op.create_index("ix_pago_carga_id", "pago", ["carga_id"])
    op.create_index("ix_pago_registro_periodo", "pago", ["registro", "periodo"])
    op.create_index("ix_pago_fecha_pago", "pago", ["fecha_pago"])


def _instantanea() -> None:
    _tabla(
        "instantanea",
        *_enteros("id"),
        *_enteros("carga_id"),
        *_textos("archivo", "sha256", "motivo", "escrita_en"),
        sa.PrimaryKeyConstraint("id", name="pk_instantanea"),
        _de_carga("instantanea"),
    )
    op.create_index("ix_instantanea_carga_id", "instantanea", ["carga_id"])

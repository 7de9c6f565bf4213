"""The ledger: acts, accounts, movements, requirements, fichas, deposits and póliza lines.

A revision is frozen the day it is published: it repeats the schema instead of importing it.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from cartera_lib.store import candados, candados_libro

revision = "0002"
down_revision = "0001"

TEXTO = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
ENTERO = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DIA = sa.Date().with_variant(sa.Text(), "sqlite")
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
    """Create every table with its locks, and what is proved of each act as it is sealed."""
    base = op.get_bind()
    METADATOS.create_all(base, checkfirst=False)
    dialecto = base.dialect.name
    for sentencia in candados.funciones(dialecto, "acto"):
        op.execute(sentencia)
    for tabla in METADATOS.sorted_tables:
        claves = candados.claves(tabla)
        for sentencia in candados.candado(dialecto, tabla.name, claves=claves, de="acto"):
            op.execute(sentencia)
        if tabla.name != "acto":
            op.execute(candados.cierre(dialecto, tabla.name, de="acto"))
    for sentencia in candados_libro.pruebas(dialecto):
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


_tabla(
    "acto",
    _clave("id", ENTERO),
    *_t("clase", "quien", "llave"),
    *_d("al"),
    *_t("nota", "contenido", "registrado_en", "huella_anterior", "huella"),
    sa.UniqueConstraint("llave"),
    sa.UniqueConstraint("huella_anterior"),
    sa.UniqueConstraint("huella"),
    sa.CheckConstraint("quien = trim(quien) AND quien <> ''", name="quien"),
)

_tabla(
    "recepcion",
    _de_acto(clave=True),
    *_t("archivo", "sha256", "clase"),
    *_n("renglones", "aceptados", "rechazados", "importe_aceptado", "importe_rechazado"),
    sa.CheckConstraint("renglones = aceptados + rechazados", name="conservacion"),
)
_tabla(
    "rechazado",
    _de_acto(clave=True),
    _clave("orden", ENTERO),
    *_n("renglon"),
    *_t("texto", "codigos", "causas"),
)

_tabla(
    "cuenta",
    _clave("id", ENTERO),
    _de_acto(),
    *_t("ramo", "registro", "credito", "periodo", "tipo_documento"),
    *_n("propios"),
    *_t("ooad", "subdelegacion"),
    *_d("fecha_alta"),
    sa.UniqueConstraint("registro", "credito", "periodo", "tipo_documento", "ramo"),
    sa.CheckConstraint("ramo IN ('COP', 'RCV')", name="ramo"),
    sa.CheckConstraint("propios IN (0, 1)", name="propios"),
)

_tabla(
    "movimiento",
    _clave("id", ENTERO),
    _de_acto(),
    sa.Column("cuenta_id", ENTERO, sa.ForeignKey("cuenta.id"), nullable=False),
    *_n("numero"),
    *_t("transaccion", "rubro"),
    *_n("importe", "efecto", "saldo_antes", "saldo_despues"),
    *_t("incidencia_antes", "incidencia_despues"),
    *_d("fecha_efecto"),
    *_d("fecha_incidencia", "fecha_notificacion", falta=True),
    *_t("origen"),
    sa.Column("corrige", ENTERO, sa.ForeignKey("movimiento.id"), nullable=True, unique=True),
    *_t("soporte", "soporte_folio", falta=True),
    *_d("soporte_fecha", falta=True),
    *_t("soporte_sha256", falta=True),
    sa.UniqueConstraint("cuenta_id", "numero"),
    sa.Index(None, "origen"),
    sa.CheckConstraint("numero >= 1", name="numero"),
    sa.CheckConstraint("saldo_despues = saldo_antes + efecto", name="saldo"),
    sa.CheckConstraint("saldo_despues >= 0", name="sin_negativos"),
    sa.CheckConstraint(
        "efecto = CASE rubro WHEN 'HISTORICO' THEN importe ELSE 0 END", name="efecto"
    ),
    sa.CheckConstraint("numero > 1 OR (saldo_antes = 0 AND incidencia_antes = '')", name="primero"),
)

_tabla(
    "requerimiento",
    _clave("folio"),
    _de_acto(),
    *_t("area", "folio_area"),
    *_d("fecha", falta=True),
    *_t("cedula", "firmante"),
    *_n("creditos", "importe"),
    *_t("reingreso_de", "autorizo", "archivo"),
    sa.Index(None, "area", "folio_area"),
)
_tabla(
    "renglon",
    sa.Column("folio", TEXTO, sa.ForeignKey("requerimiento.folio"), primary_key=True),
    _clave("orden", ENTERO),
    _de_acto(),
    *_t("registro", "credito", "periodo", "tipo_documento", "ramo", "transaccion"),
    *_n("importe", falta=True),
    *_t("clave_ajuste", "incidencia"),
    *_d("fecha_efecto", "fecha_notificacion", falta=True),
    *_t("soporte", "soporte_folio"),
    *_d("soporte_fecha", falta=True),
    *_n("soporte_importe", falta=True),
    *_t("soporte_sha256", "ilegibles"),
)
_tabla(
    "revision",
    sa.Column("folio", TEXTO, sa.ForeignKey("requerimiento.folio"), primary_key=True),
    _de_acto(),
    *_t("resultado"),
    sa.CheckConstraint("resultado IN ('ACEPTADO', 'DEVUELTO')", name="resultado"),
)
_tabla(
    "causa",
    _clave("folio"),
    _clave("numero", ENTERO),
    _de_acto(),
    *_n("orden"),
    *_t("codigo", "texto", "correccion", "campo", "valor"),
)
_tabla(
    "afectacion",
    sa.Column("folio", TEXTO, sa.ForeignKey("requerimiento.folio"), primary_key=True),
    _de_acto(),
)
_tabla(
    "verificacion",
    _de_acto(clave=True),
    sa.Column("movimiento_id", ENTERO, sa.ForeignKey("movimiento.id"), primary_key=True),
    *_t("producto"),
    *_n("adecuada", "completa"),
    *_t("causa"),
    sa.Index(None, "movimiento_id"),
    sa.CheckConstraint("(adecuada = 1 AND completa = 1) = (causa = '')", name="causa"),
)

_tabla(
    "solicitud",
    _clave("folio"),
    _de_acto(),
    *_t("area", "folio_area"),
    *_d("fecha", "al"),
    *_t("firmante", "registro"),
    *_n("total"),
    *_t("convenio", "reingreso_de"),
)
_tabla(
    "solicitud_devuelta",
    sa.Column("folio", TEXTO, sa.ForeignKey("solicitud.folio"), primary_key=True),
    _de_acto(),
)
_tabla(
    "ficha",
    _clave("folio"),
    _de_acto(),
    *_t("referencia", "registro", "ramo"),
    *_d("fecha", "vence"),
    *_n("importe"),
    *_t("area"),
    sa.Column("solicitud", TEXTO, sa.ForeignKey("solicitud.folio"), nullable=True, unique=True),
    sa.UniqueConstraint("referencia"),
    sa.CheckConstraint("importe > 0 AND vence >= fecha", name="ficha"),
)
_tabla(  # of a request or of a ficha: ``folio`` is of the one or of the other
    "concepto",
    _clave("folio"),
    _clave("orden", ENTERO),
    _de_acto(),
    *_t("ramo", "registro", "credito", "periodo", "tipo_documento", "rubro"),
    *_n("importe"),
)
_tabla(
    "desenlace",
    sa.Column("folio", TEXTO, sa.ForeignKey("ficha.folio"), primary_key=True),
    _de_acto(),
    *_t("fin"),
    *_d("fecha"),
    *_t("motivo"),
)

_tabla(
    "deposito",
    _clave("clave"),
    _de_acto(),
    *_n("renglon"),
    *_t("folio"),
    *_d("fecha"),
    *_t("referencia", "registro", "concepto"),
    *_n("importe"),
    *_t("banco"),
    sa.Index(None, "referencia"),
    sa.CheckConstraint("importe > 0", name="importe"),
)
_tabla(
    "aplicacion",
    sa.Column("clave", TEXTO, sa.ForeignKey("deposito.clave"), primary_key=True),
    _clave("numero", ENTERO),  # of the part within its deposit, whatever the act that wrote it
    _de_acto(),
    *_t("destino"),
    *_n("importe"),  # negative in the part that undoes another one, when it is cleared up
    *_t("caso", "motivo", "ficha", "ramo"),
    sa.CheckConstraint("destino IN ('APLICADO', 'POR_ACLARAR')", name="destino"),
)

_tabla(
    "asiento",
    _de_acto(clave=True),
    _clave("orden", ENTERO),
    *_t("transaccion", "rubro", "ramo", "tipo_documento"),
    *_n("ejercicio"),
    *_t("cuenta"),
    *_n("debe", "haber"),
    sa.CheckConstraint("debe >= 0 AND haber >= 0 AND (debe = 0) <> (haber = 0)", name="un_lado"),
)
_tabla(
    "poliza",
    _clave("mes"),
    _clave("numero"),
    _de_acto(),
    *_d("fecha"),
)
_tabla(
    "partida",
    _clave("clave"),
    _de_acto(),
    *_t("clase", "detalle"),
    *_n("importe"),
    *_d("fecha"),
    *_t("dueno", "accion"),
)
_tabla(
    "cierre",
    sa.Column("clave", TEXTO, sa.ForeignKey("partida.clave"), primary_key=True),
    _de_acto(),
    *_t("explicacion"),
    *_d("fecha"),
)

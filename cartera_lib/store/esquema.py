"""Tables of the store: loads, credits of each cut, rejections, notes, employers and payments.

Every table only grows (the triggers are in ``candados``). Money is whole centavos; a day is a
DATE on PostgreSQL and ISO text on SQLite, whose STRICT tables know no dates. Text compares
byte by byte on both, so an order or a page is the same on both.
"""

from typing import Any

import sqlalchemy as sa

TEXTO = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
ENTERO = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


class Tiempo(sa.types.TypeDecorator[str]):
    """A day or an instant, written as ISO text and read as the database has it."""

    impl = sa.Date
    cache_ok = True

    def __init__(self, propio: type[sa.Date] | type[sa.DateTime]) -> None:
        """Keep the type of the databases that have one."""
        super().__init__()
        self.propio = propio

    def load_dialect_impl(self, dialect: sa.Dialect) -> sa.types.TypeEngine[Any]:
        """Use text on SQLite."""
        return sa.Text() if dialect.name == "sqlite" else self.propio()

    def coerce_compared_value(self, op: Any, value: Any) -> sa.types.TypeEngine[Any]:
        """Compare with ISO text as with a day."""
        return self


DIA, INSTANTE = Tiempo(sa.Date), Tiempo(sa.DateTime)

METADATOS = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
SOLO_RALE = sa.text("clase = 'rale'")
CORTE = ("ramo", "propios", "ooad", "subdelegacion", "al")


def _dato(nombre: str, tipo: Any, *, falta: bool = False) -> sa.Column[Any]:
    return sa.Column(nombre, tipo, nullable=falta)


def _clave(nombre: str) -> sa.Column[Any]:
    return sa.Column(nombre, ENTERO, primary_key=True, autoincrement=False)


def _de_carga(*, clave: bool = False) -> sa.Column[Any]:
    # Deferred: the row of a load is written after all that it brought, and closes it.
    return sa.Column(
        "carga_id",
        ENTERO,
        sa.ForeignKey("carga.id", deferrable=True, initially="DEFERRED"),
        primary_key=clave,
        nullable=False,
        autoincrement=False,
    )


carga = sa.Table(
    "carga",
    METADATOS,
    _clave("id"),
    _dato("clase", TEXTO),
    _dato("archivo", TEXTO),
    _dato("sha256", TEXTO),
    _dato("programa", TEXTO, falta=True),
    _dato("ramo", TEXTO, falta=True),
    _dato("propios", sa.Integer(), falta=True),
    _dato("ooad", TEXTO, falta=True),
    _dato("subdelegacion", TEXTO, falta=True),
    _dato("al", DIA, falta=True),
    _dato("renglones", ENTERO),
    _dato("aceptados", ENTERO),
    _dato("rechazados", ENTERO),
    _dato("avisos", ENTERO),
    _dato("patrones", ENTERO),
    _dato("creditos", ENTERO),
    _dato("importe", ENTERO),
    _dato("contenido", TEXTO),
    _dato("registrada_en", TEXTO),
    _dato("huella_anterior", TEXTO),
    _dato("huella", TEXTO),
    sa.UniqueConstraint("sha256"),
    sa.UniqueConstraint("huella_anterior"),
    sa.UniqueConstraint("huella"),
    sa.CheckConstraint("clase IN ('rale', 'patrones', 'sipare')", name="clase"),
    sa.CheckConstraint("ramo IN ('COP', 'RCV')", name="ramo"),
    sa.CheckConstraint("propios IN (0, 1)", name="propios"),
    sa.CheckConstraint("renglones = aceptados + rechazados", name="conservacion"),
    sa.CheckConstraint(
        "clase <> 'rale' OR (ramo IS NOT NULL AND propios IS NOT NULL AND ooad IS NOT NULL"
        " AND subdelegacion IS NOT NULL AND al IS NOT NULL)",
        name="corte",
    ),
    sqlite_strict=True,
)
sa.Index(
    "uq_carga_corte",
    *(carga.c[columna] for columna in CORTE),
    unique=True,
    sqlite_where=SOLO_RALE,
    postgresql_where=SOLO_RALE,
)

credito = sa.Table(
    "credito",
    METADATOS,
    _de_carga(clave=True),
    sa.Column("registro", TEXTO, primary_key=True),
    _clave("renglon"),
    _dato("movimiento", TEXTO, falta=True),
    _dato("fecha_movimiento", DIA, falta=True),
    _dato("sector", TEXTO, falta=True),
    _dato("credito", TEXTO),
    _dato("ce", TEXTO, falta=True),
    _dato("periodo", TEXTO),
    _dato("tipo_documento", TEXTO),
    _dato("fecha_alta", DIA),
    _dato("fecha_notificacion", DIA, falta=True),
    _dato("incidencia", TEXTO),
    _dato("fecha_incidencia", DIA, falta=True),
    _dato("dias", sa.Integer()),
    _dato("importe", ENTERO),
    _dato("ooad_control", TEXTO, falta=True),
    _dato("subdelegacion_control", TEXTO, falta=True),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

rechazo = sa.Table(
    "rechazo",
    METADATOS,
    _de_carga(clave=True),
    _clave("orden"),
    _dato("renglon", ENTERO),
    _dato("texto", TEXTO),
    _dato("codigos", TEXTO),
    _dato("causas", TEXTO),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

aviso = sa.Table(
    "aviso",
    METADATOS,
    _de_carga(clave=True),
    _clave("orden"),
    _dato("renglon", ENTERO),
    _dato("codigo", TEXTO),
    _dato("detalle", TEXTO),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

patron = sa.Table(
    "patron",
    METADATOS,
    _clave("id"),
    _de_carga(),
    _dato("registro", TEXTO),
    _dato("digito", TEXTO, falta=True),
    _dato("nombre", TEXTO),
    _dato("rfc", TEXTO, falta=True),
    _dato("actividad", TEXTO, falta=True),
    _dato("domicilio", TEXTO, falta=True),
    _dato("codigo_postal", TEXTO, falta=True),
    _dato("municipio", TEXTO, falta=True),
    _dato("sector", TEXTO, falta=True),
    _dato("trabajadores", ENTERO, falta=True),
    _dato("clase_riesgo", TEXTO, falta=True),
    _dato("prima_rt", TEXTO, falta=True),
    _dato("fecha_alta", DIA, falta=True),
    _dato("fecha_baja", DIA, falta=True),
    _dato("situacion", TEXTO, falta=True),
    _dato("representante", TEXTO, falta=True),
    _dato("busqueda", TEXTO),
    sa.Index(None, "carga_id"),
    sa.Index(None, "registro", "carga_id"),
    sa.Index(None, "rfc"),
    sqlite_strict=True,
)

palabra = sa.Table(
    "palabra",
    METADATOS,
    sa.Column("palabra", TEXTO, primary_key=True),
    _dato("sonido", TEXTO),
    sa.Index(None, "sonido"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

pago = sa.Table(
    "pago",
    METADATOS,
    _clave("id"),
    _de_carga(),
    _dato("registro", TEXTO),
    _dato("digito", TEXTO, falta=True),
    _dato("periodo", TEXTO),
    _dato("importe_imss", ENTERO),
    _dato("importe_rcv", ENTERO),
    _dato("importe_vivienda", ENTERO),
    _dato("importe_acv", ENTERO),
    _dato("total", ENTERO),
    _dato("fecha_limite", DIA, falta=True),
    _dato("fecha_pago", INSTANTE),
    _dato("linea_captura", TEXTO, falta=True),
    _dato("entidad", TEXTO, falta=True),
    _dato("medio", TEXTO, falta=True),
    _dato("origen", TEXTO, falta=True),
    _dato("ooad", TEXTO, falta=True),
    _dato("subdelegacion", TEXTO, falta=True),
    _dato("razon_social", TEXTO, falta=True),
    sa.Index(None, "carga_id"),
    sa.Index(None, "registro", "periodo"),
    sa.Index(None, "fecha_pago"),
    sqlite_strict=True,
)

instantanea = sa.Table(
    "instantanea",
    METADATOS,
    _clave("id"),
    _de_carga(),
    _dato("archivo", TEXTO),
    _dato("sha256", TEXTO),
    _dato("motivo", TEXTO),
    _dato("escrita_en", TEXTO),
    sa.Index(None, "carga_id"),
    sqlite_strict=True,
)

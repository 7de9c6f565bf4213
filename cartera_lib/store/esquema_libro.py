"""Tables of the ledger: acts, accounts, movements, requirements, fichas, deposits, póliza lines.

Every row belongs to an act, whose own row is written last and seals it: from then on nothing
can be added to it, and its hash covers all that it brought. Parts point to one another by the
keys that people use (folios), so that a row says by itself what it is about. A member of an
enum is kept by its name, a list (``codigos``, ``causas``, ``ilegibles``) as JSON.
"""

import sqlalchemy as sa

from cartera_lib.store import esquema_documentos, esquema_expediente
from cartera_lib.store.esquema import ENTERO, TEXTO
from cartera_lib.store.tablas import clave, de_acto, enteros, fechas, tabla, textos

acto = tabla(
    "acto",
    clave("id", ENTERO),
    *textos("clase", "quien", "llave"),
    *fechas("al"),
    *textos("nota", "contenido", "registrado_en", "huella_anterior", "huella"),
    sa.UniqueConstraint("llave"),
    sa.UniqueConstraint("huella_anterior"),
    sa.UniqueConstraint("huella"),
    sa.CheckConstraint("quien = trim(quien) AND quien <> ''", name="quien"),
)

recepcion = tabla(
    "recepcion",
    de_acto(clave=True),
    *textos("archivo", "sha256", "clase"),
    *enteros("renglones", "aceptados", "rechazados", "importe_aceptado", "importe_rechazado"),
    sa.CheckConstraint("renglones = aceptados + rechazados", name="conservacion"),
)
rechazado = tabla(
    "rechazado",
    de_acto(clave=True),
    clave("orden", ENTERO),
    *enteros("renglon"),
    *textos("texto", "codigos", "causas"),
)

cuenta = tabla(
    "cuenta",
    clave("id", ENTERO),
    de_acto(),
    *textos("ramo", "registro", "credito", "periodo", "tipo_documento"),
    *enteros("propios"),
    *textos("ooad", "subdelegacion"),
    *fechas("fecha_alta"),
    sa.UniqueConstraint("registro", "credito", "periodo", "tipo_documento", "ramo"),
    sa.CheckConstraint("ramo IN ('COP', 'RCV')", name="ramo"),
    sa.CheckConstraint("propios IN (0, 1)", name="propios"),
)

movimiento = tabla(
    "movimiento",
    clave("id", ENTERO),
    de_acto(),
    sa.Column("cuenta_id", ENTERO, sa.ForeignKey("cuenta.id"), nullable=False),
    *enteros("numero"),
    *textos("transaccion", "rubro"),
    *enteros("importe", "efecto", "saldo_antes", "saldo_despues"),
    *textos("incidencia_antes", "incidencia_despues"),
    *fechas("fecha_efecto"),
    *fechas("fecha_incidencia", "fecha_notificacion", falta=True),
    *textos("origen"),
    sa.Column("corrige", ENTERO, sa.ForeignKey("movimiento.id"), nullable=True, unique=True),
    *textos("soporte", "soporte_folio", falta=True),
    *fechas("soporte_fecha", falta=True),
    *textos("soporte_sha256", falta=True),
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

requerimiento = tabla(
    "requerimiento",
    clave("folio"),
    de_acto(),
    *textos("area", "folio_area"),
    *fechas("fecha", falta=True),
    *textos("cedula", "firmante"),
    *enteros("creditos", "importe"),
    *textos("reingreso_de", "autorizo", "archivo"),
    sa.Index(None, "area", "folio_area"),
)
renglon = tabla(
    "renglon",
    sa.Column("folio", TEXTO, sa.ForeignKey("requerimiento.folio"), primary_key=True),
    clave("orden", ENTERO),
    de_acto(),
    *textos("registro", "credito", "periodo", "tipo_documento", "ramo", "transaccion"),
    *enteros("importe", falta=True),
    *textos("clave_ajuste", "incidencia"),
    *fechas("fecha_efecto", "fecha_notificacion", falta=True),
    *textos("soporte", "soporte_folio"),
    *fechas("soporte_fecha", falta=True),
    *enteros("soporte_importe", falta=True),
    *textos("soporte_sha256", "ilegibles"),
)
revision = tabla(
    "revision",
    sa.Column("folio", TEXTO, sa.ForeignKey("requerimiento.folio"), primary_key=True),
    de_acto(),
    *textos("resultado"),
    sa.CheckConstraint("resultado IN ('ACEPTADO', 'DEVUELTO')", name="resultado"),
)
causa = tabla(
    "causa",
    clave("folio"),
    clave("numero", ENTERO),
    de_acto(),
    *enteros("orden"),
    *textos("codigo", "texto", "correccion", "campo", "valor"),
)
afectacion = tabla(
    "afectacion",
    sa.Column("folio", TEXTO, sa.ForeignKey("requerimiento.folio"), primary_key=True),
    de_acto(),
)
verificacion = tabla(
    "verificacion",
    de_acto(clave=True),
    sa.Column("movimiento_id", ENTERO, sa.ForeignKey("movimiento.id"), primary_key=True),
    *textos("producto"),
    *enteros("adecuada", "completa"),
    *textos("causa"),
    sa.Index(None, "movimiento_id"),
    sa.CheckConstraint("(adecuada = 1 AND completa = 1) = (causa = '')", name="causa"),
)

solicitud = tabla(
    "solicitud",
    clave("folio"),
    de_acto(),
    *textos("area", "folio_area"),
    *fechas("fecha", "al"),
    *textos("firmante", "registro"),
    *enteros("total"),
    *textos("convenio", "reingreso_de"),
)
solicitud_devuelta = tabla(
    "solicitud_devuelta",
    sa.Column("folio", TEXTO, sa.ForeignKey("solicitud.folio"), primary_key=True),
    de_acto(),
)
ficha = tabla(
    "ficha",
    clave("folio"),
    de_acto(),
    *textos("referencia", "registro", "ramo"),
    *fechas("fecha", "vence"),
    *enteros("importe"),
    *textos("area"),
    sa.Column("solicitud", TEXTO, sa.ForeignKey("solicitud.folio"), nullable=True, unique=True),
    sa.UniqueConstraint("referencia"),
    sa.CheckConstraint("importe > 0 AND vence >= fecha", name="ficha"),
)
concepto = tabla(  # of a request or of a ficha: ``folio`` is of the one or of the other
    "concepto",
    clave("folio"),
    clave("orden", ENTERO),
    de_acto(),
    *textos("ramo", "registro", "credito", "periodo", "tipo_documento", "rubro"),
    *enteros("importe"),
)
desenlace = tabla(
    "desenlace",
    sa.Column("folio", TEXTO, sa.ForeignKey("ficha.folio"), primary_key=True),
    de_acto(),
    *textos("fin"),
    *fechas("fecha"),
    *textos("motivo"),
)

deposito = tabla(
    "deposito",
    clave("clave"),
    de_acto(),
    *enteros("renglon"),
    *textos("folio"),
    *fechas("fecha"),
    *textos("referencia", "registro", "concepto"),
    *enteros("importe"),
    *textos("banco"),
    sa.Index(None, "referencia"),
    sa.CheckConstraint("importe > 0", name="importe"),
)
aplicacion = tabla(
    "aplicacion",
    sa.Column("clave", TEXTO, sa.ForeignKey("deposito.clave"), primary_key=True),
    clave("numero", ENTERO),  # of the part within its deposit, whatever the act that wrote it
    de_acto(),
    *textos("destino"),
    *enteros("importe"),  # negative in the part that undoes another one, when it is cleared up
    *textos("caso", "motivo", "ficha", "ramo"),
    sa.CheckConstraint("destino IN ('APLICADO', 'POR_ACLARAR')", name="destino"),
)

asiento = tabla(
    "asiento",
    de_acto(clave=True),
    clave("orden", ENTERO),
    *textos("transaccion", "rubro", "ramo", "tipo_documento"),
    *enteros("ejercicio"),
    *textos("cuenta"),
    *enteros("debe", "haber"),
    sa.CheckConstraint("debe >= 0 AND haber >= 0 AND (debe = 0) <> (haber = 0)", name="un_lado"),
)
poliza = tabla(
    "poliza",
    clave("mes"),
    clave("numero"),
    de_acto(),
    *fechas("fecha"),
)
partida = tabla(
    "partida",
    clave("clave"),
    de_acto(),
    *textos("clase", "detalle"),
    *enteros("importe"),
    *fechas("fecha"),
    *textos("dueno", "accion"),
)
cierre = tabla(
    "cierre",
    sa.Column("clave", TEXTO, sa.ForeignKey("partida.clave"), primary_key=True),
    de_acto(),
    *textos("explicacion"),
    *fechas("fecha"),
)

PARTES: tuple[sa.Table, ...] = (
    *(recepcion, rechazado, cuenta, movimiento, requerimiento, renglon, revision, causa),
    *(afectacion, verificacion, solicitud, solicitud_devuelta, ficha, concepto, desenlace),
    *(deposito, aplicacion, asiento, poliza, partida, cierre),
    *esquema_expediente.PARTES,
    *esquema_documentos.PARTES,
)
"""The tables of an act, in the order in which they are written and hashed."""

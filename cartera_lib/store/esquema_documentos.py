"""Tables of the issued documents: lists frozen to issue, what was issued, its bytes, its fate.

The bytes of a document are kept once, by their hash; what is long comes last in a row, so that
a list does not read it.
"""

import sqlalchemy as sa

from cartera_lib.store.esquema import ENTERO, TEXTO
from cartera_lib.store.tablas import clave, de_acto, enteros, fechas, tabla, textos

LLAVE = ("ramo", "registro", "credito", "periodo", "tipo_documento")

orden_de_emision = tabla(
    "orden_de_emision",
    clave("folio"),
    de_acto(),
    *textos("clase"),
    *fechas("corte"),
    *textos("filtro"),
    *enteros("documentos", "creditos", "importe"),
    *textos("lista"),
)
emitido = tabla(
    "emitido",
    clave("folio"),
    de_acto(),
    sa.Column("orden", TEXTO, sa.ForeignKey("orden_de_emision.folio"), nullable=True),
    *textos("clase", "serie"),
    *enteros("ejercicio", "numero"),
    *textos("registro", "ramo"),
    *fechas("fecha"),
    *enteros("importe", "unico"),
    *textos("huella", "sha256", "datos"),
    sa.UniqueConstraint("serie", "ejercicio", "numero"),
    sa.Index(None, "orden"),
    sa.Index(None, "registro"),
    sa.Index(None, "sha256"),
    sa.CheckConstraint("numero >= 1", name="numero"),
    sa.CheckConstraint("unico IN (0, 1)", name="unico"),
)
emitido_credito = tabla(
    "emitido_credito",
    sa.Column("folio", TEXTO, sa.ForeignKey("emitido.folio"), primary_key=True),
    clave("orden", ENTERO),
    de_acto(),
    *textos(*LLAVE),
    *enteros("importe"),
    sa.Index(None, "registro", "credito"),
)
papel = tabla(
    "papel",
    clave("sha256"),
    de_acto(),
    *textos("contenido"),
)
suceso = tabla(
    "suceso",
    sa.Column("folio", TEXTO, sa.ForeignKey("emitido.folio"), primary_key=True),
    clave("numero", ENTERO),
    de_acto(),
    *textos("clase"),
    *fechas("fecha"),
    *textos("detalle", "sha256"),
    sa.Index(None, "sha256"),
    sa.CheckConstraint("numero >= 1", name="numero"),
    sa.CheckConstraint(
        "clase IN ('REVISADO', 'FIRMADO', 'ENTREGADO', 'DILIGENCIADO', 'DEVUELTO',"
        " 'POR_RECOGER', 'ANULADO')",
        name="clase",
    ),
)

PARTES: tuple[sa.Table, ...] = (orden_de_emision, emitido, emitido_credito, papel, suceso)
"""The tables of this part of an act, in the order in which they are written and hashed."""

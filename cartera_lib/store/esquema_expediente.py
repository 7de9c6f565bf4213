"""Tables of the expediente and of the inventory: facts, papers, loans, books and marks.

A fact or a paper of the employer, and not of one credit, leaves all of its key but the registro
empty.
"""

import sqlalchemy as sa

from cartera_lib.store.esquema import ENTERO, TEXTO
from cartera_lib.store.tablas import clave, de_acto, enteros, fechas, tabla, textos

LLAVE = ("ramo", "registro", "credito", "periodo", "tipo_documento")

hecho = tabla(
    "hecho",
    clave("folio"),
    de_acto(),
    *textos("codigo", *LLAVE),
    *fechas("fecha"),
    *textos("medio", "defectos"),
    *enteros("importe"),
    *textos("detalle", "soporte", "soporte_folio"),
    *fechas("soporte_fecha"),
    *textos("soporte_sha256"),
    sa.Column("anula", TEXTO, sa.ForeignKey("hecho.folio"), nullable=True, unique=True),
    sa.Index(None, "registro"),
    sa.CheckConstraint("registro <> ''", name="registro"),
)
confirmacion = tabla(
    "confirmacion",
    sa.Column("folio", TEXTO, sa.ForeignKey("hecho.folio"), primary_key=True),
    de_acto(),
)
pieza = tabla(
    "pieza",
    clave("folio"),
    de_acto(),
    *textos(*LLAVE, "clase", "numero"),
    *fechas("fecha"),
    *enteros("fojas"),
    *textos("ubicacion", "sha256"),
    sa.Index(None, "registro"),
    sa.CheckConstraint("registro <> '' AND fojas >= 1", name="pieza"),
)
traslado = tabla(
    "traslado",
    sa.Column("pieza", TEXTO, sa.ForeignKey("pieza.folio"), primary_key=True),
    clave("numero", ENTERO),
    de_acto(),
    *textos("clase"),
    *fechas("fecha"),
    *textos("a"),
    *fechas("vence", falta=True),
    sa.CheckConstraint("clase IN ('UBICACION', 'PRESTAMO', 'DEVOLUCION')", name="clase"),
)
fijeza = tabla(
    "fijeza",
    de_acto(clave=True),
    sa.Column("pieza", TEXTO, sa.ForeignKey("pieza.folio"), primary_key=True),
    *textos("hallado"),
    *enteros("igual"),
    sa.Index(None, "pieza"),
    sa.CheckConstraint("igual IN (0, 1)", name="igual"),
)
inventario = tabla(
    "inventario",
    clave("folio"),
    de_acto(),
    *fechas("corte", "fecha"),
    *textos("lugar", "participantes"),
)
cuaderno = tabla(
    "cuaderno",
    sa.Column("inventario", TEXTO, sa.ForeignKey("inventario.folio"), primary_key=True),
    clave("numero", ENTERO),
    de_acto(),
    *textos("responsable"),
    *enteros("desde", "hasta"),
    sa.CheckConstraint("desde >= 1 AND hasta >= desde", name="rango"),
)
marca = tabla(
    "marca",
    sa.Column("inventario", TEXTO, sa.ForeignKey("inventario.folio"), primary_key=True),
    clave("conteo", ENTERO),
    *(clave(nombre) for nombre in LLAVE),
    de_acto(),
    *enteros("cuaderno"),
    *textos("marca"),
    *enteros("importe", falta=True),
    *textos("dice", "observacion"),
    sa.CheckConstraint("conteo IN (1, 2)", name="conteo"),
)
cierre_de_inventario = tabla(
    "cierre_de_inventario",
    sa.Column("inventario", TEXTO, sa.ForeignKey("inventario.folio"), primary_key=True),
    de_acto(),
    *fechas("fecha"),
    *textos("acta"),
)

PARTES: tuple[sa.Table, ...] = (
    *(hecho, confirmacion, pieza, traslado, fijeza),
    *(inventario, cuaderno, marca, cierre_de_inventario),
)
"""The tables of this part of an act, in the order in which they are written and hashed."""

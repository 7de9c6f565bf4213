"""What stops an act: keys already taken, the same person on both sides, a refusal of the base."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from cartera_lib.cartera.acto import Acto
from cartera_lib.cartera.emision import ClaseDeSuceso, Suceso
from cartera_lib.cartera.hecho import Confirmacion
from cartera_lib.cartera.requerimiento import Verificacion
from cartera_lib.errors import CarteraError
from cartera_lib.store import candados_libro
from cartera_lib.store.errores import (
    AsientoDescuadrado,
    Conflicto,
    EscrituraFallida,
    SeparacionDeFunciones,
)
from cartera_lib.store.libro_cuentas import REMEDIO, de_lista
from cartera_lib.store.libro_partes import COLUMNAS, Filas
from cartera_lib.store.texto import persona

UNICAS = {
    ("requerimiento", "folio"): "El folio {} ya es de otro requerimiento",
    ("revision", "folio"): "El requerimiento {} ya tiene respuesta",
    ("afectacion", "folio"): "El requerimiento {} ya está afectado",
    ("solicitud", "folio"): "El folio {} ya es de otra solicitud",
    ("solicitud_devuelta", "folio"): "La solicitud {} ya se devolvió",
    ("ficha", "folio"): "El folio {} ya es de otra ficha",
    ("ficha", "referencia"): "La referencia {} ya es de otra ficha",
    ("ficha", "solicitud"): "La solicitud {} ya tiene ficha",
    ("desenlace", "folio"): "La ficha {} ya tiene desenlace",
    ("deposito", "clave"): "El depósito {} ya está en el libro",
    ("partida", "clave"): "La partida {} ya está abierta",
    ("cierre", "clave"): "La partida {} ya está cerrada",
    ("hecho", "folio"): "El folio {} ya es de otro hecho",
    ("hecho", "anula"): "El hecho {} ya quedó sin efecto",
    ("confirmacion", "folio"): "El hecho {} ya está confirmado",
    ("pieza", "folio"): "El folio {} ya es de otro documento del archivo",
    ("inventario", "folio"): "El folio {} ya es de otro inventario",
    ("cierre_de_inventario", "inventario"): "El inventario {} ya está cerrado",
    ("emitido", "folio"): "El folio {} ya es de otro documento",
    ("orden_de_emision", "folio"): "El folio {} ya es de otra orden de emisión",
}
PROPIOS = """
SELECT m.id, a.quien FROM {lista} CROSS JOIN movimiento m CROSS JOIN acto a
WHERE m.id = CAST(j.value ->> 0 AS BIGINT) AND a.id = m.acto_id
"""
DE_HECHOS = """
SELECT h.folio, a.quien FROM {lista} CROSS JOIN hecho h CROSS JOIN acto a
WHERE h.folio = j.value ->> 0 AND a.id = h.acto_id
"""
DE_DOCUMENTO = """
SELECT e.folio, a.quien FROM {lista} CROSS JOIN emitido e CROSS JOIN acto a
WHERE e.folio = j.value ->> 0 AND a.id = e.acto_id
"""
DE_OTRO = (
    (PROPIOS, "El movimiento {} lo capturó {}", "verifique"),
    (DE_HECHOS, "El hecho {} lo capturó {}", "verifique"),
    (DE_DOCUMENTO, "El documento {} lo emitió {}", "revise"),
)
"""Whose each thing is, and how it is said that another person must see it."""
CORREGIDOS = """
SELECT m.id, m.cuenta_id, c.id FROM {lista} CROSS JOIN movimiento m
LEFT JOIN movimiento c ON c.corrige = m.id WHERE m.id = CAST(j.value ->> 0 AS BIGINT)
"""


def exigir_libres(conexion: sa.Connection, filas: Filas) -> None:
    """Refuse the first key that another act already took, or that is twice in this one."""
    for (tabla, columna), texto in UNICAS.items():
        lugar = COLUMNAS[tabla].index(columna)
        claves = [fila[lugar] for fila in filas[tabla] if fila[lugar] is not None]
        if not claves:
            continue
        repetidas = {clave for clave, veces in Counter(claves).items() if veces > 1}
        consulta = (
            f"SELECT t.{columna} FROM {{lista}} CROSS JOIN {tabla} t "
            f"WHERE t.{columna} = j.value ->> 0"
        )
        tomadas = repetidas.union(
            *de_lista(conexion, consulta, valores=[[clave] for clave in claves])
        )
        if tomadas:
            raise Conflicto(f"{texto.format(min(tomadas))}. {REMEDIO}")


def exigir_corregibles(conexion: sa.Connection, filas: Filas) -> None:
    """Refuse to correct what does not exist, is of another account, or was already corrected."""
    cuenta, corrige = (COLUMNAS["movimiento"].index(c) for c in ("cuenta_id", "corrige"))
    pedidos = [(f[corrige], f[cuenta]) for f in filas["movimiento"] if f[corrige] is not None]
    if not pedidos:
        return
    hallados = {
        fila[0]: fila for fila in de_lista(conexion, CORREGIDOS, valores=[[n] for n, _ in pedidos])
    }
    for numero, cuenta_id in pedidos:
        hallado = hallados.get(numero)
        if hallado is None or hallado[1] != cuenta_id:
            raise Conflicto(f"El movimiento {numero} no es de la cuenta que corrige. {REMEDIO}")
        if hallado[2] is not None:
            raise Conflicto(f"El movimiento {numero} ya lo corrigió el {hallado[2]}. {REMEDIO}")


def exigir_otra_persona(conexion: sa.Connection, acto: Acto) -> None:
    """Refuse to verify, confirm or review what is one's own, however the name is written."""
    sucesos = [p for p in acto.partes if isinstance(p, Suceso)]
    pedidos: tuple[list[Any], ...] = (
        [[p.movimiento] for p in acto.partes if isinstance(p, Verificacion)],
        [[p.folio] for p in acto.partes if isinstance(p, Confirmacion)],
        [[p.folio] for p in sucesos if p.clase is ClaseDeSuceso.REVISADO],
    )
    for (consulta, dicho, vea), valores in zip(DE_OTRO, pedidos, strict=True):
        for cual, suyo in de_lista(conexion, consulta, valores=valores) if valores else ():
            if persona(suyo) == persona(acto.quien):
                raise SeparacionDeFunciones(
                    f"{dicho.format(cual, suyo)}: {candados_libro.AJENO}. "
                    f"No se guardó nada; que lo {vea} otra persona."
                )


@contextmanager
def dicha(conexion: sa.Connection) -> Iterator[None]:
    """Say as this package does what the database refuses."""
    base: Any = conexion.dialect.loaded_dbapi
    try:
        yield
    except sa.exc.IntegrityError as falla:
        raise _error(str(falla.orig)) from falla
    except base.IntegrityError as falla:
        raise _error(str(falla)) from falla
    except base.Error as falla:
        raise EscrituraFallida(
            f"La base no guardó nada: {_linea(str(falla))}. "
            "Revise el espacio en disco y que nadie más la tenga ocupada, y repita."
        ) from falla


def _error(texto: str) -> CarteraError:
    linea = _linea(texto)
    if candados_libro.AJENO in linea:
        return SeparacionDeFunciones(f"{linea}. No se guardó nada.")
    if candados_libro.DESCUADRADO in linea:
        return AsientoDescuadrado(f"{linea}. No se guardó nada.")
    return Conflicto(f"La base no admite el acto: {linea}. {REMEDIO}")


def _linea(texto: str) -> str:
    return texto.strip().splitlines()[0].rstrip(".")

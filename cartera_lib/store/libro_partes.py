"""The parts of an act as the rows that keep them, but for accounts and movements."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from enum import Enum
from typing import Any, TypeAlias

import sqlalchemy as sa

from cartera_lib.cartera.acto import (
    Asiento,
    Cierre,
    Parte,
    Partida,
    Poliza,
    Recepcion,
    Rechazado,
)
from cartera_lib.cartera.emision import Emitido, Orden, Suceso
from cartera_lib.cartera.expediente import Fijeza, Pieza, Traslado
from cartera_lib.cartera.ficha import (
    Aplicacion,
    Deposito,
    Desenlace,
    Ficha,
    Solicitud,
    SolicitudDevuelta,
)
from cartera_lib.cartera.hecho import Confirmacion, Hecho
from cartera_lib.cartera.inventario import CierreDeInventario, Cuaderno, Inventario, Marca
from cartera_lib.cartera.movimiento import Llave
from cartera_lib.cartera.requerimiento import (
    Afectacion,
    Cedula,
    Requerimiento,
    Revision,
    Verificacion,
)
from cartera_lib.store import esquema_documentos as documentos
from cartera_lib.store import esquema_expediente as expediente
from cartera_lib.store import esquema_libro as libro
from cartera_lib.store.papeles import exigir_integra
from cartera_lib.store.texto import legible

Fila: TypeAlias = tuple[Any, ...]
Filas: TypeAlias = dict[str, list[Fila]]
"""The rows of each table, in the order of its columns; days as ISO text."""

TABLAS: dict[type, sa.Table] = {
    Recepcion: libro.recepcion,
    Rechazado: libro.rechazado,
    Requerimiento: libro.requerimiento,
    Revision: libro.revision,
    Afectacion: libro.afectacion,
    Verificacion: libro.verificacion,
    Solicitud: libro.solicitud,
    SolicitudDevuelta: libro.solicitud_devuelta,
    Ficha: libro.ficha,
    Desenlace: libro.desenlace,
    Deposito: libro.deposito,
    Aplicacion: libro.aplicacion,
    Poliza: libro.poliza,
    Partida: libro.partida,
    Cierre: libro.cierre,
    Hecho: expediente.hecho,
    Confirmacion: expediente.confirmacion,
    Pieza: expediente.pieza,
    Traslado: expediente.traslado,
    Fijeza: expediente.fijeza,
    Inventario: expediente.inventario,
    Cuaderno: expediente.cuaderno,
    Marca: expediente.marca,
    CierreDeInventario: expediente.cierre_de_inventario,
    Orden: documentos.orden_de_emision,
    Emitido: documentos.emitido,
    Suceso: documentos.suceso,
}
OTRO_NOMBRE = {
    (Verificacion, "movimiento_id"): "movimiento",
    (Desenlace, "folio"): "ficha",
    (Aplicacion, "clave"): "deposito",
}
"""Columns that the value calls otherwise."""
COLUMNAS = {tabla.name: tuple(tabla.columns.keys()) for tabla in libro.PARTES}


class Repartidor:
    """Lay out the parts of one act by table.

    ``previas``: how many parts each deposit already had in the ledger; ``papeles``: which of
    the papers it already keeps.
    """

    def __init__(
        self, acto_id: int, previas: Mapping[str, int], papeles: Collection[str] = ()
    ) -> None:
        """Begin an act without rows."""
        self.acto_id = acto_id
        self.partes_de = Counter(previas)
        self.papeles = set(papeles)
        self.filas: Filas = {tabla.name: [] for tabla in libro.PARTES}

    def repartir(self, partes: Iterable[Parte]) -> Filas:
        """Return the rows of every part, by primary key within each table."""
        for parte in partes:
            tabla = TABLAS.get(type(parte))
            if tabla is not None:
                self._poner(tabla, parte, **self._numero(parte))
                self._poner_detalle(parte)
        return self.filas

    def asentar(self, asientos: Iterable[Asiento]) -> None:
        """Add the póliza lines of the act."""
        for orden, asiento in enumerate(asientos, start=1):
            self._poner(libro.asiento, asiento, orden=orden)

    def _numero(self, parte: Parte) -> dict[str, Any]:
        """Return what a row tells and its part does not."""
        match parte:
            case Rechazado():
                return {"orden": len(self.filas["rechazado"]) + 1}
            case Aplicacion():
                self.partes_de[parte.deposito] += 1
                return {"numero": self.partes_de[parte.deposito]}
            case Ficha():
                return {"solicitud": parte.solicitud or None}
            case Hecho():
                return _de_hecho(parte)
            case Pieza():
                return _llave(parte.llave, parte.registro)
            case Marca():
                return parte.llave._asdict()
            case Emitido():
                return {"orden": parte.orden or None}
        return {}

    def _poner_detalle(self, parte: Parte) -> None:
        match parte:
            case Requerimiento():
                for renglon in parte.renglones:
                    self._poner(libro.renglon, renglon, folio=parte.folio)
            case Revision() | SolicitudDevuelta():
                for numero, causa in enumerate(parte.causas, start=1):
                    self._poner(libro.causa, causa, folio=parte.folio, numero=numero)
            case Solicitud() | Ficha():
                for orden, concepto in enumerate(parte.conceptos, start=1):
                    llave = concepto.llave._asdict()
                    self._poner(libro.concepto, concepto, folio=parte.folio, orden=orden, **llave)
            case Emitido():
                self._poner_creditos(parte)
                self._poner_papel(parte)
            case Suceso():
                self._poner_papel(parte)

    def _poner_creditos(self, emitido: Emitido) -> None:
        for orden, credito in enumerate(emitido.creditos, start=1):
            aparte = {"folio": emitido.folio, "orden": orden, **credito.llave._asdict()}
            self._poner(documentos.emitido_credito, credito, **aparte)

    def _poner_papel(self, parte: Emitido | Suceso) -> None:
        """Keep the bytes of a document or of what was signed of it, once however many have them."""
        exigir_integra(parte)
        if parte.contenido and parte.sha256 not in self.papeles:
            self.papeles.add(parte.sha256)
            # It is base64, which has nothing to clean: a copy of so much would be for nothing.
            self._poner(documentos.papel, parte, contenido=parte.contenido)

    def _poner(self, tabla: sa.Table, parte: object, **aparte: Any) -> None:
        aparte["acto_id"] = self.acto_id
        clase = type(parte)
        self.filas[tabla.name].append(
            tuple(
                aparte[c] if c in aparte else limpio(getattr(parte, OTRO_NOMBRE.get((clase, c), c)))
                for c in COLUMNAS[tabla.name]
            )
        )


def _llave(llave: Llave | None, registro: str) -> dict[str, str]:
    """Return a key as its columns; what is of the employer keeps only its registro."""
    return (llave or Llave("", registro, "", "", ""))._asdict()


def _de_hecho(hecho: Hecho) -> dict[str, Any]:
    soporte = hecho.soporte
    return {
        **_llave(hecho.llave, hecho.registro),
        "soporte": soporte.tipo,
        "soporte_folio": soporte.folio,
        "soporte_fecha": soporte.fecha.isoformat(),
        "soporte_sha256": soporte.sha256,
        "anula": hecho.anula or None,
    }


def limpio(valor: Any) -> Any:
    """Return a value as the ledger keeps it."""
    match valor:
        case Cedula():
            return valor.value  # as the area writes it, known or not
        case Enum():
            return valor.name
        case bool():
            return int(valor)
        case date():
            return valor.isoformat()
        case str():
            return legible(valor)
        case tuple():
            return legible(json.dumps(valor, ensure_ascii=False))
    return valor


def ordenadas(tabla: sa.Table, filas: list[Fila]) -> list[Fila]:
    """Return the rows by primary key."""
    lugares = [COLUMNAS[tabla.name].index(c.name) for c in tabla.primary_key]
    return sorted(filas, key=lambda fila: [fila[lugar] for lugar in lugares])

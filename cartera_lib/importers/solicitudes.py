"""Read the requests to collect by ficha, in CSV: one row a concept of one credit.

Columns: folio, area, fecha, al, firmante, registro, ramo, credito, periodo (AAAA-MM),
tipo_documento, rubro, importe, total, convenio, reingreso_de. A request is received whole or not
at all: a row that cannot be read rejects those of the same area and folio.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa

from cartera_lib.cartera.ficha import Concepto, Solicitud
from cartera_lib.cartera.movimiento import Llave, Rubro
from cartera_lib.importers.archivo import Archivo, Esperado, abrir
from cartera_lib.importers.fichas import FORMAS as DE_CREDITO
from cartera_lib.importers.fichas import del_catalogo
from cartera_lib.importers.hoja import (
    Hoja,
    abrir_hoja,
    exigir_formas,
    fechas,
    importes,
    lectura_de,
    registros,
)
from cartera_lib.importers.lectura import Lectura
from cartera_lib.importers.tesoreria import positivos

COLUMNAS = {c: c for c in (
    "folio", "area", "fecha", "al", "firmante", "registro", "ramo", "credito", "periodo",
    "tipo_documento", "rubro", "importe", "total", "convenio", "reingreso_de",
)}  # fmt: skip
CREDITO = ("credito", "periodo", "ramo")
DE_SOLICITUD = ("area", "folio", "fecha", "al", "firmante", "registro", "total", "convenio",
                "reingreso_de")  # fmt: skip
RUBROS = "|".join(Rubro.__members__)
FORMAS = {
    "folio": (".", "Falta el folio del área"),
    "area": (".", "Falta el área"),
    "rubro": (f"^(?:{RUBROS})$", f"El rubro no es uno de {RUBROS.replace('|', ', ')}"),
    **{campo: DE_CREDITO[campo] for campo in CREDITO},
}
ESPERADO = Esperado(
    "NO_ES_SOLICITUD",
    "las solicitudes de ficha en CSV con las columnas " + ", ".join(COLUMNAS),
)


def read(ruta: Path | str) -> Lectura:
    """Return the concepts as accepted and rejected lines."""
    return leer_archivo(abrir(ruta, ESPERADO))


def leer_archivo(archivo: Archivo) -> Lectura:
    """Read requests that are already open."""
    hoja = abrir_hoja(archivo, COLUMNAS)
    registro, digito, avisos = registros(hoja, "registro")
    columnas = exigir_formas(hoja, FORMAS)
    importe = positivos(hoja, "importe")
    columnas |= {c: hoja.columnas[c] for c in ("firmante", "convenio", "reingreso_de")}
    columnas |= {
        "tipo_documento": del_catalogo(hoja),
        "fecha": fechas(hoja, "fecha", nombre="de la solicitud"),
        "al": fechas(hoja, "al", nombre="del cálculo"),
        "registro": registro,
        "digito": digito,
        "importe": pa.array(importe),
        "total": pa.array(importes(hoja, "total", nombre="total")),
    }
    _exigir_una_solicitud(hoja)
    _exigir_entera(hoja)
    lectura = lectura_de(archivo, hoja, clase="solicitudes", columnas=columnas, avisos=avisos)
    return replace(lectura, importe_rechazado=int(importe[~hoja.libres_de()].sum()))


def solicitudes(lectura: Lectura, folios: Iterator[str]) -> tuple[Solicitud, ...]:
    """Return the requests of a reading, in its order, each with the next of our folios."""
    pedidas: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for fila in lectura.tabla.to_pylist():
        pedidas.setdefault((fila["area"], fila["folio"]), []).append(fila)
    return tuple(_solicitud(filas, next(folios)) for filas in pedidas.values())


def _exigir_una_solicitud(hoja: Hoja) -> None:
    """Reprove the rows whose heading is not that of the first row of the same request."""
    primeras: dict[tuple[str, str], tuple[str, ...]] = {}
    comunes = [campo for campo in DE_SOLICITUD if campo != "registro"]  # that is for F18 to tell
    columnas = [hoja.columnas[campo].to_pylist() for campo in comunes]
    for fila, datos in enumerate(zip(*columnas, strict=True)):
        primera = primeras.setdefault(datos[:2], datos)
        for campo, dice, decia in zip(comunes, datos, primera, strict=True):
            if dice != decia:
                causa = f"La columna {campo} de esta solicitud decía «{decia}» y ahora"
                hoja.reprobar_fila(fila, "SOLICITUD_CONTRADICTORIA", causa=causa, campo=campo)


def _exigir_entera(hoja: Hoja) -> None:
    """Reprove the other rows of a request that has a row which cannot be read."""
    areas, folios = (hoja.columnas[campo].to_pylist() for campo in ("area", "folio"))
    de_cada = list(zip(areas, folios, strict=True))
    rotas = {de_cada[fila]: int(hoja.renglones[fila]) for fila in sorted(hoja.causas, reverse=True)}
    for fila, cual in enumerate(de_cada):
        if cual in rotas and fila not in hoja.causas:
            causa = f"El renglón {rotas[cual]} de la misma solicitud no se lee; corríjalo"
            hoja.reprobar_fila(fila, "SOLICITUD_INCOMPLETA", causa=causa, campo="folio")


def _solicitud(filas: list[dict[str, Any]], folio: str) -> Solicitud:
    primera = filas[0]
    conceptos = tuple(
        Concepto(
            Llave(*(fila[campo] for campo in Llave._fields)), Rubro[fila["rubro"]], fila["importe"]
        )
        for fila in filas
    )
    return Solicitud(
        folio=folio,
        folio_area=primera["folio"],
        conceptos=conceptos,
        **{campo: primera[campo] for campo in DE_SOLICITUD if campo != "folio"},
    )

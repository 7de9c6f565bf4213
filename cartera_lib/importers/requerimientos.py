"""Read capture forms (cédulas de captura): one row a credit, in CSV or in Excel.

A row is rejected only when it cannot belong to any requirement. What cannot be read in the
others is null and goes on as it was written in ``ilegibles``, because the office must return
the form quoting it. Amounts are centavos.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa

from cartera_lib.cartera.requerimiento import Renglon, Requerimiento
from cartera_lib.errors import DatoInvalido
from cartera_lib.importers.archivo import Archivo, Esperado, abrir
from cartera_lib.importers.excel import abrir_excel, es_excel
from cartera_lib.importers.hoja import IMPORTE, Hoja, abrir_hoja, exigir, lectura_de
from cartera_lib.importers.lectura import Lectura
from cartera_lib.valores import identificadores
from cartera_lib.valores.dinero import centavos

DE_CEDULA = ("area", "folio", "fecha", "cedula", "firmante", "creditos", "importe_total",
             "reingreso_de", "autorizo")  # fmt: skip
DE_RENGLON = (
    "registro", "credito", "periodo", "tipo_documento", "ramo", "transaccion", "clave_ajuste",
    "importe", "incidencia", "fecha_efecto", "fecha_notificacion", "soporte", "soporte_folio",
    "soporte_fecha", "soporte_importe", "soporte_sha256",
)  # fmt: skip
COLUMNAS = {campo: campo for campo in (*DE_CEDULA, *DE_RENGLON)}
SIN_ESPACIOS = ("area", "cedula", "registro", "ramo", "transaccion", "soporte")
FORMAS_DE_FECHA = (
    re.compile(r"(?P<a>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})", re.ASCII),
    re.compile(r"(?P<d>\d{2})/(?P<m>\d{2})/(?P<a>\d{4})", re.ASCII),
)
ESPERADO = Esperado(
    "NO_ES_CEDULA",
    "la cédula de captura en CSV o en una hoja de un libro de Excel (.xlsx, sin contraseña), con "
    "las columnas " + ", ".join(COLUMNAS),
)
Folios = Iterator[str] | Callable[[], str]
Valor = str | int | date | None


def read(ruta: Path | str) -> Lectura:
    """Return the capture forms of a file as accepted and rejected rows."""
    if es_excel(ruta):
        return leer_archivo(abrir_excel(ruta, ESPERADO, titulos=COLUMNAS))
    return leer_archivo(abrir(ruta, ESPERADO))


def leer_archivo(archivo: Archivo) -> Lectura:
    """Read capture forms that are already open."""
    hoja = abrir_hoja(archivo, COLUMNAS)
    for campo, nombre in (("area", "el área"), ("folio", "el folio de su área")):
        exigir(hoja, campo, forma=".", causa=f"Falta {nombre}")
    _exigir_una_cedula(hoja)
    lectura = lectura_de(archivo, hoja, clase="requerimientos", columnas=_columnas(hoja), avisos=())
    if not lectura.renglones_leidos:
        raise ESPERADO.no_es(archivo.nombre, "El archivo no trae ningún crédito.")
    return lectura


def requerimientos(lectura: Lectura, folios: Folios) -> tuple[Requerimiento, ...]:
    """Return the forms of a reading, in its order, each with the next of our folios."""
    siguiente: Callable[[], str] = folios if callable(folios) else partial(next, folios)
    cedulas: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for fila in lectura.tabla.to_pylist():
        cedulas.setdefault((fila["area"], fila["folio"]), []).append(fila)
    return tuple(_requerimiento(f, siguiente(), lectura.archivo) for f in cedulas.values())


def _exigir_una_cedula(hoja: Hoja) -> None:
    """Reprove the rows whose heading is not that of the first row of the same form."""
    cedulas: dict[tuple[str, str], tuple[str, ...]] = {}
    columnas = [hoja.columnas[campo].to_pylist() for campo in DE_CEDULA]
    for fila, datos in enumerate(zip(*columnas, strict=True)):
        primera = cedulas.setdefault((datos[0].upper(), datos[1]), datos)
        for campo, dice, decia in zip(DE_CEDULA[2:], datos[2:], primera[2:], strict=True):
            if dice != decia:
                causa = f"La columna {campo} de esta cédula decía «{decia}» y ahora"
                hoja.reprobar_fila(fila, "CEDULA_CONTRADICTORIA", causa=causa, campo=campo)


def _columnas(hoja: Hoja) -> dict[str, pa.Array]:
    """Read every column: what cannot be read is null, and quoted in ``ilegibles``."""
    ilegibles: list[list[dict[str, str]]] = [[] for _ in hoja.renglones]
    columnas: dict[str, pa.Array] = {}
    for campo in COLUMNAS:
        lector, tipo = LECTORES.get(campo, (partial(_plano, campo), pa.string()))
        valores: list[Valor] = []
        for fila, texto in enumerate(hoja.columnas[campo].to_pylist()):
            try:
                valores.append(lector(texto))
            except (DatoInvalido, ValueError):
                valores.append(None)
                ilegibles[fila].append({"campo": campo, "texto": texto})
        columnas[campo] = pa.array(valores, tipo)
    return columnas | {"ilegibles": pa.array(ilegibles, ILEGIBLES)}


def _requerimiento(filas: list[dict[str, Any]], folio: str, archivo: str) -> Requerimiento:
    primera = filas[0]
    return Requerimiento(
        folio=folio,
        area=primera["area"],
        folio_area=primera["folio"],
        fecha=primera["fecha"],
        cedula=primera["cedula"],
        firmante=primera["firmante"],
        creditos=primera["creditos"] or 0,
        importe=primera["importe_total"] or 0,
        renglones=tuple(_renglon(fila, orden) for orden, fila in enumerate(filas, start=1)),
        reingreso_de=primera["reingreso_de"],
        autorizo=primera["autorizo"],
        archivo=archivo,
    )


def _renglon(fila: Mapping[str, Any], orden: int) -> Renglon:
    """Return one line; what cannot be read in the heading is told once, with the first."""
    dichos = [(i["campo"], i["texto"]) for i in fila["ilegibles"]]
    suyos = tuple(d for d in dichos if orden == 1 or d[0] in DE_RENGLON)
    datos = {campo: fila[campo] for campo in DE_RENGLON} | {"periodo": fila["periodo"] or ""}
    return Renglon(orden=orden, **datos, ilegibles=suyos)


def _plano(campo: str, texto: str) -> str:
    if campo not in SIN_ESPACIOS:
        return texto
    limpio = texto.replace(" ", "").upper()
    return limpio.replace("-", "") if campo == "registro" else limpio


def _dos_cifras(texto: str) -> str:
    """Give back the zero that Excel takes from a code."""
    return texto.zfill(2) if texto.isdigit() else texto


def _pesos(texto: str) -> int | None:
    limpio = texto.removeprefix("$").strip()
    if limpio and not re.fullmatch(IMPORTE, limpio):
        raise DatoInvalido(texto)
    return centavos(limpio) if limpio else None


def _entero(texto: str) -> int:
    if not re.fullmatch(r"\d{1,6}", texto, re.ASCII):
        raise DatoInvalido(texto)
    return int(texto)


def _periodo(texto: str) -> str:
    """Read a month; a cell with format of date brings its first day."""
    if not texto:
        return ""
    dia = re.fullmatch(r"(\d{4}-\d{2})-01", texto, re.ASCII)
    return identificadores.periodo(dia[1] if dia else texto).mes


def _fecha(texto: str) -> date | None:
    if not texto:
        return None
    for forma in FORMAS_DE_FECHA:
        if hallada := forma.fullmatch(texto):
            return date(*(int(hallada[parte]) for parte in "amd"))
    raise DatoInvalido(texto)


LECTORES: dict[str, tuple[Callable[[str], Valor], pa.DataType]] = {
    "creditos": (_entero, pa.int64()),
    "importe_total": (_pesos, pa.int64()),
    "importe": (_pesos, pa.int64()),
    "soporte_importe": (_pesos, pa.int64()),
    "fecha": (_fecha, pa.date32()),
    "fecha_efecto": (_fecha, pa.date32()),
    "fecha_notificacion": (_fecha, pa.date32()),
    "soporte_fecha": (_fecha, pa.date32()),
    "periodo": (_periodo, pa.string()),
    "tipo_documento": (_dos_cifras, pa.string()),
    "incidencia": (_dos_cifras, pa.string()),
}
"""How each column that is not plain text is read, and what it is kept as."""
ILEGIBLES = pa.list_(pa.struct([("campo", pa.string()), ("texto", pa.string())]))

"""Floor 5: results for other areas: a workbook, the figures as JSON, and the manifest."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from cartera_lib.vistas import en_pesos

PESOS = "#,##0.00"
ENTERO = "#,##0"
ENCABEZADO = PatternFill("solid", fgColor="E3E8EB")
ANCHO_MAXIMO = 48
FORMULAS = ("=", "+", "-", "@")


def workbook(hojas: Mapping[str, pd.DataFrame], portada: Mapping[str, str]) -> bytes:
    """Write tables of centavos as a workbook in pesos, with a first sheet that says of what.

    A text that a spreadsheet would take for a formula is kept as text.
    """
    libro = Workbook()
    _portada(libro.worksheets[0], portada)
    for nombre, tabla in hojas.items():
        _hoja(libro.create_sheet(nombre[:31]), tabla)
    salida = BytesIO()
    libro.save(salida)
    return salida.getvalue()


def figures(tablas: Mapping[str, pd.DataFrame], **totales: int | str) -> str:
    """Return figures as JSON, the same bytes for the same figures: centavos, sorted keys."""
    cuerpo = {nombre: _filas(tabla) for nombre, tabla in tablas.items()}
    return json.dumps({**cuerpo, **totales}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def manifest(carpeta: Path, entradas: Iterable[Mapping[str, Any]], **datos: Any) -> Path:
    """Write which inputs, code and parameters made the files of a folder, with their hashes."""
    archivos = {
        archivo.name: sha256(archivo.read_bytes())
        for archivo in sorted(carpeta.iterdir())
        if archivo.is_file() and archivo.name != "manifiesto.json"
    }
    destino = carpeta / "manifiesto.json"
    cuerpo = {**datos, "entradas": list(entradas), "archivos": archivos}
    destino.write_text(
        json.dumps(cuerpo, ensure_ascii=False, indent=1, default=str) + "\n", "utf-8"
    )
    return destino


def sha256(contenido: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(contenido).hexdigest()


def _portada(hoja: Worksheet, portada: Mapping[str, str]) -> None:
    hoja.title = "Portada"
    for fila, (concepto, valor) in enumerate(portada.items(), start=1):
        hoja.cell(fila, 1, concepto).font = Font(bold=True)
        hoja.cell(fila, 2, valor)
    hoja.column_dimensions["A"].width, hoja.column_dimensions["B"].width = 28, 80


def _hoja(hoja: Worksheet, tabla: pd.DataFrame) -> None:
    plana = en_pesos(tabla)
    if plana.index.names != [None]:
        plana = plana.reset_index()
    for columna, titulo in enumerate(plana.columns, start=1):
        celda = hoja.cell(1, columna, str(titulo))
        celda.font, celda.fill = Font(bold=True), ENCABEZADO
        celda.alignment = Alignment(wrap_text=True, vertical="top")
        _columna(hoja, columna, plana.iloc[:, columna - 1].tolist())
    hoja.freeze_panes = "A2"
    if len(plana):
        hoja.auto_filter.ref = hoja.dimensions


def _columna(hoja: Worksheet, columna: int, valores: list[Any]) -> None:
    for fila, valor in enumerate(valores, start=2):
        celda = hoja.cell(fila, columna, _celda(valor))
        if isinstance(valor, str) and valor.startswith(FORMULAS):
            celda.data_type = "s"
        celda.number_format = _formato(valor)
    ancho = max((len(str(v)) for v in valores[:200]), default=0)
    letra = get_column_letter(columna)
    hoja.column_dimensions[letra].width = min(max(ancho + 2, 12), ANCHO_MAXIMO)


def _celda(valor: Any) -> Any:
    return None if pd.api.types.is_scalar(valor) and pd.isna(valor) else valor


def _formato(valor: Any) -> str:
    if isinstance(valor, date):
        return "dd/mm/yyyy"
    if isinstance(valor, bool | str):
        return "General"
    return ENTERO if isinstance(valor, int) else PESOS


def _filas(tabla: pd.DataFrame) -> list[dict[str, Any]]:
    plana = tabla.reset_index() if tabla.index.names != [None] else tabla
    nombres = [
        ".".join(str(p) for p in c if p) if isinstance(c, tuple) else str(c) for c in plana.columns
    ]
    return [
        {nombre: _plano(valor) for nombre, valor in zip(nombres, fila, strict=True)}
        for fila in plana.itertuples(index=False, name=None)
    ]


def _plano(valor: Any) -> Any:
    if hasattr(valor, "item"):
        return valor.item()
    return str(valor) if isinstance(valor, date) else valor

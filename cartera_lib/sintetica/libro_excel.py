"""A workbook of one sheet, the same bytes every time: numbers as numbers and dates as dates."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from xml.sax.saxutils import escape

from cartera_lib.sintetica.compacto import FECHA_DE_ZIP

ORIGEN = date(1899, 12, 30)  # day 0 of the serial dates
DE_FECHA, DE_PESOS = 1, 2  # places in the list of styles
MAQUETA = "http://schemas.openxmlformats.org"
RAIZ = f"{MAQUETA}/officeDocument/2006/relationships"
PARTES = {
    "[Content_Types].xml": (
        f'<Types xmlns="{MAQUETA}/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        '<Override PartName="/xl/styles.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{MAQUETA}/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{RAIZ}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>"
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{MAQUETA}/spreadsheetml/2006/main" xmlns:r="{RAIZ}">'
        '<sheets><sheet name="Cédula" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{MAQUETA}/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{RAIZ}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{RAIZ}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{MAQUETA}/spreadsheetml/2006/main">'
        '<fonts count="1"><font/></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="3"><xf/><xf numFmtId="14" applyNumberFormat="1"/>'
        '<xf numFmtId="4" applyNumberFormat="1"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    ),
}


def libro(
    columnas: Sequence[str], renglones: Iterable[Sequence[str | int | date]], *, dinero: set[str]
) -> bytes:
    """Return a workbook of one sheet; ``dinero`` names the columns of pesos."""
    filas = "".join(_filas(columnas, renglones, dinero))
    hoja = f'<worksheet xmlns="{MAQUETA}/spreadsheetml/2006/main"><sheetData>{filas}</sheetData>'
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_STORED) as paquete:
        for parte, texto in (PARTES | {"xl/worksheets/sheet1.xml": f"{hoja}</worksheet>"}).items():
            entrada = zipfile.ZipInfo(parte, FECHA_DE_ZIP)
            entrada.create_system, entrada.external_attr = 3, 0o644 << 16
            encabezado = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            paquete.writestr(entrada, (encabezado + texto).encode("utf-8"))
    return salida.getvalue()


def _filas(
    columnas: Sequence[str], renglones: Iterable[Sequence[str | int | date]], dinero: set[str]
) -> Iterator[str]:
    yield f"<row>{''.join(map(_texto, columnas))}</row>"
    for renglon in renglones:
        pares = zip(columnas, renglon, strict=True)
        yield f"<row>{''.join(_celda(valor, nombre in dinero) for nombre, valor in pares)}</row>"


def _celda(valor: str | int | date, pesos: bool) -> str:
    if isinstance(valor, date):
        return f'<c s="{DE_FECHA}"><v>{(valor - ORIGEN).days}</v></c>'
    if isinstance(valor, int):
        return f"<c><v>{valor}</v></c>"
    if pesos and _es_numero(valor):
        return f'<c s="{DE_PESOS}"><v>{valor}</v></c>'
    return _texto(valor) if valor else "<c/>"


def _es_numero(texto: str) -> bool:
    try:
        return Decimal(texto).is_finite()
    except InvalidOperation:
        return False


def _texto(valor: str) -> str:
    return f'<c t="inlineStr"><is><t>{escape(valor)}</t></is></c>'

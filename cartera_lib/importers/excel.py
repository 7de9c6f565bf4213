"""A workbook as the CSV that one of its sheets would be, so that one reader serves both.

Numbers are taken by the digits that Excel shows for them, never as binary fractions.
"""

import csv
import hashlib
import io
import warnings
import zipfile
from collections.abc import Collection, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from cartera_lib.importers.archivo import DANOS_DE_ZIP, Archivo, Esperado
from cartera_lib.importers.hoja import llave

CENTAVO = Decimal("0.01")
DANOS = (*DANOS_DE_ZIP, InvalidFileException, KeyError, TypeError, AttributeError, SyntaxError)
"""What the reader of workbooks raises over parts that are missing or are not XML."""
ALTO_DE_PORTADA = 20  # rows that may stand above the heading
LIMITE = 64 * 2**20  # bytes of all the parts: thousands of times those of a form
ULTIMO_RENGLON = 20_000
DIGITOS = ".15g"  # those that Excel keeps and shows; the rest is the noise of its sums


def es_excel(ruta: Path | str) -> bool:
    """Tell whether a file is a workbook of Excel 2007 or later, by what it holds."""
    try:
        with zipfile.ZipFile(ruta) as paquete:
            return "xl/workbook.xml" in paquete.namelist()
    except (*DANOS_DE_ZIP, OSError):
        return False


def abrir_excel(ruta: Path | str, esperado: Esperado, *, titulos: Collection[str] = ()) -> Archivo:
    """Return as CSV the first sheet with these headings; the hash is that of the workbook.

    Without one, the first sheet with something in it: its heading will be told as it is.
    """
    ruta = Path(ruta)
    datos = ruta.read_bytes()
    _exigir_tamanio(ruta.name, datos, esperado)
    libro = _libro(ruta.name, datos, esperado, con_valores=True)
    for hoja in libro.worksheets:
        _exigir_alto(ruta.name, hoja, esperado)
    llenas = [hoja for hoja in libro.worksheets if any(_llenas(hoja))]
    if not llenas:
        raise esperado.no_es(ruta.name, "El libro de Excel está vacío.")
    buscados = {llave(titulo) for titulo in titulos}
    hoja = next((h for h in llenas if _encabezado(h, buscados)), llenas[0])
    _exigir_celdas(ruta.name, hoja, esperado)
    formulas = _libro(ruta.name, datos, esperado, con_valores=False)[hoja.title]
    _exigir_valores(ruta.name, hoja, formulas, esperado=esperado)
    desde = _encabezado(hoja, buscados) or min(_llenas(hoja))
    texto = _como_csv(list(hoja.iter_rows(min_row=desde, values_only=True)))
    return Archivo(ruta.name, texto.encode("utf-8"), hashlib.sha256(datos).hexdigest())


def _libro(nombre: str, datos: bytes, esperado: Esperado, *, con_valores: bool) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # styles and validations, which are not read
        try:
            return openpyxl.load_workbook(io.BytesIO(datos), data_only=con_valores)
        except DANOS as causa:
            raise esperado.no_es(nombre, "El libro de Excel está dañado.") from causa


def _exigir_tamanio(nombre: str, datos: bytes, esperado: Esperado) -> None:
    """Refuse, before it is opened, what would fill the memory."""
    try:
        with zipfile.ZipFile(io.BytesIO(datos)) as paquete:
            abierto = sum(parte.file_size for parte in paquete.infolist())
    except DANOS as causa:
        raise esperado.no_es(nombre, "El libro de Excel está dañado.") from causa
    if abierto > LIMITE:
        raise esperado.no_es(nombre, f"El libro abierto pasa de {LIMITE // 2**20} MB.")


def _exigir_alto(nombre: str, hoja: Any, esperado: Esperado) -> None:
    if hoja.max_row > ULTIMO_RENGLON:
        que = (
            f"La hoja «{hoja.title}» llega hasta el renglón {hoja.max_row:,}: borre lo que haya "
            "debajo de los créditos, también el formato."
        )
        raise esperado.no_es(nombre, que)


def _llenas(hoja: Any) -> Iterator[int]:
    """Yield the numbers of the rows with something in them."""
    filas = enumerate(hoja.iter_rows(values_only=True), start=1)
    return (numero for numero, fila in filas if _largo(fila))


def _encabezado(hoja: Any, buscados: set[str]) -> int:
    """Return the row of the heading: one with at least half of what is looked for; 0 if none."""
    arriba = hoja.iter_rows(max_row=ALTO_DE_PORTADA, values_only=True)
    for numero, fila in enumerate(arriba, start=1):
        halladas = {llave(str(valor)) for valor in fila if valor is not None} & buscados
        if buscados and 2 * len(halladas) >= len(buscados):
            return numero
    return 0


def _exigir_celdas(nombre: str, hoja: Any, esperado: Esperado) -> None:
    if hoja.merged_cells.ranges:
        donde = ", ".join(str(rango) for rango in sorted(hoja.merged_cells.ranges, key=str)[:3])
        que = f"La hoja «{hoja.title}» tiene celdas combinadas ({donde}): sepárelas."
        raise esperado.no_es(nombre, que)


def _exigir_valores(nombre: str, hoja: Any, formulas: Any, *, esperado: Esperado) -> None:
    """Refuse formulas whose result the workbook does not keep: they would be read as blank."""
    for fila in formulas.iter_rows():
        for celda in fila:
            if celda.data_type == "f" and hoja[celda.coordinate].value is None:
                que = (
                    f"La celda {celda.coordinate} de la hoja «{hoja.title}» tiene una fórmula sin "
                    "resultado: ábralo en Excel, guárdelo, o pegue sólo los valores."
                )
                raise esperado.no_es(nombre, que)


def _como_csv(filas: list[tuple[Any, ...]]) -> str:
    """Write the rows; an empty one is a blank line, and those after the last are dropped."""
    largos = [_largo(fila) for fila in filas]
    ancho = max(largos)
    ultima = max(lugar for lugar, largo in enumerate(largos) if largo)
    salida = io.StringIO(newline="")
    escritor = csv.writer(salida, lineterminator="\n")
    for fila, largo in zip(filas[: ultima + 1], largos, strict=False):
        escritor.writerow([_texto(valor) for valor in fila[:ancho]] if largo else [])
    return salida.getvalue()


def _largo(fila: tuple[Any, ...]) -> int:
    llenas = (n for n, valor in enumerate(fila, start=1) if valor is not None and _texto(valor))
    return max(llenas, default=0)


def _texto(valor: Any) -> str:
    if valor is None:
        return ""
    if isinstance(valor, datetime | date):
        return valor.strftime("%Y-%m-%d")
    if isinstance(valor, float):
        return _numero(Decimal(format(valor, DIGITOS)))
    return " ".join(str(valor).split())


def _numero(valor: Decimal) -> str:
    """Write a number without exponent; as pesos when it has a fraction that pesos can hold."""
    if not valor.is_finite():
        return str(valor)
    if valor == valor.to_integral_value():
        return f"{valor:.0f}"
    return f"{valor.quantize(CENTAVO)}" if valor == valor.quantize(CENTAVO) else f"{valor:f}"

"""Data become a PDF: letter size, tagged (PDF/UA-1), archivable (PDF/A-3a), fonts inside.

The same data give the same bytes. Many at once are composed in as many threads as there are
cores: the typesetter does its work without holding the interpreter.
"""

import hashlib
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.metadata import version
from importlib.resources import as_file, files
from itertools import islice
from os import cpu_count
from pathlib import Path
from typing import Any

import segno
import typst

from cartera_lib.cartera.borrador import Datos
from cartera_lib.cartera.emision import canonico

CARPETA = files("cartera_lib.documents")
NORMAS = ["a-3a", "ua-1"]
ADJUNTO = "datos.json"
"""The file inside each document that holds the data it came from."""
ADELANTE = 4
"""Documents under way for each thread: enough to keep them all busy, few to keep in memory."""
_DE_ESTE_HILO = threading.local()


def render(datos: Datos) -> bytes:
    """Return the PDF of a document from its sealed data."""
    texto = canonico(datos)
    compuesto: bytes = _compilador(str(datos["clase"])).compile(
        format="pdf",
        pdf_standards=NORMAS,
        sys_inputs={"datos": texto, "qr": _qr(f"{datos['folio']}\n{datos['huella']}")},
    )
    return compuesto


def render_varios(documentos: Iterable[Datos]) -> Iterator[bytes]:
    """Yield the PDF of each document, in their order, while the next ones are under way."""
    hilos = cpu_count() or 1
    por_componer = iter(documentos)
    with ThreadPoolExecutor(hilos) as taller:
        en_curso = [taller.submit(render, d) for d in islice(por_componer, hilos * ADELANTE)]
        while en_curso:
            yield en_curso.pop(0).result()
            en_curso += [taller.submit(render, d) for d in islice(por_componer, 1)]


def render_por_tandas(documentos: Iterable[Datos], *, de: int) -> Iterator[list[bytes]]:
    """Yield the PDFs of so many documents at a time."""
    pendientes = render_varios(documentos)
    while tanda := list(islice(pendientes, de)):
        yield tanda


@cache
def edicion() -> str:
    """Return what tells these templates and this typesetter from any others."""
    suma = hashlib.sha256(version("typst").encode())
    for carpeta in ("plantillas", "fuentes"):
        for archivo in sorted((CARPETA / carpeta).iterdir(), key=lambda a: a.name):
            suma.update(archivo.name.encode() + archivo.read_bytes())
    return suma.hexdigest()[:16]


def _compilador(clase: str) -> Any:
    """Return the typesetter of a kind of document, one a thread: it keeps what it has read."""
    suyos: dict[str, Any] = _DE_ESTE_HILO.__dict__.setdefault("compiladores", {})
    if clase not in suyos:
        with as_file(CARPETA) as raiz:
            suyos[clase] = typst.Compiler(
                Path(raiz, "plantillas", f"{clase.lower()}.typ"),
                root=Path(raiz, "plantillas"),
                font_paths=[Path(raiz, "fuentes")],
                ignore_system_fonts=True,
            )
    return suyos[clase]


def _qr(contenido: str) -> str:
    # One mask for all: choosing the best one takes four times as long and no reader needs it.
    return segno.make(contenido, error="m", mask=0).svg_inline(border=0, omitsize=True)

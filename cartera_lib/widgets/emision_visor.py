"""A file given to the page as bytes: a paper that is read in it, or a packet that is downloaded."""

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from zipfile import ZipFile, ZipInfo

import anywidget
import traitlets

PDF, ZIP = "application/pdf", "application/zip"


class Visor(anywidget.AnyWidget):
    """A link that downloads a file and, where ``a_la_vista``, the file itself below it.

    Without a view, the download begins as soon as the file arrives; the link repeats it.
    """

    _esm = Path(__file__).parent / "emision_visor.js"

    contenido = traitlets.Bytes(b"").tag(sync=True)
    nombre = traitlets.Unicode("").tag(sync=True)
    tipo = traitlets.Unicode(PDF).tag(sync=True)
    texto = traitlets.Unicode("").tag(sync=True)
    titulo = traitlets.Unicode("").tag(sync=True)
    a_la_vista = traitlets.Bool(True).tag(sync=True)

    def mostrar(self, contenido: bytes, **datos: Any) -> None:
        """Give a file, with its ``nombre``, its ``texto`` and its ``titulo``."""
        self.contenido = b""  # the same file, asked for again, is given again
        with self.hold_sync():
            for campo, valor in datos.items():
                setattr(self, campo, valor)
            self.contenido = contenido

    def vaciar(self) -> None:
        """Show nothing."""
        self.contenido = b""


def en_zip(archivos: Iterable[tuple[ZipInfo, bytes]]) -> bytes:
    """Return files in one packet; a PDF is small already, so nothing is squeezed."""
    salida = io.BytesIO()
    with ZipFile(salida, "w") as paquete:
        for ficha, contenido in archivos:
            paquete.writestr(ficha, contenido)
    return salida.getvalue()

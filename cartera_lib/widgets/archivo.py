"""The button that receives files at the counter."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import ipywidgets as w

from cartera_lib.errors import CarteraError
from cartera_lib.importers import leer
from cartera_lib.importers.lectura import Lectura
from cartera_lib.widgets.marco import Marco


class Recepcion:
    """Files chosen by the person, received one by one; a refused one stops no other."""

    def __init__(self, marco: Marco, titulo: str, hecho: Callable[[str], None]) -> None:
        self.marco, self.hecho = marco, hecho
        self.archivos = w.FileUpload(
            accept=".csv,.xlsx", multiple=True, description=titulo, layout=w.Layout(width="auto")
        )
        self.archivos.observe(lambda _: self.recibir(), "value")

    def vista(self) -> w.FileUpload:
        """Return the button."""
        return self.archivos

    def recibir(self) -> None:
        """Receive what was chosen and tell the receipt or the refusal of each file."""
        if not self.archivos.value:
            return
        recibidos, rechazados = [], []
        for archivo in self.archivos.value:
            try:
                lectura = _leer(archivo["name"], bytes(archivo["content"]))
                acuse = self.marco.ventanilla.recibir_lectura(lectura, al=self.marco.dia)
            except CarteraError as motivo:
                rechazados.append(str(motivo))
            else:
                recibidos.append(f"{lectura.archivo}: {acuse}")
        self.archivos.value = ()
        self.hecho(" ".join(recibidos))
        if rechazados:
            self.marco.advertir(" ".join([*rechazados, *recibidos]))


def _leer(nombre: str, contenido: bytes) -> Lectura:
    with tempfile.TemporaryDirectory() as carpeta:
        ruta = Path(carpeta) / Path(nombre).name
        ruta.write_bytes(contenido)
        return leer(ruta)

"""The folder that is being written: bytes and CSV files, and the list of what was written."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from cartera_lib.errors import DatoInvalido


class Carpeta:
    """A new or empty folder; ``archivos`` names what was written, relative to it."""

    def __init__(self, raiz: Path) -> None:
        if raiz.exists() and any(raiz.iterdir()):
            raise DatoInvalido(
                f"La carpeta «{raiz}» ya tiene archivos. Indique una carpeta nueva o vacía."
            )
        self.raiz = raiz
        self.archivos: list[str] = []

    def escribir(self, archivo: str, contenido: bytes) -> None:
        """Write one file, making its folder."""
        ruta = self.raiz / archivo
        ruta.parent.mkdir(parents=True, exist_ok=True)
        ruta.write_bytes(contenido)
        self.archivos.append(archivo)

    def csv(
        self, archivo: str, columnas: Sequence[str], *, renglones: Iterable[Sequence[object]]
    ) -> None:
        """Write one CSV in UTF-8 with its heading."""
        texto = io.StringIO()
        pluma = csv.writer(texto, lineterminator="\n")
        pluma.writerow(columnas)
        pluma.writerows(renglones)
        self.escribir(archivo, texto.getvalue().encode("utf-8"))

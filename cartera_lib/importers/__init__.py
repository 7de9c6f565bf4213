"""Outside to inside: files of other systems become tables, with what was not accepted."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cartera_lib.importers.lectura import Lectura

__all__ = ["leer"]


def leer(ruta: Path | str) -> "Lectura":
    """Read a file of any known class, told by its content and not by its name."""
    from cartera_lib.importers import clases  # here: one light importer must not load the rest

    return clases.leer(ruta)

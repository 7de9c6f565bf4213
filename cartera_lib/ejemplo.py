"""Floor 6: an invented portfolio, the same every time, for notebooks, tests and training."""

import os
import tempfile
from functools import cache
from pathlib import Path

from cartera_lib import store
from cartera_lib.importers import leer
from cartera_lib.sintetica import generar

SEMILLA, PATRONES, CORTES = 7, 60, 3
EDICION = 1


@cache
def libro() -> Path:
    """Return the book of the example, built the first time it is asked for."""
    carpeta = Path(tempfile.gettempdir()) / f"cartera_lib-ejemplo-{os.getuid()}-{EDICION}"
    final = carpeta / f"{SEMILLA}-{PATRONES}-{CORTES}"
    if not (final / "cartera.sqlite").exists():
        carpeta.mkdir(mode=0o700, exist_ok=True)
        taller = Path(tempfile.mkdtemp(dir=carpeta))
        generar(taller / "archivos", semilla=SEMILLA, patrones=PATRONES, cortes=CORTES)
        cargar(taller / "archivos", taller / "cartera.sqlite")
        _poner(taller, final)
    return final / "cartera.sqlite"


def cargar(archivos: Path, destino: Path | str) -> int:
    """Load every RALE, the employers and the payments of a folder; return how many loads."""
    almacen = store.open(destino)
    rutas = [
        archivos / "patrones.csv",
        *sorted((archivos / "rale").glob("*/*.txt")),
        *sorted((archivos / "sipare").glob("*.csv")),
    ]
    for ruta in rutas:
        almacen.append(leer(ruta))
    return len(rutas)


def _poner(taller: Path, final: Path) -> None:
    """Move the finished book to its place, unless another process has just done it."""
    try:
        taller.rename(final)
    except OSError:
        if not final.exists():
            raise

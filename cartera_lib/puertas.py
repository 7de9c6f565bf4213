"""The doors by which a notebook or a verb opens a book: to read it, or to work at the counter."""

import getpass
import os

from cartera_lib import ejemplo, store
from cartera_lib.mesa import Mesa
from cartera_lib.ventanilla import Ventanilla

LIBRO, QUIEN = "CARTERA_URL", "CARTERA_QUIEN"


def abrir(libro: str = "", subdelegacion: str = "") -> Mesa:
    """Open a book by path or URL; without one, that of ``CARTERA_URL`` or the invented example."""
    url = libro or os.environ.get(LIBRO) or ejemplo.libro()
    return Mesa(store.open(url), subdelegacion)


def atender(libro: str = "", quien: str = "", *, subdelegacion: str = "") -> Ventanilla:
    """Open a book for work; without a name, that of ``CARTERA_QUIEN`` or of the session."""
    nombre = quien or os.environ.get(QUIEN) or getpass.getuser()
    return Ventanilla(abrir(libro, subdelegacion), nombre)

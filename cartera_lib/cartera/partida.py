"""The name of a partida: what kind of difference, since when and of which credit."""

from datetime import date

from cartera_lib.cartera.movimiento import Llave

PENDIENTE = "AFECTADO_NO_VISTO"
"""What was posted and the system does not show."""


ACENTOS = {"situacion": "situación", "tesoreria": "Tesorería", "transito": "tránsito"}


def nombre(clase: str) -> str:
    """Return the class of a partida as people read it."""
    palabras = [ACENTOS.get(p, p) for p in clase.lower().split("_")]
    return " ".join(palabras).capitalize().replace("tesorería", "Tesorería")


def clave(clase: str, llave: Llave, *, corte: date) -> str:
    """Return the key of a partida: a difference of another cut is another one."""
    return f"{clase} {corte} {'/'.join(llave)}"


def llave(clave: str) -> Llave:
    """Return the credit that a key is about."""
    return Llave(*clave.rpartition(" ")[2].split("/"))

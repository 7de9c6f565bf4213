"""Causes of return: the catalogue, and how one is put into words with its correction."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from cartera_lib.cartera.movimiento import Llave
from cartera_lib.cartera.requerimiento import Causa
from cartera_lib.norma.tablas import recordar, renglones
from cartera_lib.valores.dinero import pesos

ETIQUETAS = {
    "registro": "el registro patronal",
    "credito": "el número de crédito",
    "periodo": "el periodo",
    "tipo_documento": "el tipo de documento",
    "ramo": "el ramo",
    "importe": "el importe",
    "creditos": "el número de créditos",
    "fecha_notificacion": "la fecha de notificación",
    "reingreso_de": "el folio que se reingresa",
    "cedula": "la cédula",
}


@dataclass(frozen=True, slots=True)
class CausaDeDevolucion:
    """One cause of the catalogue: its name, what the area is to do, and the norm."""

    codigo: str
    nombre: str
    remedio: str
    norma: str


class Arreglo(NamedTuple):
    """The least correction: the sentence, and the same for a program."""

    frase: str
    campo: str
    valor: str


@recordar()
def causas_de_devolucion() -> dict[str, CausaDeDevolucion]:
    """Return the catalogue by code."""
    return {
        f["codigo"]: CausaDeDevolucion(f["codigo"], f["nombre"], f["remedio"], f["norma"])
        for f in renglones("causas_devolucion")
    }


def causa(codigo: str, hecho: str, *, orden: int = 0, arreglo: Arreglo | None = None) -> Causa:
    """Return a cause that says what happened, where, and what to do."""
    remedio = causas_de_devolucion()[codigo].remedio
    if arreglo is None:
        return Causa(codigo, f"{hecho} {remedio}", orden)
    return Causa(codigo, f"{hecho} {arreglo.frase}", orden, *arreglo)


def arreglo(campo: str, valor: str | int | date) -> Arreglo:
    """Return the correction that writes a value in a field; amounts in centavos."""
    mostrado = pesos(int(str(valor))) if campo == "importe" else str(valor)
    if isinstance(valor, date):
        mostrado = f"{valor:%d/%m/%Y}"
    return Arreglo(f"Escriba «{mostrado}» en {ETIQUETAS[campo]}.", campo, str(valor))


def renglon_nuevo(llave: Llave, importe: int | None) -> Arreglo:
    """Return the correction that adds a line for a credit, with an amount if the form has them."""
    frase = f"Agregue un renglón igual para el crédito {llave}."
    return Arreglo(frase, "renglon", "/".join([*llave, "" if importe is None else str(importe)]))

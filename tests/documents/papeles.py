"""One mandamiento, and with the papers of the other kinds one of each, from the example."""

import io
from functools import cache

import pikepdf

from cartera_lib.cartera.borrador import Borrador, sellados
from cartera_lib.cartera.emision import canonico, clases_de_documento
from cartera_lib.documents.render import ADJUNTO, edicion, render
from cartera_lib.oficina.seleccion import Filtro
from cartera_lib.puertas import atender
from tests.oficina import papeles_de_cuenta, papeles_de_notificacion
from tests.ventanilla.conftest import JUNIO


@cache
def mandamientos():
    """Return what the example admits today."""
    return atender(quien="Ana").preparar("MANDAMIENTO", Filtro(), al=JUNIO).borradores


@cache
def de_cada_clase():
    """Return a draft of each kind, by its code."""
    return {
        "MANDAMIENTO": mandamientos()[0],
        **papeles_de_notificacion.papeles(),
        **papeles_de_cuenta.papeles(),
    }


def sellado(borrador: Borrador, numero=1):
    serie = clases_de_documento()[borrador.clase].serie
    return sellados(borrador.datos, folio=f"{serie}26-{numero:06d}", plantilla=edicion())


@cache
def pdf(clase):
    """Return the PDF of a kind."""
    return render(sellado(de_cada_clase()[clase]))


def con_datos(contenido, datos):
    """Return a document that carries other data, its pages untouched."""
    with pikepdf.open(io.BytesIO(contenido)) as documento:
        documento.attachments[ADJUNTO] = canonico(datos).encode()
        salida = io.BytesIO()
        documento.save(salida)
    return salida.getvalue()

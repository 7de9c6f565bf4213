"""One good draft of each paper of a notice, from the invented subdelegation on 30 June 2026."""

from datetime import date, datetime
from functools import cache
from hashlib import sha256

import numpy as np

from cartera_lib import ejemplo
from cartera_lib.cartera.borrador import Borrador
from cartera_lib.cartera.sede import sede
from cartera_lib.oficina.documentos_de_notificacion import (
    Citatorio,
    Estrados,
    Evidencia,
    Seguimiento,
    acta_circunstanciada,
    acta_de_notificacion,
    acuerdo_de_estrados,
    citatorio,
    constancia_de_estrados,
)
from cartera_lib.oficina.emision import Asunto
from cartera_lib.puertas import abrir

AL, PUBLICACION = date(2026, 6, 30), date(2026, 6, 15)
EN = sede("16", "01", al=AL)
PATRON, CREDITO = "W000001810", "251000001"
HUELLA = sha256(b"ME26-000001").hexdigest()
DOCUMENTO = {
    "nombre": "Mandamiento de ejecución",
    "folio": "ME26-000001",
    "fecha": "2026-05-18",
    "fecha_en_letra": "18 de mayo de 2026",
    "sha256": HUELLA,
}
CITA = datetime(2026, 7, 6, 10)
PAGINA = "https://www.ejemplo.invalid/estrados/16-01"
HECHOS = (
    "El 2 y el 9 de junio de 2026 el notificador halló cerrado y sin letreros el local de Calle "
    "Nauru 180; la encargada de la tienda contigua dijo que el taller se mudó en marzo, sin decir "
    "a dónde. El registro patronal y el registro federal de contribuyentes señalan ese domicilio."
)
EVIDENCIAS = (
    Evidencia("Acta circunstanciada de hechos", "AC26-000012", date(2026, 6, 2)),
    Evidencia("Acta circunstanciada de hechos", "AC26-000019", date(2026, 6, 9)),
)
# The ten working days after Monday 15 June 2026, by the calendar on the wall.
VISTOS = [date(2026, 6, dia) for dia in (16, 17, 18, 19, 22, 23, 24, 25, 26, 29)]


@cache
def asunto(*creditos: str) -> Asunto:
    """Return some credits of the employer in the last cut, and what is known of it."""
    mesa = abrir(str(ejemplo.libro()))
    suyos = mesa.de_patron(PATRON, mesa.cartera())
    elegidos = [credito in (creditos or (CREDITO,)) for credito in suyos.columna("credito")]
    return Asunto(suyos.filtrar(np.array(elegidos)), mesa.patron(PATRON))


def estrados(publicacion: date = PUBLICACION, **cambios: object) -> Estrados:
    """Return what is published by estrados; a test changes only what it is about."""
    dados = {
        "documento": DOCUMENTO,
        "causa": "NO_LOCALIZABLE",
        "hechos": HECHOS,
        "evidencias": EVIDENCIAS,
        "pagina": PAGINA,
    }
    return Estrados(publicacion=publicacion, **{**dados, **cambios})


@cache
def papeles() -> dict[str, Borrador]:
    """Return one draft of each of the five kinds."""
    publicado = estrados()
    visto = Seguimiento("AE26-000001", dict.fromkeys(VISTOS, HUELLA))
    previo = Citatorio("CI26-000001", datetime(2026, 6, 30, 10))
    hechos = (
        citatorio(asunto(), EN, al=AL, documento=DOCUMENTO, cita=CITA),
        acta_de_notificacion(asunto(), EN, al=AL, documento=DOCUMENTO, citatorio=previo),
        acuerdo_de_estrados(asunto(), EN, al=AL, estrados=estrados(AL)),
        constancia_de_estrados(asunto(), EN, al=AL, estrados=publicado, seguimiento=visto),
        acta_circunstanciada(asunto(), EN, al=AL, documento=DOCUMENTO),
    )
    assert all(isinstance(hecho, Borrador) for hecho in hechos), hechos
    return {hecho.clase: hecho for hecho in hechos}

"""Combinations of states for the decision tables: all that a materia can change, explored whole."""

from datetime import date
from itertools import product

import numpy as np

from cartera_lib.cartera.materia import lugar, materias, numeros_de_materia
from cartera_lib.reglas.decision import Acto, decidir, tablero

AL = date(2026, 11, 24)
GRAVES = (Acto.MANDAMIENTO, Acto.EMBARGO, Acto.REMATE)


def _preguntadas_con(materia):
    """Return the materias that are asked with one, itself included, in order."""
    juntas = {m for g in tablero(AL).grupos if materia in g.materias for m in g.materias}
    return [m for m in materias() if m in juntas]


def _todas(preguntadas, fijas=()):
    """Return every combination of some materias, the rest as at the start; ``fijas`` stay so."""
    fijas = dict(fijas)
    opciones = [
        [fijas[m]] if m in fijas else [e.estado for e in materias()[m]] for m in preguntadas
    ]
    combinaciones = list(product(*opciones))
    estados = np.zeros((len(materias()), len(combinaciones)), dtype=np.int8)
    for numero, materia in enumerate(preguntadas):
        suyos = [lugar(materia, combinacion[numero]) for combinacion in combinaciones]
        estados[numeros_de_materia()[materia]] = suyos
    return estados


def con(estados, materia, estado):
    otros = estados.copy()
    otros[numeros_de_materia()[materia]] = lugar(materia, estado)
    return otros


FAVORABLES = [
    {"notificacion": "VALIDA", "plazo": "VENCIDO", "sustitucion": "EXIGIBLE"}
    | {"solidaria": "EXIGIBLE", "etapa": etapa}
    for etapa in ("SIN_INICIAR", "VALUADO")
]
"""What has to be so for each act to be allowed by somebody: without it nothing would be seen."""


def explorar(materia):
    """Return all the combinations about a materia, in the two settings that allow the most."""
    suyas = _preguntadas_con(materia)
    partes = []
    for favorable in FAVORABLES:
        estados = _todas(suyas)
        for otra, estado in favorable.items():
            if otra not in suyas:
                estados = con(estados, otra, estado)
        partes.append(estados)
    return np.concatenate(partes, axis=1)


def permitidos(estados, actos=GRAVES):
    dictamen = decidir(estados, al=AL)
    return np.array([dictamen.permite(acto) for acto in actos])

"""How far the execution of each credit lawfully is: what was done too early was not done.

An act of the execution before the debt could be enforced, or while the law kept it stopped, is
void, and so is what rests on it; a later mandamiento or requirement begins it anew.
"""

import numpy as np

from cartera_lib.cartera.materia import lugar, numeros_de_materia
from cartera_lib.norma.articulos import CFF
from cartera_lib.norma.tablas import Columna
from cartera_lib.registry import fundamento
from cartera_lib.reglas.estados import Vigentes
from cartera_lib.reglas.lineas import Lineas, con_plazo, ultimo_dia
from cartera_lib.reglas.segun_corte import CALLA
from cartera_lib.reglas.tramos import Tramos, contienen

SIN_DIA = -1


@fundamento(CFF["144"], CFF["145"], CFF["151"])
def etapas_licitas(
    vivos: Vigentes, lineas: Lineas, *, exigible: Columna, suspendido: Tramos, al: int
) -> Columna:
    """Return the stage of each credit without the acts that could not be done on their day.

    Fundamento: CFF 144; CFF 145; CFF 151.
    """
    numero, inicio = numeros_de_materia()["etapa"], lugar("etapa", "SIN_INICIAR")
    licita = vivos.estados[numero].copy()
    del_corte = vivos.desde("etapa")
    sin_hecho = ~np.isin(np.arange(licita.size), lineas.en("etapa").credito)
    antes = (exigible == SIN_DIA) | ((del_corte != CALLA) & (del_corte < exigible))
    licita[sin_hecho & antes] = inicio
    suyas = lineas.en("etapa")
    nulas = (exigible[suyas.credito] == SIN_DIA) | (suyas.desde < exigible[suyas.credito])
    nulas |= contienen(suspendido, suyas.credito, dia=suyas.desde)
    nulas &= suyas.estado != inicio
    con_nulas = np.isin(suyas.credito, suyas.credito[nulas])
    repasadas = _repasadas(suyas.donde(con_nulas), nulas[con_nulas])
    for credito, (estado, desde) in repasadas.items():
        licita[credito] = _con_el_tiempo(numero, estado, desde=desde, al=al)
    return licita


def _con_el_tiempo(numero: int, estado: int, *, desde: int, al: int) -> int:
    """Return a stage, or what time has made of it."""
    for materia, lugar_, dicho, sigue in con_plazo():
        if (materia, lugar_) == (numero, estado) and al > ultimo_dia(dicho, np.array([desde]))[0]:
            return sigue
    return estado


def _repasadas(suyas: Lineas, nulas: Columna) -> dict[int, tuple[int, int]]:
    """Return the stage of each credit, act by act, without the void ones and what rests on them."""
    inicio = int(lugar("etapa", "SIN_INICIAR"))
    arrancan = {int(lugar("etapa", e)) for e in ("MANDAMIENTO", "REQUERIDO")}
    etapas: dict[int, tuple[int, int]] = {}
    cayeron: set[int] = set()
    columnas = (suyas.credito, suyas.estado, suyas.desde, nulas)
    for credito, estado, desde, nula in zip(*columnas, strict=True):
        if estado == inicio:
            cayeron.discard(int(credito))
        elif nula:
            cayeron.add(int(credito))
            estado = inicio
        elif int(credito) in cayeron and int(estado) not in arrancan:
            estado = inicio
        else:
            cayeron.discard(int(credito))
        etapas[int(credito)] = int(estado), int(desde)
    return etapas

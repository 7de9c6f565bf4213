"""Which credits are validly notified, since when, and until when they may be paid.

The first valid notice governs, unless a resolution annulled it; what a cut says counts only
where the expediente has nothing, or nothing good and older.
"""

from typing import NamedTuple

import numpy as np

from cartera_lib.cartera.cartera import Cartera
from cartera_lib.cartera.hechos import ES_DOBLE, ES_NULA, Hechos
from cartera_lib.cartera.materia import lugar, numeros_de_materia
from cartera_lib.norma.articulos import CFF, LSS, RACERF
from cartera_lib.norma.tablas import Columna
from cartera_lib.registry import fundamento
from cartera_lib.reglas.lineas import Lineas
from cartera_lib.reglas.notificacion import (
    Notificacion,
    limite_para_inconformarse,
    notificada,
)
from cartera_lib.reglas.segun_corte import CALLA
from cartera_lib.valores.calendario import aplazar_viernes, habiles_entre, limites, sumar_habiles

SIN_DIA = CORRE = -1
SIEMPRE = np.iinfo(np.int64).max
MARGEN = 3_660
"""Natural days that must remain in the calendar of working days after a notice."""


class Avisos(NamedTuple):
    """The notice of each credit: its state, its days (-1: none), and whether terms double."""

    estado: Columna
    notificacion: Notificacion
    doble: Columna


@fundamento(LSS["40"], CFF["134"], CFF["135"], CFF["137"], CFF["138"])
def notificados(cartera: Cartera, hechos: Hechos, *, lineas: Lineas, dicho: Columna) -> Avisos:
    """Return the notice in force of each credit; ``dicho``: what the cut says of this materia.

    Facts come on the day on which each was given (``dados``).
    Fundamento: LSS 40; CFF 134; CFF 135; CFF 137; CFF 138.
    """
    suyas = lineas.en("notificacion")
    nula = (suyas.estado == lugar("notificacion", "VALIDA")) & (
        hechos.defecto[suyas.hecho] == ES_NULA
    )
    estado, dia = _segun_corte(cartera, dicho)
    vale = _primera_valida(suyas, nula, creditos=len(cartera))
    _vencer_al_corte(estado, dia, suyas, nula)
    con = np.flatnonzero(vale >= 0)
    origen = suyas.hecho[vale[con]]
    estado[con] = lugar("notificacion", "VALIDA")
    dia[con] = hechos.dia[origen]
    doble = np.zeros(len(cartera), dtype=bool)
    doble[con] = hechos.defecto[origen] == ES_DOBLE
    return Avisos(estado, _dias(estado, dia), doble)


@fundamento(LSS["294"], CFF["144"], RACERF["151"])
def inconformados(lineas: Lineas, avisos: Avisos) -> Lineas:
    """Tell, of each recourse filed, whether it was in time.

    An aclaración filed in the term interrupts it: it begins again with its resolution.
    Fundamento: LSS 294; CFF 144; RACERF 151.
    """
    numero = numeros_de_materia()["inconformidad"]
    interpuesta = lineas.materia == numero
    interpuesta &= lineas.estado == lugar("inconformidad", "INTERPUESTA")
    filas = np.flatnonzero(interpuesta)
    credito = lineas.credito[filas]
    efectos = avisos.notificacion.surte_efectos[credito]
    corre = efectos != SIN_DIA
    limite = np.full(filas.size, SIEMPRE)
    limite[corre] = limite_para_inconformarse(efectos[corre], avisos.doble[credito][corre])
    aclaraciones = lineas.en("aclaracion")
    for n in np.flatnonzero(corre & np.isin(credito, aclaraciones.credito)):
        previas = aclaraciones.credito == credito[n]
        previas &= aclaraciones.hecho < lineas.hecho[filas[n]]
        limite[n] = _interrumpido(limite[n], aclaraciones.donde(previas), avisos)
    estado = lineas.estado.copy()
    estado[filas] = np.where(
        lineas.desde[filas] <= limite,
        lugar("inconformidad", "EN_TIEMPO"),
        lugar("inconformidad", "EXTEMPORANEA"),
    )
    return lineas._replace(estado=estado)


def _interrumpido(limite: int, aclaraciones: Lineas, avisos: Avisos) -> int:
    """Return the last day to file of one credit, given the aclaraciones before its recourse."""
    interrumpido = False
    for credito, estado, dia in zip(*aclaraciones[:1], *aclaraciones[2:4], strict=True):
        if estado == lugar("aclaracion", "EN_TRAMITE"):
            interrumpido |= bool(dia <= limite)
        elif interrumpido:
            efectos = avisos.notificacion.surte_efectos[credito]
            desde = np.maximum(sumar_habiles(dia, 1), efectos)
            limite = int(limite_para_inconformarse(desde, avisos.doble[credito]))
            interrumpido = False
    return SIEMPRE if interrumpido else limite


@fundamento(LSS["39-D"], RACERF["151"], RACERF["3"], CFF["135"])
def aclarados(notificacion: Notificacion, lineas: Lineas) -> Notificacion:
    """Lengthen the term to pay by each aclaración filed before it was over.

    It goes on from the notice of the resolution, for the working days that were left, fifteen at
    most; until then nothing is due. Fundamento: LSS 39-D; RACERF 151; RACERF 3; CFF 135.
    """
    suyas = lineas.en("aclaracion")
    presentada = suyas.estado == lugar("aclaracion", "EN_TRAMITE")
    vence, exigible = notificacion.vence.copy(), notificacion.exigible.copy()
    ultimo, faltan = notificacion.ultimo_dia.copy(), np.full(vence.size, CORRE)
    for fila in np.flatnonzero(notificacion.hecha[suyas.credito] != SIN_DIA):
        credito, dia = suyas.credito[fila], suyas.desde[fila]
        efectos = notificacion.surte_efectos[credito]
        if presentada[fila] and faltan[credito] == CORRE and dia <= vence[credito]:
            faltan[credito] = habiles_entre(max(dia, efectos), ultimo[credito])
            exigible[credito] = SIN_DIA
        elif not presentada[fila] and faltan[credito] != CORRE:
            reanuda = np.maximum(sumar_habiles(dia, 1), efectos)
            ultimo[credito] = sumar_habiles(reanuda, int(faltan[credito]))
            vence[credito] = aplazar_viernes(ultimo[credito])
            exigible[credito], faltan[credito] = vence[credito] + 1, CORRE
    return notificacion._replace(vence=vence, exigible=exigible)


def _segun_corte(cartera: Cartera, dicho: Columna) -> tuple[Columna, Columna]:
    """Return the state and the day that the cut gives, where its date can be counted."""
    dia = cartera.columna("fecha_notificacion").copy()
    primero, ultimo = limites()
    dice_que_no = dicho == lugar("notificacion", "SIN_NOTIFICAR")
    cuenta = (dia >= primero) & (dia <= ultimo - MARGEN) & ~dice_que_no
    sin_fecha = (dicho == lugar("notificacion", "SIN_FECHA")) | ((dia != SIN_DIA) & ~dice_que_no)
    estado = np.where(dicho == CALLA, lugar("notificacion", "SIN_NOTIFICAR"), dicho)
    estado[sin_fecha] = lugar("notificacion", "SIN_FECHA")
    estado[cuenta] = lugar("notificacion", "VALIDA")
    dia[~cuenta] = SIN_DIA
    return estado.astype(np.int8), dia


def _primera_valida(suyas: Lineas, nula: Columna, *, creditos: int) -> Columna:
    """Return the row of the first valid notice that nobody annulled, -1 where there is none."""
    filas = np.arange(suyas.credito.size)
    anulada = suyas.estado == lugar("notificacion", "ANULADA")
    ultima_anulada = np.full(creditos, -1)
    ultima_anulada[suyas.credito[anulada]] = filas[anulada]
    vale = ~anulada & ~nula & (filas > ultima_anulada[suyas.credito])
    primera = np.full(creditos, -1)
    primera[suyas.credito[vale][::-1]] = filas[vale][::-1]
    return primera


def _vencer_al_corte(estado: Columna, dia: Columna, suyas: Lineas, nula: Columna) -> None:
    """Let a void or annulled notice count against what the cut says, unless that is newer."""
    anulada = suyas.estado == lugar("notificacion", "ANULADA")
    for filas, cual in ((nula, "NULA"), (anulada, "ANULADA")):
        credito, desde = suyas.credito[filas], suyas.desde[filas]
        vieja = dia[credito] <= desde
        estado[credito[vieja]] = lugar("notificacion", cual)
        dia[credito[vieja]] = SIN_DIA


def _dias(estado: Columna, dia: Columna) -> Notificacion:
    """Return the days that follow from each notice, -1 where there is none."""
    vale = np.flatnonzero(estado == lugar("notificacion", "VALIDA"))
    columnas = [np.full(dia.shape, SIN_DIA, dtype=np.int64) for _ in Notificacion._fields]
    for columna, dias_ in zip(columnas, notificada(dia[vale]), strict=True):
        columna[vale] = dias_
    return Notificacion(*columnas)

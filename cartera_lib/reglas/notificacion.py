"""When each notice was given, takes effect, and makes its credit enforceable.

The means decides the day: estrados and an unopened Buzón count working days from the one after.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import numpy as np

from cartera_lib.cartera.hecho import clases_de_hecho, medios
from cartera_lib.cartera.hechos import ES_NULA, Hechos
from cartera_lib.errors import FueraDeVigencia
from cartera_lib.norma.articulos import CFF, LSS, RACERF, RCFF
from cartera_lib.norma.tablas import Columna, recordar, renglones
from cartera_lib.registry import fundamento
from cartera_lib.reglas.vencimiento import DIAS_PARA_PAGAR, plazo_de_pago
from cartera_lib.valores.calendario import dias, sumar_habiles

DIAS_PARA_INCONFORMARSE = 15  # LSS 294
REMEDIO = "Agregue el renglón con su vigencia a norma/tablas/medios_notificacion.csv."


class Notificacion(NamedTuple):
    """Days of a notice: given, in effect, last of the fifteen, payment due, and enforceable."""

    hecha: Columna
    surte_efectos: Columna
    ultimo_dia: Columna
    vence: Columna
    exigible: Columna


@fundamento(CFF["134"], CFF["135"], CFF["136"], CFF["139"], CFF["140"], LSS["40"], LSS["286-M"])
def hecha(dia: Columna, medio: Columna) -> Columna:
    """Return the day on which notice is given: of the act, or some working days after it.

    ``dia``: of the diligence, the notice to the mailbox, the publication; ``medio``: place in
    the catalogue, -1 for the day that a cut brings. FueraDeVigencia: the means had no rule then.
    Fundamento: CFF 134; CFF 135; CFF 136; CFF 139; CFF 140; LSS 40; LSS 286-M.
    """
    dada = np.array(dia, dtype=np.int64)
    for lugar in np.unique(medio[medio >= 0]):
        suyas = np.flatnonzero(medio == lugar)
        dada[suyas] = _por_vigencia(list(medios())[lugar], dada[suyas])
    return dada


@fundamento(CFF["134"], CFF["137"], CFF["138"], CFF["139"])
def dados(hechos: Hechos, *, al: int) -> Hechos:
    """Return the facts that count by a day, each on the day on which it was made known.

    What is still published or in an unopened mailbox has not happened yet; a void notice moves
    nothing, and that of the cédula stays only to say so.
    Fundamento: CFF 134; CFF 137; CFF 138; CFF 139.
    """
    dia = hecha(hechos.dia, hechos.medio)
    de_la_cedula = hechos.codigo == list(clases_de_hecho()).index("NOTIFICACION")
    vale = (dia <= al) & ((hechos.defecto != ES_NULA) | de_la_cedula)
    suyos = replace(hechos, dia=dia).donde(vale)
    return suyos.donde(np.lexsort((suyos.fila, suyos.dia, suyos.credito)))


@fundamento(CFF["135"], RCFF["7"], LSS["39-C"], RACERF["127"], RACERF["3"], CFF["144"])
def notificacion(dia: Columna, medio: Columna) -> Notificacion:
    """Return every day that follows from a notice of a credit.

    It can be enforced the day after payment was due, moved off Fridays and rest days.
    Fundamento: CFF 135; RCFF 7; LSS 39-C; RACERF 127; RACERF 3; CFF 144.
    """
    dada = hecha(dia, medio)
    return notificada(dada)


@fundamento(CFF["135"], RCFF["7"], LSS["39-C"], RACERF["127"], RACERF["3"], CFF["144"])
def notificada(dada: Columna) -> Notificacion:
    """Return every day that follows from the day on which notice was given.

    Fundamento: CFF 135; RCFF 7; LSS 39-C; RACERF 127; RACERF 3; CFF 144.
    """
    efectos, ultimo, vence = (por_dia(_lado(lado), dada) for lado in range(3))
    return Notificacion(dada, efectos, ultimo, vence, vence + 1)


@fundamento(LSS["294"], CFF["135"])
def limite_para_inconformarse(surte_efectos: Columna, doble: Columna) -> Columna:
    """Return the last day of the term to file: doubled when the act did not say how.

    Fundamento: LSS 294; CFF 135.
    """
    simple = sumar_habiles(surte_efectos, DIAS_PARA_INCONFORMARSE)
    return np.where(doble, sumar_habiles(surte_efectos, 2 * DIAS_PARA_INCONFORMARSE), simple)


def por_dia(regla: Callable[[Columna], Columna], dia: Columna) -> Columna:
    """Apply a rule of days once to each different day, not to each credit."""
    if not dia.size:
        return dia
    primero = int(dia.min())
    hay = np.zeros(int(dia.max()) - primero + 1, dtype=bool)
    hay[dia - primero] = True
    distintos = np.flatnonzero(hay)
    respuesta = np.zeros(hay.size, dtype=np.int64)
    respuesta[distintos] = regla(distintos + primero)
    return respuesta[dia - primero]


def _lado(lado: int) -> Callable[[Columna], Columna]:
    return lambda dia: plazo_de_pago(dia, DIAS_PARA_PAGAR)[lado]


def _por_vigencia(medio: str, dia: Columna) -> Columna:
    dada = np.full(dia.shape, -1, dtype=np.int64)
    for desde, hasta, habiles in _vigencias(medio):
        suyas = (dia >= desde) & (dia <= hasta)
        dada[suyas] = sumar_habiles(dia[suyas], habiles) if habiles else dia[suyas]
    if (dada < 0).any():
        fuera = str(np.datetime64(int(dia[dada < 0][0]), "D"))
        raise FueraDeVigencia(
            "medios_notificacion", fuera, f"no trae «{medio}» en esa fecha", REMEDIO
        )
    return dada


@recordar()
def _vigencias(medio: str) -> tuple[tuple[int, int, int], ...]:
    siempre = int(dias(date.max))
    return tuple(
        (int(dias(f["desde"])), int(dias(f["hasta"])) if f["hasta"] else siempre, int(f["habiles"]))
        for f in renglones("medios_notificacion")
        if f["codigo"] == medio
    )

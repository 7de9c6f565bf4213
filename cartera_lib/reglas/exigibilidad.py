"""From a row of the cartera to what the law values: its due day and from when it prescribes."""

import numpy as np

from cartera_lib.cartera.cartera import Cartera
from cartera_lib.cartera.creditos import Creditos, claves
from cartera_lib.cartera.tipo_documento import por_clave
from cartera_lib.norma.articulos import CFF, LSS, RACERF
from cartera_lib.norma.tablas import Columna
from cartera_lib.registry import fundamento
from cartera_lib.reglas.ley import vencimientos_cubiertos
from cartera_lib.reglas.prescripcion import dia_de_prescripcion
from cartera_lib.reglas.vencimiento import plazo_de_pago, vencimiento_de_cuota

SIN_FECHA = -1
MARGEN = 60  # natural days: more than fifteen working ones ever take


@fundamento(LSS["39"], LSS["39-C"], RACERF["127"])
def creditos_de(cartera: Cartera) -> Creditos:
    """Return the credits of a cartera with the day on which each was due.

    Cuotas: the 17th after their period. Fines, capitales and expenses: fifteen working days
    after notice takes effect; while not notified they are not due, and bear nothing.
    Fundamento: LSS 39; LSS 39-C; RACERF 127.
    """
    tipo = claves(cartera.columna("tipo_documento"))
    vencimiento = vencimiento_de_cuota(cartera.meses_de_periodo())
    del_plazo = ~por_clave("vence_dia_17")[tipo]
    notificacion = cartera.columna("fecha_notificacion")[del_plazo]
    vencimiento[del_plazo] = _tras_notificar(notificacion)
    return Creditos(cartera.columna("importe"), vencimiento, tipo)


@fundamento(CFF["146"], LSS["298"])
def prescripcion_por_notificacion(cartera: Cartera) -> Columna:
    """Return the day five years after the fifteen days of notice; -1 while not notified.

    The second reading of when the term starts, shown beside the first.
    Fundamento: CFF 146; LSS 298.
    """
    notificacion = cartera.columna("fecha_notificacion")
    prescribe = np.full(notificacion.shape, SIN_FECHA, dtype=np.int64)
    hecha = _contable(notificacion)
    prescribe[hecha] = dia_de_prescripcion(plazo_de_pago(notificacion[hecha]).vence + 1)
    return prescribe


def sin_vencer(creditos: Creditos) -> Columna:
    """Tell which credits have no due day yet: their notice is still to be given."""
    return creditos.vencimiento == vencimientos_cubiertos()[1]


def _tras_notificar(notificacion: Columna) -> Columna:
    """Last day of the fifteen; a date that the calendar lacks goes on, to be told as its cause."""
    no_vence = vencimientos_cubiertos()[1]
    vence = np.where(notificacion == SIN_FECHA, no_vence, notificacion)
    hecha = _contable(notificacion)
    vence[hecha] = plazo_de_pago(notificacion[hecha]).ultimo_dia
    return vence


def _contable(notificacion: Columna) -> Columna:
    """Tell which notices have a term that the calendar can count."""
    primero, ultimo = vencimientos_cubiertos()
    return (notificacion >= primero) & (notificacion <= ultimo - MARGEN)

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
    hecha = notificacion != SIN_FECHA
    prescribe[hecha] = dia_de_prescripcion(plazo_de_pago(notificacion[hecha]).vence + 1)
    return prescribe


def _tras_notificar(notificacion: Columna) -> Columna:
    vence = np.full(notificacion.shape, vencimientos_cubiertos()[1], dtype=np.int64)
    hecha = notificacion != SIN_FECHA
    vence[hecha] = plazo_de_pago(notificacion[hecha]).ultimo_dia
    return vence

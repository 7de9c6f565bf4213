"""When a payment had to be made: the 17th, the fifteen working days, and the moved day."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from cartera_lib.norma.articulos import CFF, LSS, RACERF, RCFF
from cartera_lib.norma.tablas import Columna
from cartera_lib.registry import fundamento
from cartera_lib.valores.calendario import aplazar_viernes, primer_dia, sumar_habiles

DIA_DE_PAGO = 17  # LSS 39
DIAS_PARA_PAGAR = 15  # LSS 39-C; RACERF 127, 189


class Plazo(NamedTuple):
    """A term in working days: when notice takes effect, its last day, and the day to pay."""

    surte_efectos: Columna
    ultimo_dia: Columna
    vence: Columna


@fundamento(LSS["39"])
def vencimiento_de_cuota(periodo: Columna) -> Columna:
    """Return the 17th of the month that follows each period (months since 1970-01).

    A bimester of RCV is named by its last month. Fundamento: LSS 39.
    """
    return primer_dia(periodo + 1) + DIA_DE_PAGO - 1


@fundamento(RACERF["3"], CFF["12"])
def vencimiento_efectivo(vencimiento: Columna) -> Columna:
    """Return the day on which payment really had to be made.

    A last day that is not a working day, or is a Friday, moves to the next working day.
    Fundamento: RACERF 3; CFF 12.
    """
    return aplazar_viernes(vencimiento)


@fundamento(CFF["135"], RCFF["7"], RACERF["127"], RACERF["3"], LSS["39-C"])
def plazo_de_pago(
    notificada: Columna,
    cuantos: int = DIAS_PARA_PAGAR,
    *,
    suspensiones: Iterable[tuple[date, date]] = (),
) -> Plazo:
    """Count the term to pay from the day notice takes effect.

    Notice takes effect the next working day; the first day of the term is the one after.
    Fundamento: CFF 135; RCFF 7; RACERF 127; RACERF 3; LSS 39-C.
    """
    efectos = sumar_habiles(notificada, 1)
    ultimo = sumar_habiles(efectos, cuantos, suspensiones=suspensiones)
    return Plazo(efectos, ultimo, aplazar_viernes(ultimo))


@fundamento(RACERF["189"])
def plazo_desde_notificacion(notificada: Columna, cuantos: int = DIAS_PARA_PAGAR) -> Plazo:
    """Count the term from the notification itself: the stricter reading, shown for contrast.

    Fundamento: RACERF 189.
    """
    ultimo = sumar_habiles(notificada, cuantos)
    return Plazo(sumar_habiles(notificada, 1), ultimo, aplazar_viernes(ultimo))

"""Working days walked one by one: the count that does not trust the calendar under test."""

from bisect import bisect_left, bisect_right
from datetime import date, timedelta

from cartera_lib.errors import DatoInvalido
from cartera_lib.norma.descansos import cobertura, dias_de_descanso
from cartera_lib.sintetica.tiempo import DIA

VIERNES = 4
QUINCE = 15
CUARTO_DIA, DIA_ONCE = 4, 11
"""Working days after the notice to an unopened Buzón, and after publishing by estrados."""


class Reloj:
    """A day of reckoning and the working days around it.

    ``al`` must be a working Monday after a working Friday, or the term that ends on a Friday
    could not be planted: DatoInvalido.
    """

    def __init__(self, al: date) -> None:
        descansos, (desde, hasta) = set(dias_de_descanso()), cobertura()
        todos = (desde + timedelta(days=n) for n in range((hasta - desde).days + 1))
        self.al = al
        self.habiles = [d for d in todos if d.weekday() <= VIERNES and d not in descansos]
        if al.weekday() != 0 or {al, al - 3 * DIA} - set(self.habiles):
            raise DatoInvalido(
                f"Las trampas no se pueden plantar al {al}: elija un lunes hábil cuyo viernes "
                "anterior también lo sea, como 2026-05-18."
            )

    def mas(self, dia: date, cuantos: int) -> date:
        """Return the working day that comes so many after a day."""
        return self.habiles[bisect_right(self.habiles, dia) + cuantos - 1]

    def menos(self, dia: date, cuantos: int) -> date:
        """Return the working day that comes so many before a day."""
        return self.habiles[bisect_left(self.habiles, dia) - cuantos]

    def vence(self, notificado: date) -> date:
        """Return the day by which to pay: effects, fifteen days, and off the Friday."""
        ultimo = self.mas(self.mas(notificado, 1), QUINCE)
        while ultimo.weekday() == VIERNES:
            ultimo = self.mas(ultimo, 1)
        return ultimo

    def exigible(self, notificado: date) -> date:
        """Return the first day on which the debt can be enforced."""
        return self.vence(notificado) + DIA

    def notificado_para(self, ultimo: date) -> date:
        """Return the notice whose fifteenth day is a given working day."""
        return self.menos(ultimo, QUINCE + 1)

    def anios(self, dia: date, cuantos: int) -> date:
        """Return the same day so many years later; lacking it, the first working day after."""
        try:
            return dia.replace(year=dia.year + cuantos)
        except ValueError:
            return self.mas(date(dia.year + cuantos, 2, 28), 1)

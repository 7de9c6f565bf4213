"""Chance with a seed: one named stream per matter, so that adding one draw moves nothing else."""

import math
import zlib
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

from numpy.random import PCG64, Generator, SeedSequence

T = TypeVar("T")
BLOQUE = 1024  # drawn at once: one by one is five times slower


class Azar:
    """Draws of one stream; the same seed and name give the same draws on any machine."""

    def __init__(self, semilla: int, nombre: str) -> None:
        fuente = SeedSequence([semilla, zlib.crc32(nombre.encode("ascii"))])
        self.generador = Generator(PCG64(fuente))
        self._reserva: list[float] = []

    def uno(self) -> float:
        """Draw from 0 to 1, one excluded."""
        if not self._reserva:
            self._reserva = self.generador.random(BLOQUE).tolist()
        return self._reserva.pop()

    def sucede(self, probabilidad: float) -> bool:
        """Tell whether something of this probability happens."""
        return self.uno() < probabilidad

    def entre(self, primero: int, ultimo: int) -> int:
        """Draw a whole number, both ends included."""
        return primero + int(self.uno() * (ultimo - primero + 1))

    def elegir(self, opciones: Sequence[T]) -> T:
        """Draw one of the options, all alike."""
        return opciones[int(self.uno() * len(opciones))]

    def ponderado(self, opciones: Sequence[tuple[T, float]]) -> T:
        """Draw one of the options by its weight."""
        queda = self.uno() * sum(peso for _, peso in opciones)
        for opcion, peso in opciones:
            queda -= peso
            if queda < 0:
                return opcion
        return opciones[-1][0]

    def lognormal(self, mediana: float, sigma: float) -> float:
        """Draw from the lognormal of that median."""
        return mediana * math.exp(sigma * float(self.generador.standard_normal()))

    def exponencial(self, media: float) -> float:
        """Draw from the exponential of that mean."""
        return -media * math.log(1.0 - self.uno())

    def barajar(self, opciones: Sequence[T]) -> list[T]:
        """Return the options in another order."""
        llaves = self.generador.random(len(opciones))
        return [opciones[int(lugar)] for lugar in llaves.argsort(kind="stable")]

    def dia(self, desde: date, hasta: date) -> date:
        """Draw a day, both ends included."""
        return desde + timedelta(days=self.entre(0, max((hasta - desde).days, 0)))

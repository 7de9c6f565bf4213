"""Which credits a strike stops: those before it, those of its months, and the long strikes."""

import numpy as np

from cartera_lib.cartera.cartera import Cartera
from cartera_lib.cartera.materia import lugar
from cartera_lib.norma.articulos import LFT, LSS, RACERF
from cartera_lib.norma.tablas import Columna
from cartera_lib.registry import fundamento
from cartera_lib.reglas.causacion import fin_de_causacion

DIAS_DE_HUELGA_LARGA = 180
"""Natural days; manual 7.1.2.2, function 19: no norm that says it has been seen."""


@fundamento(LFT["924"], RACERF["124"], LSS["251"])
def en_huelga(cartera: Cartera, filas: Columna, *, estallo: Columna, al: int) -> Columna:
    """Return how the strike reaches some credits, by the day on which it broke out.

    Before it: caused until the eve. A cuota is caused when its period ends; the rest, when
    they entered. Fundamento: LFT 924; RACERF 124; LSS 251.
    """
    anterior = fin_de_causacion(cartera)[filas] < estallo
    larga = anterior & (al - estallo > DIAS_DE_HUELGA_LARGA)
    casos = [larga, anterior]
    estados = [lugar("huelga", "LARGA"), lugar("huelga", "ANTERIOR")]
    return np.select(casos, estados, default=lugar("huelga", "DURANTE"))

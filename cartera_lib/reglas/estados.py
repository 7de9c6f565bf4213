"""The state in force of each materia: the last fact, what time made of it, or what the cut says."""

from typing import NamedTuple

import numpy as np

from cartera_lib.cartera.cartera import Cartera
from cartera_lib.cartera.materia import abiertos_por_estado, numeros_de_materia
from cartera_lib.norma.articulos import CFF, LSS
from cartera_lib.norma.tablas import Columna
from cartera_lib.registry import fundamento
from cartera_lib.reglas.lineas import Lineas, con_plazo, ultimo_dia
from cartera_lib.reglas.segun_corte import CALLA
from cartera_lib.valores.calendario import cubierto


class Vigentes(NamedTuple):
    """States in force, one row a materia and one column a credit, and where each comes from.

    ``ultimas``: the facts that rule, one row a credit and materia; ``del_corte``: day of the
    incidencia of each credit; ``dichos``: what the cut says where it rules, -1 elsewhere.
    """

    estados: Columna
    ultimas: Lineas
    del_corte: Columna
    dichos: Columna

    def desde(self, materia: str) -> Columna:
        """Return since when each credit is as it is in a materia, -1 where nothing says so."""
        numero = numeros_de_materia()[materia]
        dia = np.where(self.dichos[numero] == CALLA, CALLA, self.del_corte)
        suyas = self.ultimas.donde(self.ultimas.materia == numero)
        dia[suyas.credito] = suyas.desde
        return dia


@fundamento(LSS["287"], CFF["144"])
def vigentes(cartera: Cartera, lineas: Lineas, *, dichos: Columna, al: int) -> Vigentes:
    """Return the state in force of every materia of every credit.

    A state open by a fact stays until another fact ends it; over a closed one, or none, what
    the cut says later rules. Fundamento: LSS 287; CFF 144.
    """
    ultimas = lineas.donde(lineas.ultima)
    del_corte = cartera.columna("fecha_incidencia")
    dicho = dichos[ultimas.materia, ultimas.credito]
    cede = (dicho != CALLA) & ~abiertos_por_estado()[ultimas.materia, ultimas.estado]
    cede &= del_corte[ultimas.credito] > ultimas.desde
    ultimas = ultimas.donde(~cede)
    dichos = dichos.copy()
    dichos[ultimas.materia, ultimas.credito] = CALLA
    estados = np.maximum(dichos, 0)
    estados[ultimas.materia, ultimas.credito] = ultimas.estado
    vivos = Vigentes(estados, ultimas, del_corte, dichos)
    _dejar_pasar_el_tiempo(vivos, al)
    return vivos


def _dejar_pasar_el_tiempo(vivos: Vigentes, al: int) -> None:
    """Move on each state whose own term is over; from a day that cannot be, none runs."""
    nombres = list(numeros_de_materia())
    for materia, lugar, estado, sigue in con_plazo():
        filas = np.flatnonzero(vivos.estados[materia] == lugar)
        desde = vivos.desde(nombres[materia])[filas] if filas.size else filas
        corre = cubierto(desde) & (desde <= al)
        filas, desde = filas[corre], desde[corre]
        if filas.size:
            vivos.estados[materia, filas[al > ultimo_dia(estado, desde)]] = sigue

"""From facts to states: what each materia of each credit was, since when, and on what proof.

A fact puts a state, which lasts until another fact of its materia, or until its own term ends.
"""

from typing import NamedTuple

import numpy as np

from cartera_lib.cartera.hecho import clases_de_hecho
from cartera_lib.cartera.hechos import Hechos
from cartera_lib.cartera.materia import Estado, lugares, materias, numeros_de_materia
from cartera_lib.norma.articulos import CFF, LSS, RACERF
from cartera_lib.norma.tablas import Columna, recordar, renglones
from cartera_lib.registry import fundamento
from cartera_lib.valores.calendario import aniversario, aplazar_viernes, sumar_habiles

NADA = -1


class Lineas(NamedTuple):
    """Successive states, one row each, by credit and materia, oldest first.

    ``materia`` and ``estado``: numbers; ``desde`` and ``hasta``: days, the last one until the day
    of reckoning; ``ultima``: nothing came after; ``hecho``: row of the columns of facts.
    """

    credito: Columna
    materia: Columna
    estado: Columna
    desde: Columna
    hasta: Columna
    ultima: Columna
    hecho: Columna

    def donde(self, filas: Columna) -> "Lineas":
        """Return some rows."""
        return Lineas(*(columna[filas] for columna in self))

    def en(self, materia: str, *estados: str) -> "Lineas":
        """Return the rows of a materia, in some states if they are named."""
        suyas = self.materia == numeros_de_materia()[materia]
        if estados:
            nombres = [e.estado for e in materias()[materia]]
            suyas &= np.isin(self.estado, [nombres.index(estado) for estado in estados])
        return self.donde(suyas)


@fundamento(LSS["287"], CFF["144"])
def lineas(hechos: Hechos, al: int) -> Lineas:
    """Return the states that the facts put, in order.

    A fact that yields leaves a stronger state as it was. Fundamento: LSS 287; CFF 144.
    """
    de_materia, de_estado = _pone()
    hecho, cual = np.nonzero(de_materia[hechos.codigo] != NADA)
    codigo = hechos.codigo[hecho]
    credito, materia = hechos.credito[hecho], de_materia[codigo, cual]
    orden = np.lexsort((hecho, materia, credito))  # facts come in order of day
    estado = de_estado[codigo, cual]
    orden = orden[~_queda_otro(hechos, hecho[orden], materia[orden])]
    orden = orden[_mueven(credito[orden], materia[orden], estado[orden], codigo[orden])]
    credito, materia, hecho, estado = credito[orden], materia[orden], hecho[orden], estado[orden]
    desde = hechos.dia[hecho]
    sigue = np.zeros(hecho.size, dtype=bool)
    sigue[:-1] = (credito[1:] == credito[:-1]) & (materia[1:] == materia[:-1])
    hasta = np.where(sigue, np.append(desde[1:], 0) - 1, al)
    return Lineas(credito, materia, estado, desde, hasta, ~sigue, hecho)


@fundamento(
    CFF["144"], CFF["141"], CFF["151"], LSS["39-D"], RACERF["3"], RACERF["129"], RACERF["130"]
)
def ultimo_dia(estado: Estado, desde: Columna) -> Columna:
    """Return the last day that a state with a term lasts, for each day on which it began.

    Terms that count from the effect of a notice are to pay: they do not end on a Friday.
    Fundamento: CFF 144; CFF 141; CFF 151; LSS 39-D; RACERF 3, 129, 130.
    """
    if estado.unidad == "HABILES":
        return sumar_habiles(desde, estado.plazo)
    if estado.unidad == "HABILES_TRAS_EFECTOS":
        return aplazar_viernes(sumar_habiles(sumar_habiles(desde, 1), estado.plazo))
    return aniversario(desde, estado.plazo)


def _queda_otro(hechos: Hechos, hecho: Columna, materia: Columna) -> Columna:
    """Tell which rows end one thing while another of the same kind is still open.

    Each document that opens is a thing of its own; the same document again, the same thing.
    """
    codigo, credito = hechos.codigo[hecho], hechos.credito[hecho]
    abre, cierra = (columna[codigo] for columna in _abren_y_cierran())
    llave = (credito * len(materias()) + materia) * len(clases_de_hecho()) + np.maximum(
        abre, cierra
    )
    veces = np.unique(llave[abre >= 0], return_counts=True)
    varios = np.flatnonzero(np.isin(llave, veces[0][veces[1] > 1]) & ((abre >= 0) | (cierra >= 0)))
    folios = hechos.tabla["soporte_folio"].to_pylist() if varios.size else []
    abiertos: dict[int, list[str]] = {}
    queda = np.zeros(hecho.size, dtype=bool)
    for n in varios:
        suyos, folio = abiertos.setdefault(int(llave[n]), []), folios[hechos.fila[hecho[n]]]
        if abre[n] >= 0:
            suyos += [folio] if folio not in suyos else []
        elif suyos:
            suyos.pop(0)
            queda[n] = bool(suyos)
    return queda


@recordar()
def _abren_y_cierran() -> tuple[Columna, Columna]:
    """Return what each kind of fact opens and what it ends, as numbers; -1: nothing."""
    clases = list(clases_de_hecho().values())
    asuntos = sorted({clase.abre for clase in clases if clase.abre})
    numeros = {asunto: numero for numero, asunto in enumerate(asuntos)}
    return (
        np.array([numeros.get(clase.abre, NADA) for clase in clases]),
        np.array([numeros.get(clase.cierra, NADA) for clase in clases]),
    )


def _mueven(credito: Columna, materia: Columna, estado: Columna, codigo: Columna) -> Columna:
    """Return the places of the rows that change something; the rest yield to the one before."""
    quedan = np.arange(credito.size)
    while True:
        antes, este = quedan[:-1], quedan[1:]
        cede = (credito[antes] == credito[este]) & (materia[antes] == materia[este])
        cede &= _ceden()[codigo[este], materia[este], estado[antes]]
        cede[1:] &= ~cede[:-1]  # what follows one that yields is asked again, without it
        if not cede.any():
            return quedan
        quedan = np.delete(quedan, np.flatnonzero(cede) + 1)


@recordar()
def _ceden() -> Columna:
    """Tell which kinds of fact leave which states of which materia as they were."""
    ancho = max(len(estados) for estados in materias().values())
    clases = list(clases_de_hecho())
    ceden = np.zeros((len(clases), len(materias()), ancho), dtype=bool)
    for fila in renglones("hechos_que_ceden"):
        materia = fila["materia"]
        suyos = [lugares()[materia, estado] for estado in fila["no_quita"].split("|")]
        ceden[clases.index(fila["hecho"]), numeros_de_materia()[materia], suyos] = True
    return ceden


@recordar()
def con_plazo() -> tuple[tuple[int, int, Estado, int], ...]:
    """Return the states that time ends: materia, place, the state, and the place that follows."""
    hallados = []
    for numero, estados in enumerate(materias().values()):
        nombres = [e.estado for e in estados]
        for lugar, estado in enumerate(estados):
            if estado.plazo:
                hallados.append((numero, lugar, estado, nombres.index(estado.sigue)))
    return tuple(hallados)


@recordar()
def _pone() -> tuple[Columna, Columna]:
    """Return, by kind of fact, the materias that it moves and the states that it puts."""
    clases = list(clases_de_hecho().values())
    ancho = max(len(c.pone) for c in clases)
    de_materia = np.full((len(clases), ancho), NADA, dtype=np.int64)
    de_estado = np.zeros((len(clases), ancho), dtype=np.int64)
    for fila, clase in enumerate(clases):
        for cual, (materia, estado) in enumerate(clase.pone):
            nombres = [e.estado for e in materias()[materia]]
            de_materia[fila, cual] = numeros_de_materia()[materia]
            de_estado[fila, cual] = nombres.index(estado)
    return de_materia, de_estado

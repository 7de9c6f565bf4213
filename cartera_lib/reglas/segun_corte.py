"""What a cut says of each credit where its expediente is silent: its incidencia, read as states."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from cartera_lib.cartera.cartera import Cartera
from cartera_lib.cartera.hecho import clases_de_hecho
from cartera_lib.cartera.hechos import ES_NULA, Hechos
from cartera_lib.cartera.incidencia import nombres_de_incidencia
from cartera_lib.cartera.materia import lugares, materias, numeros_de_materia, pone
from cartera_lib.norma.articulos import CFF, LSS
from cartera_lib.norma.tablas import Columna, recordar, renglones
from cartera_lib.registry import fundamento
from cartera_lib.reglas.notificacion import hecha

CALLA = -1


@fundamento(LSS["287"])
def estados_del_corte(cartera: Cartera) -> Columna:
    """Return the state that the incidencia says in each materia (int8), -1 where it is silent.

    One row a materia, one column a credit. Fundamento: LSS 287.
    """
    return _por_incidencia()[:, lugar_de_incidencia(cartera)]


@fundamento(CFF["137"], CFF["138"], LSS["287"])
def sin_actos_nulos(dichos: Columna, *, cartera: Cartera, hechos: Hechos) -> Columna:
    """Take back what the cut says of an act that the expediente has as void: the one before it.

    ``hechos``: void ones too. What the cut says after the act was not said of it.
    Fundamento: CFF 137; CFF 138; LSS 287.
    """
    etapa = numeros_de_materia()["etapa"]
    nulos = hechos.donde((hechos.defecto == ES_NULA) & (_etapa_que_pone()[hechos.codigo] != CALLA))
    llego = _etapa_que_pone()[nulos.codigo]
    dia = hecha(nulos.dia, nulos.medio)
    suyo = dia >= cartera.columna("fecha_incidencia")[nulos.credito]
    suyo &= dichos[etapa, nulos.credito] >= llego
    np.minimum.at(dichos[etapa], nulos.credito[suyo], llego[suyo] - np.int8(1))
    return dichos


@recordar()
def _etapa_que_pone() -> Columna:
    """Return how far each kind of fact takes the execution, -1 when it is not one of its acts."""
    puestos = [dict(clase.pone).get("etapa", "") for clase in clases_de_hecho().values()]
    return np.array([lugares().get(("etapa", e), CALLA) for e in puestos], dtype=np.int8)


def lugar_de_incidencia(cartera: Cartera) -> Columna:
    """Return the place of each incidencia in its catalogue, the last one for an unknown code."""
    codigos = pa.array(nombres_de_incidencia())
    lugar = pc.index_in(cartera.tabla["incidencia"].combine_chunks(), value_set=codigos)
    return np.asarray(pc.fill_null(lugar, len(codigos)))


@recordar()
def _por_incidencia() -> Columna:
    codigos = list(nombres_de_incidencia())
    estados = np.full((len(materias()), len(codigos) + 1), CALLA, dtype=np.int8)
    for fila in renglones("incidencias_materia"):
        for materia, estado in pone(fila["pone"]):
            numero, lugar = numeros_de_materia()[materia], lugares()[materia, estado]
            for codigo in fila["incidencias"].split("|"):
                estados[numero, codigos.index(codigo)] = lugar
    estados[numeros_de_materia()["incidencia"], -1] = lugares()["incidencia", "POR_ACLARAR"]
    return estados

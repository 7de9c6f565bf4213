"""What interrupts and what suspends the prescription of each credit, by its facts or by the cut."""

from typing import NamedTuple

import numpy as np

from cartera_lib.cartera.cartera import Cartera
from cartera_lib.cartera.hecho import clases_de_hecho, medios
from cartera_lib.cartera.hechos import ES_NULA, Hechos
from cartera_lib.cartera.incidencia import nombres_de_incidencia
from cartera_lib.cartera.materia import materias
from cartera_lib.norma.articulos import CFF, LSS
from cartera_lib.norma.tablas import Columna, recordar, renglones
from cartera_lib.registry import fundamento
from cartera_lib.reglas.lineas import Lineas, con_plazo, ultimo_dia
from cartera_lib.reglas.prescripcion_en_columnas import Interrupciones
from cartera_lib.reglas.segun_corte import lugar_de_incidencia
from cartera_lib.reglas.tramos import Tramos, cruzar, tramos, unir
from cartera_lib.valores.calendario import sumar_habiles


class Eventos(NamedTuple):
    """What moves the term of prescription of each credit."""

    interrupciones: Interrupciones
    suspensiones: Tramos


@fundamento(CFF["144"], CFF["146"], CFF["139"], LSS["298"])
def eventos_probados(hechos: Hechos, lineas: Lineas) -> Eventos:
    """Return what the expediente proves: notices validly given, recognition, suspensions.

    Facts come on the day of ``dados``; an act by estrados counts when it takes effect.
    Fundamento: CFF 144; CFF 146; CFF 139; LSS 298.
    """
    vale = _interrumpe()[hechos.codigo] & (hechos.defecto != ES_NULA)
    suyos = hechos.donde(vale)
    dia = suyos.dia.copy()
    por_estrados = suyos.medio == list(medios()).index("ESTRADOS")
    if por_estrados.any():
        dia[por_estrados] = sumar_habiles(suyos.dia[por_estrados], 1)
    return Eventos(_en_orden(suyos.credito, dia), suspensiones(lineas))


@fundamento(CFF["144"], CFF["146"])
def suspensiones(lineas: Lineas) -> Tramos:
    """Return the days in which the term of prescription did not run.

    A trial or a recourse stops it only while the debt is guaranteed or a judge suspended it; the
    suspension that lacked its guarantee, from when it is there.
    Fundamento: CFF 144; CFF 146.
    """
    lineas = _con_su_plazo(lineas)
    suspende = lineas.donde(_suspende()[lineas.materia, lineas.estado])
    impugnado = unir(
        _tramos(lineas.en("juicio", "EN_TRAMITE", "PARCIAL", "SUSPENSION_SIN_GARANTIA")),
        _tramos(lineas.en("revocacion", "EN_TRAMITE")),
    )
    garantizado = unir(_tramos(lineas.en("garantia", "SUFICIENTE")))
    return unir(_tramos(suspende), cruzar(impugnado, garantizado))


@fundamento(LSS["297"])
def suspensiones_de_caducidad(lineas: Lineas) -> Tramos:
    """Return the days in which recourse or trial stopped the term to determine.

    Fundamento: LSS 297.
    """
    abierto = ("EN_TRAMITE", "PARCIAL", "SUSPENDIDO", "SUSPENSION_SIN_GARANTIA", "CONTRARIA")
    recursos = lineas.en("inconformidad", "EN_TIEMPO")
    return unir(_tramos(recursos), _tramos(lineas.en("juicio", *abierto)))


@fundamento(CFF["146"], LSS["298"])
def segun_corte(probados: Eventos, cartera: Cartera, *, al: int) -> Eventos:
    """Add what the incidencia of the cut suggests, on its day: to be confirmed by an acta.

    Fundamento: CFF 146; LSS 298.
    """
    efecto = _por_incidencia()[lugar_de_incidencia(cartera)]
    dia = cartera.columna("fecha_incidencia")
    sabida = (dia >= 0) & (dia <= al)
    interrumpe = np.flatnonzero(sabida & (efecto == INTERRUMPE))
    suspende = np.flatnonzero(sabida & (efecto == SUSPENDE))
    previas = probados.interrupciones
    credito = np.concatenate([previas.credito, interrumpe])
    juntas = _en_orden(credito, np.concatenate([previas.dia, dia[interrumpe]]))
    hasta = np.full(suspende.size, al, dtype=np.int64)
    nuevos = tramos(suspende, desde=dia[suspende], hasta=hasta)
    return Eventos(juntas, unir(probados.suspensiones, nuevos))


INTERRUMPE, SUSPENDE = 1, 2


def _en_orden(credito: Columna, dia: Columna) -> Interrupciones:
    orden = np.lexsort((dia, credito))
    return Interrupciones(credito[orden], dia[orden])


def _tramos(lineas: Lineas) -> Tramos:
    return tramos(lineas.credito, desde=lineas.desde, hasta=lineas.hasta)


def _con_su_plazo(lineas: Lineas) -> Lineas:
    """End each state that time ends on its last day."""
    hasta = lineas.hasta.copy()
    for materia, lugar, estado, _ in con_plazo():
        filas = np.flatnonzero((lineas.materia == materia) & (lineas.estado == lugar))
        if filas.size:
            hasta[filas] = np.minimum(hasta[filas], ultimo_dia(estado, lineas.desde[filas]))
    return lineas._replace(hasta=hasta)


@recordar()
def _interrumpe() -> Columna:
    return np.array([clase.interrumpe for clase in clases_de_hecho().values()])


@recordar()
def _suspende() -> Columna:
    ancho = max(len(estados) for estados in materias().values())
    suspende = np.zeros((len(materias()), ancho), dtype=bool)
    for numero, estados in enumerate(materias().values()):
        suspende[numero, : len(estados)] = [e.suspende for e in estados]
    return suspende


@recordar()
def _por_incidencia() -> Columna:
    codigos = list(nombres_de_incidencia())
    efecto = np.zeros(len(codigos) + 1, dtype=np.int8)
    for fila in renglones("interrupciones"):
        cual = INTERRUMPE if fila["efecto"] == "interrumpe" else SUSPENDE
        efecto[[codigos.index(codigo) for codigo in fila["incidencias"].split("|")]] = cual
    return efecto

"""How far the execution of each credit lawfully is: what was done too early was not done.

An act of the execution before the debt could be enforced, or while the law kept it stopped, is
void, and so is what rests on it; a later mandamiento or requirement begins it anew. Nothing is
auctioned on an appraisal older than a year.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from cartera_lib.cartera.hechos import Hechos
from cartera_lib.cartera.materia import lugar, numeros_de_materia
from cartera_lib.norma.articulos import CFF, RCFF
from cartera_lib.norma.tablas import Columna
from cartera_lib.registry import fundamento
from cartera_lib.reglas.estados import Vigentes
from cartera_lib.reglas.lineas import Lineas
from cartera_lib.reglas.segun_corte import CALLA
from cartera_lib.reglas.tramos import Tramos, contienen
from cartera_lib.valores.calendario import aniversario, cubierto

SIN_DIA = -1
DESDE_SIEMPRE = np.iinfo(np.int64).min
"""From when a debt whose notice has no day can be enforced: nobody can say that it was early."""
VIGENCIA_DE_AVALUO = 12  # months; RCFF 3


@fundamento(CFF["144"], CFF["145"], CFF["151"])
def etapas_licitas(
    vivos: Vigentes, lineas: Lineas, *, exigible: Columna, suspendido: Tramos
) -> tuple[Columna, Lineas]:
    """Return the stage of each credit without void acts, and its acts with what each one left.

    Fundamento: CFF 144; CFF 145; CFF 151.
    """
    numero, inicio = numeros_de_materia()["etapa"], lugar("etapa", "SIN_INICIAR")
    etapa = vivos.estados[numero].copy()
    del_corte, suyas = vivos.desde("etapa"), lineas.en("etapa")
    sin_hecho = ~np.isin(np.arange(etapa.size), suyas.credito)
    antes = (exigible == SIN_DIA) | ((del_corte != CALLA) & (del_corte < exigible))
    etapa[sin_hecho & antes] = inicio
    nulas = (exigible[suyas.credito] == SIN_DIA) | (suyas.desde < exigible[suyas.credito])
    nulas |= contienen(suspendido, suyas.credito, dia=suyas.desde)
    con_nulas = np.isin(suyas.credito, suyas.credito[nulas & (suyas.estado != inicio)])
    estado = suyas.estado.copy()
    estado[con_nulas] = _lo_que_queda(suyas.donde(con_nulas), nulas[con_nulas])
    actos = suyas._replace(estado=estado)
    finales = actos.donde(con_nulas & actos.ultima)
    etapa[finales.credito] = finales.estado
    return etapa, actos


def _lo_que_queda(suyas: Lineas, nulas: Columna) -> Columna:
    """Return what each act leaves, without the void ones and what rests on them."""
    inicio = int(lugar("etapa", "SIN_INICIAR"))
    arrancan = {int(lugar("etapa", e)) for e in ("MANDAMIENTO", "REQUERIDO")}
    quedan, cayeron = suyas.estado.copy(), set[int]()
    for n, (credito, estado, nula) in enumerate(
        zip(suyas.credito.tolist(), suyas.estado.tolist(), nulas.tolist(), strict=True)
    ):
        if estado == inicio or (not nula and estado in arrancan):
            cayeron.discard(credito)
        elif nula:
            cayeron.add(credito)
        if nula or credito in cayeron:
            quedan[n] = inicio
    return quedan


@fundamento(CFF["175"], CFF["176"], RCFF["3"])
def con_avaluo_vigente(etapa: Columna, actos: Lineas, *, hechos: Hechos, al: int) -> Columna:
    """Return the stages, those of the auction only where an appraisal in force proves them.

    The year counts from the day of the appraisal and not from that of its notice.
    Fundamento: CFF 175; CFF 176; RCFF 3.
    """
    emitido = _emision(actos, hechos, creditos=etapa.size)
    en_remate = np.isin(etapa, [lugar("etapa", "VALUADO"), lugar("etapa", "CONVOCADO")])
    con_dia = en_remate & cubierto(emitido)
    en_vigor = np.zeros(etapa.size, dtype=bool)
    en_vigor[con_dia] = al <= aniversario(emitido[con_dia], VIGENCIA_DE_AVALUO)
    sin_avaluo = emitido == SIN_DIA
    casos = [~en_remate | en_vigor, sin_avaluo]
    return np.select(casos, [etapa, lugar("etapa", "POR_ACREDITAR")], lugar("etapa", "EMBARGADO"))


def _emision(actos: Lineas, hechos: Hechos, *, creditos: int) -> Columna:
    """Return the day of the last appraisal of each execution that has not begun anew, or -1."""
    orden, emitido = np.arange(actos.credito.size), np.full(creditos, SIN_DIA)
    inicio = np.full(creditos, -1)
    de_cero = actos.estado == lugar("etapa", "SIN_INICIAR")
    np.maximum.at(inicio, actos.credito[de_cero], orden[de_cero])
    cuentan = (actos.estado == lugar("etapa", "VALUADO")) & (orden > inicio[actos.credito])
    avaluos = actos.donde(cuentan)
    fechas = hechos.tabla["soporte_fecha"].take(pa.array(hechos.fila[avaluos.hecho]))
    numeros = pc.fill_null(fechas.cast(pa.int32()).cast(pa.int64()), np.iinfo(np.int64).max)
    dia = np.minimum(np.asarray(numeros), avaluos.desde)  # nothing is notified before it exists
    np.maximum.at(emitido, avaluos.credito, dia)
    return emitido

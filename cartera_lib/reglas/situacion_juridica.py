"""How each credit of a cartera is, materia by materia, on a day: what the law asks before acting.

What the expediente proves comes first; what a cut says counts only where the expediente is
silent, and then as something that must still be confirmed.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from cartera_lib.cartera.cartera import Cartera
from cartera_lib.cartera.hechos import Hechos
from cartera_lib.cartera.materia import lugar, numeros_de_materia
from cartera_lib.norma.articulos import CFF, LSS
from cartera_lib.norma.tablas import Columna
from cartera_lib.registry import fundamento
from cartera_lib.reglas.caducidad import dia_de_caducidad, inicio_de_caducidad
from cartera_lib.reglas.causacion import concepto, de_cuota
from cartera_lib.reglas.coherencia import coherencia
from cartera_lib.reglas.estados import Vigentes, vigentes
from cartera_lib.reglas.etapas import DESDE_SIEMPRE, con_avaluo_vigente, etapas_licitas
from cartera_lib.reglas.eventos import eventos_probados, segun_corte, suspensiones_de_caducidad
from cartera_lib.reglas.huelga import en_huelga
from cartera_lib.reglas.lineas import Lineas, lineas
from cartera_lib.reglas.notificacion import Notificacion, dados
from cartera_lib.reglas.notificados import SIN_DIA, Avisos, aclarados, inconformados, notificados
from cartera_lib.reglas.prescripcion_en_columnas import Prescripciones, prescripciones
from cartera_lib.reglas.segun_corte import estados_del_corte, sin_actos_nulos
from cartera_lib.reglas.tramos import Tramos, dentro
from cartera_lib.reglas.vencimiento import vencimiento_de_cuota, vencimiento_efectivo
from cartera_lib.valores.calendario import cubierto, dias


@dataclass(frozen=True, eq=False)
class Juridica:
    """Every materia of every credit on a day.

    ``estados``: one row a materia, one column a credit (int8); ``notificacion``: -1 where there
    is none; ``prescripcion``: by what the expediente proves; ``segun_corte``: with what the cut
    suggests too; ``desde_vencimiento``: the other reading of its start; ``caduca``: last day to
    determine.
    """

    cartera: Cartera
    al: date
    hechos: Hechos
    lineas: Lineas
    estados: Columna
    notificacion: Notificacion
    suspensiones: Tramos
    prescripcion: Prescripciones
    segun_corte: Prescripciones
    desde_vencimiento: Prescripciones
    caduca: Columna

    def en(self, materia: str) -> Columna:
        """Return the state of each credit in one materia."""
        return self.estados[numeros_de_materia()[materia]]

    def esta(self, materia: str, *estados: str) -> Columna:
        """Tell which credits are in one of some states of a materia."""
        return np.isin(self.en(materia), [lugar(materia, estado) for estado in estados])

    def cumple(self, condicion: Mapping[str, Collection[str]]) -> Columna:
        """Tell which credits are, in every materia of a condition, in one of its states."""
        cumplen = np.ones(len(self.cartera), dtype=bool)
        for materia, estados in condicion.items():
            cumplen &= self.esta(materia, *estados)
        return cumplen


@fundamento(LSS["287"], LSS["298"], LSS["297"], CFF["144"], CFF["146"])
def situacion_juridica(
    cartera: Cartera, hechos: Hechos, *, al: date, por_afectar: Columna | None = None
) -> Juridica:
    """Return how each credit is on a day, by its facts and, where they are silent, by the cut.

    ``por_afectar``: credits whose payment is known and not posted.
    Fundamento: LSS 287; LSS 298; LSS 297; CFF 144; CFF 146.
    """
    hoy = int(dias(al))
    dichos = sin_actos_nulos(estados_del_corte(cartera), cartera=cartera, hechos=hechos)
    hechos = dados(hechos, al=hoy)
    suyas = lineas(hechos, hoy)
    avisos = notificados(cartera, hechos, lineas=suyas, dicho=dichos[_numero("notificacion")])
    suyas = inconformados(suyas, avisos)
    notificacion = aclarados(avisos.notificacion, suyas)
    vivos = vigentes(cartera, suyas, dichos=dichos, al=hoy)
    probados = eventos_probados(hechos, suyas)
    sugeridos = segun_corte(probados, cartera, al=hoy)
    exigible = np.where(hoy >= notificacion.exigible, notificacion.exigible, SIN_DIA)
    vence = _desde_vencimiento(cartera, exigible)
    situacion = Juridica(
        cartera, al, hechos, suyas, vivos.estados, notificacion, probados.suspensiones,
        prescripciones(exigible, **probados._asdict()),
        prescripciones(exigible, **sugeridos._asdict()),
        prescripciones(vence, **probados._asdict()),
        dia_de_caducidad(inicio_de_caducidad(cartera), suspensiones_de_caducidad(suyas)),
    )  # fmt: skip
    _completar(situacion, avisos, vivos, por_afectar)
    return situacion


def _completar(
    situacion: Juridica, avisos: Avisos, vivos: Vigentes, por_afectar: Columna | None
) -> None:
    """Put the states that are reckoned and not captured."""
    hoy = int(dias(situacion.al))
    estados = situacion.estados
    estados[_numero("notificacion")] = avisos.estado
    estados[_numero("plazo")] = _plazo(situacion.notificacion, hoy)
    estados[_numero("datos")] = coherencia(
        situacion.cartera, _solo_del_corte(situacion, avisos), al=hoy, baja=_baja(situacion, vivos)
    )
    huelga = np.flatnonzero(situacion.esta("huelga", "ESTALLADA"))
    if huelga.size:
        estallo = vivos.desde("huelga")[huelga]
        estados[_numero("huelga"), huelga] = en_huelga(
            situacion.cartera, huelga, estallo=estallo, al=hoy
        )
    estados[_numero("concepto")] = concepto(situacion.cartera)
    estados[_numero("etapa")] = _etapa(situacion, vivos, hoy)
    if por_afectar is not None:
        sin_afectar = por_afectar & ~situacion.esta("pago", "TOTAL")
        estados[_numero("pago"), sin_afectar] = lugar("pago", "POR_AFECTAR")
    _poner_prescripcion(situacion, hoy)
    _poner_caducidad(situacion, hoy)


def _etapa(situacion: Juridica, vivos: Vigentes, hoy: int) -> Columna:
    sin_saber = situacion.esta("notificacion", "SIN_FECHA")
    exigible = np.where(sin_saber, DESDE_SIEMPRE, situacion.notificacion.exigible)
    etapa, actos = etapas_licitas(
        vivos, situacion.lineas, exigible=exigible, suspendido=situacion.suspensiones
    )
    return con_avaluo_vigente(etapa, actos, hechos=situacion.hechos, al=hoy)


def _numero(materia: str) -> int:
    return numeros_de_materia()[materia]


def _plazo(notificacion: Notificacion, hoy: int) -> Columna:
    corre = notificacion.hecha != SIN_DIA
    casos = [~corre, hoy <= notificacion.vence]
    return np.select(
        casos,
        [lugar("plazo", "SIN_INICIAR"), lugar("plazo", "EN_PLAZO")],
        lugar("plazo", "VENCIDO"),
    )


def _solo_del_corte(situacion: Juridica, avisos: Avisos) -> Columna:
    """Return the notice of the credits whose expediente says nothing of it."""
    dia = situacion.cartera.columna("fecha_notificacion").copy()
    con_hecho = situacion.lineas.en("notificacion").credito
    dia[con_hecho] = SIN_DIA
    return dia


def _baja(situacion: Juridica, vivos: Vigentes) -> Columna:
    """Return since when the employer of each credit has left by a fact, -1 where it has not."""
    return np.where(situacion.esta("baja", "OPERADA"), vivos.desde("baja"), SIN_DIA)


def _desde_vencimiento(cartera: Cartera, exigible: Columna) -> Columna:
    """Return the start of the other reading: cuotas, the day after they were due by law.

    Where that day is out of the calendar of working days, or is not asked, as in the first.
    """
    vence = vencimiento_de_cuota(cartera.meses_de_periodo())
    cuentan = de_cuota(cartera) & (exigible != SIN_DIA) & cubierto(vence)
    inicio = exigible.copy()
    inicio[cuentan] = vencimiento_efectivo(vence[cuentan]) + 1
    return inicio


def _poner_prescripcion(situacion: Juridica, hoy: int) -> None:
    probada, sugerida = situacion.prescripcion.consumada, situacion.segun_corte.consumada
    corre = situacion.prescripcion.exigible != SIN_DIA
    casos = {
        "DECLARADA": situacion.esta("prescripcion", "DECLARADA"),
        "SIN_INICIAR": ~corre,
        "CONSUMADA": (hoy > probada) & (hoy > sugerida),
        "POR_CONFIRMAR": hoy > probada,
        "SUSPENDIDA": dentro(situacion.suspensiones, hoy, creditos=len(situacion.cartera)),
    }
    situacion.estados[_numero("prescripcion")] = _elegido("prescripcion", casos, "CORRE")


def _poner_caducidad(situacion: Juridica, hoy: int) -> None:
    efectos, caduca = situacion.notificacion.surte_efectos, situacion.caduca
    notificado = efectos != SIN_DIA
    casos = {
        "DECLARADA": situacion.esta("caducidad", "DECLARADA"),
        "EJERCIDA": notificado & (efectos <= caduca),
        "CONSUMADA": (notificado & (efectos > caduca)) | (~notificado & (hoy > caduca)),
    }
    situacion.estados[_numero("caducidad")] = _elegido("caducidad", casos, "CORRE")


def _elegido(materia: str, casos: dict[str, Columna], resto: str) -> Columna:
    estados = [lugar(materia, caso) for caso in casos]
    return np.select(list(casos.values()), estados, default=lugar(materia, resto))

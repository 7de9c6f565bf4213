"""A second reading of the legal gate: what may be done with one credit, and why its days say so.

Plain Python, from the articles and the tables of decisions of the law, without the package.
"""

from datetime import date, timedelta
from typing import NamedTuple

import independiente
from segunda_lectura_asuntos import (
    ACTOS,
    Dicho,
    aseguramiento,
    defensa,
    del_credito,
    del_patron,
    fase,
)
from segunda_lectura_corte import Credito, aviso_del_corte, dicho_del_corte
from segunda_lectura_etapas import etapa
from segunda_lectura_hechos import (
    CEDE,
    PONE,
    SUGIERE_GESTION,
    SUGIERE_RECONOCIMIENTO,
    SUGIERE_SUSPENSION,
    cerrado,
)
from segunda_lectura_plazos import (
    UN_DIA,
    Aviso,
    Etapa,
    Plazo,
    Suceso,
    actos_nulos,
    aviso_del_expediente,
    caduca,
    constan,
    dentro,
    en_tiempo,
    habiles,
    interrupciones,
    para_pagar,
    plazo_de_pago,
    prescribe,
    suspension_de_caducidad,
    suspension_de_prescripcion,
    unidos,
)

LA_MAS_ESTRICTA = "NPCS"
NOMBRES = {"S": "SI", "C": "CAUTELA", "P": "PENDIENTE", "N": "NO"}
DEVENGA = ("SI", "PRORROGA", "REVISION", "SEGUN", "NO")
HUELGA_LARGA = 180  # natural days (AMB-12)

INICIAL = {
    "cedula": "EMITIDA", "aclaracion": "NINGUNA", "inconformidad": "NINGUNA", "juicio": "NINGUNO",
    "revocacion": "NINGUNA", "validez": "VALIDO", "convenio": "NINGUNO", "garantia": "NINGUNA",
    "huelga": "NINGUNA", "concurso": "NINGUNO", "localizacion": "LOCALIZADO", "baja": "VIGENTE",
    "sustitucion": "NINGUNA", "solidaria": "NINGUNA", "envio": "NINGUNO", "pago": "SIN_PAGO",
    "cancelacion": "NINGUNA", "sin_efectos": "NINGUNA", "gasto_publico": "NO",
    "laboral": "NINGUNO", "incidencia": "CONOCIDA", "etapa": "SIN_INICIAR", "prescripcion": "",
    "caducidad": "",
}  # fmt: skip


class Lectura(NamedTuple):
    """The eight answers in the order of ACTOS, accessories, and days of the two prescriptions."""

    actos: str
    devenga: str
    prescribe: date | None
    prescribe_segun_corte: date | None
    estados: dict[str, str]

    def respuesta(self, acto: str) -> str:
        return NOMBRES[self.actos[ACTOS.index(acto)]]


def leer(credito: Credito, sucesos: list[Suceso], al: date) -> Lectura:
    """Read one credit on a day."""
    hechos = constan(sucesos, al)
    aviso = _aviso(credito, hechos)
    historia = _historia(aviso, hechos, al)
    dicho = dicho_del_corte(credito, actos_nulos(sucesos, al))
    estados, desde = _estados(credito, historia, dicho)
    plazo = plazo_de_pago(aviso.dado, hechos) if aviso.dado else None
    exigible = plazo.exigible if plazo and plazo.exigible and al >= plazo.exigible else None
    suspendido = suspension_de_prescripcion(historia, _ultimo_dia)
    probada, sugerida = _prescripciones(credito, exigible, hechos, suspendido, al)
    estados["plazo"] = _plazo(plazo, al)
    estados["notificacion"] = aviso.estado
    estados["datos"] = _datos(credito, hechos, al)
    baja = historia.get("baja", [None])[-1]
    de_baja = baja.desde.replace(day=1) if baja and baja.estado == "OPERADA" else date.max
    if estados["datos"] == "COHERENTES" and credito.periodo.replace(day=1) > de_baja:
        estados["datos"] = "POSTERIOR_A_BAJA"
    _pasa_el_tiempo(estados, desde, al)
    estados["concepto"] = _concepto(credito)
    desde_cuando = plazo.exigible if plazo else None
    if aviso.estado == "SIN_FECHA":  # Annex A: nobody can say that it was too early
        desde_cuando = date.min
    if "etapa" not in historia:
        dia = credito.dia_incidencia if dicho[0] == "etapa" else None
        if desde_cuando is None or (dia and dia < desde_cuando):
            estados["etapa"] = "SIN_INICIAR"
    else:
        estados["etapa"] = etapa(historia["etapa"], estados["etapa"], desde_cuando, suspendido, al)
    if estados["huelga"] == "ESTALLADA":
        estados["huelga"] = _huelga(credito, desde.get("huelga"), al)
    if credito.por_afectar and estados["pago"] != "TOTAL":
        estados["pago"] = "POR_AFECTAR"
    if estados["prescripcion"] != "DECLARADA":
        en_pausa = dentro(suspendido, al)
        estados["prescripcion"] = _prescripcion(probada, sugerida, en_pausa=en_pausa, al=al)
    if estados["caducidad"] != "DECLARADA":
        estados["caducidad"] = _caducidad(credito, plazo and plazo.surte, historia, al)
    return Lectura(*_lo_mas_estricto(estados), probada, sugerida, estados)


def _concepto(credito: Credito) -> str:
    if credito.de_cuota:
        return "CUOTA"
    return "OTRO" if credito.de_capital else "MULTA"


def _plazo(plazo: Plazo | None, al: date) -> str:
    if plazo is None:
        return "SIN_INICIAR"
    return "EN_PLAZO" if al <= plazo.vence else "VENCIDO"


def _lo_mas_estricto(e: dict[str, str]) -> tuple[str, str]:
    dichos = [fase(e["cedula"], e["notificacion"], e["plazo"])]
    dichos += defensa(e) + aseguramiento(e) + del_patron(e) + del_credito(e)
    columnas = zip(*{d.actos for d in dichos}, strict=True)
    actos = "".join(next(x for x in LA_MAS_ESTRICTA if x in columna) for columna in columnas)
    return actos, max((d.devenga for d in dichos), key=DEVENGA.index)


def _aviso(credito: Credito, hechos: list[Suceso]) -> Aviso:
    """The file first. A void or annulled notice beats the cut, unless what it says is newer."""
    suyo, del_corte = aviso_del_expediente(hechos), aviso_del_corte(credito)
    if suyo is None:
        return del_corte
    if suyo.estado == "VALIDA":
        return suyo
    malos = [s.dia for s in hechos if s.codigo in AVISOS]
    if del_corte.dado is not None and del_corte.dado > max(malos):
        return del_corte
    return Aviso(suyo.estado)


AVISOS = ("NOTIFICACION", "NOTIFICACION_ANULADA", "NUEVO_ACTO")


def _historia(aviso: Aviso, hechos: list[Suceso], al: date) -> dict[str, list[Etapa]]:
    """How each asunto was: a fact puts it so until the eve of the next one."""
    historia: dict[str, list[Etapa]] = {}
    for s in hechos:
        puesto = PONE.get(s.codigo, ())
        for asunto, estado in zip(puesto[::2], puesto[1::2], strict=True):
            if s.codigo == "INCONFORMIDAD" and not en_tiempo(s, aviso, hechos):
                estado = "EXTEMPORANEA"
            etapas = historia.setdefault(asunto, [])
            if etapas and etapas[-1].estado in CEDE.get(s.codigo, ()):
                continue
            if etapas:
                etapas[-1] = etapas[-1]._replace(hasta=s.dia - UN_DIA)
            etapas.append(Etapa(estado, s.dia, al, s.emitido))
    return historia


def _estados(
    credito: Credito, historia: dict[str, list[Etapa]], segun_corte: tuple[str, str]
) -> tuple[dict[str, str], dict[str, date | None]]:
    """The last fact of each asunto; over one that left nothing pending, a later cut."""
    estados, desde = dict(INICIAL), dict[str, date | None]()
    for asunto, etapas in historia.items():
        estados[asunto], desde[asunto] = etapas[-1].estado, etapas[-1].desde
    asunto, dicho = segun_corte
    if asunto:
        desde_el_hecho, dia = desde.get(asunto), credito.dia_incidencia
        es_posterior = dia is not None and (desde_el_hecho is None or dia > desde_el_hecho)
        sin_hecho = desde_el_hecho is None
        if sin_hecho or (es_posterior and cerrado(asunto, estados[asunto])):
            estados[asunto], desde[asunto] = dicho, dia
    return estados, desde


def _ultimo_dia(asunto: str, estado: str, desde: date) -> date:
    """Last day of what time alone ends. To pay, never a Friday (CFF 12; RACERF 3)."""
    if (asunto, estado) == ("aclaracion", "EN_TRAMITE"):
        return habiles(desde, 20)  # RACERF 151 VI
    if (asunto, estado) == ("garantia", "SUFICIENTE"):
        return independiente.aniversario(desde, 12)  # CFF 141
    cuantos = {
        ("inconformidad", "DIEZ_DIAS"): 10,  # CFF 144, fourth paragraph
        ("convenio", "SEIS_DIAS"): 6,  # CFF 151
        ("sustitucion", "QUINCE_DIAS"): 15,  # RACERF 129
        ("solidaria", "QUINCE_DIAS"): 15,  # RACERF 130
    }.get((asunto, estado))
    return para_pagar(habiles(habiles(desde, 1), cuantos)) if cuantos else date.max


SIGUE = {
    ("aclaracion", "EN_TRAMITE"): "EXCEDIDA",
    ("garantia", "SUFICIENTE"): "POR_RENOVAR",
    ("inconformidad", "DIEZ_DIAS"): "CONFIRMADA",
    ("convenio", "SEIS_DIAS"): "EXIGIBLE",
    ("sustitucion", "QUINCE_DIAS"): "EXIGIBLE",
    ("solidaria", "QUINCE_DIAS"): "EXIGIBLE",
}


def _pasa_el_tiempo(estados: dict[str, str], desde: dict[str, date | None], al: date) -> None:
    for (asunto, estado), sigue in SIGUE.items():
        dia = desde.get(asunto)
        if estados[asunto] == estado and dia and al > _ultimo_dia(asunto, estado, dia):
            estados[asunto] = sigue


def _huelga(credito: Credito, estallo: date | None, al: date) -> str:
    """LFT 924, RACERF 124: what was caused before; AMB-12: a cuota when its period ended."""
    siguiente = (credito.periodo + timedelta(days=31)).replace(day=1)
    causado = siguiente - UN_DIA if credito.de_cuota else credito.alta
    if estallo is None or causado >= estallo:  # no day in the cut: nobody can say it was before
        return "DURANTE"
    return "LARGA" if (al - estallo).days > HUELGA_LARGA else "ANTERIOR"


def _datos(credito: Credito, hechos: list[Suceso], al: date) -> str:
    """F9: data that contradict one another (design)."""
    if credito.importe <= 0:
        return "SIN_IMPORTE"
    if credito.repetido:
        return "DUPLICADO"
    rige_el_corte = not any(s.codigo in AVISOS for s in hechos)
    if rige_el_corte and credito.aviso and not credito.alta <= credito.aviso <= al:
        return "FECHAS_IMPOSIBLES"
    if credito.baja and credito.periodo > credito.baja:
        return "POSTERIOR_A_BAJA"
    return "COHERENTES"


def _prescripciones(
    credito: Credito, exigible: date | None, hechos: list[Suceso],
    suspendido: list[tuple[date, date]], al: date,
) -> tuple[date | None, date | None]:  # fmt: skip
    """By what the file proves; and as if what the cut suggests had been proved."""
    if exigible is None:
        return None, None
    gestiones, dia = interrupciones(hechos), credito.dia_incidencia
    probada = prescribe(exigible, gestiones, suspendido)
    if dia is None or dia > al:
        return probada, probada
    if credito.incidencia in SUGIERE_GESTION | SUGIERE_RECONOCIMIENTO:
        gestiones = [*gestiones, dia]
    if credito.incidencia in SUGIERE_SUSPENSION:
        suspendido = unidos([*suspendido, (dia, al)])
    return probada, prescribe(exigible, gestiones, suspendido)


def _prescripcion(probada: date | None, sugerida: date | None, *, en_pausa: bool, al: date) -> str:
    if probada is None or sugerida is None:
        return "SIN_INICIAR"
    if al > probada:
        return "CONSUMADA" if al > sugerida else "POR_CONFIRMAR"
    return "SUSPENDIDA" if en_pausa else "CORRE"


def _caducidad(
    credito: Credito, surte: date | None, historia: dict[str, list[Etapa]], al: date
) -> str:
    """LSS 297: exercised when the notice takes effect in the five years."""
    suspendido = suspension_de_caducidad(historia)
    limite = caduca(credito.periodo, credito.alta, de_cuota=credito.de_cuota, suspendido=suspendido)
    if surte is not None:
        return "EJERCIDA" if surte <= limite else "CONSUMADA"
    return "CONSUMADA" if al > limite else "CORRE"


__all__ = ["ACTOS", "Credito", "Dicho", "Lectura", "Suceso", "leer"]

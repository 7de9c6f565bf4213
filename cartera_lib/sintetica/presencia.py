"""In which cuts a planted defect can be seen: what it is, said of one credit on one day."""

from collections.abc import Callable
from datetime import date, timedelta

from cartera_lib.sintetica.modelo import Credito

VIEJA = timedelta(days=60)
ESPERADO = {
    "TIPO_DESCONOCIDO": "rechazo",
    "FECHA_IMPOSIBLE": "rechazo",
    "PERIODO_13": "aviso",
    "COLUMNAS_CORRIDAS": "aviso",
    "DV_INVALIDO": "aviso",
    "NOTIFICADO_SIN_FECHA": "inconsistencia",
    "DUPLICADO": "inconsistencia",
    "PAGADO_VIVO": "inconsistencia",
    "IMPORTE_CERO": "inconsistencia",
    "NOTIFICACION_ANTES_DE_ALTA": "inconsistencia",
    "NOTIFICACION_FUTURA": "inconsistencia",
    "PROPUESTA_VIEJA": "inconsistencia",
    "BAJA_CON_EMISION": "inconsistencia",
    "PERIODO_POSTERIOR_A_BAJA": "inconsistencia",
}


def presente(credito: Credito, corte: date, *, gemelo: Credito | None = None) -> bool:
    """Tell whether the planted defect of a live credit shows in the listing of a cut.

    A duplicate shows while its twin, if given, is alive too.
    """
    siembra = credito.siembra
    if siembra is None:
        return False
    if siembra.clase == "DUPLICADO":
        return gemelo is not None and gemelo.vivo(corte)
    if siembra.clase == "FECHA_IMPOSIBLE" and siembra.columna == "alta":
        return True
    return SE_VE.get(siembra.clase, _siempre)(credito, corte)


def _siempre(credito: Credito, corte: date) -> bool:
    return True


def _en_02(credito: Credito, corte: date) -> bool:
    return credito.tramo(corte).incidencia == "02"


def _con_notificacion(credito: Credito, corte: date) -> bool:
    return credito.notificacion(corte) is not None


def _en_cero(credito: Credito, corte: date) -> bool:
    return credito.importe(corte) == 0


def _futura(credito: Credito, corte: date) -> bool:
    notificado = credito.notificacion(corte)
    return notificado is not None and notificado > corte


def _vieja(credito: Credito, corte: date) -> bool:
    return credito.tramo(corte).incidencia == "00" and credito.alta < corte - VIEJA


def _pagado(credito: Credito, corte: date) -> bool:
    return credito.siembra is not None and credito.siembra.texto <= corte.isoformat()


SE_VE: dict[str, Callable[[Credito, date], bool]] = {
    "NOTIFICADO_SIN_FECHA": _en_02,
    "FECHA_IMPOSIBLE": _con_notificacion,
    "NOTIFICACION_ANTES_DE_ALTA": _con_notificacion,
    "NOTIFICACION_FUTURA": _futura,
    "IMPORTE_CERO": _en_cero,
    "PROPUESTA_VIEJA": _vieja,
    "PAGADO_VIVO": _pagado,
}

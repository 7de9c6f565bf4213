"""Traps of recourse, trial, guarantee and convenio: the law stops what the dates would allow."""

from datetime import date

from cartera_lib.reglas.decision import Acto
from cartera_lib.sintetica.caso import TODOS, Caso, trampa
from cartera_lib.sintetica.reloj import QUINCE
from cartera_lib.sintetica.tiempo import DIA

BIENES = frozenset({Acto.EMBARGO, Acto.REMATE})
DE_COBRO = ("31", "32", "37")


@trampa("Hay inconformidad en tiempo y sigue sin resolverse (LSS 294; CFF 144).")
def _inconformidad_en_tiempo(caso: Caso) -> None:
    _inconforme(caso, caso.azar.entre(1, QUINCE))


@trampa("La inconformidad se presentó el día 15: es en tiempo (LSS 294; CFF 144).")
def _inconformidad_el_dia_quince(caso: Caso) -> None:
    _inconforme(caso, QUINCE)


def _inconforme(caso: Caso, dia_del_plazo: int) -> None:
    """File a recourse on a day of its term; the cut still says that collection goes on."""
    dia = caso.en_fecha(incidencia=caso.azar.elegir(DE_COBRO))
    caso.hecho("INCONFORMIDAD", caso.reloj.mas(dia, 1 + dia_del_plazo))


@trampa("El acto no dijo cómo defenderse: el plazo es el doble (LFDC 23; CFF 144).")
def _inconformidad_en_plazo_doble(caso: Caso) -> None:
    dia = caso.hecho("NOTIFICACION", caso.en_fecha(), defectos=["SIN_RECURSO"])
    caso.hecho("INCONFORMIDAD", caso.reloj.mas(dia, 1 + caso.azar.entre(QUINCE + 1, 30)))


@trampa("Se confirmó y corren los diez días para pagar o garantizar (CFF 144).")
def _diez_dias_tras_confirmar(caso: Caso) -> None:
    _inconforme(caso, caso.azar.entre(1, QUINCE))
    caso.hecho("INCONFORMIDAD_CONFIRMADA", caso.reloj.menos(caso.reloj.al, caso.azar.entre(1, 11)))


@trampa("Los diez días terminaron en viernes: se paga hasta el lunes (CFF 12 y 144).")
def _diez_dias_en_viernes(caso: Caso) -> None:
    _inconforme(caso, caso.azar.entre(1, QUINCE))
    caso.hecho("INCONFORMIDAD_CONFIRMADA", caso.reloj.menos(caso.reloj.al, 12))


@trampa("La resolución del recurso revocó el crédito (CFF 133).", prohibe=TODOS)
def _inconformidad_revocada(caso: Caso) -> None:
    _inconforme(caso, caso.azar.entre(1, QUINCE))
    caso.hecho("INCONFORMIDAD_REVOCADA", caso.hace(5, 200))


@trampa("La resolución fue para efectos y falta el nuevo acto (CFF 133-A).", prohibe=TODOS)
def _inconformidad_para_efectos(caso: Caso) -> None:
    _inconforme(caso, caso.azar.entre(1, QUINCE))
    caso.hecho("INCONFORMIDAD_PARA_EFECTOS", caso.hace(5, 200))


@trampa("Hay juicio y el interés está garantizado (CFF 144; LFPCA 28).")
def _juicio_garantizado(caso: Caso) -> None:
    demanda = _demanda(caso)
    caso.hecho("GARANTIA", caso.tras(demanda, (5, 90)))


@trampa("Un juez suspendió el cobro (LFPCA 28; AMP 135).")
def _suspension_judicial(caso: Caso) -> None:
    caso.hecho("SUSPENSION", caso.tras(_demanda(caso), (1, 90)))


@trampa("Levantaron la suspensión por error de captura: sigue en vigor (LFPCA 28).")
def _levantamiento_deshecho(caso: Caso) -> None:
    dia = caso.hecho("SUSPENSION", caso.tras(_demanda(caso), (1, 30)))
    caso.hecho("SUSPENSION_REVOCADA", caso.tras(dia, (1, 30)))
    caso.deshacer(caso.tras(dia, (31, 90)))


@trampa("La sentencia es contraria y no es firme: falta la revisión (LFPCA 63).")
def _sentencia_contraria(caso: Caso) -> None:
    caso.hecho("SENTENCIA_CONTRARIA", caso.tras(_demanda(caso), (30, 100)))


@trampa("Sentencia firme de nulidad que no se ha dado de baja (LFPCA 52 y 57).", prohibe=TODOS)
def _sentencia_de_nulidad(caso: Caso) -> None:
    caso.hecho("SENTENCIA_NULIDAD", caso.tras(_demanda(caso), (30, 100)))


@trampa("Sentencia para efectos y sin nuevo acto (LFPCA 52 y 57).", prohibe=TODOS)
def _sentencia_para_efectos(caso: Caso) -> None:
    caso.hecho("SENTENCIA_PARA_EFECTOS", caso.tras(_demanda(caso), (30, 100)))


@trampa("La revocación está en trámite y hay garantía (CFF 116 y 144).")
def _revocacion_garantizada(caso: Caso) -> None:
    caso.en_fecha(incidencia=caso.azar.elegir(DE_COBRO))
    caso.hecho("GARANTIA", caso.tras(caso.hecho("REVOCACION", caso.hace(200, 320)), (1, 30)))


def _demanda(caso: Caso) -> date:
    """Have a claim admitted some 110 to 320 days ago; the cut does not say so."""
    caso.en_fecha()
    return caso.hecho("DEMANDA", caso.hace(110, 320))


@trampa("Está garantizado y la garantía no cumple doce meses (CFF 141 y 145).")
def _garantia_suficiente(caso: Caso) -> None:
    caso.en_fecha()
    caso.hecho("GARANTIA", caso.hace(5, 350))


@trampa(
    "La garantía cumplió doce meses y nadie ha confirmado su ampliación (CFF 141).",
)
def _garantia_de_doce_meses(caso: Caso) -> None:
    caso.notificar(caso.hace(700, 1400))
    caso.hecho("GARANTIA", caso.hace(372, 600))


@trampa("Se le requirió el pago a la afianzadora y corre su plazo (CFF 143).")
def _fianza_requerida(caso: Caso) -> None:
    caso.en_fecha()
    caso.hecho("FIANZA_REQUERIDA", caso.tras(caso.hecho("GARANTIA", caso.hace(100, 300)), (20, 80)))


@trampa("La cancelación de la garantía se capturó por error (CFF 141 y 145).")
def _cancelacion_deshecha(caso: Caso) -> None:
    caso.en_fecha()
    dia = caso.hecho("GARANTIA", caso.hace(120, 300))
    caso.hecho("GARANTIA_CANCELADA", caso.tras(dia, (10, 50)))
    caso.deshacer(caso.tras(dia, (51, 100)))


@trampa("La garantía se cancela después de la fecha del cálculo (CFF 141 y 145).")
def _cancelacion_futura(caso: Caso) -> None:
    caso.en_fecha()
    caso.hecho("GARANTIA", caso.hace(120, 300))
    caso.hecho("GARANTIA_CANCELADA", caso.tras(caso.reloj.al, (1, 60)))


@trampa("Se pidió dejar sin efectos la multa y está garantizada (LSS 304-D).")
def _multa_impugnada_y_garantizada(caso: Caso) -> None:
    caso.tipo = "80"
    caso.en_fecha()
    caso.hecho("MULTA_SIN_EFECTOS", caso.hace(20, 100))
    caso.hecho("GARANTIA", caso.hace(5, 19))


@trampa("El convenio está vigente aunque el sistema siga en cobro (RACERF 143; LSS 40-C).")
def _convenio_vigente(caso: Caso) -> None:
    _convenio(caso)


@trampa("El convenio se rehabilitó (RACERF 139).")
def _convenio_rehabilitado(caso: Caso) -> None:
    caido = caso.hecho("CONVENIO_CAIDO", caso.tras(_convenio(caso), (30, 90)))
    caso.hecho("CONVENIO_REHABILITADO", caso.tras(caido, (5, 60)))


@trampa("La caída del convenio se capturó por error: sigue vigente (RACERF 143).")
def _caida_deshecha(caso: Caso) -> None:
    caido = caso.hecho("CONVENIO_CAIDO", caso.tras(_convenio(caso), (30, 90)))
    caso.deshacer(caso.tras(caido, (1, 60)))


@trampa("El convenio cayó y no se ha requerido el saldo (CFF 151).", prohibe=BIENES)
def _saldo_sin_requerir(caso: Caso) -> None:
    caso.hecho("CONVENIO_CAIDO", caso.tras(_convenio(caso), (30, 120)))


@trampa("Corren los seis días del requerimiento del saldo (CFF 151).", prohibe=BIENES)
def _seis_dias_del_saldo(caso: Caso) -> None:
    caso.hecho("CONVENIO_CAIDO", caso.tras(_convenio(caso), (30, 120)))
    caso.hecho("SALDO_REQUERIDO", caso.reloj.menos(caso.reloj.al, caso.azar.entre(1, 7)))


@trampa("Los seis días terminaron en viernes: se paga hasta el lunes (RACERF 3).", prohibe=BIENES)
def _seis_dias_en_viernes(caso: Caso) -> None:
    caso.hecho("CONVENIO_CAIDO", caso.tras(_convenio(caso), (30, 120)))
    caso.hecho("SALDO_REQUERIDO", caso.reloj.menos(caso.reloj.al, 8))


def _convenio(caso: Caso) -> date:
    """Ask for a convenio and put it in force; the cut kept its level of collection."""
    caso.en_fecha(incidencia=caso.azar.elegir(DE_COBRO))
    pedido = caso.hecho("CONVENIO_SOLICITADO", caso.hace(220, 330))
    return caso.hecho("CONVENIO_VIGENTE", pedido + DIA * caso.azar.entre(5, 30))

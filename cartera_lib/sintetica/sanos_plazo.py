"""Healthy credits beside a trap: the notice is good, the term is over, the recourse ended."""

from datetime import date

from cartera_lib.reglas.decision import Acto
from cartera_lib.sintetica.caso import Caso, sano
from cartera_lib.sintetica.reloj import CUARTO_DIA, DIA_ONCE, QUINCE
from cartera_lib.sintetica.tiempo import DIA

ENVIO = frozenset({Acto.ENVIO})
REMATE = frozenset({Acto.REMATE})
SIN_SEGURIDAD = ENVIO | REMATE


@sano("Venció el plazo y nada lo impide (CFF 145 y 151).")
def _exigible(caso: Caso) -> None:
    caso.en_fecha()


@sano("Es el primer día hábil después de los 15 (CFF 144 y 145).")
def _dia_dieciseis(caso: Caso) -> None:
    dia = caso.notificar(caso.reloj.notificado_para(caso.reloj.menos(caso.reloj.al, 2)))
    if caso.azar.sucede(0.5):
        caso.hecho("NOTIFICACION", dia, medio="PERSONAL")


@sano("Notificado por estrados: ya corrieron los once días y los quince (CFF 139 y 144).")
def _estrados_vencidos(caso: Caso) -> None:
    atras = DIA_ONCE + QUINCE + 1 + caso.azar.entre(2, 30)
    caso.hecho("NOTIFICACION", _notificar(caso, atras), medio="ESTRADOS")


@sano("El Buzón no se abrió y el plazo desde el cuarto día ya venció (CFF 134 y 144).")
def _buzon_vencido(caso: Caso) -> None:
    atras = CUARTO_DIA + QUINCE + 1 + caso.azar.entre(2, 30)
    caso.hecho("NOTIFICACION", _notificar(caso, atras), medio="BUZON_SIN_ABRIR")


def _notificar(caso: Caso, atras: int) -> date:
    return caso.notificar(caso.reloj.menos(caso.reloj.al, atras), incidencia="02")


@sano("El citatorio tuvo un defecto, pero atendió el interesado (LFPCA 51).")
def _defecto_inocuo(caso: Caso) -> None:
    defecto = caso.azar.elegir(("CITATORIO_INOCUO", "DOMICILIO_INOCUO"))
    caso.hecho("NOTIFICACION", caso.en_fecha(), medio="PERSONAL", defectos=[defecto])


@sano("La primera notificación fue nula; la segunda vale y su plazo venció (CFF 138 y 144).")
def _notificado_de_nuevo_y_vencido(caso: Caso) -> None:
    dia = caso.en_fecha(incidencia="02")
    caso.hecho("NOTIFICACION", dia, defectos=["SIN_CITATORIO"])
    caso.hecho("NOTIFICACION", caso.tras(dia, (30, 250)), medio="PERSONAL")


@sano("El acta se capturó con un defecto que no tenía, y se corrigió (CFF 135).")
def _acta_corregida(caso: Caso) -> None:
    dia = caso.hecho("NOTIFICACION", caso.en_fecha(), defectos=["FUERA_DE_HORARIO"])
    caso.deshacer(caso.tras(dia, (5, 90)))
    caso.hecho("NOTIFICACION", dia, medio="PERSONAL")


@sano("La anulación de la notificación se capturó por error (CFF 138).")
def _anulacion_deshecha(caso: Caso) -> None:
    dia = caso.hecho("NOTIFICACION", caso.en_fecha(), medio="PERSONAL")
    etapa = caso.etapa
    caso.hecho("NOTIFICACION_ANULADA", caso.tras(dia, (60, 200)))
    caso.etapa = etapa
    caso.deshacer(caso.tras(dia, (201, 300)))


@sano("Hay un mandamiento vivo: toca notificarlo (CFF 151).", calla=frozenset())
def _mandamiento_por_notificar(caso: Caso) -> None:
    caso.hecho("MANDAMIENTO", caso.tras(caso.en_fecha(incidencia="02"), (60, 300)))


@sano("El requerimiento se notificó: toca embargar (CFF 151).")
def _requerido(caso: Caso) -> None:
    dia = caso.hecho("MANDAMIENTO", caso.tras(caso.en_fecha(incidencia="02"), (60, 200)))
    caso.hecho("REQUERIMIENTO_DE_PAGO", caso.tras(dia, (1, 60)))


@sano("Se canceló el mandamiento: procede otro (CFF 145).")
def _mandamiento_cancelado(caso: Caso) -> None:
    dia = caso.hecho("MANDAMIENTO", caso.tras(caso.en_fecha(incidencia="02"), (60, 200)))
    caso.hecho("MANDAMIENTO_CANCELADO", caso.tras(dia, (5, 90)))


@sano("La aclaración fue improcedente y el resto del plazo ya corrió (LSS 39-D; CFF 144).")
def _aclaracion_improcedente(caso: Caso) -> None:
    notificado = caso.en_fecha(incidencia="02")
    dia = caso.hecho("ACLARACION", caso.reloj.mas(notificado, 1 + caso.azar.entre(1, 5)))
    caso.hecho("ACLARACION_IMPROCEDENTE", caso.reloj.mas(dia, caso.azar.entre(5, 20)))


@sano("La aclaración procedió y el importe ya se ajustó (RACERF 151).")
def _aclaracion_ajustada(caso: Caso) -> None:
    dia = caso.hecho("ACLARACION", caso.reloj.mas(caso.en_fecha(incidencia="02"), 3))
    dia = caso.hecho("ACLARACION_PROCEDENTE", caso.reloj.mas(dia, 12))
    caso.hecho("ACLARACION_AJUSTADA", caso.reloj.mas(dia, caso.azar.entre(1, 20)))


@sano("La inconformidad se presentó después del día 15 (LSS 294; CFF 144).")
def _inconformidad_extemporanea(caso: Caso) -> None:
    caso.hecho("INCONFORMIDAD", caso.reloj.mas(caso.en_fecha(), 1 + caso.azar.entre(16, 60)))


@sano("Se confirmó el crédito y pasaron los diez días (CFF 144).")
def _pasaron_los_diez_dias(caso: Caso) -> None:
    caso.hecho("INCONFORMIDAD", caso.reloj.mas(caso.en_fecha(), 1 + caso.azar.entre(1, QUINCE)))
    atras = caso.azar.entre(13, 60)
    caso.hecho("INCONFORMIDAD_CONFIRMADA", caso.reloj.menos(caso.reloj.al, atras))


@sano("La inconformidad se desechó (LSS 294).")
def _inconformidad_desechada(caso: Caso) -> None:
    caso.hecho("INCONFORMIDAD", caso.reloj.mas(caso.en_fecha(), 1 + caso.azar.entre(1, QUINCE)))
    caso.hecho("INCONFORMIDAD_DESECHADA", caso.hace(30, 200))


@sano("Hay juicio sin garantía ni suspensión: se continúa (CFF 144).", calla=SIN_SEGURIDAD)
def _juicio_sin_garantia(caso: Caso) -> None:
    caso.en_fecha()
    caso.hecho("DEMANDA", caso.hace(20, 300))


@sano("Se levantó la suspensión y no hay garantía (LFPCA 28).", calla=SIN_SEGURIDAD)
def _suspension_levantada(caso: Caso) -> None:
    caso.en_fecha()
    dia = caso.hecho("SUSPENSION", caso.hace(100, 300))
    caso.hecho("SUSPENSION_REVOCADA", caso.tras(dia, (10, 90)))


@sano("La sentencia firme reconoció la validez (CFF 144).")
def _sentencia_de_validez(caso: Caso) -> None:
    caso.en_fecha()
    caso.hecho("DEMANDA", caso.hace(200, 300))
    caso.hecho("SENTENCIA_VALIDEZ", caso.hace(5, 190))


@sano("El crédito se repuso, se notificó de nuevo y venció su plazo (CFF 133-A y 144).")
def _repuesto_y_vencido(caso: Caso) -> None:
    caso.notificar(caso.hace(420, 800), incidencia="02")
    caso.hecho("DEMANDA", caso.hace(320, 370))
    dia = caso.hecho("SENTENCIA_PARA_EFECTOS", caso.hace(200, 300))
    dia = caso.hecho("NUEVO_ACTO", caso.tras(dia, (10, 60)))
    caso.hecho("NOTIFICACION", caso.tras(dia, (1, 60)), medio="PERSONAL")


@sano("La segunda notificación fue nula; la primera vale (CFF 135 y 138).")
def _segunda_notificacion_nula(caso: Caso) -> None:
    dia = caso.hecho("NOTIFICACION", caso.en_fecha(), medio="PERSONAL")
    caso.hecho("NOTIFICACION", caso.tras(dia, (20, 300)), defectos=["SIN_CITATORIO"])


@sano("Anulada la primera, la segunda notificación vale y su plazo venció (CFF 138 y 144).")
def _notificado_tras_anular(caso: Caso) -> None:
    dia = caso.hecho("NOTIFICACION", caso.en_fecha(incidencia="02"), medio="PERSONAL")
    dia = caso.hecho("NOTIFICACION_ANULADA", caso.tras(dia, (20, 150)))
    caso.hecho("NOTIFICACION", caso.tras(dia, (10, 150)), medio="PERSONAL")


@sano("La suspensión del juez se capturó por error (LFPCA 28).")
def _suspension_deshecha(caso: Caso) -> None:
    caso.en_fecha()
    dia = caso.hecho("SUSPENSION", caso.hace(100, 300))
    caso.deshacer(caso.tras(dia, (1, 90)))


@sano("La revocación ya se resolvió (CFF 133).")
def _revocacion_resuelta(caso: Caso) -> None:
    caso.en_fecha()
    dia = caso.hecho("REVOCACION", caso.hace(100, 300))
    caso.hecho("REVOCACION_RESUELTA", caso.tras(dia, (9, 90)))


@sano("Hay revocación sin garantía: se sigue (CFF 144).", calla=SIN_SEGURIDAD)
def _revocacion_sin_garantia(caso: Caso) -> None:
    caso.en_fecha()
    caso.hecho("REVOCACION", caso.hace(5, 300))


@sano("La garantía se canceló (CFF 141).")
def _garantia_cancelada(caso: Caso) -> None:
    caso.en_fecha()
    dia = caso.hecho("GARANTIA", caso.hace(100, 300))
    caso.hecho("GARANTIA_CANCELADA", caso.tras(dia, (9, 90)))


@sano("La garantía no alcanza: se sigue por lo que no cubre (CFF 141 y 144).", calla=ENVIO)
def _garantia_insuficiente(caso: Caso) -> None:
    caso.en_fecha()
    caso.hecho("GARANTIA_INSUFICIENTE", caso.hace(5, 300))


@sano("La garantía se aceptará después de la fecha del cálculo (CFF 141).")
def _garantia_futura(caso: Caso) -> None:
    caso.en_fecha()
    caso.hecho("GARANTIA", caso.reloj.al + DIA * caso.azar.entre(1, 60))


@sano("Se pidió convenio y falta pagar o garantizar (RACERF 143).", calla=SIN_SEGURIDAD)
def _convenio_sin_garantizar(caso: Caso) -> None:
    caso.en_fecha()
    caso.hecho("CONVENIO_SOLICITADO", caso.hace(5, 200))


@sano("El convenio se negó (RACERF 135).")
def _convenio_negado(caso: Caso) -> None:
    caso.en_fecha()
    dia = caso.hecho("CONVENIO_SOLICITADO", caso.hace(90, 300))
    caso.hecho("CONVENIO_NEGADO", caso.tras(dia, (5, 60)))


@sano("Cayó el convenio y pasaron los seis días del saldo (CFF 151).")
def _pasaron_los_seis_dias(caso: Caso) -> None:
    caso.en_fecha()
    dia = caso.hecho("CONVENIO_VIGENTE", caso.hace(220, 330))
    caso.hecho("CONVENIO_CAIDO", caso.tras(dia, (30, 100)))
    caso.hecho("SALDO_REQUERIDO", caso.reloj.menos(caso.reloj.al, caso.azar.entre(9, 60)))


@sano("El convenio se capturó por error (RACERF 143).")
def _convenio_deshecho(caso: Caso) -> None:
    caso.en_fecha()
    caso.deshacer(caso.tras(caso.hecho("CONVENIO_VIGENTE", caso.hace(100, 300)), (1, 90)))


@sano("La multa se pidió dejar sin efectos y no está garantizada (LSS 304-D).")
def _multa_sin_garantia(caso: Caso) -> None:
    caso.ramo, caso.tipo = "COP", "80"
    caso.en_fecha()
    caso.hecho("MULTA_SIN_EFECTOS", caso.hace(1, 60))

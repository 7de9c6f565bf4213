"""Healthy credits beside a trap: not prescribed, not lapsed, not paid, nobody's impediment."""

from cartera_lib.reglas.decision import Acto
from cartera_lib.sintetica.caso import Caso, sano
from cartera_lib.sintetica.reloj import QUINCE
from cartera_lib.sintetica.tiempo import DIA, mes_de, primero, ultimo
from cartera_lib.sintetica.trampas_extincion import prescrito_hace

ENVIO = frozenset({Acto.ENVIO})
REMATE = frozenset({Acto.REMATE})
INVESTIGADO = frozenset({Acto.SUSTITUTO, Acto.RESPONSABLE})


@sano("Terminó la huelga (RACERF 124).")
def _huelga_terminada(caso: Caso) -> None:
    caso.en_fecha()
    dia = caso.hecho("HUELGA_ESTALLADA", caso.hace(100, 300))
    caso.hecho("HUELGA_TERMINADA", caso.tras(dia, (5, 90)))


@sano("Se conjuró la huelga (LFT 924).")
def _huelga_conjurada(caso: Caso) -> None:
    caso.en_fecha()
    dia = caso.hecho("HUELGA_EMPLAZADA", caso.hace(20, 300))
    caso.hecho("HUELGA_CONJURADA", caso.tras(dia, (1, 10)))


@sano("Sólo está emplazada a huelga: se actúa con prudencia (LFT 924).", calla=REMATE)
def _huelga_emplazada(caso: Caso) -> None:
    caso.en_fecha()
    caso.hecho("HUELGA_EMPLAZADA", caso.hace(1, 20))


@sano("La huelga se capturó en un patrón que no era (LFT 924).")
def _huelga_deshecha(caso: Caso) -> None:
    caso.en_fecha()
    caso.deshacer(caso.tras(caso.hecho("HUELGA_ESTALLADA", caso.hace(100, 300)), (1, 90)))


@sano("Terminó el concurso (LCM 65).")
def _concurso_terminado(caso: Caso) -> None:
    caso.en_fecha()
    dia = caso.hecho("CONCURSO_CONCILIACION", caso.hace(200, 390))
    caso.hecho("CONCURSO_TERMINADO", caso.tras(dia, (90, 180)))


@sano("Se incumplió el convenio del concurso: se reanuda (CFF 144).")
def _concurso_incumplido(caso: Caso) -> None:
    caso.en_fecha()
    dia = caso.hecho("CONCURSO_CONCILIACION", caso.hace(200, 390))
    caso.hecho("CONCURSO_INCUMPLIDO", caso.tras(dia, (90, 180)))


@sano("Está en quiebra: se sigue, con su prelación (CFF 144; LSS 288).", calla=ENVIO)
def _quiebra(caso: Caso) -> None:
    caso.en_fecha()
    caso.hecho("QUIEBRA", caso.hace(5, 300))


@sano("Se resolvió la defensa del ejecutor de gasto público (RCFF 91).")
def _defensa_resuelta(caso: Caso) -> None:
    caso.en_fecha()
    dia = caso.hecho("DEFENSA_GASTO_PUBLICO", caso.hace(100, 300))
    caso.hecho("DEFENSA_RESUELTA", caso.tras(dia, (9, 90)))


@sano("Ya se notificó al trabajador preferente (LFT 979).")
def _trabajador_notificado(caso: Caso) -> None:
    caso.en_fecha(incidencia="37")
    dia = caso.hecho("OFICIO_LABORAL", caso.hace(90, 300))
    caso.hecho("TRABAJADOR_NOTIFICADO", caso.tras(dia, (5, 60)))


@sano("La otra subdelegación lo devolvió (LSS 251-A).")
def _envio_devuelto(caso: Caso) -> None:
    caso.en_fecha()
    caso.hecho("ENVIO_DEVUELTO", caso.tras(caso.hecho("ENVIADO", caso.hace(90, 300)), (5, 60)))


@sano("El patrón fue localizado (CFF 137).")
def _localizado(caso: Caso) -> None:
    caso.en_fecha()
    caso.hecho("LOCALIZADO", caso.tras(caso.hecho("NO_LOCALIZADO", caso.hace(90, 300)), (5, 60)))


@sano("La baja de oficio no libera del adeudo (LSS 251).")
def _baja_de_oficio(caso: Caso) -> None:
    caso.en_fecha()
    caso.hecho("BAJA_OPERADA", caso.hace(5, 300))


@sano("El periodo es el de la baja o anterior (LSS 287).")
def _periodo_de_la_baja(caso: Caso) -> None:
    caso.en_fecha()
    mes = mes_de(caso.periodo) + caso.azar.entre(0, 3)
    caso.movimiento = ("2", caso.azar.dia(primero(mes), ultimo(mes)))


@sano("Venció el plazo del sustituto y del responsable (RACERF 129 y 130).", ademas=INVESTIGADO)
def _sustituto_y_responsable(caso: Caso) -> None:
    caso.ramo, caso.tipo = "COP", "02"
    caso.en_fecha()
    caso.hecho("SUSTITUTO_NOTIFICADO", caso.reloj.menos(caso.reloj.al, caso.azar.entre(18, 90)))
    caso.hecho("SOLIDARIA_NOTIFICADA", caso.reloj.menos(caso.reloj.al, caso.azar.entre(18, 90)))


@sano("El comprobante se rechazó (CFF 151).")
def _comprobante_rechazado(caso: Caso) -> None:
    caso.en_fecha()
    dia = caso.hecho("COMPROBANTE", caso.hace(90, 300))
    caso.hecho("COMPROBANTE_RECHAZADO", caso.tras(dia, (5, 60)))


@sano("El pago fue de otro crédito y se corrigió (LSS 287).")
def _pago_deshecho(caso: Caso) -> None:
    caso.en_fecha()
    caso.deshacer(caso.tras(caso.hecho("PAGO_TOTAL", caso.hace(90, 300)), (1, 60)))


@sano("Pagó una parte: se cobra el saldo (CFF 20).")
def _pago_parcial(caso: Caso) -> None:
    caso.en_fecha()
    caso.hecho("PAGO_PARCIAL", caso.hace(5, 300))


@sano("Se reactivó el crédito cancelado (CFF 146-A).")
def _reactivado(caso: Caso) -> None:
    caso.en_fecha()
    caso.hecho("REACTIVADO", caso.tras(caso.hecho("CANCELADO", caso.hace(90, 300)), (5, 60)))


@sano("Hoy es el último día de los cinco años: no ha prescrito (CFF 146).")
def _ultimo_dia_de_los_cinco_anios(caso: Caso) -> None:
    """Give notice so that the term ends on the day of reckoning or in the next few days."""
    hace = caso.reloj.menos(caso.reloj.anios(caso.reloj.al, -5), 1)
    dia = caso.reloj.notificado_para(hace)
    while caso.reloj.anios(caso.reloj.exigible(dia), 5) < caso.reloj.al:
        dia = caso.reloj.mas(dia, 1)
    caso.notificar(dia, incidencia="02")


@sano("La gestión se notificó el último día del plazo y lo reinició (CFF 146).")
def _interrumpido_el_ultimo_dia(caso: Caso) -> None:
    cumplido = prescrito_hace(caso, (1, 1500))
    caso.hecho("REQUERIMIENTO_DE_PAGO", cumplido)


@sano("El patrón reconoció el adeudo dentro del plazo (CFF 146).")
def _reconocido(caso: Caso) -> None:
    cumplido = prescrito_hace(caso, (30, 900))
    caso.hecho("RECONOCIMIENTO", cumplido - DIA * caso.azar.entre(1, 800))


@sano("El embargo notificado dentro del plazo lo reinició (CFF 146).")
def _embargado_a_tiempo(caso: Caso) -> None:
    cumplido = prescrito_hace(caso, (30, 900))
    dia = cumplido - DIA * caso.azar.entre(1, 800)
    caso.hecho("REQUERIMIENTO_DE_PAGO", dia)
    caso.hecho("EMBARGO", dia)


@sano("La inconformidad en tiempo detuvo el plazo lo que tardó (CFF 144 y 146).")
def _suspension_que_alarga(caso: Caso) -> None:
    """Let the recourse take longer than the days by which five years have passed."""
    prescrito_hace(caso, (1, 300))
    dia = caso.notificado or caso.reloj.al
    dia = caso.hecho("INCONFORMIDAD", caso.reloj.mas(dia, 1 + caso.azar.entre(1, QUINCE)))
    caso.hecho("INCONFORMIDAD_CONFIRMADA", dia + DIA * caso.azar.entre(400, 900))


@sano("El juicio estuvo garantizado y detuvo el plazo lo que duró (CFF 144 y 146).")
def _juicio_garantizado_que_alarga(caso: Caso) -> None:
    cumplido = prescrito_hace(caso, (1, 250))
    demanda = caso.hecho("DEMANDA", cumplido - DIA * caso.azar.entre(900, 1200))
    caso.hecho("GARANTIA", demanda)
    dia = demanda + DIA * caso.azar.entre(300, 350)
    caso.hecho("SENTENCIA_VALIDEZ", dia)
    caso.hecho("GARANTIA_CANCELADA", dia)


@sano("Se fue sin avisar y eso detuvo el plazo mientras no se le halló (CFF 146).")
def _desocupo_que_alarga(caso: Caso) -> None:
    cumplido = prescrito_hace(caso, (1, 250))
    dia = caso.hecho("DESOCUPO", cumplido - DIA * caso.azar.entre(900, 1200))
    caso.hecho("LOCALIZADO", dia + DIA * caso.azar.entre(260, 500))


@sano("La cédula surtió efectos el último día hábil de los cinco años (LSS 297).")
def _notificado_antes_de_caducar(caso: Caso) -> None:
    caso.ramo, caso.tipo = "COP", "02"
    mes = mes_de(caso.reloj.al) - caso.azar.entre(15, 45)
    caduca = primero(mes) + 17 * DIA
    efectos = caso.reloj.menos(caduca + DIA, 1)
    caso.notificar(caso.reloj.menos(efectos, 1))
    caso.periodo = primero(mes - 61)


@sano("Del mismo patrón y periodo, con otro importe: no es el mismo adeudo (LSS 287).")
def _parecidos(caso: Caso) -> None:
    pareja = caso.numero - caso.numero % 2
    caso.ramo, caso.tipo = "COP", "02"
    caso.notificar(caso.reloj.menos(caso.reloj.al - DIA * (500 + pareja % 800), 1))
    caso.periodo = primero(mes_de(caso.reloj.al) - 60)
    caso.registro, caso.importe = pareja, 100_000 + caso.numero


@sano("Falta confirmar una carta invitación, que no cambia nada (CFF 146).")
def _invitado(caso: Caso) -> None:
    caso.en_fecha()
    caso.hecho("INVITACION", caso.hace(5, 300))
    caso.sin_confirmar()

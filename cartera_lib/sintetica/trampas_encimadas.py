"""Traps of facts that pile up: a later one, of less weight, does not undo what still stands."""

from datetime import date

from cartera_lib.sintetica.caso import TODOS, Caso, trampa
from cartera_lib.sintetica.reloj import QUINCE
from cartera_lib.sintetica.tiempo import DIA, mes_de, primero
from cartera_lib.sintetica.trampas_extincion import prescrito_hace


@trampa("Llegó otra demanda y la suspensión de la primera sigue (LFPCA 28; AMP 135).")
def _otra_demanda_con_suspension(caso: Caso) -> None:
    caso.en_fecha()
    caso.hecho("DEMANDA", caso.hace(250, 320))
    suspendido = caso.hecho("SUSPENSION", caso.hace(150, 240))
    caso.hecho("DEMANDA", caso.tras(suspendido, (5, 140)))


@trampa("La suspensión se concedió el día en que se admitió la demanda (LFPCA 28).")
def _suspension_capturada_antes_que_la_demanda(caso: Caso) -> None:
    caso.en_fecha()
    dia = caso.hace(20, 300)
    caso.hecho("SUSPENSION", dia)
    caso.hecho("DEMANDA", dia)


@trampa("Un segundo escrito, tardío, no quita que el recurso sea en tiempo (LSS 294).")
def _segunda_inconformidad_tardia(caso: Caso) -> None:
    dia = caso.en_fecha()
    caso.hecho("INCONFORMIDAD", caso.reloj.mas(dia, 1 + caso.azar.entre(1, QUINCE)))
    caso.hecho("INCONFORMIDAD", caso.reloj.mas(dia, 1 + caso.azar.entre(QUINCE + 1, 120)))


@trampa("Se pidió reestructurar un convenio que sigue vigente (RACERF 143; LSS 40-C).")
def _reestructura_pedida(caso: Caso) -> None:
    caso.en_fecha()
    dia = caso.hecho("CONVENIO_SOLICITADO", caso.hace(220, 330))
    dia = caso.hecho("CONVENIO_VIGENTE", caso.tras(dia, (5, 30)))
    caso.hecho("CONVENIO_SOLICITADO", caso.tras(dia, (30, 180)))


@trampa("Ya está pagado; el comprobante rechazado fue otro (CFF 195).", prohibe=TODOS)
def _pagado_con_otro_comprobante(caso: Caso) -> None:
    caso.en_fecha()
    pagado = caso.hecho("PAGO_TOTAL", caso.hace(100, 300))
    dia = caso.hecho("COMPROBANTE", caso.tras(pagado, (1, 40)))
    caso.hecho("COMPROBANTE_RECHAZADO", caso.tras(dia, (1, 30)))


@trampa("Otro sindicato emplazó mientras la huelga sigue (LFT 924).")
def _otro_emplazamiento_en_huelga(caso: Caso) -> None:
    caso.en_fecha()
    dia = caso.hecho("HUELGA_ESTALLADA", caso.hace(60, 170))
    caso.hecho("HUELGA_EMPLAZADA", caso.tras(dia, (5, 50)))


@trampa("Otro acreedor demandó el concurso, que sigue en conciliación (LCM 65; CFF 144).")
def _otra_demanda_en_concurso(caso: Caso) -> None:
    caso.en_fecha()
    dia = caso.hecho("CONCURSO_CONCILIACION", caso.hace(60, 170))
    caso.hecho("CONCURSO_ADMITIDO", caso.tras(dia, (5, 50)))


@trampa("El nuevo acto todavía no se notifica (CFF 133-A y 144; LSS 40).")
def _nuevo_acto_sin_notificar(caso: Caso) -> None:
    _repuesto(caso)


@trampa("El nuevo acto está en sus 15 días (CFF 133-A y 144).")
def _nuevo_acto_en_plazo(caso: Caso) -> None:
    _repuesto(caso)
    dia = caso.reloj.menos(caso.reloj.al, caso.azar.entre(1, QUINCE + 1))
    caso.hecho("NOTIFICACION", dia, medio="PERSONAL")


def _repuesto(caso: Caso) -> None:
    """Annul a credit for effects and issue the new act, within the year."""
    caso.notificar(caso.hace(420, 800))
    caso.hecho("DEMANDA", caso.hace(250, 320))
    dia = caso.hecho("SENTENCIA_PARA_EFECTOS", caso.hace(150, 240))
    caso.hecho("NUEVO_ACTO", caso.tras(dia, (10, 60)))


@trampa("La garantía se amplió y no cumple doce meses desde entonces (CFF 141 y 145).")
def _garantia_ampliada(caso: Caso) -> None:
    caso.en_fecha()
    caso.hecho("GARANTIA", caso.hace(372, 415))
    caso.hecho("GARANTIA", caso.hace(5, 340))


@trampa("La suspensión fue más corta que lo que hace que prescribió (CFF 146).", prohibe=TODOS)
def _suspension_que_no_alcanza(caso: Caso) -> None:
    cumplido = prescrito_hace(caso, (300, 900))
    dia = caso.hecho("SUSPENSION", cumplido - DIA * caso.azar.entre(600, 1200))
    caso.hecho("JUICIO_TERMINADO", dia + DIA * caso.azar.entre(20, 280))


@trampa("El recurso fue extemporáneo y no detuvo la prescripción (CFF 144 y 146).", prohibe=TODOS)
def _extemporanea_que_no_suspende(caso: Caso) -> None:
    cumplido = prescrito_hace(caso, (30, 900))
    dia = caso.hecho("INCONFORMIDAD", cumplido - DIA * caso.azar.entre(900, 1500))
    caso.hecho("INCONFORMIDAD_DESECHADA", dia + DIA * caso.azar.entre(200, 800))


@trampa("Anulada la primera, la segunda notificación llegó caduca (LSS 297; CFF 138).",
        prohibe=TODOS)  # fmt: skip
def _notificado_de_nuevo_tras_caducar(caso: Caso) -> None:
    caso.ramo, caso.tipo = "COP", "02"
    segunda = caso.hace(60, 800)
    dia = caso.notificar(caso.tras(segunda, (-1200, -900)), incidencia="31")
    caso.periodo = primero(mes_de(segunda) - caso.azar.entre(63, 80))
    caso.fecha_incidencia = caso.tras(dia, (60, 200))
    caso.hecho("NOTIFICACION", dia, medio="PERSONAL")
    caso.hecho("NOTIFICACION_ANULADA", caso.tras(segunda, (-300, -30)))
    caso.hecho("NOTIFICACION", segunda, medio="PERSONAL")


@trampa("Lo que se dejó sin efecto fue la corrección: la garantía vale (CFF 141 y 145).")
def _correccion_deshecha(caso: Caso) -> None:
    caso.en_fecha()
    dia = caso.hecho("GARANTIA", caso.hace(120, 300))
    caso.deshacer(caso.tras(dia, (5, 40)))
    caso.deshacer(caso.tras(dia, (41, 90)))


@trampa("Una gestión hecha cuando el crédito aún no era exigible no lo interrumpe (CFF 146).",
        prohibe=TODOS)  # fmt: skip
def _gestion_antes_de_ser_exigible(caso: Caso) -> None:
    prescrito_hace(caso, (1, 900))
    dia = caso.notificado or date.min
    caso.hecho("REQUERIMIENTO_DE_PAGO", caso.reloj.mas(dia, caso.azar.entre(2, 10)))


@trampa("Sólo quien la capturó dice que la garantía se canceló (CFF 141 y 145).")
def _cancelacion_sin_confirmar(caso: Caso) -> None:
    caso.en_fecha()
    dia = caso.hecho("GARANTIA", caso.hace(120, 300))
    caso.hecho("GARANTIA_CANCELADA", caso.tras(dia, (10, 100)))
    caso.sin_confirmar()


@trampa("Sólo una persona dice que la notificación vale (CFF 135 y 138).")
def _notificacion_sin_confirmar(caso: Caso) -> None:
    dia = caso.hecho("NOTIFICACION", caso.en_fecha(), defectos=["SIN_CITATORIO"])
    caso.hecho("NOTIFICACION", caso.tras(dia, (30, 200)), medio="PERSONAL")
    caso.sin_confirmar()


@trampa("Sólo una persona dejó sin efecto la garantía (CFF 141 y 145).")
def _correccion_sin_confirmar(caso: Caso) -> None:
    caso.en_fecha()
    dia = caso.hecho("GARANTIA", caso.hace(120, 300))
    caso.deshacer(caso.tras(dia, (5, 90)))
    caso.sin_confirmar()


@trampa("Sólo una persona capturó la suspensión, y aun así detiene (LFPCA 28).")
def _suspension_sin_confirmar(caso: Caso) -> None:
    caso.en_fecha()
    caso.hecho("SUSPENSION", caso.hace(5, 300))
    caso.sin_confirmar()


@trampa("La gestión que interrumpe no la confirmó otra persona (CFF 146).", prohibe=TODOS)
def _interrupcion_sin_confirmar(caso: Caso) -> None:
    cumplido = prescrito_hace(caso, (30, 900))
    caso.hecho("REQUERIMIENTO_DE_PAGO", cumplido - DIA * caso.azar.entre(1, 800))
    caso.sin_confirmar()


@trampa("Sólo una persona dejó sin efecto una corrección confirmada (CFF 141 y 145).")
def _correccion_de_otra_sin_confirmar(caso: Caso) -> None:
    caso.en_fecha()
    dia = caso.hecho("GARANTIA", caso.hace(150, 300))
    caso.hecho("GARANTIA_CANCELADA", caso.tras(dia, (10, 40)))
    caso.deshacer(caso.tras(dia, (41, 70)))
    caso.deshacer(caso.tras(dia, (71, 120)))
    caso.sin_confirmar()

"""Traps of what is no longer owed: paid, prescribed, lapsed, cancelled, or said twice."""

from datetime import date

from cartera_lib.sintetica.caso import TODOS, Caso, trampa
from cartera_lib.sintetica.tiempo import DIA, mes_de, primero


@trampa("Hay un comprobante de pago sin afectar (CFF 151).", prohibe=TODOS)
def _comprobante_sin_afectar(caso: Caso) -> None:
    caso.en_fecha()
    caso.hecho("COMPROBANTE", caso.hace(1, 120))


@trampa("Se conoce el pago por la ventanilla y falta afectarlo (CFF 151).", prohibe=TODOS)
def _pago_conocido_sin_afectar(caso: Caso) -> None:
    caso.en_fecha()
    caso.por_afectar = True


@trampa("Está pagado y el corte todavía lo trae (CFF 195).", prohibe=TODOS)
def _pagado(caso: Caso) -> None:
    caso.en_fecha()
    caso.hecho("PAGO_TOTAL", caso.hace(1, 120))


@trampa("El rechazo del comprobante se capturó por error (CFF 151).", prohibe=TODOS)
def _rechazo_deshecho(caso: Caso) -> None:
    caso.en_fecha()
    dia = caso.hecho("COMPROBANTE", caso.hace(60, 120))
    caso.hecho("COMPROBANTE_RECHAZADO", caso.tras(dia, (1, 20)))
    caso.deshacer(caso.tras(dia, (21, 50)))


@trampa("Pasaron cinco años desde que fue exigible, sin gestión (CFF 146).", prohibe=TODOS)
def _prescrito(caso: Caso) -> None:
    prescrito_hace(caso, (1, 1500))


@trampa("Ayer fue el último día de los cinco años (CFF 146).", prohibe=TODOS)
def _prescrito_en_estos_dias(caso: Caso) -> None:
    prescrito_hace(caso, (1, 6))


@trampa("La gestión llegó cuando el plazo ya se había cumplido (CFF 146).", prohibe=TODOS)
def _interrumpido_tarde(caso: Caso) -> None:
    cumplido = prescrito_hace(caso, (200, 1200))
    dia = caso.hecho("REQUERIMIENTO_DE_PAGO", cumplido + DIA * caso.azar.entre(1, 150))
    caso.incidencia, caso.fecha_incidencia = "31", dia


@trampa("La gestión que interrumpiría fue nula (CFF 146 y 137).", prohibe=TODOS)
def _interrumpido_por_acto_nulo(caso: Caso) -> None:
    cumplido = prescrito_hace(caso, (30, 900))
    dia = caso.azar.dia(cumplido - 900 * DIA, cumplido - 30 * DIA)
    caso.hecho("REQUERIMIENTO_DE_PAGO", dia, medio="PERSONAL", defectos=["SIN_CITATORIO"])


@trampa("La gestión que interrumpiría se capturó por error (CFF 146).", prohibe=TODOS)
def _interrupcion_deshecha(caso: Caso) -> None:
    cumplido = prescrito_hace(caso, (30, 900))
    caso.hecho("EMBARGO", caso.azar.dia(cumplido - 900 * DIA, cumplido - 30 * DIA))
    caso.deshacer(cumplido)


@trampa("Un mandamiento sin notificar y una carta invitación no interrumpen (CFF 146).",
        prohibe=TODOS)  # fmt: skip
def _gestiones_que_no_interrumpen(caso: Caso) -> None:
    cumplido = prescrito_hace(caso, (30, 900))
    for codigo in ("MANDAMIENTO", "INVITACION"):
        caso.hecho(codigo, caso.azar.dia(cumplido - 900 * DIA, cumplido - 30 * DIA))


@trampa("Hubo juicio, pero sin garantía ni suspensión: el plazo corrió (CFF 144 y 146).",
        prohibe=TODOS)  # fmt: skip
def _juicio_que_no_suspende(caso: Caso) -> None:
    cumplido = prescrito_hace(caso, (30, 900))
    demanda = caso.hecho("DEMANDA", cumplido - DIA * caso.azar.entre(900, 1500))
    caso.hecho("JUICIO_TERMINADO", demanda + DIA * caso.azar.entre(300, 800))


@trampa("Con todo y gestiones, pasaron diez años desde que fue exigible (CFF 146).", prohibe=TODOS)
def _prescrito_por_el_tope(caso: Caso) -> None:
    exigible = _exigible_hace(caso, 10, dias=(1, 1200))
    for anios in (3, 6, 9):
        dia = caso.reloj.anios(exigible, anios) + DIA * caso.azar.entre(0, 200)
        caso.hecho("REQUERIMIENTO_DE_PAGO", dia)
        caso.incidencia, caso.fecha_incidencia = "31", dia


@trampa("Sólo la incidencia 31 sugiere que hubo gestión, y no consta su acta (CFF 146).",
        prohibe=TODOS)  # fmt: skip
def _prescrito_salvo_lo_que_dice_el_corte(caso: Caso) -> None:
    cumplido = prescrito_hace(caso, (30, 900))
    caso.incidencia = caso.azar.elegir(("31", "32"))
    caso.fecha_incidencia = caso.azar.dia(cumplido - 900 * DIA, cumplido - DIA)


@trampa("La prescripción ya se declaró (CFF 146; LSS 251).", prohibe=TODOS)
def _prescripcion_declarada(caso: Caso) -> None:
    caso.en_fecha()
    caso.hecho("PRESCRIPCION_DECLARADA", caso.hace(5, 200))


@trampa("La cédula se notificó después de cinco años (LSS 297).", prohibe=TODOS)
def _notificado_tras_la_caducidad(caso: Caso) -> None:
    dia = caso.en_fecha()
    caso.ramo, caso.tipo = "COP", "02"
    caso.periodo = primero(mes_de(dia) - caso.azar.entre(62, 100))


@trampa("La caducidad ya se declaró (LSS 297).", prohibe=TODOS)
def _caducidad_declarada(caso: Caso) -> None:
    caso.en_fecha()
    caso.hecho("CADUCIDAD_DECLARADA", caso.hace(5, 200))


@trampa("Se canceló por incobrable: sólo se cobra si se reactiva (LSS 251; CFF 146-A).")
def _cancelado(caso: Caso) -> None:
    caso.en_fecha()
    caso.hecho("CANCELADO", caso.hace(5, 400))


@trampa("El mismo adeudo está dos veces en la cartera (LSS 287).", prohibe=TODOS)
def _duplicado(caso: Caso) -> None:
    """Say again the debt of the odd credit before: pairs share employer, period and amount."""
    pareja = caso.numero - caso.numero % 2
    caso.notificar(caso.reloj.menos(caso.reloj.al - DIA * (500 + pareja % 800), 1))
    caso.periodo = primero(mes_de(caso.notificado or date.min) - 6)
    caso.registro, caso.importe = pareja, 100_000 + pareja
    caso.ramo, caso.tipo = "COP", "02"


def prescrito_hace(caso: Caso, dias: tuple[int, int]) -> date:
    """Give notice so that the five years ended so many days ago; return their last day."""
    return caso.reloj.anios(_exigible_hace(caso, 5, dias=dias), 5)


def _exigible_hace(caso: Caso, anios: int, *, dias: tuple[int, int]) -> date:
    """Give notice so that the years counted from when it was due ended so many days ago."""
    fin = caso.reloj.al - DIA * caso.azar.entre(*dias)
    ultimo = caso.reloj.menos(caso.reloj.anios(fin, -anios), 1)
    dia = caso.notificar(caso.reloj.notificado_para(ultimo), incidencia="02")
    while caso.reloj.anios(caso.reloj.exigible(dia), anios) >= caso.reloj.al:
        dia = caso.notificar(caso.reloj.menos(dia, 1), incidencia="02")
    return caso.reloj.exigible(dia)

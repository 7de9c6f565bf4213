"""Traps of the acts that follow: badly notified, under a notice that fell, or on its own day."""

from cartera_lib.reglas.decision import Acto
from cartera_lib.sintetica.caso import COBRO, FICHA, Caso, trampa
from cartera_lib.sintetica.reloj import CUARTO_DIA, DIA_ONCE, QUINCE

BIENES = frozenset({Acto.EMBARGO, Acto.REMATE})
REMATE = frozenset({Acto.REMATE})
DEFECTOS = ("SIN_CITATORIO", "FUERA_DE_HORARIO", "OTRO_DESTINATARIO", "SIN_COPIA")


@trampa("La resolución que confirma se notificó mal: los diez días no corren (CFF 137 y 144).")
def _confirmacion_mal_notificada(caso: Caso) -> None:
    _inconforme(caso)
    caso.hecho("INCONFORMIDAD_CONFIRMADA", caso.hace(40, 200), defectos=_defecto(caso))


@trampa("La resolución que confirma se notificó por estrados: cuenta el día 11 (CFF 139 y 144).")
def _confirmacion_por_estrados(caso: Caso) -> None:
    _inconforme(caso)
    dia = caso.reloj.menos(caso.reloj.al, DIA_ONCE + caso.azar.entre(1, 11))
    caso.hecho("INCONFORMIDAD_CONFIRMADA", dia, medio="ESTRADOS")


def _inconforme(caso: Caso) -> None:
    """File a recourse in time."""
    dia = caso.reloj.mas(caso.en_fecha(), 1 + caso.azar.entre(1, QUINCE))
    caso.hecho("INCONFORMIDAD", dia)


@trampa("La resolución de la aclaración se notificó mal: el plazo no se reanuda (CFF 137).")
def _improcedencia_mal_notificada(caso: Caso) -> None:
    dia = caso.hecho("ACLARACION", caso.reloj.mas(caso.en_fecha(), 1 + caso.azar.entre(1, 5)))
    caso.hecho("ACLARACION_IMPROCEDENTE", caso.tras(dia, (10, 90)), defectos=_defecto(caso))


@trampa("El requerimiento del saldo se notificó mal: los seis días no corren (CFF 137 y 151).",
        prohibe=BIENES)  # fmt: skip
def _saldo_mal_requerido(caso: Caso) -> None:
    _convenio_caido(caso)
    caso.hecho("SALDO_REQUERIDO", caso.hace(30, 90), defectos=_defecto(caso))


@trampa("El requerimiento del saldo llegó al Buzón y no se abrió (CFF 134 y 151).", prohibe=BIENES)
def _saldo_requerido_por_buzon(caso: Caso) -> None:
    _convenio_caido(caso)
    dia = caso.reloj.menos(caso.reloj.al, CUARTO_DIA + caso.azar.entre(1, 7))
    caso.hecho("SALDO_REQUERIDO", dia, medio="BUZON_SIN_ABRIR")


def _convenio_caido(caso: Caso) -> None:
    caso.en_fecha(incidencia=caso.azar.elegir(("31", "32", "37")))
    dia = caso.hecho("CONVENIO_VIGENTE", caso.hace(240, 330))
    caso.hecho("CONVENIO_CAIDO", caso.tras(dia, (30, 120)))


@trampa("Al sustituto se le notificó mal el adeudo (CFF 137; RACERF 129).",
        prohibe=frozenset({Acto.SUSTITUTO}))  # fmt: skip
def _sustituto_mal_notificado(caso: Caso) -> None:
    caso.en_fecha(incidencia="02")
    caso.hecho("SUSTITUTO_NOTIFICADO", caso.hace(40, 300), defectos=_defecto(caso))


@trampa("Al responsable solidario se le notificó mal (CFF 137; RACERF 130).",
        prohibe=frozenset({Acto.RESPONSABLE}))  # fmt: skip
def _responsable_mal_notificado(caso: Caso) -> None:
    caso.en_fecha(incidencia="02")
    caso.hecho("SOLIDARIA_NOTIFICADA", caso.hace(40, 300), defectos=_defecto(caso))


@trampa("El avalúo se notificó mal: no se remata (CFF 137 y 175).", prohibe=REMATE)
def _avaluo_mal_notificado(caso: Caso) -> None:
    dia = caso.en_fecha(incidencia="37")
    embargado = caso.hecho("EMBARGO", caso.tras(dia, (90, 200)))
    caso.hecho("AVALUO_NOTIFICADO", caso.tras(embargado, (20, 90)), defectos=_defecto(caso))


@trampa("El avalúo se notificó mal, aunque el corte dé los bienes por valuados (CFF 175).",
        prohibe=REMATE)  # fmt: skip
def _avaluo_que_solo_vale_en_el_corte(caso: Caso) -> None:
    dia = caso.en_fecha(incidencia="37")
    avaluo = caso.tras(dia, (120, 300))
    caso.fecha_incidencia = caso.hecho("AVALUO_NOTIFICADO", avaluo, defectos=_defecto(caso))


@trampa("Al trabajador preferente se le notificó mal (CFF 137; LFT 979).", prohibe=REMATE)
def _trabajador_mal_notificado(caso: Caso) -> None:
    caso.en_fecha(incidencia="37")
    dia = caso.hecho("OFICIO_LABORAL", caso.hace(90, 300))
    caso.hecho("TRABAJADOR_NOTIFICADO", caso.tras(dia, (5, 60)), defectos=_defecto(caso))


@trampa("El embargo cayó con la notificación que se anuló (CFF 138 y 151).",
        prohibe=frozenset({Acto.NOTIFICAR, Acto.EMBARGO, Acto.REMATE}),
        permite=FICHA | {Acto.MANDAMIENTO})  # fmt: skip
def _embargo_de_una_notificacion_anulada(caso: Caso) -> None:
    dia = caso.hecho("NOTIFICACION", caso.en_fecha(incidencia="32"), medio="PERSONAL")
    requerido = caso.hecho("REQUERIMIENTO_DE_PAGO", caso.tras(dia, (60, 90)))
    caso.fecha_incidencia = caso.hecho("EMBARGO", requerido)
    anulada = caso.hecho("NOTIFICACION_ANULADA", caso.tras(dia, (120, 200)))
    caso.hecho("NOTIFICACION", caso.tras(anulada, (20, 120)), medio="PERSONAL")


@trampa("El acta es de estos días, aunque el corte traiga otra fecha (LSS 40; CFF 144).")
def _acta_posterior_al_corte(caso: Caso) -> None:
    caso.en_fecha()
    dia = caso.reloj.menos(caso.reloj.al, caso.azar.entre(1, QUINCE + 1))
    caso.hecho("NOTIFICACION", dia, medio="PERSONAL")


@trampa("Hay juicio y la garantía cumplió doce meses sin que conste su ampliación (CFF 141).")
def _juicio_con_garantia_por_renovar(caso: Caso) -> None:
    caso.notificar(caso.hace(700, 1400))
    caso.hecho("GARANTIA", caso.hecho("DEMANDA", caso.hace(372, 600)))


@trampa("Otra subdelegación practica las diligencias por procuración (LSS 251-A).",
        prohibe=COBRO - {Acto.MANDAMIENTO}, permite=frozenset())  # fmt: skip
def _en_procuracion(caso: Caso) -> None:
    caso.en_fecha()
    caso.hecho("PROCURACION", caso.hace(5, 200))


@trampa("La huelga del patrón alcanza a todos sus créditos (LFT 924).")
def _huelga_de_varios_creditos(caso: Caso) -> None:
    """Give the fact to one of each pair: it is of the employer, and reaches the other."""
    caso.en_fecha()
    caso.registro = caso.numero - caso.numero % 2
    if caso.numero == caso.registro:
        caso.hecho("HUELGA_ESTALLADA", caso.hace(2, 170))


def _defecto(caso: Caso) -> tuple[str]:
    return (caso.azar.elegir(DEFECTOS),)

"""Traps of the notice and of the term to pay: what a count of days from the cut gets wrong."""

from datetime import date

from cartera_lib.cartera.hecho import NULA, efecto_de_defectos
from cartera_lib.reglas.decision import Acto
from cartera_lib.sintetica.caso import COBRO, FICHA, Caso, trampa
from cartera_lib.sintetica.reloj import CUARTO_DIA, DIA_ONCE, QUINCE
from cartera_lib.sintetica.tiempo import DIA

PREMATURAS = ("02", "31")
DE_ESTRADOS = ("ESTRADOS_SIN_DIAS", "ESTRADOS_ANTES_DEL_ACTA", "ESTRADOS_SIN_CAUSA")


@trampa("El acta de notificación tiene un defecto que la anula (CFF 137 y 138).")
def _notificacion_con_defecto(caso: Caso) -> None:
    anulan = [d for d, efecto in efecto_de_defectos().items() if efecto == NULA]
    personales = [d for d in anulan if d not in DE_ESTRADOS]
    caso.hecho("NOTIFICACION", caso.en_fecha(), medio="PERSONAL", defectos=[_una(caso, personales)])


@trampa("Una resolución dejó sin efectos la notificación y no consta otra (CFF 138).")
def _notificacion_anulada(caso: Caso) -> None:
    dia = caso.hecho("NOTIFICACION", caso.en_fecha(), medio="PERSONAL")
    caso.hecho("NOTIFICACION_ANULADA", caso.tras(dia, (60, 350)))


@trampa("Se anuló la notificación y el expediente sólo guarda la resolución (CFF 138).")
def _anulada_sin_acta(caso: Caso) -> None:
    caso.hecho("NOTIFICACION_ANULADA", caso.tras(caso.en_fecha(), (60, 350)))


@trampa("El documento estuvo nueve días hábiles en estrados; la ley pide diez (CFF 139).")
def _estrados_con_nueve_dias(caso: Caso) -> None:
    _por_estrados(caso, "ESTRADOS_SIN_DIAS")


@trampa("Se publicó en estrados antes del acta de no localización (CFF 134 y 139).")
def _estrados_antes_del_acta(caso: Caso) -> None:
    _por_estrados(caso, "ESTRADOS_ANTES_DEL_ACTA")


@trampa("Se notificó por estrados sin causa de la ley (CFF 134).")
def _estrados_sin_causa(caso: Caso) -> None:
    _por_estrados(caso, "ESTRADOS_SIN_CAUSA")


def _por_estrados(caso: Caso, defecto: str) -> None:
    """Publish with a defect; the cut brings the day of publishing or the one then counted."""
    publicado = caso.en_fecha()
    caso.hecho("NOTIFICACION", publicado, medio="ESTRADOS", defectos=[defecto])
    if caso.azar.sucede(0.5):
        caso.notificado = caso.reloj.mas(publicado, caso.azar.entre(9, DIA_ONCE))


@trampa("Por estrados se notifica el día hábil 11: el plazo corre todavía (CFF 139 y 144).")
def _estrados_en_plazo(caso: Caso) -> None:
    atras = DIA_ONCE + QUINCE + 1 - caso.azar.entre(0, 5)
    dia = caso.notificar(caso.reloj.menos(caso.reloj.al, atras), incidencia=_prematura(caso))
    caso.hecho("NOTIFICACION", dia, medio="ESTRADOS")


@trampa("El Buzón no se abrió: se notificó el cuarto día y el plazo corre (CFF 134 y 144).")
def _buzon_contado_desde_el_aviso(caso: Caso) -> None:
    atras = CUARTO_DIA + QUINCE + 1 - caso.azar.entre(0, 3)
    dia = caso.notificar(caso.reloj.menos(caso.reloj.al, atras), incidencia=_prematura(caso))
    caso.hecho("NOTIFICACION", dia, medio="BUZON_SIN_ABRIR")


@trampa("El día 15 cayó en viernes: se paga hasta el lunes (RACERF 3; CFF 12).")
def _ultimo_dia_en_viernes(caso: Caso) -> None:
    viernes = caso.reloj.menos(caso.reloj.al, 1)
    _notificado_el(caso, caso.reloj.notificado_para(viernes))


@trampa("Es el día 15: hoy todavía se puede pagar (LSS 39-C; CFF 144).")
def _dia_quince(caso: Caso) -> None:
    _notificado_el(caso, caso.reloj.notificado_para(caso.reloj.al))


@trampa("Entre los 15 días hubo días de descanso, que no cuentan (CFF 12).")
def _descansos_en_el_plazo(caso: Caso) -> None:
    _notificado_el(caso, caso.reloj.menos(caso.reloj.al, QUINCE - caso.azar.entre(0, 1)))


def _notificado_el(caso: Caso, dia: date) -> None:
    """Give notice on a day, in the cut alone or in the expediente too."""
    notificado = caso.notificar(dia, incidencia=_prematura(caso))
    if caso.azar.sucede(0.5):
        caso.hecho("NOTIFICACION", notificado, medio=_una(caso, ["PERSONAL", "CORREO"]))


@trampa("La primera notificación fue nula y el plazo de la segunda corre (CFF 138 y 144).")
def _notificado_de_nuevo(caso: Caso) -> None:
    caso.hecho("NOTIFICACION", caso.en_fecha(), medio="PERSONAL", defectos=["SIN_CITATORIO"])
    caso.hecho("NOTIFICACION", caso.reloj.menos(caso.reloj.al, caso.azar.entre(2, QUINCE)))


@trampa("Consta como notificado sin fecha ni acta: nadie sabe si el plazo venció (LSS 40).")
def _sin_fecha_de_notificacion(caso: Caso) -> None:
    caso.en_fecha()
    caso.notificado = None


@trampa("La fecha de notificación es anterior al alta del crédito (LSS 287).", permite=frozenset())
def _notificado_antes_del_alta(caso: Caso) -> None:
    caso.alta = caso.en_fecha() + DIA * caso.azar.entre(1, 90)


@trampa(
    "Ya hay un mandamiento vivo: no se genera otro ni se remata con él (CFF 145 y 175).",
    prohibe=frozenset({Acto.MANDAMIENTO, Acto.REMATE}),
    permite=FICHA | {Acto.NOTIFICAR, Acto.EMBARGO},
)
def _mandamiento_vivo(caso: Caso) -> None:
    caso.hecho("MANDAMIENTO", caso.tras(caso.en_fecha(incidencia="02"), (60, 200)))


@trampa("Se pidió aclarar en tiempo y no se ha resuelto (LSS 39-D).")
def _aclaracion_en_tramite(caso: Caso) -> None:
    atras = caso.azar.entre(QUINCE + 2, 20)
    dia = caso.notificar(caso.reloj.menos(caso.reloj.al, atras), incidencia=_prematura(caso))
    caso.hecho("ACLARACION", caso.reloj.mas(dia, 1 + caso.azar.entre(1, 5)))


@trampa("La aclaración pasó de 20 días hábiles sin resolverse (LSS 39-D; RACERF 151).")
def _aclaracion_excedida(caso: Caso) -> None:
    caso.hecho("ACLARACION", caso.reloj.mas(caso.en_fecha(), 1 + caso.azar.entre(1, 5)))


@trampa(
    "La aclaración procedió y el importe sigue sin ajustarse (RACERF 151).",
    prohibe=COBRO | FICHA,
)
def _aclaracion_sin_ajustar(caso: Caso) -> None:
    dia = caso.hecho("ACLARACION", caso.reloj.mas(caso.en_fecha(), 3))
    caso.hecho("ACLARACION_PROCEDENTE", caso.reloj.mas(dia, caso.azar.entre(5, 20)))


@trampa("Tras la aclaración improcedente corren los días que faltaban (LSS 39-D; CFF 144).")
def _plazo_reanudado(caso: Caso) -> None:
    resuelta = caso.reloj.menos(caso.reloj.al, caso.azar.entre(2, 8))
    presentada = caso.reloj.menos(resuelta, caso.azar.entre(12, 20))
    caso.notificar(caso.reloj.menos(presentada, 1 + caso.azar.entre(1, 4)), incidencia="02")
    caso.hecho("ACLARACION", presentada)
    caso.hecho("ACLARACION_IMPROCEDENTE", resuelta)


def _prematura(caso: Caso) -> str:
    return caso.azar.elegir(PREMATURAS)


def _una(caso: Caso, opciones: list[str]) -> str:
    return caso.azar.elegir(opciones)

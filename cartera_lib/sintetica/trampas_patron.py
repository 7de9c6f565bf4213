"""Traps of the employer: strike, insolvency, baja, transfers, and other people's rights."""

from datetime import date

from cartera_lib.reglas.decision import Acto
from cartera_lib.sintetica.caso import COBRO, FICHA, Caso, trampa
from cartera_lib.sintetica.tiempo import DIA, mes_de, primero, ultimo

HUELGA_CORTA, HUELGA_LARGA = 180, 900
REMATE = frozenset({Acto.REMATE})
VALUADO = FICHA | {Acto.NOTIFICAR, Acto.EMBARGO}


@trampa("Estalló la huelga y la cuota es anterior: no se ejecuta (LFT 924).")
def _huelga_posterior_al_credito(caso: Caso) -> None:
    caso.en_fecha()
    caso.hecho("HUELGA_ESTALLADA", caso.hace(2, HUELGA_CORTA - 10))


@trampa("La huelga lleva más de 180 días: procede proponer la cancelación (LFT 924; LSS 251).")
def _huelga_larga(caso: Caso) -> None:
    caso.en_fecha()
    caso.hecho("HUELGA_ESTALLADA", caso.hace(HUELGA_CORTA + 1, 400))


@trampa("La cuota se causó durante la huelga: espera la resolución (RACERF 124).")
def _cuota_de_la_huelga(caso: Caso) -> None:
    caso.ramo, caso.tipo = "COP", "02"
    caso.notificar(caso.hace(60, 300))
    estallo = primero(mes_de(caso.periodo)) - DIA * caso.azar.entre(5, HUELGA_LARGA)
    caso.hecho("HUELGA_EMPLAZADA", estallo - 12 * DIA)
    caso.hecho("HUELGA_ESTALLADA", estallo)


@trampa("El fin de la huelga se capturó por error: la huelga sigue (LFT 924).")
def _fin_de_huelga_deshecho(caso: Caso) -> None:
    caso.en_fecha()
    estallo = caso.hecho("HUELGA_ESTALLADA", caso.hace(100, 170))
    caso.hecho("HUELGA_TERMINADA", caso.tras(estallo, (10, 40)))
    caso.deshacer(caso.tras(estallo, (41, 90)))


@trampa("El patrón está en concurso, en conciliación (LCM 65; CFF 144).")
def _concurso_en_conciliacion(caso: Caso) -> None:
    caso.en_fecha()
    caso.hecho("CONCURSO_CONCILIACION", caso.hace(5, 180))


@trampa("Un ejecutor de gasto público se defendió y no se le ejecuta (RCFF 91).")
def _ejecutor_de_gasto_publico(caso: Caso) -> None:
    caso.en_fecha()
    caso.hecho("DEFENSA_GASTO_PUBLICO", caso.hace(5, 180))


@trampa(
    "Hay un oficio laboral preferente y falta notificar al trabajador (LFT 979).",
    prohibe=REMATE,
    permite=VALUADO,
)
def _laboral_preferente(caso: Caso) -> None:
    caso.en_fecha(incidencia="37")
    caso.hecho("OFICIO_LABORAL", caso.hace(5, 300))


@trampa(
    "Está emplazada a huelga: no se remata lo que afecte a los trabajadores (LFT 924).",
    prohibe=REMATE,
    permite=FICHA,
)
def _remate_en_prehuelga(caso: Caso) -> None:
    caso.en_fecha(incidencia="37")
    caso.hecho("HUELGA_EMPLAZADA", caso.hace(1, 20))


@trampa("Se envió a otra subdelegación y no ha contestado (LSS 251-A).")
def _enviado(caso: Caso) -> None:
    caso.en_fecha()
    caso.hecho("ENVIADO", caso.hace(2, 90))


@trampa("La receptora ya lo aceptó: aquí no se cobra (LSS 251-A).", prohibe=COBRO | FICHA)
def _enviado_y_aceptado(caso: Caso) -> None:
    caso.en_fecha()
    caso.hecho("ENVIO_ACEPTADO", caso.tras(caso.hecho("ENVIADO", caso.hace(60, 300)), (3, 50)))


@trampa(
    "El periodo es posterior a la baja del patrón (LSS 287).",
    permite=frozenset(),
)
def _posterior_a_la_baja(caso: Caso) -> None:
    caso.en_fecha()
    antes = mes_de(caso.periodo) - caso.azar.entre(1, 30)
    caso.movimiento = ("2", caso.azar.dia(primero(antes), ultimo(antes)))


@trampa(
    "Corre el plazo del patrón sustituto (RACERF 129).",
    prohibe=frozenset({Acto.SUSTITUTO}),
)
def _plazo_del_sustituto(caso: Caso) -> None:
    caso.en_fecha(incidencia="02")
    caso.hecho("SUSTITUTO_NOTIFICADO", _en_sus_quince(caso))


@trampa(
    "Corre el plazo del responsable solidario (RACERF 130).",
    prohibe=frozenset({Acto.RESPONSABLE}),
)
def _plazo_del_responsable(caso: Caso) -> None:
    caso.en_fecha(incidencia="02")
    caso.hecho("SOLIDARIA_NOTIFICADA", _en_sus_quince(caso))


@trampa(
    "El plazo del sustituto venció en viernes: paga hasta el lunes (RACERF 3 y 129).",
    prohibe=frozenset({Acto.SUSTITUTO}),
)
def _plazo_del_sustituto_en_viernes(caso: Caso) -> None:
    caso.en_fecha(incidencia="02")
    caso.hecho("SUSTITUTO_NOTIFICADO", caso.reloj.menos(caso.reloj.al, 17))


def _en_sus_quince(caso: Caso) -> date:
    return caso.reloj.menos(caso.reloj.al, caso.azar.entre(1, 16))

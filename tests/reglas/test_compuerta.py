"""What one person captured may stop an act; only what another confirmed may allow it."""

import numpy as np
import pytest

from cartera_lib.reglas.compuerta import SIN_CONFIRMAR, compuerta
from cartera_lib.reglas.decision import Acto, Respuesta
from tests.reglas.carteras import cartera, dia, tabla

AL = dia("2026-10-30")
VENCIDO = {
    "fecha_notificacion": dia("2026-03-02"),
    "incidencia": "31",
    "fecha_incidencia": dia("2026-05-04"),
}
FIRME = {"confirmo": "Luis"}
GARANTIA = ("GARANTIA", "2026-06-01", FIRME)


def respuesta(*hechos, acto=Acto.EMBARGO, credito=VENCIDO):
    suya = cartera(credito)
    return Respuesta(int(compuerta(suya, tabla(*hechos, cartera_=suya), al=AL).respuesta(acto)[0]))


def test_sin_hechos_rige_lo_que_dice_el_corte():
    assert respuesta() is Respuesta.SI


@pytest.mark.parametrize("quien", ["", "Luis"])
def test_lo_que_detiene_vale_desde_que_se_captura(quien):
    assert respuesta(("GARANTIA", "2026-06-01", {"confirmo": quien})) is Respuesta.NO


def test_lo_que_permite_vale_cuando_otra_persona_lo_confirma():
    sin_confirmar = ("GARANTIA_CANCELADA", "2026-07-01", {"confirmo": ""})
    assert respuesta(GARANTIA, sin_confirmar) is Respuesta.NO
    assert respuesta(GARANTIA, ("GARANTIA_CANCELADA", "2026-07-01", FIRME)) is Respuesta.SI


def test_lo_que_nadie_confirmo_se_dice_como_motivo():
    suya = cartera(VENCIDO)
    hechos = tabla(GARANTIA, ("GARANTIA_CANCELADA", "2026-07-01"), cartera_=suya)
    assert compuerta(suya, hechos, al=AL).motivos(Acto.EMBARGO).tolist() == [SIN_CONFIRMAR]


def test_la_duda_de_un_credito_no_toca_a_los_demas():
    suya = cartera(VENCIDO, VENCIDO, VENCIDO)
    hechos = tabla(
        GARANTIA,
        ("GARANTIA_CANCELADA", "2026-07-01"),
        ("SUSPENSION", "2026-07-01", FIRME | {"credito": 2}),
        cartera_=suya,
    )
    puertas = compuerta(suya, hechos, al=AL)
    assert puertas.puede(Acto.EMBARGO).tolist() == [False, True, False]
    assert puertas.dudosos.tolist() == [0]


def test_el_motivo_es_el_bloqueo_mas_fuerte():
    suya = cartera(VENCIDO | {"importe": 0})
    hechos = tabla(("SENTENCIA_NULIDAD", "2026-07-01", FIRME), GARANTIA, cartera_=suya)
    motivo = compuerta(suya, hechos, al=AL).motivos(Acto.MANDAMIENTO)[0]
    assert motivo == "una resolución o sentencia firme lo anuló lisa y llanamente"


def test_un_pago_conocido_y_sin_afectar_detiene_todo_cobro():
    suya = cartera(VENCIDO, VENCIDO)
    pagado = np.array([True, False])
    puertas = compuerta(suya, tabla(), al=AL, por_afectar=pagado)
    for acto in (Acto.MANDAMIENTO, Acto.EMBARGO, Acto.FICHA):
        assert puertas.puede(acto).tolist() == [False, True], acto


LEVANTA = ("GARANTIA_CANCELADA", "2026-07-01")


@pytest.mark.parametrize(
    "hechos",
    [
        # one person alone puts it and takes it off: in one act, in two, or undoing her own
        [("GARANTIA", "2026-06-01"), LEVANTA],
        [("GARANTIA", "2026-06-01"), ("SIN_EFECTO", "2026-07-01", {"anula": "H-1"})],
        [GARANTIA, ("SIN_EFECTO", "2026-07-01", {"anula": "H-1"})],
        [("PAGO_TOTAL", "2026-06-01"), ("SIN_EFECTO", "2026-07-01", {"anula": "H-1"})],
        # and undoes the undoing of what somebody else saw
        [
            GARANTIA,
            ("SIN_EFECTO", "2026-07-01", FIRME | {"anula": "H-1"}),
            ("SIN_EFECTO", "2026-08-01", {"anula": "H-2"}),
            ("SIN_EFECTO", "2026-09-01", {"anula": "H-3"}),
        ],
    ],
)
def test_una_sola_persona_no_levanta_lo_que_ella_misma_detuvo(hechos):
    assert respuesta(*hechos) is Respuesta.NO


def test_lo_que_una_sola_persona_detuvo_lo_levanta_la_que_confirma():
    assert respuesta(("GARANTIA", "2026-06-01", FIRME), (*LEVANTA, FIRME)) is Respuesta.SI
    assert respuesta(("GARANTIA", "2026-06-01"), (*LEVANTA, FIRME)) is Respuesta.SI


def test_una_incidencia_sin_procedimiento_a_la_vista_espera_a_que_se_aclare():
    dudoso = VENCIDO | {"incidencia": "08"}
    con_etapa = ("EMBARGO", "2026-05-04", FIRME)
    aclarada = ("INCIDENCIA_ACLARADA", "2026-06-01", FIRME)
    assert respuesta(con_etapa, credito=dudoso) is Respuesta.PENDIENTE
    assert respuesta(con_etapa, aclarada, credito=dudoso) is Respuesta.SI
    assert respuesta(con_etapa, credito=VENCIDO | {"incidencia": "99"}) is Respuesta.PENDIENTE


def test_no_se_remata_con_la_sola_palabra_del_corte():
    valuado = VENCIDO | {"incidencia": "37"}
    avaluo = ("AVALUO_NOTIFICADO", "2026-06-01", FIRME)
    assert respuesta(acto=Acto.REMATE, credito=valuado) is Respuesta.PENDIENTE
    assert respuesta(avaluo, acto=Acto.REMATE, credito=valuado) is Respuesta.SI


def test_nadie_responde_solidariamente_de_una_multa():
    """CFF 26, last paragraph: joint liability reaches the accessories, but for the fines."""
    notificada = ("SOLIDARIA_NOTIFICADA", "2026-06-01", FIRME)
    multa = VENCIDO | {"tipo_documento": "80"}
    assert respuesta(notificada, acto=Acto.RESPONSABLE) is Respuesta.SI
    assert respuesta(notificada, acto=Acto.RESPONSABLE, credito=multa) is Respuesta.NO

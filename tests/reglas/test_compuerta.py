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

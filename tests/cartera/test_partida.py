from datetime import date

from cartera_lib.cartera.movimiento import Llave
from cartera_lib.cartera.partida import PENDIENTE, clave, llave, nombre

CREDITO = Llave("COP", "W000000110", "261000001", "2026-01", "02")
JUNIO, JULIO = date(2026, 6, 30), date(2026, 7, 31)


def test_una_diferencia_es_otra_en_cada_corte():
    for clase in ("REAPARECE", PENDIENTE):
        assert clave(clase, CREDITO, corte=JUNIO) != clave(clase, CREDITO, corte=JULIO)


def test_la_clave_dice_de_que_credito_es():
    assert llave(clave("REAPARECE", CREDITO, corte=JUNIO)) == CREDITO
    assert llave(clave(PENDIENTE, CREDITO, corte=JUNIO)) == CREDITO


def test_la_clase_se_lee_con_palabras_y_acentos():
    assert nombre("SITUACION_DISTINTA") == "Situación distinta"
    assert nombre("RECHAZADO_DE_TESORERIA") == "Rechazado de Tesorería"

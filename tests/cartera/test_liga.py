import pytest

from cartera_lib.cartera.liga import ligadas
from cartera_lib.cartera.movimiento import Llave

OMISION = Llave("COP", "A123456710", "242000123", "2024-03", "02")
MULTA = Llave("COP", "A123456710", "248000123", "2024-03", "80")


def test_la_omision_y_su_multa_estan_ligadas_en_los_dos_sentidos():
    assert ligadas(OMISION, [OMISION, MULTA]) == [MULTA]
    assert ligadas(MULTA, [OMISION, MULTA]) == [OMISION]


def test_un_credito_manual_tambien_se_liga_a_su_multa():
    manual = OMISION._replace(credito="249000123")
    assert ligadas(manual, [MULTA]) == [MULTA]


@pytest.mark.parametrize(
    "cambio",
    [{"registro": "A123456810"}, {"periodo": "2024-04"}, {"credito": "248000124"},
     {"credito": "238000123"}, {"ramo": "RCV"}, {"credito": "246000123", "tipo_documento": "81"},
     {"tipo_documento": "02"}, {"credito": "247000123"}],
)  # fmt: skip
def test_con_un_dato_distinto_no_es_su_multa(cambio):
    assert ligadas(OMISION, [MULTA._replace(**cambio)]) == []


def test_en_rcv_no_hay_liga():
    assert ligadas(OMISION._replace(ramo="RCV"), [MULTA._replace(ramo="RCV")]) == []

"""The light over a whole cartera: a colour an act, and sums that lose no credit."""

import pytest

from cartera_lib.oficina.semaforo import COLORES, semaforo
from cartera_lib.reglas.decision import Acto
from tests.reglas.carteras import cartera, de_ninguno, dia, tabla

AL = dia("2026-10-30")
VENCIDO = {
    "fecha_notificacion": dia("2026-03-02"),
    "incidencia": "31",
    "fecha_incidencia": dia("2026-05-04"),
}
CREDITOS = (
    {},  # not notified
    VENCIDO,
    VENCIDO | {"incidencia": "14"},  # a trial without expediente
    VENCIDO | {"incidencia": "02"},
    VENCIDO,
)
FIRME = {"confirmo": "Luis"}


@pytest.fixture
def visto():
    suya = cartera(*CREDITOS)
    hechos = tabla(("SUSPENSION", "2026-06-01", FIRME | {"credito": 4}), cartera_=suya)
    return semaforo(suya, hechos, al=AL)


def test_cada_credito_tiene_el_color_de_su_respuesta(visto):
    assert visto.tabla["embargo"].tolist() == ["Rojo", "Verde", "Rojo", "Rojo", "Rojo"]
    assert visto.tabla["mandamiento"].tolist() == ["Rojo", "Ámbar", "Gris", "Verde", "Rojo"]


def test_el_motivo_acompana_solo_a_lo_que_no_se_puede(visto):
    con_motivo = visto.tabla["motivo"] != ""
    assert con_motivo.tolist() == [True, False, True, False, True]
    assert visto.tabla["motivo"].iloc[4] == "un juez o tribunal suspendió el cobro"


@pytest.mark.parametrize("acto", list(Acto))
def test_el_resumen_reparte_toda_la_cartera(visto, acto):
    resumen = visto.resumen(acto)
    assert resumen["creditos"].sum() == len(CREDITOS)
    assert resumen["importe"].sum() == visto.tabla["importe"].sum()
    colores = resumen.index.get_level_values("color")
    orden = [list(COLORES.values()).index(color) for color in colores]
    assert orden == sorted(orden)


def test_una_cartera_vacia_tiene_un_semaforo_vacio():
    visto = semaforo(de_ninguno(), tabla(), al=AL)
    assert len(visto.tabla) == 0
    assert visto.resumen(Acto.MANDAMIENTO).empty

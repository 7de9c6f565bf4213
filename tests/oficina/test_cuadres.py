"""The standing checks: two ways to one figure, and a difference when they do not meet."""

import pyarrow as pa

from cartera_lib.oficina.cuadres import Cuadre, cuadres
from cartera_lib.reglas.compuerta import compuerta
from tests.reglas.carteras import cartera, dia, tabla

SUYA = cartera({"importe": 300}, {"importe": 500, "ramo": "RCV"}, {"importe": 200})


def _cuadres(*saldos, otros=()):
    puertas = compuerta(SUYA, tabla(), al=dia("2026-10-30"))
    filas = [{"ramo": r, "saldo": s, "incidencia": i} for r, s, i in saldos]
    tabla_ = pa.Table.from_pylist(filas) if filas else None
    return cuadres(puertas, saldos=tabla_, otros=otros)["diferencia"].to_dict()


def test_lo_vivo_del_libro_suma_lo_que_el_corte():
    iguales = _cuadres(("COP", 500, "01"), ("RCV", 500, "01"), ("COP", 999, ""))
    assert set(iguales.values()) == {0}
    assert len(iguales) == 3


def test_un_centavo_de_mas_en_el_libro_se_ve_en_su_ramo():
    hallados = _cuadres(("COP", 501, "01"), ("RCV", 500, "01"))
    assert hallados["COP: la cartera del corte y los saldos del libro"] == -1
    assert hallados["RCV: la cartera del corte y los saldos del libro"] == 0


def test_sin_seguir_el_corte_no_se_compara_con_el_libro():
    assert list(_cuadres()) == ["El semáforo reparte toda la cartera"]


def test_los_cuadres_de_otros_informes_se_dicen_primero():
    hallados = _cuadres(otros=[Cuadre("Puente", 7, 0)])
    assert next(iter(hallados.items())) == ("Puente", 7)

"""The standing checks: two ways to one figure, and a difference when they do not meet."""

import pyarrow as pa

from cartera_lib.oficina.cuadres import Cuadre, cuadres
from tests.reglas.carteras import cartera

SUYA = cartera({"importe": 300}, {"importe": 500, "ramo": "RCV"}, {"importe": 200})
CARGAS = [
    {"ramo": "COP", "importe": 400},
    {"ramo": "COP", "importe": 100},
    {"ramo": "RCV", "importe": 500},
]
DEL_COP = "COP: lo que traían los archivos del corte y su cartera"
DEL_RCV = "RCV: lo que traían los archivos del corte y su cartera"


def _cuadres(*saldos, cargas=CARGAS, otros=()):
    filas = [{"ramo": r, "saldo": s, "incidencia": i} for r, s, i in saldos]
    tabla = pa.Table.from_pylist(filas) if filas else None
    return cuadres(SUYA, cargas=cargas, saldos=tabla, otros=otros)["diferencia"].to_dict()


def test_lo_vivo_del_libro_suma_lo_que_el_corte():
    iguales = _cuadres(("COP", 500, "01"), ("RCV", 500, "01"), ("COP", 999, ""))
    assert set(iguales.values()) == {0}
    assert len(iguales) == 4


def test_un_centavo_de_mas_en_el_libro_se_ve_en_su_ramo():
    hallados = _cuadres(("COP", 501, "01"), ("RCV", 500, "01"))
    assert hallados["COP: la cartera del corte y los saldos del libro"] == -1
    assert hallados["RCV: la cartera del corte y los saldos del libro"] == 0


def test_lo_que_falta_de_un_archivo_se_ve_en_su_ramo():
    assert _cuadres(cargas=[*CARGAS, {"ramo": "RCV", "importe": 7}]) == {DEL_COP: 0, DEL_RCV: 7}
    assert _cuadres(cargas=CARGAS[1:]) == {DEL_COP: -400, DEL_RCV: 0}


def test_sin_seguir_el_corte_no_se_compara_con_el_libro():
    assert list(_cuadres()) == [DEL_COP, DEL_RCV]


def test_los_cuadres_de_otros_informes_se_dicen_tambien():
    assert _cuadres(otros=[Cuadre("Puente", 7, 0)])["Puente"] == 7

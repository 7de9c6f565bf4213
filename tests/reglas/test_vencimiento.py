from datetime import date

import numpy as np

from cartera_lib.reglas.vencimiento import (
    plazo_de_pago,
    plazo_desde_notificacion,
    vencimiento_de_cuota,
    vencimiento_efectivo,
)
from tests.conftest import columna, comprobar, dia

REGLA = "vencimiento"


def responder(entrada):
    if "notificada" in entrada:
        return _plazos(columna(entrada["notificada"]))
    if "periodo" in entrada:
        nominal = vencimiento_de_cuota(np.array([entrada["periodo"]], "datetime64[M]").astype(int))
    else:
        nominal = columna(entrada["vencimiento"])
    return {"vencimiento_efectivo": dia(vencimiento_efectivo(nominal))}


def _plazos(notificada):
    plazo, estricto = plazo_de_pago(notificada), plazo_desde_notificacion(notificada)
    return {
        "surte_efectos": dia(plazo.surte_efectos),
        "dia_15": dia(plazo.ultimo_dia),
        "vence": dia(plazo.vence),
        "dia_15_desde_notificacion": dia(estricto.ultimo_dia),
        "vence_desde_notificacion": dia(estricto.vence),
    }


def test_caso(caso):
    comprobar(caso, responder(caso["entrada"]))


def test_los_dias_suspendidos_no_cuentan_en_el_plazo():
    notificada = columna(date(2026, 3, 2))
    suspension = [(date(2026, 3, 5), date(2026, 3, 6))]
    sin, con = plazo_de_pago(notificada), plazo_de_pago(notificada, 15, suspensiones=suspension)
    assert dia(sin.ultimo_dia) == date(2026, 3, 25)
    # jueves 5 y viernes 6 dejan de contar: 25 y 26 pasan a ser los días 13.º y 14.º
    assert dia(con.ultimo_dia) == date(2026, 3, 27)
    assert dia(con.vence) == date(2026, 3, 30)


def test_el_17_nunca_sale_de_su_mes_entre_2000_y_2030():
    periodos = np.arange("1999-12", "2030-12", dtype="datetime64[M]").astype(int)
    nominal = vencimiento_de_cuota(periodos)
    efectivo = vencimiento_efectivo(nominal)
    meses = efectivo.astype("datetime64[D]").astype("datetime64[M]").astype(int)
    assert (meses == periodos + 1).all()

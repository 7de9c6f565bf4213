from datetime import date

import numpy as np
import pytest

from cartera_lib.cartera.creditos import Creditos, claves
from cartera_lib.reglas.criterios import Criterios
from cartera_lib.reglas.ley import COMPUTABLE, SIN_CALENDARIO, SIN_INDICE, SIN_TASA
from cartera_lib.reglas.liquidacion import BLOQUE, liquidar
from cartera_lib.valores.calendario import dias
from tests.conftest import comprobar, decimales, importes, pesos

REGLA = "liquidacion"


def responder(entrada):
    tipo = claves([entrada["tipo_documento"]]) if "tipo_documento" in entrada else None
    creditos = Creditos(importes(entrada["importe"]), [entrada["vencimiento"]], tipo)
    valor = liquidar(creditos, al=entrada["al"])
    tasa = valor.de_ley("tasa")[0] if valor.recargos[0] or tipo is None else 0
    return {
        "factor": decimales(valor.factor[0], 4),
        "actualizacion": pesos(int(valor.actualizacion[0])),
        "meses": int(valor.de_ley("meses")[0]),
        "tasa_pct": decimales(tasa, 2),
        "recargos": pesos(int(valor.recargos[0])),
        "total": pesos(int(valor.total[0])),
    }


def test_caso(caso):
    comprobar(caso, responder(caso["entrada"]))


def test_los_gastos_de_una_diligencia_se_suman_al_total():
    # 73,727.98 del caso S08: 2 % = 1,474.5596 → 1,474.56 por diligencia
    valor = liquidar(Creditos([64_210_55], ["2024-01-17"]), al=date(2024, 9, 17), diligencia=True)
    assert valor.gastos[0] == 1_474_56
    assert valor.total[0] == 73_727_98 + 1_474_56


def test_un_renglon_sin_ley_conserva_su_lugar_y_dice_su_causa():
    vencimientos = ["1996-12-31", "1997-01-01", "1997-08-18", "2026-12-17", "2026-09-17"]
    valor = liquidar(Creditos([100_00] * 5, vencimientos), al="2026-11-24")
    assert valor.causa.tolist() == [
        SIN_CALENDARIO,
        SIN_INDICE,
        SIN_INDICE,
        COMPUTABLE,
        SIN_INDICE,
    ]
    assert valor.total.tolist() == [0, 0, 0, 100_00, 0]
    antes = liquidar(Creditos([100_00], ["1997-07-17"]), al="2000-01-20")
    assert antes.causa.tolist() == [SIN_TASA]


def test_un_al_por_credito_da_lo_mismo_que_uno_por_uno():
    azar = np.random.default_rng(5)
    vencimientos = dias("2009-01-01") + azar.integers(0, 6000, 500)
    fechas = dias("2010-01-01") + azar.integers(0, 5900, 500)
    montos = azar.integers(0, 10**9, 500)
    juntos = liquidar(Creditos(montos, vencimientos), al=fechas, diligencia=True)
    for k in range(0, 500, 11):
        uno = liquidar(Creditos(montos[[k]], vencimientos[[k]]), al=fechas[k], diligencia=True)
        assert (uno.total[0], uno.gastos[0]) == (juntos.total[k], juntos.gastos[k])


def test_la_lectura_del_tope_y_del_redondeo_cambia_el_resultado():
    credito = Creditos([30_000_00], ["2009-01-19"])
    con_tope = liquidar(credito, al="2016-07-17")
    sin_tope = liquidar(credito, al="2016-07-17", criterios=Criterios(tope_meses=None))
    assert con_tope.de_ley("meses")[0] == 90
    assert con_tope.de_ley("tasa")[0] == 60 * 113
    assert sin_tope.de_ley("tasa")[0] == 90 * 113


def test_lo_que_no_ha_vencido_no_paga_gastos():
    valor = liquidar(Creditos([100_00], ["2026-12-17"]), al="2026-06-24", diligencia=True)
    assert (valor.gastos[0], valor.total[0]) == (0, 100_00)


@pytest.mark.parametrize("filas", [0, 1, BLOQUE, BLOQUE + 1, 2 * BLOQUE + 1])
def test_los_bloques_no_se_notan(filas):
    vencimientos = dias("2015-01-17") + np.arange(filas) % 3000
    fechas = np.where(np.arange(filas) % 2, dias("2026-05-20"), dias("2023-03-02"))
    montos = 12_345 + np.arange(filas) % 7
    valor = liquidar(Creditos(montos, vencimientos), al=fechas, diligencia=True)
    for k in {0, filas // 2, filas - BLOQUE, filas - 2, filas - 1} & set(range(filas)):
        uno = liquidar(Creditos(montos[[k]], vencimientos[[k]]), al=fechas[k], diligencia=True)
        assert (uno.total[0], uno.gastos[0]) == (valor.total[k], valor.gastos[k])
    assert (valor.causa == COMPUTABLE).all()

import numpy as np
import pytest

from cartera_lib.errors import DatoInvalido, FueraDeVigencia
from cartera_lib.reglas.criterios import Criterios
from cartera_lib.reglas.recargos import (
    desglose,
    meses_con_recargos,
    meses_o_fraccion,
    tasa_acumulada,
)
from cartera_lib.reglas.vencimiento import vencimiento_efectivo
from cartera_lib.valores.calendario import dias
from tests.conftest import columna, comprobar, decimales

REGLA = "recargos"


def responder(entrada):
    vence = vencimiento_efectivo(columna(entrada["vencimiento"]))
    meses = meses_o_fraccion(vence, columna(entrada["al"]))
    tope = entrada.get("tope", 60) or None
    con_recargos = meses_con_recargos(meses, Criterios(tope_meses=tope))
    respuesta = {"meses": int(meses[0])}
    if entrada["vencimiento"].isoformat() >= "1997-08":
        respuesta["tasa_pct"] = decimales(tasa_acumulada(vence, con_recargos)[0], 2)
    return respuesta


def test_caso(caso):
    comprobar(caso, responder(caso["entrada"]))


def test_el_desglose_mes_a_mes_suma_lo_mismo_que_la_tasa_acumulada():
    vencimientos = np.arange(dias("1997-08-01"), dias("2021-12-31"))
    meses = 1 + vencimientos % 60
    sumas = [
        sum(p.tasa for p in desglose(int(v), int(m)))
        for v, m in zip(vencimientos[::7], meses[::7], strict=True)
    ]
    assert tasa_acumulada(vencimientos, meses)[::7].tolist() == sumas


def test_los_meses_son_los_periodos_del_desglose_ya_empezados():
    vence, al = np.arange(dias("2019-01-25"), dias("2019-03-05")), int(dias("2021-03-01"))
    contados = meses_o_fraccion(vence, np.array(al))
    for v, meses in zip(vence.tolist(), contados.tolist(), strict=True):
        periodos = desglose(v, meses + 1)
        assert periodos[meses - 1].desde <= al < periodos[meses].desde


def test_un_mes_sin_tasa_publicada_se_rechaza():
    with pytest.raises(FueraDeVigencia, match="2027-01"):
        tasa_acumulada(columna("2026-12-17"), np.array([2]))


def test_el_tope_es_un_numero_de_meses():
    with pytest.raises(DatoInvalido):
        Criterios(tope_meses=0)

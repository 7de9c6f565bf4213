import numpy as np
import pytest

from cartera_lib.errors import FueraDeVigencia
from cartera_lib.reglas.actualizacion import (
    actualizado,
    factor,
    factor_de_indices,
    indices,
    ultimo_publicado,
)
from cartera_lib.reglas.criterios import Criterios
from cartera_lib.reglas.vencimiento import vencimiento_efectivo
from cartera_lib.valores.calendario import dias, primer_dia
from cartera_lib.valores.dinero import Redondeo
from tests.conftest import columna, comprobar, decimales, dia, importes, pesos

REGLA = "actualizacion"


def responder(entrada):
    respuesta = _por_fechas(entrada) if "al" in entrada else _por_indices(entrada)
    if "importe" in entrada:
        monto = actualizado(importes(entrada["importe"]), respuesta["factor"])
        respuesta["actualizado"] = pesos(int(monto[0]))
    return {**respuesta, "factor": decimales(respuesta["factor"][0], 4)}


def _por_fechas(entrada):
    vence, al = vencimiento_efectivo(columna(entrada["vencimiento"])), columna(entrada["al"])
    meses = indices(vence, al)
    return {
        "factor": factor(vence, al),
        "provisional": bool(meses.provisional[0]),
        "mes_reciente": f"{dia(primer_dia(meses.reciente)):%Y-%m}",
        "mes_antiguo": f"{dia(primer_dia(meses.antiguo)):%Y-%m}",
    }


def _por_indices(entrada):
    criterios = Criterios(redondeo_factor=Redondeo(entrada.get("redondeo", "truncar")))
    reciente, antiguo = (_entero(entrada[c]) for c in ("indice_reciente", "indice_antiguo"))
    return {"factor": factor_de_indices(reciente, antiguo, criterios=criterios)}


def _entero(indice):
    entero, _, resto = indice.partition(".")
    return np.array([int(entero + resto.ljust(14, "0"))])


def test_caso(caso):
    comprobar(caso, responder(caso["entrada"]))


def test_el_indice_se_publica_el_dia_10_o_el_habil_anterior():
    # 10 de mayo de 2025 fue sábado: el índice de abril se publicó el viernes 9
    publicado = ultimo_publicado(dias(["2025-05-08", "2025-05-09", "2025-06-09", "2025-06-10"]))
    assert publicado.astype("datetime64[M]").astype(str).tolist() == [
        "2025-03",
        "2025-04",
        "2025-04",
        "2025-05",
    ]


def test_un_indice_que_la_tabla_no_tiene_se_pide_y_no_se_inventa():
    with pytest.raises(FueraDeVigencia, match=r"2026-10.*cartera tablas importar inpc"):
        factor(columna("2026-01-19"), columna("2026-11-24"))

"""The prescription of many credits is that of each one, as ``prescripcion`` reckons it."""

import random
from datetime import date, timedelta

import numpy as np
import pytest

from cartera_lib.reglas.prescripcion import prescripcion
from cartera_lib.reglas.prescripcion_en_columnas import (
    Interrupciones,
    alargado,
    prescripciones,
)
from cartera_lib.reglas.tramos import tramos, unir
from tests.conftest import leer_casos
from tests.reglas.carteras import dia, dias_de, enteros

VECTORES = [  # oráculo prescripcion-vectors: V1, V3, V5, V7
    ("2015-03-18", [], [], "2015-03-18", "2020-03-18", "2025-03-18", "2020-03-18"),
    (
        "2015-03-18", [], [("2016-01-10", "2017-01-09")],
        "2015-03-18", "2021-03-19", "2026-03-19", "2021-03-19",
    ),
    (
        "2010-01-19", ["2013-05-06", "2017-09-01"], [("2014-02-03", "2015-08-14")],
        "2017-09-01", "2022-09-01", "2021-07-30", "2021-07-30",
    ),
    (
        "2019-10-18", ["2024-10-17"], [],
        "2024-10-17", "2029-10-17", "2029-10-18", "2029-10-17",
    ),
]  # fmt: skip


def test_los_vectores_juntos_dan_sus_dias():
    juntas = en_columnas([v[:3] for v in VECTORES])
    columnas = (juntas.reinicio, juntas.cinco_anios, juntas.diez_anios, juntas.consumada)
    for columna, esperado in zip(
        columnas, zip(*(v[3:] for v in VECTORES), strict=True), strict=True
    ):
        assert dias_de(columna) == [dia(d) for d in esperado]


@pytest.mark.parametrize("caso", leer_casos("prescripcion"), ids=lambda caso: caso["caso"])
def test_los_casos_de_la_prescripcion_de_uno_son_los_de_la_columna(caso):
    entrada, esperado = caso["entrada"], caso["esperado"]
    suyas = en_columnas([(entrada["exigible"], entrada["interrupciones"], entrada["suspensiones"])])
    dichas = {
        "reinicio": suyas.reinicio,
        "cinco_anos": suyas.cinco_anios,
        "diez_anos": suyas.diez_anios,
        "consumada": suyas.consumada,
    }
    assert {clave: dias_de(dichas[clave])[0] for clave in esperado} == esperado


@pytest.mark.parametrize("semilla", range(5))
def test_mil_creditos_al_azar_prescriben_como_uno_por_uno(semilla):
    suerte = random.Random(semilla)
    juegos = [_azar(suerte) for _ in range(1_000)]
    juntas = en_columnas(juegos)
    for lugar, (exigible, interrupciones, suspensiones) in enumerate(juegos):
        if exigible is None:
            assert {int(columna[lugar]) for columna in juntas} == {-1}
            continue
        uno = prescripcion(exigible, interrupciones, suspensiones=suspensiones)
        dichos = tuple(dias_de(columna[lugar : lugar + 1])[0] for columna in juntas[1:3])
        assert dichos == (uno.reinicio, uno.cinco_anios), juegos[lugar]
        assert dias_de(juntas.consumada[lugar : lugar + 1]) == [uno.consumada], juegos[lugar]
        if uno.diez_anios is not None:
            assert dias_de(juntas.diez_anios[lugar : lugar + 1]) == [uno.diez_anios]


def test_sin_creditos_o_sin_nada_exigible_no_hay_dias():
    assert [columna.size for columna in en_columnas([])] == [0] * 5
    ninguna = en_columnas([(None, ["2020-01-02"], [("2020-01-02", "2020-02-03")])] * 2)
    assert [columna.tolist() for columna in ninguna] == [[-1, -1]] * 5


def test_la_suspension_empieza_a_contar_con_el_plazo_y_termina_con_el():
    antes, dentro, ultimo, tarde = (
        alargado(enteros("2015-03-18"), 60, suspensiones=_suspendido([par]))
        for par in (
            ("2015-03-10", "2015-03-20"),  # del 18 al 20: tres días
            ("2016-01-01", "2016-01-10"),
            ("2020-03-17", "2020-03-18"),  # la víspera y el último día
            ("2020-03-18", "2020-04-30"),  # desde el último día, ya no
        )
    )
    dichos = [dias_de(columna)[0] for columna in (antes, dentro, ultimo, tarde)]
    assert dichos == [
        date(2020, 3, 21), date(2020, 3, 28), date(2020, 3, 20), date(2020, 3, 18),
    ]  # fmt: skip


def en_columnas(juegos):
    """Return the prescriptions of sets of (exigible or None, interruptions, suspensions)."""
    paros = sorted(
        (lugar, int(enteros(paro)[0]))
        for lugar, (_, suyos, _) in enumerate(juegos)
        for paro in suyos
    )
    credito, cuando = np.array(paros, dtype=np.int64).reshape(-1, 2).T
    suspendidos = [
        (lugar, *enteros(*par)) for lugar, (_, _, suyas) in enumerate(juegos) for par in suyas
    ]
    cual, desde, hasta = np.array(suspendidos, dtype=np.int64).reshape(-1, 3).T
    exigible = [-1 if e is None else int(enteros(e)[0]) for e, _, _ in juegos]
    return prescripciones(
        np.array(exigible, dtype=np.int64),
        interrupciones=Interrupciones(credito, cuando),
        suspensiones=unir(tramos(cual, desde=desde, hasta=hasta)),
    )


def _suspendido(pares):
    desde, hasta = (enteros(*extremo) for extremo in zip(*pares, strict=True))
    return tramos(np.zeros(len(pares), dtype=np.int64), desde=desde, hasta=hasta)


def _azar(suerte):
    """Return events that crowd about the limits, where one day decides."""
    exigible = date(1999, 1, 4) + timedelta(days=suerte.randrange(9_000))
    if suerte.random() < 0.1:
        exigible = suerte.choice((date(2004, 12, 31), date(2005, 1, 1), date(2016, 2, 29)))
    saltos = (1, 30, 400, 1_826, 1_827, 3_652, 3_653)
    paros = [
        exigible + timedelta(days=suerte.choice(saltos) + suerte.randrange(-3, 4))
        for _ in range(suerte.choice((0, 0, 1, 2, 4)))
    ]
    suspendidos = []
    for _ in range(suerte.choice((0, 0, 1, 2, 3))):
        desde = exigible + timedelta(days=suerte.choice(saltos) + suerte.randrange(-40, 40))
        suspendidos.append((desde, desde + timedelta(days=suerte.choice((0, 1, 9, 366)))))
    return (None if suerte.random() < 0.05 else exigible), paros, suspendidos

"""The state of whole carteras: with nothing, with everything, and with dates that cannot be."""

import random
from datetime import date, timedelta

import numpy as np
import pytest

from cartera_lib.cartera.hecho import clases_de_hecho
from cartera_lib.cartera.hechos import hechos_de, sin_hechos
from cartera_lib.cartera.incidencia import nombres_de_incidencia
from cartera_lib.cartera.materia import materias
from cartera_lib.reglas.decision import Acto, decidir
from cartera_lib.reglas.situacion_juridica import situacion_juridica
from tests.conftest import comprobar
from tests.reglas.carteras import (
    cartera,
    de_ninguno,
    dias_de,
    estado,
    hechos,
    responder,
    situacion,
    tabla,
)

REGLA = "situacion_juridica"
AL = date(2026, 11, 24)
IMPOSIBLES = [
    None,
    *(date(1950, 1, 2), date(1969, 12, 31), date(1970, 1, 1), date(1988, 2, 29)),
    *(date(1996, 12, 31), date(1997, 1, 1), date(2026, 11, 24), date(2026, 11, 25)),
    *(date(2050, 12, 31), date(2051, 1, 1), date(2099, 6, 1)),
]
PERIODOS = ("1960-01", "1969-12", "1985-03", "1996-12", "2020-02", "2050-12", "2060-01")


def test_caso(caso):
    comprobar(caso, responder(caso["entrada"]))


def test_una_cartera_sin_creditos_se_juzga_y_no_permite_nada():
    vacia = de_ninguno()
    for suyos in ([], [("NOTIFICACION", "2026-03-02"), ("HUELGA_ESTALLADA", "2026-03-02")]):
        sin_pareja = hechos_de(vacia, tabla(*suyos), al=AL)
        assert len(sin_pareja) == 0
        juridica = situacion_juridica(vacia, sin_pareja, al=AL)
        assert juridica.estados.shape == (len(materias()), 0)
        assert decidir(juridica.estados, al=AL).permite(Acto.MANDAMIENTO).tolist() == []


def test_sin_hechos_cada_incidencia_se_juzga_y_ninguna_sin_fecha_es_exigible():
    todas = cartera(*({"incidencia": codigo} for codigo in (*nombres_de_incidencia(), "99", "")))
    juridica = situacion_juridica(todas, sin_hechos(), al=AL)
    assert not juridica.esta("notificacion", "VALIDA").any()
    assert dias_de(juridica.prescripcion.exigible) == [None] * len(todas)
    assert not decidir(juridica.estados, al=AL).permite(Acto.MANDAMIENTO).any()


def test_ninguna_fecha_imposible_detiene_la_cartera():
    suerte = random.Random(12)
    codigos = [*nombres_de_incidencia(), "99"]
    cambios = [
        {
            "fecha_alta": suerte.choice(IMPOSIBLES[1:]),
            "fecha_notificacion": suerte.choice(IMPOSIBLES),
            "fecha_incidencia": suerte.choice(IMPOSIBLES),
            "fecha_movimiento": suerte.choice(IMPOSIBLES),
            "movimiento": suerte.choice(("1", "2", None)),
            "incidencia": suerte.choice(codigos),
            "periodo": suerte.choice(PERIODOS),
            "tipo_documento": suerte.choice(("02", "06", "80", "00", "77")),
        }
        for _ in range(3_000)
    ]
    rara = cartera(*cambios)
    suyos = [
        (
            suerte.choice(list(clases_de_hecho())),
            date(2020, 1, 2) + timedelta(days=suerte.randrange(2_500)),
            {"credito": suerte.randrange(3_000), "medio": suerte.choice(("PERSONAL", "ESTRADOS"))},
        )
        for _ in range(1_000)
    ]
    juridica = situacion(rara, *suyos, al=AL)
    assert decidir(juridica.estados, al=AL).filas.shape[1] == 3_000
    cuantos = np.array([len(estados) for estados in materias().values()])
    assert ((juridica.estados >= 0) & (juridica.estados < cuantos[:, None])).all()


@pytest.mark.parametrize("incidencia", [*nombres_de_incidencia()])
def test_una_fecha_de_incidencia_imposible_no_habilita_lo_que_una_buena_no(incidencia):
    fechas = [date(2026, 11, 20), *(d for d in IMPOSIBLES if d != AL)]
    notificado = {"incidencia": incidencia, "fecha_notificacion": date(2026, 3, 2)}
    todas = cartera(*(notificado | {"fecha_incidencia": d} for d in fechas))
    dictamen = decidir(situacion(todas, al=AL).estados, al=AL)
    for acto in (Acto.MANDAMIENTO, Acto.NOTIFICAR, Acto.EMBARGO, Acto.REMATE):
        buena, *malas = dictamen.permite(acto).tolist()
        assert buena or not any(malas), acto


def test_cada_credito_se_juzga_como_si_estuviera_solo():
    suerte = random.Random(146)
    for _ in range(30):
        juntos = cartera(*(_suelto(suerte) for _ in range(12)))
        suyos = _sucesos(suerte, 12)
        todos = situacion(juntos, *suyos, al=AL)
        uno = suerte.randrange(12)
        sola = juntos.filtrar([lugar == uno for lugar in range(12)])
        aparte = situacion_juridica(sola, hechos_de(sola, todos.hechos.tabla, al=AL), al=AL)
        for materia in set(materias()) - {"datos"}:
            assert estado(todos, materia, uno) == estado(aparte, materia), materia
        assert todos.prescripcion.consumada[uno] == aparte.prescripcion.consumada[0]
        assert todos.caduca[uno] == aparte.caduca[0]


def test_lo_pagado_sin_afectar_se_sabe_salvo_que_ya_conste_pagado():
    tres = cartera(*[{}] * 3)
    suyos = hechos(tres, ("PAGO_TOTAL", "2026-05-04", {"credito": 1}), al=AL)
    por_afectar = np.array([True, True, False])
    juridica = situacion_juridica(tres, suyos, al=AL, por_afectar=por_afectar)
    assert [estado(juridica, "pago", n) for n in range(3)] == ["POR_AFECTAR", "TOTAL", "SIN_PAGO"]


def test_lo_que_paso_despues_del_dia_no_se_sabe():
    suyos = [("NOTIFICACION", "2026-03-02"), ("PAGO_TOTAL", "2026-06-01")]
    assert estado(situacion(cartera(), *suyos, al="2026-05-31"), "pago") == "SIN_PAGO"
    assert estado(situacion(cartera(), *suyos, al="2026-06-01"), "pago") == "TOTAL"


def _suelto(suerte):
    return {
        "registro": suerte.choice(("W000000110", "W000000210")),
        "incidencia": suerte.choice(("01", "02", "06", "12", "14", "31", "52")),
        "fecha_notificacion": suerte.choice((None, date(2015, 2, 20), date(2026, 3, 2))),
        "fecha_incidencia": suerte.choice((None, date(2019, 6, 3), date(2026, 6, 1))),
        "fecha_alta": date(2015, 1, 5),
        "periodo": suerte.choice(("2014-10", "2025-12")),
        "tipo_documento": suerte.choice(("02", "80")),
    }


def _sucesos(suerte, creditos):
    return [
        (
            suerte.choice(list(clases_de_hecho())),
            date(2015, 1, 5) + timedelta(days=suerte.randrange(4_300)),
            {"credito": suerte.randrange(creditos), "medio": "PERSONAL"},
        )
        for _ in range(suerte.randrange(40))
    ]

"""Facts as columns: whom each reaches, in what order, and what was known on a day."""

import random
from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pytest

from cartera_lib.cartera.cartera import ESQUEMA, Cartera
from cartera_lib.cartera.hecho import clases_de_hecho, medios
from cartera_lib.cartera.hechos import (
    ES_DOBLE,
    ES_NULA,
    TABLA,
    VALE,
    hechos_de,
    sin_hechos,
)
from tests.reglas.carteras import CORTE, cartera, de_ninguno, dias_de, hechos, tabla

AL = date(2026, 6, 30)
OTRO = {"registro": "W000000210"}


def dichos(suyos):
    codigos = list(clases_de_hecho())
    return [
        (int(c), codigos[codigo]) for c, codigo in zip(suyos.credito, suyos.codigo, strict=True)
    ]


def test_un_hecho_de_un_credito_solo_alcanza_a_ese():
    suyos = hechos(cartera({}, {}, OTRO), ("NOTIFICACION", "2026-03-02", {"credito": 1}), al=AL)
    assert dichos(suyos) == [(1, "NOTIFICACION")]


def test_un_hecho_del_patron_alcanza_a_todos_sus_creditos_y_a_ninguno_de_otro():
    suyos = hechos(
        cartera({}, OTRO, {"ramo": "RCV", "tipo_documento": "06"}, OTRO),
        ("HUELGA_ESTALLADA", "2026-03-02"),
        ("DESOCUPO", "2026-03-03", {"credito": 3}),
        al=AL,
    )
    assert dichos(suyos) == [
        (0, "HUELGA_ESTALLADA"), (1, "DESOCUPO"), (2, "HUELGA_ESTALLADA"), (3, "DESOCUPO"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "cambio",
    [
        {"ramo": "RCV"},
        {"registro": "W000000210"},
        {"credito": "261000009"},
        {"periodo": "2025-11"},
        {"tipo_documento": "80"},
    ],
)
def test_la_llave_se_compara_entera(cambio):
    de_este = tabla(("NOTIFICACION", "2026-03-02"))
    assert len(hechos_de(cartera(), de_este, al=AL)) == 1
    assert len(hechos_de(cartera(cambio), de_este, al=AL)) == 0


def test_van_por_credito_por_dia_y_los_del_mismo_dia_en_orden_de_captura():
    suyos = hechos(
        cartera({}, {}),
        ("PAGO_PARCIAL", "2026-05-04", {"credito": 1}),
        ("DEMANDA", "2026-05-04", {"credito": 1}),
        ("NOTIFICACION", "2026-03-02", {"credito": 1}),
        ("HUELGA_ESTALLADA", "2026-05-04", {"credito": 1}),
        ("GARANTIA", "2026-05-04"),
        al=AL,
    )
    assert dichos(suyos) == [
        (0, "HUELGA_ESTALLADA"), (0, "GARANTIA"),
        (1, "NOTIFICACION"), (1, "PAGO_PARCIAL"), (1, "DEMANDA"), (1, "HUELGA_ESTALLADA"),
    ]  # fmt: skip
    folios = suyos.tabla["folio"].take(suyos.fila).to_pylist()
    assert folios == ["H-4", "H-5", "H-3", "H-1", "H-2", "H-4"]
    assert dias_de(suyos.dia[:3]) == [date(2026, 5, 4), date(2026, 5, 4), date(2026, 3, 2)]


def test_lo_que_pasa_despues_del_dia_todavia_no_cuenta():
    suyo = ("NOTIFICACION", "2026-06-30")
    assert len(hechos(cartera(), suyo, al="2026-06-30")) == 1
    assert len(hechos(cartera(), suyo, al="2026-06-29")) == 0


def test_lo_dejado_sin_efecto_no_cuenta_y_lo_que_lo_deja_tampoco():
    suyos = hechos(
        cartera(),
        ("NOTIFICACION", "2026-03-02"),
        ("EMBARGO", "2026-04-06"),
        ("SIN_EFECTO", "2026-05-04", {"anula": "H-2"}),
        al=AL,
    )
    assert dichos(suyos) == [(0, "NOTIFICACION")]


def test_lo_dejado_sin_efecto_por_error_vuelve_a_contar():
    cadena = [("NOTIFICACION", "2026-03-02")]
    cuantos = []
    for n in range(1, 5):
        cadena.append(("SIN_EFECTO", "2026-05-04", {"anula": f"H-{n}"}))
        cuantos.append(len(hechos(cartera(), *cadena, al=AL)))
    assert cuantos == [0, 1, 0, 1]


def test_lo_corregido_se_cuenta_como_se_corrigio():
    suyos = hechos(
        cartera(), ("NOTIFICACION", "2026-03-02"), ("NOTIFICACION", "2026-03-09", {"anula": "H-1"}),
        al=AL,
    )  # fmt: skip
    assert dias_de(suyos.dia) == [date(2026, 3, 9)]


def test_la_correccion_de_un_hecho_del_patron_vale_para_todos_sus_creditos():
    suyos = hechos(
        cartera({}, {}, OTRO),
        ("HUELGA_ESTALLADA", "2026-03-02"),
        ("HUELGA_ESTALLADA", "2026-03-03", {"credito": 2}),
        ("SIN_EFECTO", "2026-05-04", {"anula": "H-1"}),
        al=AL,
    )
    assert dichos(suyos) == [(2, "HUELGA_ESTALLADA")]


def test_antes_de_capturarse_el_error_se_sabia_lo_que_se_sabia():
    suyos = (
        ("NOTIFICACION", "2026-03-02", {"registrado": date(2026, 3, 5)}),
        ("SIN_EFECTO", "2026-03-02", {"anula": "H-1", "registrado": date(2026, 5, 4)}),
    )
    cuantos = [
        len(hechos(cartera(), *suyos, al=AL, conocidos=date.fromisoformat(conocidos)))
        for conocidos in ("2026-03-04", "2026-03-05", "2026-05-03", "2026-05-04")
    ]
    assert cuantos == [0, 1, 1, 0]
    assert len(hechos(cartera(), *suyos, al=AL)) == 0


def test_el_medio_y_el_defecto_se_leen_de_su_catalogo():
    suyos = hechos(
        cartera(),
        ("NOTIFICACION", "2026-03-02", {"medio": "ESTRADOS", "defectos": ["SIN_COPIA"]}),
        ("NOTIFICACION", "2026-03-03", {"medio": "", "defectos": ["SIN_RECURSO"]}),
        ("NOTIFICACION", "2026-03-04", {"medio": None, "defectos": None}),
        ("NOTIFICACION", "2026-03-05", {"defectos": ["SIN_RECURSO", "CITATORIO_INOCUO"]}),
        ("NOTIFICACION", "2026-03-06", {"defectos": ["SIN_RECURSO", "SIN_COPIA"]}),
        ("NOTIFICACION", "2026-03-09", {"defectos": ["SIN_VINCULO", "DOMICILIO_INOCUO"]}),
        al=AL,
    )
    lugar = list(medios()).index
    personal = [lugar("PERSONAL")] * 3
    assert suyos.medio.tolist() == [lugar("ESTRADOS"), -1, -1, *personal]
    assert suyos.defecto.tolist() == [ES_NULA, ES_DOBLE, VALE, ES_DOBLE, ES_NULA, VALE]


def test_se_pueden_pedir_los_de_unas_clases_o_los_de_unos_lugares():
    suyos = hechos(
        cartera(), ("NOTIFICACION", "2026-03-02"), ("EMBARGO", "2026-04-06"),
        ("PAGO_TOTAL", "2026-05-04"), al=AL,
    )  # fmt: skip
    assert dichos(suyos.de("EMBARGO", "NOTIFICACION")) == [(0, "NOTIFICACION"), (0, "EMBARGO")]
    assert dichos(suyos.donde(np.array([2]))) == [(0, "PAGO_TOTAL")]
    assert len(suyos) == 3


def test_sin_hechos_sin_creditos_o_sin_pareja_no_hay_renglones():
    de_otro = tabla(("NOTIFICACION", "2026-03-02"), ("HUELGA_ESTALLADA", "2026-03-02"))
    sin_pedazos = Cartera(CORTE, "16", "01", pa.Table.from_batches([], schema=ESQUEMA))
    assert len(sin_hechos()) == 0
    for suya, suyos in (
        (cartera(), TABLA.empty_table()),
        (cartera(), pa.Table.from_batches([], schema=TABLA)),
        (de_ninguno(), TABLA.empty_table()),
        (de_ninguno(), de_otro),
        (sin_pedazos, de_otro),
        (cartera(OTRO), de_otro),
    ):
        vacios = hechos_de(suya, suyos, al=AL)
        assert [len(columna) for columna in (vacios.credito, vacios.dia, vacios.fila)] == [0] * 3


def test_al_azar_alcanzan_a_los_mismos_que_buscando_uno_por_uno():
    suerte = random.Random(39)
    clases = clases_de_hecho()
    for _ in range(25):
        registros = [f"W0000002{n}0" for n in range(10, 15)]
        suya = cartera(*({"registro": suerte.choice(registros)} for _ in range(30)))
        de = suya.tabla["registro"].to_pylist()
        suyos = [
            (
                suerte.choice(list(clases)),
                date(2026, 1, 5) + timedelta(days=suerte.randrange(9)),
                {"credito": suerte.randrange(30)},
            )
            for _ in range(40)
        ]
        lento = [
            (credito, dia, captura, codigo)
            for captura, (codigo, dia, cambio) in enumerate(suyos)
            for credito in range(30)
            if credito == cambio["credito"]
            or (clases[codigo].alcance == "patron" and de[credito] == de[cambio["credito"]])
        ]
        columnas = hechos(suya, *suyos, al=AL)
        assert dichos(columnas) == [(c, codigo) for c, _, _, codigo in sorted(lento)]
        assert dias_de(columnas.dia) == [dia for _, dia, _, _ in sorted(lento)]

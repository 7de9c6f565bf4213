"""What interrupts and what suspends the prescription, kind of fact by kind of fact."""

from datetime import date

import numpy as np
import pytest

from cartera_lib.cartera.hecho import clases_de_hecho
from cartera_lib.reglas.eventos import (
    eventos_probados,
    segun_corte,
    suspensiones,
    suspensiones_de_caducidad,
)
from cartera_lib.reglas.lineas import lineas
from cartera_lib.reglas.notificacion import dados
from cartera_lib.reglas.notificados import inconformados, notificados
from cartera_lib.valores.calendario import dias
from tests.reglas.carteras import cartera, dias_de, enteros, hechos, situacion

AL = date(2026, 6, 30)
HOY = int(dias(AL))
INTERRUMPEN = {
    # CFF 146: gestiones que se hacen saber al deudor, y su reconocimiento expreso o tácito
    "REQUERIMIENTO_DE_PAGO", "EMBARGO", "AVALUO_NOTIFICADO", "SALDO_REQUERIDO",
    "RECONOCIMIENTO", "CONVENIO_SOLICITADO", "PAGO_PARCIAL",
    # procedimientos AMB-15: al caer el convenio el plazo empieza de nuevo
    "CONVENIO_CAIDO",
}  # fmt: skip
SUSPENDEN = {
    # CFF 144 y 146; LFPCA 28; LCM 69; RCFF 91: por sí solos, sin garantía
    "INCONFORMIDAD", "INCONFORMIDAD_CONFIRMADA", "SUSPENSION", "SENTENCIA_CONTRARIA",
    "CONCURSO_CONCILIACION", "DESOCUPO", "DEFENSA_GASTO_PUBLICO",
    # procedimientos AMB-15: en convenio no es exigible
    "CONVENIO_VIGENTE", "CONVENIO_REHABILITADO",
}  # fmt: skip


def probados(suya, *suyos, al=AL):
    hoy = int(dias(al))
    columnas = dados(hechos(suya, *suyos, al=al), al=hoy)
    return eventos_probados(columnas, lineas(columnas, hoy))


def en_fechas(suyos):
    return [
        (int(c), *dias_de(par))
        for c, par in zip(suyos.credito, zip(*suyos[1:], strict=True), strict=True)
    ]


@pytest.mark.parametrize("codigo", clases_de_hecho())
def test_interrumpe_lo_que_se_hace_saber_al_deudor_o_el_reconoce(codigo):
    suyos = probados(cartera(), (codigo, "2026-03-02")).interrupciones
    assert dias_de(suyos.dia) == ([date(2026, 3, 2)] if codigo in INTERRUMPEN else [])


@pytest.mark.parametrize("codigo", clases_de_hecho())
def test_suspende_por_si_solo_lo_que_la_ley_dice(codigo):
    juridica = situacion(cartera(), (codigo, "2026-06-29"), al=AL)
    esperado = [(0, date(2026, 6, 29), AL)] if codigo in SUSPENDEN else []
    assert en_fechas(juridica.suspensiones) == esperado


def test_las_interrupciones_van_por_credito_y_en_orden_de_dia():
    suyos = probados(
        cartera({}, {}),
        ("EMBARGO", "2026-05-04", {"credito": 1}),
        ("REQUERIMIENTO_DE_PAGO", "2026-04-06", {"credito": 1}),
        ("RECONOCIMIENTO", "2026-06-01"),
    ).interrupciones
    assert suyos.credito.tolist() == [0, 1, 1]
    assert dias_de(suyos.dia) == [date(2026, 6, 1), date(2026, 4, 6), date(2026, 5, 4)]


def test_la_gestion_por_estrados_que_surte_despues_de_otra_va_detras():
    # publicada el 2 de marzo de 2026, surte efectos el 19, cadena de fechas §0.4
    suyos = probados(
        cartera(),
        ("REQUERIMIENTO_DE_PAGO", "2026-03-02", {"medio": "ESTRADOS"}),
        ("RECONOCIMIENTO", "2026-03-10"),
    ).interrupciones
    assert dias_de(suyos.dia) == [date(2026, 3, 10), date(2026, 3, 19)]


def test_un_defecto_que_anula_quita_la_interrupcion_y_uno_inocuo_no():
    for defectos, cuantas in (
        (["SIN_COPIA"], 0),
        (["CITATORIO_INOCUO"], 1),
        (["SIN_VINCULO"], 1),
        (["SIN_RECURSO"], 1),
        (["SIN_RECURSO", "FUERA_DE_HORARIO"], 0),
    ):
        suyos = probados(cartera(), ("EMBARGO", "2026-03-02", {"defectos": defectos}))
        assert suyos.interrupciones.dia.size == cuantas, defectos


@pytest.mark.parametrize(
    "impugnacion", ["DEMANDA", "DEMANDA_PARCIAL", "REVOCACION", "SUSPENSION_SIN_GARANTIA"]
)
def test_lo_impugnado_suspende_solo_los_dias_en_que_esta_garantizado(impugnacion):
    suyos = [(impugnacion, "2026-03-02"), ("GARANTIA", "2026-04-06")]
    assert en_fechas(probados(cartera(), *suyos[:1]).suspensiones) == []
    assert en_fechas(probados(cartera(), *suyos[1:]).suspensiones) == []
    juntas = probados(cartera(), *suyos, ("GARANTIA_CANCELADA", "2026-05-04")).suspensiones
    assert en_fechas(juntas) == [(0, date(2026, 4, 6), date(2026, 5, 3))]


def test_la_garantia_que_no_se_amplia_suspende_hasta_sus_doce_meses():
    suyos = [("DEMANDA", "2024-09-02"), ("GARANTIA", "2025-03-10")]
    assert en_fechas(probados(cartera(), *suyos).suspensiones) == [
        (0, date(2025, 3, 10), date(2026, 3, 10))
    ]
    ampliada = probados(cartera(), *suyos, ("GARANTIA", "2026-03-02")).suspensiones
    assert en_fechas(ampliada) == [(0, date(2025, 3, 10), AL)]


def test_los_diez_dias_suspenden_hasta_su_ultimo_dia():
    suyas = probados(cartera(), ("INCONFORMIDAD_CONFIRMADA", "2026-06-01")).suspensiones
    assert en_fechas(suyas) == [(0, date(2026, 6, 1), date(2026, 6, 16))]


def test_dos_suspensiones_a_la_vez_cuentan_cada_dia_una_vez():
    suyas = probados(
        cartera(),
        ("DESOCUPO", "2026-03-02"),
        ("SUSPENSION", "2026-03-10"),
        ("LOCALIZADO", "2026-04-06"),
        ("SUSPENSION_REVOCADA", "2026-05-04"),
    ).suspensiones
    assert en_fechas(suyas) == [(0, date(2026, 3, 2), date(2026, 5, 3))]


def test_la_caducidad_se_suspende_con_el_juicio_sin_garantia_y_no_con_los_diez_dias():
    columnas = hechos(
        cartera(), ("DEMANDA", "2026-03-02"), ("JUICIO_TERMINADO", "2026-03-12"),
        ("INCONFORMIDAD_CONFIRMADA", "2026-06-01"), ("GARANTIA", "2026-04-06"), al=AL,
    )  # fmt: skip
    suyas = suspensiones_de_caducidad(lineas(columnas, HOY))
    assert en_fechas(suyas) == [(0, date(2026, 3, 2), date(2026, 3, 11))]


def test_el_recurso_se_suspende_segun_haya_llegado_a_tiempo():
    dos = cartera({}, {})
    columnas = hechos(
        dos,
        *((clase, dia, {"credito": n}) for n, limite in enumerate(("2026-03-25", "2026-03-26"))
          for clase, dia in (("NOTIFICACION", "2026-03-02"), ("INCONFORMIDAD", limite))),
        al=AL,
    )  # fmt: skip
    suyas = lineas(columnas, HOY)
    nada = np.full(2, -1, dtype=np.int8)
    suyas = inconformados(suyas, notificados(dos, columnas, lineas=suyas, dicho=nada))
    for de_que in (suspensiones, suspensiones_de_caducidad):
        assert en_fechas(de_que(suyas)) == [(0, date(2026, 3, 25), AL)]


def test_la_incidencia_sugiere_y_no_quita_lo_probado():
    tres = cartera(
        {"incidencia": "31", "fecha_incidencia": date(2026, 4, 6)},
        {"incidencia": "14", "fecha_incidencia": date(2026, 4, 6)},
        {"incidencia": "02", "fecha_incidencia": date(2026, 4, 6)},
    )
    prueba = probados(tres, ("EMBARGO", "2026-05-04"), ("DESOCUPO", "2026-06-01"))
    sugeridos = segun_corte(prueba, tres, al=HOY)
    assert sugeridos.interrupciones.credito.tolist() == [0, 0]
    assert dias_de(sugeridos.interrupciones.dia) == [date(2026, 4, 6), date(2026, 5, 4)]
    assert en_fechas(sugeridos.suspensiones) == [
        (0, date(2026, 6, 1), AL),
        (1, date(2026, 4, 6), AL),
        (2, date(2026, 6, 1), AL),
    ]


@pytest.mark.parametrize("fecha", [None, date(1950, 1, 2), date(2026, 7, 1), date(2099, 6, 1)])
def test_una_incidencia_sin_dia_que_pueda_ser_no_sugiere_nada(fecha):
    for incidencia in ("31", "05", "06", "14"):
        suya = cartera({"incidencia": incidencia, "fecha_incidencia": fecha})
        sugeridos = segun_corte(probados(suya), suya, al=HOY)
        assert sugeridos.interrupciones.dia.size == sugeridos.suspensiones.desde.size == 0
    hoy = cartera({"incidencia": "31", "fecha_incidencia": AL})
    assert segun_corte(probados(hoy), hoy, al=HOY).interrupciones.dia.tolist() == [*enteros(AL)]

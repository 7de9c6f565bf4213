"""What was done before its time is not done: the stage of the execution without void acts."""

import pytest

from tests.reglas.carteras import cartera, dia, estado, situacion

# Notified on 2026-03-02 the debt can be enforced from 2026-03-26 (procedimientos 0.4).
NOTIFICADO = {"fecha_notificacion": dia("2026-03-02"), "incidencia": "02"}
VISPERA, PRIMERO = "2026-03-25", "2026-03-26"
SUSPENDIDO = [("SUSPENSION", "2026-04-06"), ("SUSPENSION_REVOCADA", "2026-06-01")]


def etapa(*hechos, **credito):
    suya = cartera(NOTIFICADO | credito)
    return estado(situacion(suya, *hechos, al="2026-10-30"), "etapa")


@pytest.mark.parametrize(
    ("codigo", "queda"),
    [("MANDAMIENTO", "MANDAMIENTO"), ("REQUERIMIENTO_DE_PAGO", "REQUERIDO"),
     ("EMBARGO", "EMBARGADO"), ("AVALUO_NOTIFICADO", "VALUADO")],
)  # fmt: skip
def test_un_acto_vale_desde_el_dia_en_que_se_puede_exigir(codigo, queda):
    assert etapa((codigo, PRIMERO)) == queda
    assert etapa((codigo, VISPERA)) == "SIN_INICIAR"


def test_lo_que_descansa_en_un_acto_nulo_cae_con_el_hasta_empezar_de_nuevo():
    nulo = [("MANDAMIENTO", VISPERA), ("EMBARGO", "2026-04-06")]
    assert etapa(*nulo) == "SIN_INICIAR"
    assert etapa(*nulo, ("AVALUO_NOTIFICADO", "2026-05-04")) == "SIN_INICIAR"
    de_nuevo = [*nulo, ("MANDAMIENTO", "2026-05-11")]
    assert etapa(*de_nuevo) == "MANDAMIENTO"
    assert etapa(*de_nuevo, ("EMBARGO", "2026-06-01")) == "EMBARGADO"


def test_lo_que_se_hizo_con_el_cobro_suspendido_es_nulo_y_lo_de_antes_no():
    assert etapa(*SUSPENDIDO, ("EMBARGO", "2026-05-04")) == "SIN_INICIAR"
    assert etapa(*SUSPENDIDO, ("EMBARGO", "2026-06-01")) == "EMBARGADO"
    assert etapa(*SUSPENDIDO, ("EMBARGO", "2026-04-01")) == "EMBARGADO"


@pytest.mark.parametrize(
    ("cambios", "queda"),
    [
        ({"fecha_incidencia": dia(PRIMERO)}, "EMBARGADO"),
        ({"fecha_incidencia": dia(VISPERA)}, "SIN_INICIAR"),
        ({"fecha_incidencia": None}, "EMBARGADO"),  # no day: nobody can say that it was early
        ({"fecha_notificacion": None}, "EMBARGADO"),  # nor from when
    ],
)
def test_lo_que_dice_el_corte_tambien_tiene_su_dia(cambios, queda):
    assert etapa(**({"incidencia": "32"} | cambios)) == queda


AVALUO = ("AVALUO_NOTIFICADO", "2026-04-06")
DE_MARZO = {"soporte_fecha": dia("2026-03-30")}
CONVOCATORIA = ("CONVOCATORIA", "2026-04-07")


@pytest.mark.parametrize(
    ("hechos", "ultimo", "despues"),
    [
        # RCFF 3: a year from the appraisal, which is its document, and not from its notice
        ([AVALUO], "2027-04-06", "2027-04-07"),
        ([(*AVALUO, DE_MARZO)], "2027-03-30", "2027-03-31"),
        ([(*AVALUO, DE_MARZO), ("AVALUO_NOTIFICADO", "2026-05-11")], "2027-05-11", "2027-05-12"),
        ([("MANDAMIENTO", VISPERA), ("MANDAMIENTO", "2026-03-30"), AVALUO],
         "2027-04-06", "2027-04-07"),
    ],
)  # fmt: skip
def test_el_avaluo_dura_un_anio_desde_que_se_emite(hechos, ultimo, despues):
    suya = cartera(NOTIFICADO)
    for al, valuado, convocado in (
        (ultimo, "VALUADO", "CONVOCADO"),
        (despues, "EMBARGADO", "EMBARGADO"),
    ):
        assert estado(situacion(suya, *hechos, al=al), "etapa") == valuado
        con_remate = [*hechos, ("CONVOCATORIA", "2026-06-01")]
        assert estado(situacion(suya, *con_remate, al=al), "etapa") == convocado


def test_no_hay_remate_sin_avaluo_aunque_se_convoque():
    assert etapa(CONVOCATORIA) == "POR_ACREDITAR"
    assert etapa(AVALUO, CONVOCATORIA) == "CONVOCADO"


def test_el_avaluo_de_una_ejecucion_que_termino_no_sirve_a_la_siguiente():
    otra = [("MANDAMIENTO_CANCELADO", "2026-05-04"), ("MANDAMIENTO", "2026-05-11")]
    assert etapa(AVALUO, *otra, ("CONVOCATORIA", "2026-06-01")) == "POR_ACREDITAR"
    nulo = [("MANDAMIENTO", VISPERA), AVALUO, ("MANDAMIENTO", "2026-05-11")]
    assert etapa(*nulo, ("CONVOCATORIA", "2026-06-01")) == "POR_ACREDITAR"


def test_un_avaluo_de_antes_del_calendario_no_esta_en_vigor():
    assert etapa(("AVALUO_NOTIFICADO", "2026-04-06", {"soporte_fecha": dia("1996-12-31")})) == (
        "EMBARGADO"
    )

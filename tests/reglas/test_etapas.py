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
     ("EMBARGO", "EMBARGADO"), ("AVALUO_NOTIFICADO", "VALUADO"), ("CONVOCATORIA", "CONVOCADO")],
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


def test_el_avaluo_dura_un_anio():
    """RCFF 3. From 2026-04-06, until 2027-04-06; then what remains is the embargo."""
    suya = cartera(NOTIFICADO)
    for al, queda in (("2027-04-06", "VALUADO"), ("2027-04-07", "EMBARGADO")):
        dicho = situacion(suya, ("AVALUO_NOTIFICADO", "2026-04-06"), al=al)
        assert estado(dicho, "etapa") == queda


def test_el_avaluo_de_una_historia_con_actos_nulos_tambien_vence():
    suya = cartera(NOTIFICADO)
    dados = [("MANDAMIENTO", VISPERA), ("MANDAMIENTO", "2026-03-30")]
    dados += [("AVALUO_NOTIFICADO", "2026-04-06")]
    for al, queda in (("2027-04-06", "VALUADO"), ("2027-04-07", "EMBARGADO")):
        assert estado(situacion(suya, *dados, al=al), "etapa") == queda

"""The money that prescribes: on which day, in which stretch, and what would interrupt it."""

import numpy as np
import pytest

from cartera_lib.oficina.prescripciones import horizonte
from cartera_lib.reglas.compuerta import compuerta
from tests.reglas.carteras import cartera, dia, tabla

# Notified on 2021-10-25: in effect on the 26th; the fifteen days end on Wednesday 2021-11-17
# (2 Nov is a working day; Monday 15 is not); enforceable on the 18th; it prescribes 2026-11-18.
VIEJO = {
    "periodo": "2021-08",
    "fecha_alta": dia("2021-10-04"),
    "fecha_notificacion": dia("2021-10-25"),
    "incidencia": "02",
    "fecha_incidencia": None,
    "importe": 1_000_00,
}
PRESCRIBE = "2026-11-18"
FIRME = {"confirmo": "Luis"}


def visto(al, *hechos, credito=VIEJO):
    suya = cartera(credito)
    dados = [(codigo, cuando, FIRME) for codigo, cuando in hechos]
    puertas = compuerta(suya, tabla(*dados, cartera_=suya), al=dia(al))
    return horizonte(puertas, suya.columna("importe"))


@pytest.mark.parametrize(
    ("al", "tramo"),
    [
        ("2026-11-18", "0 a 30 días"),
        ("2026-10-19", "0 a 30 días"),
        ("2026-10-18", "31 a 60 días"),
        ("2026-09-19", "31 a 60 días"),
        ("2026-08-20", "61 a 90 días"),
        ("2026-05-22", "91 a 180 días"),
        ("2026-05-21", None),
        ("2026-11-19", None),
    ],
)
def test_cada_credito_cae_en_el_tramo_de_sus_dias(al, tramo):
    resumen = visto(al).resumen.loc["Prescribe, según el expediente"]
    hallados = resumen[resumen["creditos"] == 1]
    assert hallados.index.tolist() == ([tramo] if tramo else [])
    assert hallados["total"].tolist() == ([1_000_00] if tramo else [])


def test_el_detalle_dice_el_dia_y_el_acto_que_lo_interrumpe():
    (fila,) = visto("2026-11-02").detalle.to_dict("records")
    assert (fila["dia"], fila["faltan"]) == (dia(PRESCRIBE), 16)
    assert fila["que_lo_evita"].startswith("generar el mandamiento")
    assert fila["lo_impide"] == ""


@pytest.mark.parametrize(
    ("etapa", "acto"), [("MANDAMIENTO", "embargar"), ("REQUERIMIENTO_DE_PAGO", "embargar")]
)
def test_con_el_procedimiento_iniciado_el_acto_es_el_siguiente(etapa, acto):
    al, cuando = ("2026-11-02", "2026-10-30") if etapa == "MANDAMIENTO" else ("2026-11-02",) * 2
    hallado = visto(al, (etapa, cuando))
    if etapa == "MANDAMIENTO":
        assert hallado.detalle["que_lo_evita"].tolist()[0].startswith(acto)
    else:
        assert hallado.detalle.empty  # the notified requirement has just restarted the term


def test_lo_que_no_se_puede_interrumpir_hoy_dice_que_lo_impide():
    (fila,) = visto("2026-11-02", ("ENVIADO", "2026-10-30")).detalle.to_dict("records")
    assert fila["que_lo_evita"] == ""
    assert fila["lo_impide"] == "se envió a otra subdelegación y falta su respuesta"


def test_lo_que_no_se_ha_notificado_caduca_y_se_evita_notificando():
    # A cuota of 2021-08 was due on 2021-09-17; the term runs from the 18th: 2026-09-18.
    sin_notificar = VIEJO | {"fecha_notificacion": None, "incidencia": "01"}
    (fila,) = visto("2026-09-01", credito=sin_notificar).detalle.to_dict("records")
    assert (fila["dia"], fila["que_se_pierde"]) == (dia("2026-09-18"), "la determinación")
    assert fila["que_lo_evita"] == "notificar la cédula"


def test_las_tres_lecturas_se_muestran_juntas():
    # 31 since 2026-05-04 suggests a notified act; by the due day (2021-09-17, a Friday moved to
    # Monday 20) it would have prescribed on 2026-09-21.
    en_pae = VIEJO | {"incidencia": "31", "fecha_incidencia": dia("2026-05-04")}
    resumen = visto("2026-09-01", credito=en_pae).resumen["creditos"]
    hallados = {indice for indice, creditos in resumen.items() if creditos}
    assert hallados == {
        ("Prescribe, según el expediente", "61 a 90 días"),
        ("Prescribe, contado desde el vencimiento", "0 a 30 días"),
    }


def test_lo_que_no_se_debe_no_es_dinero_que_prescribe():
    suya = cartera(VIEJO)
    puertas = compuerta(suya, tabla(), al=dia("2026-11-02"))
    assert horizonte(puertas, np.array([0])).detalle.empty

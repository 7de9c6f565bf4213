"""The gate on one credit: every reason, the earliest lawful day, and what would be enough."""

from itertools import combinations, product

import numpy as np
import pytest

from cartera_lib.cartera.materia import materias, numeros_de_materia
from cartera_lib.oficina.veredicto import puede
from cartera_lib.reglas.compuerta import SIN_CONFIRMAR, compuerta
from cartera_lib.reglas.decision import Acto, Respuesta, decidir
from tests.reglas.carteras import cartera, dia, tabla

VENCIDO = {
    "fecha_notificacion": dia("2026-03-02"),
    "incidencia": "31",
    "fecha_incidencia": dia("2026-05-04"),
}
RECIEN = {"fecha_notificacion": dia("2026-03-02"), "incidencia": "02"}
FIRME = {"confirmo": "Luis"}


def veredicto(*hechos, acto=Acto.MANDAMIENTO, credito=VENCIDO, al="2026-10-30"):
    suya = cartera(credito)
    dados = [(codigo, cuando, FIRME | dict(*otros)) for codigo, cuando, *otros in hechos]
    return puede(acto, compuerta(suya, tabla(*dados, cartera_=suya), al=dia(al)))


@pytest.mark.parametrize(
    ("hechos", "credito", "acto", "al", "desde"),
    [
        # procedimientos 0.4: notified on Monday 2026-03-02, enforceable on 2026-03-26
        ((), RECIEN, Acto.MANDAMIENTO, "2026-03-10", "2026-03-26"),
        ((), RECIEN, Acto.MANDAMIENTO, "2026-03-25", "2026-03-26"),
        # procedimientos 0.4: resolution notified on 2026-06-01, ten days until 2026-06-16
        (
            (("INCONFORMIDAD", "2026-03-20"), ("INCONFORMIDAD_CONFIRMADA", "2026-06-01")),
            VENCIDO, Acto.EMBARGO, "2026-06-03", "2026-06-17",
        ),
        # six working days after 2026-06-02: 3, 4, 5, 8, 9 and 10
        (
            (("CONVENIO_CAIDO", "2026-05-20"), ("SALDO_REQUERIDO", "2026-06-01")),
            VENCIDO, Acto.EMBARGO, "2026-06-03", "2026-06-11",
        ),
        ((("SUSPENSION", "2026-05-20"),), VENCIDO, Acto.EMBARGO, "2026-06-03", None),
    ],
)  # fmt: skip
def test_el_primer_dia_en_que_se_podra_si_nada_cambia(hechos, credito, acto, al, desde):
    dicho = veredicto(*hechos, acto=acto, credito=credito, al=al)
    assert not dicho.puede
    assert dicho.desde == (dia(desde) if desde else None)


def test_cada_razon_dice_su_articulo_su_prueba_y_que_hacer():
    (razon,) = veredicto(("SUSPENSION", "2026-05-20"), acto=Acto.EMBARGO).razones
    assert razon.texto == "un juez o tribunal suspendió el cobro"
    assert "LFPCA 28" in razon.articulos
    assert "20/05/2026" in razon.evidencia
    assert "H-1" in razon.evidencia
    assert "documento S-1" in razon.evidencia
    assert razon.accion


def test_todas_las_razones_se_dicen_de_una_vez_y_la_mas_fuerte_primero():
    dicho = veredicto(
        ("GARANTIA", "2026-05-20"), ("HUELGA_ESTALLADA", "2026-06-01"), ("ENVIADO", "2026-06-02")
    )
    textos = " ".join(r.texto for r in dicho.razones)
    for parte in ("huelga", "garantizado", "otra subdelegación"):
        assert parte in textos
    assert "huelga" in dicho.razones[0].texto


def test_lo_que_solo_dice_el_corte_se_prueba_con_el_corte():
    dicho = veredicto(credito=VENCIDO | {"incidencia": "14"})
    (razon,) = dicho.razones
    assert dicho.respuesta is Respuesta.PENDIENTE
    assert razon.evidencia == "corte del 31/10/2026, incidencia 14"
    assert razon.por_confirmar


def test_cuando_se_puede_no_hay_razones_y_los_cuidados_se_dicen():
    dicho = veredicto(("DESOCUPO", "2026-05-20"))
    assert dicho.puede
    assert dicho.razones == ()
    assert any("desocupó" in r.texto for r in dicho.advertencias)


def test_lo_que_falta_confirmar_se_dice_con_su_folio():
    suya = cartera(VENCIDO)
    hechos = tabla(
        ("GARANTIA", "2026-06-01", FIRME), ("GARANTIA_CANCELADA", "2026-07-01"), cartera_=suya
    )
    dicho = puede(Acto.EMBARGO, compuerta(suya, hechos, al=dia("2026-10-30")))
    (razon,) = dicho.razones
    assert (razon.texto, razon.evidencia) == (SIN_CONFIRMAR, "hecho H-2")
    assert dicho.bastaria == ("que otra persona confirme los hechos capturados",)


def test_lo_pagado_o_anulado_no_lo_permite_ningun_hecho():
    for hecho in ("PAGO_TOTAL", "SENTENCIA_NULIDAD", "PRESCRIPCION_DECLARADA"):
        assert veredicto((hecho, "2026-06-01")).bastaria == (), hecho


def test_un_hecho_posterior_al_dia_no_cuenta():
    assert veredicto(("GARANTIA", "2026-11-01"), acto=Acto.EMBARGO).puede
    assert not veredicto(("GARANTIA", "2026-10-30"), acto=Acto.EMBARGO).puede


CASOS = [
    (RECIEN | {"fecha_notificacion": None, "incidencia": "01"}, ()),
    (VENCIDO, (("SUSPENSION", "2026-05-20"),)),
    (VENCIDO, (("GARANTIA", "2026-05-20"), ("HUELGA_ESTALLADA", "2026-06-01"))),
    (VENCIDO, (("CONVENIO_VIGENTE", "2026-05-20"), ("COMPROBANTE", "2026-06-01"))),
    (VENCIDO | {"incidencia": "06"}, ()),
    (VENCIDO | {"importe": 0}, (("ACLARACION", "2026-05-20"),)),
    (VENCIDO | {"periodo": "2012-01", "fecha_alta": dia("2012-02-20"),
                "fecha_notificacion": dia("2012-03-05"), "fecha_incidencia": None}, ()),
]  # fmt: skip


@pytest.mark.parametrize(("credito", "hechos"), CASOS)
def test_lo_que_bastaria_lo_permite_y_nada_menor_lo_permitiria(credito, hechos):
    """Every change of as many or fewer materias is tried: the answer is one of the smallest."""
    suya = cartera(credito)
    dados = [(codigo, cuando, FIRME) for codigo, cuando in hechos]
    hechos_ = tabla(*dados, cartera_=suya)
    al = dia("2026-10-30")
    puertas = compuerta(suya, hechos_, al=al)
    dicho = puede(Acto.MANDAMIENTO, puertas)
    estados = puertas.juridica.estados
    assert dicho.bastaria
    menor = next(n for n in range(1, 5) if _cambios_que_permiten(estados, n, al))
    assert len(dicho.bastaria) == menor
    textos = [
        {materias()[materia][lugar].llega_por for materia, lugar in cambio}
        for cambio in _cambios_que_permiten(estados, menor, al)
    ]
    assert set(dicho.bastaria) in textos


def _cambios_que_permiten(estados, cuantas, al):
    """Return the changes of some materias, to states that a fact brings, that allow the act."""
    permiten = []
    pedidas = [m for m in materias() if m not in ("sustitucion", "solidaria", "depuracion")]
    for cambian in combinations(pedidas, cuantas):
        opciones = list(
            product(*([n for n, e in enumerate(materias()[m]) if e.llega_por] for m in cambian))
        )
        probados = np.repeat(estados[:, :1], len(opciones), axis=1)
        for lugar, materia in enumerate(cambian):
            probados[numeros_de_materia()[materia]] = [o[lugar] for o in opciones]
        sirven = np.flatnonzero(decidir(probados, al=al).permite(Acto.MANDAMIENTO))
        permiten += [list(zip(cambian, opciones[n], strict=True)) for n in sirven]
    return permiten


# Notified on 2026-03-02, the last day to pay is the 25th (procedimientos 0.4); notified on
# 2020-01-02, five years end on 2025-01-28 (docs/calculos/exigibilidad.md).
MULTA = {"tipo_documento": "80", "periodo": "2021-01", "fecha_alta": dia("2021-03-02")}
VIEJO = RECIEN | {"fecha_notificacion": dia("2020-01-02"), "periodo": "2019-11"}


@pytest.mark.parametrize(
    ("credito", "al", "frase"),
    [
        (RECIEN, "2026-03-25", "vence el 25/03/2026"),
        (VIEJO, "2025-01-29", "se cumplió el 28/01/2025"),
        # docs/calculos/caducidad.md: of a fine, five years from its alta
        (MULTA, "2026-03-03", "se cumplió el 02/03/2026, contado desde su alta (por confirmar)"),
    ],
)
def test_un_plazo_se_dice_en_su_tiempo(credito, al, frase):
    (razon, *_) = veredicto(credito=credito, al=al).razones
    assert razon.evidencia.endswith(frase)

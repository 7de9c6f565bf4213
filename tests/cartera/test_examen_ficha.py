"""Form and vigencia of a request of ficha: each cause by itself, and no other with it."""

from dataclasses import replace
from datetime import date

import pytest

from cartera_lib.cartera.examen_ficha import Contexto, calculables, examinar
from cartera_lib.cartera.ficha import Concepto, Solicitud
from cartera_lib.cartera.movimiento import FUERA, Cuenta, Llave, Rubro
from cartera_lib.norma.tablas import renglones

HOY = date(2026, 2, 10)
CUOTA = Llave("COP", "A123456710", "251000001", "2025-10", "02")
OTRA = Llave("COP", "A123456710", "251000002", "2025-11", "02")
AJENA = Llave("COP", "B123456710", "251000003", "2025-11", "02")
DE_RCV = Llave("RCV", "A123456710", "256000001", "2025-10", "06")


def cuenta(llave, *, saldo=1_000_00, incidencia="31"):
    return Cuenta(llave, True, "16", "01", HOY, 1, saldo, incidencia, HOY, HOY)


def contexto(*cuentas, **resto):
    todas = cuentas or (cuenta(CUOTA), cuenta(OTRA), cuenta(DE_RCV))
    return Contexto({c.llave: c for c in todas}, **resto)


def pide(*llaves, importe=400_00, **cambios):
    conceptos = tuple(Concepto(llave, Rubro.HISTORICO, importe) for llave in llaves or (CUOTA,))
    buena = Solicitud(
        folio="S26-000001",
        area="OC",
        folio_area="26/0001",
        fecha=HOY,
        al=HOY,
        firmante="Raúl Mena Cruz, Oficina para Cobros",
        registro=CUOTA.registro,
        conceptos=conceptos,
        total=sum(c.importe for c in conceptos),
    )
    return replace(buena, **cambios)


def causas(solicitud, entorno=None):
    return list(examinar(solicitud, entorno or contexto(), al=HOY))


def codigos(solicitud, entorno=None):
    return [causa.codigo for causa in causas(solicitud, entorno)]


def test_lo_que_esta_bien_no_tiene_causas():
    assert causas(pide(CUOTA, OTRA)) == []


@pytest.mark.parametrize(
    ("solicitud", "codigo", "dice"),
    [
        (pide(area="CPI"), "F01", "No hay área «CPI»"),
        (pide(area="CON", firmante="Ana Paz"), "F01", "Contabilidad no pide cobros"),
        (pide(firmante="  "), "F02", "Nadie firma"),
        (pide(firmante="Norma Ávila, Servicios Jurídicos"), "F02", "Oficina para Cobros"),
        (pide(CUOTA, AJENA), "F03", "varios patrones"),
        (pide(CUOTA, DE_RCV), "F04", "COP y RCV"),
        (pide(CUOTA._replace(credito="251000009")), "F05", "251000009"),
        (pide(CUOTA._replace(periodo="2025-09")), "F05", "2025-09"),
        (pide(importe=1_000_01), "F08", "se piden 1,000.01 y debe 1,000.00"),
        (pide(total=400_01), "F10", "dice 400.01 y los conceptos suman 400.00"),
        (pide(conceptos=(), total=0), "F10", "no pide ningún crédito"),
        (pide(importe=0), "F09", "El concepto 1 no pide"),
    ],
)
def test_cada_falta_se_dice_sola_y_con_lo_que_hay_que_hacer(solicitud, codigo, dice):
    (causa,) = causas(solicitud)
    assert (causa.codigo, dice in causa.texto) == (codigo, True), causa.texto
    assert causa.texto.endswith(".")


def test_el_total_trae_su_correccion_tambien_para_un_programa():
    (causa,) = causas(pide(total=1))
    assert (causa.campo, causa.valor) == ("total", "40000")


def test_todas_las_faltas_se_dicen_a_la_vez():
    assert codigos(pide(area="CPI", firmante="", total=1, importe=1_000_01)) == [
        "F01", "F02", "F10", "F08",
    ]  # fmt: skip


def test_se_puede_pedir_todo_lo_que_el_credito_debe():
    assert codigos(pide(importe=1_000_00)) == []


def test_el_historico_de_un_credito_se_suma_antes_de_compararlo_con_su_saldo():
    assert codigos(pide(CUOTA, CUOTA, importe=500_00)) == []
    assert codigos(pide(CUOTA, CUOTA, importe=500_01)) == ["F08"]


def test_un_credito_que_ya_salio_no_se_cobra():
    assert codigos(pide(), contexto(cuenta(CUOTA, saldo=0, incidencia=FUERA))) == ["F06"]


def test_ninguna_incidencia_de_la_tabla_admite_ficha_sin_convenio():
    for fila in renglones("incidencias_ficha"):
        for incidencia in fila["incidencias"].split("|"):
            (causa,) = causas(pide(), contexto(cuenta(CUOTA, incidencia=incidencia)))
            assert (causa.codigo, fila["motivo"] in causa.texto) == ("F07", True)


@pytest.mark.parametrize(("incidencia", "halladas"), [("52", []), ("14", ["F07"])])
def test_nombrar_el_convenio_solo_sirve_a_los_creditos_en_convenio(incidencia, halladas):
    entorno = contexto(cuenta(CUOTA, incidencia=incidencia))
    assert codigos(pide(convenio="CV-12"), entorno) == halladas


def test_un_folio_o_un_credito_con_ficha_no_se_cobran_otra_vez():
    assert codigos(pide(), contexto(atendidos={"26/0001"})) == ["F13"]
    assert codigos(pide(), contexto(cuenta(CUOTA), pendientes={CUOTA})) == ["F14"]


def test_se_calculan_los_creditos_vivos_del_patron_que_no_se_pagan_por_convenio():
    en_convenio, salido = cuenta(OTRA, incidencia="52"), cuenta(DE_RCV, incidencia=FUERA)
    entorno = contexto(cuenta(CUOTA), en_convenio, salido, cuenta(AJENA))
    pedidas = (CUOTA, OTRA, AJENA, DE_RCV)
    assert set(calculables(pide(*pedidas), entorno, al=HOY)) == {CUOTA, OTRA}
    assert set(calculables(pide(*pedidas, convenio="CV-12"), entorno, al=HOY)) == {CUOTA}

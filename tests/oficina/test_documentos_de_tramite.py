"""Papers of the credit of tests/oficina/test_fichas.py, whose amounts are worked out by hand."""

from dataclasses import replace
from datetime import date

import pytest

from cartera_lib.cartera.borrador import Negativa
from cartera_lib.cartera.emision import CreditoEmitido
from cartera_lib.cartera.ficha import Concepto, Ficha, Solicitud
from cartera_lib.cartera.movimiento import Llave, Rubro
from cartera_lib.cartera.requerimiento import Causa, Renglon, Requerimiento
from cartera_lib.cartera.sede import sede
from cartera_lib.documents.render import render
from cartera_lib.oficina.documentos_de_tramite import (
    Mensaje,
    aviso_de_no_pago,
    factura_de_entrega,
    ficha_de_deposito,
    oficio,
    volante_de_devolucion,
)
from tests.oficina.papeles_de_cuenta import sellado

EMISION, VENCE, DESPUES = date(2026, 2, 10), date(2026, 2, 13), date(2026, 2, 16)
EN, SIN_NADIE = sede("16", "01", al=EMISION), sede("16", "02", al=EMISION)
REGISTRO = "A123456710"
PATRON = {"nombre": "Hilados del Nevado, S.A. de C.V."}
CUOTA = Llave("COP", REGISTRO, "251000001", "2025-10", "02")
MULTA = Llave("COP", REGISTRO, "258000001", "2025-10", "80")
CONCEPTOS = (
    Concepto(CUOTA, Rubro.HISTORICO, 10_000_00),
    Concepto(MULTA, Rubro.HISTORICO, 2_346_20),
    Concepto(CUOTA, Rubro.ACTUALIZACION, 132_00),
    Concepto(CUOTA, Rubro.RECARGOS, 507_61),
)
FICHA = Ficha(
    folio="F26-000001",
    referencia="160126000000017",
    registro=REGISTRO,
    ramo="COP",
    fecha=EMISION,
    vence=VENCE,
    conceptos=CONCEPTOS,
    area="OC",
    solicitud="S26-000007",
)
PEDIDO = Requerimiento(
    folio="R26-000012",
    area="OEPO",
    folio_area="26-000004",
    fecha=date(2026, 2, 6),
    cedula="CAP-3",
    firmante="Irene Solís Paz, Oficina de Emisión y Pago Oportuno",
    creditos=2,
    importe=100_00,
    renglones=tuple(
        Renglon(n, f"{REGISTRO}5", credito, "2025-10", "02", "COP", "AJUSTE_BAJA", 50_00)
        for n, credito in enumerate(("251000001", "251000002"), start=1)
    ),
)
SOLICITUD = Solicitud(
    folio="S26-000007",
    area="CPI",
    folio_area="26/0007",
    fecha=EMISION,
    al=EMISION,
    firmante="",
    registro=REGISTRO,
    conceptos=CONCEPTOS,
    total=12_985_81,
)
DIGITO = Causa(
    "D02",
    "Renglón 2, crédito 251000002: el dígito verificador es 0, no 5. Escriba «A1234567100» en el "
    "registro patronal.",
    2,
    "Escriba «A1234567100» en el registro patronal.",
)
SUMA = Causa(
    "D11", "El total dice 90.00 y los renglones suman 100.00. Cuente y sume de nuevo los renglones."
)
MENSAJE = Mensaje("Aurelia Montes", "Jefa de Auditoría", "Antecedentes", ("Se remiten.",))


def _ficha(**cambios):
    return ficha_de_deposito(replace(FICHA, **cambios), EN, patron=PATRON)


def _aviso(al=DESPUES, **cambios):
    return aviso_de_no_pago(replace(FICHA, **cambios), EN, al=al, patron=PATRON)


def _volante(pedido, *causas, en=EN):
    return volante_de_devolucion(pedido, en, al=EMISION, causas=causas)


def _hechos(negativa):
    assert isinstance(negativa, Negativa)
    return [(causa.codigo, causa.hecho) for causa in negativa.causas]


def test_la_ficha_lleva_referencia_importe_ultimo_dia_y_quien_la_pidio():
    papel = _ficha()
    datos = papel.datos
    assert (papel.fecha, datos["fecha"]) == (EMISION, "2026-02-10")
    assert (datos["referencia"], datos["ficha"]) == ("160126000000017", "F26-000001")
    assert (datos["vence"], datos["area"]) == ("13 de febrero de 2026", "Oficina para Cobros")
    assert datos["importe"] == 12_985_81
    assert datos["importe_en_letra"] == ("DOCE MIL NOVECIENTOS OCHENTA Y CINCO PESOS 81/100 M.N.")
    assert datos["cuadros"]["conceptos"]["filas"][2] == [
        *("251000001", "2025-10", "Omisión de cuotas Seguros IMSS (COP) / Propuesta EMA"),
        *("Actualización", 132_00),
    ]
    assert datos["memoria"]["creditos"] == []


def test_cada_credito_de_la_ficha_suma_sus_conceptos():
    esperados = (CreditoEmitido(CUOTA, 10_639_61), CreditoEmitido(MULTA, 2_346_20))
    for papel in (_ficha(), _aviso()):
        assert papel.creditos == esperados
        assert papel.importe == papel.datos["importe"] == 12_985_81


def test_una_ficha_sin_area_sin_patron_o_sin_quien_firme_no_se_imprime():
    assert _hechos(_ficha(area="")) == [
        ("E01", "Ficha de depósito: falta quién la pidió (Manual 7.1.2.2).")
    ]
    sin_patron = ficha_de_deposito(FICHA, EN, patron=None)
    assert [c for c, _ in _hechos(sin_patron)] == ["E01"]
    ajena = ficha_de_deposito(FICHA, SIN_NADIE, patron=PATRON)
    assert "E07" in [c for c, _ in _hechos(ajena)]


def test_una_ficha_no_mezcla_ramos_ni_patrones():
    de_rcv = Concepto(CUOTA._replace(ramo="RCV"), Rubro.HISTORICO, 1_00)
    ajeno = Concepto(CUOTA._replace(registro="B123456710"), Rubro.HISTORICO, 1_00)
    assert [c for c, _ in _hechos(_ficha(conceptos=(*CONCEPTOS, de_rcv)))] == ["E04"]
    assert [c for c, _ in _hechos(_ficha(conceptos=(*CONCEPTOS, ajeno)))] == ["E10"]


def test_un_area_que_no_esta_en_el_catalogo_se_dice_como_se_escribio():
    assert _ficha(area="Capitales").datos["area"] == "Capitales"


def test_el_aviso_dice_cuando_vencio_y_que_sigue():
    datos = _aviso().datos
    assert (datos["vencio"], datos["area"]) == ("13 de febrero de 2026", "Oficina para Cobros")
    assert datos["siguiente"] == "Continúe el cobro, o pida otra ficha con importes al día."
    assert datos["destinatario"]["registro"] == REGISTRO


@pytest.mark.parametrize(("al", "sale"), [(VENCE, False), (date(2026, 2, 14), True)])
def test_mientras_la_ficha_se_puede_pagar_no_hay_aviso(al, sale):
    papel = _aviso(al=al)
    assert isinstance(papel, Negativa) is not sale
    if not sale:
        assert _hechos(papel) == [
            ("E01", "Aviso de pago no realizado: falta cuándo venció (Manual 7.1.2.2).")
        ]


def test_de_una_ficha_que_nadie_pidio_no_hay_a_quien_avisar():
    assert [c for c, _ in _hechos(_aviso(area=""))] == ["E01"]


def test_el_volante_separa_lo_que_se_hallo_de_lo_que_se_corrige():
    papel = _volante(PEDIDO, DIGITO, SUMA)
    assert papel.registro == REGISTRO
    assert papel.datos["requerimiento"] == "R26-000012"
    assert papel.datos["area"] == "Oficina de Emisión y Pago Oportuno"
    assert papel.datos["presentado"] == "06/02/2026"
    assert papel.datos["creditos"] == "251000001, 251000002"
    assert papel.datos["cuadros"]["causas"]["filas"] == [
        ["2", "251000002", "D02 Registro patronal inválido", "El dígito verificador es 0, no 5.",
         "Escriba «A1234567100» en el registro patronal.", "LSS 15"],
        ["Todo", "—", "D11 La suma de control no cuadra",
         "El total dice 90.00 y los renglones suman 100.00.",
         "Cuente y sume de nuevo los renglones.", "cifra de control"],
    ]  # fmt: skip


def test_una_solicitud_de_ficha_tambien_se_devuelve_con_volante():
    texto = "Nadie firma la solicitud. Haga firmar la solicitud a quien responde por el área."
    papel = _volante(SOLICITUD, Causa("F02", texto), Causa("F10", "Otro hecho.", 3))
    assert (papel.registro, papel.datos["area"]) == (REGISTRO, "CPI")
    primera, segunda = papel.datos["cuadros"]["causas"]["filas"]
    assert primera[3:] == [
        *("Nadie firma la solicitud.", "Haga firmar la solicitud a quien responde por el área."),
        "—",
    ]
    assert segunda[:2] == ["3", "251000001"]
    assert papel.datos["creditos"] == "251000001, 258000001"


def test_un_requerimiento_de_varios_patrones_no_es_de_ninguno():
    otro = replace(PEDIDO.renglones[0], registro="B1234567105")
    varios = replace(PEDIDO, renglones=(*PEDIDO.renglones, otro), fecha=None)
    papel = _volante(varios, SUMA)
    assert (papel.registro, papel.datos["presentado"]) == ("", "")


def test_sin_causas_no_hay_nada_que_devolver():
    assert _hechos(_volante(PEDIDO)) == [
        ("E01", "Volante de devolución: falta las causas y lo que se corrige (Manual 7.1.2.2).")
    ]
    assert "E07" in [c for c, _ in _hechos(_volante(PEDIDO, SUMA, en=SIN_NADIE))]


def test_el_oficio_dice_a_quien_de_que_y_que():
    papel = oficio(replace(MENSAJE, copias=("Expediente.",)), EN, al=EMISION)
    assert papel.datos["dirigido"] == {"nombre": "Aurelia Montes", "cargo": "Jefa de Auditoría"}
    assert (papel.datos["asunto"], papel.datos["cuerpo"]) == ("Antecedentes", ["Se remiten."])
    assert papel.datos["copias"] == ["Expediente."]
    assert papel.datos["firmas"][0]["cargo"] == "Jefe del Departamento de Cobranza"


@pytest.mark.parametrize(
    ("campo", "vacio", "falta"),
    [
        ("nombre", "", "a quién se dirige"),
        ("cargo", "", "su cargo"),
        ("asunto", "", "el asunto"),
        ("cuerpo", (), "el texto"),
    ],
)
def test_un_oficio_incompleto_no_sale(campo, vacio, falta):
    papel = oficio(replace(MENSAJE, **{campo: vacio}), EN, al=EMISION)
    assert _hechos(papel) == [("E01", f"Oficio: falta {falta} (Manual 7.1.2.2).")]


@pytest.mark.parametrize(
    "papel",
    [
        _ficha(conceptos=CONCEPTOS * 15),
        _aviso(conceptos=CONCEPTOS * 15),
        _volante(PEDIDO, *[DIGITO, SUMA] * 20),
        oficio(replace(MENSAJE, cuerpo=["Se remiten los antecedentes. " * 40] * 8), EN, al=EMISION),
    ],
    ids=["ficha", "aviso", "volante", "oficio"],
)
def test_lo_que_no_cabe_en_una_hoja_sigue_en_otra(papel):
    assert render(sellado(papel)).startswith(b"%PDF-")


def test_la_factura_cuenta_y_suma_lo_que_se_entrega():
    documentos = [
        {
            "folio": f"ME26-00000{n}",
            "clase": "MANDAMIENTO",
            "registro": "A",
            "creditos": n,
            "importe": n * 100_00,
        }
        for n in (1, 2)
    ]
    hecha = factura_de_entrega(documentos, EN, al=EMISION, area="Oficina para Cobros")
    assert hecha.datos["cuantos"] == 2
    assert hecha.datos["importe"] == 300_00
    assert hecha.datos["cuadros"]["documentos"]["total"][-1] == 300_00
    vacia = factura_de_entrega([], EN, al=EMISION, area="Oficina para Cobros")
    assert isinstance(vacia, Negativa)

"""What every document carries, and the causes for which none is issued."""

from datetime import date

import pytest

from cartera_lib.cartera.borrador import Borrador, Impedimento, Negativa
from cartera_lib.cartera.movimiento import Llave
from cartera_lib.cartera.sede import sede
from cartera_lib.oficina.documentos import comunes, destinatario, dictamen, importe

JUNIO = date(2026, 6, 30)
EN = sede("16", "01", al=JUNIO)


@pytest.fixture
def oficio():
    """An oficio with all that it must carry."""
    datos = comunes("OFICIO", EN, al=JUNIO, objeto="Se pide un informe.")
    datos |= {"dirigido": {"nombre": "Quien corresponda", "cargo": "Jefe"}}
    datos |= {"asunto": "Informe", "cuerpo": ["Se pide."]}
    return Borrador("OFICIO", "", "", JUNIO, datos)


def con(borrador, **datos):
    return Borrador(borrador.clase, "", "", borrador.fecha, {**borrador.datos, **datos})


def codigos(resultado):
    return [causa.codigo for causa in resultado.causas]


def test_todo_documento_dice_quien_lo_emite_donde_y_cuando(oficio):
    datos = oficio.datos
    assert datos["lugar_y_fecha"] == "Toluca, Estado de México, a 30 de junio de 2026"
    assert datos["unidad"]["subdelegacion"] == "Toluca"
    assert datos["unidad"]["oficina"] == "Departamento de Cobranza"
    assert [f["cargo"] for f in datos["firmas"]] == ["Jefe del Departamento de Cobranza"]


def test_lo_que_nadie_ha_visto_en_su_fuente_se_enumera(oficio):
    dudas = oficio.datos["por_confirmar"]
    assert "el domicilio de la Subdelegación" in dudas
    assert any(duda.startswith("la competencia (artículo 150") for duda in dudas)


def test_un_documento_completo_no_tiene_causas(oficio):
    assert dictamen(oficio) is oficio


@pytest.mark.parametrize(
    ("datos", "esperados"),
    [
        ({"competencia": []}, ["E06", "E01"]),
        ({"firmas": []}, ["E07", "E01", "E01"]),
        ({"asunto": ""}, ["E01"]),
        ({"lugar_y_fecha": "", "cuerpo": []}, ["E01", "E01"]),
    ],
)
def test_lo_que_falta_se_dice_todo(oficio, datos, esperados):
    negado = dictamen(con(oficio, **datos))
    assert isinstance(negado, Negativa)
    assert codigos(negado) == esperados


def test_las_causas_dadas_van_primero_y_no_se_repiten(oficio):
    dada = Impedimento("E02", "No procede.")
    llave = Llave("COP", "A", "1", "2026-01", "02")
    negado = dictamen(con(oficio, asunto=""), [dada, dada], creditos=[llave])
    assert codigos(negado) == ["E02", "E01"]
    assert negado.creditos == (llave,)


def test_del_patron_que_no_esta_en_el_padron_solo_se_sabe_el_registro():
    assert destinatario("A123", None)["nombre"] == ""
    assert destinatario("A123", None)["registro"] == "A123"
    assert destinatario("A123", {"nombre": "N", "sector": None})["sector"] == ""


def test_el_importe_va_con_cifra_y_con_letra():
    assert importe(21_00) == {"importe": 21_00, "importe_en_letra": "VEINTIÚN PESOS 00/100 M.N."}

from datetime import date

import pytest

from cartera_lib.cartera.ficha import Concepto, Solicitud
from cartera_lib.cartera.movimiento import Llave, Rubro
from cartera_lib.importers.solicitudes import solicitudes
from tests.importers.apoyo import codigos, leer

ENCABEZADO = ("folio,area,fecha,al,firmante,registro,ramo,credito,periodo,tipo_documento,rubro,"
              "importe,total,convenio,reingreso_de")  # fmt: skip
HISTORICO = ("OC/12,OC,2026-03-02,2026-03-02,Luis Peña,A1234567101,COP,262000123,2025-11,02,"
             "HISTORICO,1000.00,1020.70,,")  # fmt: skip
RECARGOS = HISTORICO.replace("HISTORICO,1000.00", "RECARGOS,20.70")
OTRA = HISTORICO.replace("OC/12", "OC/13").replace("1020.70", "1000.00")


def leidas(*lineas):
    return leer("\n".join([ENCABEZADO, *lineas]) + "\n", "solicitudes", "utf-8")


def pedidas(lectura):
    return solicitudes(lectura, iter(["S26-000007", "S26-000008"]))


def test_los_renglones_de_un_folio_son_los_conceptos_de_una_solicitud():
    llave = Llave("COP", "A123456710", "262000123", "2025-11", "02")
    una, otra = pedidas(leidas(HISTORICO, OTRA, RECARGOS))
    assert una == Solicitud(
        folio="S26-000007",
        area="OC",
        folio_area="OC/12",
        fecha=date(2026, 3, 2),
        al=date(2026, 3, 2),
        firmante="Luis Peña",
        registro="A123456710",
        conceptos=(
            Concepto(llave, Rubro.HISTORICO, 1_000_00),
            Concepto(llave, Rubro.RECARGOS, 20_70),
        ),
        total=1_020_70,
    )
    assert (otra.folio, otra.folio_area, len(otra.conceptos)) == ("S26-000008", "OC/13", 1)


@pytest.mark.parametrize(
    ("antes", "despues", "codigo"),
    [
        ("RECARGOS", "INTERESES", "RENGLON_INCOMPLETO"),
        ("20.70", "veinte", "IMPORTE_ILEGIBLE"),
        ("20.70", "0.00", "IMPORTE_CERO"),
        ("A1234567101", "A123", "REGISTRO_ILEGIBLE"),
        (",02,REC", ",99,REC", "TIPO_DESCONOCIDO"),
        ("2025-11", "noviembre", "RENGLON_INCOMPLETO"),
        (",1020.70", ",1020.71", "SOLICITUD_CONTRADICTORIA"),
        ("Luis Peña", "Eva Paz", "SOLICITUD_CONTRADICTORIA"),
    ],
)
def test_un_renglon_que_no_se_lee_rechaza_su_solicitud_entera_y_ninguna_otra(
    antes, despues, codigo
):
    lectura = leidas(HISTORICO, RECARGOS.replace(antes, despues, 1), OTRA)
    assert codigos(lectura) == {2: ("SOLICITUD_INCOMPLETA",), 3: (codigo,)}
    assert [s.folio_area for s in pedidas(lectura)] == ["OC/13"]


def test_dos_patrones_en_una_solicitud_se_reciben_para_que_la_revision_lo_diga():
    lectura = leidas(HISTORICO, RECARGOS.replace("A1234567101", "R1234567102"))
    (una,) = pedidas(lectura)
    assert {c.llave.registro for c in una.conceptos} == {"A123456710", "R123456710"}

from datetime import date

import pytest

from cartera_lib.cartera.ficha import Concepto, Ficha
from cartera_lib.cartera.movimiento import Llave, Rubro
from cartera_lib.importers.fichas import fichas
from tests.importers.apoyo import avisos, codigos, leer

ENCABEZADO = ("folio,fecha,vence,referencia,registro,credito,periodo,tipo_documento,ramo,"
              "concepto,importe")  # fmt: skip
BUENA = ("FD26000001,2026-03-02,2026-03-17,160126000000017,A1234567101,262000123,2025-11,02,COP,"
         "CUOTAS COP 02 262000123,1234.50")  # fmt: skip
OTRA = BUENA.replace("FD26000001", "FD26000002").replace("160126000000017", "160126000000025")


def registro(*lineas):
    return leer("\n".join([ENCABEZADO, *lineas]) + "\n", "fichas", "utf-8")


def test_cada_campo_de_una_ficha_se_lee():
    llave = Llave("COP", "A123456710", "262000123", "2025-11", "02")
    lectura = registro(BUENA, OTRA)
    assert (codigos(lectura), avisos(lectura)) == ({}, [])
    assert fichas(lectura)[0] == Ficha(
        folio="FD26000001",
        referencia="160126000000017",
        registro="A123456710",
        ramo="COP",
        fecha=date(2026, 3, 2),
        vence=date(2026, 3, 17),
        conceptos=(Concepto(llave, Rubro.HISTORICO, 1_234_50),),
    )


@pytest.mark.parametrize(
    ("antes", "despues", "codigo"),
    [
        ("2026-03-17", "2026-03-01", "FECHA_IMPOSIBLE"),
        ("2026-03-17", "", "FECHA_IMPOSIBLE"),
        ("262000123", "26200012", "RENGLON_INCOMPLETO"),
        ("2025-11", "2025-13", "RENGLON_INCOMPLETO"),
        (",02,COP", ",99,COP", "TIPO_DESCONOCIDO"),
        (",COP,", ",IMSS,", "RENGLON_INCOMPLETO"),
        ("FD26000001", "", "RENGLON_INCOMPLETO"),
        ("1234.50", "0.00", "IMPORTE_CERO"),
        ("FD26000001", "FD26000002", "FOLIO_REPETIDO"),
        ("160126000000017", "160126000000025", "REFERENCIA_REPETIDO"),
    ],
)
def test_un_campo_malo_rechaza_su_ficha_y_ninguna_otra(antes, despues, codigo):
    lectura = registro(OTRA, BUENA.replace(antes, despues))
    assert codigos(lectura) == {3: (codigo,)}
    assert [ficha.folio for ficha in fichas(lectura)] == ["FD26000002"]
    assert lectura.importe_rechazado == (0 if codigo == "IMPORTE_CERO" else 1_234_50)


def test_una_referencia_que_no_cumple_su_digito_se_recibe_con_aviso():
    lectura = registro(BUENA.replace("160126000000017", "160126000000018"))
    assert (codigos(lectura), avisos(lectura)) == ({}, [(2, "REFERENCIA_DUDOSA")])

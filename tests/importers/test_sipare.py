from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cartera_lib.importers import sipare
from cartera_lib.importers.lectura import CargaRechazada
from tests.importers.apoyo import avisos, codigos, conservado, leer

ARCHIVO = Path(__file__).parent.parent / "datos" / "sipare.csv"
TEXTO = ARCHIVO.read_text(encoding="utf-8")
ENCABEZADO, PRIMERO, SEGUNDO = TEXTO.splitlines()


def leer_pagos(texto):
    return leer(texto, clase="sipare", codificacion="utf-8")


def test_every_field_of_a_payment_is_read_to_the_centavo():
    lectura = conservado(sipare.read(ARCHIVO), ARCHIVO.read_bytes())
    assert lectura.tabla.to_pylist()[0] == {
        "registro": "A123456710",
        "digito": "1",
        "importe_imss": 12_345_67,
        "importe_rcv": 1_000_00,
        "importe_vivienda": 800_50,
        "importe_acv": 0,
        "total": 14_146_17,
        "periodo": "2026-02",
        "fecha_limite": date(2026, 3, 17),
        "fecha_pago": datetime(2026, 3, 16, 10, 15, 0),
        "linea_captura": "AB3DEFGH9J0000000000000000000000000000000000000000001",
        "entidad": "012",
        "medio": "Ventanilla",
        "origen": "Emisión",
        "ooad": "16",
        "subdelegacion": "01",
        "razon_social": "Panadería La Espiga, S.A.",
        "renglon": 2,
    }


def test_offices_with_their_name_and_other_dates_are_read():
    segundo = leer_pagos(TEXTO).tabla.to_pylist()[1]
    assert (segundo["ooad"], segundo["subdelegacion"]) == ("16", "05")
    assert segundo["fecha_limite"] == date(2026, 1, 19)
    assert segundo["fecha_pago"] == datetime(2026, 1, 20, 23, 59, 59)


def test_headings_without_accents_and_in_any_case_are_the_same():
    texto = TEXTO.replace(ENCABEZADO, ENCABEZADO.upper().replace("Ó", "O").replace("Í", "I"))
    assert leer_pagos(texto).tabla.num_rows == 2


def test_a_wrong_check_digit_is_a_note():
    lectura = leer_pagos(TEXTO.replace("R1234567102", "R1234567103"))
    assert (avisos(lectura), lectura.tabla.num_rows) == ([(3, "DV_INVALIDO")], 2)


@pytest.mark.parametrize(
    ("antes", "despues", "codigo"),
    [
        ("A1234567101", "A12345671", "REGISTRO_ILEGIBLE"),
        ("202602", "202613", "PERIODO_ILEGIBLE"),
        ("202602", "022026", "PERIODO_ILEGIBLE"),
        ("20260317,", "20260230,", "FECHA_IMPOSIBLE"),
        ("20260316101500", "20260316241500", "FECHA_IMPOSIBLE"),
        ("20260316101500", "20260316", "FECHA_IMPOSIBLE"),
        ("20260316101500", "20260332101500", "FECHA_IMPOSIBLE"),
        ("12345.67", "12345.678", "IMPORTE_ILEGIBLE"),
        ("12345.67", "12,345,67", "RENGLON_INCOMPLETO"),
        ("12345.67", "-12345.67", "IMPORTE_ILEGIBLE"),
        ("12345.67", "", "IMPORTE_ILEGIBLE"),
        ("14146.17", "14146.18", "IMPORTE_ILEGIBLE"),
        ("AB3DEF", "AB3DE", "RENGLON_INCOMPLETO"),
        ("AB3DEF", "BB3DEF", "RENGLON_INCOMPLETO"),
        (",16,01,", ",,01,", "RENGLON_INCOMPLETO"),
    ],
)
def test_a_bad_field_rejects_its_line_and_no_other(antes, despues, codigo):
    mala = PRIMERO.replace(antes, despues, 1)
    lectura = leer_pagos(TEXTO.replace(PRIMERO, mala))
    assert codigos(lectura) == {2: (codigo,)}
    assert lectura.tabla.column("renglon").to_pylist() == [3]


def test_a_line_with_several_faults_tells_them_all():
    mala = PRIMERO.replace("A1234567101", "?").replace("202602", "x").replace("14146.17", "1")
    lectura = leer_pagos(TEXTO.replace(PRIMERO, mala))
    assert codigos(lectura) == {2: ("REGISTRO_ILEGIBLE", "IMPORTE_ILEGIBLE", "PERIODO_ILEGIBLE")}
    assert "14,146.17" in " ".join(lectura.rechazos[0].causas)


def test_a_missing_column_is_named_as_it_should_be_printed():
    with pytest.raises(CargaRechazada, match="Faltan las columnas: Importe RCV"):
        leer_pagos(TEXTO.replace("Importe RCV,", "", 1))


def test_a_line_cut_in_half_is_rejected():
    lectura = leer_pagos(TEXTO[: len(TEXTO) - 60])
    assert codigos(lectura) == {3: ("RENGLON_INCOMPLETO",)}


@settings(deadline=None)
@given(st.lists(st.tuples(*[st.integers(0, 10**11)] * 4), min_size=1, max_size=10))
def test_amounts_of_any_size_are_read_exactly(importes):
    filas = [_fila(partes, sum(partes)) for partes in importes]
    tabla = leer_pagos("\n".join([ENCABEZADO, *filas])).tabla
    campos = ("importe_imss", "importe_rcv", "importe_vivienda", "importe_acv")
    assert list(zip(*(tabla.column(c).to_pylist() for c in campos), strict=True)) == importes
    assert tabla.column("total").to_pylist() == [sum(partes) for partes in importes]


@settings(deadline=None)
@given(st.tuples(*[st.integers(0, 10**11)] * 4), st.data())
def test_any_single_digit_changed_in_an_amount_is_rejected(partes, data):
    fila = _fila(partes, sum(partes))
    desde, hasta = fila.index(ENVIO) + len(ENVIO), fila.index(",Ventanilla")
    lugar = data.draw(st.sampled_from([i for i in range(desde, hasta) if fila[i].isdigit()]))
    otra = data.draw(st.sampled_from([c for c in "0123456789" if c != fila[lugar]]))
    lectura = leer_pagos(f"{ENCABEZADO}\n{fila[:lugar]}{otra}{fila[lugar + 1 :]}")
    assert codigos(lectura) == {2: ("IMPORTE_ILEGIBLE",)}


ENVIO = "20260317000000,"


def _fila(partes, total):
    importes = ",".join(f"{c // 100}.{c % 100:02d}" for c in (*partes, total))
    quien = f"012,0123,A{'0' * 52},A1234567101,Uno,16,01,202602,Emisión"
    return f"{quien},20260317,20260316101500,{ENVIO}{importes},Ventanilla,1"

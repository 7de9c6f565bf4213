"""Capture forms: what is read of them, and what is told as unreadable."""

import hashlib
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cartera_lib.cartera.requerimiento import Renglon
from cartera_lib.importers import leer, requerimientos
from cartera_lib.importers.lectura import CargaRechazada
from tests.importers.apoyo import codigos
from tests.importers.cedulas import COLUMNAS, ESCRITO, OTRO, como_csv, leer_csv, libro, pedidos

LEIDO = Renglon(
    orden=1,
    registro="A1234567101",
    credito="262000123",
    periodo="2026-01",
    tipo_documento="02",
    ramo="COP",
    transaccion="BAJA_IMPROCEDENCIA",
    importe=1_000_50,
    fecha_efecto=date(2026, 6, 9),
    soporte="RESOLUCION_ACLARACION",
    soporte_folio="RA-0007/2026",
    soporte_fecha=date(2026, 6, 5),
    soporte_importe=1_000_50,
    soporte_sha256="ab" * 32,
)


def un_renglon(**cambio):
    """Return the only line of a form of one credit."""
    (pedido,) = pedidos(leer_csv(como_csv(ESCRITO | cambio)))
    (leido,) = pedido.renglones
    return leido


def test_every_field_of_a_form_is_read_to_the_centavo():
    (pedido,) = pedidos(leer_csv(como_csv(ESCRITO, OTRO)))
    assert (pedido.folio, pedido.area, pedido.folio_area) == ("R26-000001", "OEPO", "26-000014")
    assert (pedido.fecha, pedido.cedula) == (date(2026, 6, 10), "CAP-3")
    assert pedido.firmante == "Irene Solís, Oficina de Emisión y Pago Oportuno"
    assert (pedido.creditos, pedido.importe, pedido.archivo) == (2, 1_500_75, "cedula.csv")
    assert pedido.renglones[0] == LEIDO
    assert pedido.renglones[1] == replace(
        LEIDO, orden=2, credito="262000124", importe=500_25, soporte_importe=500_25
    )


def test_the_same_form_in_excel_with_its_own_dates_and_numbers_is_the_same(tmp_path):
    celdas = {"fecha": date(2026, 6, 10), "soporte_fecha": datetime(2026, 6, 5), "creditos": 2}
    numeros = {"importe_total": 1500.75, "tipo_documento": 2}
    uno = ESCRITO | celdas | numeros | {"importe": 1000.5, "credito": 262000123}
    otro = OTRO | celdas | numeros | {"importe": 500.25, "credito": 262000124}
    # Excel takes a period for the first day of a month when it is typed.
    uno["periodo"] = date(2026, 1, 1)
    ruta = tmp_path / "cedula.xlsx"
    libro(ruta, COLUMNAS, *([fila[c] for c in COLUMNAS] for fila in (uno, otro)))
    (de_excel,) = pedidos(leer(ruta))
    (de_csv,) = pedidos(leer_csv(como_csv(ESCRITO, OTRO)))
    assert replace(de_excel, archivo="cedula.csv") == de_csv
    assert leer(ruta).sha256 == hashlib.sha256(ruta.read_bytes()).hexdigest()


def test_the_noise_of_a_sum_of_excel_is_not_read(tmp_path):
    # 0.1 + 0.2 is kept as 0.30000000000000004 and shown as 0.30.
    fila = ESCRITO | {"importe": 0.1 + 0.2, "soporte_importe": 1234.5600000000001}
    ruta = tmp_path / "cedula.xlsx"
    libro(ruta, COLUMNAS, [fila[c] for c in COLUMNAS])
    leido = pedidos(leer(ruta))[0].renglones[0]
    assert (leido.importe, leido.soporte_importe, leido.ilegibles) == (30, 1_234_56, ())


def test_an_amount_of_excel_with_a_third_decimal_is_not_rounded(tmp_path):
    ruta = tmp_path / "cedula.xlsx"
    fila = ESCRITO | {"importe": 1000.505}
    libro(ruta, COLUMNAS, [fila[c] for c in COLUMNAS])
    assert pedidos(leer(ruta))[0].renglones[0].ilegibles == (("importe", "1000.505"),)


def test_empty_rows_and_empty_sheets_of_excel_are_skipped_and_the_rows_keep_their_number(tmp_path):
    ruta, fila = tmp_path / "cedula.xlsx", [ESCRITO[c] for c in COLUMNAS]
    sin_folio = [(ESCRITO | {"folio": ""})[c] for c in COLUMNAS]
    excel = libro(ruta, COLUMNAS, fila, [], [""] * 25, sin_folio)
    excel.create_sheet("Vacía", 0)
    excel.save(ruta)
    lectura = leer(ruta)
    assert (lectura.tabla["renglon"].to_pylist(), codigos(lectura)) == (
        [2],
        {5: ("RENGLON_INCOMPLETO",)},
    )


def test_headings_in_capitals_and_in_any_order_and_fields_cut_by_semicolons_are_the_same():
    texto = como_csv(ESCRITO, columnas=COLUMNAS[::-1], separador=";")
    encabezado, _, resto = texto.partition("\n")
    (pedido,) = pedidos(leer_csv(f"{encabezado.upper()}\n{resto}"))
    assert pedido.renglones == (LEIDO,)


def test_a_file_kept_by_excel_as_ansi_keeps_its_accents():
    (pedido,) = pedidos(leer_csv(como_csv(ESCRITO), codificacion="latin-1"))
    assert pedido.firmante == "Irene Solís, Oficina de Emisión y Pago Oportuno"


def test_a_registration_with_spaces_and_hyphens_and_lower_case_codes_are_read():
    leido = un_renglon(registro="a12-34567-10-1", ramo="cop", transaccion="baja_improcedencia")
    assert leido == LEIDO


def test_forms_come_in_the_order_of_the_file_each_with_its_own_folio():
    segunda = ESCRITO | {"folio": "26-000009"}
    de_otra = ESCRITO | {"area": "OC"}
    leidos = pedidos(leer_csv(como_csv(ESCRITO, segunda, de_otra, OTRO)))
    assert [(p.folio, p.area, p.folio_area, len(p.renglones)) for p in leidos] == [
        ("R26-000001", "OEPO", "26-000014", 2),
        ("R26-000002", "OEPO", "26-000009", 1),
        ("R26-000003", "OC", "26-000014", 1),
    ]


@pytest.mark.parametrize(
    ("campo", "dice"),
    [
        ("importe", "1,000.5O"),
        ("importe", "-1.00"),
        ("importe", "1000.505"),
        ("importe", "1.000,50"),
        ("soporte_importe", "mil"),
        ("fecha_efecto", "2026-02-30"),
        ("fecha_efecto", "ayer"),
        ("fecha_notificacion", "31/02/2026"),
        ("soporte_fecha", "2026/06/05"),
    ],
)
def test_what_cannot_be_read_goes_on_as_it_was_written(campo, dice):
    leido = un_renglon(**{campo: dice})
    assert leido.ilegibles == ((campo, dice),)
    assert replace(leido, ilegibles=()) == replace(LEIDO, **{campo: None})


@pytest.mark.parametrize(
    ("campo", "dice"),
    [("fecha", "10-jun-26"), ("creditos", "dos"), ("creditos", ""), ("importe_total", "1,50")],
)
def test_what_cannot_be_read_of_the_heading_is_told_once_with_the_first_line(campo, dice):
    (pedido,) = pedidos(leer_csv(como_csv(ESCRITO | {campo: dice}, OTRO | {campo: dice})))
    assert [r.ilegibles for r in pedido.renglones] == [((campo, dice),), ()]
    assert {"fecha": None, "creditos": 0, "importe_total": 0}[campo] == (
        pedido.importe if campo == "importe_total" else getattr(pedido, campo)
    )


def test_several_unreadable_fields_of_a_line_are_all_told():
    leido = un_renglon(importe="x", soporte_importe="y", fecha_efecto="z")
    assert set(leido.ilegibles) == {
        ("importe", "x"),
        ("soporte_importe", "y"),
        ("fecha_efecto", "z"),
    }


def test_an_empty_amount_or_date_is_not_unreadable():
    leido = un_renglon(importe="", soporte_importe="", fecha_efecto="", soporte_fecha="")
    assert leido.ilegibles == ()
    assert (leido.importe, leido.soporte_importe) == (None, None)
    assert (leido.fecha_efecto, leido.soporte_fecha) == (None, None)


@pytest.mark.parametrize(("campo", "causa"), [("area", "el área"), ("folio", "el folio")])
def test_a_row_without_area_or_folio_is_of_no_form(campo, causa):
    lectura = leer_csv(como_csv(ESCRITO, OTRO | {campo: " "}))
    assert codigos(lectura) == {3: ("RENGLON_INCOMPLETO",)}
    assert causa in lectura.rechazos[0].causas[0]
    assert lectura.tabla.num_rows == 1


@pytest.mark.parametrize(
    ("campo", "dice"),
    [
        ("fecha", "2026-06-11"),
        ("cedula", "CAP-4"),
        ("firmante", "Otra"),
        ("creditos", "3"),
        ("importe_total", "9.00"),
        ("reingreso_de", "26-000001"),
        ("autorizo", "TS"),
    ],
)
def test_a_row_that_contradicts_the_heading_of_its_form_is_rejected_with_both_texts(campo, dice):
    lectura = leer_csv(como_csv(ESCRITO, OTRO | {campo: dice}))
    assert codigos(lectura) == {3: ("CEDULA_CONTRADICTORIA",)}
    (causa,) = lectura.rechazos[0].causas
    assert campo in causa
    assert f"«{ESCRITO[campo]}»" in causa
    assert f"«{dice}»" in causa


def test_a_row_with_a_field_too_many_or_an_open_quote_is_rejected_and_no_other():
    primera, segunda = como_csv(ESCRITO, OTRO).splitlines()[1:]
    texto = "\n".join([",".join(COLUMNAS), primera + ",sobra", segunda.replace('"', "", 1)])
    lectura = leer_csv(texto + "\n" + segunda)
    assert codigos(lectura) == {2: ("RENGLON_INCOMPLETO",), 3: ("RENGLON_INCOMPLETO",)}
    assert lectura.tabla["renglon"].to_pylist() == [4]


CELDA = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0"), max_size=12)
FILA = st.fixed_dictionaries(
    {campo: st.one_of(st.just(ESCRITO[campo]), CELDA) for campo in COLUMNAS}
)


@settings(deadline=None, max_examples=150)
@given(st.lists(FILA, min_size=1, max_size=6), st.data())
def test_rows_read_are_accepted_or_rejected_and_no_text_is_lost(filas, data):
    lineas = como_csv(*filas).splitlines(keepends=True)
    if data.draw(st.booleans()) and len(lineas) > 1:
        lugar = data.draw(st.integers(1, len(lineas) - 1))
        lineas[lugar] = lineas[lugar][: data.draw(st.integers(1, len(lineas[lugar])))]
    lectura = _leida_o_rechazada("".join(lineas))
    if isinstance(lectura, CargaRechazada):
        assert lectura.codigo in ("NO_ES_CEDULA", "CODIFICACION")
        return
    leidos = pedidos(lectura)
    assert sum(len(p.renglones) for p in leidos) == lectura.tabla.num_rows
    for pedido in leidos:
        for renglon in pedido.renglones:
            assert renglon.importe is None or renglon.importe >= 0
            assert all(texto for _, texto in renglon.ilegibles) or pedido.creditos == 0


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(0, 10**11), min_size=1, max_size=8))
def test_amounts_of_any_size_are_read_exactly(importes):
    filas = [
        ESCRITO | {"credito": f"{262000000 + n}", "importe": f"{c // 100:,}.{c % 100:02d}"}
        for n, c in enumerate(importes)
    ]
    (pedido,) = pedidos(leer_csv(como_csv(*filas)))
    assert [r.importe for r in pedido.renglones] == importes


def _leida_o_rechazada(texto):
    try:
        return leer_csv(texto)
    except CargaRechazada as rechazo:
        return rechazo


def test_the_table_keeps_centavos_and_dates_and_quotes_what_could_not_be_read():
    lectura = leer_csv(como_csv(ESCRITO | {"importe": "mil"}, OTRO))
    assert lectura.tabla["importe"].to_pylist() == [None, 500_25]
    assert lectura.tabla["importe_total"].to_pylist() == [1_500_75] * 2
    assert lectura.tabla["soporte_fecha"].to_pylist() == [date(2026, 6, 5)] * 2
    assert lectura.tabla["ilegibles"].to_pylist() == [[{"campo": "importe", "texto": "mil"}], []]


def test_our_folios_may_come_from_a_function():
    (pedido,) = requerimientos.requerimientos(leer_csv(como_csv(ESCRITO)), lambda: "R26-000077")
    assert pedido.folio == "R26-000077"


@pytest.mark.parametrize("dice", ["01/2026", "202601", "2026-01-01"])
def test_a_period_written_otherwise_is_the_same_month(dice):
    assert un_renglon(periodo=dice) == LEIDO


def test_a_period_that_is_no_month_is_quoted_and_does_not_reject_its_row():
    assert un_renglon(periodo="enero").ilegibles == (("periodo", "enero"),)


def test_a_form_after_a_cover_sheet_and_below_a_title_is_found(tmp_path):
    ruta = tmp_path / "cedula.xlsx"
    excel = libro(ruta, ["Cédula de captura"], [], COLUMNAS, [ESCRITO[c] for c in COLUMNAS])
    excel.create_sheet("Portada", 0).append(["Subdelegación La Peña"])
    excel.save(ruta)
    assert pedidos(leer(ruta))[0].renglones == (LEIDO,)

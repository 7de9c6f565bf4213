import zipfile
from datetime import date
from pathlib import Path

import pytest

from cartera_lib.importers import rale as importador
from cartera_lib.importers.lectura import Corte, Totales
from tests.importers.apoyo import avisos, codigos, conservado, leer
from tests.impresora import con, encabezado, lineas, rale, renglon

DATOS = Path(__file__).parent.parent / "datos"
PROPIOS = DATOS / "rale_cop_propios.txt"
COMPACTO = DATOS / "RM164A20.T69"


def de_archivo(ruta):
    return conservado(importador.read(ruta), ruta.read_bytes())


def columna(lectura, nombre):
    return lectura.tabla.column(nombre).to_pylist()


def cambiar(texto, antes, despues):
    assert texto.count(antes) == 1
    return texto.replace(antes, despues)


def test_every_field_is_read_as_a_person_reads_it():
    tabla = de_archivo(PROPIOS).tabla.drop_columns(["ce"]).to_pylist()
    assert tabla[1] == {
        "registro": "A123456710",
        "movimiento": "1",
        "fecha_movimiento": date(2009, 3, 15),
        "sector": "07",
        "credito": "268000001",
        "periodo": "2026-02",
        "tipo_documento": "80",
        "fecha_alta": date(2026, 3, 20),
        "fecha_notificacion": None,
        "incidencia": "01",
        "fecha_incidencia": date(2026, 3, 21),
        "dias": 244,
        "importe": 493827,
        "ooad_control": None,
        "subdelegacion_control": None,
        "renglon": 11,
    }
    assert tabla[4] == {
        "registro": "R123456710",
        "movimiento": "2",
        "fecha_movimiento": date(2019, 12, 31),
        "sector": "57",
        "credito": "193000004",
        "periodo": "2019-09",
        "tipo_documento": "03",
        "fecha_alta": date(2019, 11, 18),
        "fecha_notificacion": None,
        "incidencia": "32",
        "fecha_incidencia": date(2020, 2, 2),
        "dias": 2483,
        "importe": 123456789,
        "ooad_control": None,
        "subdelegacion_control": None,
        "renglon": 23,
    }


def test_the_letter_ce_and_the_control_office_are_loaded_as_printed():
    lectura = de_archivo(PROPIOS)
    assert columna(lectura, "ce") == [None, "C", None, None, None, None]
    assert columna(lectura, "ooad_control") == [None, None, None, "16", None, None]
    assert columna(lectura, "subdelegacion_control") == [None, None, None, "05", None, None]


def test_employer_is_carried_down_across_lines_and_pages():
    registros = columna(de_archivo(PROPIOS), "registro")
    assert registros == ["A123456710"] * 3 + ["R123456710"] * 2 + ["X000000113"]


def test_an_employer_without_movement_does_not_carry_the_one_above():
    ultimo = de_archivo(PROPIOS).tabla.slice(5).to_pylist()[0]
    assert [ultimo[c] for c in ("movimiento", "fecha_movimiento", "sector")] == [None] * 3


def test_blank_and_half_printed_dates_are_no_date():
    notificacion = columna(de_archivo(PROPIOS), "fecha_notificacion")
    assert notificacion == [date(2026, 4, 8), None, None, date(2018, 8, 15), None, None]


def test_month_13_and_shifted_columns_are_accepted_with_a_note():
    lectura = de_archivo(PROPIOS)
    assert avisos(lectura) == [(12, "PERIODO_13"), (24, "COLUMNAS_CORRIDAS")]
    assert "Todo el renglón está fuera de su columna: +1." in lectura.avisos[1].detalle
    assert columna(lectura, "periodo")[2] == "2025-12"


def test_headings_tell_the_ledger_the_office_and_the_day():
    lectura = de_archivo(PROPIOS)
    assert lectura.corte == Corte("EEAMX14A", "COP", True, "16", "01", date(2026, 11, 20))
    assert lectura.totales == Totales(patrones=3, creditos=6, importe=125415188)
    assert (lectura.renglones_leidos, lectura.renglones_de_impresion) == (6, 17)
    assert lectura.renglones_en_blanco == 3


def test_received_credits_of_rcv_are_told_from_own_of_cop():
    lectura = de_archivo(DATOS / "rale_rcv_no_propios.txt")
    assert lectura.corte == Corte("EEBMX14B", "RCV", False, "16", "05", date(2026, 11, 20))
    assert columna(lectura, "tipo_documento") == ["06", "81"]


@pytest.mark.parametrize(("palabras", "propios"), [("PROPIOS", True), ("NO PROPIOS", False)])
def test_in_program_99_only_the_words_tell_own_from_received(palabras, propios):
    texto = rale([con()], programa="EEAMX99B", propios=f"CREDITOS {palabras}")
    assert leer(texto).corte.propios is propios


def test_compact_list_reads_the_same_credits():
    compacto, paginado = de_archivo(COMPACTO), de_archivo(PROPIOS)
    filas = paginado.tabla.take([0, 1, 3]).drop_columns(["renglon"])
    assert compacto.tabla.drop_columns(["renglon"]).equals(filas)
    assert compacto.avisos == ()


def test_a_zip_is_the_same_reading_as_its_text(tmp_path):
    ruta = tmp_path / "rale.zip"
    with zipfile.ZipFile(ruta, "w") as paquete:
        paquete.write(PROPIOS, "carpeta/RALE.TXT")
        paquete.writestr("__MACOSX/._RALE.TXT", "x")
    lectura, suelta = importador.read(ruta), de_archivo(PROPIOS)
    assert lectura.tabla.equals(suelta.tabla)
    assert lectura.sha256 == suelta.sha256
    assert (lectura.archivo, suelta.archivo) == ("rale.zip", "rale_cop_propios.txt")


@pytest.mark.parametrize("codificacion", ["cp1252", "latin-1", "utf-8", "utf-8-sig"])
def test_accents_in_headings_read_in_any_encoding(codificacion, tmp_path):
    texto = cambiar(rale([con()]), "COORDINACION", "COORDINACIÓN")
    ruta = tmp_path / "rale.txt"
    ruta.write_bytes(texto.encode(codificacion))
    assert de_archivo(ruta).rechazos == ()


def test_windows_line_ends_form_feeds_and_end_of_file_marks_change_nothing():
    filas = [con(credito=f"24100000{n}") for n in range(3)]
    normal = leer(rale(filas, por_hoja=2))
    paginas = "\n".join(lineas(filas, por_hoja=2)).replace("        EEAMX", "\f        EEAMX")
    raro = leer(paginas.replace("\n", "\r\n") + "\r\n\x1a")
    assert raro.tabla.equals(normal.tabla)
    assert (raro.rechazos, raro.avisos) == ((), ())


def test_pages_past_a_thousand_are_numbered_with_a_comma():
    filas = [con(credito=f"24{n:07d}") for n in range(1_002)]
    texto = rale(filas, por_hoja=1)
    for hoja in range(1_000, 1_003):
        texto = cambiar(texto, f"HOJA   {hoja}\n", f"HOJA  {hoja:,}\n")
    assert leer(texto).tabla.num_rows == 1_002


def test_trailing_blanks_of_a_fixed_width_print_change_nothing():
    filas = [con(), con(credito="241000124", ooad_control="16", subdelegacion_control="05")]
    anchos = "\n".join(f"{linea:<140}" for linea in lineas(filas))
    assert leer(anchos).tabla.equals(leer(rale(filas)).tabla)


def test_amount_without_commas_is_read():
    texto = cambiar(
        rale([con(importe=1_234_567_89)]), "0021    1,234,567.89", "0021      1234567.89"
    )
    assert columna(leer(texto), "importe") == [1_234_567_89]


def test_an_empty_cartera_with_its_total_in_zero_is_read():
    lectura = leer(rale([]))
    assert (lectura.tabla.num_rows, lectura.totales) == (0, Totales(0, 0, 0))


def test_totals_in_a_row_under_their_names_are_read():
    texto = "\n".join([*encabezado(1), renglon(con()), "        PATRONES  CREDITOS  IMPORTE"])
    texto += "\n  TOTAL DE LA SUBDELEGACION        1         1         1,234.50\n"
    assert leer(texto).totales == Totales(1, 1, 1_234_50)


def test_totals_in_three_lines_are_read():
    texto = "\n".join([*encabezado(1), renglon(con()), "  TOTAL DE LA SUBDELEGACIÓN"])
    texto += "\n    PATRONES : 1\n    CRÉDITOS : 1\n    IMPORTE : $1,234.50\n"
    assert leer(texto).totales == Totales(1, 1, 1_234_50)


@pytest.mark.parametrize(
    ("antes", "despues", "codigo"),
    [
        ("A12-34567-10", "A12-3456O-10", "REGISTRO_ILEGIBLE"),
        ("241000123", "24100O123", "CREDITO_ILEGIBLE"),
        ("02/2024 02", "14/2024 02", "PERIODO_ILEGIBLE"),
        ("02/2024 02", "02/2024 99", "TIPO_DESCONOCIDO"),
        (" 002 ", " 099 ", "INCIDENCIA_DESCONOCIDA"),
        ("15/03/2024", "31/02/2024", "FECHA_IMPOSIBLE"),
        ("15/03/2024", "0//       ", "FECHA_IMPOSIBLE"),
        ("01/04/2024", "29/02/2023", "FECHA_IMPOSIBLE"),
        ("02/04/2024", "O2/04/2024", "FECHA_IMPOSIBLE"),
        ("01/02/2010", "00/02/2010", "FECHA_IMPOSIBLE"),
        (" 0021 ", " 00X1 ", "RENGLON_INCOMPLETO"),
        ("02/2024 02", "02/2024   ", "RENGLON_INCOMPLETO"),
    ],
)
def test_a_bad_field_rejects_its_line_with_the_cause_and_the_totals_still_tie(
    antes, despues, codigo
):
    filas = [con(), con(registro="R123456710", credito="241000999")]
    texto = rale(filas)
    donde = texto.index(antes)
    lectura = leer(texto[:donde] + despues + texto[donde + len(antes) :])
    assert codigos(lectura) == {9: (codigo,)}
    assert despues.strip() in lectura.rechazos[0].texto
    assert columna(lectura, "credito") == ["241000999"]
    assert lectura.totales == Totales(2, 2, 2 * 1_234_50)


def test_a_line_with_several_faults_tells_them_all():
    texto = rale([con(), con(credito="241000999")])
    mala = "24100O123     02/2024 99  31/02/2024  01/04/2024  099  "
    lectura = leer(cambiar(texto, "241000123     02/2024 02  15/03/2024  01/04/2024  002  ", mala))
    assert codigos(lectura) == {
        9: ("CREDITO_ILEGIBLE", "TIPO_DESCONOCIDO", "FECHA_IMPOSIBLE", "INCIDENCIA_DESCONOCIDA")
    }
    causas = " ".join(lectura.rechazos[0].causas)
    assert all(dato in causas for dato in ("24100O123", "«99»", "31/02/2024", "«099»"))


def test_lines_that_carry_an_unreadable_employer_are_not_given_to_the_one_above():
    filas = [
        con(registro="A123456710"),
        con(registro="R123456710", credito="241000002"),
        con(registro="R123456710", credito="241000003"),
    ]
    lectura = leer(cambiar(rale(filas), "R12-34567-10", "R12-3456?-10"))
    assert codigos(lectura) == {10: ("REGISTRO_ILEGIBLE",), 11: ("REGISTRO_ILEGIBLE",)}
    assert "renglón 10" in lectura.rechazos[1].causas[0]


def test_lines_that_carry_an_impossible_movement_are_rejected_too():
    filas = [con(), con(credito="241000002")]
    lectura = leer(cambiar(rale(filas), "01/02/2010", "30/02/2010"))
    assert codigos(lectura) == {9: ("FECHA_IMPOSIBLE",), 10: ("FECHA_IMPOSIBLE",)}


def test_a_rejected_line_still_gives_its_employer_to_the_lines_below():
    filas = [con(), con(registro="R123456710"), con(registro="R123456710", credito="241000003")]
    texto = (
        rale(filas).replace("02/2024 02", "02/2024   ", 2).replace("02/2024   ", "02/2024 02", 1)
    )
    lectura = leer(texto)
    assert codigos(lectura) == {10: ("RENGLON_INCOMPLETO",)}
    assert columna(lectura, "registro") == ["A123456710", "R123456710"]


def test_a_line_without_employer_at_the_start_is_rejected():
    filas = [con(), con(registro="R123456710")]
    texto = rale(filas).replace(renglon(filas[0]), renglon(filas[0], filas[0]))
    texto = cambiar(texto, "PATRONES         2", "PATRONES         1")
    assert codigos(leer(texto)) == {9: ("REGISTRO_ILEGIBLE",)}


def test_a_strange_line_is_rejected_and_shown_while_the_credits_tie():
    texto = cambiar(rale([con()]), COLUMNAS_Y_FIN, COLUMNAS_Y_FIN + "   IMPRESORA SIN PAPEL\n")
    lectura = leer(texto)
    assert codigos(lectura) == {8: ("RENGLON_INCOMPLETO",)}
    assert lectura.rechazos[0].texto == "   IMPRESORA SIN PAPEL"
    assert lectura.tabla.num_rows == 1


COLUMNAS_Y_FIN = encabezado(1)[-2] + "\n"


def test_a_line_shifted_from_one_column_on_names_the_fields_out_of_place():
    texto = cambiar(rale([con()]), "   241000123     02/2024", "   241000123      02/2024")
    detalle = leer(texto).avisos[0].detalle
    assert detalle.startswith("Campos fuera de su columna: periodo +1, tipo de documento +1,")


@pytest.mark.parametrize("corrida", [-2, -1, 1, 2])
def test_a_whole_list_out_of_place_is_read_with_a_note_in_each_line(corrida):
    filas = [con(importe=100), con(credito="241000124", importe=200)]
    datos = {
        linea: linea[-corrida:] if corrida < 0 else " " * corrida + linea for linea in lineas(filas)
    }
    texto = "\n".join(datos[linea] for linea in lineas(filas))
    lectura = leer(texto)
    assert avisos(lectura) == [(9, "COLUMNAS_CORRIDAS"), (10, "COLUMNAS_CORRIDAS")]
    assert columna(lectura, "importe") == [100, 200]


def test_the_foot_may_be_followed_by_an_end_of_report():
    texto = "\n".join([*lineas([con()]), "", "        FIN DE REPORTE", *[""] * 3])
    assert leer(texto).rechazos == ()

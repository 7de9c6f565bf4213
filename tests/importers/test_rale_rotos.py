"""Broken lists: each is refused as a whole, saying what, where and what to do."""

import zipfile

import pytest

from cartera_lib.importers import rale as importador
from cartera_lib.importers.lectura import CargaRechazada
from tests.importers.apoyo import leer
from tests.impresora import con, lineas, pie, rale, renglon

FILAS = [
    con(registro=f"{letra}123456710", credito=f"24100000{n}", importe=1_000_00 + n)
    for n, letra in enumerate("AABCRRRX")
]
TEXTO = rale(FILAS, por_hoja=3)


def rechazo(texto, *codigos):
    with pytest.raises(CargaRechazada) as error:
        leer(texto)
    assert error.value.codigos == codigos
    assert "prueba.txt" in str(error.value)
    return str(error.value)


def rechazo_de(ruta, contenido, codigo):
    ruta.write_bytes(contenido)
    with pytest.raises(CargaRechazada) as error:
        importador.read(ruta)
    assert error.value.codigos == (codigo,)
    assert ruta.name in str(error.value)
    return str(error.value)


def sin_renglones(desde, hasta):
    todas = TEXTO.splitlines()
    return "\n".join(todas[: desde - 1] + todas[hasta:]) + "\n"


def test_the_whole_list_is_read_before_it_is_broken():
    assert leer(TEXTO).tabla.num_rows == 8


@pytest.mark.parametrize(
    ("impreso", "falso", "codigo", "leido", "diferencia"),
    [
        ("PATRONES         5", "PATRONES         6", "TOTAL_PATRONES", "5", "1"),
        ("CREDITOS         8", "CREDITOS         9", "TOTAL_CREDITOS", "8", "1"),
        ("8,000.28", "8,010.28", "TOTAL_IMPORTE", "8,000.28", "10.00"),
        ("8,000.28", "7,000.28", "TOTAL_IMPORTE", "8,000.28", "-1,000.00"),
    ],
)
def test_a_total_that_does_not_tie_names_printed_read_and_difference(
    impreso, falso, codigo, leido, diferencia
):
    mensaje = rechazo(TEXTO.replace(impreso, falso), codigo)
    dicho = falso.split()[-1]
    assert f"dice {dicho}, se leyeron {leido}, diferencia {diferencia}." in mensaje


@pytest.mark.parametrize("ilegible", ["8,00O.28", "8000,28", "8,000", ""])
def test_an_unreadable_total_is_refused(ilegible):
    rechazo(TEXTO.replace("8,000.28", ilegible), "TOTAL_IMPORTE")


def test_a_changed_amount_is_refused():
    rechazo(TEXTO.replace("1,000.03", "1,000.08"), "TOTAL_IMPORTE")


def test_an_unreadable_amount_is_refused_and_its_line_is_named():
    mensaje = rechazo(TEXTO.replace("1,000.03", "1,0O0.03"), "TOTAL_IMPORTE")
    assert "Renglones sin importe legible: 20." in mensaje


def test_a_lost_line_is_refused_by_amount_and_by_count():
    mensaje = rechazo(sin_renglones(10, 10), "TOTAL_IMPORTE", "TOTAL_CREDITOS")
    assert "diferencia 1." in mensaje


def test_a_repeated_line_is_refused():
    linea = renglon(FILAS[2])
    rechazo(TEXTO.replace(linea, f"{linea}\n{linea}"), "TOTAL_IMPORTE", "TOTAL_CREDITOS")


def test_a_line_that_cannot_be_recognised_as_a_credit_is_named():
    linea = renglon(FILAS[3])
    mensaje = rechazo(TEXTO.replace(linea, "ILEGIBLE"), *TOTALES)
    assert "Renglones sin importe legible: 20." in mensaje


TOTALES = ("TOTAL_IMPORTE", "TOTAL_CREDITOS", "TOTAL_PATRONES")


def test_a_missing_page_is_named():
    mensaje = rechazo(sin_renglones(12, 22), "PAGINA_FALTANTE")
    assert "Se esperaba la hoja 2 y el renglón 12 dice 3." in mensaje


def test_a_list_that_does_not_begin_with_its_first_page_is_refused():
    mensaje = rechazo(sin_renglones(1, 11), "PAGINA_FALTANTE")
    assert "Se esperaba la hoja 1" in mensaje


def test_a_list_without_its_last_page_is_refused():
    rechazo(sin_renglones(23, 99), "PAGINA_FALTANTE")


def test_a_list_without_page_numbers_is_refused():
    sin_hojas = "\n".join(linea.split("HOJA")[0] for linea in TEXTO.splitlines())
    rechazo(sin_hojas, "PAGINA_FALTANTE")


def test_a_repeated_page_is_refused():
    hoja = "\n".join(TEXTO.splitlines()[11:22])
    mensaje = rechazo(TEXTO.replace(hoja, f"{hoja}\n{hoja}"), "COPIA_ANEXADA")
    assert "La hoja 2 aparece otra vez" in mensaje


def test_the_same_list_twice_is_refused():
    rechazo(TEXTO + TEXTO, "COPIA_ANEXADA")


def test_credits_after_the_total_are_refused():
    mensaje = rechazo(TEXTO + renglon(con()) + "\n", "COPIA_ANEXADA")
    assert "Después del total" in mensaje


@pytest.mark.parametrize(
    "otra",
    [
        {"al": "31/10/2026"},
        {"programa": "EEAMX14B", "propios": "CREDITOS NO PROPIOS"},
        {"programa": "EEBMX14A", "titulo": "(R.C.V.) "},
    ],
)
def test_two_cuts_in_one_file_are_refused(otra):
    mensaje = rechazo(TEXTO + rale(FILAS, **otra), "COPIA_ANEXADA")
    assert "no son de un solo corte" in mensaje


def test_another_office_in_one_page_is_refused():
    ultimo = TEXTO.rindex("COBR1601")
    rechazo(TEXTO[:ultimo] + "COBR1605" + TEXTO[ultimo + 8 :], "COPIA_ANEXADA")


@pytest.mark.parametrize(
    "donde", ["R12-345", " 241000006", "02/2024 0", "002  02/0", "  0021 ", ",00"]
)
def test_a_line_cut_in_half_at_the_end_of_the_file_is_named(donde):
    ultimo = renglon(con(registro="R123456710", credito="241000006", importe=1_000_06))
    corte = TEXTO[: TEXTO.index("1,000.05")] + "1,000.05\n"
    cortado = corte + ultimo[: ultimo.index(donde) + len(donde)]
    mensaje = rechazo(cortado, "RENGLON_CORTADO")
    assert "cortados antes de su importe: 23." in mensaje


def test_a_line_broken_in_two_is_named():
    linea = renglon(FILAS[3])
    rota = f"{linea[:75]}\n{linea[75:]}"
    assert ": 20." in rechazo(TEXTO.replace(linea, rota), "RENGLON_CORTADO")


def test_a_file_cut_at_any_byte_is_refused():
    for largo in range(len(TEXTO.rstrip()) - 1):
        with pytest.raises(CargaRechazada):
            leer(TEXTO[:largo]) if largo else leer("\n")


def test_a_program_and_a_title_of_different_ledgers_are_refused():
    mensaje = rechazo(rale(FILAS, programa="EEBMX14A"), "NO_ES_RALE")
    assert "EEBMX14A es de RCV" in mensaje


def test_a_program_of_received_credits_with_the_words_of_own_is_refused():
    rechazo(rale(FILAS, programa="EEAMX14B"), "NO_ES_RALE")


@pytest.mark.parametrize("borrado", ["EEAMX14A", "COBR1601", "AL 20/11/2026"])
def test_headings_that_do_not_say_the_cut_are_refused_with_what_was_expected(borrado):
    mensaje = rechazo(TEXTO.replace(borrado, ""), "NO_ES_RALE")
    assert "PATRONES CON CREDITOS EN R.A.L.E." in mensaje


def test_a_heading_with_an_impossible_day_is_refused():
    rechazo(rale(FILAS, al="31/11/2026"), "NO_ES_RALE")


def test_a_list_without_total_is_refused():
    rechazo("\n".join(lineas(FILAS)[:-1]), "PAGINA_FALTANTE")


def test_two_totals_are_refused():
    rechazo(TEXTO + "\n".join(pie(5, 8, 8_000_28)), "COPIA_ANEXADA")


def test_files_that_are_another_thing_are_refused(tmp_path):
    assert "0 bytes" in rechazo_de(tmp_path / "r.txt", b"", "NO_ES_RALE")
    assert "vacío" in rechazo_de(tmp_path / "r.txt", b" \r\n\n", "NO_ES_RALE")
    assert "PDF" in rechazo_de(tmp_path / "r.txt", b"%PDF-1.7\n%\xe2\xe3", "NO_ES_RALE")
    assert "EEAMX" in rechazo_de(tmp_path / "r.txt", b"registro,nombre\n", "NO_ES_RALE")
    rechazo_de(tmp_path / "r.txt", bytes(range(256)) * 40, "CODIFICACION")
    rechazo_de(tmp_path / "r.txt", TEXTO.encode("utf-8") + b"\x02", "CODIFICACION")


@pytest.mark.parametrize("codificacion", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_other_encodings_are_refused_and_say_how_to_save_it(codificacion, tmp_path):
    mensaje = rechazo_de(tmp_path / "r.txt", TEXTO.encode(codificacion), "CODIFICACION")
    assert "Windows-1252" in mensaje


def test_a_file_that_does_not_exist_is_refused(tmp_path):
    with pytest.raises(CargaRechazada, match="No existe"):
        importador.read(tmp_path / "no.txt")


def test_bad_zips_are_refused(tmp_path):
    ruta = tmp_path / "r.zip"
    assert "0 bytes" in rechazo_de(ruta, b"", "NO_ES_RALE")
    with zipfile.ZipFile(ruta, "w", zipfile.ZIP_DEFLATED) as paquete:
        paquete.writestr("a.txt", TEXTO)
    bueno = ruta.read_bytes()
    assert importador.read(ruta).tabla.num_rows == 8
    assert "dañado" in rechazo_de(ruta, bueno[: len(bueno) // 2], "NO_ES_RALE")
    assert "dañado" in rechazo_de(ruta, bueno[:60] + bueno[61:], "NO_ES_RALE")
    with zipfile.ZipFile(ruta, "w") as paquete:
        paquete.writestr("a.txt", TEXTO)
        paquete.writestr("b.txt", TEXTO)
    assert "trae 2 archivos" in rechazo_de(ruta, ruta.read_bytes(), "NO_ES_RALE")
    with zipfile.ZipFile(ruta, "w") as paquete:
        paquete.writestr("[Content_Types].xml", "<x/>")
    assert "Office" in rechazo_de(ruta, ruta.read_bytes(), "NO_ES_RALE")
    with zipfile.ZipFile(ruta, "w") as paquete:
        paquete.writestr("a.txt", "")
    assert "vacío" in rechazo_de(ruta, ruta.read_bytes(), "NO_ES_RALE")

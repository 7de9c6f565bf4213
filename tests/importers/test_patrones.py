from datetime import date
from pathlib import Path

import pytest

from cartera_lib.importers import patrones
from cartera_lib.importers.lectura import CargaRechazada
from tests.importers.apoyo import avisos, codigos, conservado, leer

ARCHIVO = Path(__file__).parent.parent / "datos" / "patrones.csv"
TEXTO = ARCHIVO.read_text(encoding="utf-8")
PRIMERO = TEXTO.splitlines()[1]


def leer_patrones(texto, codificacion="utf-8"):
    return leer(texto, clase="patrones", codificacion=codificacion)


def test_every_field_of_an_employer_is_read():
    lectura = conservado(patrones.read(ARCHIVO), ARCHIVO.read_bytes())
    assert lectura.tabla.to_pylist()[0] == {
        "registro": "A123456710",
        "digito": "1",
        "nombre": "Panadería La Espiga, S.A.",
        "rfc": "XXP900101AA1",
        "actividad": "Elaboración de pan",
        "domicilio": "Calle Uno 5, interior 2",
        "codigo_postal": "50000",
        "municipio": "Ejemplo",
        "sector": "07",
        "trabajadores": 12,
        "clase_riesgo": "II",
        "prima_rt": "1.13065",
        "fecha_alta": date(2009, 3, 15),
        "fecha_baja": None,
        "situacion": "vigente",
        "representante": "Ana Muestra",
        "renglon": 2,
    }


def test_dashes_other_dates_and_blanks_are_forgiven():
    segundo = leer_patrones(TEXTO).tabla.to_pylist()[1]
    assert (segundo["registro"], segundo["digito"]) == ("R123456710", "2")
    assert (segundo["fecha_alta"], segundo["fecha_baja"]) == (
        date(2001, 12, 31),
        date(2019, 12, 31),
    )
    assert (segundo["trabajadores"], segundo["representante"]) == (None, None)


def test_a_wrong_check_digit_is_a_note_and_the_employer_is_accepted():
    lectura = leer_patrones(TEXTO.replace("A1234567101", "A1234567105"))
    assert avisos(lectura) == [(2, "DV_INVALIDO")]
    assert "es 1 y dice 5" in lectura.avisos[0].detalle
    assert lectura.tabla.num_rows == 3


def test_a_registration_without_check_digit_is_accepted_without_note():
    lectura = leer_patrones(TEXTO.replace("A1234567101", "A123456710"))
    assert (lectura.avisos, lectura.tabla.column("digito")[0].as_py()) == ((), None)


@pytest.mark.parametrize("codificacion", ["utf-8", "utf-8-sig", "cp1252"])
def test_the_same_master_in_any_encoding_is_the_same_table(codificacion, tmp_path):
    ruta = tmp_path / "patrones.csv"
    ruta.write_bytes(TEXTO.encode(codificacion))
    assert patrones.read(ruta).tabla.equals(leer_patrones(TEXTO).tabla)


@pytest.mark.parametrize("separador", [";", "|", "\t"])
def test_another_separator_is_the_same_table(separador):
    texto = "\n".join(
        line.replace(",", separador) for line in TEXTO.splitlines() if '"' not in line
    )
    assert leer_patrones(texto).tabla.num_rows == 2


def test_blank_lines_and_windows_ends_are_accounted_for():
    lectura = leer_patrones(TEXTO.replace("\n", "\r\n") + "\r\n  \r\n")
    assert (lectura.tabla.num_rows, lectura.renglones_en_blanco) == (3, 2)


@pytest.mark.parametrize(
    ("antes", "despues", "codigo"),
    [
        ("A1234567101", "A12345671", "REGISTRO_ILEGIBLE"),
        ('"Panadería La Espiga, S.A."', " ", "RENGLON_INCOMPLETO"),
        (",12,", ",doce,", "RENGLON_INCOMPLETO"),
        (",II,", ",VI,", "RENGLON_INCOMPLETO"),
        ("1.13065", "1.13", "RENGLON_INCOMPLETO"),
        ("2009-03-15", "2009-02-30", "FECHA_IMPOSIBLE"),
        ("2009-03-15", "", "FECHA_IMPOSIBLE"),
        ("vigente", "viva", "RENGLON_INCOMPLETO"),
        (",vigente", "", "RENGLON_INCOMPLETO"),
        ('S.A."', "S.A.", "RENGLON_INCOMPLETO"),
    ],
)
def test_a_bad_field_rejects_its_line_and_no_other(antes, despues, codigo):
    lectura = leer_patrones(TEXTO.replace(PRIMERO, PRIMERO.replace(antes, despues, 1)))
    assert codigos(lectura) == {2: (codigo,)}
    assert lectura.tabla.num_rows == 2


def test_a_line_with_several_faults_tells_them_all():
    mala = PRIMERO.replace("A1234567101", "?").replace("vigente", "").replace("-03-", "-13-")
    lectura = leer_patrones(TEXTO.replace(PRIMERO, mala))
    assert codigos(lectura) == {2: ("REGISTRO_ILEGIBLE", "FECHA_IMPOSIBLE", "RENGLON_INCOMPLETO")}
    assert lectura.rechazos[0].texto == mala
    assert "2009-13-15" in " ".join(lectura.rechazos[0].causas)


def test_a_missing_column_is_named():
    with pytest.raises(CargaRechazada, match="Faltan las columnas: prima_rt") as error:
        leer_patrones(TEXTO.replace("prima_rt,", "", 1))
    assert error.value.codigos == ("COLUMNA_FALTANTE",)


def test_an_unknown_column_and_a_repeated_one_are_named():
    with pytest.raises(CargaRechazada, match="Sobran las columnas: telefono"):
        leer_patrones(TEXTO.replace("representante", "representante,telefono", 1))
    with pytest.raises(CargaRechazada, match="Están repetidas las columnas: rfc"):
        leer_patrones(TEXTO.replace("rfc,", "rfc,rfc,", 1))


def test_a_master_without_employers_is_an_empty_table():
    lectura = leer_patrones(TEXTO.splitlines()[0])
    assert (lectura.tabla.num_rows, lectura.rechazos) == (0, ())


def test_a_file_of_nothing_is_refused_as_not_being_the_master(tmp_path):
    ruta = tmp_path / "vacio.csv"
    ruta.write_bytes(b"")
    with pytest.raises(CargaRechazada) as error:
        patrones.read(ruta)
    assert error.value.codigos == ("NO_ES_PATRONES",)

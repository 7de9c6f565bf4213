from pathlib import Path

import pytest

from cartera_lib.importers import fichas, leer, requerimientos, solicitudes, tesoreria
from cartera_lib.importers.lectura import CargaRechazada, Lectura

DATOS = Path(__file__).parent.parent / "datos"


@pytest.mark.parametrize(
    ("archivo", "clase", "filas"),
    [
        ("rale_cop_propios.txt", "rale", 6),
        ("rale_rcv_no_propios.txt", "rale", 2),
        ("RM164A20.T69", "rale", 3),
        ("patrones.csv", "patrones", 3),
        ("sipare.csv", "sipare", 2),
    ],
)
def test_the_class_of_a_file_is_told_by_its_content(archivo, clase, filas, tmp_path):
    ruta = tmp_path / "sin_nombre.dat"
    ruta.write_bytes((DATOS / archivo).read_bytes())
    lectura = leer(ruta)
    assert (lectura.clase, lectura.tabla.num_rows) == (clase, filas)


@pytest.mark.parametrize("modulo", [tesoreria, fichas, solicitudes, requerimientos])
def test_the_class_of_a_sheet_is_told_by_its_heading(modulo, tmp_path):
    ruta = tmp_path / "sin_nombre.dat"
    encabezado = ",".join(modulo.COLUMNAS)
    ruta.write_text(f"{encabezado}\n{',' * encabezado.count(',')}\n", encoding="utf-8")
    lectura = leer(ruta)
    nombre = modulo.__name__.rpartition(".")[2]
    assert (lectura.clase, lectura.renglones_leidos) == (nombre, 1)


@pytest.mark.parametrize("contenido", [b"hola\n", b"a,b,c\n1,2,3\n", b"<html></html>"])
def test_an_unknown_file_is_refused_with_what_was_expected(contenido, tmp_path):
    ruta = tmp_path / "otro.txt"
    ruta.write_bytes(contenido)
    with pytest.raises(CargaRechazada) as error:
        leer(ruta)
    assert error.value.codigos == ("NO_ES_RALE",)
    assert "SIPARE" in str(error.value)
    assert contenido.decode().splitlines()[0] in str(error.value)


def test_a_reading_that_loses_a_row_cannot_exist():
    lectura = leer(DATOS / "sipare.csv")
    campos = {c: getattr(lectura, c) for c in Lectura.__dataclass_fields__}
    with pytest.raises(ValueError, match="3 rows read, 2 accounted for"):
        Lectura(**campos | {"renglones_leidos": 3})

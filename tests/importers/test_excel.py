"""A workbook told by what it holds, and its cells as the text that a CSV would bring."""

from datetime import date, datetime

import pytest

from cartera_lib.importers.archivo import Esperado
from cartera_lib.importers.excel import abrir_excel, es_excel
from cartera_lib.sintetica.compacto import empaquetar
from tests.importers.cedulas import libro

ESPERADO = Esperado("NO_ES", "un libro de prueba")


def test_a_workbook_is_told_by_what_it_holds_and_not_by_its_name(tmp_path):
    ruta = tmp_path / "cedula.csv"
    libro(ruta, ["a"])
    assert es_excel(ruta)
    for nombre, datos in (("a.xlsx", b"a,b\n"), ("b.xlsx", empaquetar("a.csv", b"a,b\n"))):
        (tmp_path / nombre).write_bytes(datos)
        assert not es_excel(tmp_path / nombre)
    assert not es_excel(tmp_path / "no existe.xlsx")


@pytest.mark.parametrize(
    ("celda", "texto"),
    [
        (1234.5, "1234.50"),
        (1e11 + 0.01, "100000000000.01"),
        (261000080.0, "261000080"),
        (1e15, "1000000000000000"),
        (0.125, "0.125"),
        (7, "7"),
        (date(2026, 5, 4), "2026-05-04"),
        (datetime(2026, 5, 4, 18, 30), "2026-05-04"),
        ("  dos\npalabras ", "dos palabras"),
        ("con, coma", '"con, coma"'),
    ],
)
def test_a_cell_is_written_as_a_person_sees_it(tmp_path, celda, texto):
    libro(tmp_path / "x.xlsx", ["a", "b"], [celda, "fin"])
    leido = abrir_excel(tmp_path / "x.xlsx", ESPERADO).datos.decode("utf-8")
    assert leido == f"a,b\n{texto},fin\n"

import json
from datetime import date
from io import BytesIO

import openpyxl
import pandas as pd

from cartera_lib import exports

TABLA = pd.DataFrame(
    {"registro": ["W1", "=1+1"], "total": [10**15, 7], "alta": [date(2024, 1, 2), None]}
)


def _hoja():
    libro = exports.workbook({"Créditos": TABLA}, {"Corte": "30/06/2026"})
    return openpyxl.load_workbook(BytesIO(libro))


def test_the_workbook_has_pesos_to_the_cent_and_a_cover():
    libro = _hoja()
    assert libro.sheetnames == ["Portada", "Créditos"]
    assert libro["Portada"]["B1"].value == "30/06/2026"
    filas = list(libro["Créditos"].values)
    assert filas[0] == ("Registro patronal", "Total", "alta")
    assert [round(fila[1] * 100) for fila in filas[1:]] == [10**15, 7]
    assert libro["Créditos"]["B2"].number_format == "#,##0.00"


def test_a_text_that_looks_like_a_formula_stays_a_text():
    celda = _hoja()["Créditos"]["A3"]
    assert (celda.data_type, celda.value) == ("s", "=1+1")


def test_the_figures_are_the_same_bytes_for_the_same_figures():
    tabla = pd.DataFrame({("COP", "total"): [5]}, index=pd.Index(["x"], name="grupo"))
    texto = exports.figures({"por_grupo": tabla}, corte="2026-06-30")
    assert texto == exports.figures({"por_grupo": tabla}, corte="2026-06-30")
    assert json.loads(texto) == {
        "corte": "2026-06-30",
        "por_grupo": [{"grupo": "x", "COP.total": 5}],
    }


def test_the_manifest_names_every_file_with_its_hash(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"abc")
    exports.manifest(tmp_path, [{"archivo": "r.txt"}], reporte="situacion")
    manifiesto = json.loads((tmp_path / "manifiesto.json").read_text(encoding="utf-8"))
    # SHA-256 of "abc", FIPS 180-4
    suma = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert manifiesto["archivos"] == {"a.txt": suma}
    assert manifiesto["entradas"] == [{"archivo": "r.txt"}]

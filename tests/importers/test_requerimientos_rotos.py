"""Files that are not a capture form, or that cannot be read: refused saying what and why."""

import zipfile

import pytest

from cartera_lib.importers import requerimientos
from cartera_lib.importers.lectura import CargaRechazada
from tests.importers.cedulas import COLUMNAS, ESCRITO, como_csv, leer_csv, libro


def _sin_columna():
    return como_csv(ESCRITO, columnas=[c for c in COLUMNAS if c != "soporte_sha256"])


@pytest.mark.parametrize(
    ("texto", "codigo", "dice"),
    [
        (_sin_columna(), "COLUMNA_FALTANTE", "Faltan las columnas: soporte_sha256"),
        (como_csv(ESCRITO, columnas=[*COLUMNAS, "importe"]), "COLUMNA_SOBRANTE", "repetidas"),
        (
            como_csv(ESCRITO).partition("\n")[2],
            "COLUMNA_FALTANTE",
            "Faltan las columnas: area, folio",
        ),
        (como_csv(), "NO_ES_CEDULA", "no trae ningún crédito"),
        (como_csv() + "\n\n", "NO_ES_CEDULA", "no trae ningún crédito"),
    ],
    ids=["falta", "repetida", "sin encabezado", "solo encabezado", "en blanco"],
)
def test_a_csv_that_is_not_a_form_is_refused_with_its_code(texto, codigo, dice):
    with pytest.raises(CargaRechazada, match=dice) as refusal:
        leer_csv(texto)
    assert refusal.value.codigo == codigo


def _combinado(ruta):
    excel = libro(ruta, COLUMNAS, [ESCRITO[c] for c in COLUMNAS])
    excel.active.merge_cells("B2:B3")
    excel.save(ruta)


def _lejano(ruta):
    excel = libro(ruta, COLUMNAS, [ESCRITO[c] for c in COLUMNAS])
    excel.active.cell(1_048_576, 30).number_format = "0.00"
    excel.save(ruta)


def _danado(ruta):
    libro(ruta, COLUMNAS)
    with zipfile.ZipFile(ruta) as bueno:
        partes = {n: bueno.read(n) for n in bueno.namelist()}
    partes["xl/workbook.xml"] = partes["xl/workbook.xml"][:-20]
    with zipfile.ZipFile(ruta, "w") as malo:
        for nombre, datos in partes.items():
            malo.writestr(nombre, datos)


def _truncado(ruta):
    libro(ruta, COLUMNAS, [ESCRITO[c] for c in COLUMNAS])
    ruta.write_bytes(ruta.read_bytes()[:-40])


DE_EXCEL = {
    "de 1997": (lambda ruta: ruta.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 64), "2007"),
    "con contraseña": (
        lambda ruta: ruta.write_bytes(b"\xd0\xcf\x11\xe0" + b"EncryptedPackage" * 32),
        "contraseña",
    ),
    "celdas combinadas": (_combinado, r"celdas combinadas \(B2:B3\)"),
    "vacío": (lambda ruta: libro(ruta), "vacío"),
    "solo encabezado": (lambda ruta: libro(ruta, COLUMNAS), "ningún crédito"),
    "una celda lejana": (_lejano, "1,048,576"),
    "dañado": (_danado, "dañado"),
    "truncado": (_truncado, "dañado"),
    "de cero bytes": (lambda ruta: ruta.write_bytes(b""), "vacío"),
}


@pytest.mark.parametrize("caso", DE_EXCEL)
def test_a_workbook_that_cannot_be_read_is_refused_saying_why(caso, tmp_path):
    escribir, dice = DE_EXCEL[caso]
    ruta = tmp_path / "cedula.xlsx"
    escribir(ruta)
    with pytest.raises(CargaRechazada, match=dice) as refusal:
        requerimientos.read(ruta)
    assert refusal.value.codigo == "NO_ES_CEDULA"
    assert "cedula.xlsx" in str(refusal.value)


def test_a_workbook_that_would_fill_the_memory_is_refused_before_it_is_opened(tmp_path):
    ruta = tmp_path / "cedula.xlsx"
    libro(ruta, COLUMNAS)
    with zipfile.ZipFile(ruta, "a", zipfile.ZIP_DEFLATED) as bomba:
        bomba.writestr("xl/media/relleno.bin", bytes(65 * 2**20))
    with pytest.raises(CargaRechazada, match="pasa de 64 MB"):
        requerimientos.read(ruta)


def test_a_file_that_does_not_exist_is_refused(tmp_path):
    with pytest.raises(CargaRechazada, match="No existe"):
        requerimientos.read(tmp_path / "nada.xlsx")


def test_a_formula_without_its_result_is_refused_naming_its_cell(tmp_path):
    ruta = tmp_path / "cedula.xlsx"
    fila = ESCRITO | {"importe_total": "=SUM(Q2:Q9)"}
    libro(ruta, COLUMNAS, [fila[c] for c in COLUMNAS])
    with pytest.raises(CargaRechazada, match=r"celda G2 .* fórmula sin resultado") as refusal:
        requerimientos.read(ruta)
    assert refusal.value.codigo == "NO_ES_CEDULA"


def test_a_workbook_of_something_else_is_told_which_columns_it_lacks(tmp_path):
    ruta = tmp_path / "otra.xlsx"
    libro(ruta, ["nombre", "teléfono"], ["Ana", "555"])
    with pytest.raises(CargaRechazada, match="Faltan las columnas") as refusal:
        requerimientos.read(ruta)
    assert refusal.value.codigo == "COLUMNA_FALTANTE"


def test_a_workbook_with_styles_that_are_not_of_excel_is_refused_and_not_an_error(tmp_path):
    ruta = tmp_path / "cedula.xlsx"
    libro(ruta, COLUMNAS, [ESCRITO[c] for c in COLUMNAS])
    with zipfile.ZipFile(ruta) as bueno:
        partes = {n: bueno.read(n) for n in bueno.namelist()}
    partes["xl/styles.xml"] = b'<styleSheet xmlns="http://schemas.openxmlformats.org/spread' + (
        b'sheetml/2006/main"><fills count="1"><fill/></fills></styleSheet>'
    )
    with zipfile.ZipFile(ruta, "w") as malo:
        for nombre, datos in partes.items():
            malo.writestr(nombre, datos)
    with pytest.raises(CargaRechazada, match="dañado"):
        requerimientos.read(ruta)

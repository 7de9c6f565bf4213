from datetime import date

import pandas as pd

from cartera_lib.vistas import Vista, con_suma, en_pesos, legible, tabla_html

TABLA = pd.DataFrame(
    {"creditos": [2, 1], "total": [123_456_78, 5], "por_ciento": ["99.99", "0.01"]},
    index=pd.Index(["A & B", "<script>"], name="grupo"),
)


def test_cents_are_written_as_pesos_and_never_as_floats():
    assert "123,456.78" in tabla_html(TABLA, "T")
    assert [str(v) for v in en_pesos(TABLA)["Total"]] == ["123456.78", "0.05"]


def test_the_table_is_accessible_and_escapes_its_texts():
    html = tabla_html(TABLA, "Por <grupo>")
    assert "<caption>Por &lt;grupo&gt;</caption>" in html
    assert '<th scope="row">A &amp; B</th>' in html
    assert "<script>" not in html
    assert html.count('scope="col"') == 4


def test_the_sum_adds_the_figures_and_leaves_the_texts_blank():
    suma = con_suma(TABLA).loc["Total"]
    assert (suma["creditos"], suma["total"], suma["por_ciento"]) == (3, 123_456_83, "")


def test_a_table_without_a_named_index_shows_no_row_numbers():
    html = tabla_html(pd.DataFrame({"registro": ["W1"], "total": [100]}), "T")
    assert '<th scope="row"' not in html


def test_the_text_of_a_view_has_its_title_and_figures():
    assert repr(Vista(TABLA, "Título")).startswith("Título\n")
    assert "123,456.78" in repr(Vista(TABLA, "Título"))


def test_los_dias_se_leen_como_se_escriben_y_lo_que_falta_va_vacio():
    tabla = pd.DataFrame({"prescribe": [date(2026, 3, 7), None], "propios": [True, False]})
    leida = legible(tabla)
    assert leida.columns.tolist() == ["Prescribe el", "Propio"]
    assert leida.to_numpy().tolist() == [["07/03/2026", "Sí"], ["", "No"]]
    assert en_pesos(tabla)["Propio"].tolist() == ["Sí", "No"]


def test_el_lugar_de_un_renglon_no_se_ensena_aunque_falten_otros():
    tabla = pd.DataFrame({"total": [100, 200, 300]}).iloc[[0, 2]]
    assert 'scope="row"' not in tabla_html(tabla, "x")

from datetime import date

import pandas as pd

from cartera_lib import charts
from cartera_lib.oficina.conciliacion import puente
from cartera_lib.oficina.informes import resumen, situacion
from tests.oficina.renglones import cartera


def _por_grupo():
    valuada = situacion(cartera({}, {"ramo": "RCV", "incidencia": "09"}), al=date(2024, 9, 17))
    return resumen(valuada, ["grupo"])


def test_the_chart_says_in_words_where_most_of_the_debt_is():
    figura = charts.por_categoria(_por_grupo(), "Por grupo")
    assert figura.lectura == "La mayor parte está en «Cobro», con 0.07 millones de pesos."
    assert 'alt="Por grupo. La mayor parte' in figura._repr_html_()


def test_the_same_figures_give_the_same_picture():
    uno, otro = (charts.por_categoria(_por_grupo(), "T").png() for _ in range(2))
    assert uno == otro
    assert uno.startswith(b"\x89PNG")


def test_the_bridge_ends_where_the_cut_ends():
    hecho = puente(
        cartera({"importe": "1,000,000.00"}, corte=date(2024, 7, 31)),
        cartera({"importe": "3,000,000.00"}),
    )
    figura = charts.puente(hecho.renglones, "Puente")
    barras = figura.figura.axes[0].patches
    assert [round(b.get_height(), 2) for b in barras] == [1.0, 0, 0, 2.0, 0, 0, 3.0]
    assert "de 1.00 millones de pesos a 3.00" in figura.lectura


def test_the_first_cut_has_a_note_instead_of_a_bridge():
    (vista,) = charts.vistas_del_puente(None)
    assert "primer corte" in repr(vista)


def test_the_largest_debtors_are_drawn_from_the_largest():
    deudores = pd.DataFrame({"registro": ["W1", "W2"], "total": [300_000_000, 100_000_000]})
    figura = charts.mayores(deudores, "Deudores")
    assert [b.get_width() for b in figura.figura.axes[0].patches] == [3.0, 1.0]
    assert figura.lectura == "Los 2 mayores deben 4.00 millones de pesos."

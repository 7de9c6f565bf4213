"""The rating: points added by hand, letters on their limits, one sentence each."""

from datetime import datetime

import numpy as np
import pyarrow as pa
import pytest

from cartera_lib.norma.tablas import olvidar, renglones
from cartera_lib.oficina.calificacion import calificar
from cartera_lib.reglas.compuerta import compuerta
from cartera_lib.store.columnas import PAGO, PATRON
from tests.reglas.carteras import cartera, dia, tabla

AL = dia("2026-10-30")
EXIGIBLE = {
    "fecha_notificacion": dia("2026-03-02"),
    "incidencia": "02",
    "fecha_incidencia": dia("2026-03-02"),
}
ACTIVO = {"registro": "W000000110", "trabajadores": 60}
FIRME = {"confirmo": "Luis"}


def nota(credito=EXIGIBLE, hechos=(), patron=ACTIVO, pagado=None):
    suya = cartera(credito)
    puertas = compuerta(suya, tabla(*hechos, cartera_=suya), al=AL)
    patrones = _tabla(PATRON, [patron] if patron else [])
    pagos = _tabla(PAGO, [{"registro": "W000000110", "fecha_pago": pagado}] if pagado else [])
    tabla_ = calificar(puertas, np.array([1_00]), patrones=patrones, pagos=pagos).tabla
    return tabla_.iloc[0]


def _tabla(esquema, filas):
    campos = [campo.with_nullable(True) for campo in esquema]
    return pa.Table.from_pylist(filas, schema=pa.schema(campos))


def test_los_puntos_del_credito_son_la_suma_de_sus_cuatro_renglones():
    # exigible 40 + sin garantía 4 + sólo el corte 6 + menos de un año 20 = 70: B
    hallada = nota()
    assert (hallada["credito_puntos"], hallada["credito_letra"]) == (70, "B")
    assert hallada["credito_frase"] == (
        "Exigible hoy, sin garantía, sólo con lo que dice el sistema, de menos de un año."
    )


@pytest.mark.parametrize(
    ("hechos", "puntos", "letra"),
    [
        ([("EMBARGO", "2026-06-01", FIRME)], 32 + 16 + 20 + 20, "A"),
        ([("EMBARGO", "2026-06-01")], 32 + 16 + 12 + 20, "A"),
        ([("GARANTIA", "2026-06-01", FIRME)], 4 + 20 + 20 + 20, "B"),
        ([("PAGO_TOTAL", "2026-06-01", FIRME)], 4 + 4 + 20 + 20, "C"),
    ],
)
def test_cada_hecho_mueve_los_puntos_de_su_factor(hechos, puntos, letra):
    hallada = nota(hechos=hechos)
    assert (hallada["credito_puntos"], hallada["credito_letra"]) == (puntos, letra)


@pytest.mark.parametrize(
    ("patron", "pagado", "puntos", "letra"),
    [
        (ACTIVO, datetime(2026, 9, 17), 35 + 25 + 25 + 15, "A"),
        (ACTIVO, datetime(2026, 5, 18), 35 + 25 + 14 + 15, "A"),
        (ACTIVO, None, 35 + 25 + 2 + 15, "A"),
        (ACTIVO | {"trabajadores": 4}, None, 35 + 10 + 2 + 15, "B"),
        (ACTIVO | {"fecha_baja": dia("2026-01-31"), "trabajadores": 0}, None, 5 + 2 + 2 + 15, "D"),
        (None, None, 15 + 2 + 2 + 15, "D"),
    ],
)
def test_los_puntos_del_patron(patron, pagado, puntos, letra):
    hallada = nota(patron=patron, pagado=pagado)
    assert (hallada["patron_puntos"], hallada["patron_letra"]) == (puntos, letra)


def test_un_pago_posterior_al_dia_no_cuenta():
    assert nota(pagado=datetime(2026, 11, 1))["patron_puntos"] == nota()["patron_puntos"]


def test_la_oficina_cambia_los_parametros_sin_tocar_el_codigo(monkeypatch):
    import cartera_lib.norma.tablas as tablas

    otros = [
        f | {"puntos": "0"} if (f["factor"], f["cuando"]) == ("exigibilidad", "SI") else f
        for f in renglones("calificacion")
    ]
    propios = tablas.renglones
    monkeypatch.setattr(
        tablas, "renglones", lambda n: tuple(otros) if n == "calificacion" else propios(n)
    )
    olvidar()
    assert nota()["credito_puntos"] == 30
    monkeypatch.undo()
    olvidar()

"""The portfolio has the shape of the aggregates published of a real listing of 2015."""

from collections import Counter

import pytest
from listados import leer, tabla

from cartera_lib.sintetica import generar


@pytest.fixture(scope="module")
def mil(tmp_path_factory):
    return generar(tmp_path_factory.mktemp("forma") / "mil", patrones=1000, cortes=3).salida


@pytest.fixture(scope="module")
def cop(mil):
    """The own COP credits of the last cut, without those that print an impossible date."""
    listado = leer((mil / "rale/2026-06/1601APCOP300626.txt").read_bytes().decode("cp1252"))
    return listado.corte, [r for r in listado.renglones if not r.rechazado]


def partes(valores):
    cuenta = Counter(valores)
    return {valor: 100 * n / sum(cuenta.values()) for valor, n in cuenta.items()}


def test_hay_unos_tres_creditos_por_patron_y_la_mayoria_tiene_uno(cop):
    por_patron = Counter(r.columnas["rp"] for r in cop[1])
    assert len(cop[1]) / len(por_patron) == pytest.approx(3.04, abs=0.5)
    assert 100 * sum(n == 1 for n in por_patron.values()) / len(por_patron) == pytest.approx(
        71, abs=6
    )
    assert max(por_patron.values()) in range(30, 250)


def test_los_importes_son_los_de_un_lognormal_de_cola_larga(cop):
    importes = sorted(r.centavos / 100 for r in cop[1])
    percentil = {q: importes[int(len(importes) * q / 100)] for q in (5, 25, 50, 75, 90, 95)}
    publicados = {5: 183, 25: 640, 50: 1_784, 75: 6_276, 90: 24_306, 95: 57_822}
    for q, publicado in publicados.items():
        assert publicado / 1.6 < percentil[q] < publicado * 1.6, q


@pytest.mark.parametrize(
    ("incidencia", "parte"),
    [("00", 26.3), ("09", 19.5), ("01", 17.5), ("31", 14.1), ("23", 5.7), ("32", 4.6), ("02", 3.4)],
)
def test_las_incidencias_se_reparten_como_las_publicadas(cop, incidencia, parte):
    assert partes(r.columnas["inc"] for r in cop[1])[incidencia] == pytest.approx(parte, abs=3.5)


@pytest.mark.parametrize(
    ("tipo", "parte"), [("02", 39.6), ("80", 22.0), ("81", 14.2), ("82", 9.9), ("03", 5.8)]
)
def test_los_tipos_de_documento_se_reparten_como_los_publicados(cop, tipo, parte):
    assert partes(r.columnas["td"] for r in cop[1])[tipo] == pytest.approx(parte, abs=6)


def test_la_mitad_esta_sin_notificar(cop):
    sin_fecha = [r for r in cop[1] if r.fecha("notif") is None]
    assert 100 * len(sin_fecha) / len(cop[1]) == pytest.approx(52.6, abs=4)
    pae = {"31", "32", "33", "34", "35", "39", "43", "52"}
    assert not any(r.columnas["inc"] in pae for r in sin_fecha)


def test_uno_de_cada_cien_creditos_es_de_otra_subdelegacion(mil):
    todos = [
        renglon
        for ruta in mil.glob("rale/2026-06/*COP*.txt")
        for renglon in leer(ruta.read_bytes().decode("cp1252")).renglones
    ]
    ajenos = [r for r in todos if r.columnas["dc"]]
    assert 0.3 < 100 * len(ajenos) / len(todos) < 2.5


def test_lo_mas_nuevo_pesa_mas_que_lo_viejo(cop):
    corte, renglones = cop
    edades = [(corte - r.fecha("alta")).days for r in renglones]
    assert 100 * sum(e <= 90 for e in edades) / len(edades) == pytest.approx(51, abs=12)
    assert 100 * sum(e > 1826 for e in edades) / len(edades) == pytest.approx(6.5, abs=4)


def test_la_quinta_parte_de_los_patrones_esta_de_baja(cop):
    movimientos = {r.columnas["rp"]: r.columnas["mov"] for r in cop[1]}
    assert partes(movimientos.values())["2"] == pytest.approx(21.5, abs=3)


def test_noventa_y_tres_de_cada_cien_pagos_son_del_periodo_corriente(mil):
    corriente, origen = Counter(), Counter()
    for ruta in mil.glob("sipare/*.csv"):
        ejercicio, mes = (int(parte) for parte in ruta.stem.split("-"))
        anterior = f"{ejercicio - (mes == 1)}{(mes - 2) % 12 + 1:02d}"
        for fila in tabla(ruta):
            corriente[fila["Periodo Pago"] == anterior] += 1
            origen[fila["Origen"]] += 1
    assert 100 * corriente[True] / corriente.total() == pytest.approx(93.5, abs=2.5)
    assert set(origen) == {"Emisión", "Archivo de pago"}


def test_cada_total_pagado_es_la_suma_de_sus_partes(mil):
    partes_de_pago = ("Importe IMSS", "Importe RCV", "Importe Vivienda", "Importe ACV")
    for fila in tabla(mil / "sipare/2026-06.csv"):
        suma = sum(int(fila[p].replace(".", "")) for p in partes_de_pago)
        assert int(fila["Total"].replace(".", "")) == suma

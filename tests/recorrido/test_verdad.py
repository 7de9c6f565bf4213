"""What was planted against what was found: nothing missed, nothing invented."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from cartera_lib import store
from cartera_lib.importers import leer
from cartera_lib.importers.lectura import CargaRechazada
from cartera_lib.mesa import Mesa
from cartera_lib.oficina.depuracion import inconsistencias
from cartera_lib.sintetica import generar


@pytest.fixture(scope="module")
def archivos(tmp_path_factory):
    carpeta = tmp_path_factory.mktemp("subdelegacion")
    generar(carpeta, semilla=11, patrones=150, cortes=3)
    return carpeta


@pytest.fixture(scope="module")
def plantados(archivos):
    verdad = defaultdict(set)
    with (archivos / "verdad.csv").open(encoding="utf-8", newline="") as flujo:
        for fila in csv.DictReader(flujo):
            lugar = (fila["archivo"], int(fila["renglon"] or 0), fila["clase"])
            verdad[fila["esperado"]].add(lugar)
    return verdad


@pytest.fixture(scope="module")
def lecturas(archivos):
    rutas = [*archivos.glob("rale/*/*.txt"), *archivos.glob("compacto/*"), *archivos.glob("zip/*")]
    rutas += [archivos / "patrones.csv", *archivos.glob("sipare/*.csv")]
    return {str(ruta.relative_to(archivos)): leer(ruta) for ruta in sorted(rutas)}


def test_cada_aviso_y_cada_rechazo_plantado_se_halla_y_ninguno_mas(plantados, lecturas):
    avisos = {(a, n.renglon, n.codigo) for a, x in lecturas.items() for n in x.avisos}
    rechazos = {
        (a, r.renglon, codigo)
        for a, x in lecturas.items()
        for r in x.rechazos
        for codigo in r.codigos
    }
    assert avisos == plantados["aviso"]
    assert rechazos == plantados["rechazo"]
    assert avisos
    assert rechazos


def test_cada_inconsistencia_plantada_se_halla_y_ninguna_mas(plantados, lecturas, tmp_path):
    con_mesa = {archivo: x for archivo, x in lecturas.items() if archivo.startswith("rale")}
    nombres = {(x.corte.ramo, x.corte.propios, x.corte.al): a for a, x in con_mesa.items()}
    almacen = store.open(tmp_path / "cartera.sqlite")
    for archivo, lectura in lecturas.items():
        if not archivo.startswith(("compacto", "zip")):
            almacen.append(lectura)
    mesa = Mesa(almacen)
    hallados = {
        (nombres[fila.ramo, fila.propios, corte], fila.renglon, fila.codigo)
        for corte in mesa.cortes()
        for fila in inconsistencias(mesa.cartera(corte), mesa.pagos()).detalle.itertuples()
    }
    de_rale = {lugar for lugar in plantados["inconsistencia"] if lugar[0].startswith("rale")}
    assert hallados == de_rale
    assert len({codigo for _, _, codigo in hallados}) >= 8


def test_cada_archivo_roto_se_rechaza_entero_con_su_motivo(plantados, archivos):
    for archivo, _, clase in plantados["carga_rechazada"]:
        with pytest.raises(CargaRechazada, match=clase):
            leer(archivos / archivo)
    assert len(plantados["carga_rechazada"]) == 8


def test_cada_renglon_de_cada_archivo_tiene_destino(lecturas, archivos):
    for archivo, lectura in lecturas.items():
        assert lectura.renglones_leidos == lectura.tabla.num_rows + len(lectura.rechazos), archivo
        if archivo.startswith("rale"):
            fisicas = len(Path(archivos / archivo).read_bytes().splitlines())
            contadas = lectura.renglones_leidos + lectura.renglones_de_impresion
            blancas = sum(not x.strip() for x in Path(archivos / archivo).read_bytes().splitlines())
            assert contadas + blancas == fisicas, archivo

"""The same forms at the real counter, on a book that is kept: it answers each as the truth says."""

from datetime import UTC, datetime

import pytest

from cartera_lib import store
from cartera_lib.ejemplo import cargar
from cartera_lib.mesa import Mesa
from cartera_lib.sintetica import generar
from cartera_lib.ventanilla import Ventanilla
from tests.recorrido.oficina import verdad

RELOJ = datetime(2026, 6, 30, 18, tzinfo=UTC)


@pytest.fixture(scope="module")
def contestadas(tmp_path_factory):
    """Work two months form by form; return what was found, what had to be, and the proof."""
    taller = tmp_path_factory.mktemp("ventanilla")
    archivos = generar(taller / "x", semilla=7, patrones=60, cortes=3).salida
    cargar(archivos, taller / "cartera.sqlite")
    with store.open(taller / "cartera.sqlite") as libro:
        ana = Ventanilla(Mesa(libro), "Ana", reloj=lambda: RELOJ)
        primero, *siguientes = ana.mesa.cortes()
        ana.abrir_libro(primero)
        halladas = {}
        for corte in siguientes:
            halladas |= _trabajar(ana, archivos / "requerimientos" / f"{corte:%Y-%m}", corte)
            ana.seguir_corte(corte)
        fallas = libro.verificar()
    plantadas = {a.rpartition("/")[2]: {f["codigo"]} - {""} for a, f in verdad(archivos).items()}
    return halladas, plantadas, fallas


def test_la_ventanilla_halla_cada_falta_y_ninguna_mas(contestadas):
    halladas, plantadas, _ = contestadas
    assert len(set().union(*plantadas.values())) > 10
    assert halladas == plantadas


def test_el_libro_trabajado_se_prueba_entero(contestadas):
    assert contestadas[2] == ()


def _trabajar(ana, carpeta, corte):
    for ruta in sorted(carpeta.iterdir()):
        ana.recibir(ruta, al=corte)
    halladas = {}
    for folio in ana.por_resolver():
        _, dictamen = ana.resolver(folio, al=corte)
        causas = {causa.codigo for causa in dictamen.revision.causas}
        halladas[dictamen.requerimiento.archivo] = causas
    return halladas

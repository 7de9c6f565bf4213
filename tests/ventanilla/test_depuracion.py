"""The reports of the purge over the example's book: they add up, and say so."""

import numpy as np
import pytest

from cartera_lib.cartera.movimiento import Llave
from cartera_lib.reglas.decision import Acto
from tests.ventanilla.conftest import JUNIO, MAYO


@pytest.fixture
def revision(ana):
    return ana.revisar(JUNIO)


def test_los_derechos_reales_suman_y_no_dejan_residual(revision):
    derechos = revision.depuracion.derechos["total"]
    quitado = derechos[derechos.index.str.startswith("Menos")].sum()
    de_ellos = derechos[derechos.index.str.startswith("De ellos")].sum()
    reales = derechos["Derechos reales de cobro"]
    assert derechos["Total de la cartera"] == revision.total.sum()
    assert derechos["Total de la cartera"] + quitado == reales == de_ellos
    assert revision.depuracion.residual == 0


def test_nada_de_la_cola_que_libera_al_deudor_se_puede_cobrar(revision):
    cola = revision.depuracion.cola
    fuera = cola.index[cola["causa"].str.contains("Prescrito según|Caduco|Pagado|Sin importe")]
    assert len(fuera)
    assert not revision.semaforo.compuerta.puede(Acto.MANDAMIENTO)[fuera].any()
    assert not revision.semaforo.compuerta.puede(Acto.FICHA)[fuera].any()


def test_todos_los_cuadres_de_un_corte_seguido_dan_cero(ana):
    cuadres = ana.revisar(MAYO, MAYO).cuadres
    assert len(cuadres) == 6
    assert (cuadres["diferencia"] == 0).all(), cuadres


def test_el_horizonte_no_cuenta_lo_que_sale_de_la_cartera(revision):
    cola = revision.depuracion.cola
    liberan = set(cola.index[cola["libera"] == "sí"])
    assert not liberan & set(revision.horizonte.detalle.index)


def test_cada_credito_tiene_sus_dos_letras_y_su_frase(revision):
    tabla = revision.calificacion.tabla
    assert len(tabla) == len(revision.cartera)
    for eje in ("credito", "patron"):
        assert set(tabla[f"{eje}_letra"]) <= set("ABCD")
        assert tabla[f"{eje}_frase"].str.endswith(".").all()
    assert revision.calificacion.cruce["creditos"].sum() == len(tabla)
    assert revision.calificacion.cruce["total"].sum() == revision.total.sum()


@pytest.mark.parametrize(
    "nombre", ["semaforo", "depuracion", "derechos_reales", "prescripcion", "inconsistencias"]
)
def test_cada_informe_se_entrega_con_sus_hojas_y_sus_cifras(ana, nombre, tmp_path):
    informe = getattr(ana, f"informe_de_{nombre}")(JUNIO)
    assert informe.nombre == nombre
    assert informe.control().startswith("Cifras de control\n")
    assert f"{nombre}.xlsx" in ana.mesa.entregar(informe, str(tmp_path))
    assert all(len(hoja) <= 31 for hoja in informe.hojas())


def test_lo_que_espera_en_una_incidencia_deja_de_esperar_con_su_papel(revision):
    detalle = revision.inconsistencias.detalle
    sin_acta = detalle[detalle["codigo"] == "09_SIN_ACTA"]
    hechos = revision.ventanilla.libro.hechos().to_pandas()
    con_acta = set(hechos.loc[hechos["codigo"].isin(["NO_LOCALIZADO", "DESOCUPO"]), "registro"])
    assert len(sin_acta)
    assert con_acta
    assert not con_acta & set(sin_acta["registro"])
    en_09 = revision.cartera.columna("incidencia") == "09"
    registros = revision.cartera.columna("registro")
    assert len(sin_acta) == int((en_09 & ~np.isin(registros, list(con_acta))).sum())


def test_el_detalle_del_semaforo_nombra_cada_credito_una_vez(revision):
    tabla = revision.semaforo.tabla
    assert not tabla.duplicated(list(Llave._fields)).any()

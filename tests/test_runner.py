import json
import re
import shutil

import openpyxl
import pytest

from cartera_lib import ejemplo, runner
from cartera_lib.errors import DatoInvalido
from cartera_lib.oficina.informes import situacion
from cartera_lib.puertas import abrir


@pytest.fixture(scope="module")
def paquete(tmp_path_factory):
    carpeta = tmp_path_factory.mktemp("situacion")
    return runner.run("situacion", {"libro": str(ejemplo.libro()), "esquema": "B"}, carpeta=carpeta)


def test_el_reporte_deja_cuaderno_pagina_libro_cifras_y_manifiesto(paquete):
    nombres = {archivo.name for archivo in paquete.iterdir()}
    assert nombres == {
        "situacion.ipynb",
        "situacion.html",
        "situacion.xlsx",
        "cifras.json",
        "entradas.json",
        "manifiesto.json",
    }


def test_las_cifras_son_las_que_calcula_la_oficina(paquete):
    cifras = json.loads((paquete / "cifras.json").read_text(encoding="utf-8"))
    cartera = abrir(str(ejemplo.libro())).cartera()
    tabla = situacion(cartera, al=cartera.corte).tabla
    assert sum(fila["total"] for fila in cifras["Totales"]) == tabla["total"].sum()
    assert sum(fila["Total.total"] for fila in cifras["Por grupo"]) == tabla["total"].sum()
    assert {fila["grupo"] for fila in cifras["Por grupo"]} > {"Dinámicas", "Controvertido"}
    hoja = openpyxl.load_workbook(paquete / "situacion.xlsx")["Totales"]
    encabezado, *filas = hoja.values
    lugar = encabezado.index("Total")
    assert sum(round(fila[lugar] * 100) for fila in filas) == tabla["total"].sum()


def test_la_pagina_no_muestra_codigo_ni_pide_nada_afuera(paquete):
    pagina = (paquete / "situacion.html").read_text(encoding="utf-8")
    assert "informe_mensual(" not in pagina
    assert not re.search(r'<(script|link|img)[^>]+(src|href)="https?:', pagina)
    assert 'lang="es"' in pagina


def test_el_manifiesto_dice_entradas_version_parametros_y_sumas(paquete):
    manifiesto = json.loads((paquete / "manifiesto.json").read_text(encoding="utf-8"))
    assert manifiesto["parametros"]["esquema"] == "B"
    archivos = [e["archivo"] for e in manifiesto["entradas"]]
    assert sum(a.endswith("300626.txt") for a in archivos) == 4
    assert "patrones.csv" in archivos
    assert set(manifiesto["archivos"]) >= {"situacion.html", "situacion.xlsx", "cifras.json"}


def test_las_mismas_entradas_dan_las_mismas_cifras(paquete, tmp_path):
    otra = runner.run(
        "situacion", {"libro": str(ejemplo.libro()), "esquema": "B"}, carpeta=tmp_path
    )
    assert (otra / "cifras.json").read_bytes() == (paquete / "cifras.json").read_bytes()


def test_un_parametro_que_no_existe_se_rechaza_antes_de_correr(tmp_path):
    with pytest.raises(DatoInvalido, match=r"no tiene el parámetro «esqema».*esquema: agrupación"):
        runner.run("situacion", {"esqema": "B"}, carpeta=tmp_path / "r")
    assert not (tmp_path / "r").exists()


def test_un_reporte_que_no_existe_se_rechaza_con_los_que_hay(tmp_path):
    with pytest.raises(DatoInvalido, match=r"No hay reporte «situasion». Existen: .*situacion"):
        runner.run("situasion", {}, carpeta=tmp_path)


def test_un_reporte_que_falla_queda_marcado_con_su_causa(tmp_path):
    parametros = {"libro": str(ejemplo.libro()), "corte": "1999-01-31"}
    with pytest.raises(runner.ReporteFallido, match="No hay corte al 1999-01-31"):
        runner.run("situacion", parametros, carpeta=tmp_path / "informe")
    aparte = tmp_path / "informe-FALLIDO"
    assert "No hay corte al 1999-01-31" in (aparte / "FALLIDO.txt").read_text(encoding="utf-8")
    assert not (aparte / "manifiesto.json").exists()


def test_un_reporte_que_falla_no_toca_el_anterior(paquete, tmp_path):
    copia = tmp_path / "informe"
    shutil.copytree(paquete, copia)
    antes = {a.name: a.read_bytes() for a in copia.iterdir()}
    with pytest.raises(runner.ReporteFallido, match=r"No hay agrupación «Z».*A, B, PAE"):
        runner.run("situacion", {"libro": str(ejemplo.libro()), "esquema": "Z"}, carpeta=copia)
    assert {a.name: a.read_bytes() for a in copia.iterdir()} == antes

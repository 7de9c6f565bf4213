import hashlib
import os
import subprocess
import sys
from datetime import date

import pytest

from cartera_lib.errors import DatoInvalido
from cartera_lib.sintetica import generar

GENERAR = (
    "import sys; from pathlib import Path; from cartera_lib.sintetica import generar;"
    "generar(Path(sys.argv[1]), semilla=7, patrones=60, cortes=3)"
)


def huellas(carpeta):
    return {
        ruta.relative_to(carpeta).as_posix(): hashlib.sha256(ruta.read_bytes()).hexdigest()
        for ruta in sorted(carpeta.rglob("*"))
        if ruta.is_file()
    }


def test_la_misma_semilla_escribe_los_mismos_bytes_en_otro_proceso(carpeta, tmp_path):
    entorno = os.environ | {"PYTHONHASHSEED": "12345"}
    otra = tmp_path / "otra"
    subprocess.run([sys.executable, "-c", GENERAR, str(otra)], check=True, env=entorno)
    assert huellas(otra) == huellas(carpeta)


def test_otra_semilla_escribe_otra_subdelegacion(carpeta, tmp_path):
    generar(tmp_path / "otra", semilla=8, patrones=60, cortes=3)
    primera, segunda = huellas(carpeta), huellas(tmp_path / "otra")
    de_areas = "requerimientos/"  # as many as the areas asked for, each with its folio
    comunes = [{a for a in x if not a.startswith(de_areas)} for x in (primera, segunda)]
    llenos = {a for a in primera if (carpeta / a).read_bytes().count(b"\n") > 1}
    iguales = {a for a in llenos if segunda.get(a) == primera[a]}
    assert comunes[0] == comunes[1]
    assert iguales == set()


def test_el_resumen_nombra_todo_lo_que_se_escribio(resumen):
    assert set(resumen.archivos) == set(huellas(resumen.salida))
    assert resumen.cortes == (date(2026, 4, 30), date(2026, 5, 31), date(2026, 6, 30))
    assert resumen.patrones == 60
    assert str(resumen).startswith(f"{len(resumen.archivos)} archivos: 60 patrones")


def test_el_ultimo_corte_es_el_fin_de_mes_de_hasta_o_el_anterior(tmp_path):
    resumen = generar(tmp_path / "x", patrones=60, cortes=1, hasta=date(2025, 3, 15))
    assert resumen.cortes == (date(2025, 2, 28),)


def test_no_se_escribe_sobre_una_carpeta_con_archivos(tmp_path):
    (tmp_path / "ajeno.txt").write_text("de alguien", encoding="utf-8")
    with pytest.raises(DatoInvalido, match="nueva o vacía"):
        generar(tmp_path, patrones=60, cortes=1)
    assert [ruta.name for ruta in tmp_path.iterdir()] == ["ajeno.txt"]


@pytest.mark.parametrize(
    "pedido", [{"patrones": 59}, {"cortes": 0}, {"hasta": date(2012, 6, 30)}], ids=str
)
def test_un_pedido_fuera_de_lo_posible_se_rechaza_diciendo_los_limites(tmp_path, pedido):
    with pytest.raises(DatoInvalido, match=r"60 a 50000|2018–2049"):
        generar(tmp_path / "x", **pedido)

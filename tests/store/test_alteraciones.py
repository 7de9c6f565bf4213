"""Hundreds of ways of changing a ledger by force, and none goes unseen by either proof.

``CARTERA_ALTERACIONES=1000`` draws a thousand.
"""

import importlib.util
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from cartera_lib import store
from cartera_lib.norma.tablas import renglones
from cartera_lib.store import esquema_documentos, esquema_expediente
from tests.store.actos import acto, alta
from tests.store.alteraciones import Alterador, firmar, firmar_todo, llenar, sin_candados

GUION = Path(__file__).resolve().parents[2] / "scripts" / "verificar_libro.py"
SEMILLA, ALTERACIONES = 20_261_124, int(os.environ.get("CARTERA_ALTERACIONES", "400"))
EN_PROCESO_APARTE = 4


def _guion():
    descripcion = importlib.util.spec_from_file_location("verificar_libro", GUION)
    modulo = importlib.util.module_from_spec(descripcion)
    descripcion.loader.exec_module(modulo)
    return modulo


def _solo(*argumentos) -> subprocess.CompletedProcess:
    """Run the script as an auditor does: without this package, nor any other."""
    orden = [sys.executable, "-I", "-S", str(GUION), *map(str, argumentos)]
    return subprocess.run(orden, capture_output=True, text=True, check=False, cwd="/")


@pytest.fixture(scope="module")
def libro(tmp_path_factory):
    """A ledger of every class of act, without locks, and the receipt of its last one."""
    carpeta = tmp_path_factory.mktemp("libro")
    with store.open(carpeta / "entero.db") as almacen:
        llenar(almacen)
        cabezas = almacen.huellas_de_cabeza()
    return sin_candados(carpeta / "entero.db", carpeta / "libre.db"), cabezas


@pytest.fixture
def copia(libro, tmp_path):
    return shutil.copyfile(libro[0], tmp_path / "copia.db")


def verificar(ruta: Path) -> tuple[str, ...]:
    with store.open(ruta) as almacen:
        return almacen.verificar()


def test_un_libro_intacto_no_tiene_fallas_en_ninguna_base(almacen):
    llenar(almacen)
    assert almacen.verificar() == ()


def test_el_guion_no_halla_fallas_en_un_libro_intacto(libro):
    ruta, (carga, acto) = libro
    hecho = _solo(ruta, "--huella", acto)
    assert (hecho.returncode, hecho.stderr) == (0, "")
    assert "íntegro" in hecho.stdout
    assert _guion().fallas(ruta, carga) == []


def test_mil_alteraciones_al_azar_se_descubren_todas_de_las_dos_maneras(libro, copia):
    print(f"semilla {SEMILLA}")
    alterador, guion, sin_ver = Alterador(SEMILLA), _guion(), []
    with store.open(copia) as almacen:
        assert (almacen.verificar(), guion.fallas(copia)) == ((), [])
        for numero in range(ALTERACIONES):
            almacen.motor.dispose()
            shutil.copyfile(libro[0], copia)
            hecho = alterador.alterar(copia)
            vistas = {"verificar": almacen.verificar(), "guion": guion.fallas(copia)}
            sin_ver += [(numero, quien, hecho) for quien, fallas in vistas.items() if not fallas]
            if numero < EN_PROCESO_APARTE:
                solo = _solo(copia)
                assert (solo.returncode, solo.stderr) == (1, ""), hecho
    assert sin_ver == []


def test_el_ultimo_acto_firmado_de_nuevo_solo_se_descubre_con_la_huella_de_su_acuse(libro, copia):
    acuse = libro[1][1]
    with closing(sqlite3.connect(copia)) as base, base:
        ((ultimo,),) = base.execute("SELECT max(id) FROM acto")
        base.execute("UPDATE verificacion SET producto = 'otro' WHERE acto_id = ?", (ultimo,))
        firmar(base, ultimo)
    with store.open(copia) as almacen:
        assert almacen.verificar() == ()
        assert not almacen.contiene(acuse)
    assert _guion().fallas(copia) == []
    hecho = _solo(copia, "--huella", acuse)
    assert hecho.returncode == 1
    assert acuse in hecho.stdout


def test_un_libro_sin_su_final_solo_se_descubre_con_la_huella_de_un_acuse(libro, copia):
    acuse = libro[1][1]
    with closing(sqlite3.connect(copia)) as base, base:
        ((ultimo,),) = base.execute("SELECT max(id) FROM acto")
        base.execute("DELETE FROM verificacion WHERE acto_id = ?", (ultimo,))
        base.execute("DELETE FROM acto WHERE id = ?", (ultimo,))
    with store.open(copia) as almacen:
        assert almacen.verificar() == ()
        assert not almacen.contiene(acuse)
    assert len(_guion().fallas(copia, acuse)) == 1


@pytest.mark.parametrize(
    ("sentencia", "falla"),
    [
        ("UPDATE asiento SET debe = debe + 1 WHERE debe > 0", "póliza"),
        ("UPDATE movimiento SET saldo_antes = saldo_antes + 5 WHERE numero = 2", "movimiento 2"),
        ("UPDATE movimiento SET incidencia_antes = '31' WHERE numero = 3", "movimiento 3"),
        ("UPDATE deposito SET importe = importe + 1", "depósito"),
        ("UPDATE recepcion SET rechazados = rechazados + 1", "r.csv"),
        ("UPDATE acto SET quien = 'Luis  GIL'", "verific"),
        ("UPDATE papel SET contenido = 'AAAA'", "ya no tiene los bytes de esa huella"),
        ("UPDATE papel SET contenido = 'No es base64.'", "ya no tiene los bytes de esa huella"),
        ("UPDATE emitido SET datos = '{}'", "ME26-000001, que ya no tiene los datos de su huella"),
    ],
)
def test_lo_que_no_suma_se_descubre_aunque_se_rehagan_todas_las_huellas(copia, sentencia, falla):
    with closing(sqlite3.connect(copia)) as base, base:
        base.execute("PRAGMA ignore_check_constraints = ON")
        base.execute(sentencia)
        firmar_todo(base)
    for fallas in (verificar(copia), _guion().fallas(copia)):
        assert any(falla in texto for texto in fallas)
        assert not any("ya no tiene los renglones" in texto for texto in fallas)


def test_lo_que_no_es_un_libro_se_dice_sin_tropezar(tmp_path):
    ajeno = tmp_path / "ajeno.db"
    ajeno.write_text("esto no es una base", encoding="utf-8")
    for ruta in (ajeno, tmp_path / "no_existe.db"):
        hecho = _solo(ruta)
        assert (hecho.returncode, hecho.stderr) == (1, "")
        assert ruta.name in hecho.stdout
    assert not (tmp_path / "no_existe.db").exists()


def test_el_guion_conoce_los_movimientos_que_no_llevan_poliza():
    mapa = {(f["transaccion"], f["rubro"]) for f in renglones("mapa_contable") if not f["cargo"]}
    assert mapa == _guion().SIN_POLIZA


@pytest.mark.parametrize("clase", ["CONFIRMACION", "TRAMITE"])
@pytest.mark.parametrize("quien", ["Ana Ruiz", "ANA  ruiz", "A\u200bna Ruiz", "Ａna Ruiz"])
def test_el_guion_sabe_quien_vio_lo_suyo_como_quiera_que_escriba_su_nombre(copia, quien, clase):
    with closing(sqlite3.connect(copia)) as base, base:
        base.execute("UPDATE acto SET quien = ? WHERE clase = ?", (quien, clase))
    assert any("verificó lo que capturó Ana Ruiz" in falla for falla in _guion().fallas(copia))


@pytest.mark.parametrize(
    "faltan",
    [esquema_documentos.PARTES, (*esquema_expediente.PARTES, *esquema_documentos.PARTES)],
    ids=["documentos", "expedientes"],
)
def test_el_guion_prueba_un_libro_de_antes_de_que_hubiera_esas_tablas(tmp_path, faltan):
    with store.open(tmp_path / "viejo.db") as almacen:
        almacen.asentar(acto("AFECTACION", *alta()))
    vieja = sin_candados(tmp_path / "viejo.db", tmp_path / "vieja.db")
    with closing(sqlite3.connect(vieja)) as base, base:
        for tabla in reversed(faltan):
            base.execute(f"DROP TABLE {tabla.name}")
    assert _guion().fallas(vieja) == []

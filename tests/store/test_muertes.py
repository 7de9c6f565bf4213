"""A process killed while it appends leaves all of its load or nothing of it."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pytest
import sqlalchemy as sa

from cartera_lib import store
from cartera_lib.store import esquema
from cartera_lib.store.conexion import escritura
from tests.store.lecturas import tabla_rale
from tests.store.victima import lectura

CREDITOS, MUERTES = 15_000, 10
RAIZ = Path(__file__).parents[2]


@pytest.fixture
def criadero(url, tmp_path):
    """A process with a child to kill for each number that is written to it."""
    tabla = tabla_rale(CREDITOS)
    with pa.ipc.new_file(tmp_path / "tabla.arrow", tabla.schema) as salida:
        salida.write_table(tabla)
    orden = [sys.executable, "-m", "tests.store.victima", url, str(tmp_path)]
    tubos = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(orden, cwd=RAIZ, **tubos) as proceso:
        yield proceso
        proceso.stdin.close()


def nacer(criadero: subprocess.Popen, numero: int) -> int:
    """Start an attempt and return its process as it begins to append."""
    print(numero, file=criadero.stdin, flush=True)
    return int(criadero.stdout.readline())


def esperar(criadero: subprocess.Popen) -> tuple[int, float]:
    """Return how an attempt ended and, if it did, how long the append took."""
    print(file=criadero.stdin, flush=True)
    duracion = 0.0
    while not (linea := criadero.stdout.readline()).startswith("fin"):
        duracion = float(linea)
    return int(linea.split()[1]), duracion


def guardado(almacen, sha256: str) -> tuple[int, int]:
    """Return how many loads of a file and how many credits of all there are, once it is quiet."""
    carga, credito = esquema.carga, esquema.credito
    # The writer's turn is free again only when the server has noticed the death.
    with escritura(almacen.motor) as conexion:
        de_archivo = sa.select(sa.func.count()).where(carga.c.sha256 == sha256)
        todos = sa.select(sa.func.count()).select_from(credito)
        return conexion.scalar(de_archivo), conexion.scalar(todos)


def test_una_muerte_a_media_carga_deja_todo_o_nada(criadero, url, tmp_path):
    moneda = random.Random(20261124)
    tabla = tabla_rale(CREDITOS)
    nacer(criadero, 0)
    final, duracion = esperar(criadero)
    assert final == 0
    completas, finales = 1, []
    with store.open(url, instantaneas=tmp_path / "i") as almacen:
        for numero in range(1, MUERTES + 1):
            victima = nacer(criadero, numero)
            time.sleep(duracion * (numero - 1 + moneda.random()) / MUERTES)
            os.kill(victima, signal.SIGKILL)
            finales.append(esperar(criadero)[0])
            cargas, creditos = guardado(almacen, lectura(tabla, numero).sha256)
            completas += cargas
            assert cargas in (0, 1)
            assert creditos == CREDITOS * completas
        assert -signal.SIGKILL in finales
        assert completas < 1 + MUERTES
        assert almacen.verificar() == ()
        assert almacen.append(lectura(tabla, 99)).carga_id == completas + 1

"""A process killed while it posts loses nothing that it acknowledged and leaves no half act."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cartera_lib import store
from cartera_lib.store.conexion import escritura
from tests.store.actos import acto, alta, cuantas, preguntar
from tests.store.victima_libro import CUENTAS

MUERTES, PLAZO = 50, 0.08
RAIZ = Path(__file__).parents[2]
INCOMPLETOS = f"""
SELECT a.llave FROM acto a WHERE
  (SELECT count(*) FROM cuenta c WHERE c.acto_id = a.id) <> {CUENTAS}
  OR (SELECT count(*) FROM movimiento m WHERE m.acto_id = a.id) <> {2 * CUENTAS}
  OR (SELECT coalesce(sum(debe), 0) FROM asiento s WHERE s.acto_id = a.id)
  <> (SELECT coalesce(sum(haber), 0) FROM asiento s WHERE s.acto_id = a.id)
"""


@pytest.fixture
def criadero(url):
    """A process with a child to kill for each number that is written to it."""
    orden = [sys.executable, "-m", "tests.store.victima_libro", url]
    tubos = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(orden, cwd=RAIZ, **tubos) as proceso:
        yield proceso
        proceso.stdin.close()


def matar(criadero: subprocess.Popen, numero: int, plazo: float) -> set[str]:
    """Start an attempt, kill it after some seconds, and return the acts that it acknowledged."""
    print(numero, file=criadero.stdin, flush=True)
    victima = int(criadero.stdout.readline())
    time.sleep(plazo)
    os.kill(victima, signal.SIGKILL)
    print(file=criadero.stdin, flush=True)
    return set(iter(lambda: criadero.stdout.readline().strip(), "fin"))


def test_cincuenta_muertes_no_pierden_lo_acusado_ni_dejan_nada_a_medias(criadero, url):
    moneda = random.Random(20261124)
    acusados: set[str] = set()
    with store.open(url) as almacen:
        numero, plazo = 0, PLAZO
        while numero < MUERTES or len(acusados) <= MUERTES:
            numero += 1
            acusados |= matar(criadero, numero, plazo * moneda.random())
            # However slow the machine, more than one act for each death comes to be said.
            plazo *= 1.1 if len(acusados) <= numero else 1.0
            # The writer's turn is free again only when the server has noticed the death.
            with escritura(almacen.motor):
                pass
            guardados = {llave for (llave,) in preguntar(almacen, "SELECT llave FROM acto")}
            assert acusados <= guardados
            # At most the act that was safe when death came before its receipt.
            assert len(guardados - acusados) <= numero
            assert preguntar(almacen, INCOMPLETOS) == []
            filas = cuantas(almacen)
            assert filas["cuenta"] == CUENTAS * len(guardados)
            assert filas["movimiento"] == 2 * CUENTAS * len(guardados)
        assert almacen.verificar() == ()
        assert almacen.asentar(acto("AFECTACION", *alta(1))).acto_id == len(guardados) + 1

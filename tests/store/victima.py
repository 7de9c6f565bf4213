"""A process that appends readings in children of its own, each of which may be killed.

It imports everything once and forks for each attempt: to start Python eleven times would take
longer than all the appends. The standard input says the number of each attempt and, in another
line, that it may be buried: until then its process number is nobody else's.
"""

import os
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa

from cartera_lib import store
from tests.store import lecturas


def lectura(tabla: pa.Table, numero: int):
    """Return the reading of one attempt: the same credits, each time in another cut."""
    return lecturas.rale(tabla, al=date(2020, 1, 31) + timedelta(days=numero), totales=None)


def intentar(url: str, carpeta: Path, numero: int) -> None:
    """Say «pid», append, and say how many seconds it took."""
    tabla = pa.ipc.open_file(carpeta / "tabla.arrow").read_all()
    propia = lectura(tabla, numero)
    with store.open(url, instantaneas=carpeta / "i") as almacen:
        print(os.getpid(), flush=True)
        inicio = time.perf_counter()
        almacen.append(propia)
        print(time.perf_counter() - inicio, flush=True)


def criar(url: str, carpeta: Path) -> None:
    """Fork one child an attempt and say how it ended."""
    while linea := sys.stdin.readline():
        hijo = os.fork()
        if not hijo:
            intentar(url, carpeta, int(linea))
            os._exit(0)
        sys.stdin.readline()
        _, estado = os.waitpid(hijo, 0)
        print("fin", os.waitstatus_to_exitcode(estado), flush=True)


if __name__ == "__main__":
    criar(sys.argv[1], Path(sys.argv[2]))

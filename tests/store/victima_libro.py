"""A process that posts acts in children of its own, each of which may be killed.

As in ``victima``, it imports everything once; the standard input says the number of each attempt
and, in another line, that it may be buried. Each act that is safe is said in a line of its own.
"""

import os
import sys
from itertools import count

from cartera_lib import store
from cartera_lib.oficina import documentos_por_cobrar  # noqa: F401  before each child
from tests.store.actos import acto, alta, mov

CUENTAS = 20


def asentar(url: str, numero: int) -> None:
    """Say the process number, then post acts of ``CUENTAS`` accounts until somebody kills it."""
    with store.open(url) as almacen:
        print(os.getpid(), flush=True)
        for vez in count():
            primera = 1_000_000 * numero + CUENTAS * vez
            cuentas = range(primera, primera + CUENTAS)
            partes = [parte for n in cuentas for parte in (*alta(n), mov(n, 2, -30_000))]
            llave = f"{numero}/{vez}"
            almacen.asentar(acto("AFECTACION", *partes, llave=llave))
            print(llave, flush=True)


def criar(url: str) -> None:
    """Fork one child an attempt and say when it is dead."""
    while linea := sys.stdin.readline():
        hijo = os.fork()
        if not hijo:
            asentar(url, int(linea))
        sys.stdin.readline()
        os.waitpid(hijo, 0)
        print("fin", flush=True)


if __name__ == "__main__":
    criar(sys.argv[1])

"""Measure the ledger: ``python -m tests.store.medicion_libro [sqlite|postgresql] [créditos]``.

Opens the ledger with that many credits, then posts batches of ``LOTE`` movements over them.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

from cartera_lib import store
from cartera_lib.cartera.movimiento import Llave, Movimiento
from tests.store import lecturas
from tests.store.actos import AL, acto, preguntar
from tests.store.servidor import Servidor, binarios

LOTE, LOTES = 10_000, 7
CUENTAS = f"""
SELECT ramo, registro, credito, periodo, tipo_documento FROM cuenta
WHERE mod(id, {{paso}}) = 0 ORDER BY id LIMIT {LOTE}
"""


def medir(almacen: store.Almacen, n: int) -> None:
    tabla = lecturas.tabla_rale(n)
    almacen.append(lecturas.rale(tabla))
    inicio = time.perf_counter()
    acuse = almacen.asentar(acto("APERTURA", llave="abrir", aperturas=(1,)))
    print(f"apertura de {acuse.partes['cuenta']:,}: {time.perf_counter() - inicio:.1f} s")
    llaves = [Llave(*fila) for fila in preguntar(almacen, CUENTAS.format(paso=max(1, n // LOTE)))]
    ritmos = []
    for lote in range(LOTES):
        partes = [
            Movimiento(llave, lote + 2, "AJUSTE_ALZA", AL, 100 + lote, origen=f"R26-{lote:06d}/{k}")
            for k, llave in enumerate(llaves)
        ]
        inicio = time.perf_counter()
        almacen.asentar(acto("AFECTACION", *partes, llave=f"lote {lote}"))
        ritmos.append(len(llaves) / (time.perf_counter() - inicio))
    print(
        f"lotes de {len(llaves):,}: mediana {statistics.median(ritmos):,.0f} movimientos/s", end=""
    )
    print(f"  ({min(ritmos):,.0f}-{max(ritmos):,.0f}), n = {LOTES}")


def principal(clase: str = "sqlite", n: str = "1000000") -> None:
    servidor = Servidor(binarios()[0], seguro=True) if clase == "postgresql" else None
    print(clase)
    with tempfile.TemporaryDirectory(dir="/tmp") as temporal:
        carpeta = Path(temporal)
        try:
            direccion = servidor.base() if servidor else carpeta / "libro.db"
            with store.open(direccion, instantaneas=carpeta / "i") as almacen:
                medir(almacen, int(n))
        finally:
            if servidor:
                servidor.parar()


if __name__ == "__main__":
    principal(*sys.argv[1:])

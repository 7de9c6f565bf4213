"""Measure the reads and the proof: ``python -m tests.store.medicion_prueba [base] [créditos]``.

Opens the ledger with that many credits, posts as many movements in batches of ``LOTE``, and
proves it all; each line: median of ``VECES``, least and most.
"""

import importlib.util
import sys
import tempfile
from datetime import date
from pathlib import Path

from cartera_lib import store
from cartera_lib.cartera.movimiento import Llave, Movimiento
from tests.store import lecturas
from tests.store.actos import AL, acto, cuantas, preguntar
from tests.store.medicion import medir
from tests.store.servidor import Servidor, binarios

LOTE, VECES = 10_000, 3
GUION = Path(__file__).parents[2] / "scripts" / "verificar_libro.py"
CUENTAS = f"""
SELECT ramo, registro, credito, periodo, tipo_documento FROM cuenta
WHERE id > {{desde}} ORDER BY id LIMIT {LOTE}
"""


def llenar(almacen: store.Almacen, n: int) -> None:
    almacen.append(lecturas.rale(lecturas.tabla_rale(n)))
    almacen.asentar(acto("APERTURA", llave="abrir", aperturas=(1,)))
    for desde in range(0, min(n, 100_000), LOTE):
        partes = [
            Movimiento(Llave(*fila), 2, "AJUSTE_ALZA", AL, 100, origen=f"R26-{desde:06d}/{k}")
            for k, fila in enumerate(preguntar(almacen, CUENTAS.format(desde=desde)))
        ]
        almacen.asentar(acto("AFECTACION", *partes, llave=f"lote {desde}"))


def guion():
    """Load the stand-alone script by its path: it is not a part of the package."""
    especie = importlib.util.spec_from_file_location("verificar_libro", GUION)
    modulo = importlib.util.module_from_spec(especie)
    especie.loader.exec_module(modulo)
    return modulo


def medir_todo(almacen: store.Almacen) -> None:
    filas = cuantas(almacen)
    total = sum(filas.values()) + almacen.cargas()["aceptados"][0].as_py()
    print(f"{filas['movimiento']:,} movimientos, {filas['cuenta']:,} cuentas, {total:,} renglones")
    registro = preguntar(almacen, "SELECT registro FROM cuenta WHERE id = 777")[0][0]
    for nombre, accion in {
        "cuentas de un patrón": lambda: almacen.cuentas([registro]),
        "movimientos de un patrón": lambda: almacen.movimientos(registro=registro),
        "movimientos de un origen": lambda: almacen.movimientos(origen="R26-000000/77"),
        "saldos": almacen.saldos,
        "saldos al corte": lambda: almacen.saldos(date(2026, 10, 31)),
        "por_verificar": almacen.por_verificar,
        "recientes": lambda: almacen.recientes(AL),
        "requerimientos": almacen.requerimientos,
    }.items():
        medir(nombre, accion, VECES)
    pruebas = {"Almacen.verificar": almacen.verificar}
    if almacen.motor.dialect.name == "sqlite":
        pruebas["scripts/verificar_libro.py"] = lambda: guion().fallas(almacen.motor.url.database)
    for nombre, probar in pruebas.items():
        halladas = probar()
        assert not halladas, halladas[:3]
        segundos = medir(nombre, probar, VECES) / 1000
        por_segundo = filas["movimiento"] / segundos
        print(f"    {por_segundo:,.0f} movimientos/s, {total / segundos:,.0f} renglones/s")


def principal(clase: str = "sqlite", n: str = "50000") -> None:
    servidor = Servidor(binarios()[0], seguro=True) if clase == "postgresql" else None
    print(clase)
    with tempfile.TemporaryDirectory(dir="/tmp") as temporal:
        carpeta = Path(temporal)
        try:
            direccion = servidor.base() if servidor else carpeta / "libro.db"
            with store.open(direccion, instantaneas=carpeta / "i") as almacen:
                llenar(almacen, int(n))
                medir_todo(almacen)
        finally:
            if servidor:
                servidor.parar()


if __name__ == "__main__":
    principal(*sys.argv[1:])

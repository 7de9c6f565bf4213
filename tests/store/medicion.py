"""Measure the store: ``python -m tests.store.medicion [sqlite|postgresql] [créditos]``.

Each line: what, median of the repetitions in milliseconds of wall time, least and most.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa

from cartera_lib import store
from cartera_lib.store.columnas import RALE
from tests.store import lecturas
from tests.store.servidor import Servidor, binarios

VECES = 7
CARGA = 300_000
SILABAS = ("BA", "CE", "DI", "FO", "GU", "LA", "ME", "NI", "PO", "RU", "SA", "TE", "VI", "ZO")
GIROS = ("CONSTRUCCIONES", "TRANSPORTES", "COMERCIALIZADORA", "SERVICIOS", "GRUPO", "FERRETERIA")


def medir(nombre: str, accion: Callable[[], object], veces: int = VECES) -> float:
    tiempos = []
    for _ in range(veces):
        inicio = time.perf_counter()
        accion()
        tiempos.append(1000 * (time.perf_counter() - inicio))
    mediana = statistics.median(tiempos)
    print(f"{nombre:<42}{mediana:>10.1f} ms  ({min(tiempos):.1f}-{max(tiempos):.1f})", flush=True)
    return mediana


def nombres(cuantos: int) -> list[str]:
    """Return names of a common word and two of some 38,000 rare ones."""
    g = np.random.default_rng(7)
    letras = np.array(SILABAS, dtype=object)
    raras = ["".join(s) for s in letras[g.integers(0, len(letras), (38_000, 4))]]
    giros, una, otra = (g.integers(0, n, cuantos) for n in (len(GIROS), 38_000, 38_000))
    return [
        f"{GIROS[i]} {raras[j]} {raras[k]}, S.A. de C.V."
        for i, j, k in zip(giros, una, otra, strict=True)
    ]


def medir_cargas(direccion: Callable[[], object], carpeta: Path) -> None:
    lectura = lecturas.rale(lecturas.tabla_rale(CARGA))
    tiempos = []
    for vez in range(5):
        with store.open(direccion(), instantaneas=carpeta / f"i{vez}") as almacen:
            escribir, almacen.retratar = almacen.retratar, lambda *_: None
            propio, inicio = time.process_time(), time.perf_counter()
            acuse = almacen.append(lectura)
            medio, propio = time.perf_counter(), time.process_time() - propio
            escribir(almacen.cargas().to_pylist()[0], {"credito": lectura.tabla.select(RALE.names)})
            tiempos.append((medio - inicio, time.perf_counter() - medio, propio))
            assert acuse.aceptados == CARGA
    ritmos = sorted(CARGA / carga for carga, _, _ in tiempos)
    print(f"append de {CARGA:,}: mediana {statistics.median(ritmos):,.0f} créditos/s", end="  ")
    print(f"({ritmos[0]:,.0f}-{ritmos[-1]:,.0f})")
    _, instantanea, propio = map(statistics.median, zip(*tiempos, strict=True))
    print(f"instantánea: {instantanea:.2f} s más; procesador propio: {propio:.2f} s", flush=True)


def medir_preguntas(almacen: store.Almacen, n: int) -> None:
    tabla = lecturas.tabla_rale(n)
    patrones = n // 3
    padron = lecturas.tabla_patrones(nombres(patrones))
    medir(
        f"append de {n:,} créditos y su instantánea",
        lambda: almacen.append(lecturas.rale(tabla)),
        1,
    )
    medir(f"append de {patrones:,} patrones", lambda: almacen.append(lecturas.patrones(padron)), 1)
    registro = tabla["registro"][n // 2].as_py()
    uno = padron["nombre"][patrones // 2].as_py()
    giro, rara, otra = uno.split(",")[0].split()
    mal = f"{giro[:3]}{giro[4:]} {rara[:2]}{rara[3]}{rara[2]}{rara[4:]} {otra[:-2]}X{otra[-1]}"
    for que, texto in {
        "registro": registro,
        "principio de registro": registro[:6],
        "RFC": padron["rfc"][5].as_py(),
        "nombre": uno,
        "dos palabras": f"{rara} {otra}",
        "nombre con faltas": mal,
        "palabra rara con una falta": otra[:3] + otra[4:],
        "palabra de un sexto de los patrones": giro,
    }.items():
        hallados = almacen.buscar_patron(texto).num_rows
        medir(f"buscar {que} ({hallados})", lambda texto=texto: almacen.buscar_patron(texto))
    al = lecturas.CORTE
    medir("creditos_de", lambda: almacen.creditos_de(registro, al))
    for orden in ("registro", "-importe"):
        medir(
            f"página por {orden}", lambda o=orden: almacen.pagina_de_creditos(store.Filtros(al), o)
        )
    medir("por_situacion", lambda: almacen.por_situacion(al))
    medir("mayores_deudores", lambda: almacen.mayores_deudores(al))
    medir("instantanea completa", lambda: almacen.instantanea(al, "16", subdelegacion="01"))
    medir("cartera completa", lambda: almacen.cartera(al, "16", subdelegacion="01"), 3)
    medir("verificar", almacen.verificar, 1)


def principal(clase: str = "sqlite", n: str = "1000000") -> None:
    print(f"{clase}, pyarrow {pa.__version__}")
    servidor = Servidor(binarios()[0], seguro=True) if clase == "postgresql" else None
    with tempfile.TemporaryDirectory(dir="/tmp") as temporal:
        carpeta = Path(temporal)
        numeros = iter(range(100))

        def direccion() -> object:
            return servidor.base() if servidor else carpeta / f"{next(numeros)}.db"

        try:
            medir_cargas(direccion, carpeta)
            if int(n):
                with store.open(direccion(), instantaneas=carpeta / "i") as almacen:
                    medir_preguntas(almacen, int(n))
        finally:
            if servidor:
                servidor.parar()


if __name__ == "__main__":
    principal(*sys.argv[1:])

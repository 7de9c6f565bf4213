"""``cartera sintetica``, ``importar`` and ``demo``: what fills a book of cuts."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cartera_lib.cli.opciones import Verbos, agregar_libro, dia

if TYPE_CHECKING:
    from cartera_lib.importers.lectura import Lectura

CON_RECHAZOS = 3
MUESTRA = 10


def agregar(verbos: Verbos) -> None:
    """Add the verbs and their options."""
    _agregar_sintetica(verbos)
    verbo = verbos.add_parser("importar", help="carga RALE, patrones o pagos en el libro")
    verbo.add_argument("clase", choices=["rale", "patrones", "sipare"])
    verbo.add_argument("archivos", nargs="+", type=Path, metavar="ARCHIVO")
    agregar_libro(verbo)
    verbo.set_defaults(ejecutar=importar)
    verbo = verbos.add_parser("demo", help="subdelegación inventada: archivos, libro e informe")
    verbo.add_argument("--patrones", type=int, default=250, metavar="N")
    verbo.add_argument("--cortes", type=int, default=4, metavar="N")
    verbo.add_argument("--carpeta", type=Path, default=Path("datos/demo"), metavar="DIR")
    verbo.set_defaults(ejecutar=demo)


def _agregar_sintetica(verbos: Verbos) -> None:
    verbo = verbos.add_parser("sintetica", help="inventa los archivos de una subdelegación")
    verbo.add_argument("--semilla", type=int, default=7, metavar="N")
    verbo.add_argument("--patrones", type=int, default=1000, metavar="N")
    verbo.add_argument("--cortes", type=int, default=13, metavar="N")
    verbo.add_argument("--hasta", type=dia, default=date(2026, 6, 30), metavar="AAAA-MM-DD")
    verbo.add_argument("--salida", type=Path, required=True, metavar="DIR")
    verbo.add_argument(
        "--creditos", type=int, metavar="N", help="en vez de archivos, un Parquet de N créditos"
    )
    verbo.set_defaults(ejecutar=sintetica)


def sintetica(opciones: argparse.Namespace) -> int:
    """Invent the files of a subdelegation."""
    from cartera_lib.sintetica import generar, generar_parquet

    if opciones.creditos:
        opciones.salida.mkdir(parents=True, exist_ok=True)
        destino = opciones.salida / "creditos.parquet"
        generar_parquet(
            destino, creditos=opciones.creditos, semilla=opciones.semilla, hasta=opciones.hasta
        )
        print(f"{opciones.creditos:,} créditos en {destino}.")
        return 0
    resumen = generar(
        opciones.salida,
        semilla=opciones.semilla,
        patrones=opciones.patrones,
        cortes=opciones.cortes,
        hasta=opciones.hasta,
    )
    print(f"{resumen} en {opciones.salida}.")
    return 0


def importar(opciones: argparse.Namespace) -> int:
    """Load files one by one; a refused one changes nothing and does not stop the others."""
    from cartera_lib import store
    from cartera_lib.errors import CarteraError
    from cartera_lib.importers import leer

    almacen, salida = store.open(opciones.libro), 0
    for archivo in opciones.archivos:
        try:
            lectura = leer(archivo)
            if lectura.clase != opciones.clase:
                raise CarteraError(f"«{archivo.name}» es de {lectura.clase}, no {opciones.clase}.")
            acuse = almacen.append(lectura)
        except CarteraError as motivo:
            print(f"Rechazado · {motivo}", file=sys.stderr)
            salida = 2
            continue
        print(f"{archivo.name}: {acuse}")
        if lectura.rechazos and not acuse.repetida:
            _mostrar_rechazos(archivo, lectura)
            salida = salida or CON_RECHAZOS
    return salida


def _mostrar_rechazos(archivo: Path, lectura: "Lectura") -> None:
    for rechazo in lectura.rechazos[:MUESTRA]:
        causas = " ".join(rechazo.causas)
        print(f"  {archivo.name}, renglón {rechazo.renglon}: {causas}", file=sys.stderr)
        print(f"    {rechazo.texto.strip()}", file=sys.stderr)
    if len(lectura.rechazos) > MUESTRA:
        otros = len(lectura.rechazos) - MUESTRA
        print(f"  … y {otros:,} más, guardados con sus causas en el libro.", file=sys.stderr)


def demo(opciones: argparse.Namespace) -> int:
    """Invent a subdelegation, load it, run the monthly report, and say how to open the app."""
    from cartera_lib.ejemplo import cargar, trabajar
    from cartera_lib.runner import run
    from cartera_lib.sintetica import generar

    archivos, libro = opciones.carpeta / "archivos", opciones.carpeta / "cartera.sqlite"
    if not libro.exists():
        print(f"Inventando {opciones.patrones:,} patrones y {opciones.cortes} cortes…")
        generar(archivos, patrones=opciones.patrones, cortes=opciones.cortes)
        print("Cargando sus archivos…")
        print(f"{cargar(archivos, libro)} archivos en {libro}.")
        print("Atendiendo la ventanilla de esos meses…")
        print(f"{trabajar(archivos, libro):,} actos en el libro.")
    print("Haciendo el informe mensual…")
    carpeta = run(
        "situacion", {"libro": str(libro.resolve())}, carpeta=Path("reports/salida/situacion")
    )
    print(f"Informe en {carpeta}: situacion.html, situacion.xlsx y cifras.json.")
    print(f"Abra la consulta con: .venv/bin/cartera tablero --libro {libro}")
    print(f"y la ventanilla con: .venv/bin/cartera tablero requerimientos --libro {libro}")
    return 0

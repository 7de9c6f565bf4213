"""``cartera reporte`` and ``tablero``: a notebook as a report, and as an app."""

import argparse
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

from cartera_lib.cli.opciones import Verbos, agregar_libro, parametro
from cartera_lib.errors import DatoInvalido

INCOMPLETO = 3
APLICACIONES = (
    *("consulta", "semaforo", "depuracion", "requerimientos", "recaudacion", "contabilidad"),
    "conciliacion",
    "emision_documentos",
    "expediente",
    "inventario",
)
RETIRO = ("cull_idle_timeout=900", "cull_interval=60", "cull_busy=False")
"""A page that was closed gives back its process in a quarter of an hour."""
EXTENSIONES = (
    "anywidget",
    "@jupyter-widgets/jupyterlab-manager",
    "@voila-dashboards/widgets-manager8",
)


def agregar(verbos: Verbos) -> None:
    """Add the verbs and their options."""
    verbo = verbos.add_parser("reporte", help="corre un reporte y archiva todo lo que produce")
    verbo.add_argument("nombre", metavar="NOMBRE", help="cuaderno, por ejemplo situacion")
    verbo.add_argument("-p", dest="parametros", type=parametro, action="append", default=[],
                       metavar="CLAVE=VALOR")  # fmt: skip
    verbo.add_argument("--carpeta", type=Path, metavar="DIR", help="dónde se archiva")
    agregar_libro(verbo)
    verbo.set_defaults(ejecutar=reporte)
    verbo = verbos.add_parser("tablero", help="abre una aplicación en el navegador")
    verbo.add_argument("nombre", nargs="?", default="consulta", metavar="NOMBRE")
    verbo.add_argument("--puerto", type=int, default=8866, metavar="N")
    verbo.add_argument("--sin-navegador", action="store_true", help="no abre el navegador")
    agregar_libro(verbo)
    verbo.set_defaults(ejecutar=tablero)


def reporte(opciones: argparse.Namespace) -> int:
    """Run a report with its parameters; the book is one of them."""
    from cartera_lib.runner import run

    parametros = {"libro": _existente(opciones.libro), **dict(opciones.parametros)}
    carpeta = opciones.carpeta or Path("reports/salida") / opciones.nombre
    print(f"Reporte archivado en {run(opciones.nombre, parametros, carpeta=carpeta)}.")
    return _advertir(carpeta)


def _advertir(carpeta: Path) -> int:
    """Repeat on the terminal what the report warns of; 3 when its totals are incomplete."""
    cifras = json.loads((carpeta / "cifras.json").read_text(encoding="utf-8"))
    print(f"Advertencias: {cifras['Advertencias']}")
    return INCOMPLETO if cifras["incompleto"] else 0


def tablero(opciones: argparse.Namespace) -> int:
    """Serve a notebook as an app on this machine until it is interrupted."""
    from cartera_lib.puertas import abrir
    from cartera_lib.runner import NOTEBOOKS, PLANTILLAS

    cuaderno = NOTEBOOKS / f"{opciones.nombre}.ipynb"
    if opciones.nombre not in APLICACIONES:
        raise DatoInvalido(
            f"No hay aplicación «{opciones.nombre}». Existen: {', '.join(APLICACIONES)}."
        )
    _exigir_puerto(opciones.puerto)
    abrir(_existente(opciones.libro)).cartera()
    orden = [
        *(sys.executable, "-m", "voila", str(cuaderno), f"--port={opciones.puerto}"),
        *("--Voila.ip=127.0.0.1", "--template=cartera", "--VoilaExporter.language_code=es"),
        *(f"--VoilaConfiguration.extension_allowlist={e}" for e in EXTENSIONES),
        "--MappingKernelManager.transport=ipc",
        *(f"--MappingKernelManager.{c}" for c in RETIRO),
        *(["--no-browser"] if opciones.sin_navegador else []),
    ]
    ruta = os.pathsep.join([str(PLANTILLAS), os.environ.get("JUPYTER_PATH", "")]).strip(os.pathsep)
    entorno = {
        **os.environ,
        "CARTERA_URL": _absoluto(opciones.libro),
        "JUPYTER_PATH": ruta,
    }
    direccion = f"http://127.0.0.1:{opciones.puerto}/"
    print(f"{opciones.nombre.capitalize()} en {direccion} (Ctrl+C para cerrar)", flush=True)
    try:
        return subprocess.run(orden, env=entorno, check=False).returncode
    except KeyboardInterrupt:
        return 0


def _exigir_puerto(puerto: int) -> None:
    with socket.socket() as prueba:
        prueba.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            prueba.bind(("127.0.0.1", puerto))
        except OSError as error:
            raise DatoInvalido(
                f"El puerto {puerto} está ocupado, quizá por otro tablero. Use --puerto con otro."
            ) from error


def _existente(libro: str) -> str:
    """Return the book's URL or absolute path; DatoInvalido when there is no such file."""
    if "://" not in libro and not Path(libro).is_file():
        raise DatoInvalido(
            f"No existe el libro «{libro}». Cargue uno con «cartera importar» o dígalo en --libro."
        )
    return _absoluto(libro)


def _absoluto(libro: str) -> str:
    return libro if "://" in libro or not libro else str(Path(libro).resolve())

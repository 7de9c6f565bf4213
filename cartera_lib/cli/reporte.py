"""``cartera reporte`` and ``tablero``: a notebook as a report, and as an app."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from cartera_lib.cli.opciones import Verbos, agregar_libro, parametro

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
    verbo = verbos.add_parser("tablero", help="abre la consulta como aplicación en el navegador")
    verbo.add_argument("nombre", nargs="?", default="consulta", metavar="NOMBRE")
    verbo.add_argument("--puerto", type=int, default=8866, metavar="N")
    verbo.add_argument("--sin-navegador", action="store_true", help="no abre el navegador")
    agregar_libro(verbo)
    verbo.set_defaults(ejecutar=tablero)


def reporte(opciones: argparse.Namespace) -> int:
    """Run a report with its parameters; the book is one of them."""
    from cartera_lib.runner import run

    parametros = {"libro": _absoluto(opciones.libro), **dict(opciones.parametros)}
    carpeta = opciones.carpeta or Path("reports/salida") / opciones.nombre
    print(f"Reporte archivado en {run(opciones.nombre, parametros, carpeta=carpeta)}.")
    return 0


def tablero(opciones: argparse.Namespace) -> int:
    """Serve a notebook as an app on this machine until it is interrupted."""
    from cartera_lib.runner import NOTEBOOKS, PLANTILLAS

    cuaderno = NOTEBOOKS / f"{opciones.nombre}.ipynb"
    orden = [
        *(sys.executable, "-m", "voila", str(cuaderno), f"--port={opciones.puerto}"),
        *("--Voila.ip=127.0.0.1", "--template=cartera", "--VoilaExporter.language_code=es"),
        *(f"--VoilaConfiguration.extension_allowlist={e}" for e in EXTENSIONES),
        "--MappingKernelManager.transport=ipc",
        *(["--no-browser"] if opciones.sin_navegador else []),
    ]
    ruta = os.pathsep.join([str(PLANTILLAS), os.environ.get("JUPYTER_PATH", "")]).strip(os.pathsep)
    entorno = {
        **os.environ,
        "CARTERA_URL": _absoluto(opciones.libro),
        "JUPYTER_PATH": ruta,
    }
    print(f"Consulta en http://127.0.0.1:{opciones.puerto}/ (Ctrl+C para cerrar)", flush=True)
    try:
        return subprocess.run(orden, env=entorno, check=False).returncode
    except KeyboardInterrupt:
        return 0


def _absoluto(libro: str) -> str:
    return libro if "://" in libro or not libro else str(Path(libro).resolve())

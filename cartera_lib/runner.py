"""Floor 6: run a notebook as a report and file everything that it made, or nothing half done."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import nbconvert
import papermill
from traitlets.config import Config

from cartera_lib import exports
from cartera_lib.errors import CarteraError, DatoInvalido, FueraDeVigencia

RAIZ = Path(__file__).parents[1]
NOTEBOOKS = RAIZ / "notebooks"
PLANTILLAS = Path(__file__).parent / "plantillas"
APLICACION = "aplicacion"
"""Tag of the cell that shows an app: in a report there is nobody to press its buttons."""
POR_SOCKET = Config(KernelManager={"transport": "ipc"})
"""The kernel talks over files of this user, not over ports of the machine."""


class ReporteFallido(CarteraError):
    """A report that could not be made: its folder says FALLIDO, and why."""


def run(nombre: str, parametros: Mapping[str, Any], *, carpeta: Path) -> Path:
    """Run a report into a folder: notebook, HTML without code, workbook, figures, manifest."""
    cuaderno = NOTEBOOKS / f"{nombre}.ipynb"
    _exigir(cuaderno, parametros)
    carpeta.parent.mkdir(parents=True, exist_ok=True)
    taller = Path(tempfile.mkdtemp(prefix=f".{carpeta.name}-", dir=carpeta.parent))
    ejecutado = taller / f"{nombre}.ipynb"
    valores = {**parametros, "salida": str(taller.resolve())}
    try:
        papermill.execute_notebook(
            cuaderno, ejecutado, valores, progress_bar=False, config=POR_SOCKET
        )
    except papermill.PapermillExecutionError as error:
        raise _fallido(taller, carpeta, error) from error
    (taller / f"{nombre}.html").write_text(_html(ejecutado), encoding="utf-8")
    _archivar(taller, nombre, parametros)
    _poner(taller, carpeta)
    return carpeta


def _exigir(cuaderno: Path, parametros: Mapping[str, Any]) -> None:
    """Refuse a report that does not exist and parameters that it does not have."""
    if not cuaderno.is_file():
        existen = ", ".join(sorted(p.stem for p in NOTEBOOKS.glob("*.ipynb")))
        raise DatoInvalido(f"No hay reporte «{cuaderno.stem}». Existen: {existen}.")
    conocidos = papermill.inspect_notebook(str(cuaderno))
    for parametro in parametros:
        if parametro not in conocidos:
            ayuda = "; ".join(f"{n}: {p['help'] or p['default']}" for n, p in conocidos.items())
            raise DatoInvalido(
                f"El reporte «{cuaderno.stem}» no tiene el parámetro «{parametro}». Tiene: {ayuda}."
            )


def _fallido(taller: Path, carpeta: Path, error: Any) -> ReporteFallido:
    """Set the failed run apart, marked; what the folder held before stays as it was."""
    propios = {clase.__name__ for clase in (DatoInvalido, FueraDeVigencia, CarteraError)}
    causa = error.evalue if error.ename in propios else f"{error.ename}: {error.evalue}"
    (taller / "FALLIDO.txt").write_text(causa + "\n", encoding="utf-8")
    aparte = carpeta.with_name(carpeta.name + "-FALLIDO")
    _poner(taller, aparte)
    return ReporteFallido(
        f"El reporte falló: {causa} El cuaderno, con el punto en que falló, está en «{aparte}»."
    )


def _poner(taller: Path, carpeta: Path) -> None:
    """Put a finished folder in its place, instead of the one that was there."""
    shutil.rmtree(carpeta, ignore_errors=True)
    taller.rename(carpeta)


def _html(ejecutado: Path) -> str:
    """Write the executed notebook as one page without code and without outside links."""
    config = Config()
    config.HTMLExporter.exclude_input = True
    config.HTMLExporter.exclude_input_prompt = True
    config.HTMLExporter.exclude_output_prompt = True
    config.TagRemovePreprocessor.enabled = True
    config.TagRemovePreprocessor.remove_cell_tags = {APLICACION}
    config.HTMLExporter.mathjax_url = ""
    config.HTMLExporter.require_js_url = ""
    config.HTMLExporter.jquery_url = ""
    config.HTMLExporter.language_code = "es"
    exportador: Any = nbconvert.HTMLExporter
    pagina, _ = exportador(config=config).from_filename(str(ejecutado))
    return str(pagina)


def _archivar(carpeta: Path, nombre: str, parametros: Mapping[str, Any]) -> None:
    lista = carpeta / "entradas.json"
    entradas = json.loads(lista.read_text(encoding="utf-8")) if lista.exists() else []
    exports.manifest(
        carpeta,
        entradas,
        reporte=nombre,
        parametros=dict(parametros),
        version=version("cartera-lib"),
        codigo=_revision(),
        hecho=datetime.now().astimezone().isoformat(timespec="seconds"),
    )


def _revision() -> str:
    """Return the commit of the code, or that it is not under version control."""
    orden = ["git", "-C", str(RAIZ), "rev-parse", "HEAD"]
    try:
        return subprocess.run(orden, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "sin control de versiones"

"""Bring the committed notebooks to one form: no counts, no times, only the promised outputs."""

import json
from pathlib import Path
from typing import Any

CUADERNOS = Path(__file__).resolve().parent.parent / "notebooks"
PROMETIDA = "nbval-check-output"
PYTHON = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}

Celda = dict[str, Any]


def normalizado(cuaderno: dict[str, Any]) -> dict[str, Any]:
    """Return the notebook as it is committed: the same cells, without traces of a run."""
    metadatos: Celda = {"kernelspec": PYTHON, "language_info": {"name": "python"}}
    if "title" in cuaderno["metadata"]:
        metadatos["title"] = cuaderno["metadata"]["title"]
    celdas = [_celda(celda) for celda in cuaderno["cells"]]
    return {"cells": celdas, "metadata": metadatos, "nbformat": 4, "nbformat_minor": 5}


def escrito(cuaderno: dict[str, Any]) -> str:
    """Return the text of a notebook file."""
    return json.dumps(cuaderno, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _celda(celda: Celda) -> Celda:
    etiquetas = celda["metadata"].get("tags", [])
    nueva: Celda = {
        clave: celda[clave] for clave in ("cell_type", "id", "source") if clave in celda
    }
    nueva["metadata"] = {"tags": etiquetas} if etiquetas else {}
    if celda["cell_type"] == "code":
        prometidas = celda["outputs"] if PROMETIDA in etiquetas else []
        # nbval does not compare the outputs of a cell that says that it was never run.
        vez = 1 if prometidas else None
        nueva |= {"execution_count": vez, "outputs": [_salida(s) for s in prometidas]}
    return nueva


def _salida(salida: Celda) -> Celda:
    return salida | {"execution_count": None} if "execution_count" in salida else salida


def main() -> None:
    """Rewrite every notebook in place."""
    for archivo in sorted(CUADERNOS.glob("*.ipynb")):
        cuaderno = json.loads(archivo.read_text(encoding="utf-8"))
        archivo.write_text(escrito(normalizado(cuaderno)), encoding="utf-8")


if __name__ == "__main__":
    main()

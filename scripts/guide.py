"""Run the commands of docs/guia.md again and write what they answer; a test compares it.

A block ``csv NAME`` is a file; ``console`` holds commands after ``$``; ``memoria AMOUNT DUE AL`` is
the memoria of one credit. Everything happens in a folder made for the occasion.
"""

import os
import re
import shlex
import subprocess
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent, indent

import numpy as np

from cartera_lib.cartera.creditos import Creditos
from cartera_lib.reglas.memoria import explicar
from cartera_lib.valores.calendario import dias
from cartera_lib.valores.dinero import centavos

GUIA = Path(__file__).resolve().parent.parent / "docs" / "guia.md"
BLOQUE = re.compile(
    r"^(?P<margen> *)```(?P<clase>csv|console|memoria)(?P<datos>[^\n]*)\n(?P<cuerpo>.*?)^ *```$",
    re.MULTILINE | re.DOTALL,
)


def con_respuestas(texto: str, carpeta: Path) -> str:
    """Return the guide with what its commands answer today, run in a folder."""
    for nombre in ("tablas", "datos"):
        (carpeta / nombre).mkdir()

    def responder(bloque: re.Match[str]) -> str:
        cuerpo = _cuerpo(
            bloque["clase"], bloque["datos"].split(), dedent(bloque["cuerpo"]), carpeta
        )
        abre = f"```{bloque['clase']}{bloque['datos']}\n"
        return indent(f"{abre}{cuerpo}```", bloque["margen"])

    return BLOQUE.sub(responder, texto)


def _cuerpo(clase: str, datos: list[str], cuerpo: str, carpeta: Path) -> str:
    if clase == "csv":
        (carpeta / datos[0]).write_text(cuerpo, encoding="utf-8")
        return cuerpo
    if clase == "memoria":
        importe, vencimiento, al = datos
        credito = Creditos(np.array([centavos(importe)]), dias([vencimiento]))
        return explicar(credito, al=date.fromisoformat(al)).texto() + "\n"
    ordenes = [linea for linea in cuerpo.splitlines() if linea.startswith("$ ")]
    return "".join(f"{orden}\n{_responde(orden[2:], carpeta)}" for orden in ordenes)


def _responde(orden: str, carpeta: Path) -> str:
    verbo, *dados = shlex.split(orden)
    argumentos = [a for dado in dados for a in _hallados(dado, carpeta)]
    if verbo == "cat":
        return (carpeta / argumentos[0]).read_text(encoding="utf-8")
    entorno = os.environ | {"CARTERA_TABLAS": "tablas", "PYTHONUNBUFFERED": "1"}
    llamada = [sys.executable, "-m", "cartera_lib.cli", *argumentos]
    proceso = subprocess.run(
        llamada,
        cwd=carpeta,
        env=entorno,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return proceso.stdout


def _hallados(argumento: str, carpeta: Path) -> list[str]:
    """Return the files that a pattern names, as a shell would; anything else as it is."""
    if "*" not in argumento:
        return [argumento]
    return sorted(str(ruta.relative_to(carpeta)) for ruta in carpeta.glob(argumento))


def main() -> None:
    """Write the guide with what its commands answer today."""
    actual = GUIA.read_text(encoding="utf-8")
    with TemporaryDirectory() as carpeta:
        GUIA.write_text(con_respuestas(actual, Path(carpeta)), encoding="utf-8")


if __name__ == "__main__":
    main()

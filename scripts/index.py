"""Write the table of the 20 functions into the README; ``--check`` only tells if it is current."""

import sys
from pathlib import Path

from cartera_lib.indice import tabla_markdown

README = Path(__file__).resolve().parent.parent / "README.md"
INICIO, FIN = "<!-- funciones -->\n", "\n<!-- /funciones -->"


def con_tabla(texto: str) -> str:
    """Return the README with the table of today between its two marks."""
    antes, _, resto = texto.partition(INICIO)
    _, _, despues = resto.partition(FIN)
    return antes + INICIO + tabla_markdown() + FIN + despues


def main(argumentos: list[str]) -> int:
    """Write, or with ``--check`` compare; 1 when the README is behind the code."""
    actual = README.read_text(encoding="utf-8")
    nuevo = con_tabla(actual)
    if "--check" not in argumentos:
        README.write_text(nuevo, encoding="utf-8")
        return 0
    if nuevo != actual:
        print("El README no trae la tabla de funciones de hoy: corra «make index».")
    return int(nuevo != actual)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

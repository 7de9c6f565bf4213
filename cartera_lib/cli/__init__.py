"""Floor 6: the command ``cartera``; each verb lives in a module of this folder."""

import sys

from cartera_lib.cli.verbos import analizador
from cartera_lib.errors import CarteraError

RECHAZADO = 2


def main(argumentos: list[str] | None = None) -> int:
    """Run one verb and return its exit code; a refusal is said in Spanish, without a trace."""
    opciones = analizador().parse_args(argumentos)
    try:
        return int(opciones.ejecutar(opciones))
    except CarteraError as motivo:
        print(f"cartera: {motivo}", file=sys.stderr)
        return RECHAZADO

"""The verbs of ``cartera``, their options and their help, in Spanish."""

import argparse

from cartera_lib.cli import (
    calcular,
    compuerta,
    documento,
    funciones,
    libro,
    reporte,
    tablas,
    ventanilla,
)

ESPANOL = {
    "usage: ": "uso: ",
    "options": "opciones",
    "positional arguments": "argumentos",
    "show this help message and exit": "muestra esta ayuda y termina",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
    "the following arguments are required: %s": "faltan: %s",
    "unrecognized arguments: %s": "no se entiende: %s",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r no es opción; use "
    "%(choices)s",
    "invalid %(type)s value: %(value)r": "%(value)r no es un valor que se entienda",
    "expected one argument": "falta su valor",
    "expected at least one argument": "falta al menos un valor",
}
# argparse looks its own texts up through this name, and has no Spanish of its own.
argparse._ = lambda texto: ESPANOL.get(texto, texto)  # type: ignore[attr-defined]


def analizador() -> argparse.ArgumentParser:
    """Build the parser of every verb."""
    raiz = argparse.ArgumentParser(
        "cartera", description="Registra, comprueba y cobra la cartera de una subdelegación."
    )
    verbos = raiz.add_subparsers(title="verbos", metavar="VERBO", required=True)
    for modulo in (calcular, libro, ventanilla, compuerta, documento, reporte, tablas, funciones):
        modulo.agregar(verbos)
    return raiz

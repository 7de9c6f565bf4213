"""``cartera funciones``: what answers for each numeral of the manual."""

import argparse

from cartera_lib.cli.opciones import Verbos
from cartera_lib.errors import DatoInvalido


def agregar(verbos: Verbos) -> None:
    """Add the verb and its options."""
    verbo = verbos.add_parser(
        "funciones", help="las 20 funciones de la oficina y lo que responde por cada una"
    )
    verbo.add_argument("numeral", nargs="?", type=int, metavar="N", help="sólo esta función")
    verbo.set_defaults(ejecutar=ejecutar)


def ejecutar(opciones: argparse.Namespace) -> int:
    """Print each numeral with its matter and the entry points that answer it."""
    from cartera_lib.indice import funciones

    elegidas = [f for f in funciones() if opciones.numeral in (None, f.numeral)]
    if not elegidas:
        raise DatoInvalido(f"No hay función {opciones.numeral}: el manual tiene de 1 a 20.")
    for funcion in elegidas:
        print(f"{funcion.numeral:>2} · {funcion.materia}")
        for entrada in funcion.entradas or ("(por construir)",):
            print(f"       {entrada}")
    return 0

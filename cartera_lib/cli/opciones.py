"""How values are read from the command line, with what to do when they are wrong."""

import argparse
import os
import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Verbos = argparse._SubParsersAction[argparse.ArgumentParser]
else:
    Verbos = object


def dia(texto: str) -> date:
    """Read a day AAAA-MM-DD."""
    con_forma = re.fullmatch(r"\d{4}-\d{2}-\d{2}", texto, re.ASCII)
    try:
        return date.fromisoformat(texto if con_forma else "")
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"«{texto}» no es una fecha AAAA-MM-DD, por ejemplo 2026-03-17"
        ) from None


def mes(texto: str) -> date:
    """Read a month AAAA-MM as its first day."""
    return dia(f"{texto}-01")


def tope(texto: str) -> int | None:
    """Read a cap of months; 0 means none."""
    if not re.fullmatch(r"\d{1,4}", texto, re.ASCII):
        raise argparse.ArgumentTypeError(f"«{texto}» no es un número de meses; 0 quita el tope")
    return int(texto) or None


def parametro(texto: str) -> tuple[str, str]:
    """Read a parameter CLAVE=VALOR of a report."""
    clave, igual, valor = texto.partition("=")
    if not igual:
        raise argparse.ArgumentTypeError(f"«{texto}» no es CLAVE=VALOR, por ejemplo esquema=B")
    return clave, valor


def agregar_libro(verbo: argparse.ArgumentParser) -> None:
    """Add the option that says which book of cuts is used."""
    verbo.add_argument(
        "--libro",
        default=os.environ.get("CARTERA_URL", "datos/cartera.sqlite"),
        metavar="LIBRO",
        help="archivo SQLite o URL de PostgreSQL; si falta, CARTERA_URL o datos/cartera.sqlite",
    )


def de_persona(
    verbos: Verbos, nombre: str, *, ayuda: str, ejecutar: object
) -> argparse.ArgumentParser:
    """Add a verb that somebody does, on a day, over a book."""
    verbo = verbos.add_parser(nombre, help=ayuda)
    agregar_libro(verbo)
    verbo.add_argument("--quien", default="", metavar="NOMBRE", help="quién lo hace")
    verbo.add_argument("--al", type=dia, metavar="AAAA-MM-DD", help="con qué fecha; hoy si falta")
    verbo.set_defaults(ejecutar=ejecutar)
    return verbo

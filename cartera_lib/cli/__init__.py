"""Floor 6: the command ``cartera``; each verb lives in a module of this folder."""

import errno
import sys

from cartera_lib.cli.verbos import analizador
from cartera_lib.errors import CarteraError

RECHAZADO = 2
SISTEMA = {
    errno.EACCES: "no hay permiso; pídalo o use otra carpeta",
    errno.EPERM: "no hay permiso; pídalo o use otra carpeta",
    errno.EROFS: "la carpeta es de sólo lectura; use otra",
    errno.ENOENT: "no existe; revise la ruta",
    errno.ENOSPC: "el disco está lleno; libere espacio",
    errno.EISDIR: "es una carpeta; dé el nombre de un archivo",
    errno.ENOTDIR: "la ruta pasa por un archivo; revísela",
    errno.ENAMETOOLONG: "el nombre es demasiado largo",
}


def main(argumentos: list[str] | None = None) -> int:
    """Run one verb and return its exit code; a refusal is said in Spanish, without a trace."""
    opciones = analizador().parse_args(argumentos)
    try:
        return int(opciones.ejecutar(opciones))
    except CarteraError as motivo:
        print(f"cartera: {motivo}", file=sys.stderr)
    except OSError as motivo:
        print(f"cartera: {_de_sistema(motivo)}", file=sys.stderr)
    return RECHAZADO


def _de_sistema(motivo: OSError) -> str:
    """Say in Spanish what the system refused: the usual reasons by name, others as they come."""
    que = SISTEMA.get(motivo.errno or 0, motivo.strerror or str(motivo))
    donde = f" «{motivo.filename}»" if motivo.filename else ""
    return f"no se pudo leer o escribir{donde}: {que}."

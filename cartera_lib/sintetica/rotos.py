"""Copies of one listing, each broken in one way: every one must be refused as a whole."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from cartera_lib.sintetica.rale import CODIFICACION, FIN_DE_RENGLON, POR_HOJA, Impresion

CIFRA = re.compile(r"\d(?=\D*$)")
Rotura = Callable[[Impresion], tuple[list[str], int]]


class Roto(NamedTuple):
    """One broken copy: its class, bytes, the line at fault and what was done to it."""

    clase: str
    contenido: bytes
    renglon: int
    detalle: str


def rotos(impresion: Impresion) -> Iterator[Roto]:
    """Break a listing of two pages or more in each of the known ways."""
    for clase, (rotura, detalle) in ROTURAS.items():
        renglones, renglon = rotura(impresion)
        codificacion = "utf-16" if clase == "CODIFICACION" else CODIFICACION
        texto = FIN_DE_RENGLON.join(renglones) + FIN_DE_RENGLON
        yield Roto(clase, texto.encode(codificacion), renglon, detalle)


def _total(rotulo: str) -> Rotura:
    def romper(impresion: Impresion) -> tuple[list[str], int]:
        pie = impresion.renglones[-1]
        desde = pie.index(rotulo) + len(rotulo)
        hasta = desde + len(pie[desde:]) - len(pie[desde:].lstrip())
        hasta += len(pie[hasta:].split(" ", 1)[0])
        cambiado = CIFRA.sub(lambda c: str((int(c[0]) + 3) % 10), pie[desde:hasta])
        renglones = [*impresion.renglones[:-1], pie[:desde] + cambiado + pie[hasta:]]
        return renglones, len(renglones)

    return romper


def _cortado(impresion: Impresion) -> tuple[list[str], int]:
    lugar = impresion.lugares[len(impresion.lugares) // 2] - 1
    renglones = list(impresion.renglones)
    renglones[lugar] = renglones[lugar][: len(renglones[lugar]) // 2]
    return renglones, lugar + 1


def _sin_hoja(impresion: Impresion) -> tuple[list[str], int]:
    """Drop the second page, heading and all."""
    encabezado = impresion.lugares[0] - 1
    desde = impresion.lugares[POR_HOJA - 1] + 1
    if len(impresion.lugares) > 2 * POR_HOJA:
        hasta = impresion.lugares[2 * POR_HOJA] - 1 - encabezado
    else:
        hasta = len(impresion.renglones) - 2  # the foot stays, after its blank line
    return impresion.renglones[:desde] + impresion.renglones[hasta:], desde + 1


def _anexada(impresion: Impresion) -> tuple[list[str], int]:
    return impresion.renglones * 2, len(impresion.renglones) + 1


def _otro_listado(impresion: Impresion) -> tuple[list[str], int]:
    """Turn every heading into that of another report."""
    cambios = (("EEAMX14A", "EEAMX31C"), ("PATRONES CON CREDITOS EN R.A.L.E.", "LISTADO DE PAGOS"))
    renglones = list(impresion.renglones)
    for rale, otro in cambios:
        renglones = [renglon.replace(rale, otro) for renglon in renglones]
    return renglones, 1


def _igual(impresion: Impresion) -> tuple[list[str], int]:
    return impresion.renglones, 1


ROTURAS: dict[str, tuple[Rotura, str]] = {
    "TOTAL_IMPORTE": (_total("IMPORTE"), "Se cambió la última cifra del importe total."),
    "TOTAL_CREDITOS": (_total("CREDITOS"), "Se cambió la última cifra del total de créditos."),
    "TOTAL_PATRONES": (_total("PATRONES"), "Se cambió la última cifra del total de patrones."),
    "RENGLON_CORTADO": (_cortado, "El renglón perdió su segunda mitad."),
    "PAGINA_FALTANTE": (_sin_hoja, "Falta la hoja 2 completa."),
    "COPIA_ANEXADA": (_anexada, "El listado viene dos veces."),
    "NO_ES_RALE": (_otro_listado, "El encabezado es de otro listado."),
    "CODIFICACION": (_igual, "El archivo está en UTF-16."),
}

"""The other forms of a listing: compact text, as some offices keep it, and a zip of one file.

The compact form brings the same fields in the same order, one blank between them, amounts
without commas, a ``;`` after the employer columns and another at the end of each line. It keeps
the first page's heading and the totals. A zip is stored without compression and with a fixed
date, so that its bytes do not depend on the machine.
"""

import io
import zipfile
from collections.abc import Iterator

from cartera_lib.sintetica.modelo import OOAD
from cartera_lib.sintetica.rale import Campos, Impresion, Listado, columnas, encabezado, pie

FECHA_DE_ZIP = (1980, 1, 1, 0, 0, 0)


def nombre(listado: Listado) -> str:
    """Name the compact file: RM, OOAD, program, day."""
    return f"RM{OOAD}{listado.programa[-2:]}{listado.corte:%d}.T69"


def compactar(listado: Listado) -> Impresion:
    """Print a listing in the compact form."""
    renglones = [*encabezado(listado, 1)[:5], ""]
    primero = len(renglones) + 1
    renglones += [_renglon(campos) for campos in columnas(listado)]
    lugares = tuple(range(primero, len(renglones) + 1))
    return Impresion([*renglones, "", pie(listado)], lugares)


def empaquetar(archivo: str, contenido: bytes) -> bytes:
    """Return a zip with one file."""
    paquete = io.BytesIO()
    entrada = zipfile.ZipInfo(archivo, FECHA_DE_ZIP)
    entrada.create_system, entrada.external_attr = 3, 0o644 << 16
    with zipfile.ZipFile(paquete, "w", zipfile.ZIP_STORED) as zip_:
        zip_.writestr(entrada, contenido)
    return paquete.getvalue()


def _renglon(campos: Campos) -> str:
    partes = list(_partes(campos))
    return " ".join(partes) + ";"


def _partes(c: Campos) -> Iterator[str]:
    if c.registro:
        yield f"{c.registro} {c.movimiento} {c.fecha_movimiento} {c.sector};"
    campos = (
        c.credito, c.ce, c.periodo, c.tipo, c.alta, c.notificacion, c.incidencia,
        c.fecha_incidencia, c.dias, c.importe.replace(",", ""), c.control[:2], c.control[2:],
    )  # fmt: skip
    yield from (campo for campo in campos if campo)

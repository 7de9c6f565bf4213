"""What an open input is: columns, blocks of rows that know their line, and lines set apart."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from cartera_lib.errors import DatoInvalido
from cartera_lib.norma.tablas import Columna

OBLIGATORIAS = ("clave", "importe")
VENCIMIENTOS = ("vencimiento", "periodo")
OPCIONALES = ("tipo_documento",)


class Roto(NamedTuple):
    """A line that does not have the columns of the header, whole, and what is wrong with it."""

    texto: str
    motivo: str


class Bloque(NamedTuple):
    """Some rows of the input and the line of each; ``rotos`` keeps lines that do not parse."""

    filas: pa.RecordBatch
    renglones: Columna
    rotos: dict[int, Roto]


class Entrada(NamedTuple):
    """An open input: its columns and its blocks."""

    esquema: pa.Schema
    bloques: Iterator[Bloque]


def exigir_columnas(archivo: Path, nombres: list[str]) -> None:
    """Refuse a header that lacks what the rules need, or that names two columns alike."""
    if not any(nombres):
        raise DatoInvalido(
            f"«{archivo.name}» no trae encabezado: su primer renglón está en blanco. Escriba ahí "
            "los nombres de las columnas: clave, importe y vencimiento o periodo."
        )
    faltan = [c for c in OBLIGATORIAS if c not in nombres]
    if not set(VENCIMIENTOS) & set(nombres):
        faltan.append("vencimiento o periodo")
    if faltan:
        raise DatoInvalido(
            f"«{archivo.name}» no trae la columna {' ni '.join(faltan)}. Su encabezado es: "
            f"{', '.join(nombres)}. Se esperan clave, importe y vencimiento (AAAA-MM-DD) o "
            "periodo (AAAA-MM); tipo_documento es opcional."
        )
    repetidas = sorted({c for c in nombres if nombres.count(c) > 1})
    if repetidas:
        nombradas = ", ".join(f"«{nombre or '(sin nombre)'}»" for nombre in repetidas)
        raise DatoInvalido(
            f"«{archivo.name}» repite la columna {nombradas} en su encabezado. Deje una sola o "
            "póngale otro nombre."
        )

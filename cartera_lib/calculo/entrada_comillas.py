"""Find the rows that a stray quotation mark swallows: a CSV reader takes them for one field."""

import re
from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from cartera_lib.calculo.columnas import FECHA, MES, PESOS

SALTO = ord("\n")
FECHADA = {"vencimiento": FECHA, "periodo": MES}


def con_salto(filas: pa.RecordBatch) -> Iterator[tuple[int, str]]:
    """Return each text that holds a line break, with its row."""
    for columna in filas.columns:
        letras = columna.buffers()[2]
        if letras is not None and (np.frombuffer(letras, np.uint8) == SALTO).any():
            for fila in pc.indices_nonzero(pc.match_substring(columna, "\n")).to_pylist():
                yield fila, columna[fila].as_py()


def renglon_tragado(texto: str, nombres: Sequence[str], *, separador: str) -> str | None:
    """Return the first line after a break that has every column, an amount and a date in place."""
    for linea in texto.split("\n")[1:]:
        campos = [campo.strip(' "\r') for campo in linea.split(separador)]
        if len(campos) == len(nombres) and _es_credito(dict(zip(nombres, campos, strict=True))):
            return linea.strip()
    return None


def _es_credito(fila: dict[str, str]) -> bool:
    fechado = any(re.fullmatch(forma, fila.get(c, "")) for c, forma in FECHADA.items())
    return fechado and re.fullmatch(PESOS, fila["importe"]) is not None

"""Columns of text become whole numbers, exactly; what cannot be read is told apart, not lost.

Every reader returns the values (anything where unreadable) and which rows it could read.
"""

from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from cartera_lib.errors import DatoInvalido
from cartera_lib.norma.tablas import Columna
from cartera_lib.valores.calendario import largo_del_mes, primer_dia

PESOS = r"^(\d{1,3}(,\d{3}){1,4}|\d{1,15})(\.\d{1,2})?$"
PESOS_EXACTOS = r"^\d{1,15}\.\d{2}$"
FECHA = r"^\d{4}-\d{2}-\d{2}$"
MES = r"^\d{4}-\d{2}$"


class Leida(NamedTuple):
    """Whole numbers read from a column, and which rows could be read."""

    valores: Columna
    legible: Columna


def importes(texto: pa.Array) -> Leida:
    """Read pesos as centavos: thousands commas and up to two decimals, no signs, no floats."""
    if pc.all(pc.match_substring_regex(texto, PESOS_EXACTOS)).as_py():
        legible, exacto = np.ones(len(texto), dtype=bool), texto
    else:
        coincide = pc.match_substring_regex(texto, PESOS)
        legible = coincide.to_numpy(zero_copy_only=False)
        exacto = _con_dos_decimales(pc.if_else(coincide, texto, "0"))
    sin_punto = pc.replace_substring(exacto, ".", "")
    return Leida(pc.cast(sin_punto, pa.int64()).to_numpy(), legible)


def fechas(texto: pa.Array) -> Leida:
    """Read AAAA-MM-DD as whole days; a day that its month lacks is not readable."""
    legible, cifras = _cifras(texto, FECHA, "1970-01-01")
    meses = cifras[:, :4] @ (1000, 100, 10, 1) * 12 + cifras[:, 5:7] @ (10, 1) - 1 - 1970 * 12
    numero = cifras[:, 8:] @ (10, 1)
    legible &= _mes_valido(cifras) & (numero >= 1) & (numero <= largo_del_mes(meses))
    return Leida(primer_dia(meses) + numero - 1, legible)


def fechas_de_dias(columna: pa.Array) -> Leida:
    """Read a column of dates or timestamps as whole days; nulls are not readable."""
    en_dias = pc.cast(pc.cast(columna, pa.date32(), safe=False), pa.int32())
    legible = en_dias.is_valid().to_numpy(zero_copy_only=False)
    return Leida(pc.fill_null(en_dias, 0).to_numpy().astype(np.int64), legible)


def meses(texto: pa.Array) -> Leida:
    """Read AAAA-MM as months since 1970-01."""
    legible, cifras = _cifras(texto, MES, "1970-01")
    numeros = cifras[:, :4] @ (1000, 100, 10, 1) * 12 + cifras[:, 5:] @ (10, 1) - 1 - 1970 * 12
    return Leida(numeros, legible & _mes_valido(cifras))


def decimales(enteros: Columna, escala: int = 2) -> pa.Array:
    """Return whole numbers as exact decimals: centavos as pesos, ten-thousandths as a factor."""
    pares = np.empty((len(enteros), 2), dtype=np.int64)
    pares[:, 0], pares[:, 1] = enteros, np.asarray(enteros, np.int64) >> 63
    tipo = pa.decimal128(18, escala)
    return pa.Array.from_buffers(tipo, len(enteros), [None, pa.py_buffer(pares)])


def centavos_de_decimales(columna: pa.Array) -> Leida:
    """Read a decimal column of pesos as centavos; what exceeds int64 is not readable."""
    try:
        columna = pa.concat_arrays([pc.cast(pc.fill_null(columna, 0), pa.decimal128(38, 2))])
    except pa.ArrowInvalid:
        return importes(texto_de(columna))
    partes = np.frombuffer(columna.buffers()[1], dtype=np.int64).reshape(-1, 2)[: len(columna)]
    return Leida(partes[:, 0].copy(), partes[:, 1] == partes[:, 0] >> 63)


def texto_de(columna: pa.Array) -> pa.Array:
    """Return any column as trimmed text, nulls as empty."""
    try:
        return pc.utf8_trim_whitespace(pc.fill_null(pc.cast(columna, pa.string()), ""))
    except pa.ArrowInvalid as error:
        raise DatoInvalido(
            "La entrada trae texto que no es UTF-8. Expórtela de nuevo con esa codificación."
        ) from error


def _con_dos_decimales(texto: pa.Array) -> pa.Array:
    sin_comas = pc.replace_substring(texto, ",", "")
    entero = pc.invert(pc.match_substring(sin_comas, "."))
    completo = pc.if_else(entero, pc.binary_join_element_wise(sin_comas, "00", "."), sin_comas)
    un_decimal = pc.match_substring_regex(completo, r"\.\d$")
    return pc.if_else(un_decimal, pc.binary_join_element_wise(completo, "0", ""), completo)


def _cifras(texto: pa.Array, forma: str, relleno: str) -> tuple[Columna, Columna]:
    """Return which rows have the form, and the digits of each as a matrix of small numbers."""
    coincide = pc.match_substring_regex(texto, forma)
    iguales = pa.concat_arrays([pc.if_else(coincide, texto, relleno)])
    letras = np.frombuffer(iguales.buffers()[2] or b"", dtype=np.uint8)
    cifras = letras[: len(texto) * len(relleno)].reshape(-1, len(relleno)).astype(np.int64) - 48
    return coincide.to_numpy(zero_copy_only=False).copy(), cifras


def _mes_valido(cifras: Columna) -> Any:
    mes = cifras[:, 5:7] @ (10, 1)
    return (mes >= 1) & (mes <= 12)

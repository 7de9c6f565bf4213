"""Money as whole centavos: read, write, divide exactly, and round in one place."""

import re
from enum import StrEnum
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from cartera_lib.errors import DatoInvalido
from cartera_lib.norma.tablas import Columna

LIMITE = 10**15
"""Largest amount of one credit, in centavos: every product of the rules stays exact below it."""

DIEZMILESIMAS = 10_000
IMPORTE = re.compile(r"(\d{1,3}(,\d{3})+|\d+)(\.\d{1,2})?", re.ASCII)


class Redondeo(StrEnum):
    """What is done with what is left after the last decimal place."""

    TRUNCAR = "truncar"
    MEDIO_ARRIBA = "medio_arriba"


def centavos(pesos: str) -> int:
    """Read pesos written as text, such as ``1,234.50``; DatoInvalido when it is not an amount."""
    texto = pesos.strip()
    if not IMPORTE.fullmatch(texto):
        raise DatoInvalido(
            f"«{pesos}» no es un importe. Escriba pesos con dos decimales, por ejemplo 1234.50."
        )
    enteros, _, decimales = texto.replace(",", "").partition(".")
    return int(enteros) * 100 + int(decimales.ljust(2, "0"))


def pesos(importe: int) -> str:
    """Write centavos as pesos with thousands and two decimals: ``1,234.50``."""
    signo, enteros, decimales = "-" if importe < 0 else "", *divmod(abs(importe), 100)
    return f"{signo}{enteros:,}.{decimales:02d}"


def redondear(exacto: Fraction) -> int:
    """Round to the nearest whole number, half away from zero."""
    entero = (2 * abs(exacto.numerator) + exacto.denominator) // (2 * exacto.denominator)
    return entero if exacto >= 0 else -entero


def producto(importes: Columna, numerador: Columna, *, denominador: int) -> Columna:
    """Return ``importes · numerador / denominador``, exact and rounded half up.

    Shapes broadcast; non-negative int64 in and out. One plain product where the largest
    values prove that it cannot overflow; otherwise the amount is split by the denominator.
    """
    importes, numerador = np.asarray(importes, np.int64), np.asarray(numerador, np.int64)
    medio = denominador // 2
    if _maximo(importes) * _maximo(numerador) + medio < 2**63:
        exacto = importes * numerador + medio
        # None is negative, and dividing without signs takes half the time.
        return (exacto.view(np.uint64) // np.uint64(denominador)).view(np.int64)
    parte = importes // denominador
    resto = importes - parte * denominador
    return parte * numerador + (resto * numerador + medio) // denominador


def cociente(numerador: Columna, denominador: Columna, *, redondeo: Redondeo) -> Columna:
    """Return ``numerador / denominador`` in ten-thousandths, by exact long division.

    Both below 2**56 (an INPC with fourteen decimals fits), so each step stays inside int64.
    """
    entero = numerador // denominador
    resto = numerador - entero * denominador
    for _ in range(2):
        cifras = resto * 100 // denominador
        entero, resto = entero * 100 + cifras, resto * 100 - cifras * denominador
    if redondeo is Redondeo.MEDIO_ARRIBA:
        entero = entero + (2 * resto >= denominador)
    return entero


def exigir_importes(importes: npt.ArrayLike) -> Columna:
    """Return the amounts as int64 centavos; DatoInvalido when one is negative or over LIMITE."""
    columna = np.asarray(importes)
    if not columna.size:
        return columna.astype(np.int64)
    if columna.dtype.kind not in "iu":
        raise DatoInvalido(
            f"Los importes se dan en centavos enteros, hasta {pesos(LIMITE)} pesos y sin punto "
            f"flotante, no en {columna.dtype}."
        )
    if columna.min() < 0 or columna.max() > LIMITE:
        fuera = int(columna[(columna < 0) | (columna > LIMITE)].flat[0])
        raise DatoInvalido(
            f"El importe {pesos(fuera)} no es creíble: debe estar entre 0.00 y {pesos(LIMITE)}."
        )
    return columna.astype(np.int64, copy=False)


def peso_para_pago(importe: int) -> int:
    """Return the whole-peso amount to pay, in centavos: up to 50 goes down, from 51 goes up.

    Fundamento: CFF 20 (fracciones de peso).
    """
    enteros, fraccion = divmod(importe, 100)
    return (enteros + (fraccion > 50)) * 100


def _maximo(columna: Columna) -> int:
    return int(columna.max()) if columna.size else 0

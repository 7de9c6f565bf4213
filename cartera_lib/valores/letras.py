"""Amounts and dates in words, as a document that stands in court writes them."""

from datetime import date

from cartera_lib.errors import DatoInvalido

MENORES = (
    "cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez",
    "once", "doce", "trece", "catorce", "quince", "dieciséis", "diecisiete", "dieciocho",
    "diecinueve", "veinte", "veintiuno", "veintidós", "veintitrés", "veinticuatro", "veinticinco",
    "veintiséis", "veintisiete", "veintiocho", "veintinueve",
)  # fmt: skip
DECENAS = (
    "", "", "", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa",
)  # fmt: skip
CIENTOS = (
    "", "ciento", "doscientos", "trescientos", "cuatrocientos", "quinientos", "seiscientos",
    "setecientos", "ochocientos", "novecientos",
)  # fmt: skip
MESES = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
    "octubre", "noviembre", "diciembre",
)  # fmt: skip
LIMITE = 10**12
"""Pesos below this have their words."""


def importe_en_letra(centavos: int) -> str:
    """Write centavos as money in words: ``MIL PESOS 05/100 M.N.``; from 0 up to a billion."""
    enteros, resto = divmod(centavos, 100)
    if not 0 <= enteros < LIMITE:
        raise DatoInvalido(f"El importe de {centavos} centavos no se puede escribir con letra.")
    unidad = "PESO" if enteros == 1 else "PESOS"
    de = " DE" if enteros and enteros % 10**6 == 0 else ""
    return f"{apocopado(enteros).upper()}{de} {unidad} {resto:02d}/100 M.N."


def apocopado(numero: int) -> str:
    """Write a whole number as it goes before a noun: veintiún, treinta y un, ciento un."""
    millones, resto = divmod(numero, 10**6)
    partes = [f"{_miles(millones)} millones" if millones > 1 else "un millón"] if millones else []
    if resto or not millones:
        partes.append(_miles(resto))
    return " ".join(partes)


def fecha_en_letra(dia: date) -> str:
    """Write a day as an oficio does: ``30 de junio de 2026``."""
    return f"{dia.day} de {MESES[dia.month - 1]} de {dia.year}"


def _miles(numero: int) -> str:
    miles, resto = divmod(numero, 1000)
    partes = [f"{_cientos(miles)} mil" if miles > 1 else "mil"] if miles else []
    if resto or not miles:
        partes.append(_cientos(resto))
    return " ".join(partes)


def _cientos(numero: int) -> str:
    cientos, resto = divmod(numero, 100)
    if numero == 100:
        return "cien"
    partes = [CIENTOS[cientos]] if cientos else []
    if resto or not cientos:
        partes.append(_decenas(resto))
    return " ".join(partes)


def _decenas(numero: int) -> str:
    if numero < 30:
        return {1: "un", 21: "veintiún"}.get(numero, MENORES[numero])
    decenas, unidades = divmod(numero, 10)
    return DECENAS[decenas] + (f" y {_decenas(unidades)}" if unidades else "")

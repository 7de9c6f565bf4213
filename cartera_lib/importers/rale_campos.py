"""The fields of a RALE line: one record a line, and the reader of each field's text.

A reader returns the value or refuses it with DatoInvalido; ``LECTORES`` says under which code.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from cartera_lib.cartera.tipo_documento import tipos_documento
from cartera_lib.errors import DatoInvalido
from cartera_lib.importers.fechas import NULA, un_dia
from cartera_lib.norma.tablas import recordar, renglones
from cartera_lib.valores import identificadores
from cartera_lib.valores.dinero import LIMITE, centavos

RENGLON = np.dtype(
    [
        ("renglon", "i8"),
        ("con_patron", "?"),
        ("rechazado", "?"),
        ("sin_registro", "?"),
        ("sin_movimiento", "?"),
        ("sin_importe", "?"),
        ("registro", "S10"),
        ("movimiento", "S1"),
        ("fecha_movimiento", "i4"),
        ("sector", "S2"),
        ("credito", "S9"),
        ("ce", "S1"),
        ("periodo", "S7"),
        ("tipo_documento", "S2"),
        ("fecha_alta", "i4"),
        ("fecha_notificacion", "i4"),
        ("incidencia", "S2"),
        ("fecha_incidencia", "i4"),
        ("dias", "i4"),
        ("importe", "i8"),
        ("ooad_control", "S2"),
        ("subdelegacion_control", "S2"),
    ]
)
DE_PATRON = ("registro", "movimiento", "fecha_movimiento", "sector")
"""What is printed only in an employer's first line and carried down."""

REGISTRO = re.compile(r"[A-Z0-9]\d\d-?\d{5}-?\d\d", re.ASCII)
PERIODO = re.compile(r"\d\d/\d{4}", re.ASCII)
FECHA = re.compile(r"(\d\d)/(\d\d)/(\d{4})", re.ASCII)
FECHA_NULA = re.compile(r"0{0,2}/ *0{0,2} */ *0{0,4}", re.ASCII)
IMPORTE = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)\.\d\d", re.ASCII)


@recordar()
def claves_validas(tabla: str) -> frozenset[str]:
    """Return the codes of kinds of document or of incidencias."""
    if tabla == "tipos_documento":
        return frozenset(tipos_documento())
    return frozenset(f["codigo"] for f in renglones(tabla))


def registro(texto: str) -> str:
    """Read a registration without check digit, with its dashes or without."""
    if not REGISTRO.fullmatch(texto):
        raise DatoInvalido(f"«{texto}» no tiene la forma A99-99999-99.")
    return identificadores.registro_patronal(texto).registro


def credito(texto: str) -> str:
    """Read a credit number."""
    return identificadores.numero_credito(texto)


def periodo(texto: str) -> str:
    """Read a period as the RALE prints it, month 13 as 12."""
    if not PERIODO.fullmatch(texto):
        raise DatoInvalido(f"«{texto}» no tiene la forma mm/aaaa.")
    return identificadores.periodo(texto).mes


def fecha_o_nula(texto: str) -> int:
    """Read a date as days since 1970; the ways of printing none (``0//``) are NULA."""
    if not texto or FECHA_NULA.fullmatch(texto):
        return int(NULA)
    partes = FECHA.fullmatch(texto)
    if not partes:
        raise DatoInvalido(f"«{texto}» no tiene la forma dd/mm/aaaa.")
    dia, mes, ejercicio = map(int, partes.groups())
    numero = un_dia(ejercicio, mes, dia=dia)
    if numero == NULA:
        raise DatoInvalido(f"«{texto}» no existe en el calendario.")
    return numero


def fecha(texto: str) -> int:
    """Read a date that may not be missing."""
    numero = fecha_o_nula(texto)
    if numero == NULA:
        raise DatoInvalido(f"No puede faltar: dice «{texto}».")
    return numero


def tipo_documento(texto: str) -> str:
    """Read a kind of document that is in the catalogue."""
    if texto not in claves_validas("tipos_documento"):
        raise DatoInvalido(f"«{texto}» no está en el catálogo.")
    return texto


def incidencia(texto: str) -> str:
    """Read an incidencia of the catalogue: its two last digits, after an opaque one."""
    clave = texto[-2:]
    if not re.fullmatch(r"\d? ?\d\d", texto) or clave not in claves_validas("incidencias"):
        raise DatoInvalido(f"«{texto}» no está en el catálogo.")
    return clave


def importe(texto: str) -> int:
    """Read pesos with exactly two decimals as centavos."""
    if not IMPORTE.fullmatch(texto) or (pesos := centavos(texto)) > LIMITE:
        raise DatoInvalido(f"«{texto}» no se lee como pesos con dos decimales.")
    return pesos


def dias_transcurridos(texto: str) -> int:
    """Read a count of days."""
    if not re.fullmatch(r"\d{1,5}", texto, re.ASCII):
        raise DatoInvalido(f"«{texto}» no es un número.")
    return int(texto)


def movimiento(texto: str) -> str:
    """Read the digit of an employer's movement, or none."""
    if not re.fullmatch(r"\d?", texto, re.ASCII):
        raise DatoInvalido(f"«{texto}» no es una cifra.")
    return texto


def tal_cual(texto: str) -> str:
    """Keep a field whose meaning is not known, or none."""
    if not texto.isascii():
        raise DatoInvalido(f"«{texto}» trae signos que no son de un RALE.")
    return texto


LECTORES: Mapping[str, tuple[str, Callable[[str], Any]]] = {
    "registro": ("REGISTRO_ILEGIBLE", registro),
    "movimiento": ("RENGLON_INCOMPLETO", movimiento),
    "fecha_movimiento": ("FECHA_IMPOSIBLE", fecha_o_nula),
    "sector": ("RENGLON_INCOMPLETO", tal_cual),
    "credito": ("CREDITO_ILEGIBLE", credito),
    "ce": ("RENGLON_INCOMPLETO", tal_cual),
    "periodo": ("PERIODO_ILEGIBLE", periodo),
    "tipo_documento": ("TIPO_DESCONOCIDO", tipo_documento),
    "fecha_alta": ("FECHA_IMPOSIBLE", fecha),
    "fecha_notificacion": ("FECHA_IMPOSIBLE", fecha_o_nula),
    "incidencia": ("INCIDENCIA_DESCONOCIDA", incidencia),
    "fecha_incidencia": ("FECHA_IMPOSIBLE", fecha_o_nula),
    "dias": ("RENGLON_INCOMPLETO", dias_transcurridos),
    "importe": ("IMPORTE_ILEGIBLE", importe),
    "ooad_control": ("RENGLON_INCOMPLETO", tal_cual),
    "subdelegacion_control": ("RENGLON_INCOMPLETO", tal_cual),
}

"""Read one line of a RALE by the order of its fields, whatever columns they stand at.

It is the careful reading, for the lines that the blocks leave: it finds every cause to reject
the line, and tells when it was only out of place.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cartera_lib.errors import DatoInvalido
from cartera_lib.importers.lectura import Aviso
from cartera_lib.importers.rale_bloques import Cortes
from cartera_lib.importers.rale_campos import DE_PATRON, IMPORTE, LECTORES, REGISTRO
from cartera_lib.norma.tablas import recordar

FECHA = r"[^\s;/]{1,2}/[^\s;/]{1,2}/[^\s;/]{2,4}|0{0,2}/[ ]*0{0,2}[ ]*/(?:[ ]*0{4}|0{0,2})"
ORDEN = re.compile(
    rf"""[\s;]*
    (?:(?P<registro>[^\s;/]{{8,16}})[\s;]+
       (?:(?P<movimiento>[^\s;/])[\s;]+)?
       (?:(?P<fecha_movimiento>{FECHA})[\s;]+)?
       (?:(?P<sector>[^\s;/]{{1,2}})[\s;]+)?)?
    (?P<credito>[^\s;/]{{7,11}})[\s;]+
    (?:(?P<ce>[A-Z])[\s;]+)?
    (?P<periodo>[^\s;/]{{1,2}}/[^\s;/]{{2,4}})[\s;]+
    (?P<tipo_documento>[^\s;/]{{1,2}})[\s;]+
    (?P<fecha_alta>{FECHA})[\s;]+
    (?:(?P<fecha_notificacion>{FECHA})[\s;]+)?
    (?P<incidencia>[^\s;/]{{2,3}}|[^\s;/][ ;][^\s;/]{{2}})[\s;]+
    (?:(?P<fecha_incidencia>{FECHA})[\s;]+)?
    (?P<dias>[^\s;/]{{1,5}})[\s;]+
    (?P<importe>[^\s;/]+)
    (?:[\s;]+(?P<ooad_control>[^\s;/]{{2}})[\s;]+(?P<subdelegacion_control>[^\s;/]{{2}}))?
    [\s;]*""",
    re.VERBOSE | re.ASCII,
)
CREDITO = re.compile(r"(?<![^\s;])\d{9}(?![^\s;])", re.ASCII)
COMIENZO = re.compile(r"[\s;]*[A-Z0-9]\d\d-\d{1,5}", re.ASCII)
FINAL = re.compile(rf"(?<![^\s;])({IMPORTE.pattern})(?:[\s;]+\d\d[\s;]+\d\d)?[\s;]*$", re.ASCII)
DISTINTOS = ("registro", "credito", "importe")
"""Fields that seldom repeat from line to line; what the rest say is remembered."""

HOLGURA = 3
"""Columns that a field may stand out of place and still be told from its neighbour."""

DIAGONALES_MINIMAS = 3
"""Slashes that the shortest credit has: those of its period and of its date."""

DIAGONALES = 4
"""Slashes that only a line of data has."""

FECHAS = ("fecha_movimiento", "fecha_alta", "fecha_notificacion", "fecha_incidencia")
LARGO_DE_FECHA = 10

ETIQUETAS = {
    "registro": "registro patronal",
    "movimiento": "movimiento",
    "fecha_movimiento": "fecha del movimiento",
    "sector": "sector",
    "credito": "número de crédito",
    "ce": "CE",
    "periodo": "periodo",
    "tipo_documento": "tipo de documento",
    "fecha_alta": "fecha de alta",
    "fecha_notificacion": "fecha de notificación",
    "incidencia": "incidencia",
    "fecha_incidencia": "fecha de la incidencia",
    "dias": "días",
    "importe": "importe",
    "ooad_control": "DC",
    "subdelegacion_control": "SC",
}


@dataclass(slots=True)
class Renglon:
    """What was read of one line: values, causes to reject it, and notes."""

    valores: dict[str, Any]
    causas: list[tuple[str, str]] = field(default_factory=list)
    avisos: list[Aviso] = field(default_factory=list)
    cortado: bool = False
    registro_impreso: str = ""

    def reprobar(self, codigo: str, causa: str) -> None:
        """Add one more cause to reject the line."""
        self.causas.append((codigo, causa))
        self.valores["rechazado"] = True


def leer_renglon(texto: str, numero: int, *, cortes: Cortes | None) -> Renglon | None:
    """Read a line that has the fields of a credit in their order; None when it has not."""
    partes = ORDEN.fullmatch(texto) if texto.count("/") >= DIAGONALES_MINIMAS else None
    if partes is None:
        return None
    impresos = partes.groupdict(default="")
    renglon = Renglon({"renglon": numero, "con_patron": bool(impresos["registro"])})
    for campo, crudo in impresos.items():
        if crudo or campo not in DE_PATRON:
            _leer_campo(renglon, campo, crudo)
    _marcar(renglon, impresos)
    if not renglon.causas:
        renglon.avisos += _avisos(partes, numero, cortes)
    return renglon


def leer_incompleto(texto: str, numero: int, *, cortes: Cortes | None) -> Renglon | None:
    """Reject a line of data that lacks a field, keeping its amount and its employer.

    None when it has no mark of being data.
    """
    if not _parece_dato(texto):
        return None
    renglon = Renglon({"renglon": numero, "con_patron": False})
    _leer_patron(renglon, _parte_del_patron(texto, cortes))
    if final := FINAL.search(texto):
        renglon.valores["importe"] = LECTORES["importe"][1](final[1])
    else:
        renglon.valores["sin_importe"], renglon.cortado = True, True
    renglon.reprobar(
        "RENGLON_INCOMPLETO",
        "El renglón no trae, en orden, todos los campos de un crédito: le falta o le sobra alguno.",
    )
    return renglon


def _leer_campo(renglon: Renglon, campo: str, crudo: str) -> None:
    leer = _leer_texto if campo in DISTINTOS else _leer_repetido
    valor, causa = leer(campo, crudo)
    if causa:
        renglon.reprobar(LECTORES[campo][0], causa)
        renglon.valores[f"sin_{campo}"] = True
    else:
        renglon.valores[campo] = valor


def _leer_texto(campo: str, crudo: str) -> tuple[Any, str]:
    """Return the value of a field, or the cause why it has none."""
    try:
        return LECTORES[campo][1](crudo), ""
    except DatoInvalido as causa:
        return None, f"{ETIQUETAS[campo].capitalize()}: {causa}"


_leer_repetido = recordar(2**16)(_leer_texto)


def _marcar(renglon: Renglon, impresos: Mapping[str, str]) -> None:
    """Keep what the totals and the lines below need of a line that may be rejected."""
    valores = renglon.valores
    valores["sin_movimiento"] = any(f"sin_{campo}" in valores for campo in DE_PATRON[1:])
    if "sin_registro" in valores:
        renglon.registro_impreso = impresos["registro"]
    if "sin_importe" in valores:
        renglon.cortado = re.fullmatch(r"[\d,]+\.?\d?", impresos["importe"]) is not None


def _parece_dato(texto: str) -> bool:
    """Tell whether a line that cannot be read has the marks of a line of data."""
    return (
        texto.count("/") >= DIAGONALES
        or COMIENZO.match(texto) is not None
        or CREDITO.search(texto) is not None
    )


def _parte_del_patron(texto: str, cortes: Cortes | None) -> str:
    if cortes and not texto[: cortes["credito"][0] - HOLGURA].strip(" ;"):
        return ""
    inicio = CREDITO.search(texto)
    return texto[: inicio.start() if inicio else None].strip(" ;")


def _leer_patron(renglon: Renglon, impreso: str) -> None:
    """Keep an employer whose line is rejected: the lines below may carry it."""
    if not impreso:
        return
    valores = renglon.valores
    valores["con_patron"] = True
    registro, *resto = re.split(r"[\s;]+", impreso)
    if REGISTRO.fullmatch(registro):
        valores["registro"] = registro.replace("-", "")
    else:
        valores["sin_registro"], renglon.registro_impreso = True, registro
    try:
        for campo, crudo in zip(DE_PATRON[1:], resto, strict=True):
            valores[campo] = LECTORES[campo][1](crudo)
    except (DatoInvalido, ValueError):  # some of them is missing or is not what it should be
        valores["sin_movimiento"] = True


def _avisos(partes: re.Match[str], numero: int, cortes: Cortes | None) -> list[Aviso]:
    avisos = []
    if partes["periodo"].startswith("13/"):
        detalle = f"El periodo {partes['periodo']} se leyó como mes 12."
        avisos.append(Aviso(numero, "PERIODO_13", detalle))
    corridos = _corridos(partes, cortes) if cortes else {}
    if any(corridos.values()):
        avisos.append(Aviso(numero, "COLUMNAS_CORRIDAS", _detalle(corridos)))
    return avisos


def _detalle(corridos: Mapping[str, int]) -> str:
    distintos = set(corridos.values())
    if len(distintos) == 1:
        return f"Todo el renglón está fuera de su columna: {distintos.pop():+d}."
    fuera = [f"{ETIQUETAS[campo]} {lugar:+d}" for campo, lugar in corridos.items() if lugar]
    return f"Campos fuera de su columna: {', '.join(fuera)}."


def _corridos(partes: re.Match[str], cortes: Cortes) -> Mapping[str, int]:
    """Return how far each printed field ends from its column; ``0//`` has no place."""
    lugares = {campo: partes.span(campo) for campo in cortes}
    return {
        campo: hasta - cortes[campo][1]
        for campo, (desde, hasta) in lugares.items()
        if hasta > 0 and (campo not in FECHAS or hasta - desde == LARGO_DE_FECHA)
    }

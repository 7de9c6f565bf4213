"""Prints the RALE: the listing of live credits of one ledger on the day of a cut.

Columns, counted from 0: registro 8, movement 21 and its date 23, sector 35, credit 40, CE 50,
period 54, kind 62, alta 66, notification 78, incidencia 90 (a 0 and two digits), its date 95,
days 107, amount up to 127, DC 128, SC 131. Employer columns print on its first line only.
Program EEAMX14A (COP, own), EEAMX14B (COP, received), EEBMX14A and EEBMX14B (RCV) at column 8.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import NamedTuple

from cartera_lib.sintetica.modelo import OOAD, SUBDELEGACION, Credito, Ramo
from cartera_lib.sintetica.presencia import presente
from cartera_lib.sintetica.tiempo import primero
from cartera_lib.valores.dinero import pesos

POR_HOJA = 55
CODIFICACION = "cp1252"
FIN_DE_RENGLON = "\r\n"
MARGEN = " " * 8
ANCHO = 133
ROTULOS = (
    {8: "REG.PATRONAL", 21: "MOV.PATRONAL", 34: "SECT", 40: "NUM.CRED.", 50: "CE", 54: "PERIODO",
     62: "TD", 66: "FECHA ALTA", 78: "FEC.NOTIF.", 90: "INC", 95: "FEC.INCID.", 107: "DIAS",
     120: "IMPORTE", 128: "DC", 131: "SC"},
    {21: "TIPO FECHA"},
)  # fmt: skip


@dataclass(frozen=True)
class Listado:
    """One listing to print: its credits in order, and which lines come out shifted."""

    corte: date
    ramo: Ramo
    propios: bool
    creditos: tuple[Credito, ...]
    corridos: Mapping[int, int] = field(default_factory=dict)

    @property
    def archivo(self) -> str:
        """Name of the file: office, own or received, ledger, day."""
        clase = "AP" if self.propios else "ANP"
        return f"{OOAD}{SUBDELEGACION}{clase}{self.ramo}{self.corte:%d%m%y}.txt"

    @property
    def programa(self) -> str:
        """Name of the program that prints it."""
        return f"EE{'A' if self.ramo is Ramo.COP else 'B'}MX14{'A' if self.propios else 'B'}"


class Impresion(NamedTuple):
    """The printed lines, and the number of the line on which each credit came out."""

    renglones: list[str]
    lugares: tuple[int, ...]

    @property
    def texto(self) -> str:
        """The whole file."""
        return FIN_DE_RENGLON.join(self.renglones) + FIN_DE_RENGLON


class Campos(NamedTuple):
    """One line, as text: employer columns are empty when they repeat."""

    registro: str
    movimiento: str
    fecha_movimiento: str
    sector: str
    credito: str
    ce: str
    periodo: str
    tipo: str
    alta: str
    notificacion: str
    incidencia: str
    fecha_incidencia: str
    dias: str
    importe: str
    control: str


def imprimir(listado: Listado) -> Impresion:
    """Print the listing page by page, with its totals at the foot."""
    renglones: list[str] = []
    lugares: list[int] = []
    for lugar, campos in enumerate(columnas(listado)):
        if lugar % POR_HOJA == 0:
            renglones += ([""] if lugar else []) + encabezado(listado, lugar // POR_HOJA + 1)
        renglones.append(_corrido(_renglon(campos), listado.corridos.get(lugar, 0)))
        lugares.append(len(renglones))
    if not lugares:
        renglones += encabezado(listado, 1)
    return Impresion([*renglones, "", pie(listado)], tuple(lugares))


def columnas(listado: Listado) -> Iterator[Campos]:
    """Return the text of each line, in order."""
    anterior = ""
    for credito in listado.creditos:
        registro = credito.patron.registro
        yield _campos(credito, listado.corte, repite=registro == anterior)
        anterior = registro


def encabezado(listado: Listado, hoja: int) -> list[str]:
    """Return the heading of one page."""
    rcv = " (R.C.V.)" if listado.ramo is Ramo.RCV else ""
    al = dia(listado.corte)
    clase = "CREDITOS PROPIOS" if listado.propios else "CREDITOS NO PROPIOS"
    return [
        _extremos(f"{listado.programa}   INSTITUTO MEXICANO DEL SEGURO SOCIAL", f"FECHA {al}"),
        _extremos("COORDINACION DE COBRANZA", f"HOJA {hoja:>5,}"),
        _extremos(
            f"COBR{OOAD}{SUBDELEGACION}   DELEGACION {OOAD} DE MUESTRA",
            f"SUBDELEGACION {SUBDELEGACION} LA PEÑA (DATOS INVENTADOS)",
        ),
        f"{MARGEN}{'':24}PATRONES CON CREDITOS EN R.A.L.E.{rcv} AL {al}",
        f"{MARGEN}{'':24}{clase}",
        f"{MARGEN}ACT.ECO: TODAS   MODALIDAD: TODAS   TIPO DOCTO: TODOS   INCIDENCIA: TODAS   "
        "IMPORTE: TODOS   PERIODO: TODOS   ANTIGUEDAD: TODAS",
        "",
        _rotulos(ROTULOS[0]),
        _rotulos(ROTULOS[1]),
        MARGEN + "-" * (ANCHO - len(MARGEN)),
    ]  # fmt: skip


def pie(listado: Listado) -> str:
    """Return the line of totals: employers, credits and amount."""
    patrones = len({c.patron.registro for c in listado.creditos})
    importe = sum(c.importe(listado.corte) for c in listado.creditos)
    return (
        f"{MARGEN}TOTAL DE LA SUBDELEGACION     PATRONES {patrones:>9,}     "
        f"CREDITOS {len(listado.creditos):>9,}     IMPORTE {pesos(importe):>20}"
    )


@cache
def dia(fecha: date) -> str:
    """Write a date as the print does."""
    return f"{fecha:%d/%m/%Y}"


def con_guiones(registro: str) -> str:
    """Write a registro patronal as the listing does: A99-99999-99."""
    return f"{registro[:3]}-{registro[3:8]}-{registro[8:]}"


def _campos(credito: Credito, corte: date, *, repite: bool) -> Campos:
    patron, tramo = credito.patron, credito.tramo(corte)
    movimiento = patron.movimiento(corte)
    notificado = credito.notificacion(corte)
    campos = Campos(
        registro="" if repite else con_guiones(patron.registro),
        movimiento="" if repite else movimiento.clave,
        fecha_movimiento="" if repite else dia(movimiento.fecha),
        sector="" if repite else patron.sector,
        credito=credito.numero,
        ce=credito.ce,
        periodo=f"{primero(credito.periodo):%m/%Y}",
        tipo=credito.tipo,
        alta=dia(credito.alta),
        notificacion=dia(notificado) if notificado else credito.hueco,
        incidencia=f"0{tramo.incidencia}",
        fecha_incidencia=dia(tramo.desde),
        dias=f"{min((corte - tramo.desde).days, 9999):04d}",
        importe=pesos(credito.importe(corte)),
        control=credito.control,
    )
    return _alterados(credito, corte, campos)


def _alterados(credito: Credito, corte: date, campos: Campos) -> Campos:
    """Print what the planted defect says in the column that it names."""
    siembra = credito.siembra
    if siembra is None or not siembra.columna or not presente(credito, corte):
        return campos
    return campos._replace(**{siembra.columna: siembra.texto})


def _renglon(c: Campos) -> str:
    control = f"{c.control[:2]} {c.control[2:]}" if c.control else ""
    return (
        f"{MARGEN}{c.registro:<12} {c.movimiento:1} {c.fecha_movimiento:<10}  {c.sector:<2}   "
        f"{c.credito:<9} {c.ce:1}   {c.periodo:<7} {c.tipo:<2}  {c.alta:<10}  "
        f"{c.notificacion:<10}  {c.incidencia:<3}  {c.fecha_incidencia:<10}  {c.dias:<4}  "
        f"{c.importe:>14} {control}"
    ).rstrip()


def _corrido(renglon: str, columnas: int) -> str:
    """Shift a line: ±1 all of it, ±2 only from the credit on (one column)."""
    desde = 0 if abs(columnas) == 1 else 38
    if columnas > 0:
        return f"{renglon[:desde]} {renglon[desde:]}"
    return renglon[:desde] + renglon[desde + 1 :] if columnas else renglon


def _rotulos(lugares: Mapping[int, str]) -> str:
    renglon = ""
    for lugar, rotulo in lugares.items():
        renglon = f"{renglon:<{lugar}}{rotulo}"
    return renglon


def _extremos(izquierda: str, derecha: str) -> str:
    hueco = ANCHO - len(MARGEN) - len(izquierda) - len(derecha)
    return f"{MARGEN}{izquierda}{' ' * hueco}{derecha}"

"""A capture form before it is a file: its lines, its sums, and how both are written.

Layout, in UTF-8 with commas or in the first sheet of a workbook, one row a credit with the
heading repeated: folio, area, fecha, cedula, firmante, creditos, importe_total, reingreso_de,
autorizo, registro (11), credito, periodo (AAAA-MM), tipo_documento, ramo, transaccion,
clave_ajuste, importe, incidencia, fecha_efecto, fecha_notificacion, soporte, soporte_folio,
soporte_fecha, soporte_importe, soporte_sha256. Pesos with two decimals; dates AAAA-MM-DD.
``reingreso_de`` is the area's folio of the form that was returned.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import NamedTuple, TypeAlias

from cartera_lib.sintetica.modelo import Credito
from cartera_lib.sintetica.sipare import decimal
from cartera_lib.sintetica.tiempo import primero

COLUMNAS = (
    "folio", "area", "fecha", "cedula", "firmante", "creditos", "importe_total", "reingreso_de",
    "autorizo", "registro", "credito", "periodo", "tipo_documento", "ramo", "transaccion",
    "clave_ajuste", "importe", "incidencia", "fecha_efecto", "fecha_notificacion", "soporte",
    "soporte_folio", "soporte_fecha", "soporte_importe", "soporte_sha256",
)  # fmt: skip
MAXIMO = 20  # credits of one form
SIN_FIRMA, DE_JEFE = 5_000_000, 50_000_000  # centavos that each level authorises
FIRMAN = {
    "OEPO": "Irene Solís Paz, Oficina de Emisión y Pago Oportuno",
    "OC": "Raúl Mena Cruz, Oficina para Cobros",
    "DAV": "Celia Ponce Rojo, Departamento de Afiliación Vigencia",
    "DAP": "Darío Luna Vega, Departamento de Auditoría a Patrones",
    "JUR": "Norma Ávila Rey, Servicios Jurídicos",
    "JDC": "Tomás Gil Parra, Departamento de Cobranza",
    "TS": "Elena Ríos Prado, Titular de la Subdelegación",
}
DE_DINERO = {
    "BAJA_IMPROCEDENCIA", "AJUSTE_BAJA", "CONDONACION", "CANCELACION_469", "CANCELACION_470",
    "CANCELACION_RESOLUCION", "ENVIO_CAMBIO",
}  # fmt: skip
"""Transactions whose amount somebody must authorise when it is large."""
Celda: TypeAlias = str | int | date


class Papel(NamedTuple):
    """The supporting document of one line; ``importe`` when it says one."""

    clase: str
    folio: str = ""
    fecha: date | None = None
    importe: int | None = None


@dataclass(frozen=True, slots=True)
class Linea:
    """What is asked of one credit on one day.

    ``de``: the incidencia that it had; ``piso``: the first day that its document may have;
    ``turno``: the place among what is asked of it that day; ``escrito``: cells that say
    something else than the above.
    """

    credito: Credito
    fecha: date
    area: str
    transaccion: str
    papel: Papel
    de: str = ""
    incidencia: str = ""
    importe: int | None = None
    notificado: date | None = None
    piso: date = date.min
    turno: int = 0
    escrito: tuple[tuple[str, str], ...] = ()

    @property
    def cedula(self) -> str:
        """Name the form that asks for it."""
        estado = self.transaccion in ("CAMBIO_INCIDENCIA", "FECHA_NOTIFICACION")
        return "CAP-4" if estado else "CAP-3"

    @property
    def liga(self) -> tuple[str, int, str]:
        """What an origin shares with its fine."""
        return liga(self.credito)

    def con(self, **celdas: str) -> "Linea":
        """Return the line with some cells written otherwise."""
        return replace(self, escrito=(*self.escrito, *celdas.items()))


@dataclass(frozen=True)
class Cedula:
    """One form; ``creditos`` and ``total`` are None while they are what its lines add up to.

    ``codigo`` is the cause for which it must be returned, empty when it is good.
    """

    area: str
    fecha: date
    lineas: tuple[Linea, ...]
    firmante: str
    autorizo: str
    creditos: int | None = None
    total: int | None = None
    folio: str = ""
    reingreso_de: str = ""
    codigo: str = ""
    detalle: str = ""

    @property
    def clase(self) -> str:
        """Tell CAP-3 from CAP-4."""
        return self.lineas[0].cedula

    @property
    def suma(self) -> int:
        """Add up the amounts of the lines, in centavos."""
        return sum(linea.importe or 0 for linea in self.lineas)

    def renglones(self) -> Iterator[list[Celda]]:
        """Yield the cells of each row, in the order of ``COLUMNAS``."""
        creditos = len(self.lineas) if self.creditos is None else self.creditos
        cabeza: list[Celda] = [
            self.folio, self.area, self.fecha, self.clase, self.firmante, creditos,
            decimal(self.suma if self.total is None else self.total), self.reingreso_de,
            self.autorizo,
        ]  # fmt: skip
        for linea in self.lineas:
            yield cabeza + _celdas(linea)


def liga(credito: Credito) -> tuple[str, int, str]:
    """Return what a credit shares with its fine or with its origin: all but the class digit."""
    return credito.patron.registro, credito.periodo, credito.numero[:2] + credito.numero[3:]


def cedulas(lineas: list[Linea]) -> list[Cedula]:
    """Group lines in forms: one area, day, form and ledger, an origin beside its fine."""
    ordenadas = sorted(lineas, key=lambda x: (*_grupo(x), x.liga, x.credito.numero))
    return [
        _cedula(trozo)
        for _, suyas in groupby(ordenadas, key=_grupo)
        for trozo in _trozos(list(suyas))
    ]


def _grupo(linea: Linea) -> tuple[date, int, str, str, str]:
    return linea.fecha, linea.turno, linea.area, linea.cedula, linea.credito.ramo


def _trozos(lineas: list[Linea]) -> Iterator[list[Linea]]:
    """Cut in forms of twenty credits at most, without leaving a fine apart from its origin."""
    trozo: list[Linea] = []
    for _, ligadas in groupby(lineas, key=lambda linea: linea.liga):
        juntas = list(ligadas)
        if trozo and len(trozo) + len(juntas) > MAXIMO:
            yield trozo
            trozo = []
        trozo += juntas
    yield trozo


def _cedula(lineas: list[Linea]) -> Cedula:
    primera = lineas[0]
    importe = sum(x.importe or 0 for x in lineas if x.transaccion in DE_DINERO)
    autoriza = "" if importe <= SIN_FIRMA else "JDC" if importe <= DE_JEFE else "TS"
    return Cedula(
        area=primera.area,
        fecha=primera.fecha,
        lineas=tuple(lineas),
        firmante=FIRMAN[primera.area],
        autorizo=FIRMAN.get(autoriza, ""),
    )


def _celdas(linea: Linea) -> list[Celda]:
    credito, papel = linea.credito, linea.papel
    celdas: dict[str, Celda] = {
        "registro": credito.patron.registro + credito.patron.digito,
        "credito": credito.numero,
        "periodo": f"{primero(credito.periodo):%Y-%m}",
        "tipo_documento": credito.tipo,
        "ramo": credito.ramo.value,
        "transaccion": linea.transaccion,
        "clave_ajuste": "",
        "importe": _pesos(linea.importe),
        "incidencia": linea.incidencia,
        "fecha_efecto": linea.fecha,
        "fecha_notificacion": linea.notificado or "",
        "soporte": papel.clase,
        "soporte_folio": papel.folio,
        "soporte_fecha": papel.fecha or "",
        "soporte_importe": _pesos(papel.importe),
        "soporte_sha256": "",
    }
    return list((celdas | dict(linea.escrito)).values())


def _pesos(centavos: int | None) -> str:
    return "" if centavos is None else decimal(centavos)

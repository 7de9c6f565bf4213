"""Deposits by ficha: what the office issued, what Treasury reports, and how each one ended.

Own layouts, UTF-8, commas, with heading; pesos with two decimals; dates AAAA-MM-DD.
``fichas.csv``: folio, fecha, vence, referencia, registro (11), credito, periodo (AAAA-MM),
tipo_documento, ramo, concepto, importe. ``tesoreria/<AAAA-MM>.csv``: folio, fecha, referencia,
registro (11), concepto, importe, banco. ``verdad_fichas.csv``: folio, referencia, resultado:
PAGADA, PAGADA_CON_DIFERENCIA, DUPLICADA, NO_REALIZADA (expired unpaid), PENDIENTE (not yet
expired) or SIN_FICHA (a deposit that no ficha asked for). The amount is the credit's historic
amount, or the part of it that was paid.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from cartera_lib.sintetica.azar import Azar
from cartera_lib.sintetica.modelo import OOAD, SUBDELEGACION, Credito, Mundo, Patron
from cartera_lib.sintetica.sipare import BANCOS, decimal
from cartera_lib.sintetica.tiempo import DIA, Ventana, mas, primero
from cartera_lib.valores.identificadores import referencia

COLUMNAS = (
    "folio", "fecha", "vence", "referencia", "registro", "credito", "periodo", "tipo_documento",
    "ramo", "concepto", "importe",
)  # fmt: skip
COLUMNAS_TESORERIA = ("folio", "fecha", "referencia", "registro", "concepto", "importe", "banco")
COLUMNAS_VERDAD = ("folio", "referencia", "resultado")
VIGENCIA = 15
IMPAGADAS = 0.12  # fichas that nobody paid, for each one that was
RESULTADOS = (
    ("PAGADA", 94), ("PAGADA_CON_DIFERENCIA", 3), ("DUPLICADA", 1.5), ("SIN_FICHA", 1.5),
)  # fmt: skip
CONCEPTOS = {"0": "CUOTAS", "5": "AUDITORIA", "6": "AUDITORIA", "8": "MULTA"}


class Deposito(NamedTuple):
    """One amount of one credit, and the day on which it is paid or was to be paid."""

    fecha: date
    credito: Credito
    centavos: int
    pagado: bool


@dataclass
class Caja:
    """The three files while they are being written."""

    azar: Azar
    ventana: Ventana
    fichas: list[tuple[str, ...]] = field(default_factory=list)
    tesoreria: dict[str, list[tuple[str, ...]]] = field(default_factory=lambda: defaultdict(list))
    verdad: list[tuple[str, str, str]] = field(default_factory=list)


def depositar(mundo: Mundo, ventana: Ventana, *, azar: Azar) -> Caja:
    """Issue the fichas of every payment outside SIPARE, and report the deposits."""
    caja = Caja(azar, ventana)
    for corte in ventana.cortes:
        caja.tesoreria[f"{corte:%Y-%m}"] = []
    depositos = [d for c in mundo.creditos for d in _depositos(c, ventana)]
    depositos += _impagados(mundo, ventana, azar, len(depositos))
    for numero, deposito in enumerate(sorted(depositos, key=_orden), start=1):
        _asentar(caja, deposito, numero)
    for renglones in caja.tesoreria.values():
        renglones.sort(key=lambda r: (r[1], r[2]))
    return caja


def _orden(deposito: Deposito) -> tuple[date, str, str]:
    return deposito.fecha, deposito.credito.clave, deposito.credito.ramo


def _depositos(credito: Credito, ventana: Ventana) -> Iterator[Deposito]:
    """Return what was paid of a clean credit between the first month and the last cut."""
    desde = ventana.desde
    if credito.siembra is not None:
        return
    for antes, importe in pairwise(credito.importes):
        if importe.causa == "PAGO_PARCIAL" and desde <= importe.desde <= ventana.fin:
            yield Deposito(importe.desde, credito, antes.centavos - importe.centavos, True)
    if credito.causa_baja == "PAGO" and credito.baja and desde <= credito.baja:
        yield Deposito(credito.baja, credito, credito.importe(credito.baja), True)


def _impagados(mundo: Mundo, ventana: Ventana, azar: Azar, pagados: int) -> list[Deposito]:
    """Draw fichas that were asked for and never paid."""
    notificados = [c for c in mundo.creditos if _puede_pedir(c)]
    cuantos = min(max(2, int(pagados * IMPAGADAS)), len(notificados))
    elegidos = azar.barajar(notificados)[:cuantos]
    return [_impagado(credito, azar.dia(max(ventana.inicio, credito.alta), ventana.fin))
            for credito in elegidos]  # fmt: skip


def _impagado(credito: Credito, dia: date) -> Deposito:
    return Deposito(dia, credito, credito.importes[0].centavos, False)


def _puede_pedir(credito: Credito) -> bool:
    return credito.siembra is None and credito.baja is None and credito.notificado is not None


def _asentar(caja: Caja, deposito: Deposito, numero: int) -> None:
    azar, patron = caja.azar, deposito.credito.patron
    emitida = deposito.fecha - DIA * azar.entre(0, 9)
    vence = mas(emitida, VIGENCIA)
    folio = f"FD{emitida:%y}{numero:06d}"
    numerica = referencia(OOAD + SUBDELEGACION, ejercicio=emitida.year, consecutivo=numero)
    resultado = azar.ponderado(RESULTADOS) if deposito.pagado else "NO_REALIZADA"
    if resultado == "NO_REALIZADA" and vence >= caja.ventana.fin:
        resultado = "PENDIENTE"
    if resultado == "SIN_FICHA":
        folio = ""
    else:
        caja.fichas.append(_ficha(deposito, folio, numerica, (emitida, vence)))
    caja.verdad.append((folio, numerica, resultado))
    for veces in range(_veces(resultado)):
        pagado = deposito.centavos - (_diferencia(azar, deposito) if "CON" in resultado else 0)
        fecha = min(deposito.fecha + DIA * veces, caja.ventana.fin)
        renglon = (
            folio, fecha.isoformat(), numerica, patron.registro + patron.digito,
            _concepto(deposito.credito), decimal(pagado), azar.elegir(BANCOS),
        )  # fmt: skip
        caja.tesoreria[f"{fecha:%Y-%m}"].append(renglon)


def _veces(resultado: str) -> int:
    return {"NO_REALIZADA": 0, "PENDIENTE": 0, "DUPLICADA": 2}.get(resultado, 1)


def _diferencia(azar: Azar, deposito: Deposito) -> int:
    return min(azar.entre(1, 5_000), deposito.centavos // 2)


def _ficha(
    deposito: Deposito, folio: str, referencia: str, fechas: tuple[date, date]
) -> tuple[str, ...]:
    credito = deposito.credito
    patron: Patron = credito.patron
    return (
        folio, *(fecha.isoformat() for fecha in fechas), referencia,
        patron.registro + patron.digito, credito.numero, f"{primero(credito.periodo):%Y-%m}",
        credito.tipo, credito.ramo, _concepto(credito), decimal(deposito.centavos),
    )  # fmt: skip


def _concepto(credito: Credito) -> str:
    concepto = CONCEPTOS.get(credito.tipo[0], "OTROS")
    return f"{concepto} {credito.ramo} {credito.tipo} {credito.numero}"

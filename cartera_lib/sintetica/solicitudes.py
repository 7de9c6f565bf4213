"""Requests to collect by ficha: what the areas ask in each month, and which must be returned.

``solicitudes/<AAAA-MM>.csv``, one row a concept: folio, area, fecha, al, firmante, registro (11),
ramo, credito, periodo (AAAA-MM), tipo_documento, rubro, importe, total, convenio, reingreso_de
(the area's folio of the one that was returned). ``verdad_solicitudes.csv``: archivo, area, folio,
esperado (EMITIDA or DEVUELTA), codigo, detalle.

Only fines not yet notified are asked for, and for their whole historic amount: they are not due,
so they bear neither actualización nor recargos, and what is right needs no reckoning. Nothing
else happens to them in the month, and no other ficha names them. Those fichas are not paid.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from cartera_lib.sintetica.azar import Azar
from cartera_lib.sintetica.cedulas import FIRMAN
from cartera_lib.sintetica.modelo import Credito, Mundo, Ramo
from cartera_lib.sintetica.pedidos import quieto
from cartera_lib.sintetica.sipare import decimal
from cartera_lib.sintetica.tiempo import DIA, Ventana, laborable, primero

COLUMNAS = (
    "folio", "area", "fecha", "al", "firmante", "registro", "ramo", "credito", "periodo",
    "tipo_documento", "rubro", "importe", "total", "convenio", "reingreso_de",
)  # fmt: skip
COLUMNAS_VERDAD = ("archivo", "area", "folio", "esperado", "codigo", "detalle")
AREAS = ("OEPO", "OC")
POR_MES = 0.03  # of the employers, at least ALGUNAS
ALGUNAS = 8
JUNTOS = 3  # most fines in one request
PARTE_CON_FALTA = 0.15
ULTIMOS_DIAS = 12  # of the month, in which they are asked for


class Concepto(NamedTuple):
    """One amount of one credit, in centavos."""

    credito: Credito
    rubro: str
    importe: int
    numero: str


@dataclass(frozen=True)
class Peticion:
    """One request; ``codigo`` is the cause to return it, empty when it is good."""

    area: str
    fecha: date
    conceptos: tuple[Concepto, ...]
    firmante: str
    total: int
    folio: str = ""
    reingreso_de: str = ""
    codigo: str = ""
    detalle: str = ""

    def renglones(self) -> Iterator[tuple[object, ...]]:
        """Yield its rows, in the order of ``COLUMNAS``."""
        for c in self.conceptos:
            credito, patron = c.credito, c.credito.patron
            yield (
                self.folio, self.area, self.fecha, self.fecha, self.firmante,
                patron.registro + patron.digito, credito.ramo, c.numero,
                f"{primero(credito.periodo):%Y-%m}", credito.tipo, c.rubro, decimal(c.importe),
                decimal(self.total), "", self.reingreso_de,
            )  # fmt: skip


@dataclass
class Fondo:
    """What a month draws from: chance, fines at rest, and credits that had left before."""

    azar: Azar
    corte: date
    multas: list[Credito]
    salidos: list[Credito]

    def tomar(self, sirve: Callable[[Credito], bool]) -> Credito | None:
        """Draw a fine that no other request of the month names, and keep it from the others."""
        aptas = [c for c in self.multas if sirve(c)]
        elegida = self.azar.elegir(aptas) if aptas else None
        self.multas = [c for c in self.multas if c is not elegida]
        return elegida


def solicitar(
    mundo: Mundo, ventana: Ventana, *, con_ficha: set[tuple[str, str]], azar: Azar
) -> dict[str, list[Peticion]]:
    """Return the requests of each month; ``con_ficha``: credits that other fichas name."""
    folios: Counter[tuple[str, int]] = Counter()
    meses, pedidas, faltan = {}, set(con_ficha), azar.barajar(list(FALTAS))
    cuantas = max(ALGUNAS, round(len(mundo.patrones) * POR_MES))
    for desde, hasta in pairwise(ventana.cortes):
        multas = [
            c for c in mundo.creditos if _pedible(c, desde, hasta) and _llave(c) not in pedidas
        ]
        salidos = [c for c in mundo.creditos if _salio(c, ventana.inicio, desde)]
        envios = _del_mes(Fondo(azar, hasta, multas, salidos), faltan, cuantas=cuantas)
        pedidas |= {_llave(c.credito) for e in envios for p in e for c in p.conceptos}
        meses[f"{hasta:%Y-%m}"] = _con_folio(envios, folios)
    return meses


def verdad(meses: Mapping[str, list[Peticion]]) -> Iterator[tuple[str, ...]]:
    """Return what must be answered to each request."""
    for mes, peticiones in meses.items():
        for p in peticiones:
            esperado = "DEVUELTA" if p.codigo else "EMITIDA"
            yield f"solicitudes/{mes}.csv", p.area, p.folio, esperado, p.codigo, p.detalle


def _pedible(credito: Credito, desde: date, hasta: date) -> bool:
    """Tell whether it is a fine at rest that nobody has notified."""
    por_notificar = credito.tramo(hasta).incidencia == "01" and not credito.notificacion(hasta)
    multa = credito.tipo >= "80"
    return multa and por_notificar and quieto(credito, desde, hasta=hasta)


def _salio(credito: Credito, inicio: date, desde: date) -> bool:
    sale = credito.baja is not None and credito.baja <= desde
    return sale and credito.vivo(inicio) and credito.siembra is None and credito.ramo is Ramo.COP


def _llave(credito: Credito) -> tuple[str, str]:
    return credito.patron.registro, credito.numero


def _del_mes(fondo: Fondo, faltan: list[str], *, cuantas: int) -> list[list[Peticion]]:
    """Ask for the fines of some employers, first with the faults still missing, and some more."""
    buenas = _buenas(fondo, cuantas)
    envios = [[buena] for buena in buenas]
    for codigo in [
        *faltan,
        *(fondo.azar.elegir(CODIGOS) for _ in range(round(len(buenas) * PARTE_CON_FALTA))),
    ]:
        mala, buena = _plantar(codigo, buenas, fondo)
        if mala is None or buena is None:
            continue
        buenas = [otra for otra in buenas if otra is not buena]
        envios = [[mala, buena] if envio == [buena] else envio for envio in envios]
        if codigo in faltan:
            faltan.remove(codigo)
    return sorted(envios, key=lambda envio: (envio[0].fecha, envio[0].conceptos[0].credito.clave))


def _plantar(
    codigo: str, buenas: list[Peticion], fondo: Fondo
) -> tuple[Peticion, Peticion] | tuple[None, None]:
    """Return the first good request that admits a fault, after its faulty copy."""
    for buena in buenas:
        mala = FALTAS[codigo](buena, fondo)
        if mala is not None:
            return replace(mala, codigo=codigo), buena
    return None, None


def _buenas(fondo: Fondo, cuantas: int) -> list[Peticion]:
    por_patron: dict[str, list[Credito]] = defaultdict(list)
    for credito in fondo.multas:
        por_patron[credito.patron.registro].append(credito)
    grupos = fondo.azar.barajar(list(por_patron.values()))
    grupos = grupos[: min(cuantas, len(grupos) - 1)]  # one is left for _otro_patron
    pedidas = {id(c) for grupo in grupos for c in grupo[:JUNTOS]}
    fondo.multas = [c for c in fondo.multas if id(c) not in pedidas]
    return [_buena(fondo.azar, grupo[:JUNTOS], fondo.corte) for grupo in grupos]


def _buena(azar: Azar, creditos: list[Credito], hasta: date) -> Peticion:
    area = azar.elegir(AREAS)
    dia = min(laborable(hasta - DIA * azar.entre(2, ULTIMOS_DIAS)), hasta)
    conceptos = tuple(Concepto(c, "HISTORICO", c.importe(dia), c.numero) for c in creditos)
    total = sum(c.importe for c in conceptos)
    return Peticion(area, dia, conceptos, FIRMAN[area], total)


def _con_folio(envios: list[list[Peticion]], folios: Counter[tuple[str, int]]) -> list[Peticion]:
    """Number the requests of each area; the good copy says which one it corrects."""
    salida = []
    for envio in envios:
        anterior = ""
        for peticion in envio:
            llave = (peticion.area, peticion.fecha.year)
            folios[llave] += 1
            folio = f"{peticion.fecha:%y}/{folios[llave]:04d}"
            salida.append(replace(peticion, folio=folio, reingreso_de=anterior))
            anterior = folio if peticion.area in FIRMAN else ""
    return salida


Falta = Callable[[Peticion, Fondo], Peticion | None]


def _otra_area(peticion: Peticion, fondo: Fondo) -> Peticion | None:
    return replace(peticion, area="CPI", detalle="No existe el área CPI.")


def _sin_firma(peticion: Peticion, fondo: Fondo) -> Peticion | None:
    return replace(peticion, firmante="", detalle="Nadie firma.")


def _otro_patron(peticion: Peticion, fondo: Fondo) -> Peticion | None:
    propio = peticion.conceptos[0].credito.patron
    otra = fondo.tomar(lambda credito: credito.patron is not propio)
    if otra is None:
        return None
    concepto = Concepto(otra, "HISTORICO", otra.importe(peticion.fecha), otra.numero)
    return _con(peticion, concepto, detalle=f"El crédito {otra.numero} es de otro patrón.")


def _inexistente(peticion: Peticion, fondo: Fondo) -> Peticion | None:
    primero_, *resto = peticion.conceptos
    numero = f"{primero_.numero[:3]}000000"  # no series begins at zero
    conceptos = (primero_._replace(numero=numero), *resto)
    return replace(peticion, conceptos=conceptos, detalle=f"No existe el crédito {numero}.")


def _salido(peticion: Peticion, fondo: Fondo) -> Peticion | None:
    propio = peticion.conceptos[0].credito.patron
    suyos = [c for c in fondo.salidos if c.patron is propio]
    if not suyos:
        return None
    credito = fondo.azar.elegir(suyos)
    concepto = Concepto(credito, "HISTORICO", credito.importes[0].centavos, credito.numero)
    return _con(peticion, concepto, detalle=f"El crédito {credito.numero} salió {credito.baja}.")


def _de_mas(peticion: Peticion, fondo: Fondo) -> Peticion | None:
    mas = fondo.azar.entre(1, 99_999)
    primero_, *resto = peticion.conceptos
    conceptos = (primero_._replace(importe=primero_.importe + mas), *resto)
    detalle = f"Pide {decimal(mas)} más de lo que debe."
    return replace(peticion, conceptos=conceptos, total=peticion.total + mas, detalle=detalle)


def _con_recargos(peticion: Peticion, fondo: Fondo) -> Peticion | None:
    multa = peticion.conceptos[0]
    concepto = multa._replace(rubro="RECARGOS", importe=fondo.azar.entre(1_000, 99_999))
    return _con(peticion, concepto, detalle=f"La multa {multa.numero} no causa recargos.")


def _sin_cuadre(peticion: Peticion, fondo: Fondo) -> Peticion | None:
    total = peticion.total + fondo.azar.entre(1, 99_999)
    detalle = f"Dice {decimal(total)} y suma {decimal(peticion.total)}."
    return replace(peticion, total=total, detalle=detalle)


def _con(peticion: Peticion, concepto: Concepto, *, detalle: str) -> Peticion:
    conceptos = (*peticion.conceptos, concepto)
    total = peticion.total + concepto.importe
    return replace(peticion, conceptos=conceptos, total=total, detalle=detalle)


FALTAS: dict[str, Falta] = {
    "F01": _otra_area,
    "F02": _sin_firma,
    "F03": _otro_patron,
    "F05": _inexistente,
    "F06": _salido,
    "F08": _de_mas,
    "F09": _con_recargos,
    "F10": _sin_cuadre,
}
CODIGOS = tuple(FALTAS)

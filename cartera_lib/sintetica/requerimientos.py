"""Requirements of the other areas: the forms of each month, and which must be returned and why.

``requerimientos/<AAAA-MM>/<DD>-<area>-<folio>.csv``, a few in ``.xlsx``: what was asked between
the cut of the month before and the one of the month. Posting the good ones, in the order of
their names, on the earlier cut leads to the later one, with what the system does by itself;
sintetica.pedidos tells what is left out, and sintetica.cedulas, the columns.

``verdad_requerimientos.csv``: archivo, area, folio, esperado (ACEPTADO or DEVUELTO), codigo,
detalle. About one in eight is first sent with a fault, one cause each and every cause that the
months allow, and its good copy comes later as the resubmission. Some are never corrected: D15 is
what was posted already, sent again, and D12 a fine left out, where no good form has a pair to
part. A D01 may be a used folio: its file ends in ``_2``. D14 is not
planted: every credit of one listing is collected by its office.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from math import ceil

from cartera_lib.sintetica.azar import Azar
from cartera_lib.sintetica.cedulas import COLUMNAS, Cedula, cedulas
from cartera_lib.sintetica.faltas import FALTAS, plantar
from cartera_lib.sintetica.faltas_de_otro import multa_suelta
from cartera_lib.sintetica.libro_excel import libro
from cartera_lib.sintetica.modelo import Mundo
from cartera_lib.sintetica.pedidos import del_mes, quieto
from cartera_lib.sintetica.taller import Taller
from cartera_lib.sintetica.tiempo import DIA, Ventana

COLUMNAS_VERDAD = ("archivo", "area", "folio", "esperado", "codigo", "detalle")
PARTE_CON_FALTA = 0.12
PARTE_EN_EXCEL = 0.08
DIAS_PARA_CORREGIR = 3
DINERO = {"importe_total", "importe", "soporte_importe"}
SIN_CORREGIR = "D15"
PARTE_CON_FOLIO_USADO = 0.5
CODIGOS = tuple(FALTAS)


@dataclass(frozen=True)
class Envio:
    """One form on its way: its place in the day, the form that it corrects, and where it goes."""

    cedula: Cedula
    mes: str
    turno: int = 0
    corrige: "Envio | None" = None
    archivo: str = ""


@dataclass
class Mes:
    """The forms of one month while faults are planted: each good one is used once."""

    taller: Taller
    buenas: list[Cedula]
    proximo: dict[int, list[date]] = field(default_factory=lambda: defaultdict(list))
    envios: list[Envio] = field(default_factory=list)

    @property
    def nombre(self) -> str:
        """Name the month."""
        return f"{self.taller.corte:%Y-%m}"

    def limite(self, cedula: Cedula) -> date:
        """Return the last day on which the form may still be sent: before what comes next."""
        dias = [
            dia
            for linea in cedula.lineas
            for dia in self.proximo[id(linea.credito)]
            if dia > cedula.fecha
        ]
        return min([self.taller.corte, *(dia - DIA for dia in dias)])


def requerir(mundo: Mundo, ventana: Ventana, *, azar: Azar) -> list[Envio]:
    """Return the forms of every month in the order in which they are sent."""
    numeros: dict[str, set[str]] = defaultdict(set)
    for credito in mundo.creditos:
        numeros[credito.patron.registro].add(credito.numero)
    fijos = {registro: frozenset(suyos) for registro, suyos in numeros.items()}
    faltan, meses = list(FALTAS), len(ventana.cortes) - 1
    envios: list[Envio] = []
    for lugar, (desde, hasta) in enumerate(pairwise(ventana.cortes)):
        lineas = del_mes(mundo.creditos, desde, hasta=hasta, azar=azar)
        movidos = {id(linea.credito) for linea in lineas}
        quietos = tuple(
            c for c in mundo.creditos if id(c) not in movidos and quieto(c, desde, hasta=hasta)
        )
        mes = Mes(Taller(azar, hasta, fijos, quietos), cedulas(lineas))
        envios += _del_mes(mes, faltan, cuantas=ceil(len(faltan) / (meses - lugar)))
    return _con_folio(envios, azar)


def contenido(envio: Envio) -> bytes:
    """Return the workbook of a form that is sent in one."""
    return libro(COLUMNAS, envio.cedula.renglones(), dinero=DINERO)


def verdad(envios: list[Envio]) -> Iterator[tuple[str, ...]]:
    """Return what must be answered to each form."""
    for envio in sorted(envios, key=lambda e: e.archivo):
        c = envio.cedula
        esperado = "DEVUELTO" if c.codigo else "ACEPTADO"
        yield envio.archivo, c.area, c.folio, esperado, c.codigo, c.detalle


def _del_mes(mes: Mes, faltan: list[str], *, cuantas: int) -> list[Envio]:
    """Plant the faults of the month and send the rest; what was planted no longer is missing."""
    for cedula in mes.buenas:
        for linea in cedula.lineas:
            suyas = mes.proximo[id(linea.credito)]
            suyas += [linea.fecha, *filter(None, (linea.credito.baja,))]
    azar = mes.taller.azar
    libres = azar.barajar(mes.buenas)
    cuantas = max(cuantas, round(len(libres) * PARTE_CON_FALTA))
    for codigo in [*sorted(faltan, key=_facil), *(azar.elegir(CODIGOS) for _ in range(cuantas))]:
        if cuantas and len(quedan := _sembrar(mes, codigo, libres)) < len(libres):
            libres, cuantas = quedan, cuantas - 1
            if codigo in faltan:
                faltan.remove(codigo)
    suelta = multa_suelta(mes.taller) if "D12" in faltan else None
    if suelta is not None:
        mes.envios.append(Envio(suelta, mes.nombre))
        faltan.remove("D12")
    mes.envios += [Envio(c, mes.nombre, _turno(c) * 3 + 1) for c in libres]
    return mes.envios


def _facil(codigo: str) -> bool:
    """Tell whether many forms admit the fault: the others are planted first."""
    return codigo not in ("D10", "D12", SIN_CORREGIR)


def _turno(cedula: Cedula) -> int:
    return cedula.lineas[0].turno


def _sembrar(mes: Mes, codigo: str, libres: list[Cedula]) -> list[Cedula]:
    """Plant one fault in the first free form that admits it; return those still free."""
    for buena in libres:
        limite = mes.limite(buena)
        mala = plantar(buena, codigo, taller=mes.taller) if limite >= buena.fecha else None
        if mala is None:
            continue
        mes.envios += _pareja(mes, buena, mala, limite=limite)
        return [cedula for cedula in libres if cedula is not buena]
    return libres


def _pareja(mes: Mes, buena: Cedula, mala: Cedula, *, limite: date) -> list[Envio]:
    """Send the faulty form and then the good one, or the good one and then again the same."""
    turno, azar = _turno(buena) * 3, mes.taller.azar
    despues = azar.dia(buena.fecha, min(limite, buena.fecha + DIAS_PARA_CORREGIR * DIA))
    if mala.codigo == SIN_CORREGIR:
        primero = Envio(buena, mes.nombre, turno + 1)
        return [primero, Envio(replace(mala, fecha=despues), mes.nombre, turno + 2)]
    primero = Envio(mala, mes.nombre, turno)
    segundo = Envio(replace(buena, fecha=despues), mes.nombre, turno + 2, corrige=primero)
    return [primero, segundo]


def _con_folio(envios: list[Envio], azar: Azar) -> list[Envio]:
    """Number the forms of each area in the order in which they are sent."""
    serie = Serie()
    salida = []
    for envio in sorted(envios, key=_orden):
        cedula, usado = envio.cedula, serie.usado(envio.cedula, azar)
        if usado:
            # Its fault was the last line, repeated; now it is the folio.
            detalle = f"El folio {usado} ya se había usado."
            cedula = replace(cedula, lineas=cedula.lineas[:-1], folio=usado, detalle=detalle)
        else:
            cedula = replace(cedula, folio=serie.siguiente(cedula))
        serie.dados[id(envio)] = cedula.folio
        if envio.corrige is not None:
            cedula = replace(cedula, reingreso_de=serie.dados[id(envio.corrige)])
        tipo = "xlsx" if azar.sucede(PARTE_EN_EXCEL) else "csv"
        nombre = f"{cedula.fecha:%d}-{cedula.area}-{cedula.folio}{'_2' if usado else ''}.{tipo}"
        archivo = f"requerimientos/{envio.mes}/{nombre}"
        salida.append(replace(envio, cedula=cedula, archivo=archivo))
    return salida


def _orden(envio: Envio) -> tuple[object, ...]:
    c = envio.cedula
    primero = c.lineas[0].credito
    return c.fecha, envio.turno, c.area, c.clase, primero.ramo, primero.clave


@dataclass
class Serie:
    """The folios of each area; ``dados`` are those of the forms that were already numbered."""

    cuenta: Counter[tuple[str, int]] = field(default_factory=Counter)
    buenos: dict[str, str] = field(default_factory=dict)
    dados: dict[int, str] = field(default_factory=dict)

    def siguiente(self, cedula: Cedula) -> str:
        """Give the next folio of the area in the year."""
        llave = (cedula.area, cedula.fecha.year)
        self.cuenta[llave] += 1
        folio = f"{cedula.fecha:%y}-{self.cuenta[llave]:06d}"
        if not cedula.codigo:
            self.buenos[cedula.area] = folio
        return folio

    def usado(self, cedula: Cedula, azar: Azar) -> str:
        """Return the folio of a good form of the area for half of the duplicates, once each."""
        if cedula.codigo != "D01" or not azar.sucede(PARTE_CON_FOLIO_USADO):
            return ""
        return self.buenos.pop(cedula.area, "")

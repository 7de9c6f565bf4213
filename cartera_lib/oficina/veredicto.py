"""Función 9: si un acto puede hacerse con un crédito y, si no, todas las razones.

Each reason says its article and its evidence; together they give the earliest lawful day and
the least that would have to change.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from cartera_lib.cartera.hecho import clases_de_hecho
from cartera_lib.cartera.hechos import hechos_de
from cartera_lib.cartera.materia import Estado, materias, numeros_de_materia
from cartera_lib.norma.tablas import MARCAS
from cartera_lib.registry import funcion
from cartera_lib.reglas.compuerta import SIN_CONFIRMAR, Compuerta, compuerta
from cartera_lib.reglas.decision import Acto, Regla, Respuesta, decidir
from cartera_lib.reglas.lineas import Lineas, con_plazo, ultimo_dia
from cartera_lib.reglas.notificacion import Notificacion, hecha, notificada
from cartera_lib.valores.calendario import dias, fecha

DEFINITIVO = "el cierre"
"""How a row says that nothing but closing the credit may follow."""
POR_CONFIRMAR = "por confirmar"
DESDE_SU_ALTA = ", contado desde su alta (por confirmar)"
"""Of what is not a cuota: the alta stands for the day on which the Institute knew of it."""
CALCULADAS = ("inconformidad", "huelga", "etapa")
"""Materias whose state is worked out from the fact that put it."""
ANTECEDENTES = ("cedula", "notificacion")
"""Materias that go without saying when a later step is what matters."""


class Razon(NamedTuple):
    """One reason: what the credit is, by which articles, on what evidence, and what to do."""

    respuesta: Respuesta
    texto: str
    articulos: str
    evidencia: str
    accion: str
    salida: str
    por_confirmar: bool


@dataclass(frozen=True)
class Veredicto:
    """The answer of the gate to one act on one credit.

    ``desde``: the earliest day on which it would be lawful if nothing else happened, or None;
    ``bastaria``: the least facts that would allow it, as people say them; empty when allowed
    or when nothing would.
    """

    acto: Acto
    respuesta: Respuesta
    razones: tuple[Razon, ...]
    advertencias: tuple[Razon, ...]
    desde: date | None
    bastaria: tuple[str, ...]

    @property
    def puede(self) -> bool:
        """Tell whether the act is lawful."""
        return self.respuesta <= Respuesta.CAUTELA


class _Caso(NamedTuple):
    """One act asked of one credit of a cartera."""

    puertas: Compuerta
    acto: Acto
    credito: int

    @property
    def reglas(self) -> list[Regla]:
        """Return the rows that apply, the strongest first."""
        return self.puertas.dictamen.reglas_de(self.credito)

    def estado(self, materia: str) -> Estado:
        """Return how the credit is in a materia."""
        return materias()[materia][int(self.puertas.juridica.en(materia)[self.credito])]

    def lineas(self, materia: str) -> Lineas:
        """Return its states of a materia that facts put, oldest first."""
        suyas = self.puertas.juridica.lineas.en(materia)
        return suyas.donde(suyas.credito == self.credito)


@funcion(9)
def puede(acto: Acto, puertas: Compuerta, *, credito: int = 0) -> Veredicto:
    """Answer whether an act may be done with one credit of a cartera, with every reason.

    ``puertas``: the gate over all the credits of its employer, on a day; ``credito``: its place.
    """
    caso = _Caso(puertas, acto, credito)
    respuesta = Respuesta(int(puertas.respuesta(acto)[credito]))
    dichas = tuple(_razones(caso, respuesta))
    advertencias = tuple(r for r in dichas if r.respuesta is Respuesta.CAUTELA)
    if respuesta <= Respuesta.CAUTELA:
        return Veredicto(acto, respuesta, (), advertencias, puertas.juridica.al, ())
    razones = tuple(r for r in dichas if r.respuesta > Respuesta.CAUTELA)
    desde = next(_dias_licitos(caso), None)
    return Veredicto(acto, respuesta, razones, advertencias, desde, _bastaria(caso))


def _razones(caso: _Caso, respuesta: Respuesta) -> Iterator[Razon]:
    for regla in caso.reglas:
        suya = regla.respuestas[caso.acto]
        if suya > Respuesta.SI:
            yield Razon(
                suya,
                _texto(caso, regla),
                regla.articulos,
                _evidencia(caso, regla),
                regla.accion,
                regla.salida,
                MARCAS[regla.marca] == POR_CONFIRMAR,
            )
    if respuesta > max(regla.respuestas[caso.acto] for regla in caso.reglas):
        yield Razon(
            respuesta, SIN_CONFIRMAR, "LSS 287", ", ".join(_sin_confirmar(caso)),
            "que otra persona confirme el hecho", "la confirmación", False,
        )  # fmt: skip


def _texto(caso: _Caso, regla: Regla) -> str:
    """Say the states that make a row apply, the defaults left out."""
    dichas = [m for m in regla.cuando if m == regla.principal or m not in ANTECEDENTES]
    estados = [caso.estado(materia) for materia in dichas]
    dichos = [e.nombre for e in estados if e != materias()[e.materia][0]]
    return " y ".join(dichos) or estados[-1].nombre


def _evidencia(caso: _Caso, regla: Regla) -> str:
    partes = (_prueba(caso, materia) for materia in regla.cuando)
    return "; ".join(dict.fromkeys(parte for parte in partes if parte))


def _prueba(caso: _Caso, materia: str) -> str:
    """Say on what the state of a materia rests: a day reckoned, a document, or the cut."""
    juridica, n = caso.puertas.juridica, caso.credito
    calculada = {
        "plazo": ("vence el", "venció el", juridica.notificacion.vence),
        "prescripcion": ("se cumple el", "se cumplió el", juridica.prescripcion.consumada),
        "caducidad": ("se cumple el", "se cumplió el", juridica.caduca),
    }
    if materia in calculada:
        sigue, paso, dia = calculada[materia]
        if dia[n] < 0:
            return ""
        frase = paso if dia[n] < int(dias(juridica.al)) else sigue
        duda = materia == "caducidad" and caso.estado("concepto").estado != "CUOTA"
        return f"{frase} {fecha(int(dia[n])):%d/%m/%Y}{DESDE_SU_ALTA if duda else ''}"
    if materia == "notificacion" and (publicada := _por_surtir(caso)):
        return publicada
    rige = _la_que_rige(caso, materia)
    if rige is not None:
        return _documento(caso, rige)
    if caso.estado(materia) == materias()[materia][0]:
        return ""
    incidencia = juridica.cartera.tabla["incidencia"][n].as_py()
    return f"corte del {juridica.cartera.corte:%d/%m/%Y}, incidencia {incidencia}"


def _la_que_rige(caso: _Caso, materia: str) -> int | None:
    """Return the fact on which the state of a materia rests, None when it is what the cut says."""
    lineas, notificacion = caso.lineas(materia), caso.puertas.juridica.notificacion
    if not lineas.hecho.size:
        return None
    if materia == "notificacion":
        hechas = np.flatnonzero(lineas.desde == notificacion.hecha[caso.credito])
        return int(lineas.hecho[hechas[0] if hechas.size else -1])
    actual = caso.estado(materia)
    puesto = materias()[materia][int(lineas.estado[-1])]
    del_hecho = actual == puesto or actual.estado == puesto.sigue or materia in CALCULADAS
    return int(lineas.hecho[-1]) if del_hecho else None


def _por_surtir(caso: _Caso) -> str:
    """Say that a notice was published and is not given yet, and when it will be."""
    notificacion = _pendiente(caso)
    if notificacion is None:
        return ""
    dada, surte = (fecha(int(dia[0])) for dia in (notificacion.hecha, notificacion.surte_efectos))
    return f"publicada: se tiene por hecha el {dada:%d/%m/%Y} y surte efectos el {surte:%d/%m/%Y}"


def _pendiente(caso: _Caso) -> Notificacion | None:
    """Return the days of a notice of the cédula that is still to be given, if there is one."""
    hoy, juridica = int(dias(caso.puertas.juridica.al)), caso.puertas.juridica
    if juridica.notificacion.hecha[caso.credito] >= 0:
        return None
    uno = juridica.cartera.filtrar(np.arange(len(juridica.cartera)) == caso.credito)
    suyos = hechos_de(uno, caso.puertas.hechos, al=juridica.al).de("NOTIFICACION")
    dadas = hecha(suyos.dia, suyos.medio)
    futuras = dadas[dadas > hoy]
    return notificada(futuras[:1]) if futuras.size else None


def _documento(caso: _Caso, lugar: int) -> str:
    hechos = caso.puertas.juridica.hechos
    fila = hechos.tabla.slice(int(hechos.fila[lugar]), 1).to_pylist()[0]
    nombre = clases_de_hecho()[fila["codigo"]].nombre.lower()
    duda = "" if fila["confirmo"] else ", sin confirmar"
    return (
        f"{nombre} el {fila['fecha']:%d/%m/%Y} (hecho {fila['folio']}, documento "
        f"{fila['soporte_folio']}{duda})"
    )


def _sin_confirmar(caso: _Caso) -> list[str]:
    """Name the facts that reach the credit and only one person has seen."""
    fila = caso.puertas.juridica.cartera.tabla.slice(caso.credito, 1).to_pylist()[0]
    tabla = caso.puertas.hechos.filter(pc.equal(caso.puertas.hechos["registro"], fila["registro"]))
    return [
        f"hecho {hecho['folio']}"
        for hecho in tabla.to_pylist()
        if not hecho["confirmo"] and hecho["credito"] in ("", fila["credito"])
    ]


def _dias_licitos(caso: _Caso) -> Iterator[date]:
    """Yield the days on which the act would be lawful if nothing else happened, in order."""
    puertas = caso.puertas
    hoy, cartera = int(dias(puertas.juridica.al)), puertas.juridica.cartera
    hoy_ = pa.scalar(puertas.juridica.al, pa.date32())
    sabidos = puertas.hechos.filter(pc.less_equal(puertas.hechos["fecha"], hoy_))
    for dia in sorted(d for d in _vencimientos(caso) if d > hoy):
        otra = compuerta(cartera, sabidos, al=fecha(dia), por_afectar=puertas.por_afectar)
        if otra.puede(caso.acto)[caso.credito]:
            yield fecha(dia)


def _vencimientos(caso: _Caso) -> set[int]:
    """Return the days after the end of every term that runs."""
    finales = {int(caso.puertas.juridica.notificacion.vence[caso.credito])}
    if (por_surtir := _pendiente(caso)) is not None:
        finales.add(int(por_surtir.vence[0]))
    lineas = caso.puertas.juridica.lineas
    for materia, lugar, estado, _ in con_plazo():
        suyas = (lineas.materia == materia) & (lineas.estado == lugar) & lineas.ultima
        suyas &= lineas.credito == caso.credito
        finales |= {int(d) for d in ultimo_dia(estado, lineas.desde[suyas])}
    return {final + 1 for final in finales if final >= 0}


def _bastaria(caso: _Caso) -> tuple[str, ...]:
    """Return the smallest change of states that would allow the act, as facts."""
    estorban = [r for r in caso.reglas if r.respuestas[caso.acto] > Respuesta.CAUTELA]
    if not estorban:
        return ("que otra persona confirme los hechos capturados",)
    if any(regla.salida == DEFINITIVO for regla in estorban):
        return ()
    grupos = {regla.grupo for regla in estorban}
    tocan = (g.materias for g in caso.puertas.dictamen.tablero.grupos if g.nombre in grupos)
    principales = {regla.principal for regla in estorban}
    numeros = numeros_de_materia()
    pedidas = sorted(set().union(*tocan), key=lambda m: (m not in principales, numeros[m]))
    for cuantas in range(1, len(pedidas) + 1):
        for cambian in combinations(pedidas, cuantas):
            if cambio := _que_permite(caso, cambian):
                return cambio
    return ()


def _que_permite(caso: _Caso, cambian: tuple[str, ...]) -> tuple[str, ...]:
    """Return the first change of some materias that allows the act, if there is one."""
    juridica = caso.puertas.juridica
    opciones = list(product(*(_alcanzables(materia) for materia in cambian)))
    suyo = juridica.estados[:, caso.credito : caso.credito + 1]
    probados = np.repeat(suyo, len(opciones), axis=1)
    for lugar, materia in enumerate(cambian):
        probados[numeros_de_materia()[materia]] = [opcion[lugar] for opcion in opciones]
    sirven = np.flatnonzero(decidir(probados, al=juridica.al).permite(caso.acto))
    if not sirven.size:
        return ()
    elegida = opciones[int(sirven[0])]
    return tuple(
        materias()[materia][estado].llega_por
        for materia, estado in zip(cambian, elegida, strict=True)
    )


def _alcanzables(materia: str) -> list[int]:
    """Return the states of a materia that a fact to come may bring."""
    return [lugar for lugar, estado in enumerate(materias()[materia]) if estado.llega_por]

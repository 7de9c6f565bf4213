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

from cartera_lib.cartera.cartera import Cartera
from cartera_lib.cartera.hecho import clases_de_hecho
from cartera_lib.cartera.materia import Estado, materias, numeros_de_materia
from cartera_lib.norma.tablas import MARCAS
from cartera_lib.registry import funcion
from cartera_lib.reglas.compuerta import SIN_CONFIRMAR, Compuerta, compuerta
from cartera_lib.reglas.decision import Acto, Regla, Respuesta, decidir
from cartera_lib.reglas.lineas import con_plazo, ultimo_dia
from cartera_lib.valores.calendario import dias, fecha

DEFINITIVO = "el cierre"
"""How a row says that nothing but closing the credit may follow."""
POR_CONFIRMAR = "por confirmar"
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


@funcion(9)
def puede(
    acto: Acto, credito: Cartera, *, hechos: pa.Table, al: date, por_afectar: bool = False
) -> Veredicto:
    """Answer whether an act may be done with one credit on a day, with every reason.

    ``credito``: a cartera of one row; ``hechos``: the facts as the ledger gives them.
    """
    conocidos = hechos.filter(pc.less_equal(hechos["fecha"], pa.scalar(al, pa.date32())))
    pago = np.array([por_afectar])
    puerta = compuerta(credito, conocidos, al=al, por_afectar=pago)
    respuesta = Respuesta(int(puerta.respuesta(acto)[0]))
    razones = tuple(_razones(puerta, acto, respuesta))
    advertencias = tuple(r for r in razones if r.respuesta is Respuesta.CAUTELA)
    razones = tuple(r for r in razones if r.respuesta > Respuesta.CAUTELA)
    if respuesta <= Respuesta.CAUTELA:
        return Veredicto(acto, respuesta, (), advertencias, al, ())
    desde = next(_dias_licitos(puerta, acto, conocidos, pago), None)
    return Veredicto(acto, respuesta, razones, advertencias, desde, _bastaria(puerta, acto))


def _razones(puerta: Compuerta, acto: Acto, respuesta: Respuesta) -> Iterator[Razon]:
    reglas = puerta.dictamen.reglas_de(0)
    for regla in reglas:
        suya = regla.respuestas[acto]
        if suya > Respuesta.SI:
            yield Razon(
                suya,
                _texto(puerta, regla),
                regla.articulos,
                _evidencia(puerta, regla),
                regla.accion,
                regla.salida,
                MARCAS[regla.marca] == POR_CONFIRMAR,
            )
    if respuesta > max(regla.respuestas[acto] for regla in reglas):
        yield Razon(
            respuesta, SIN_CONFIRMAR, "LSS 287", ", ".join(_sin_confirmar(puerta)),
            "que otra persona confirme el hecho", "la confirmación", False,
        )  # fmt: skip


def _texto(puerta: Compuerta, regla: Regla) -> str:
    """Say the states that make a row apply, the defaults left out."""
    dichas = [m for m in regla.cuando if m == regla.principal or m not in ANTECEDENTES]
    estados = [_estado(puerta, materia) for materia in dichas]
    dichos = [e.nombre for e in estados if e != materias()[e.materia][0]]
    return " y ".join(dichos) or estados[-1].nombre


def _estado(puerta: Compuerta, materia: str) -> Estado:
    return materias()[materia][int(puerta.juridica.en(materia)[0])]


def _evidencia(puerta: Compuerta, regla: Regla) -> str:
    partes = (_prueba(puerta, materia) for materia in regla.cuando)
    return "; ".join(dict.fromkeys(parte for parte in partes if parte))


def _prueba(puerta: Compuerta, materia: str) -> str:
    """Say on what the state of a materia rests: a day reckoned, a document, or the cut."""
    juridica = puerta.juridica
    calculada = {
        "plazo": ("vence el", juridica.notificacion.vence),
        "prescripcion": ("se cumple el", juridica.prescripcion.consumada),
        "caducidad": ("se cumple el", juridica.caduca),
    }
    if materia in calculada:
        frase, dia = calculada[materia]
        return f"{frase} {fecha(int(dia[0])):%d/%m/%Y}" if dia[0] >= 0 else ""
    lineas = juridica.lineas.en(materia)
    if lineas.hecho.size:
        return _documento(puerta, int(lineas.hecho[-1]))
    if _estado(puerta, materia) == materias()[materia][0]:
        return ""
    corte = juridica.cartera.tabla.to_pylist()[0]
    return f"corte del {juridica.cartera.corte:%d/%m/%Y}, incidencia {corte['incidencia']}"


def _documento(puerta: Compuerta, lugar: int) -> str:
    hechos = puerta.juridica.hechos
    fila = hechos.tabla.slice(int(hechos.fila[lugar]), 1).to_pylist()[0]
    nombre = clases_de_hecho()[fila["codigo"]].nombre.lower()
    duda = "" if fila["confirmo"] else ", sin confirmar"
    return (
        f"{nombre} el {fila['fecha']:%d/%m/%Y} (hecho {fila['folio']}, documento "
        f"{fila['soporte_folio']}{duda})"
    )


def _sin_confirmar(puerta: Compuerta) -> list[str]:
    tabla = puerta.juridica.hechos.tabla
    return [f"hecho {f['folio']}" for f in tabla.to_pylist() if not f["confirmo"]]


def _dias_licitos(
    puerta: Compuerta, acto: Acto, hechos: pa.Table, pago: np.ndarray
) -> Iterator[date]:
    """Yield the days on which the act would be lawful if nothing else happened, in order."""
    hoy = int(dias(puerta.juridica.al))
    for dia in sorted(d for d in _vencimientos(puerta) if d > hoy):
        otra = compuerta(puerta.juridica.cartera, hechos, al=fecha(dia), por_afectar=pago)
        if otra.puede(acto)[0]:
            yield fecha(dia)


def _vencimientos(puerta: Compuerta) -> set[int]:
    """Return the days after the end of every term that runs."""
    juridica = puerta.juridica
    finales = {int(juridica.notificacion.vence[0])}
    for materia, lugar, estado, _ in con_plazo():
        lineas = juridica.lineas
        suyas = (lineas.materia == materia) & (lineas.estado == lugar) & lineas.ultima
        finales |= {int(d) for d in ultimo_dia(estado, lineas.desde[suyas])}
    return {final + 1 for final in finales if final >= 0}


def _bastaria(puerta: Compuerta, acto: Acto) -> tuple[str, ...]:
    """Return the smallest change of states that would allow the act, as facts."""
    estorban = [r for r in puerta.dictamen.reglas_de(0) if r.respuestas[acto] > Respuesta.CAUTELA]
    if not estorban:
        return ("que otra persona confirme los hechos capturados",)
    if any(regla.salida == DEFINITIVO for regla in estorban):
        return ()
    grupos = {regla.grupo for regla in estorban}
    tocan = (g.materias for g in puerta.dictamen.tablero.grupos if g.nombre in grupos)
    principales = {regla.principal for regla in estorban}
    numeros = numeros_de_materia()
    pedidas = sorted(set().union(*tocan), key=lambda m: (m not in principales, numeros[m]))
    for cuantas in range(1, len(pedidas) + 1):
        for materias_ in combinations(pedidas, cuantas):
            if cambio := _que_permite(puerta, acto, materias_):
                return cambio
    return ()


def _que_permite(puerta: Compuerta, acto: Acto, cambian: tuple[str, ...]) -> tuple[str, ...]:
    """Return the first change of some materias that allows the act, if there is one."""
    opciones = list(product(*(_alcanzables(materia) for materia in cambian)))
    probados = np.repeat(puerta.juridica.estados[:, :1], len(opciones), axis=1)
    for lugar, materia in enumerate(cambian):
        probados[numeros_de_materia()[materia]] = [opcion[lugar] for opcion in opciones]
    sirven = np.flatnonzero(decidir(probados, al=puerta.juridica.al).permite(acto))
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

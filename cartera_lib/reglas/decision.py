"""What may be done with a credit: the decision tables, read as they are, over columns.

Each group of rows asks one or two materias and answers for every combination of their states,
exactly once; an act is allowed when no group forbids it. The strictest answer wins.
"""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from itertools import product
from typing import NamedTuple

import numpy as np

from cartera_lib.cartera.materia import lugares, materias, numeros_de_materia
from cartera_lib.errors import DatoInvalido
from cartera_lib.norma.articulos import CFF, LSS
from cartera_lib.norma.tablas import Columna, Renglon, en_vigor, recordar
from cartera_lib.registry import fundamento


class Acto(StrEnum):
    """What may be asked of the gate; the value is how people say it, the name is the column."""

    MANDAMIENTO = "generar el mandamiento de ejecución"
    NOTIFICAR = "notificar el requerimiento de pago"
    EMBARGO = "embargar"
    REMATE = "rematar"
    FICHA = "cobrar con ficha de depósito"
    ENVIO = "enviar a otra subdelegación"
    SUSTITUTO = "generar el mandamiento contra el patrón sustituto"
    RESPONSABLE = "generar el mandamiento contra el responsable solidario"


class Respuesta(IntEnum):
    """How an act is answered, the strictest last."""

    SI = 0
    CAUTELA = 1
    PENDIENTE = 2
    NO = 3


class Devenga(IntEnum):
    """Whether accessories go on, the strongest last."""

    SI = 0
    PRORROGA = 1
    REVISION = 2
    SEGUN = 3
    NO = 4


ACTOS = tuple(Acto)
SIN_FUERZA = np.int16(1_000)
"""The precedence of what stops nothing: after every other."""
BITS = 3
"""Bits of each act in the mask of a row: one for each answer but «yes», the stricter the higher."""


class Regla(NamedTuple):
    """One row of the decision table."""

    codigo: str
    grupo: str
    cuando: dict[str, frozenset[str]]
    precedencia: int
    respuestas: dict[Acto, Respuesta]
    devenga: Devenga
    accion: str
    salida: str
    articulos: str
    marca: str

    @property
    def principal(self) -> str:
        """Return the materia whose state says why this row applies."""
        return self.grupo if self.grupo in self.cuando else next(reversed(self.cuando))


class Grupo(NamedTuple):
    """The rows of one group: the materias that it asks, and the row for each combination."""

    nombre: str
    materias: tuple[str, ...]
    filas: Columna


@dataclass(frozen=True, eq=False)
class Tablero:
    """The decision tables in force on a day, ready to be looked up."""

    reglas: tuple[Regla, ...]
    grupos: tuple[Grupo, ...]
    mascara: Columna
    devenga: Columna


@dataclass(frozen=True, eq=False)
class Dictamen:
    """What each credit is answered: ``filas`` has the row of each group (one row a group)."""

    tablero: Tablero
    filas: Columna
    mascara: Columna
    devenga: Columna

    def respuesta(self, acto: Acto) -> Columna:
        """Return the answer to an act, by credit, as numbers of ``Respuesta``."""
        bits = (self.mascara >> (BITS * ACTOS.index(acto))) & (2**BITS - 1)
        return np.array([0, 1, 2, 2, 3, 3, 3, 3], dtype=np.int8)[bits]

    def permite(self, acto: Acto) -> Columna:
        """Tell which credits the act is lawful for, some of them with a warning."""
        return self.respuesta(acto) <= Respuesta.CAUTELA

    def causa(self, acto: Acto) -> Columna:
        """Return the row that most strongly stops an act, by credit; -1 where nothing does."""
        fuerza = np.array(
            [
                regla.precedencia if regla.respuestas[acto] > Respuesta.CAUTELA else SIN_FUERZA
                for regla in self.tablero.reglas
            ],
            dtype=np.int16,
        )
        causa, mayor = np.full(self.filas.shape[1], -1, dtype=np.int16), SIN_FUERZA
        for fila in self.filas:
            suya = fuerza[fila]
            gana = suya < mayor
            causa, mayor = np.where(gana, fila, causa), np.minimum(suya, mayor)
        return causa

    def reglas_de(self, credito: int) -> list[Regla]:
        """Return the rows that apply to one credit, the strongest first."""
        suyas = (self.tablero.reglas[fila] for fila in self.filas[:, credito])
        return sorted(suyas, key=lambda regla: regla.precedencia)


@fundamento(CFF["144"], CFF["145"], LSS["287"])
def decidir(estados: Columna, *, al: date) -> Dictamen:
    """Answer every act for every credit, given its states (one row a materia).

    Fundamento: CFF 144; CFF 145; LSS 287.
    """
    vigente = tablero(al)
    filas = np.empty((len(vigente.grupos), estados.shape[1]), dtype=np.int16)
    mascara = np.zeros(estados.shape[1], dtype=np.uint32)
    devenga = np.zeros(estados.shape[1], dtype=np.int8)
    for numero, grupo in enumerate(vigente.grupos):
        filas[numero] = grupo.filas[_combinacion(grupo, estados)]
        mascara |= vigente.mascara[filas[numero]]
        np.maximum(devenga, vigente.devenga[filas[numero]], out=devenga)
    return Dictamen(vigente, filas, mascara, devenga)


@recordar(16)
def tablero(al: date) -> Tablero:
    """Return the tables in force on a day; DatoInvalido when they leave a gap or overlap."""
    reglas = tuple(_regla(fila) for fila in en_vigor("decisiones", al))
    por_grupo: dict[str, list[int]] = {}
    for numero, regla in enumerate(reglas):
        por_grupo.setdefault(regla.grupo, []).append(numero)
    grupos = tuple(_grupo(nombre, suyas, reglas) for nombre, suyas in por_grupo.items())
    mascara = np.array([_mascara(regla) for regla in reglas], dtype=np.uint32)
    devenga = np.array([regla.devenga for regla in reglas], dtype=np.int8)
    return Tablero(reglas, grupos, mascara, devenga)


def _regla(datos: Renglon) -> Regla:
    return Regla(
        datos["codigo"],
        datos["materia"],
        condicion(datos["cuando"], f"«decisiones», renglón {datos['codigo']}"),
        int(datos["precedencia"]),
        {acto: Respuesta[datos[acto.name.lower()]] for acto in Acto},
        Devenga[datos["devenga"]],
        datos["accion"],
        datos["salida"],
        datos["articulos"],
        datos["marca"],
    )


def condicion(texto: str, donde: str) -> dict[str, frozenset[str]]:
    """Read ``juicio=EN_TRAMITE garantia=NINGUNA|INSUFICIENTE``; ``donde``: whose it is."""
    leida = {}
    for parte in texto.split():
        materia, _, estados = parte.partition("=")
        leida[materia] = frozenset(estados.split("|"))
        ajenos = [e for e in leida[materia] if (materia, e) not in lugares()]
        if ajenos:
            raise DatoInvalido(
                f"La tabla {donde}, pide «{materia}={ajenos[0]}», que no está en la tabla "
                "«materias». Corrija el renglón."
            )
    return leida


def _grupo(nombre: str, suyas: list[int], reglas: tuple[Regla, ...]) -> Grupo:
    """Give each combination of states its row; every one must have one and only one."""
    pedidas = {materia for numero in suyas for materia in reglas[numero].cuando}
    preguntas = tuple(materia for materia in materias() if materia in pedidas)
    estados = [[e.estado for e in materias()[materia]] for materia in preguntas]
    filas = np.empty(np.prod([len(e) for e in estados], dtype=int), dtype=np.int16)
    for lugar, combinacion in enumerate(product(*estados)):
        caso = dict(zip(preguntas, combinacion, strict=True))
        aplican = [n for n in suyas if _aplica(reglas[n], caso)]
        if len(aplican) != 1:
            falta = "ninguno" if not aplican else ", ".join(reglas[n].codigo for n in aplican)
            raise DatoInvalido(
                f"La tabla «decisiones», grupo «{nombre}», no decide {caso}: le toca {falta}. "
                "Cada combinación lleva un renglón, y sólo uno."
            )
        filas[lugar] = aplican[0]
    return Grupo(nombre, preguntas, filas)


def _aplica(regla: Regla, caso: dict[str, str]) -> bool:
    return all(caso[materia] in estados for materia, estados in regla.cuando.items())


def _combinacion(grupo: Grupo, estados: Columna) -> Columna:
    numeros = numeros_de_materia()
    lugar = estados[numeros[grupo.materias[0]]].astype(np.int16)
    for materia in grupo.materias[1:]:
        lugar = lugar * np.int16(len(materias()[materia])) + estados[numeros[materia]]
    return lugar


def _mascara(regla: Regla) -> int:
    bits = {Respuesta.SI: 0, Respuesta.CAUTELA: 1, Respuesta.PENDIENTE: 2, Respuesta.NO: 4}
    return sum(bits[regla.respuestas[acto]] << (BITS * lugar) for lugar, acto in enumerate(ACTOS))

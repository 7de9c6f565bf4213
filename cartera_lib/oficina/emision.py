"""Función 1: cédulas de liquidación y mandamientos de ejecución manuales, y su entrega.

A list of credits is split in documents: one an employer and ramo, fines apart. Each is worth what
the law says on its day, with the memoria that proves it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import groupby
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np

from cartera_lib.cartera.borrador import (
    PESOS,
    TEXTO,
    Borrador,
    Datos,
    Impedimento,
    Negativa,
    cuadro,
)
from cartera_lib.cartera.cartera import Cartera
from cartera_lib.cartera.emision import CreditoEmitido
from cartera_lib.cartera.incidencia import nombres_de_incidencia
from cartera_lib.cartera.movimiento import Llave
from cartera_lib.cartera.sede import Sede, firmantes
from cartera_lib.cartera.tipo_documento import tipo_documento
from cartera_lib.errors import FueraDeVigencia
from cartera_lib.norma.tablas import en_vigor, recordar
from cartera_lib.oficina.documentos import comunes, destinatario, dictamen, importe
from cartera_lib.registry import funcion
from cartera_lib.reglas.exigibilidad import creditos_de
from cartera_lib.reglas.memoria_de_documento import memoria_de
from cartera_lib.reglas.notificacion import notificada
from cartera_lib.reglas.vencimiento import DIAS_PARA_PAGAR
from cartera_lib.valores.calendario import dias, fecha
from cartera_lib.valores.dinero import pesos
from cartera_lib.valores.letras import apocopado

COLUMNAS = [
    ("Crédito", TEXTO),
    ("Periodo", TEXTO),
    ("Concepto", TEXTO),
    ("Notificado", TEXTO),
    ("Venció", TEXTO),
    ("Histórico", PESOS),
    ("Actualización", PESOS),
    ("Recargos", PESOS),
    ("Total", PESOS),
]
DETALLE = [
    ("Trabajador o concepto", TEXTO),
    ("Días", TEXTO),
    ("Salario base", PESOS),
    ("Importe", PESOS),
]

PLAZO = (
    f"{apocopado(DIAS_PARA_PAGAR)} ({DIAS_PARA_PAGAR}) días hábiles siguientes a aquel en que "
    "surta efectos su notificación"
)
"""The term to pay what a cédula settles. Fundamento: LSS 39-C; RACERF 127."""


@dataclass(frozen=True, eq=False)
class Asunto:
    """The credits of one document, and what the office knows of them.

    ``impedidos``: why the gate says no; ``vivos``: the folio of the live document of the same
    kind; ``saldos`` and ``movimientos``: those of the ledger, by credit.
    """

    creditos: Cartera
    patron: Mapping[str, Any] | None
    impedidos: Mapping[Llave, str] = field(default_factory=dict)
    vivos: Mapping[Llave, str] = field(default_factory=dict)
    saldos: Mapping[Llave, int] = field(default_factory=dict)
    movimientos: Mapping[Llave, Sequence[Mapping[str, Any]]] = field(default_factory=dict)

    @cached_property
    def filas(self) -> list[dict[str, Any]]:
        """Return the rows of its credits."""
        return list(self.creditos.tabla.to_pylist())

    @property
    def registro(self) -> str:
        """Return the employer of its first credit."""
        return str(self.filas[0]["registro"])

    @cached_property
    def distintos(self) -> dict[Llave, int]:
        """Return the credits whose balance in the ledger is not that of the cut, with it."""
        debidos = {Llave.de(fila): fila["importe"] for fila in self.filas}
        return {
            llave: self.saldos[llave]
            for llave, debido in debidos.items()
            if self.saldos.get(llave, debido) != debido
        }


@funcion(1)
def agrupar(llaves: Iterable[Llave]) -> Iterator[tuple[Llave, ...]]:
    """Yield the credits of each document: one employer, one ramo, fines apart."""
    for _, suyas in groupby(sorted(llaves, key=_grupo), key=_grupo):
        yield tuple(suyas)


@funcion(1)
def separar(clase: str, asunto: Asunto, *, al: date) -> tuple[list[int], tuple[Negativa, ...]]:
    """Tell which credits of a matter admit a document, by their place, and refuse the others."""
    libres, negativas = [], []
    for lugar, fila in enumerate(asunto.filas):
        causas = tuple(_del_credito(clase, fila, asunto=asunto, al=al))
        if causas:
            negativas.append(Negativa(clase, fila["registro"], (Llave.de(fila),), causas))
        else:
            libres.append(lugar)
    return libres, tuple(negativas)


@funcion(1)
def mandamiento(
    asunto: Asunto, en: Sede, *, al: date, habilitacion: str = ""
) -> Borrador | Negativa:
    """Return the mandamiento de ejecución of some credits of one employer, or why not.

    ``habilitacion``: why days and hours that are not working ones are enabled, if they are.
    """
    objeto = "Se ordena requerir el pago de los créditos que se detallan y, en su caso, embargar."
    quienes = [f"{f.nombre} (clave {f.clave})" for f in firmantes("NOT", en, al=al)]
    propios = {"ejecutores": quienes, "habilitacion": habilitacion}
    return _de_creditos(_Propio("MANDAMIENTO", objeto, propios), asunto, en, al=al)


@funcion(1)
def cedula(
    asunto: Asunto, en: Sede, *, al: date, motivo: str, detalle: Sequence[Sequence[Any]]
) -> Borrador | Negativa:
    """Return a manual cédula de liquidación, or why not.

    ``motivo``: why the system did not issue it; ``detalle``: a row each of (who or what, days,
    base wage, amount), in centavos, that adds up to the historic amount.
    """
    hecho = cuadro("Determinación", DETALLE, filas=detalle)
    objeto = "Se determina, en cantidad líquida, el crédito que se detalla."
    propios = {"motivo": motivo, "plazo": PLAZO}
    causas = tuple(_de_detalle(asunto, hecho))
    propio = _Propio("CEDULA", objeto, propios, {"detalle": hecho}, causas)
    return _de_creditos(propio, asunto, en, al=al)


class _Propio(NamedTuple):
    """What one kind of document says beyond what all of them do, and what stops only it."""

    clase: str
    objeto: str
    datos: Datos
    cuadros: Mapping[str, Datos] = MappingProxyType({})
    causas: tuple[Impedimento, ...] = ()


def _de_creditos(propio: _Propio, asunto: Asunto, en: Sede, *, al: date) -> Borrador | Negativa:
    causas = [*propio.causas, *_de_la_lista(propio.clase, asunto, al)]
    try:
        memoria = memoria_del_asunto(asunto, al=al)
    except FueraDeVigencia as motivo:
        causas.append(Impedimento("E09", str(motivo)))
        memoria = {"al": al.isoformat(), "creditos": [], "total": 0}
    datos = comunes(propio.clase, en, al=al, objeto=propio.objeto) | {
        "destinatario": destinatario(asunto.registro, asunto.patron),
        "cuadros": {"creditos": _cuadro_de(asunto, memoria), **propio.cuadros},
        "memoria": memoria,
        **importe(memoria["total"]),
        **propio.datos,
    }
    creditos = tuple(
        CreditoEmitido(Llave(*c["llave"]), int(c["total"])) for c in memoria["creditos"]
    )
    ramo = str(asunto.filas[0]["ramo"])
    borrador = Borrador(propio.clase, asunto.registro, ramo, al, datos, creditos)
    return dictamen(borrador, causas, creditos=map(Llave.de, asunto.filas))


def _de_la_lista(clase: str, asunto: Asunto, al: date) -> Iterator[Impedimento]:
    """Yield what stops the credits of a document, each by itself and all together."""
    filas = asunto.filas
    if len({fila["registro"] for fila in filas}) > 1:
        yield Impedimento("E10", "El documento tiene créditos de varios patrones.")
    if len({fila["ramo"] for fila in filas}) > 1:
        yield Impedimento("E04", "El documento mezcla créditos de COP y de RCV.")
    if len({_es_multa(Llave.de(fila)) for fila in filas}) > 1:
        yield Impedimento("E11", "El documento mezcla multas con otros créditos.")
    for fila in filas:
        yield from _del_credito(clase, fila, asunto=asunto, al=al)


def _del_credito(
    clase: str, fila: Mapping[str, Any], *, asunto: Asunto, al: date
) -> Iterator[Impedimento]:
    llave, incidencia = Llave.de(fila), fila["incidencia"]
    if incidencia in _bloqueadas(clase, al):
        nombre = nombres_de_incidencia().get(incidencia, "")
        hecho = f"El crédito {llave} está en la incidencia {incidencia} {nombre}".rstrip()
        yield Impedimento("E03", f"{hecho}.")
    if llave in asunto.impedidos:
        yield Impedimento("E02", f"El crédito {llave}: {asunto.impedidos[llave].rstrip('.')}.")
    if (saldo := asunto.distintos.get(llave)) is not None:
        dichos = f"el libro dice {pesos(saldo)} y el corte {pesos(fila['importe'])}"
        yield Impedimento("E20", f"El crédito {llave}: {dichos}.")
    if llave in asunto.vivos:
        yield Impedimento("E05", f"El crédito {llave} ya tiene el documento {asunto.vivos[llave]}.")


@recordar(64)
def _bloqueadas(clase: str, al: date) -> frozenset[str]:
    """Return the incidencias that admit no document of a kind on a day."""
    filas = en_vigor("incidencias_emision", al)
    return frozenset(f["incidencia"] for f in filas if clase in f["clases"].split("|"))


def _de_detalle(asunto: Asunto, hecho: Datos) -> Iterator[Impedimento]:
    suma = sum(fila[-1] for fila in hecho["filas"])
    debido = sum(fila["importe"] for fila in asunto.filas)
    if suma != debido:
        yield Impedimento(
            "E08", f"El detalle suma {pesos(suma)} y los créditos son por {pesos(debido)}."
        )


def memoria_del_asunto(asunto: Asunto, *, al: date) -> Datos:
    """Return the memoria of all the credits of a document, and what they add up to on a day."""
    creditos, corte = creditos_de(asunto.creditos), asunto.creditos.corte.isoformat()
    # The movements of a credit that the ledger and the cut do not tell alike prove nothing.
    prueban = {ll: m for ll, m in asunto.movimientos.items() if ll not in asunto.distintos}
    dichos = [
        memoria_de(
            Llave.de(fila),
            creditos.en(slice(lugar, lugar + 1)),
            al=al,
            origen={"corte": corte, "carga": fila.get("carga_id", 0), "renglon": fila["renglon"]},
            movimientos=prueban.get(Llave.de(fila), ()),
        )
        for lugar, fila in enumerate(asunto.filas)
    ]
    total = sum(dicho["total"] for dicho in dichos)
    return {"al": al.isoformat(), "creditos": dichos, "total": total}


def _cuadro_de(asunto: Asunto, memoria: Datos) -> Datos:
    filas = []
    for fila, dicho in zip(asunto.filas, memoria["creditos"], strict=False):
        pasos = {paso["concepto"]: paso["importe"] for paso in dicho["pasos"]}
        notificado = fila["fecha_notificacion"]
        filas.append(
            (
                fila["credito"],
                fila["periodo"],
                tipo_documento(fila["tipo_documento"]).nombre,
                f"{notificado:%d/%m/%Y}" if notificado else "—",
                f"{_vencio(notificado):%d/%m/%Y}" if notificado else "—",
                dicho["importe"],
                pasos["Actualización"],
                pasos["Recargos"],
                dicho["total"],
            )
        )
    return cuadro("", COLUMNAS, filas=filas)


def _vencio(notificado: date) -> date:
    """Return the last day to pay what was notified on a day."""
    return fecha(int(notificada(np.atleast_1d(dias(notificado))).vence[0]))


def _grupo(llave: Llave) -> tuple[str, str, bool]:
    return llave.registro, llave.ramo, _es_multa(llave)


def _es_multa(llave: Llave) -> bool:
    return tipo_documento(llave.tipo_documento).clase == "multa"

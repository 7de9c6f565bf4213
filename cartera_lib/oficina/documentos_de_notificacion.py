"""Función 1: citatorio y actas de la notificación; función 8: acuerdo y constancia de estrados.

What the office knows comes printed; what only the diligence tells is a line to fill in by hand.
None of these papers asks for money.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NamedTuple

import numpy as np

from cartera_lib.cartera.borrador import (
    TEXTO,
    Borrador,
    Datos,
    Impedimento,
    Negativa,
    cuadro,
)
from cartera_lib.cartera.hecho import medios
from cartera_lib.cartera.movimiento import Llave
from cartera_lib.cartera.sede import Sede
from cartera_lib.cartera.tipo_documento import tipo_documento
from cartera_lib.errors import FueraDeVigencia
from cartera_lib.norma.tablas import Renglon, en_vigor
from cartera_lib.oficina.documentos import comunes, destinatario, dictamen, mezclas
from cartera_lib.oficina.emision import Asunto
from cartera_lib.registry import funcion
from cartera_lib.reglas.notificacion import notificacion
from cartera_lib.valores.calendario import dias, fecha, habil
from cartera_lib.valores.letras import apocopado, fecha_en_letra

ABRE, CIERRA = time(7, 30), time(18)
"""Hours of diligences. Fundamento: CFF 13."""
SEMANA = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
CREDITOS = [(t, TEXTO) for t in ("Crédito", "Periodo", "Tipo de documento")]
"""What is notified is named and not valued: a notice may be seen by anybody (CFF 69)."""
EVIDENCIAS = [(t, TEXTO) for t in ("Prueba", "Folio", "Fecha")]
BITACORA = [(t, TEXTO) for t in ("Día", "Fecha", "Huella vista (SHA-256)")]
OBJETOS = {
    "CITATORIO": "Se cita al destinatario para que espere en su domicilio, el día y a la hora que "
    "se señalan, a quien le notificará el documento que se describe.",
    "ACTA_NOTIFICACION": "Se hace constar cómo se entregó el documento que se describe.",
    "ACUERDO_ESTRADOS": "Se acuerda notificar por estrados el documento que se describe.",
    "CONSTANCIA_ESTRADOS": "Se hace constar que el documento que se describe se publicó y se "
    "retiró, y cuándo quedó notificado.",
    "ACTA_CIRCUNSTANCIADA": "Se hacen constar los hechos de la diligencia en que se buscó al "
    "patrón para notificarle el documento que se describe.",
}


class Citatorio(NamedTuple):
    """A citatorio that was left: its folio, and the day and hour that it set."""

    folio: str
    cita: datetime


class Evidencia(NamedTuple):
    """One document that proves why notice is given by estrados."""

    tipo: str
    folio: str
    fecha: date


@dataclass(frozen=True)
class Estrados:
    """What is made known by estrados, why, and where and when it is published.

    ``causa``: its code in table ``causas_estrados``; ``hechos``: what the evidence shows of this
    case, in the words of who drafts; ``pagina``: the address where it is published.
    """

    documento: Mapping[str, str]
    causa: str
    hechos: str
    evidencias: Sequence[Evidencia]
    publicacion: date
    pagina: str


class Seguimiento(NamedTuple):
    """What became of a publication: the folio of its acuerdo, and the SHA-256 seen each day."""

    acuerdo: str
    bitacora: Mapping[date, str]


class Plazo(NamedTuple):
    """The working days that count as published, and those that follow from them."""

    publicado: tuple[date, ...]
    retiro: date
    notificacion: date
    efectos: date


@funcion(1)
def citatorio(
    asunto: Asunto, en: Sede, *, al: date, documento: Mapping[str, str], cita: datetime
) -> Borrador | Negativa:
    """Return the citatorio to leave on a day for an appointment, or why not."""
    datos = _datos("CITATORIO", asunto, en, al=al, documento=documento)
    causas = list(_de_la_hora(cita))
    if cita.date() <= al:
        hecho = f"La cita es el {_en_letra(cita.date())} y el citatorio se deja el {_en_letra(al)}."
        causas.append(Impedimento("E12", hecho))
    return _dictado(datos | {"cita": _hora_en_letra(cita)}, asunto, causas)


@funcion(1)
def acta_de_notificacion(
    asunto: Asunto,
    en: Sede,
    *,
    al: date,
    documento: Mapping[str, str],
    citatorio: Citatorio | None = None,
) -> Borrador | Negativa:
    """Return the record of a personal notice, to fill in where it is given, or why not."""
    datos = _datos("ACTA_NOTIFICACION", asunto, en, al=al, documento=documento)
    if citatorio is None:
        return _dictado(datos | {"citatorio": {}}, asunto)
    folio, cita = citatorio
    causas = list(_de_la_hora(cita))
    if cita.date() != al:
        hecho = f"El citatorio {folio} es para el {_en_letra(cita.date())}, no para el"
        causas.append(Impedimento("E13", f"{hecho} {_en_letra(al)}."))
    previo = {"folio": folio, "cita": _hora_en_letra(cita)}
    return _dictado(datos | {"citatorio": previo}, asunto, causas)


@funcion(1)
def acta_circunstanciada(
    asunto: Asunto, en: Sede, *, al: date, documento: Mapping[str, str]
) -> Borrador | Negativa:
    """Return the record of a search for an employer, to fill in on the spot, or why not."""
    datos = _datos("ACTA_CIRCUNSTANCIADA", asunto, en, al=al, documento=documento)
    return _dictado(datos, asunto)


@funcion(1, 8)
def acuerdo_de_estrados(
    asunto: Asunto, en: Sede, *, al: date, estrados: Estrados
) -> Borrador | Negativa:
    """Return the order to give notice by estrados, with its days reckoned, or why not."""
    datos = _datos("ACUERDO_ESTRADOS", asunto, en, al=al, documento=estrados.documento)
    try:
        plazo = plazo_de_estrados(estrados.publicacion)
    except FueraDeVigencia as motivo:
        return _sin_ley(datos, asunto, motivo)
    filas = [(e.tipo, e.folio, f"{e.fecha:%d/%m/%Y}") for e in estrados.evidencias]
    datos["cuadros"]["evidencias"] = cuadro("", EVIDENCIAS, filas=filas)
    return _dictado(datos | _publicados(estrados, plazo), asunto, _de_estrados(estrados, al))


@funcion(1, 8)
def constancia_de_estrados(
    asunto: Asunto, en: Sede, *, al: date, estrados: Estrados, seguimiento: Seguimiento
) -> Borrador | Negativa:
    """Return the proof that a document stayed published its whole term, or why not."""
    datos = _datos("CONSTANCIA_ESTRADOS", asunto, en, al=al, documento=estrados.documento)
    try:
        plazo = plazo_de_estrados(estrados.publicacion)
    except FueraDeVigencia as motivo:
        return _sin_ley(datos, asunto, motivo)
    datos["cuadros"]["bitacora"] = cuadro("", BITACORA, filas=_vistas(seguimiento, plazo))
    datos |= _publicados(estrados, plazo) | {"acuerdo": seguimiento.acuerdo}
    # The acuerdo is of the day of publication at the latest: what it needed, it needed by then.
    causas = list(_de_estrados(estrados, estrados.publicacion))
    causas += _de_la_bitacora(seguimiento, estrados, plazo=plazo)
    if al < plazo.retiro:
        hecho = f"El documento se retira el {_en_letra(plazo.retiro)}, después de esta constancia."
        causas.append(Impedimento("E19", hecho))
    return _dictado(datos, asunto, causas)


def plazo_de_estrados(publicacion: date) -> Plazo:
    """Return the days that follow from a publication on the page; FueraDeVigencia if unknown.

    It comes down on the day of the notice, the first one after its last working day up.
    Fundamento: CFF 139.
    """
    dia, medio = np.array([dias(publicacion)]), np.array([list(medios()).index("ESTRADOS")])
    dada = notificacion(dia, medio)
    hecha, efectos = int(dada.hecha[0]), fecha(dada.surte_efectos[0])
    entre = np.arange(int(dia[0]) + 1, hecha)
    return Plazo(tuple(map(fecha, entre[habil(entre)])), fecha(hecha), fecha(hecha), efectos)


def _datos(
    clase: str, asunto: Asunto, en: Sede, *, al: date, documento: Mapping[str, str]
) -> Datos:
    filas = [
        (f["credito"], f["periodo"], tipo_documento(f["tipo_documento"]).nombre)
        for f in asunto.filas
    ]
    return comunes(clase, en, al=al, objeto=OBJETOS[clase]) | {
        "destinatario": destinatario(asunto.registro, asunto.patron),
        "documento": dict(documento),
        "cuadros": {"creditos": cuadro("", CREDITOS, filas=filas)},
    }


def _dictado(
    datos: Datos, asunto: Asunto, causas: Iterable[Impedimento] = ()
) -> Borrador | Negativa:
    llaves, dia = [Llave.de(fila) for fila in asunto.filas], date.fromisoformat(datos["fecha"])
    borrador = Borrador(datos["clase"], asunto.registro, llaves[0].ramo, dia, datos)
    return dictamen(borrador, [*mezclas(llaves), *causas], creditos=llaves)


def _de_la_hora(cita: datetime) -> Iterator[Impedimento]:
    dia = cita.date()
    try:
        if not habil(dias(dia)):
            yield Impedimento("E12", f"La cita cae en {_en_letra(dia)}, que no es día hábil.")
    except FueraDeVigencia as motivo:
        yield Impedimento("E09", str(motivo))
    if not ABRE <= cita.time() <= CIERRA:
        yield Impedimento("E12", f"La cita es a las {cita:%H:%M} horas, fuera del horario hábil.")


def _sin_ley(datos: Datos, asunto: Asunto, motivo: FueraDeVigencia) -> Negativa:
    llaves = tuple(Llave.de(fila) for fila in asunto.filas)
    return Negativa(datos["clase"], asunto.registro, llaves, (Impedimento("E09", str(motivo)),))


def _publicados(estrados: Estrados, plazo: Plazo) -> Datos:
    causa, cuantos = _causas(estrados.publicacion).get(estrados.causa), len(plazo.publicado)
    return {
        "causa": causa["texto"] if causa else estrados.causa,
        "hechos": estrados.hechos,
        "pagina": estrados.pagina,
        "plazo": f"{apocopado(cuantos)} ({cuantos}) días hábiles",
        "publicacion": _en_letra(estrados.publicacion),
        "inicio": _en_letra(plazo.publicado[0]),
        "termino": _en_letra(plazo.publicado[-1]),
        "retiro": _en_letra(plazo.retiro),
        "notificacion": _en_letra(plazo.notificacion),
        "efectos": _en_letra(plazo.efectos),
    }


def _vistas(seguimiento: Seguimiento, plazo: Plazo) -> list[tuple[str, ...]]:
    return [
        (str(numero), f"{SEMANA[dia.weekday()]} {dia:%d/%m/%Y}", seguimiento.bitacora[dia].lower())
        for numero, dia in enumerate(plazo.publicado, start=1)
        if seguimiento.bitacora.get(dia)
    ]


def _de_estrados(estrados: Estrados, al: date) -> Iterator[Impedimento]:
    """Yield what stops a notice by estrados ordered on a day. Fundamento: CFF 134; CFF 139."""
    causa, dia = _causas(al).get(estrados.causa), estrados.publicacion
    if causa is None:
        hecho = f"La causa «{estrados.causa}» no está entre las vigentes el {_en_letra(al)}."
        yield Impedimento("E14", hecho)
    elif not estrados.evidencias:
        yield Impedimento("E15", f"La causa se prueba con: {causa['pruebas']}.")
    if not estrados.hechos.strip():
        yield Impedimento("E01", "Faltan los hechos que motivan la causa (CFF 38, fracción IV).")
    for prueba in estrados.evidencias:
        if prueba.fecha > min(al, dia):
            hecho = f"Tiene fecha posterior, {_en_letra(prueba.fecha)}:"
            yield Impedimento("E15", f"{hecho} {prueba.tipo} {prueba.folio}.")
    if dia < al:
        hecho = f"La publicación es del {_en_letra(dia)} y el acuerdo, del {_en_letra(al)}."
        yield Impedimento("E16", hecho)
    if not habil(dias(dia)):
        yield Impedimento("E16", f"La publicación cae en {_en_letra(dia)}, que no es día hábil.")


def _de_la_bitacora(
    seguimiento: Seguimiento, estrados: Estrados, *, plazo: Plazo
) -> Iterator[Impedimento]:
    vista, publicada = seguimiento.bitacora, estrados.documento.get("sha256", "").lower()
    for dia in plazo.publicado:
        if not vista.get(dia):
            yield Impedimento("E17", f"La bitácora no tiene el {_en_letra(dia)}.")
    for dia in sorted(vista):
        if vista[dia] and vista[dia].lower() != publicada:
            yield Impedimento("E18", f"El {_en_letra(dia)} se vio un documento con otra huella.")


def _causas(al: date) -> dict[str, Renglon]:
    return {fila["codigo"]: fila for fila in en_vigor("causas_estrados", al)}


def _en_letra(dia: date) -> str:
    return f"{SEMANA[dia.weekday()]} {fecha_en_letra(dia)}"


def _hora_en_letra(cita: datetime) -> str:
    return f"{_en_letra(cita.date())}, a las {cita:%H:%M} horas"

"""The truth files: every condition planted, where it is seen, and what moved between cuts.

``verdad.csv``: archivo (relative to the folder), renglon (from 1), clase, clave
(registro-credito; in the master, the registro), esperado, detalle. A duplicate is written on
both of its lines. ``movimientos.csv``: every change of a credit from one cut to the next, so
that a bridge between two cuts can be checked.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from cartera_lib.sintetica.modelo import Credito, Mundo
from cartera_lib.sintetica.presencia import ESPERADO, presente
from cartera_lib.sintetica.rale import Impresion, Listado
from cartera_lib.sintetica.sipare import decimal
from cartera_lib.sintetica.tiempo import Ventana

COLUMNAS = ("archivo", "renglon", "clase", "clave", "esperado", "detalle")
COLUMNAS_MOVIMIENTOS = (
    "desde", "hasta", "ramo", "propios", "clave", "causa", "incidencia_antes",
    "incidencia_despues", "importe_antes", "importe_despues",
)  # fmt: skip

IMPLICA = {"BAJA_CON_EMISION": ("PERIODO_POSTERIOR_A_BAJA",)}
"""A proposal issued to a closed employer is also a period after its baja."""


class Condicion(NamedTuple):
    """One row of ``verdad.csv``."""

    archivo: str
    renglon: int
    clase: str
    clave: str
    esperado: str
    detalle: str


def condiciones(
    archivo: str, listado: Listado, *, impresion: Impresion, corridos: bool = True
) -> Iterator[Condicion]:
    """Return what can be found in one printed listing, line by line."""
    gemelos = {credito.clave: credito for credito in listado.creditos}
    for lugar, credito in enumerate(listado.creditos):
        renglon, siembra = impresion.lugares[lugar], credito.siembra
        if corridos and lugar in listado.corridos:
            detalle = f"Columnas corridas {_sentido(listado.corridos[lugar])}."
            yield _de(archivo, renglon, "COLUMNAS_CORRIDAS", (credito.clave, detalle))
        if siembra is None:
            continue
        gemelo = gemelos.get(f"{credito.patron.registro}-{siembra.texto}")
        if presente(credito, listado.corte, gemelo=gemelo):
            for clase in (siembra.clase, *IMPLICA.get(siembra.clase, ())):
                yield _de(archivo, renglon, clase, (credito.clave, _detalle(credito, clase)))


def _de(archivo: str, renglon: int, clase: str, quien: tuple[str, str]) -> Condicion:
    clave, detalle = quien
    return Condicion(archivo, renglon, clase, clave, ESPERADO[clase], detalle)


def digito_invalido(archivo: str, renglon: int, *, registro: str) -> Condicion:
    """Return the condition of a master row whose check digit was changed."""
    detalle = "El dígito verificador no corresponde al registro."
    return _de(archivo, renglon, "DV_INVALIDO", (registro, detalle))


def carga_rechazada(archivo: str, renglon: int, *, clase: str, detalle: str) -> Condicion:
    """Return the condition of a broken file."""
    nombre = archivo.rpartition("/")[2]
    return Condicion(archivo, renglon, clase, nombre, "carga_rechazada", detalle)


def _sentido(columnas: int) -> str:
    donde = "en todo el renglón" if abs(columnas) == 1 else "desde el número de crédito"
    return f"una posición a la {'derecha' if columnas > 0 else 'izquierda'}, {donde}"


def _detalle(credito: Credito, clase: str) -> str:
    texto = credito.siembra.texto if credito.siembra else ""
    return DETALLES[clase].format(
        texto=texto, tipo=credito.tipo, alta=credito.alta, notificado=credito.notificado
    )


DETALLES = {
    "TIPO_DESCONOCIDO": "Tipo de documento {texto}; era {tipo}.",
    "FECHA_IMPOSIBLE": "La fecha {texto} no existe.",
    "PERIODO_13": "Periodo {texto}: es diciembre.",
    "NOTIFICADO_SIN_FECHA": "Incidencia 02 sin fecha de notificación; era {notificado}.",
    "DUPLICADO": "Mismo registro, periodo y tipo que el crédito {texto}.",
    "PAGADO_VIVO": "Pagado por SIPARE el {texto}.",
    "IMPORTE_CERO": "Vivo con importe de cero.",
    "NOTIFICACION_ANTES_DE_ALTA": "Notificado el {notificado}, antes del alta del {alta}.",
    "NOTIFICACION_FUTURA": "Notificado el {notificado}, después del corte.",
    "PROPUESTA_VIEJA": "En 00 desde el {alta}, más de 60 días.",
    "BAJA_CON_EMISION": "Propuesta de un patrón de baja.",
    "PERIODO_POSTERIOR_A_BAJA": "Periodo posterior a la baja del patrón.",
}


def movimientos(mundo: Mundo, ventana: Ventana) -> Iterator[tuple[str, ...]]:
    """Return what changed in each credit from each cut to the next."""
    for desde, hasta in pairwise(ventana.cortes):
        for credito in mundo.creditos:
            causa = _causa(credito, desde, hasta)
            if causa:
                yield _movimiento(credito, causa, (desde, hasta))


def _causa(credito: Credito, desde: date, hasta: date) -> str:
    antes, despues = credito.vivo(desde), credito.vivo(hasta)
    if antes and despues:
        if credito.importe(desde) != credito.importe(hasta):
            return next(i.causa for i in reversed(credito.importes) if i.desde <= hasta)
        cambio = credito.tramo(desde).incidencia != credito.tramo(hasta).incidencia
        return "INCIDENCIA" if cambio else ""
    if antes:
        return credito.causa_baja
    llego = credito.entrada is not None and credito.entrada == credito.patron.entrada
    return ("TRASLADO_ENTRADA" if llego else "ALTA") if despues else ""


def _movimiento(credito: Credito, causa: str, tramo: tuple[date, date]) -> tuple[str, ...]:
    lados = [
        (credito.tramo(al).incidencia, decimal(credito.importe(al)))
        if credito.vivo(al)
        else ("", "")
        for al in tramo
    ]
    (inc_antes, antes), (inc_despues, despues) = lados
    return (
        tramo[0].isoformat(), tramo[1].isoformat(), credito.ramo,
        "P" if credito.patron.propio else "NP", credito.clave, causa, inc_antes, inc_despues,
        antes, despues,
    )  # fmt: skip


def conteo(verdad: Iterable[Condicion]) -> tuple[tuple[str, int], ...]:
    """Count the conditions of each class, in order of name."""
    clases = [condicion.clase for condicion in verdad]
    return tuple((clase, clases.count(clase)) for clase in sorted(set(clases)))

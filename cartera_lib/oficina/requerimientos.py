"""Función 12: verificar los requerimientos de registro, para afectarlos o devolverlos.

All the causes are told at once, in the order of the checks, each with what to do and, where it
can be known, the least correction: the area mends everything in one go.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from cartera_lib.cartera.examen import Entorno, Examen, examen
from cartera_lib.cartera.examen_efecto import efecto
from cartera_lib.cartera.examen_estado import estado
from cartera_lib.cartera.examen_forma import autorizacion, forma
from cartera_lib.cartera.examen_identidad import identidad
from cartera_lib.cartera.examen_soporte import soporte
from cartera_lib.cartera.requerimiento import Causa, Renglon, Requerimiento, Revision
from cartera_lib.registry import funcion
from cartera_lib.reglas.vencimiento import plazo_de_pago
from cartera_lib.valores.calendario import cubierto, dias, fecha

__all__ = ["Entorno", "corregido", "verificar"]

NUEVO = "renglon"
DE_DINERO = {"importe", "creditos"}
DE_FECHA = {"fecha_notificacion"}


@funcion(12)
def verificar(requerimiento: Requerimiento, entorno: Entorno, *, al: date) -> Revision:
    """Rule on a requirement with the accounts as they are: accepted, or all its causes."""
    visto = examen(requerimiento, entorno, al=al)
    pasos = (forma, identidad, estado, _plazo, soporte, efecto, autorizacion)
    causas = (causa for paso in pasos for causa in paso(visto))
    return Revision(requerimiento.folio, tuple(dict.fromkeys(causas)))


def corregido(requerimiento: Requerimiento, causas: Iterable[Causa]) -> Requerimiento:
    """Return the requirement with every machine correction of its causes, and its sums redone.

    A total that did not match its lines is left alone unless a cause says to correct it.
    """
    con_arreglo = [causa for causa in causas if causa.campo]
    renglones = list(requerimiento.renglones)
    for causa in con_arreglo:
        if causa.campo == NUEVO:
            renglones.append(_agregado(renglones, causa))
        elif causa.orden:
            renglones = [_arreglado(r, causa) if r.orden == causa.orden else r for r in renglones]
    del_todo: dict[str, Any] = {c.campo: _valor(c) for c in con_arreglo if not c.orden}
    arreglado = replace(requerimiento, renglones=tuple(renglones), **del_todo)
    sumas = {"creditos": len(renglones), "importe": _suma(renglones)}
    antes = {"creditos": len(requerimiento.renglones), "importe": _suma(requerimiento.renglones)}
    cuadran: dict[str, Any] = {
        campo: suma
        for campo, suma in sumas.items()
        if campo in del_todo or getattr(requerimiento, campo) == antes[campo]
    }
    return replace(arreglado, **cuadran)


def _plazo(visto: Examen) -> Iterator[Causa]:
    """Check that the term to pay is over, for a change that waits for it.

    Fundamento: LSS 39-C; RACERF 127; CFF 135.
    """
    for pedido, cuenta in visto.hallados():
        if not (pedido.cambia and pedido.paso and pedido.paso.tras_plazo):
            continue
        notificada = cuenta.fecha_notificacion
        if notificada is None:
            yield pedido.causa("D09", "no tiene fecha de notificación: el plazo no ha corrido.")
            continue
        if not cubierto(dias(notificada)):
            continue  # older than the calendar of working days: the term is long over
        vence = fecha(int(plazo_de_pago(dias(notificada)).vence))
        efectivo = pedido.renglon.fecha_efecto or visto.requerimiento.fecha or visto.al
        if efectivo <= vence:
            hecho = f"su plazo para pagar vence el {vence:%d/%m/%Y}; antes no pasa a cobro."
            yield pedido.causa("D09", hecho)


def _agregado(renglones: list[Renglon], causa: Causa) -> Renglon:
    modelo = next(r for r in renglones if r.orden == causa.orden)
    ramo, _, credito, periodo, tipo, importe = causa.valor.split("/")
    return replace(
        modelo,
        orden=max(r.orden for r in renglones) + 1,
        ramo=ramo,
        credito=credito,
        periodo=periodo,
        tipo_documento=tipo,
        importe=int(importe) if importe else None,
        soporte_importe=None,
    )


def _arreglado(renglon: Renglon, causa: Causa) -> Renglon:
    ilegibles = tuple(dicho for dicho in renglon.ilegibles if dicho[0] != causa.campo)
    cambio: dict[str, Any] = {causa.campo: _valor(causa)}
    return replace(renglon, ilegibles=ilegibles, **cambio)


def _valor(causa: Causa) -> str | int | date:
    if causa.campo in DE_DINERO:
        return int(causa.valor)
    return date.fromisoformat(causa.valor) if causa.campo in DE_FECHA else causa.valor


def _suma(renglones: Iterable[Renglon]) -> int:
    return sum(renglon.importe or 0 for renglon in renglones)

"""Fourth check of a requirement: its documents and its dates."""

from collections.abc import Iterator
from datetime import date

from cartera_lib.cartera.causa import Arreglo, arreglo
from cartera_lib.cartera.documento import Documento, aceptados, documento, documentos
from cartera_lib.cartera.examen import Examen, Pedido
from cartera_lib.cartera.examen_estado import NOTIFICA, impedido
from cartera_lib.cartera.incidencia import NOTIFICADO
from cartera_lib.cartera.requerimiento import Causa


def soporte(examen: Examen) -> Iterator[Causa]:
    """Check that each line has the right document, and its dates in order."""
    for pedido in examen.pedidos:
        r = pedido.renglon
        if not (r.soporte.strip() or r.soporte_folio.strip() or pedido.ilegible("soporte")):
            yield pedido.causa("D06", "no trae soporte.")
        else:
            yield from _documento(examen, pedido)
        yield from _notificacion(examen, pedido)
        yield from _efecto(examen, pedido)


def _documento(examen: Examen, pedido: Pedido) -> Iterator[Causa]:
    r, clase = pedido.renglon, documento(pedido.renglon.soporte)
    valen = _aceptados(examen, pedido)
    if (clase is None or (valen and clase.codigo not in valen)) and not pedido.ilegible("soporte"):
        pide = " o ".join(documentos()[codigo].nombre.lower() for codigo in valen)
        pide = f"; se pide {pide}" if pide else ""
        yield pedido.causa("D07", f"«{r.soporte or 'sin nombre'}» no es su documento{pide}.")
    if not r.soporte_folio.strip() and not pedido.ilegible("soporte_folio"):
        yield pedido.causa("D07", "el soporte no trae folio.")
    if r.soporte_fecha is not None:
        yield from _fecha(examen, pedido, r.soporte_fecha, clase)
    elif not pedido.ilegible("soporte_fecha"):
        yield pedido.causa("D07", "el soporte no trae fecha.")


def _aceptados(examen: Examen, pedido: Pedido) -> tuple[str, ...]:
    """Return the documents that may back a line; none when the line cannot be told or proceed."""
    if pedido.cambia:
        cuenta = pedido.cuenta
        if pedido.paso is None or cuenta is None or impedido(examen, pedido):
            return ()
        return pedido.paso.soportes
    return aceptados(pedido.transaccion.codigo) if pedido.transaccion else ()


def _fecha(examen: Examen, pedido: Pedido, dia: date, clase: Documento | None) -> Iterator[Causa]:
    if dia > examen.al:
        yield pedido.causa("D13", f"el soporte es del {dia:%d/%m/%Y}, después de hoy.")
    if clase is None or pedido.cuenta is None or clase.fecha == "libre":
        return
    alta = pedido.cuenta.fecha_alta
    if dia < alta:
        codigo = "D13" if clase.fecha == "acta" else "D07"
        hecho = f"el soporte es del {dia:%d/%m/%Y} y el crédito nació el {alta:%d/%m/%Y}."
        yield pedido.causa(codigo, hecho)


def _notificacion(examen: Examen, pedido: Pedido) -> Iterator[Causa]:
    r, cuenta = pedido.renglon, pedido.cuenta
    if cuenta is None or pedido.transaccion is None or pedido.ilegible("fecha_notificacion"):
        return
    dia = r.fecha_notificacion
    if dia is None:
        notifica = pedido.transaccion.codigo == NOTIFICA
        pasa = pedido.cambia and r.incidencia == NOTIFICADO and cuenta.fecha_notificacion is None
        if notifica or pasa:
            yield pedido.causa(
                "D13", "falta la fecha de notificación.", arreglo=_del_acta(examen, pedido)
            )
    elif not cuenta.fecha_alta <= dia <= examen.al:
        hecho = f"se notificó el {dia:%d/%m/%Y}; el crédito nació el {cuenta.fecha_alta:%d/%m/%Y}"
        hecho += f" y hoy es {examen.al:%d/%m/%Y}."
        yield pedido.causa("D13", hecho, arreglo=_del_acta(examen, pedido))


def _del_acta(examen: Examen, pedido: Pedido) -> Arreglo | None:
    """Return the day of the acta when it can be that of the notification."""
    dia, cuenta, clase = (
        pedido.renglon.soporte_fecha,
        pedido.cuenta,
        documento(pedido.renglon.soporte),
    )
    if dia is None or cuenta is None or clase is None or clase.fecha != "acta":
        return None
    return arreglo("fecha_notificacion", dia) if cuenta.fecha_alta <= dia <= examen.al else None


def _efecto(examen: Examen, pedido: Pedido) -> Iterator[Causa]:
    dia, cuenta = pedido.renglon.fecha_efecto, pedido.cuenta
    if dia is None:
        return
    if dia > examen.al:
        yield pedido.causa("D13", f"surte efecto el {dia:%d/%m/%Y}, después de hoy.")
    elif cuenta is not None and dia < cuenta.fecha_alta:
        alta = f"{cuenta.fecha_alta:%d/%m/%Y}"
        yield pedido.causa("D13", f"surte efecto el {dia:%d/%m/%Y}, antes de su alta ({alta}).")
    elif cuenta is not None and pedido.cambia and dia < (cuenta.fecha_incidencia or dia):
        desde = f"está en {cuenta.incidencia} desde el {cuenta.fecha_incidencia:%d/%m/%Y}"
        yield pedido.causa("D13", f"{desde} y cambia el {dia:%d/%m/%Y}.")

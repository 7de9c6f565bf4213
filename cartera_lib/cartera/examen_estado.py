"""Third check of a requirement: that the credit is where it may go from, and is not there yet."""

from collections.abc import Iterator

from cartera_lib.cartera.documento import documento
from cartera_lib.cartera.estados import bloqueo, levanta, motivo
from cartera_lib.cartera.examen import REACTIVA, Examen, Pedido
from cartera_lib.cartera.incidencia import nombres_de_incidencia
from cartera_lib.cartera.movimiento import Cuenta
from cartera_lib.cartera.requerimiento import Causa
from cartera_lib.cartera.tipo_documento import tipos_documento

CAMBIO, NOTIFICA = "CAMBIO_INCIDENCIA", "FECHA_NOTIFICACION"
SALEN = {"baja", "cobro"}


PARCIALES = {"cobro", "ajuste"}


def estado(examen: Examen) -> Iterator[Causa]:
    """Check each line against the incidencia of its credit and what was posted of late."""
    for pedido, cuenta in examen.hallados():
        causas = list(_de_renglon(examen, pedido, cuenta))
        # Two partial payments or adjustments are not one sent twice: their papers tell them.
        parcial = pedido.transaccion is not None and pedido.transaccion.clase in PARCIALES
        if not causas and not parcial and _reciente(examen, pedido, cuenta):
            causas.append(pedido.causa("D15", "se afectó lo mismo hace menos de treinta días."))
        yield from causas


def impedido(examen: Examen, pedido: Pedido) -> str:
    """Say what blocks the change that a line asks for, unless its document lifts it."""
    r, cuenta = pedido.renglon, pedido.cuenta
    if cuenta is None or not pedido.cambia:
        return ""
    clase = documento(r.soporte)
    soporte = clase.codigo if clase else ""
    if levanta(cuenta.incidencia, r.incidencia, soporte=soporte, al=examen.al):
        return ""
    return bloqueo(cuenta.incidencia, r.incidencia, al=examen.al)


def _de_renglon(examen: Examen, pedido: Pedido, cuenta: Cuenta) -> Iterator[Causa]:
    tipo, r = pedido.transaccion, pedido.renglon
    if tipo is None:
        return
    if pedido.nuevo:
        yield pedido.causa("D15", "ya tiene cuenta en la cartera.")
    elif tipo.codigo == REACTIVA:
        if cuenta.viva:
            yield pedido.causa("D15", "sigue en la cartera: no hay qué reactivar.")
    elif not cuenta.viva:
        codigo = "D15" if tipo.clase in SALEN else "D09"
        yield pedido.causa(codigo, "ya salió de la cartera.")
    elif pedido.cambia:
        yield from _cambio(examen, pedido, cuenta)
    elif tipo.codigo == CAMBIO and not pedido.ilegible("incidencia"):
        yield pedido.causa("D09", f"está en {cuenta.incidencia} y no dice a cuál pasa.")
    dia = r.fecha_notificacion
    if tipo.codigo == NOTIFICA and dia is not None and dia == cuenta.fecha_notificacion:
        yield pedido.causa("D15", "ya tiene esa fecha de notificación.")


def _cambio(examen: Examen, pedido: Pedido, cuenta: Cuenta) -> Iterator[Causa]:
    de, a = cuenta.incidencia, pedido.renglon.incidencia
    if a not in nombres_de_incidencia():
        yield pedido.causa("D09", f"no hay incidencia «{a}».")
    elif de == a:
        if pedido.renglon.transaccion == CAMBIO:
            yield pedido.causa("D15", f"ya está en {a}.")
    elif impedimento := impedido(examen, pedido):
        yield pedido.causa("D10", f"está en {de} y no puede pasar a {a}: {impedimento}.")
    elif pedido.paso is None:
        razon = motivo(de, a, al=examen.al)
        yield pedido.causa("D09", razon[0].lower() + razon[1:])
    elif pedido.paso.clase not in ("", _clase(cuenta)):
        yield pedido.causa("D09", f"a {a} sólo pasa un crédito de clase {pedido.paso.clase}.")


def _clase(cuenta: Cuenta) -> str:
    tipo = tipos_documento().get(cuenta.llave.tipo_documento)
    return tipo.clase if tipo else ""


def _reciente(examen: Examen, pedido: Pedido, cuenta: Cuenta) -> bool:
    codigo = pedido.transaccion.codigo if pedido.transaccion else ""
    return any(
        (llave, hecha) == (cuenta.llave, codigo)
        and (codigo != CAMBIO or incidencia == pedido.renglon.incidencia)
        for llave, hecha, incidencia in examen.entorno.recientes
    )

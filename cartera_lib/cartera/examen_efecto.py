"""Fifth check of a requirement: what it would leave, and the fine tied to each origin."""

from collections.abc import Iterator
from datetime import date

from cartera_lib.cartera.causa import Arreglo, arreglo, renglon_nuevo
from cartera_lib.cartera.documento import documento
from cartera_lib.cartera.estados import bloqueo, transicion
from cartera_lib.cartera.examen import Examen, Pedido
from cartera_lib.cartera.liga import ligadas
from cartera_lib.cartera.movimiento import Cuenta, Llave
from cartera_lib.cartera.requerimiento import Causa
from cartera_lib.valores.dinero import pesos


def efecto(examen: Examen) -> Iterator[Causa]:
    """Check the amounts, and that no fine is left behind by its origin."""
    quitado: dict[Llave, int] = {}
    for pedido in examen.pedidos:
        if pedido.transaccion is None or pedido.ilegible("importe"):
            continue
        saldo = _saldo(pedido, quitado)
        fuera = pedido.cuenta is not None and not pedido.cuenta.viva
        if pedido.transaccion.signo < 0 and fuera:
            continue  # it is told as already done, not as another amount
        if pedido.transaccion.signo:
            yield from _importe(pedido, saldo)
        elif pedido.renglon.importe not in (None, saldo) and pedido.cuenta is not None:
            hecho = f"dice {pesos(pedido.renglon.importe or 0)} y el crédito debe {pesos(saldo)}."
            yield pedido.causa("D05", hecho, arreglo=arreglo("importe", saldo))
        if pedido.cuenta is not None and pedido.transaccion.signo < 0:
            quitado[pedido.cuenta.llave] = quitado.get(pedido.cuenta.llave, 0) + (
                pedido.renglon.importe or 0
            )
    yield from _multas(examen)


def _saldo(pedido: Pedido, quitado: dict[Llave, int]) -> int:
    """Return what the credit owes after the lines before this one."""
    if pedido.cuenta is None:
        return 0
    return pedido.cuenta.saldo - quitado.get(pedido.cuenta.llave, 0)


def _importe(pedido: Pedido, saldo: int) -> Iterator[Causa]:
    importe, tipo = pedido.renglon.importe, pedido.transaccion
    if tipo is None:
        return
    if importe is None or importe <= 0:
        yield pedido.causa("D05", "no dice por cuánto.", arreglo=_debido(pedido, saldo))
    elif pedido.cuenta is not None and tipo.clase == "baja" and importe != saldo:
        hecho = f"da de baja {pesos(importe)} y el crédito debe {pesos(saldo)}."
        yield pedido.causa("D05", hecho, arreglo=_debido(pedido, saldo))
    elif pedido.cuenta is not None and tipo.signo < 0 and importe > saldo:
        hecho = f"quita {pesos(importe)} y el crédito debe {pesos(saldo)}."
        yield pedido.causa("D05", hecho, arreglo=_debido(pedido, saldo))
    elif not _respaldado(pedido, importe):
        hecho = (
            f"pide {pesos(importe)} y el soporte dice {pesos(pedido.renglon.soporte_importe or 0)}."
        )
        yield pedido.causa("D05", hecho, arreglo=_debido(pedido, saldo))


def _respaldado(pedido: Pedido, importe: int) -> bool:
    """Tell whether the support proves an amount: the same, or at least as much, as its kind is."""
    dice, clase = pedido.renglon.soporte_importe, documento(pedido.renglon.soporte)
    if dice is None or clase is None or not clase.importe:
        return True
    return importe == dice if clase.importe == "igual" else importe <= dice


def _debido(pedido: Pedido, saldo: int) -> Arreglo | None:
    """Return the amount that the balance and the support both allow, if there is one."""
    tipo, dice = pedido.transaccion, pedido.renglon.soporte_importe
    if tipo is None:
        return None
    valor: int | None = saldo if tipo.clase == "baja" else dice
    if valor is not None and tipo.signo < 0:
        valor = min(valor, saldo)
    if valor is None and tipo.signo < 0 and (pedido.renglon.importe or 0) > saldo:
        valor = saldo
    cabe = valor is not None and valor > 0 and _respaldado(pedido, valor)
    return arreglo("importe", valor) if valor is not None and cabe else None


def _multas(examen: Examen) -> Iterator[Causa]:
    pedidas = {pedido.cuenta.llave for pedido in examen.pedidos if pedido.cuenta is not None}
    for pedido, cuenta in examen.hallados():
        if not (pedido.cambia and pedido.paso and pedido.paso.con_multa):
            continue
        for llave in ligadas(cuenta.llave, examen.entorno.cuentas):
            ligada = examen.entorno.cuentas[llave]
            if llave in pedidas or _mal_escrita(examen, llave):
                continue
            if not _va_con_ella(examen, pedido, ligada):
                continue
            pedidas.add(llave)
            hecho = f"falta el crédito ligado {llave}, que está en {ligada.incidencia}."
            yield pedido.causa("D12", hecho, arreglo=_agregado(examen, pedido, ligada))


def _mal_escrita(examen: Examen, llave: Llave) -> bool:
    """Tell whether a line that names no account is that credit with one of its data wrong."""
    return any(
        sum(a != b for a, b in zip(pedido.llave, llave, strict=True)) == 1
        for pedido in examen.pedidos
        if pedido.cuenta is None or pedido.cuenta.llave != pedido.llave
    )


def _va_con_ella(examen: Examen, pedido: Pedido, ligada: Cuenta) -> bool:
    """Tell whether the tied credit may make the same change by the same document."""
    a, al, acta = pedido.renglon.incidencia, examen.al, pedido.renglon.soporte_fecha
    de_aqui = (ligada.ooad, ligada.subdelegacion) == (
        examen.entorno.ooad,
        examen.entorno.subdelegacion,
    )
    paso = transicion(ligada.incidencia, a, al=al)
    libre = paso is not None and not bloqueo(ligada.incidencia, a, al=al)
    return de_aqui and libre and ligada.fecha_alta <= (acta or al)


def _agregado(examen: Examen, pedido: Pedido, ligada: Cuenta) -> Arreglo | None:
    """Return the line to add, unless its dates would not allow it."""
    dia: date = pedido.renglon.fecha_efecto or examen.al
    if dia < max(ligada.fecha_alta, ligada.fecha_incidencia or ligada.fecha_alta):
        return None
    importe = None if pedido.renglon.importe is None else ligada.saldo
    return renglon_nuevo(ligada.llave, importe)

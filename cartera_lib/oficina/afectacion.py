"""Función 2: afectar lo que se pidió, deshacer lo mal afectado, y comprobar lo afectado.

An accepted requirement becomes movements, one a line; a second person looks for each in the
system's next product.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pyarrow as pa

from cartera_lib.cartera.cartera import Cartera
from cartera_lib.cartera.comprobacion import comprobaciones
from cartera_lib.cartera.examen import diez_posiciones
from cartera_lib.cartera.incidencia import NOTIFICADO, POR_NOTIFICAR
from cartera_lib.cartera.movimiento import (
    FUERA,
    Cuenta,
    CuentaNueva,
    Llave,
    Movimiento,
    Rubro,
    Soporte,
)
from cartera_lib.cartera.requerimiento import Renglon, Requerimiento, Verificacion
from cartera_lib.cartera.transaccion import Transaccion, transaccion
from cartera_lib.errors import DatoInvalido
from cartera_lib.registry import funcion

RECIBIDA = "RECEPCION_CAMBIO"
GASTOS = "GASTOS_EJECUCION"


@funcion(2)
def afectar(
    requerimiento: Requerimiento,
    cuentas: Mapping[Llave, Cuenta],
    *,
    al: date,
    oficina: tuple[str, str] | None = None,
) -> tuple[CuentaNueva | Movimiento, ...]:
    """Return what an accepted requirement posts: a movement a line, and the accounts it opens.

    ``oficina``: OOAD and subdelegación for new accounts; without it, those of the employer's
    other credits.
    """
    partes: list[CuentaNueva | Movimiento] = []
    vivas = dict(cuentas)
    for renglon in requerimiento.renglones:
        dia = renglon.fecha_efecto or requerimiento.fecha or al
        llave = _llave(renglon)
        if llave not in vivas:
            nueva = _apertura(requerimiento, renglon, dia, oficina or _de_sus(llave, cuentas))
            partes.append(nueva)
            vivas[llave] = _vacia(nueva)
        movimiento = _movimiento(requerimiento.folio, renglon, cuenta=vivas[llave], dia=dia)
        vivas[llave] = _tras(vivas[llave], movimiento)
        partes.append(movimiento)
    return tuple(partes)


def contramovimiento(fila: Mapping[str, Any], cuenta: Cuenta, *, al: date) -> Movimiento:
    """Return the movement that undoes one: its amount back, and the incidencia that it found.

    A change of incidencia is undone only while it is the last; an amount, at any time that the
    balance allows. The date of a notification is not taken back: another movement corrects it.
    """
    cambio = fila["incidencia_antes"] != fila["incidencia_despues"]
    if cambio and fila["numero"] != cuenta.numero:
        raise DatoInvalido(
            f"Crédito {cuenta.llave}: hay movimientos posteriores al {fila['numero']}, que cambió "
            "la incidencia. Deshaga primero el último."
        )
    rubro = Rubro[fila["rubro"]] if fila["rubro"] in Rubro.__members__ else Rubro(fila["rubro"])
    if rubro is Rubro.HISTORICO and fila["importe"] < 0 and not cambio and not cuenta.viva:
        raise DatoInvalido(
            f"Crédito {cuenta.llave}: ya no está en la cartera. Deshaga primero el movimiento "
            "que lo sacó."
        )
    if rubro is Rubro.HISTORICO and cuenta.saldo < fila["importe"]:
        raise DatoInvalido(
            f"Crédito {cuenta.llave}: ya no queda saldo para deshacer el movimiento "
            f"{fila['numero']}. Deshaga primero los posteriores."
        )
    return Movimiento(
        cuenta.llave,
        numero=cuenta.numero + 1,
        transaccion=fila["transaccion"],
        fecha_efecto=al,
        importe=-fila["importe"],
        rubro=rubro,
        incidencia=fila["incidencia_antes"] if cambio else None,
        origen=f"deshace {fila['id']}",
        corrige=fila["id"],
    )


@funcion(2)
def comprobar(
    movimientos: pa.Table,
    producto: Cartera,
    *,
    nombre: str,
    pedidos: Mapping[str, Requerimiento],
) -> tuple[Verificacion, ...]:
    """Say of each movement up to the day of a product whether it is adequate and complete.

    ``nombre``: the product, as evidence; ``pedidos``: the requirements that asked, by our folio.
    """
    return comprobaciones(movimientos, producto, nombre=nombre, pedidos=pedidos)


def _llave(renglon: Renglon) -> Llave:
    registro = diez_posiciones(renglon.registro)
    return Llave(renglon.ramo, registro, renglon.credito, renglon.periodo, renglon.tipo_documento)


def _apertura(
    requerimiento: Requerimiento, renglon: Renglon, dia: date, oficina: tuple[str, str] | None
) -> CuentaNueva:
    llave = _llave(renglon)
    if oficina is None or transaccion(renglon.transaccion).clase != "alta":
        raise DatoInvalido(
            f"{requerimiento.folio}, renglón {renglon.orden}: el crédito {llave} no tiene cuenta. "
            "Vuelva a revisar el requerimiento."
        )
    propios = transaccion(renglon.transaccion).codigo != RECIBIDA
    return CuentaNueva(llave, propios, *oficina, fecha_alta=dia)


def _de_sus(llave: Llave, cuentas: Mapping[Llave, Cuenta]) -> tuple[str, str] | None:
    """Return the office of the employer's other credits."""
    suyas = (c for otra, c in cuentas.items() if otra.registro == llave.registro)
    return next(((c.ooad, c.subdelegacion) for c in suyas), None)


def _vacia(nueva: CuentaNueva) -> Cuenta:
    return Cuenta(
        llave=nueva.llave,
        propios=nueva.propios,
        ooad=nueva.ooad,
        subdelegacion=nueva.subdelegacion,
        fecha_alta=nueva.fecha_alta,
        numero=0,
        saldo=0,
        incidencia=FUERA,
        fecha_incidencia=None,
        fecha_notificacion=None,
    )


def _movimiento(folio: str, renglon: Renglon, *, cuenta: Cuenta, dia: date) -> Movimiento:
    tipo = transaccion(renglon.transaccion)
    importe = tipo.signo * (renglon.importe or 0)
    rubro = Rubro.GASTOS if tipo.codigo == GASTOS else Rubro.HISTORICO
    return Movimiento(
        cuenta.llave,
        numero=cuenta.numero + 1,
        transaccion=tipo.codigo,
        fecha_efecto=dia,
        importe=importe,
        rubro=rubro,
        incidencia=_incidencia(tipo, renglon, cuenta, importe),
        fecha_notificacion=renglon.fecha_notificacion,
        origen=f"{folio}/{renglon.orden}",
        soporte=_soporte(renglon),
    )


def _incidencia(tipo: Transaccion, renglon: Renglon, cuenta: Cuenta, importe: int) -> str | None:
    """Return the incidencia that a movement leaves: the one asked for, or out when all is gone."""
    if tipo.clase == "estado":
        return renglon.incidencia or None
    if tipo.clase == "alta":
        notificado = renglon.fecha_notificacion or cuenta.fecha_notificacion
        return renglon.incidencia or (NOTIFICADO if notificado else POR_NOTIFICAR)
    return FUERA if importe < 0 and cuenta.saldo + importe == 0 else None


def _tras(cuenta: Cuenta, movimiento: Movimiento) -> Cuenta:
    cambia = movimiento.incidencia not in (None, cuenta.incidencia)
    return replace(
        cuenta,
        numero=movimiento.numero,
        saldo=cuenta.saldo + movimiento.efecto,
        incidencia=cuenta.incidencia if movimiento.incidencia is None else movimiento.incidencia,
        fecha_incidencia=movimiento.fecha_efecto if cambia else cuenta.fecha_incidencia,
        fecha_notificacion=movimiento.fecha_notificacion or cuenta.fecha_notificacion,
    )


def _soporte(renglon: Renglon) -> Soporte | None:
    if renglon.soporte_fecha is None:
        return None
    return Soporte(
        renglon.soporte, renglon.soporte_folio, renglon.soporte_fecha, renglon.soporte_sha256
    )

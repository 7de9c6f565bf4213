"""Proof of what was posted: each movement against what was asked and what the system shows.

Adequate: the value is the one asked for, with its date and its key. Complete: so is every line
of its requirement, and the fine of each origin that had to move with it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from cartera_lib.cartera.cartera import LLAVE, Cartera
from cartera_lib.cartera.estados import transicion
from cartera_lib.cartera.examen import diez_posiciones
from cartera_lib.cartera.liga import ligadas
from cartera_lib.cartera.movimiento import FUERA, Llave
from cartera_lib.cartera.requerimiento import Renglon, Requerimiento, Verificacion
from cartera_lib.cartera.transaccion import transacciones
from cartera_lib.valores.dinero import pesos

Fila: TypeAlias = Mapping[str, Any]
COLUMNAS = ["importe", "incidencia", "fecha_alta", "fecha_incidencia", "fecha_notificacion"]


@dataclass(frozen=True, eq=False)
class Evidencia:
    """What the system shows of the employers concerned, and what was asked.

    ``pedidos``: requirements by our folio; ``ultimas``: the last movement of each account.
    """

    corte: date
    vistos: Mapping[Llave, Fila]
    pedidos: Mapping[str, Requerimiento]
    ultimas: Mapping[Llave, Fila]


def comprobaciones(
    movimientos: pa.Table, producto: Cartera, *, nombre: str, pedidos: Mapping[str, Requerimiento]
) -> tuple[Verificacion, ...]:
    """Say of each movement up to the day of a product whether it is adequate and complete."""
    filas = [f for f in movimientos.to_pylist() if f["fecha_efecto"] <= producto.corte]
    ultimas = {llave_de(f): f for f in sorted(filas, key=lambda f: int(f["numero"]))}
    evidencia = Evidencia(producto.corte, _vistos(producto, ultimas), pedidos, ultimas)
    faltas = {fila["id"]: inadecuada(fila, evidencia) for fila in filas}
    grupos: dict[str, list[Fila]] = {}
    for fila in filas:
        grupos.setdefault(_grupo(fila), []).append(fila)
    incompletos = {g: _incompleto(g, suyas, evidencia, faltas) for g, suyas in grupos.items()}
    return tuple(
        Verificacion(
            movimiento=fila["id"],
            producto=nombre,
            adecuada=not faltas[fila["id"]],
            completa=not incompletos[_grupo(fila)],
            causa=faltas[fila["id"]] or incompletos[_grupo(fila)],
        )
        for fila in filas
    )


def llave_de(fila: Fila) -> Llave:
    """Return the credit of a row."""
    return Llave(*(fila[campo] for campo in LLAVE))


def inadecuada(fila: Fila, evidencia: Evidencia) -> str:
    """Say in what a movement is not what was asked or is not what the system shows."""
    faltas = (*_contra_lo_pedido(fila, evidencia), *_contra_lo_visto(fila, evidencia))
    return f"Crédito {llave_de(fila)}: {faltas[0]}." if faltas else ""


def _contra_lo_pedido(fila: Fila, evidencia: Evidencia) -> Iterator[str]:
    renglon = _renglon(fila, evidencia.pedidos)
    if renglon is None:
        return
    tipo = transacciones()[fila["transaccion"]]
    if _pedida(renglon) != llave_de(fila):
        yield f"se pidió el crédito {_pedida(renglon)}"
    if renglon.transaccion.strip().upper() != tipo.codigo:
        yield f"se pidió {renglon.transaccion} y se afectó {tipo.codigo}"
    if tipo.signo and tipo.signo * (renglon.importe or 0) != fila["importe"]:
        pedido = tipo.signo * (renglon.importe or 0)
        yield f"se pidió {pesos(pedido)} y se afectó {pesos(fila['importe'])}"
    if tipo.clase == "estado" and renglon.incidencia not in ("", fila["incidencia_despues"]):
        yield f"se pidió {renglon.incidencia} y se afectó {fila['incidencia_despues']}"
    if renglon.fecha_efecto not in (None, fila["fecha_efecto"]):
        yield f"se pidió desde el {renglon.fecha_efecto} y se afectó {fila['fecha_efecto']}"


def _contra_lo_visto(fila: Fila, evidencia: Evidencia) -> Iterator[str]:
    llave = llave_de(fila)
    ultima, visto = evidencia.ultimas[llave], evidencia.vistos.get(llave)
    if ultima["incidencia_despues"] == FUERA:
        if visto is not None:
            yield f"debía salir y sigue con {pesos(visto['importe'])} en {visto['incidencia']}"
        return
    if visto is None:
        yield f"debía quedar con {pesos(ultima['saldo_despues'])} y no aparece"
        return
    if visto["importe"] != ultima["saldo_despues"]:
        debido = pesos(ultima["saldo_despues"])
        yield f"debía quedar con {debido} y tiene {pesos(visto['importe'])}"
    if visto["incidencia"] != ultima["incidencia_despues"]:
        yield f"debía quedar en {ultima['incidencia_despues']} y está en {visto['incidencia']}"
    yield from _fechas(fila, visto, evidencia)


def _fechas(fila: Fila, visto: Fila, evidencia: Evidencia) -> Iterator[str]:
    renglon, desde = _renglon(fila, evidencia.pedidos), visto["fecha_incidencia"]
    cambio = fila["incidencia_despues"] not in (fila["incidencia_antes"], FUERA)
    vigente = fila["incidencia_despues"] == visto["incidencia"]
    if cambio and vigente and desde not in (None, fila["fecha_efecto"]):
        yield f"pasa a {visto['incidencia']} el {fila['fecha_efecto']} y aparece desde el {desde}"
    if renglon is None or renglon.fecha_notificacion is None:
        return
    if visto["fecha_notificacion"] != renglon.fecha_notificacion:
        hay = visto["fecha_notificacion"] or "ninguna"
        yield f"debía tener notificación del {renglon.fecha_notificacion} y tiene {hay}"


def _incompleto(
    folio: str, filas: list[Fila], evidencia: Evidencia, faltas: Mapping[int, str]
) -> str:
    """Say what is missing of all that was asked together; empty when nothing."""
    pedido = evidencia.pedidos.get(folio)
    hechos = {fila["origen"] for fila in filas}
    for renglon in pedido.renglones if pedido else ():
        if f"{folio}/{renglon.orden}" not in hechos:
            return f"Falta comprobar el renglón {renglon.orden}, crédito {_pedida(renglon)}."
    mala = next((fila for fila in filas if faltas[fila["id"]]), None)
    if mala is not None:
        return f"Falta lo pedido junto con él. {faltas[mala['id']]}"
    return next((falta for fila in filas if (falta := _multa(fila, evidencia))), "")


def _multa(fila: Fila, evidencia: Evidencia) -> str:
    """Say which tied credit stayed behind when its origin, or its fine, moved."""
    a, al = fila["incidencia_despues"], fila["fecha_efecto"]
    paso = transicion(fila["incidencia_antes"], a, al=al)
    if paso is None or not paso.con_multa:
        return ""
    for llave in ligadas(llave_de(fila), evidencia.vistos):
        ligada = evidencia.vistos[llave]
        cubre = ligada["fecha_alta"] <= (fila["soporte_fecha"] or al)
        if cubre and transicion(ligada["incidencia"], a, al=al):
            return f"Falta el crédito ligado {llave}: sigue en {ligada['incidencia']}."
    return ""


def _vistos(producto: Cartera, ultimas: Mapping[Llave, Fila]) -> dict[Llave, Fila]:
    """Return the rows of the employers concerned; a key printed twice adds up."""
    registros = pa.array({llave.registro for llave in ultimas}, pa.string())
    suyas = producto.tabla.filter(pc.is_in(producto.tabla["registro"], value_set=registros))
    vistos: dict[Llave, Fila] = {}
    for fila in suyas.select([*LLAVE, *COLUMNAS]).to_pylist():
        llave = llave_de(fila)
        previo = vistos[llave]["importe"] if llave in vistos else 0
        vistos[llave] = fila | {"importe": fila["importe"] + previo}
    return vistos


def _grupo(fila: Fila) -> str:
    """Return what was asked together: the folio, or the movement alone when nobody asked."""
    folio, _, orden = str(fila["origen"]).partition("/")
    return folio if orden else f"#{fila['id']}"


def _renglon(fila: Fila, pedidos: Mapping[str, Requerimiento]) -> Renglon | None:
    folio, _, orden = str(fila["origen"]).partition("/")
    pedido = pedidos.get(folio)
    suyos = pedido.renglones if pedido else ()
    return next((renglon for renglon in suyos if str(renglon.orden) == orden), None)


def _pedida(renglon: Renglon) -> Llave:
    return Llave(
        renglon.ramo,
        diez_posiciones(renglon.registro),
        renglon.credito,
        renglon.periodo,
        renglon.tipo_documento,
    )

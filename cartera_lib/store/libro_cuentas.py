"""The accounts that an act touches: how they are, and the movements that change them."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from cartera_lib.cartera.acto import Parte
from cartera_lib.cartera.movimiento import FUERA, CuentaNueva, Llave, Movimiento
from cartera_lib.errors import DatoInvalido
from cartera_lib.store import esquema_libro as libro
from cartera_lib.store.errores import Conflicto
from cartera_lib.store.libro_partes import Fila, limpio
from cartera_lib.valores.dinero import pesos

DE_LISTA = {
    "sqlite": "json_each(:valores) j",
    "postgresql": "jsonb_array_elements(CAST(:valores AS jsonb)) AS j(value)",
}
"""The values of a JSON list as rows, one parameter whatever their number."""

# CROSS JOIN: SQLite goes through the list first and looks each account up by its key.
ULTIMOS = """
SELECT c.ramo, c.registro, c.credito, c.periodo, c.tipo_documento, c.id, m.numero,
  m.saldo_despues, m.incidencia_despues, m.fecha_incidencia, m.fecha_notificacion
FROM {lista} CROSS JOIN cuenta c CROSS JOIN movimiento m
WHERE c.ramo = j.value ->> 0 AND c.registro = j.value ->> 1 AND c.credito = j.value ->> 2
  AND c.periodo = j.value ->> 3 AND c.tipo_documento = j.value ->> 4 AND m.cuenta_id = c.id
  AND m.numero = (SELECT max(u.numero) FROM movimiento u WHERE u.cuenta_id = c.id)
"""
REMEDIO = "No se guardó nada: vuelva a revisar."


@dataclass(slots=True)
class Estado:
    """One account as its last movement leaves it; days as ISO text."""

    cuenta_id: int
    numero: int = 0
    saldo: int = 0
    incidencia: str = FUERA
    fecha_incidencia: str | None = None
    fecha_notificacion: str | None = None


class Cuentas:
    """The accounts of one act; each part moves them on, and leaves its row."""

    def __init__(self, conexion: sa.Connection, acto_id: int, partes: Iterable[Parte]) -> None:
        """Look up every account that the parts name."""
        self.acto_id = acto_id
        self.partes = [p for p in partes if isinstance(p, CuentaNueva | Movimiento)]
        self.estados = estados(conexion, {parte.llave for parte in self.partes})
        self.abiertas: list[Fila] = []
        self.movidas: list[Fila] = []
        self.cuenta_id = ultimo(conexion, libro.cuenta)
        self.movimiento_id = ultimo(conexion, libro.movimiento)

    def asentar(self) -> tuple[list[Fila], list[Fila]]:
        """Return the rows of the accounts and of the movements, or refuse with Conflicto."""
        for parte in self.partes:
            if isinstance(parte, Movimiento):
                self._mover(parte)
            else:
                self._abrir(parte)
        for llave, estado in self.estados.items():
            if not estado.numero:
                raise DatoInvalido(f"{_cual(llave)}: la cuenta nueva no trae movimiento.")
        return self.abiertas, self.movidas

    def _abrir(self, nueva: CuentaNueva) -> None:
        llave = nueva.llave
        if llave in self.estados:
            raise Conflicto(f"{_cual(llave)}: ya tiene cuenta. {REMEDIO}")
        self.cuenta_id += 1
        self.estados[llave] = Estado(self.cuenta_id)
        lugar = (int(nueva.propios), nueva.ooad, nueva.subdelegacion, nueva.fecha_alta.isoformat())
        self.abiertas.append((self.cuenta_id, self.acto_id, *llave, *lugar))

    def _mover(self, pedido: Movimiento) -> None:
        estado = self._vigente(pedido)
        antes = (estado.saldo, estado.incidencia)
        efecto, dia = pedido.efecto, pedido.fecha_efecto.isoformat()
        estado.numero, estado.saldo = pedido.numero, estado.saldo + efecto
        if estado.saldo < 0:
            raise Conflicto(
                f"{_cual(pedido.llave)}: tiene {pesos(antes[0])} y se le quieren quitar "
                f"{pesos(-efecto)}. {REMEDIO}"
            )
        if pedido.incidencia is not None and pedido.incidencia != estado.incidencia:
            estado.incidencia, estado.fecha_incidencia = pedido.incidencia, dia
        if pedido.fecha_notificacion is not None:
            estado.fecha_notificacion = pedido.fecha_notificacion.isoformat()
        self.movimiento_id += 1
        self.movidas.append(
            (
                *(self.movimiento_id, self.acto_id, estado.cuenta_id, estado.numero),
                *(pedido.transaccion, pedido.rubro.name, pedido.importe, efecto),
                *(antes[0], estado.saldo, antes[1], estado.incidencia, dia),
                *(estado.fecha_incidencia, estado.fecha_notificacion),
                *(pedido.origen, pedido.corrige, *_soporte(pedido)),
            )
        )

    def _vigente(self, pedido: Movimiento) -> Estado:
        estado = self.estados.get(pedido.llave)
        if estado is None:
            raise Conflicto(f"{_cual(pedido.llave)}: no tiene cuenta en el libro. {REMEDIO}")
        if pedido.numero != estado.numero + 1:
            raise Conflicto(
                f"{_cual(pedido.llave)}: su último movimiento es el {estado.numero}, y se pidió "
                f"asentar el {pedido.numero}: alguien la movió antes. {REMEDIO}"
            )
        return estado


def estados(conexion: sa.Connection, llaves: Collection[Llave]) -> dict[Llave, Estado]:
    """Return the accounts that exist among some, in one question."""
    if not llaves:
        return {}
    filas = de_lista(conexion, ULTIMOS, valores=sorted(llaves))
    return {Llave(*fila[:5]): Estado(*map(limpio, fila[5:])) for fila in filas}


def de_lista(conexion: sa.Connection, consulta: str, *, valores: Collection[Any]) -> list[Fila]:
    """Run a query over ``{lista}``, the values as rows; more parameters would have a limit."""
    texto = sa.text(consulta.format(lista=DE_LISTA[conexion.dialect.name]))
    filas = conexion.execute(texto, {"valores": json.dumps(list(valores))})
    return [tuple(fila) for fila in filas]


def ultimo(conexion: sa.Connection, tabla: sa.Table) -> int:
    """Return the greatest number of a table, 0 while it is empty."""
    return conexion.scalar(sa.select(sa.func.coalesce(sa.func.max(tabla.c.id), 0))) or 0


def _cual(llave: Llave) -> str:
    return f"Registro {llave.registro}, crédito {llave}"


def _soporte(pedido: Movimiento) -> tuple[str | None, ...]:
    soporte = pedido.soporte
    if soporte is None:
        return (None,) * 4
    return soporte.tipo, soporte.folio, soporte.fecha.isoformat(), soporte.sha256

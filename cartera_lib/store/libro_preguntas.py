"""How the ledger is asked: SQL that both databases understand, answered in Arrow columns."""

from datetime import date
from typing import Any

import pyarrow as pa
import sqlalchemy as sa

from cartera_lib.store.esquema import DIA
from cartera_lib.store.volumen import leer

TODAS = 2**31
TOPE = "\U0010ffff"
"""After every text that begins as the one before it."""


class Preguntas:
    """Questions over one open ledger."""

    motor: sa.Engine

    def _tabla(self, sql: str, campos: pa.Schema, **valores: object) -> pa.Table:
        with self.motor.connect() as conexion:
            return leer(conexion, _pregunta(sql, valores), esquema=campos)

    def _filas(self, sql: str, **valores: object) -> list[Any]:
        with self.motor.connect() as conexion:
            return list(conexion.execute(_pregunta(sql, valores)))


def _pregunta(sql: str, valores: dict[str, object]) -> Any:
    dados = [
        sa.bindparam(nombre, valor.isoformat(), DIA)
        if isinstance(valor, date)
        else sa.bindparam(nombre, valor)
        for nombre, valor in valores.items()
    ]
    return sa.text(sql).bindparams(*dados)


def dia(valor: Any) -> Any:
    """Return a day, or None: SQLite gives days as text."""
    return date.fromisoformat(valor) if isinstance(valor, str) else valor


def donde(condiciones: dict[str, object]) -> tuple[str, dict[str, object]]:
    """Join the conditions that have a value; each ends in the name of its parameter."""
    dadas = {c: valor for c, valor in condiciones.items() if valor is not None}
    valores = {condicion.rpartition(":")[2]: valor for condicion, valor in dadas.items()}
    return " AND ".join(("1 = 1", *dadas)), valores

"""The same in SQL on DuckDB: whole numbers, one thread, its own tables in memory."""

from typing import Any

import duckdb
import pyarrow as pa

from bench.law import Day, Law
from bench.peers import RESULTS, Columns, Peer
from bench.portfolio import Portfolio

JOINED, FOLDED = "DuckDB SQL, tablas de ley", "DuckDB SQL, ley plegada"

OF_THE_LAW = """
factores AS (
  SELECT mes, greatest({inpc}::HUGEINT * 10000 // valor, 10000)::BIGINT AS factor FROM inpc
), mora AS (
  SELECT importe, mes, numero, prescribe,
    CASE WHEN vence >= {al} THEN 0
      ELSE {mes} - mes + CAST({numero} > numero AS INTEGER)
        - CAST(numero > {largo_anterior} AND {mes} - mes >= 1 AND {al} <= {primer_habil} AS INTEGER)
    END AS meses
  FROM creditos JOIN calendario USING (vencimiento)
), ley AS (
  SELECT importe, prescribe, {banda} AS banda, meses > 0 AS vencido,
    CASE WHEN meses > 0 THEN f.factor ELSE 10000 END AS factor,
    CASE WHEN meses > 0 THEN f.factor ELSE 10000 END * (hasta.suma - desde.suma) AS numerador
  FROM mora
    JOIN factores f ON f.mes = least(mora.mes - 1, {publicado})
    JOIN acumuladas desde ON desde.numero = mora.numero AND desde.mes = mora.mes
    JOIN acumuladas hasta
      ON hasta.numero = mora.numero AND hasta.mes = mora.mes + least(meses, {tope})
)"""
OF_THE_FOLD = """
ley AS (
  SELECT importe, factor, numerador, banda, prescribe, vencido
  FROM creditos JOIN plegada USING (vencimiento)
)"""
OF_THE_AMOUNTS = """
, montos AS (
  SELECT *, (importe * factor + 5000) // 10000 AS actualizado,
    (importe * numerador + 50000000) // 100000000 AS recargos
  FROM ley
), cobro AS (
  SELECT *, CASE WHEN NOT vencido OR actualizado + recargos = 0 THEN 0 ELSE
      least(greatest(((actualizado + recargos) * {porcentaje} + 50) // 100, {minimo}), {maximo})
    END AS gastos
  FROM montos
)
SELECT factor, actualizado - importe AS actualizacion, recargos, gastos,
  actualizado + recargos + gastos AS total, banda, prescribe
FROM cobro
"""


def peers(cartera: Portfolio, tables: Law) -> list[Peer]:
    base = duckdb.connect()
    base.execute("SET threads = 1")
    for name, table in (("creditos", cartera.table()), *tables._asdict().items()):
        if isinstance(table, pa.Table):
            base.register("entrada", table)
            base.execute(f"CREATE TABLE {name} AS SELECT * FROM entrada")
            base.unregister("entrada")
    return [
        _peer(base, len(cartera), FOLDED, _query(OF_THE_FOLD, tables.dia)),
        _peer(base, len(cartera), JOINED, _query(OF_THE_LAW, tables.dia)),
    ]


def _peer(base: Any, rows: int, name: str, query: str) -> Peer:
    return Peer(name, rows, lambda: base.sql(query).to_arrow_table(), _columns)


def _query(law: str, dia: Day) -> str:
    bands = enumerate(dia.bandas)
    case = " ".join(f"WHEN meses >= {start} THEN {band}" for band, start in reversed(list(bands)))
    return ("WITH" + law + OF_THE_AMOUNTS).format(**dia._asdict(), banda=f"CASE {case} END")


def _columns(answer: pa.Table) -> Columns:
    return {name: answer[name].to_numpy() for name in RESULTS}

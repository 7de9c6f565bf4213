"""The ordinary way in pandas: pesos in floating point, law tables merged, round(2)."""

import numpy as np
import pandas as pd

from bench.law import Law
from bench.peers import MONEY, RESULTS, Columns, Peer, centavos
from bench.portfolio import Portfolio

NAME = "pandas en flotante"


def peers(cartera: Portfolio, tables: Law) -> list[Peer]:
    frame = pd.DataFrame({"importe": cartera.importe / 100, "vencimiento": cartera.vencimiento})
    return [Peer(NAME, len(cartera), lambda: _value(frame, tables), _columns, exact=False)]


def _value(frame: pd.DataFrame, tables: Law) -> pd.DataFrame:
    dia = tables.dia
    late = _with_law(frame, tables)
    late["actualizado"] = (late["importe"] * late["factor"]).round(2)
    late["actualizacion"] = late["actualizado"] - late["importe"]
    late["recargos"] = (late["importe"] * late["factor"] * late["tasa"] / 100).round(2)
    owed = late["actualizado"] + late["recargos"]
    charge = (owed * dia.porcentaje / 100).round(2).clip(dia.minimo / 100, dia.maximo / 100)
    late["gastos"] = charge.where((owed > 0) & (late["meses"] > 0), 0.0)
    late["total"] = owed + late["gastos"]
    edges = [*dia.bandas, np.inf]
    late["banda"] = pd.cut(late["meses"], edges, right=False, labels=False)
    return late[list(RESULTS)]


def _with_law(frame: pd.DataFrame, tables: Law) -> pd.DataFrame:
    dia = tables.dia
    inpc = tables.inpc.to_pandas().rename(columns={"mes": "antiguo"})
    sums = tables.acumuladas.to_pandas()
    sums["suma"] = sums["suma"] / 100
    late = frame.merge(tables.calendario.to_pandas(), on="vencimiento", how="left")
    elapsed = dia.mes - late["mes"]
    open_still = (late["numero"] > dia.largo_anterior) & (elapsed >= 1)
    open_still &= dia.al <= dia.primer_habil
    months = elapsed + (late["numero"] < dia.numero) - open_still
    late["meses"] = months.where(late["vence"] < dia.al, 0)
    late["antiguo"] = (late["mes"] - 1).clip(upper=dia.publicado)
    late["hasta"] = late["mes"] + late["meses"].clip(upper=dia.tope)
    late = late.merge(inpc, on="antiguo", how="left")
    late = late.merge(sums, on=["numero", "mes"], how="left")
    ends = sums.rename(columns={"mes": "hasta", "suma": "suma_hasta"})
    late = late.merge(ends, on=["numero", "hasta"], how="left")
    factor = np.floor(dia.inpc / late["valor"] * 10_000) / 10_000
    late["factor"] = factor.clip(lower=1).where(late["meses"] > 0, 1.0)
    late["tasa"] = late["suma_hasta"] - late["suma"]
    return late


def _columns(answer: pd.DataFrame) -> Columns:
    whole = {name: answer[name].to_numpy() for name in ("banda", "prescribe")}
    factor = np.rint(answer["factor"].to_numpy() * 10_000).astype(np.int64)
    return {"factor": factor, **whole} | {n: centavos(answer[n].to_numpy()) for n in MONEY}

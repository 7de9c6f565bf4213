"""The same on Polars: lazy, whole numbers, one thread."""

import polars as pl

from bench.law import Day, Law
from bench.peers import RESULTS, Columns, Peer
from bench.portfolio import FIRST_DUE, Portfolio

JOINED, FOLDED = "Polars, tablas de ley", "Polars, ley plegada"
BY_POSITION = "Polars, ley plegada por posición"
c = pl.col


def peers(cartera: Portfolio, tables: Law) -> list[Peer]:
    rows, dia = len(cartera), tables.dia
    of_credits = pl.from_arrow(cartera.table()).lazy()
    folded = pl.from_arrow(tables.plegada)
    by_position = of_credits.with_columns(
        pl.lit(folded[name]).gather(c("vencimiento") - FIRST_DUE).alias(name)
        for name in ("factor", "numerador", "vencido", "banda", "prescribe")
    )
    joined = of_credits.join(folded.lazy(), on="vencimiento", how="left", maintain_order="left")
    queries = {
        BY_POSITION: by_position,
        FOLDED: joined,
        JOINED: _with_law(of_credits, tables),
    }
    return [
        Peer(name, rows, _amounts(query, dia).collect, _columns) for name, query in queries.items()
    ]


def _with_law(cartera: pl.LazyFrame, tables: Law) -> pl.LazyFrame:
    dia = tables.dia
    calendario, sums = (pl.from_arrow(t).lazy() for t in (tables.calendario, tables.acumuladas))
    late = _late(cartera.join(calendario, on="vencimiento", how="left", maintain_order="left"), dia)
    return (
        late.join(_factores(tables), on="antiguo", how="left", maintain_order="left")
        .join(sums, on=["numero", "mes"], how="left", maintain_order="left")
        .join(
            sums.rename({"mes": "hasta", "suma": "suma_hasta"}),
            on=["numero", "hasta"],
            how="left",
            maintain_order="left",
        )
        .with_columns(factor=pl.when(c("meses") > 0).then(c("de_inpc")).otherwise(10_000))
        .with_columns(
            numerador=c("factor") * (c("suma_hasta") - c("suma")),
            vencido=c("meses") > 0,
            banda=pl.sum_horizontal((c("meses") >= start).cast(pl.Int8) for start in dia.bandas)
            - 1,
        )
    )


def _late(cartera: pl.LazyFrame, dia: Day) -> pl.LazyFrame:
    elapsed = dia.mes - c("mes")
    open_still = (c("numero") > dia.largo_anterior) & (elapsed >= 1) & (dia.al <= dia.primer_habil)
    months = elapsed + (c("numero") < dia.numero).cast(pl.Int32) - open_still.cast(pl.Int32)
    return cartera.with_columns(
        meses=pl.when(c("vence") < dia.al).then(months).otherwise(0)
    ).with_columns(
        antiguo=(c("mes") - 1).clip(upper_bound=dia.publicado),
        hasta=c("mes") + c("meses").clip(upper_bound=dia.tope),
    )


def _factores(tables: Law) -> pl.LazyFrame:
    """One factor a month, with 128 bits: the quotient of two indices does not fit in 64."""
    recent = pl.lit(tables.dia.inpc, pl.Int128) * 10_000
    factor = (recent // c("valor").cast(pl.Int128)).clip(lower_bound=10_000).cast(pl.Int64)
    return pl.from_arrow(tables.inpc).lazy().select(antiguo="mes", de_inpc=factor)


def _amounts(query: pl.LazyFrame, dia: Day) -> pl.LazyFrame:
    owed = c("actualizado") + c("recargos")
    charge = ((owed * dia.porcentaje + 50) // 100).clip(dia.minimo, dia.maximo)
    return (
        query.with_columns(
            actualizado=(c("importe") * c("factor") + 5_000) // 10_000,
            recargos=(c("importe") * c("numerador") + 50_000_000) // 100_000_000,
        )
        .with_columns(gastos=pl.when(c("vencido") & (owed > 0)).then(charge).otherwise(0))
        .with_columns(
            actualizacion=c("actualizado") - c("importe"),
            total=owed + c("gastos"),
        )
        .select(*RESULTS)
    )


def _columns(answer: pl.DataFrame) -> Columns:
    return {name: answer[name].to_numpy() for name in RESULTS}

"""Match Treasury's deposits with fichas, with faults planted whose truth is known.

``python -m bench.recaudacion``: seconds, and how much of each kind is told right, beside a plain
pandas merge by folio.
"""

import argparse
import resource
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from bench.deposits import Planted, planted
from cartera_lib.cartera.confronta import Confronta
from cartera_lib.cartera.ficha import Destino
from cartera_lib.norma.tablas import Columna
from cartera_lib.oficina.cotejo import confrontar

TOLD_AS = {"folio ajeno": "EXACTO", "referencia traspuesta": "EXACTO"}
TOLD_AS |= {"sin folio ni referencia": "EXACTO"}
APPLIED = {"EXACTO", "DIVIDIDO", "CONJUNTO", "PARCIAL", "EXCEDENTE"}


class Score(NamedTuple):
    """How many deposits of a kind there are, were said to be, and were told with their fichas."""

    kind: str
    planted: int
    said: int
    right: int

    @property
    def precision(self) -> float:
        return self.right / self.said if self.said else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.planted if self.planted else 1.0


def by_merge(plantado: Planted) -> pd.DataFrame:
    """Tell the deposits as a plain merge by folio does."""
    columnas = ["folio", "importe"]
    junto = plantado.depositos.merge(
        plantado.fichas[columnas], how="left", on="folio", suffixes=("", "_ficha")
    )
    hay = junto["importe_ficha"].notna()
    resta = junto["importe"] - junto["importe_ficha"].fillna(0)
    caso = np.select([~hay, resta == 0, resta < 0], ["SIN_FICHA", "EXACTO", "PARCIAL"], "EXCEDENTE")
    return pd.DataFrame({"caso": caso, "ficha": junto["folio"].where(hay, "")})


def as_columns(filas: pd.DataFrame) -> pa.Table:
    """Return rows as the office reads them: days are dates."""
    tabla = pa.Table.from_pandas(filas, preserve_index=False)
    tipos = {pa.large_string(): pa.string(), pa.timestamp("s"): pa.date32()}
    campos = [campo.with_type(tipos.get(campo.type, campo.type)) for campo in tabla.schema]
    return tabla.cast(pa.schema(campos))


def told(confronta: Confronta) -> pd.DataFrame:
    """Return of each deposit the case that the office told, and what it pays."""
    partes = confronta.partes.to_pandas()
    por = partes.groupby("clave", sort=True)
    caso = por["caso"].last()
    aplicadas = partes[partes["destino"] == "APLICADO"]
    varias = aplicadas["clave"].duplicated(keep=False)
    ficha = aplicadas[~varias].set_index("clave")["ficha"].reindex(caso.index, fill_value="")
    ficha.update(
        aplicadas[varias].groupby("clave")["ficha"].agg(lambda folios: "|".join(sorted(folios)))
    )
    return pd.DataFrame({"caso": caso.to_numpy(object), "ficha": ficha.to_numpy(object)})


def scores(plantado: Planted, dicho: pd.DataFrame) -> list[Score]:
    """Compare what was said of each deposit with the truth."""
    real = pd.Series(plantado.kind)
    como = real.replace(TOLD_AS).to_numpy(object)
    caso, aplica = dicho["caso"].to_numpy(object), dicho["ficha"].to_numpy(object)
    bien = (caso == como) & ((aplica == plantado.pays) | ~np.isin(como, list(APPLIED)))
    todas = [_score(kind, como == kind, caso == kind, bien) for kind in sorted(set(como))]
    return todas + [_score(f, real == f, real == f, bien) for f in TOLD_AS]


def _score(kind: str, planted_so: Columna, said: Columna, right: Columna) -> Score:
    return Score(kind, *(int(np.sum(c)) for c in (planted_so, said, right & planted_so)))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.recaudacion", description=__doc__)
    parser.add_argument("--fichas", type=int, default=1_000_000, metavar="N")
    parser.add_argument("--repeticiones", type=int, default=3, metavar="N")
    options = parser.parse_args()
    plantado = planted(options.fichas)
    _say(f"{len(plantado.depositos):,} depósitos contra {options.fichas:,} fichas")
    columnas = as_columns(plantado.depositos), as_columns(plantado.fichas)
    _report("un merge por folio", lambda: by_merge(plantado), options.repeticiones, plantado)
    oficina = _report("la oficina", lambda: confrontar(*columnas), options.repeticiones, plantado)
    suma = sum(oficina.suma(destino) for destino in Destino)
    _say(f"  conservación: {suma == int(plantado.depositos['importe'].sum())}")
    _say(f"\nMemoria máxima: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024:,} MB")
    return 0


def _report(name: str, run: Callable[[], Any], times: int, plantado: Planted) -> Any:
    wall, cpu = [], []
    for _ in range(times):
        start = time.perf_counter(), time.process_time()
        answer = run()
        wall.append(time.perf_counter() - start[0])
        cpu.append(time.process_time() - start[1])
    _say(f"\n{name}: {median(wall):.2f} s; {median(cpu):.2f} s de CPU (medianas de {times})")
    dicho = told(answer) if isinstance(answer, Confronta) else answer
    for score in scores(plantado, dicho):
        _say(
            f"  {score.kind:<24} {score.planted:>9,}  precisión {score.precision:8.3%}  "
            f"recuerdo {score.recall:8.3%}"
        )
    _say(f"  dichos: {dicho['caso'].value_counts().to_dict()}")
    return answer


def _say(texto: str) -> None:
    print(texto, flush=True)


if __name__ == "__main__":
    sys.exit(main())

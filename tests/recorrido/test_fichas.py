"""How each planted ficha and each stray deposit ended, told from the two files of the office."""

import csv
from datetime import timedelta

import pyarrow as pa
import pytest

from cartera_lib.importers import fichas as registro
from cartera_lib.importers import leer
from cartera_lib.importers.tesoreria import tabla
from cartera_lib.oficina.cotejo import confrontar
from cartera_lib.oficina.fichas import vencer
from cartera_lib.sintetica import generar
from tests.oficina.depositos import FICHA

RESULTADOS = {"PAGADA", "PAGADA_CON_DIFERENCIA", "DUPLICADA", "NO_REALIZADA", "PENDIENTE"}
RESULTADOS |= {"SIN_FICHA"}


@pytest.mark.parametrize("semilla", [7, 11])
def test_la_verdad_sembrada_de_las_fichas_se_reproduce_exacta(semilla, tmp_path):
    generar(tmp_path, semilla=semilla, patrones=150, cortes=3)
    emitidas = registro.fichas(leer(tmp_path / "fichas.csv"))
    filas = [
        {
            **{c: getattr(f, c) for c in ("folio", "referencia", "registro", "ramo", "fecha")},
            "vence": f.vence,
            "importe": f.importe,
            "cobrado": 0,
            "estado": "PENDIENTE",
        }
        for f in emitidas
    ]
    meses = [tabla(leer(ruta)) for ruta in sorted((tmp_path / "tesoreria").glob("*.csv"))]
    depositos = pa.concat_tables(meses)
    hecha = confrontar(depositos, pa.Table.from_pylist(filas, schema=FICHA))
    de_quien = dict(
        zip(depositos["clave"].to_pylist(), depositos["referencia"].to_pylist(), strict=True)
    )
    with (tmp_path / "verdad_fichas.csv").open(encoding="utf-8", newline="") as flujo:
        verdad = {fila["referencia"]: fila["resultado"] for fila in csv.DictReader(flujo)}
    assert set(verdad.values()) == RESULTADOS
    assert _resultados(hecha, emitidas, de_quien, max(depositos["fecha"].to_pylist())) == verdad


def _resultados(hecha, emitidas, de_quien, ultimo):
    """Say how each ficha and each stray deposit ended, in the words of the truth."""
    con_fin = {fin.ficha: fin.fin.name for fin in hecha.desenlaces()}
    fin = {f.referencia: con_fin.get(f.folio) for f in emitidas}
    corte = (ultimo.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    vencidas = {d.ficha for d in vencer(emitidas, al=corte)}
    for f in emitidas:
        fin[f.referencia] = fin[f.referencia] or (
            "NO_REALIZADA" if f.folio in vencidas else "PENDIENTE"
        )
    for parte in hecha.partes.to_pylist():
        if parte["destino"] == "POR_ACLARAR":
            caso = parte["caso"]
            fin[de_quien[parte["clave"]]] = {"DUPLICADO": "DUPLICADA"}.get(caso, caso)
    return fin

from datetime import date

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from cartera_lib.sintetica import generar_parquet

CREDITOS = 300_000


@pytest.fixture(scope="module")
def archivo(tmp_path_factory):
    return generar_parquet(tmp_path_factory.mktemp("parquet") / "a.parquet", creditos=CREDITOS)


def test_trae_las_cuatro_columnas_con_su_tipo_y_todos_los_creditos(archivo):
    esquema = pq.read_schema(archivo)
    assert esquema.names == ["clave", "importe", "vencimiento", "tipo_documento"]
    assert esquema.types == [pa.string(), pa.decimal128(18, 2), pa.date32(), pa.string()]
    assert pq.ParquetFile(archivo).metadata.num_rows == CREDITOS


def test_se_escribe_por_grupos_y_no_de_una_vez(archivo):
    metadatos = pq.ParquetFile(archivo).metadata
    assert metadatos.num_row_groups == 2
    assert metadatos.row_group(0).num_rows < CREDITOS


def test_ninguna_clave_se_repite_y_ningun_importe_es_cero(archivo):
    tabla = pq.read_table(archivo)
    assert pc.count_distinct(tabla["clave"]).as_py() == CREDITOS
    assert pc.min(tabla["importe"]).as_py() >= 50
    assert pc.max(tabla["importe"]).as_py() <= 6_500_000


def test_la_mediana_es_la_calibrada_y_todo_esta_vencido(archivo):
    tabla = pq.read_table(archivo)
    mediana = pc.approximate_median(pc.cast(tabla["importe"], pa.float64())).as_py()
    assert mediana == pytest.approx(1784, rel=0.02)
    assert pc.max(tabla["vencimiento"]).as_py() <= date(2026, 6, 30)


def test_las_cuotas_vencen_el_17(archivo):
    tabla = pq.read_table(archivo)
    cuotas = tabla.filter(pc.equal(tabla["tipo_documento"], "02"))
    assert pc.unique(pc.day(cuotas["vencimiento"])).to_pylist() == [17]


def test_la_misma_semilla_escribe_el_mismo_parquet(archivo, tmp_path):
    otro = generar_parquet(tmp_path / "b.parquet", creditos=CREDITOS)
    distinto = generar_parquet(tmp_path / "c.parquet", creditos=CREDITOS, semilla=8)
    assert otro.read_bytes() == archivo.read_bytes()
    assert distinto.read_bytes() != archivo.read_bytes()

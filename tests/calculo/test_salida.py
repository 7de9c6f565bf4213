from datetime import date
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cartera_lib.calculo import calcular
from cartera_lib.errors import DatoInvalido
from tests.calculo.apoyo import AL, CREDITO, ENCABEZADO, VALOR, calcula, leer, sin_residuos


def test_las_columnas_nuevas_van_despues_de_las_de_la_entrada(tmp_path):
    _, (fila,) = calcula(tmp_path, ENCABEZADO + CREDITO)
    assert list(fila) == [*ENCABEZADO.strip().split(","), *VALOR]


def test_un_parquet_lleva_importes_exactos_y_fechas(tmp_path):
    (tmp_path / "entrada.csv").write_text(ENCABEZADO + CREDITO + "K2,mal,\n", encoding="utf-8")
    calcular(tmp_path / "entrada.csv", tmp_path / "salida.parquet", al=AL)
    bueno, malo = pq.read_table(tmp_path / "salida.parquet").to_pylist()
    assert bueno["total"] == Decimal("1512.92")
    assert bueno["factor"] == Decimal("1.0805")
    assert bueno["vencimiento_efectivo"] == date(2024, 2, 19)
    assert (bueno["provisional"], bueno["causa"], bueno["inpc_antiguo"]) == (False, None, "133.555")
    assert [malo[c] for c in VALOR if c != "causa"] == [None] * (len(VALOR) - 1)


@pytest.mark.parametrize("columna", ["total", "causa", "meses"])
def test_una_columna_que_ya_se_llama_como_las_nuevas_se_rechaza(columna, tmp_path):
    with pytest.raises(DatoInvalido, match=f"ya trae la columna {columna}.*cámbiele el nombre"):
        calcula(tmp_path, f"clave,importe,periodo,{columna}\nK1,1.00,2024-01,x\n")
    assert sin_residuos(tmp_path)


@pytest.mark.parametrize(
    ("salida", "dice"),
    [
        ("no_hay/salida.csv", r"No existe la carpeta .*no_hay.* Créela antes"),
        ("salida.xlsx", r"debe terminar en \.csv o \.parquet"),
        ("salida", r"debe terminar en \.csv o \.parquet"),
    ],
)
def test_un_lugar_donde_no_se_puede_escribir_se_dice_antes_de_calcular(salida, dice, tmp_path):
    with pytest.raises(DatoInvalido, match=dice):
        calcula(tmp_path, ENCABEZADO + CREDITO, salida=salida)
    assert sin_residuos(tmp_path)


def test_una_carpeta_no_se_cambia_por_la_salida(tmp_path):
    (tmp_path / "salida.csv").mkdir()
    with pytest.raises(DatoInvalido, match="es una carpeta"):
        calcula(tmp_path, ENCABEZADO + CREDITO)
    assert sin_residuos(tmp_path, "salida.csv")


def test_una_salida_anterior_no_se_pierde_si_la_entrada_no_se_puede_leer(tmp_path):
    _, antes = calcula(tmp_path, ENCABEZADO + CREDITO)
    with pytest.raises(DatoInvalido):
        calcula(tmp_path, (ENCABEZADO + CREDITO).encode() + b"\xf1,1.00,2024-02-17\n")
    assert leer(tmp_path / "salida.csv") == antes
    assert sin_residuos(tmp_path, "salida.csv")


@pytest.mark.parametrize("valor", [[1], {"a": 1}, b"\xff"], ids=["lista", "estructura", "binario"])
def test_lo_que_no_cabe_en_un_csv_cabe_en_un_parquet(valor, tmp_path):
    importe = pa.array([Decimal("1000.00")], pa.decimal128(18, 2))
    tabla = {"clave": ["K1"], "importe": importe, "vencimiento": ["2024-02-17"], "nota": [valor]}
    entrada = tmp_path / "entrada.parquet"
    pq.write_table(pa.table(tabla), entrada)
    with pytest.raises(DatoInvalido, match=r"columna nota es .* no cabe en un CSV.*\.parquet"):
        calcular(entrada, tmp_path / "salida.csv", al=AL)
    calcular(entrada, tmp_path / "salida.parquet", al=AL)
    (fila,) = pq.read_table(tmp_path / "salida.parquet").to_pylist()
    assert (fila["nota"], fila["total"]) == (valor, Decimal("1512.92"))

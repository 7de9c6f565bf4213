from datetime import date, datetime
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cartera_lib.calculo import calcular
from cartera_lib.errors import DatoInvalido
from tests.calculo.apoyo import AL, VALOR, leer

TEXTO = pa.string()
BASE = {
    "clave": pa.array(["K1"], TEXTO),
    "importe": pa.array([Decimal("1000.00")], pa.decimal128(18, 2)),
    "vencimiento": pa.array(["2024-02-17"], TEXTO),
}


def _calcula(carpeta, **columnas):
    pq.write_table(pa.table({**BASE, **columnas}), carpeta / "entrada.parquet")
    return _de(carpeta / "entrada.parquet")


def _de(entrada):
    salida = entrada.with_name("salida.csv")
    calcular(entrada, salida, al=AL)
    return leer(salida)


def _rechazado(entrada):
    with pytest.raises(DatoInvalido) as motivo:
        _de(entrada)
    assert [p.name for p in entrada.parent.iterdir()] == [entrada.name]
    return str(motivo.value)


@pytest.mark.parametrize(
    "tipo",
    [
        pa.decimal128(18, 2),
        pa.decimal128(38, 0),
        pa.decimal256(60, 1),
        pa.decimal64(18, 2),
        pa.string(),
        pa.large_string(),
        pa.dictionary(pa.int32(), pa.string()),
    ],
    ids=str,
)
def test_un_importe_exacto_se_lee_de_cualquier_tipo(tipo, tmp_path):
    valor = Decimal(1000) if pa.types.is_decimal(tipo) else "1000.00"
    (fila,) = _calcula(tmp_path, importe=pa.array([valor], tipo))
    assert {c: fila[c] for c in VALOR} == VALOR


@pytest.mark.parametrize(
    ("tipo", "valor"),
    [(pa.float64(), 1000.0), (pa.int64(), 1000), (pa.decimal128(38, 4), Decimal(1000))],
    ids=str,
)
def test_un_importe_que_no_dice_sus_centavos_se_rechaza(tipo, valor, tmp_path):
    entrada = tmp_path / "entrada.parquet"
    pq.write_table(pa.table({**BASE, "importe": pa.array([valor], tipo)}), entrada)
    dicho = _rechazado(entrada)
    assert f"«entrada.parquet»: la columna importe es {tipo}" in dicho
    assert "decimal(18, 2) o como texto con dos decimales" in dicho


@pytest.mark.parametrize(
    ("tipo", "valor", "dice"),
    [
        (pa.decimal128(18, 2), None, "falta el importe"),
        (pa.decimal128(18, 2), Decimal("-0.01"), "es negativo"),
        (pa.decimal128(18, 2), Decimal("10000000000000.01"), "rebasa 10,000,000,000,000.00"),
        (pa.decimal128(38, 2), Decimal("9" * 36), "rebasa"),
        (pa.decimal128(38, 0), Decimal("9" * 38), "rebasa"),
        (pa.decimal256(76, 2), Decimal("9" * 74), "rebasa"),
    ],
)
def test_un_importe_increible_conserva_su_lugar_con_su_causa(tipo, valor, dice, tmp_path):
    (fila,) = _calcula(tmp_path, importe=pa.array([valor], tipo))
    assert fila["causa"].startswith("Renglón 1, columna importe, valor «")
    assert dice in fila["causa"]
    assert fila["total"] == ""


@pytest.mark.parametrize(
    ("tipo", "valor"),
    [
        (pa.date32(), date(2024, 2, 17)),
        (pa.date64(), date(2024, 2, 17)),
        (pa.timestamp("ns"), datetime(2024, 2, 17)),
        (pa.timestamp("s"), datetime(2024, 2, 17, 23, 59)),
    ],
    ids=str,
)
def test_un_vencimiento_con_tipo_de_fecha_se_lee(tipo, valor, tmp_path):
    (fila,) = _calcula(tmp_path, vencimiento=pa.array([valor], tipo))
    assert {c: fila[c] for c in VALOR} == VALOR


def test_una_fecha_nula_deja_que_el_periodo_la_diga(tmp_path):
    nula = pa.array([None], pa.date32())
    (fila,) = _calcula(tmp_path, vencimiento=nula, periodo=pa.array(["2024-01"], TEXTO))
    assert {c: fila[c] for c in VALOR} == VALOR
    (sin_nada,) = _calcula(tmp_path, vencimiento=nula)
    assert "Renglón 1, columna vencimiento, valor «»: falta" in sin_nada["causa"]


@pytest.mark.parametrize("columna", ["clave", "vencimiento"])
@pytest.mark.parametrize("valor", [b"\xff", [1]], ids=["binario", "lista"])
def test_una_columna_que_no_es_texto_ni_fecha_se_rechaza(columna, valor, tmp_path):
    entrada = tmp_path / "entrada.parquet"
    pq.write_table(pa.table({**BASE, columna: pa.array([valor])}), entrada)
    dicho = _rechazado(entrada)
    assert f"la columna {columna} es" in dicho
    assert "Guárdela como texto" in dicho


def test_un_texto_que_no_es_utf_8_se_rechaza(tmp_path):
    crudo = pa.array([b"\xf1and\xfa"], pa.binary()).cast(TEXTO, safe=False)
    pq.write_table(pa.table({**BASE, "clave": crudo}), tmp_path / "entrada.parquet")
    assert "no es UTF-8" in _rechazado(tmp_path / "entrada.parquet")


def test_dos_columnas_del_mismo_nombre_se_rechazan(tmp_path):
    columnas, nombres = [*BASE.values(), BASE["importe"]], [*BASE, "importe"]
    pq.write_table(pa.table(columnas, names=nombres), tmp_path / "entrada.parquet")
    assert "repite la columna «importe»" in _rechazado(tmp_path / "entrada.parquet")


def _muchos():
    pesos = pa.array([Decimal(n) / 100 for n in range(20_000)], pa.decimal128(18, 2))
    claves, fechas = [f"K{n}" for n in range(20_000)], ["2024-02-17"] * 20_000
    return pa.table({"clave": claves, "importe": pesos, "vencimiento": fechas})


@pytest.mark.parametrize("como", ["otra clase", "sin final", "con un hueco"])
def test_un_parquet_danado_se_rechaza_y_no_deja_nada_escrito(como, tmp_path):
    entrada = tmp_path / "entrada.parquet"
    pq.write_table(_muchos(), entrada, compression="zstd", use_dictionary=False)
    crudo = bytearray(entrada.read_bytes())
    if como == "con un hueco":
        crudo[len(crudo) // 3 : len(crudo) // 3 + 200] = bytes(200)
    entrada.write_bytes(
        {"otra clase": b"clave,importe\n", "sin final": crudo[:-50]}.get(como, crudo)
    )
    dicho = _rechazado(entrada)
    assert "«entrada.parquet» no se puede leer como Parquet" in dicho
    assert "Expórtelo de nuevo" in dicho


def test_un_parquet_sin_renglones_da_una_salida_sin_renglones(tmp_path):
    entrada = tmp_path / "entrada.parquet"
    pq.write_table(_muchos().slice(0, 0), entrada)
    assert _de(entrada) == []

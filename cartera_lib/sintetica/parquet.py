"""A Parquet of millions of credits for the benchmark, streamed so that memory stays flat.

Columns: clave string, importe decimal(18,2), vencimiento date32, tipo_documento string. Amounts,
ages and kinds follow the calibration of the listing; the key is registro, credito and period.
"""

from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.random import PCG64, Generator, SeedSequence

from cartera_lib.norma.tablas import Columna
from cartera_lib.reglas.vencimiento import vencimiento_de_cuota
from cartera_lib.sintetica.tiempo import EPOCA, mes_de

GRUPO = 1 << 18
ESQUEMA = pa.schema(
    [
        ("clave", pa.string()),
        ("importe", pa.decimal128(18, 2)),
        ("vencimiento", pa.date32()),
        ("tipo_documento", pa.string()),
    ]
)
TIPOS = ("02", "80", "81", "82", "03", "88", "60", "57", "89", "00")
PESOS_DE_TIPO = (39.6, 22.0, 14.2, 9.9, 5.8, 5.0, 1.6, 0.9, 0.6, 0.4)
MULTAS = 80
MEDIANA, SIGMA = 178_400, 1.9  # centavos
MINIMO, MAXIMO = 5_000, 650_000_000
TRAMOS_DE_EDAD = (0, 3, 6, 12, 24, 60, 216)  # months
MESES_VENCIDOS = 2  # of the youngest period, so that all are due on the day of reckoning
PESOS_DE_EDAD = (51.0, 8.0, 12.0, 12.0, 10.0, 7.0)


def generar_parquet(
    salida: Path, *, creditos: int, semilla: int = 7, hasta: date = date(2026, 6, 30)
) -> Path:
    """Write so many credits to one Parquet file, a row group at a time, and return its path."""
    with pq.ParquetWriter(salida, ESQUEMA, compression="lz4") as pluma:
        for grupo, desde in enumerate(range(0, creditos, GRUPO)):
            azar = Generator(PCG64(SeedSequence([semilla, grupo])))
            cuantos = min(GRUPO, creditos - desde)
            pluma.write_table(_grupo(azar, desde, cuantos, hasta=hasta))
    return salida


def _grupo(azar: Generator, desde: int, cuantos: int, *, hasta: date) -> pa.Table:
    tipos = azar.choice(len(TIPOS), size=cuantos, p=_partes(PESOS_DE_TIPO))
    meses = mes_de(hasta) - EPOCA - MESES_VENCIDOS - _edades(azar, cuantos)
    vence = vencimiento_de_cuota(meses)
    multa = np.array([int(tipo) >= MULTAS for tipo in TIPOS])[tipos]
    vence = vence + multa * azar.integers(0, 28, size=cuantos)  # a fine is due on any day
    centavos = MEDIANA * np.exp(SIGMA * azar.standard_normal(cuantos))
    enteros = np.clip(centavos, MINIMO, MAXIMO).astype(np.int64)
    columnas = [
        _claves(desde, cuantos, tipos),
        _decimales(enteros),
        pa.array(vence.astype(np.int32), pa.int32()).cast(pa.date32()),
        pa.array(TIPOS).take(pa.array(tipos)),
    ]
    return pa.Table.from_arrays(columnas, schema=ESQUEMA)


def _edades(azar: Generator, cuantos: int) -> Columna:
    """Draw the age in months: a band by its weight, and evenly inside it."""
    banda = azar.choice(len(PESOS_DE_EDAD), size=cuantos, p=_partes(PESOS_DE_EDAD))
    bordes = np.array(TRAMOS_DE_EDAD)
    ancho = np.diff(bordes)[banda]
    return bordes[banda] + (azar.random(cuantos) * ancho).astype(np.int64)


def _claves(desde: int, cuantos: int, tipos: Columna) -> pa.Array:
    """Return unique keys: registro of ten characters, a dash and a number of nine."""
    numeros = np.arange(desde, desde + cuantos, dtype=np.int64)
    patron = pc.utf8_lpad(pa.array(numeros // 3 % 100_000).cast(pa.string()), 5, "0")
    serie = pc.utf8_lpad(pa.array(numeros).cast(pa.string()), 9, "0")
    prefijo = pa.array(("X00", "Y00", "Z00")).take(pa.array(tipos % 3))
    return pc.binary_join_element_wise(prefijo, patron, "10-", serie, "")


def _decimales(centavos: Columna) -> pa.Array:
    """Return centavos as decimal(18,2) without passing through text or float."""
    palabras = np.empty((len(centavos), 2), dtype=np.int64)
    palabras[:, 0], palabras[:, 1] = centavos, centavos >> 63
    memoria = pa.py_buffer(palabras.tobytes())
    return pa.Array.from_buffers(pa.decimal128(18, 2), len(centavos), [None, memoria])


def _partes(pesos: tuple[float, ...]) -> Columna:
    partes = np.array(pesos)
    return partes / partes.sum()

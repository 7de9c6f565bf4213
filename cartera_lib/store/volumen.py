"""Rows by the hundred thousand: Arrow columns into the database and out of it."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import sqlalchemy as sa

BLOQUE = 50_000
LEIDAS = 5_000
"""Rows taken from the driver at a time: few, so that they are still in the processor's cache."""

DISTINTOS = 0.5
"""Share of distinct values up to which text is turned into Python objects only once each."""


def insertar(conexion: sa.Connection, destino: sa.Table, *, filas: pa.Table) -> None:
    """Insert the rows of an Arrow table whose columns are named as the destination's."""
    cruda: Any = conexion.connection.driver_connection
    nombres = ", ".join(filas.column_names)
    if conexion.dialect.name == "postgresql":
        _copiar(cruda, f"COPY {destino.name} ({nombres}) FROM STDIN (FORMAT csv)", filas)
        return
    # OR ROLLBACK: any fault undoes the whole load, so SQLite need not remember each row apart.
    lugares = ", ".join("?" * filas.num_columns)
    sentencia = f"INSERT OR ROLLBACK INTO {destino.name} ({nombres}) VALUES ({lugares})"
    for bloque in _bloques(filas):
        valores = [_valores(columna.combine_chunks()) for columna in bloque.columns]
        cruda.executemany(sentencia, zip(*valores, strict=True))


def insertar_filas(
    conexion: sa.Connection, destino: sa.Table, *, filas: Sequence[tuple[Any, ...]]
) -> None:
    """Insert rows that have every column of the destination, in its order; days as ISO text."""
    if not filas:
        return
    cruda: Any = conexion.connection.driver_connection
    if conexion.dialect.name == "postgresql":
        nombres = ", ".join(destino.columns.keys())
        with (
            cruda.cursor() as cursor,
            cursor.copy(f"COPY {destino.name} ({nombres}) FROM STDIN") as c,
        ):
            for fila in filas:
                c.write_row(fila)
        return
    lugares = ", ".join("?" * len(destino.columns))
    cruda.executemany(f"INSERT OR ROLLBACK INTO {destino.name} VALUES ({lugares})", filas)


def leer(conexion: sa.Connection, consulta: sa.Select[Any], *, esquema: pa.Schema) -> pa.Table:
    """Run a query and return its columns, in the order and with the types of the schema."""
    resultado = conexion.execute(consulta)
    # The driver's own cursor: the rows of SQLAlchemy would cost more than reading them.
    cursor: Any = resultado.cursor
    bloques = []
    while filas := cursor.fetchmany(LEIDAS):
        columnas = zip(zip(*filas, strict=True), esquema, strict=True)
        arreglos = [_arreglo(list(valores), campo.type) for valores, campo in columnas]
        bloques.append(pa.record_batch(arreglos, schema=esquema))
    resultado.close()
    return pa.Table.from_batches(bloques, schema=esquema)


def constante(filas: pa.Table, nombre: str, *, valor: object, tipo: pa.DataType) -> pa.Table:
    """Put before the others a column with one value."""
    columna = pa.repeat(pa.scalar(valor, tipo), filas.num_rows)
    return filas.add_column(0, pa.field(nombre, tipo), columna)


def _copiar(cruda: Any, orden: str, filas: pa.Table) -> None:
    opciones = pyarrow.csv.WriteOptions(include_header=False)
    with cruda.cursor() as cursor, cursor.copy(orden) as copia:
        for bloque in _bloques(filas):
            salida = io.BytesIO()
            pyarrow.csv.write_csv(bloque, salida, opciones)
            copia.write(salida.getvalue())


def _bloques(filas: pa.Table) -> Iterator[pa.Table]:
    for inicio in range(0, filas.num_rows, BLOQUE):
        yield filas.slice(inicio, BLOQUE)


def _valores(columna: pa.Array) -> list[Any]:
    """Return Python values as SQLite takes them: whole numbers, text and None."""
    if pa.types.is_integer(columna.type) and not columna.null_count:
        return list(columna.to_numpy().tolist())
    if not (pa.types.is_string(columna.type) or pa.types.is_temporal(columna.type)):
        return list(columna.to_pylist())
    codificada = columna.dictionary_encode()
    textos = _textos(codificada.dictionary)
    if len(textos) > DISTINTOS * len(columna):
        return _textos(columna)
    distintos = np.array([*textos, None], dtype=object)
    lugares = pc.fill_null(codificada.indices, len(textos)).to_numpy()
    return list(distintos[lugares].tolist())


def _textos(columna: pa.Array) -> list[str | None]:
    if pa.types.is_timestamp(columna.type):
        columna = pc.strftime(columna, "%Y-%m-%dT%H:%M:%S")
    return list(columna.cast(pa.string()).to_pylist())


def _arreglo(valores: list[Any], tipo: pa.DataType) -> pa.Array:
    """Return one column of a block: SQLite gives days as text and yes or no as 0 or 1."""
    if pa.types.is_boolean(tipo):
        return pa.array(valores, pa.int8()).cast(tipo)
    if pa.types.is_temporal(tipo) and isinstance(next(filter(None, valores), None), str):
        return pa.array(valores, pa.string()).cast(tipo)
    return pa.array(valores, tipo)

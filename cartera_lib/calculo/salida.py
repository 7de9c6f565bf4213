"""Write the valued rows, CSV or Parquet, as the input had them and with their amounts."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from cartera_lib.calculo.columnas import decimales
from cartera_lib.calculo.renglones import Valuado
from cartera_lib.cartera.tipo_documento import por_clave
from cartera_lib.errors import DatoInvalido
from cartera_lib.norma.tablas import Columna
from cartera_lib.reglas.actualizacion import serie_inpc
from cartera_lib.reglas.criterios import Criterios
from cartera_lib.valores.calendario import mes

COLUMNAS = pa.schema(
    [
        ("vencimiento_efectivo", pa.date32()),
        ("inpc_antiguo", pa.dictionary(pa.int32(), pa.string())),
        ("inpc_reciente", pa.dictionary(pa.int32(), pa.string())),
        ("factor", pa.decimal128(18, 4)),
        ("actualizacion", pa.decimal128(18, 2)),
        ("meses", pa.int32()),
        ("tasa_recargos_pct", pa.decimal128(18, 2)),
        ("recargos", pa.decimal128(18, 2)),
        ("total", pa.decimal128(18, 2)),
        ("provisional", pa.bool_()),
        ("causa", pa.string()),
    ]
)
# Few distinct values: worth a dictionary. Amounts are not.
REPETIDAS = [
    nombre for nombre in COLUMNAS.names if nombre not in ("actualizacion", "recargos", "total")
]


EXTENSIONES = (".csv", ".parquet")
BINARIOS = (
    pa.types.is_binary,
    pa.types.is_large_binary,
    pa.types.is_binary_view,
    pa.types.is_fixed_size_binary,
)


class Destino(Protocol):
    """Where tables go."""

    def write_table(self, tabla: pa.Table) -> None: ...  # noqa: D102


class Escritor:
    """Writes valued blocks to an open output."""

    def __init__(self, destino: Destino, texto: pa.Schema | None = None) -> None:
        self.destino, self.texto = destino, texto

    def escribir(self, valuado: Valuado) -> None:
        """Write one block, lines that do not parse included, in the order of the input."""
        tabla = _con_rotos(valuado, _tabla(valuado))
        if tabla.num_rows:
            self.destino.write_table(_en_texto(tabla, self.texto) if self.texto else tabla)


@contextmanager
def crear(salida: Path, esquema: pa.Schema) -> Iterator[Escritor]:
    """Open the output beside its place and move it there when everything is written."""
    _exigir_lugar(salida)
    _exigir_columnas(salida, esquema)
    parcial = salida.with_name(salida.name + ".parcial")
    try:
        with _abrir(parcial, salida.suffix, esquema) as escritor:
            yield escritor
        parcial.replace(salida)
    finally:
        parcial.unlink(missing_ok=True)


@contextmanager
def _abrir(parcial: Path, extension: str, esquema: pa.Schema) -> Iterator[Escritor]:
    completo = pa.schema([*esquema, *COLUMNAS])
    if extension.lower() == ".parquet":
        with pa.parquet.ParquetWriter(
            parcial,
            completo,
            compression="lz4",
            use_dictionary=REPETIDAS,
            store_decimal_as_integer=True,
        ) as destino:
            yield Escritor(destino)
    else:
        texto = _esquema_de_texto(completo)
        with pa.csv.CSVWriter(parcial, texto) as destino:
            yield Escritor(destino, texto)


def _exigir_lugar(salida: Path) -> None:
    if salida.suffix.lower() not in EXTENSIONES:
        raise DatoInvalido(
            f"La salida «{salida.name}» debe terminar en .csv o .parquet, que es lo que se escribe."
        )
    if not salida.parent.is_dir():
        raise DatoInvalido(f"No existe la carpeta «{salida.parent}» para la salida. Créela antes.")
    if salida.is_dir():
        raise DatoInvalido(f"La salida «{salida}» es una carpeta. Dele el nombre de un archivo.")


def _exigir_columnas(salida: Path, esquema: pa.Schema) -> None:
    ya_estan = [nombre for nombre in COLUMNAS.names if nombre in esquema.names]
    if ya_estan:
        raise DatoInvalido(
            f"La entrada ya trae la columna {', '.join(ya_estan)}, que el cálculo agrega. "
            "Quítela o cámbiele el nombre."
        )
    if salida.suffix.lower() == ".csv":
        for campo in esquema:
            if pa.types.is_nested(campo.type) or any(es(campo.type) for es in BINARIOS):
                raise DatoInvalido(
                    f"La columna {campo.name} es {campo.type} y no cabe en un CSV. Dé a la salida "
                    "un nombre .parquet, o quite esa columna."
                )


def _tabla(valuado: Valuado) -> pa.Table:
    """Columns of the input and, where there is no cause, those of the valuation."""
    valor, filas = valuado.liquidacion, valuado.bloque.filas
    ley, lugar = valor.aplicable()
    actualiza, causa_recargos = _accesorios(valor.creditos.tipo)
    con_inpc = ley.debe[lugar] & actualiza
    nuevas = [
        pa.array(ley.vence[lugar].astype(np.int32)).cast(pa.date32()),
        _indices(ley.antiguo[lugar], con_inpc, valor.criterios),
        _indices(ley.reciente[lugar], con_inpc, valor.criterios),
        decimales(valor.factor, 4),
        decimales(valor.actualizacion),
        pa.array(ley.meses[lugar].astype(np.int32)),
        decimales(np.where(causa_recargos, ley.tasa[lugar], 0)),
        decimales(valor.recargos),
        decimales(valor.total),
        pa.array(ley.provisional[lugar] & con_inpc),
    ]
    columnas = [*filas.columns, *_sin_valor(nuevas, valuado.causas), _causas(valuado)]
    return pa.Table.from_arrays(columnas, names=[*filas.schema.names, *COLUMNAS.names])


def _accesorios(tipo: Columna | None) -> tuple[Columna, Columna]:
    if tipo is None:
        return np.True_, np.True_  # type: ignore[return-value]
    return por_clave("actualiza")[tipo], por_clave("recargos")[tipo]


def _indices(meses: Columna, aplican: Columna, criterios: Criterios) -> pa.Array:
    """Values of the index as the table prints them, by month; null where none applies."""
    inpc = serie_inpc(criterios)
    valores = pa.array([fila["valor"] for fila in inpc.renglones])
    lugares = meses - mes(inpc.desde[:1])[0]
    return pa.DictionaryArray.from_arrays(
        pa.array(lugares.astype(np.int32), mask=~aplican), valores
    )


def _sin_valor(columnas: list[pa.Array], causas: dict[int, list[str]]) -> list[pa.Array]:
    """Blank the rows that have causes."""
    if not causas:
        return columnas
    nulas = np.zeros(len(columnas[0]), dtype=bool)
    nulas[list(causas)] = True
    filas = pa.array(np.arange(len(nulas)), mask=nulas)
    return [columna.take(filas) for columna in columnas]


def _causas(valuado: Valuado) -> pa.Array:
    filas = valuado.bloque.filas.num_rows
    if not valuado.causas:
        return pa.nulls(filas, pa.string())
    return pa.array([" ".join(valuado.causas.get(fila, ())) or None for fila in range(filas)])


def _con_rotos(valuado: Valuado, tabla: pa.Table) -> pa.Table:
    """Put the lines that do not parse in their place, their text whole in ``clave``."""
    rotos = valuado.bloque.rotos
    if not rotos:
        return tabla
    agregados = [{"clave": roto.texto, "causa": roto.motivo} for roto in rotos.values()]
    todas = pa.concat_tables([tabla, pa.Table.from_pylist(agregados, schema=tabla.schema)])
    return todas.take(np.argsort([*valuado.bloque.renglones, *rotos], kind="stable"))


def _en_texto(tabla: pa.Table, esquema: pa.Schema) -> pa.Table:
    """Bring each column to what a CSV can hold: yes and no in words, indices as text."""
    si_no = pc.if_else(tabla["provisional"], "sí", "no")
    lugar = tabla.schema.get_field_index("provisional")
    return tabla.set_column(lugar, "provisional", si_no).cast(esquema)


def _esquema_de_texto(completo: pa.Schema) -> pa.Schema:
    numericos = (pa.types.is_decimal, pa.types.is_integer, pa.types.is_date)
    return pa.schema(
        (c.name, c.type if any(es(c.type) for es in numericos) else pa.string()) for c in completo
    )

"""The cartera of one cut: every live credit of a subdelegation, COP and RCV, own and received."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from cartera_lib.errors import DatoInvalido
from cartera_lib.norma.tablas import Columna

LLAVE = ["ramo", "registro", "credito", "periodo", "tipo_documento"]
"""What makes two rows the same credit in two cuts."""

ESQUEMA = pa.schema(
    [
        ("ramo", pa.string()),
        ("propios", pa.bool_()),
        ("registro", pa.string()),
        ("movimiento", pa.string()),
        ("fecha_movimiento", pa.date32()),
        ("sector", pa.string()),
        ("credito", pa.string()),
        ("ce", pa.string()),
        ("periodo", pa.string()),
        ("tipo_documento", pa.string()),
        ("fecha_alta", pa.date32()),
        ("fecha_notificacion", pa.date32()),
        ("incidencia", pa.string()),
        ("fecha_incidencia", pa.date32()),
        ("dias", pa.int32()),
        ("importe", pa.int64()),
        ("ooad_control", pa.string()),
        ("subdelegacion_control", pa.string()),
        ("renglon", pa.int64()),
    ]
)


@dataclass(frozen=True, eq=False)
class Cartera:
    """Rows of one cut as columns; ``importe`` in centavos, periods as AAAA-MM.

    ``corte`` is the day of the cut, ``ooad`` and ``subdelegacion`` two digits each;
    ``rechazados`` counts the lines of its prints that could not be accepted.
    """

    corte: date
    ooad: str
    subdelegacion: str
    tabla: pa.Table
    rechazados: int = 0

    def __post_init__(self) -> None:
        """Refuse a table that lacks a column of the cartera."""
        faltan = [nombre for nombre in ESQUEMA.names if nombre not in self.tabla.schema.names]
        if faltan:
            raise DatoInvalido(f"A la cartera le falta la columna {', '.join(faltan)}.")

    def __len__(self) -> int:
        """Count the credits."""
        return int(self.tabla.num_rows)

    def columna(self, nombre: str) -> Columna:
        """Return one column as numpy; text as objects, dates as whole days (-1 when empty)."""
        columna = self.tabla[nombre].combine_chunks()
        if pa.types.is_date32(columna.type):
            enteros = pc.fill_null(pc.cast(columna, pa.int32()), -1)
            return np.asarray(enteros).astype(np.int64)
        return np.asarray(columna.to_numpy(zero_copy_only=False))

    def meses_de_periodo(self) -> Columna:
        """Return the period of each credit as months since 1970-01: read once, not to write on."""
        return self._meses

    @cached_property
    def _meses(self) -> Columna:
        periodos = self.tabla["periodo"].combine_chunks().dictionary_encode()
        meses = np.array(periodos.dictionary.to_pylist(), dtype="datetime64[M]").astype(np.int64)
        columna = meses[np.asarray(periodos.indices)]
        columna.flags.writeable = False
        return columna

    def filtrar(self, filas: Columna) -> "Cartera":
        """Return the cartera of the chosen rows (a boolean column)."""
        elegidas = self.tabla.filter(pa.array(filas))
        return replace(self, tabla=elegidas)

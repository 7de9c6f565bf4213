"""Read a Parquet of credits by blocks of rows."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet

from cartera_lib.calculo.entrada_bloques import (
    OBLIGATORIAS,
    OPCIONALES,
    VENCIMIENTOS,
    Bloque,
    Entrada,
    exigir_columnas,
)
from cartera_lib.errors import DatoInvalido

BLOQUE = 65_536
LEGIBLES = (
    pa.types.is_integer,
    pa.types.is_floating,
    pa.types.is_decimal,
    pa.types.is_date,
    pa.types.is_timestamp,
    pa.types.is_null,
)


def abrir_parquet(archivo: Path) -> Entrada:
    """Open a Parquet; DatoInvalido when it is damaged or its columns cannot be read exactly."""
    try:
        origen = pa.parquet.ParquetFile(
            archivo, memory_map=False, pre_buffer=False, page_checksum_verification=True
        )
    except (pa.ArrowException, OSError) as error:
        raise _danado(archivo) from error
    exigir_columnas(archivo, origen.schema_arrow.names)
    _exigir_tipos(archivo, origen.schema_arrow)
    return Entrada(origen.schema_arrow, _bloques(archivo, origen))


def _exigir_tipos(archivo: Path, esquema: pa.Schema) -> None:
    """Refuse amounts that are not exact to the centavo, and columns that cannot be text."""
    tipo = esquema.field("importe").type
    exacto = pa.types.is_decimal(tipo) and tipo.scale <= 2
    if not (exacto or _es_texto(tipo)):
        raise DatoInvalido(
            f"«{archivo.name}»: la columna importe es {tipo}, que no dice los pesos con dos "
            "decimales exactos. Guárdela como decimal(18, 2) o como texto con dos decimales."
        )
    for campo in esquema:
        usada = campo.name in (OBLIGATORIAS + VENCIMIENTOS + OPCIONALES)
        if usada and not (_es_texto(campo.type) or any(es(campo.type) for es in LEGIBLES)):
            raise DatoInvalido(
                f"«{archivo.name}»: la columna {campo.name} es {campo.type} y no se puede leer. "
                "Guárdela como texto."
            )


def _es_texto(tipo: pa.DataType) -> bool:
    if pa.types.is_dictionary(tipo):
        return _es_texto(tipo.value_type)
    return tipo in (pa.string(), pa.large_string(), pa.string_view())


def _bloques(archivo: Path, origen: "pa.parquet.ParquetFile") -> Iterator[Bloque]:
    leidas = 0
    try:
        for filas in origen.iter_batches(batch_size=BLOQUE, use_threads=False):
            yield Bloque(filas, leidas + 1 + np.arange(filas.num_rows), {})
            leidas += filas.num_rows
    except (pa.ArrowException, OSError) as error:
        raise _danado(archivo, leidas) from error


def _danado(archivo: Path, leidas: int = 0) -> DatoInvalido:
    desde = f" después del renglón {leidas}" if leidas else ""
    return DatoInvalido(
        f"«{archivo.name}» no se puede leer como Parquet{desde}: está dañado, incompleto o es de "
        "otra clase. Expórtelo de nuevo, o dele su extensión si es un CSV."
    )

"""Open a file of credits, CSV or Parquet, as blocks of rows that know their line."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from cartera_lib.errors import DatoInvalido
from cartera_lib.norma.tablas import Columna

BLOQUE_CSV = 4 * 1024 * 1024
BLOQUE_PARQUET = 65_536
SEPARADORES = ",;\t|"
OBLIGATORIAS = ("clave", "importe")
VENCIMIENTOS = ("vencimiento", "periodo")
OPCIONALES = ("tipo_documento",)


class Bloque(NamedTuple):
    """Some rows of the input and the line of each; ``rotos`` keeps lines that do not parse."""

    filas: pa.RecordBatch
    renglones: Columna
    rotos: dict[int, str]


class Entrada(NamedTuple):
    """An open input: its columns and its blocks."""

    esquema: pa.Schema
    bloques: Iterator[Bloque]


def abrir(archivo: Path) -> Entrada:
    """Open the input by its extension; DatoInvalido says what is wrong with the whole file."""
    if not archivo.is_file():
        raise DatoInvalido(f"No existe el archivo «{archivo}». Revise la ruta.")
    if archivo.stat().st_size == 0:
        raise DatoInvalido(f"«{archivo.name}» está vacío: no trae encabezado ni créditos.")
    entrada = _parquet(archivo) if archivo.suffix == ".parquet" else _csv(archivo)
    _exigir_columnas(archivo, entrada.esquema.names)
    return entrada


def _parquet(archivo: Path) -> Entrada:
    try:
        origen = pa.parquet.ParquetFile(archivo, memory_map=False, pre_buffer=False)
    except pa.ArrowInvalid as error:
        raise DatoInvalido(f"«{archivo.name}» no es un archivo Parquet legible.") from error
    _exigir_exactitud(archivo, origen.schema_arrow)
    return Entrada(origen.schema_arrow, _bloques_parquet(origen))


def _exigir_exactitud(archivo: Path, esquema: pa.Schema) -> None:
    """Refuse amounts that are not exact: floating point, or decimals beyond the centavo."""
    tipo = esquema.field("importe").type if "importe" in esquema.names else pa.string()
    exacto = pa.types.is_decimal(tipo) and tipo.scale <= 2
    if not (exacto or pa.types.is_string(tipo) or pa.types.is_large_string(tipo)):
        raise DatoInvalido(
            f"«{archivo.name}»: la columna importe es {tipo}, que no guarda pesos exactos. "
            "Guárdela como decimal(18, 2) o como texto con dos decimales."
        )


def _bloques_parquet(origen: "pa.parquet.ParquetFile") -> Iterator[Bloque]:
    leidas = 0
    for filas in origen.iter_batches(batch_size=BLOQUE_PARQUET, use_threads=False):
        yield Bloque(filas, leidas + 1 + np.arange(filas.num_rows), {})
        leidas += filas.num_rows


def _csv(archivo: Path) -> Entrada:
    separador, nombres = _encabezado(archivo)
    rotos: dict[int, str] = {}
    analisis = pa.csv.ParseOptions(
        delimiter=separador,
        newlines_in_values=True,
        ignore_empty_lines=False,
        invalid_row_handler=lambda fila: _apartar(rotos, fila),
    )
    conversion = pa.csv.ConvertOptions(
        column_types=dict.fromkeys(nombres, pa.string()), strings_can_be_null=False
    )
    lectura = pa.csv.ReadOptions(
        block_size=BLOQUE_CSV, use_threads=False, column_names=nombres, skip_rows=1
    )
    try:
        origen = pa.csv.open_csv(archivo, lectura, analisis, conversion)
    except (pa.ArrowInvalid, UnicodeDecodeError) as error:
        raise _ilegible(archivo, error) from error
    return Entrada(origen.schema, _bloques_csv(archivo, origen, rotos))


def _bloques_csv(
    archivo: Path, origen: "pa.csv.CSVStreamingReader", rotos: dict[int, str]
) -> Iterator[Bloque]:
    siguiente = 2
    while True:
        try:
            filas = origen.read_next_batch()
        except StopIteration:
            break
        except (pa.ArrowInvalid, UnicodeDecodeError) as error:
            raise _ilegible(archivo, error) from error
        renglones = _renglones(siguiente, filas.num_rows, rotos)
        siguiente = int(renglones[-1]) + 1 if len(renglones) else siguiente
        con_datos = _con_datos(filas)
        yield Bloque(filas.filter(con_datos), renglones[con_datos], _sacar(rotos, siguiente))
    yield Bloque(filas=_vacio(origen.schema), renglones=np.empty(0, np.int64), rotos=dict(rotos))


def _apartar(rotos: dict[int, str], fila: "pa.csv.InvalidRow") -> str:
    rotos[fila.number] = fila.text
    return "skip"


def _renglones(desde: int, cuantos: int, rotos: dict[int, str]) -> Columna:
    """Lines of the rows of a block: consecutive, but for those set apart."""
    renglones = np.arange(desde, desde + cuantos + len(rotos))
    return renglones[~np.isin(renglones, list(rotos))][:cuantos]


def _con_datos(filas: pa.RecordBatch) -> Columna:
    """Tell which rows are not a blank line."""
    con_datos = np.zeros(filas.num_rows, dtype=bool)
    for columna in filas.columns:
        con_datos |= pc.not_equal(columna, "").to_numpy(zero_copy_only=False)
    return con_datos


def _sacar(rotos: dict[int, str], antes_de: int) -> dict[int, str]:
    return {linea: rotos.pop(linea) for linea in sorted(rotos) if linea < antes_de}


def _vacio(esquema: pa.Schema) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist([], schema=esquema)


def _encabezado(archivo: Path) -> tuple[str, list[str]]:
    with archivo.open("rb") as flujo:
        inicio = flujo.read(65_536)
    if b"\x00" in inicio or inicio.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DatoInvalido(
            f"«{archivo.name}» no es texto UTF-8 (parece UTF-16 o un archivo binario). "
            "Guárdelo como «CSV UTF-8 (delimitado por comas)»."
        )
    primero = inicio.lstrip(b"\xef\xbb\xbf").splitlines()[0] if inicio.strip() else b""
    try:
        linea = primero.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _ilegible(archivo, error) from error
    separador = max(SEPARADORES, key=linea.count)
    return separador, [nombre.strip().strip('"') for nombre in linea.split(separador)]


def _exigir_columnas(archivo: Path, nombres: list[str]) -> None:
    faltan = [c for c in OBLIGATORIAS if c not in nombres]
    if not set(VENCIMIENTOS) & set(nombres):
        faltan.append("vencimiento o periodo")
    if faltan:
        raise DatoInvalido(
            f"«{archivo.name}» no trae la columna {' ni '.join(faltan)}. Su encabezado es: "
            f"{', '.join(nombres)}. Se esperan clave, importe y vencimiento (AAAA-MM-DD) o "
            "periodo (AAAA-MM); tipo_documento es opcional."
        )
    repetidas = sorted({c for c in nombres if nombres.count(c) > 1})
    if repetidas:
        raise DatoInvalido(f"«{archivo.name}» repite la columna {', '.join(repetidas)}.")


def _ilegible(archivo: Path, error: Exception) -> DatoInvalido:
    """Say at which line the text stops being UTF-8, or what else stops the reading."""
    with archivo.open("rb") as flujo:
        for renglon, linea in enumerate(flujo, start=1):
            try:
                linea.decode("utf-8")
            except UnicodeDecodeError as lugar:
                byte = f"0x{linea[lugar.start]:02x}"
                return DatoInvalido(
                    f"«{archivo.name}», renglón {renglon}: el byte {byte} no es UTF-8 "
                    "(quizá es ANSI de Windows). Guárdelo como «CSV UTF-8»."
                )
    return DatoInvalido(f"«{archivo.name}» no se puede leer como CSV: {error}.")

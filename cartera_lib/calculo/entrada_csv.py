"""Read a CSV of credits by blocks: each row keeps the number that a sheet gives it."""

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from cartera_lib.calculo.entrada_bloques import Bloque, Entrada, Roto, exigir_columnas
from cartera_lib.calculo.entrada_comillas import con_salto, renglon_tragado
from cartera_lib.errors import DatoInvalido
from cartera_lib.norma.tablas import Columna

BLOQUE = 1024 * 1024
INICIO = 65_536
PRIMERO = 2
"""Row of the first credit, as a sheet numbers it: the header is row 1."""

SEPARADORES = ",;\t|"


class Encabezado(NamedTuple):
    """The header: separator, names, how many lines it takes, and whether nothing follows it."""

    separador: str
    nombres: list[str]
    lineas: int
    solo: bool


def abrir_csv(archivo: Path) -> Entrada:
    """Open a CSV; DatoInvalido says what is wrong with the whole file, and at which line."""
    encabezado = _encabezado(archivo)
    nombres = encabezado.nombres
    exigir_columnas(archivo, nombres)
    esquema = pa.schema([(nombre, pa.string()) for nombre in nombres])
    if encabezado.solo:
        return Entrada(esquema, iter(()))
    rotos: dict[int, Roto] = {}
    analisis = pa.csv.ParseOptions(
        delimiter=encabezado.separador,
        newlines_in_values=True,
        ignore_empty_lines=False,
        invalid_row_handler=lambda fila: _apartar(rotos, fila, encabezado),
    )
    conversion = pa.csv.ConvertOptions(
        column_types=dict.fromkeys(nombres, pa.string()), strings_can_be_null=False
    )
    lectura = pa.csv.ReadOptions(
        block_size=BLOQUE,
        use_threads=False,
        column_names=nombres,
        skip_rows=encabezado.lineas,
    )
    try:
        origen = pa.csv.open_csv(archivo, lectura, analisis, conversion)
    except (pa.ArrowInvalid, UnicodeDecodeError) as error:
        raise _ilegible(archivo, PRIMERO) from error
    bloques = _bloques(archivo, origen, rotos)
    return Entrada(esquema, _sin_tragados(archivo, encabezado, bloques))


def _bloques(
    archivo: Path, origen: "pa.csv.CSVStreamingReader", rotos: dict[int, Roto]
) -> Iterator[Bloque]:
    siguiente = PRIMERO
    while True:
        try:
            filas = origen.read_next_batch()
        except StopIteration:
            break
        except (pa.ArrowInvalid, UnicodeDecodeError) as error:
            raise _ilegible(archivo, siguiente) from error
        renglones = _renglones(siguiente, filas.num_rows, rotos)
        siguiente = int(renglones[-1]) + 1 if len(renglones) else siguiente
        con_datos = _con_datos(filas)
        yield Bloque(filas.filter(con_datos), renglones[con_datos], _sacar(rotos, siguiente))
    yield Bloque(filas=_vacio(origen.schema), renglones=np.empty(0, np.int64), rotos=dict(rotos))


def _apartar(rotos: dict[int, Roto], fila: "pa.csv.InvalidRow", encabezado: Encabezado) -> str:
    renglon = fila.number + 1 - encabezado.lineas
    motivo = (
        f"Renglón {renglon}: no trae las {fila.expected_columns} columnas del encabezado sino "
        f"{fila.actual_columns}. Revise sus separadores y comillas; el renglón completo queda en "
        "la columna clave."
    )
    rotos[renglon] = Roto(fila.text, motivo)
    return "skip"


def _sin_tragados(
    archivo: Path, encabezado: Encabezado, bloques: Iterable[Bloque]
) -> Iterator[Bloque]:
    """Refuse the file when a stray quotation mark makes several rows look like one."""
    for bloque in bloques:
        textos = [(int(bloque.renglones[fila]), texto) for fila, texto in con_salto(bloque.filas)]
        textos += [(renglon, roto.texto) for renglon, roto in bloque.rotos.items()]
        for renglon, texto in sorted(textos):
            tragado = renglon_tragado(texto, encabezado.nombres, separador=encabezado.separador)
            if tragado is not None:
                raise DatoInvalido(
                    f"«{archivo.name}», renglón {renglon}: unas comillas sin cerrar se tragan el "
                    f"renglón «{tragado}». Ciérrelas o quítelas y repita el cálculo."
                )
        yield bloque


def _renglones(desde: int, cuantos: int, rotos: dict[int, Roto]) -> Columna:
    """Lines of the rows of a block: consecutive, but for those set apart."""
    renglones = np.arange(desde, desde + cuantos + len(rotos))
    return renglones[~np.isin(renglones, list(rotos))][:cuantos]


def _con_datos(filas: pa.RecordBatch) -> Columna:
    """Tell which rows are not a blank line."""
    con_datos = np.zeros(filas.num_rows, dtype=bool)
    for columna in filas.columns:
        con_datos |= pc.not_equal(columna, "").to_numpy(zero_copy_only=False)
    return con_datos


def _sacar(rotos: dict[int, Roto], antes_de: int) -> dict[int, Roto]:
    return {linea: rotos.pop(linea) for linea in sorted(rotos) if linea < antes_de}


def _vacio(esquema: pa.Schema) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist([], schema=esquema)


def _encabezado(archivo: Path) -> Encabezado:
    with archivo.open("rb") as flujo:
        inicio = flujo.read(INICIO)
    if b"\x00" in inicio or inicio.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DatoInvalido(
            f"«{archivo.name}» no es texto UTF-8 (parece UTF-16, un libro de Excel u otro archivo "
            "binario). Guárdelo como «CSV UTF-8 (delimitado por comas)»."
        )
    texto = inicio.decode("utf-8-sig", errors="surrogateescape")
    primera = texto.splitlines()[0] if texto else ""
    if any("\ud800" <= letra <= "\udfff" for letra in primera):
        raise _ilegible(archivo, 1)
    separador = max(SEPARADORES, key=primera.count)
    renglones = csv.reader(io.StringIO(texto, newline=""), delimiter=separador)
    nombres = [nombre.strip() for nombre in next(renglones, [])]
    lineas = renglones.line_num
    solo = len(inicio) < INICIO and next(renglones, None) is None
    return Encabezado(separador, nombres, lineas, solo)


def _ilegible(archivo: Path, desde: int) -> DatoInvalido:
    """Say at which line the text stops being UTF-8, or from which one it cannot be read."""
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
    return DatoInvalido(
        f"«{archivo.name}» no se puede leer como CSV a partir del renglón {desde}: unas comillas "
        "sin cerrar, o un renglón demasiado largo. Ciérrelas o quítelas y repita el cálculo."
    )

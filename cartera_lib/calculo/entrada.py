"""Open a file of credits, CSV or Parquet, as blocks of rows that know their line."""

from pathlib import Path

from cartera_lib.calculo.entrada_bloques import Entrada
from cartera_lib.calculo.entrada_csv import abrir_csv
from cartera_lib.calculo.entrada_parquet import abrir_parquet
from cartera_lib.errors import DatoInvalido


def abrir(archivo: Path) -> Entrada:
    """Open the input by its extension; DatoInvalido says what is wrong with the whole file."""
    if not archivo.is_file():
        raise DatoInvalido(f"No existe el archivo «{archivo}». Revise la ruta.")
    if archivo.stat().st_size == 0:
        raise DatoInvalido(f"«{archivo.name}» está vacío: no trae encabezado ni créditos.")
    return abrir_parquet(archivo) if archivo.suffix.lower() == ".parquet" else abrir_csv(archivo)

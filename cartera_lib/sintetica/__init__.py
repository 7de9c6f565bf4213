"""Floor 5: an invented subdelegación, the same every time, with its planted defects."""

from cartera_lib.sintetica.modelo import Resumen
from cartera_lib.sintetica.parquet import generar_parquet
from cartera_lib.sintetica.subdelegacion import generar

__all__ = ["Resumen", "generar", "generar_parquet"]

"""Floor 5: value a file of credits, CSV or Parquet, block by block and without losing a row."""

from cartera_lib.calculo.calcular import Resumen, calcular

__all__ = ["Resumen", "calcular"]

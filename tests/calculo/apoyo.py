"""Write an input, value it, and read the output back as rows of text."""

import csv
from datetime import date

from cartera_lib.calculo import calcular
from cartera_lib.reglas.criterios import CRITERIOS

AL = date(2026, 3, 20)
ENCABEZADO = "clave,importe,vencimiento\n"
CREDITO = "K1,1000.00,2024-02-17\n"
# A mano: 144.307 / 133.555 = 1.08050…; del 20-02-2024 al 20-03-2026 empiezan 26 periodos, 23 al
# 1.47 y 3 al 2.07: 40.02 %; 1,080.50 × 40.02 % = 432.4161.
VALOR = {
    "vencimiento_efectivo": "2024-02-19",
    "inpc_antiguo": "133.555",
    "inpc_reciente": "144.307",
    "factor": "1.0805",
    "actualizacion": "80.50",
    "meses": "26",
    "tasa_recargos_pct": "40.02",
    "recargos": "432.42",
    "total": "1512.92",
    "provisional": "no",
    "causa": "",
}


def calcula(carpeta, contenido, *, al=AL, salida="salida.csv", criterios=CRITERIOS):
    """Value a CSV given as text or bytes; return the summary and the rows written."""
    entrada, destino = carpeta / "entrada.csv", carpeta / salida
    crudo = contenido if isinstance(contenido, bytes) else contenido.encode()
    entrada.write_bytes(crudo)
    resumen = calcular(entrada, destino, al=al, criterios=criterios)
    return resumen, leer(destino)


def leer(archivo):
    with archivo.open(encoding="utf-8", newline="") as texto:
        return list(csv.DictReader(texto))


def sin_residuos(carpeta, *esperados):
    """Tell that a refusal left nothing half written."""
    return sorted(p.name for p in carpeta.iterdir()) == sorted(["entrada.csv", *esperados])

"""``cartera calcular``: value a file of credits on a day."""

import argparse
import sys
from pathlib import Path

from cartera_lib.cli.opciones import Verbos, dia, tope

ALGUNOS_SIN_CALCULO = 3


def agregar(verbos: Verbos) -> None:
    """Add the verb and its options."""
    verbo = verbos.add_parser(
        "calcular",
        help="actualización, recargos y total de cada crédito de un archivo",
        description="Calcula cada crédito de un CSV o Parquet con las columnas clave, importe y "
        "vencimiento (AAAA-MM-DD) o periodo (AAAA-MM); tipo_documento es opcional. Termina en 0 "
        "si todos se calcularon y en 3 si alguno no: su renglón conserva su lugar y su causa.",
    )
    verbo.add_argument("entrada", type=Path, metavar="ENTRADA", help="archivo .csv o .parquet")
    verbo.add_argument(
        "--al", type=dia, required=True, metavar="AAAA-MM-DD", help="día del cálculo"
    )
    verbo.add_argument(
        "--salida", type=Path, required=True, metavar="SALIDA", help=".csv o .parquet"
    )
    verbo.add_argument(
        "--tope-meses",
        type=tope,
        default=60,
        metavar="N",
        help="meses con recargos, 60 si no se dice; 0 sin tope",
    )
    verbo.add_argument(
        "--redondeo-factor",
        choices=["truncar", "medio_arriba"],
        default="truncar",
        help="qué se hace tras la diezmilésima del factor",
    )
    verbo.set_defaults(ejecutar=ejecutar)


def ejecutar(opciones: argparse.Namespace) -> int:
    """Compute, say how many rows were computed and why some were not."""
    from cartera_lib.calculo import calcular
    from cartera_lib.reglas.criterios import Criterios
    from cartera_lib.valores.dinero import Redondeo

    criterios = Criterios(opciones.tope_meses, Redondeo(opciones.redondeo_factor))
    resumen = calcular(opciones.entrada, opciones.salida, al=opciones.al, criterios=criterios)
    print(
        f"Renglones leídos: {resumen.leidas:,} = calculados {resumen.computadas:,} + "
        f"sin calcular {resumen.sin_calculo:,}, al {opciones.al:%d/%m/%Y}."
    )
    for ejemplo in resumen.ejemplos:
        print(f"  {ejemplo}", file=sys.stderr)
    if resumen.sin_calculo > len(resumen.ejemplos):
        print("  Los demás llevan su motivo en la columna causa.", file=sys.stderr)
    return ALGUNOS_SIN_CALCULO if resumen.sin_calculo else 0

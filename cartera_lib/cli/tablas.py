"""``cartera tablas``: what the legal tables cover, whether they are whole, and new indices."""

import argparse
from datetime import date
from pathlib import Path

from cartera_lib.cli.opciones import Verbos

CON_PROBLEMAS = 3


def agregar(verbos: Verbos) -> None:
    """Add the verb and its actions."""
    verbo = verbos.add_parser(
        "tablas", help="cobertura de las tablas de ley, su revisión y nuevos índices"
    )
    verbo.set_defaults(ejecutar=lista)
    acciones = verbo.add_subparsers(title="acciones", metavar="ACCIÓN")
    revisar = acciones.add_parser("verificar", help="fuentes, huecos y fechas de cada tabla")
    revisar.set_defaults(ejecutar=verificar)
    agregar_inpc = acciones.add_parser("importar", help="incorpora índices publicados")
    agregar_inpc.add_argument("tabla", choices=["inpc"])
    agregar_inpc.add_argument("archivo", type=Path, metavar="ARCHIVO", help="CSV o JSON exportado")
    agregar_inpc.add_argument("--fuente", help="de dónde se obtuvo; si falta, el archivo")
    agregar_inpc.set_defaults(ejecutar=importar)


def lista(_: argparse.Namespace) -> int:
    """Print each dated table, what it covers and its article."""
    from cartera_lib.norma.tablas import fichas, renglones, tabla

    for nombre, ficha in fichas().items():
        cubre = f"{len(renglones(nombre))} renglones"
        if ficha["forma"] != "lista":
            cubre = tabla(nombre).cobertura
        print(f"{nombre:<17} {cubre:<36} {ficha['articulo']:<10} {ficha['titulo']}")
    return 0


def verificar(_: argparse.Namespace) -> int:
    """Print what is wrong with the tables and which rows wait to be confirmed."""
    from cartera_lib.norma.verificacion import por_confirmar, problemas

    hallados, pendientes = problemas(date.today()), por_confirmar()
    for problema in hallados:
        print(problema)
    for renglon in pendientes:
        print(f"Por confirmar · {renglon}")
    print(f"{len(hallados)} problemas; {len(pendientes)} renglones por confirmar.")
    return CON_PROBLEMAS if hallados else 0


def importar(opciones: argparse.Namespace) -> int:
    """Show the difference and add what is new; refuse what disagrees."""
    from cartera_lib.importers import inpc

    diferencia = inpc.compare(inpc.read(opciones.archivo))
    print(f"Meses iguales a la tabla: {len(diferencia.iguales)}.")
    if diferencia.anteriores:
        print(f"Meses anteriores a la tabla, que no se usan: {diferencia.anteriores}.")
    for distinto in diferencia.distintos:
        print(f"Distinto · {distinto}")
    for periodo, valor in diferencia.nuevos:
        print(f"Nuevo · {periodo}: {valor}")
    if diferencia.nuevos or diferencia.distintos:
        archivo = inpc.append(diferencia, opciones.fuente or f"archivo {opciones.archivo.name}")
        print(f"Meses agregados a {archivo}: {len(diferencia.nuevos)}.")
    else:
        print("No hay nada nuevo.")
    return 0

"""The verbs of the counter: open and follow the book, receive, answer, prove, account."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cartera_lib.cli.opciones import Verbos, agregar_libro, de_persona, dia, mes

if TYPE_CHECKING:
    from cartera_lib.ventanilla import Ventanilla

CON_DEVOLUCIONES = SIN_EXPLICAR = 3
ALTERADO = 4


def agregar(verbos: Verbos) -> None:
    """Add the verbs and their options."""
    _de_cortes(verbos)
    _de_requerimientos(verbos)
    _de_fichas(verbos)
    _de_contabilidad(verbos)
    verbo = verbos.add_parser("verificar", help="prueba que nadie alteró el libro")
    agregar_libro(verbo)
    verbo.add_argument("--huella", metavar="HUELLA", help="de un acuse guardado aparte")
    verbo.set_defaults(ejecutar=verificar)


def _de_cortes(verbos: Verbos) -> None:
    for nombre, ayuda, ejecutar in (
        ("abrir", "abre una cuenta por crédito con el primer corte", abrir),
        ("seguir", "asienta lo que trae un corte que el libro no tenía", seguir),
        ("comprobar", "comprueba con un corte lo que otra persona afectó", comprobar),
    ):
        _corte(de_persona(verbos, nombre, ayuda=ayuda, ejecutar=ejecutar))


def _de_requerimientos(verbos: Verbos) -> None:
    ayuda = "recibe cédulas, solicitudes, fichas o recaudación"
    verbo = de_persona(verbos, "recibir", ayuda=ayuda, ejecutar=recibir)
    verbo.add_argument("archivos", nargs="+", type=Path, metavar="ARCHIVO")
    ayuda = "afecta o devuelve los requerimientos recibidos"
    verbo = de_persona(verbos, "resolver", ayuda=ayuda, ejecutar=resolver)
    verbo.add_argument("folios", nargs="*", metavar="FOLIO", help="si faltan, todos")
    ayuda = "deshace un movimiento con otro que lo dice"
    verbo = de_persona(verbos, "corregir", ayuda=ayuda, ejecutar=corregir)
    verbo.add_argument("movimiento", type=int, metavar="NUMERO")
    verbo.add_argument("--motivo", required=True, metavar="TEXTO", help="por qué")


def _de_fichas(verbos: Verbos) -> None:
    ayuda = "emite o devuelve las fichas solicitadas"
    verbo = de_persona(verbos, "emitir", ayuda=ayuda, ejecutar=emitir)
    verbo.add_argument("folios", nargs="*", metavar="FOLIO", help="si faltan, todas")
    ayuda = "da por vencidas las fichas sin pago y avisa a su área"
    de_persona(verbos, "vencer", ayuda=ayuda, ejecutar=vencer)


def _de_contabilidad(verbos: Verbos) -> None:
    ayuda = "cartera, contabilidad, sistema y Tesorería"
    de_persona(verbos, "conciliar", ayuda=ayuda, ejecutar=conciliar)
    ayuda = "el diario contable, para otro programa"
    verbo = de_persona(verbos, "diario", ayuda=ayuda, ejecutar=diario)
    verbo.add_argument("formato", choices=["hledger", "beancount"])
    ayuda = "registra el número que devolvió Contabilidad"
    verbo = de_persona(verbos, "poliza", ayuda=ayuda, ejecutar=poliza)
    verbo.add_argument("mes", type=mes, metavar="AAAA-MM")
    verbo.add_argument("numero", metavar="NUMERO")


def _corte(verbo: argparse.ArgumentParser) -> None:
    verbo.add_argument(
        "--corte", type=dia, metavar="AAAA-MM-DD", help="cuál; si falta, el que toca"
    )


def _abierta(opciones: argparse.Namespace) -> "Ventanilla":
    from cartera_lib.puertas import atender

    return atender(opciones.libro, opciones.quien)


def _al(opciones: argparse.Namespace) -> date:
    return opciones.al or date.today()


def abrir(opciones: argparse.Namespace) -> int:
    """Open the accounts of the book."""
    print(_abierta(opciones).abrir_libro(opciones.corte))
    return 0


def seguir(opciones: argparse.Namespace) -> int:
    """Follow one cut, or all that wait in their order."""
    ventanilla = _abierta(opciones)
    cortes = [opciones.corte] if opciones.corte else ventanilla.por_seguir()
    for corte in cortes:
        acuse, hecho = ventanilla.seguir_corte(corte)
        movidos = ", ".join(f"{n:,} {t}" for t, n in hecho.resumen().items()) or "nada"
        print(f"Corte al {corte:%d/%m/%Y}: {hecho.iguales:,} cuentas iguales; {movidos}.")
        print(f"  {len(hecho.partidas):,} partidas por aclarar. {acuse}")
    if not cortes:
        print("El libro ya siguió todos los cortes cargados.")
    return 0


def comprobar(opciones: argparse.Namespace) -> int:
    """Prove what another person posted."""
    print(_abierta(opciones).comprobar_corte(opciones.corte))
    return 0


def recibir(opciones: argparse.Namespace) -> int:
    """Receive files of any class that comes to the counter; a refused one stops no other."""
    from cartera_lib.errors import CarteraError

    ventanilla, salida = _abierta(opciones), 0
    for archivo in opciones.archivos:
        try:
            print(f"{archivo.name}: {ventanilla.recibir(archivo, al=_al(opciones))}")
        except CarteraError as motivo:
            print(f"Rechazado · {motivo}", file=sys.stderr)
            salida = 2
    return salida


def resolver(opciones: argparse.Namespace) -> int:
    """Post or return requirements; 3 when any was returned."""
    ventanilla, devueltos = _abierta(opciones), 0
    for folio in opciones.folios or ventanilla.por_resolver():
        acuse, dictamen = ventanilla.resolver(folio, al=_al(opciones))
        causas = dictamen.revision.causas
        devueltos += bool(causas)
        print(f"{folio}: {'devuelto' if causas else 'afectado'}. {acuse}")
        for causa in causas:
            print(f"  {causa.codigo} {causa.texto}")
    return CON_DEVOLUCIONES if devueltos else 0


def corregir(opciones: argparse.Namespace) -> int:
    """Undo one movement."""
    ventanilla = _abierta(opciones)
    print(ventanilla.corregir(opciones.movimiento, opciones.motivo, al=_al(opciones)))
    return 0


def emitir(opciones: argparse.Namespace) -> int:
    """Issue or return the fichas that were asked for; 3 when any was returned."""
    from cartera_lib.cartera.ficha import SolicitudDevuelta

    ventanilla, devueltas = _abierta(opciones), 0
    for folio in opciones.folios or ventanilla.solicitudes_pendientes():
        acuse, resultado = ventanilla.emitir(folio, al=_al(opciones))
        if isinstance(resultado, SolicitudDevuelta):
            devueltas += 1
            print(f"{folio}: devuelta. {acuse}")
            for causa in resultado.causas:
                print(f"  {causa.codigo} {causa.texto}")
        else:
            print(f"{folio}: ficha {resultado.folio}, referencia {resultado.referencia}. {acuse}")
    return CON_DEVOLUCIONES if devueltas else 0


def vencer(opciones: argparse.Namespace) -> int:
    """End the fichas whose term is over and print the notices."""
    for aviso in _abierta(opciones).vencer_fichas(al=_al(opciones)):
        print(aviso)
    return 0


def conciliar(opciones: argparse.Namespace) -> int:
    """Print the sheet and its items; 3 when something is left without explanation."""
    from cartera_lib.vistas import Vista

    hecha = _abierta(opciones).conciliar(al=_al(opciones))
    print(hecha.encabezado())
    por_clase = hecha.partidas.groupby(["clase", "dueno"])["importe"].agg(["size", "sum"])
    por_clase.columns = ["partidas", "importe"]
    print(Vista(hecha.hoja, "Cédula"))
    print(Vista(hecha.cruces, "Cruces"))
    print(Vista(por_clase, "Partidas abiertas"))
    return SIN_EXPLICAR if hecha.residual else 0


def diario(opciones: argparse.Namespace) -> int:
    """Print the whole journal."""
    print(_abierta(opciones).diario(opciones.formato, hasta=opciones.al), end="")
    return 0


def poliza(opciones: argparse.Namespace) -> int:
    """Keep the number that Accounting gave to a month."""
    print(_abierta(opciones).registrar_poliza(opciones.mes, opciones.numero, al=_al(opciones)))
    return 0


def verificar(opciones: argparse.Namespace) -> int:
    """Prove the whole book; 4 when something is not as it was kept."""
    from cartera_lib import store

    with store.open(opciones.libro) as libro:
        fallas = libro.verificar()
        if opciones.huella and not libro.contiene(opciones.huella):
            fallas += (f"La huella {opciones.huella} no está en el libro: le falta lo que decía.",)
        for falla in fallas:
            print(falla, file=sys.stderr)
        if fallas:
            return ALTERADO
        carga, acto = libro.huellas_de_cabeza()
        print("El libro está completo: cadenas, saldos, pólizas y cargas cuadran.")
        print(f"Huella de la última carga: {carga}")
        print(f"Huella del último acto:    {acto}")
    return 0

"""``cartera documento``: issue documents, follow them to their end, and prove a paper."""

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cartera_lib.cli.opciones import Verbos, de_persona
from cartera_lib.errors import DatoInvalido

if TYPE_CHECKING:
    from collections.abc import Iterable, Sized

    from cartera_lib.cartera.borrador import Negativa
    from cartera_lib.documents.comprobar import Comprobacion
    from cartera_lib.oficina.seleccion import Filtro
    from cartera_lib.ventanilla import Ventanilla

CON_NEGATIVAS = SIN_PROBAR = 3
ALTERADO = 4
FILTRO = (
    *("registro", "credito", "ramo", "incidencia", "tipo-documento", "sector"),
    *("desde", "hasta", "dias"),
)
SUCESOS = {
    "revisar": "dice que lo emitido está bien; no puede quien lo emitió",
    "firmar": "firma: con el certificado de la oficina o, si no lo hay, de manera autógrafa",
}
CON_TEXTO = {
    "diligenciar": ("dice el resultado de la diligencia", "resultado"),
    "devolver": ("dice que volvió sin diligenciar, y por qué", "causa"),
    "anular": ("anula un documento; su folio y su papel se conservan", "causa"),
}


def agregar(verbos: Verbos) -> None:
    """Add the verb and its own verbs."""
    raiz = verbos.add_parser("documento", help="emite documentos, los sigue y comprueba papeles")
    propios = raiz.add_subparsers(title="verbos", metavar="VERBO", required=True)
    _de_emision(propios)
    for nombre, ayuda in SUCESOS.items():
        _con_folios(de_persona(propios, nombre, ayuda=ayuda, ejecutar=suceder))
        propios.choices[nombre].set_defaults(verbo=nombre)
    for nombre, (ayuda, texto) in CON_TEXTO.items():
        verbo = de_persona(propios, nombre, ayuda=ayuda, ejecutar=cerrar)
        verbo.add_argument("folio", metavar="FOLIO")
        verbo.add_argument(f"--{texto}", dest="texto", required=True, metavar="TEXTO")
        verbo.set_defaults(verbo=nombre)
    verbo = de_persona(propios, "entregar", ayuda="entrega con su factura", ejecutar=entregar)
    verbo.add_argument("--area", required=True, metavar="AREA", help="quién recibe")
    _con_folios(verbo)
    de_persona(propios, "recoger", ayuda="recoge lo que la ley ya no permite", ejecutar=recoger)
    _de_comprobacion(propios)


def _de_emision(verbos: Verbos) -> None:
    verbo = de_persona(verbos, "emitir", ayuda="congela una lista y la emite", ejecutar=emitir)
    verbo.add_argument("clase", metavar="CLASE", help="por ejemplo mandamiento")
    for nombre in FILTRO:
        verbo.add_argument(f"--{nombre}", default="", metavar=nombre.upper(), help=AYUDAS[nombre])
    verbo.add_argument("--probar", action="store_true", help="dice qué saldría y no guarda nada")
    verbo = de_persona(
        verbos, "seguir", ayuda="emite lo que falta de una lista congelada", ejecutar=seguir
    )
    verbo.add_argument("orden", metavar="FOLIO")
    verbo = de_persona(verbos, "guardar", ayuda="escribe los PDF en una carpeta", ejecutar=guardar)
    verbo.add_argument("carpeta", type=Path, metavar="CARPETA")
    _con_folios(verbo)


AYUDAS = {
    "registro": "sólo este registro patronal",
    "credito": "sólo este crédito",
    "ramo": "COP o RCV",
    "incidencia": "clave de dos cifras",
    "tipo-documento": "clave de dos cifras",
    "sector": "clave de dos cifras",
    "desde": "importe histórico mínimo, en pesos",
    "hasta": "importe histórico máximo, en pesos",
    "dias": "días desde el alta, como mínimo",
}


def _de_comprobacion(verbos: Verbos) -> None:
    verbo = verbos.add_parser("verificar", help="comprueba un PDF, sin conexión")
    verbo.add_argument("archivos", nargs="+", type=Path, metavar="ARCHIVO")
    verbo.add_argument(
        "--libro", default="", metavar="LIBRO", help="también contra los que el libro guarda"
    )
    verbo.set_defaults(ejecutar=verificar)


def _con_folios(verbo: argparse.ArgumentParser) -> None:
    verbo.add_argument("folios", nargs="+", metavar="FOLIO")


def emitir(opciones: argparse.Namespace) -> int:
    """Freeze a list and issue it; 3 when some credit was refused."""
    ventanilla, al = _atender(opciones)
    preparacion = ventanilla.preparar(opciones.clase.upper(), _filtro(opciones), al=al)
    _decir_negativas(preparacion.negativas)
    if opciones.probar:
        print(f"Saldrían {_cuantos(preparacion.borradores)}. No se guardó nada.")
        return CON_NEGATIVAS if preparacion.negativas else 0
    acuse, orden = ventanilla.ordenar(preparacion, al=al)
    print(f"Lista {orden.folio}: {orden.filtro}. {acuse}")
    tarde = _emitir(ventanilla, orden.folio, al)
    return CON_NEGATIVAS if preparacion.negativas or tarde else 0


def seguir(opciones: argparse.Namespace) -> int:
    """Go on with a list; 3 when some document was refused."""
    ventanilla, al = _atender(opciones)
    return CON_NEGATIVAS if _emitir(ventanilla, opciones.orden, al) else 0


def guardar(opciones: argparse.Namespace) -> int:
    """Write the papers as the book keeps them, signed where they are."""
    ventanilla, _ = _atender(opciones)
    opciones.carpeta.mkdir(parents=True, exist_ok=True)
    for folio in opciones.folios:
        destino = opciones.carpeta / f"{folio}.pdf"
        destino.write_bytes(ventanilla.libro.firmado_de(folio))
        print(destino)
    return 0


def suceder(opciones: argparse.Namespace) -> int:
    """Review or sign documents."""
    ventanilla, al = _atender(opciones)
    hacer = {
        "revisar": ventanilla.revisar_documentos,
        "firmar": ventanilla.firmar_documentos,
    }
    print(hacer[opciones.verbo](opciones.folios, al=al))
    return 0


def cerrar(opciones: argparse.Namespace) -> int:
    """End one document, saying how."""
    ventanilla, al = _atender(opciones)
    hacer = {
        "diligenciar": ventanilla.diligenciar_documento,
        "devolver": ventanilla.devolver_documento,
        "anular": ventanilla.anular_documento,
    }
    print(hacer[opciones.verbo](opciones.folio, opciones.texto, al=al))
    return 0


def entregar(opciones: argparse.Namespace) -> int:
    """Hand documents over."""
    ventanilla, al = _atender(opciones)
    factura = ventanilla.entregar_documentos(opciones.folios, opciones.area, al=al)
    print(f"Entregados con la factura {factura}.")
    return 0


def recoger(opciones: argparse.Namespace) -> int:
    """Call back what the law no longer allows; 3 when there was any."""
    ventanilla, al = _atender(opciones)
    recogidos = ventanilla.recoger_documentos(al=al)
    for folio, motivo in recogidos.items():
        print(f"{folio}: {motivo}")
    if not recogidos:
        print("Nada hay que recoger.")
    return CON_NEGATIVAS if recogidos else 0


def verificar(opciones: argparse.Namespace) -> int:
    """Prove papers; 4 when any is not what was issued, 3 when not all could be proved."""
    from cartera_lib.documents.comprobar import comprobar

    probar = comprobar
    if opciones.libro:
        from cartera_lib.puertas import atender

        probar = atender(opciones.libro).comprobar_documento
    malos = dudosos = 0
    for archivo in opciones.archivos:
        hecha = probar(_leido(archivo))
        malos += bool(hecha.fallas)
        dudosos += bool(hecha.sin_probar)
        _decir_comprobacion(archivo.name, hecha)
    return ALTERADO if malos else SIN_PROBAR if dudosos else 0


def _decir_comprobacion(nombre: str, hecha: "Comprobacion") -> None:
    if hecha.fallas:
        print(f"{nombre}: NO es lo que se emitió.")
    else:
        print(f"{nombre}: {hecha.nombre} {hecha.folio}, {hecha.cifras:,} cifras comprobadas.")
    for linea in (*hecha.fallas, *hecha.sin_probar):
        print(f"  {linea}")
    for firma in hecha.firmas:
        print(f"  Firma electrónica de {firma.quien}.")
    print(f"  SHA-256 {hecha.sha256}")


def _emitir(ventanilla: "Ventanilla", folio: str, al: date) -> int:
    """Issue what is left of a list; return how many of its documents are refused today."""
    emitidos, negativas = ventanilla.emitir_orden(
        folio, al=al, avance=lambda van, de: print(f"  {van:,} de {de:,}")
    )
    _decir_negativas(negativas)
    rango = f", del {emitidos[0]} al {emitidos[-1]}" if emitidos else ""
    print(f"Lista {folio}: {_cuantos(emitidos)}{rango}.")
    return len(negativas)


def _cuantos(documentos: "Sized") -> str:
    return f"{len(documentos):,} documento{'' if len(documentos) == 1 else 's'}"


def _decir_negativas(negativas: "Iterable[Negativa]") -> None:
    for negativa in negativas:
        print(f"No procede · {negativa}")


def _filtro(opciones: argparse.Namespace) -> "Filtro":
    from cartera_lib.oficina.seleccion import Filtro
    from cartera_lib.valores.dinero import centavos

    if opciones.dias and not opciones.dias.isdecimal():
        raise DatoInvalido(f"«{opciones.dias}» no es un número de días. Escriba sólo cifras.")
    return Filtro(
        registro=opciones.registro,
        credito=opciones.credito,
        ramo=opciones.ramo.upper(),
        incidencia=opciones.incidencia,
        tipo_documento=opciones.tipo_documento,
        sector=opciones.sector,
        importe_desde=centavos(opciones.desde) if opciones.desde else 0,
        importe_hasta=centavos(opciones.hasta) if opciones.hasta else 0,
        dias_desde=int(opciones.dias or 0),
    )


def _leido(archivo: Path) -> bytes:
    try:
        return archivo.read_bytes()
    except OSError as motivo:
        raise DatoInvalido(f"No se puede leer «{archivo.name}». Revise que exista.") from motivo


def _atender(opciones: argparse.Namespace) -> "tuple[Ventanilla, date]":
    from cartera_lib.puertas import atender

    return atender(opciones.libro, opciones.quien), opciones.al or date.today()

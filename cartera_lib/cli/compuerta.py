"""The verbs of the gate: ask whether an act is lawful, capture a fact, confirm it."""

import argparse
from datetime import date
from typing import TYPE_CHECKING

from cartera_lib.cli.opciones import Verbos, de_persona, dia
from cartera_lib.errors import DatoInvalido

if TYPE_CHECKING:
    from cartera_lib.cartera.movimiento import Llave
    from cartera_lib.oficina.veredicto import Razon
    from cartera_lib.ventanilla import Ventanilla

NO_SE_PUEDE = 3
ACTOS = (
    *("mandamiento", "notificar", "embargo", "remate", "ficha", "envio"),
    *("sustituto", "responsable"),
)


def agregar(verbos: Verbos) -> None:
    """Add the verbs and their options."""
    verbo = de_persona(
        verbos,
        "puede",
        ayuda="dice si un acto procede hoy con un crédito, y por qué",
        ejecutar=puede,
    )
    verbo.add_argument("acto", choices=ACTOS)
    _de_credito(verbo)
    verbo = de_persona(
        verbos, "hecho", ayuda="captura lo que un documento prueba de un crédito", ejecutar=hecho
    )
    verbo.add_argument("clase", metavar="HECHO", help="su clave en la tabla de hechos")
    _de_credito(verbo)
    verbo.add_argument("--fecha", type=dia, required=True, metavar="AAAA-MM-DD")
    verbo.add_argument("--documento", required=True, metavar="CLAVE", help="qué lo prueba")
    verbo.add_argument("--folio", required=True, metavar="FOLIO", help="del documento")
    verbo.add_argument("--medio", default="", metavar="CLAVE", help="si es una notificación")
    verbo = de_persona(
        verbos, "confirmar", ayuda="confirma hechos que capturó otra persona", ejecutar=confirmar
    )
    verbo.add_argument("folios", nargs="+", metavar="FOLIO")


def _de_credito(verbo: argparse.ArgumentParser) -> None:
    verbo.add_argument("credito", metavar="CREDITO", help="su número")
    verbo.add_argument("--patron", required=True, metavar="REGISTRO")
    verbo.add_argument("--ramo", default="", choices=["COP", "RCV"], help="si el número se repite")


def puede(opciones: argparse.Namespace) -> int:
    """Answer, with every reason; 3 when the act is not lawful."""
    from cartera_lib.reglas.decision import Acto

    ventanilla, al = _atender(opciones)
    llave = _llave(opciones, ventanilla)
    dicho = ventanilla.puede(Acto[opciones.acto.upper()], llave, al=al)
    print(
        f"{'Sí' if dicho.puede else 'No'}: {dicho.acto.value}, crédito {llave}, al {al:%d/%m/%Y}."
    )
    for razon in (*dicho.razones, *dicho.advertencias):
        print(f"  {_dicha(razon)}")
    if dicho.puede:
        return 0
    desde = f"desde el {dicho.desde:%d/%m/%Y}" if dicho.desde else "no con el solo paso del tiempo"
    print(f"  Si nada cambia: {desde}.")
    print(f"  Bastaría: {'; '.join(dicho.bastaria) or 'ningún hecho; se cierra el crédito'}.")
    return NO_SE_PUEDE


def hecho(opciones: argparse.Namespace) -> int:
    """Keep one fact of a credit, or of its employer when its kind reaches all of them."""
    from cartera_lib.cartera.hecho import Hecho, clases_de_hecho
    from cartera_lib.cartera.movimiento import Soporte

    ventanilla, al = _atender(opciones)
    llave, clase = _llave(opciones, ventanilla), clases_de_hecho().get(opciones.clase)
    suya = llave if clase is None or clase.alcance == "credito" else None
    soporte = Soporte(opciones.documento, opciones.folio, opciones.fecha)
    dado = Hecho("", opciones.clase, llave.registro, suya, opciones.fecha, soporte, opciones.medio)
    print(ventanilla.capturar_hechos([dado], al=al))
    return 0


def confirmar(opciones: argparse.Namespace) -> int:
    """Confirm the facts that another person captured."""
    ventanilla, al = _atender(opciones)
    print(ventanilla.confirmar_hechos(opciones.folios, al=al))
    return 0


def _atender(opciones: argparse.Namespace) -> "tuple[Ventanilla, date]":
    from cartera_lib.puertas import atender

    return atender(opciones.libro, opciones.quien), opciones.al or date.today()


def _llave(opciones: argparse.Namespace, ventanilla: "Ventanilla") -> "Llave":
    """Return the credit of the last cut that has a number; DatoInvalido if none, or several."""
    from cartera_lib.cartera.movimiento import Llave

    mesa = ventanilla.mesa
    filas = mesa.de_patron(opciones.patron, mesa.cartera()).tabla.select(list(Llave._fields))
    suyas = [
        Llave(**fila)
        for fila in filas.to_pylist()
        if fila["credito"] == opciones.credito and opciones.ramo in ("", fila["ramo"])
    ]
    if len(suyas) != 1:
        tiene = "tiene varios: diga el ramo" if suyas else "no lo tiene: revise el número"
        raise DatoInvalido(
            f"Crédito {opciones.credito}: en el corte, el patrón {opciones.patron} {tiene}."
        )
    return suyas[0]


def _dicha(razon: "Razon") -> str:
    prueba = f" ({razon.evidencia})" if razon.evidencia else ""
    duda = " Por confirmar." if razon.por_confirmar else ""
    texto = razon.texto[:1].upper() + razon.texto[1:]
    return f"{texto}{prueba}. {razon.articulos}. Qué hacer: {razon.accion}.{duda}"

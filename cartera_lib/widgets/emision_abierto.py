"""One issued document: its paper in the page, its credits, its history, and what comes next."""

from collections.abc import Callable
from html import escape
from typing import Any

import ipywidgets as w
import pandas as pd

from cartera_lib.cartera.emision import EMITIDO, ClaseDeSuceso
from cartera_lib.store import Almacen
from cartera_lib.valores.dinero import pesos
from cartera_lib.vistas import tabla_html
from cartera_lib.widgets.emision_pasos import Pasos
from cartera_lib.widgets.emision_visor import Visor
from cartera_lib.widgets.marco import Marco, boton, datos_html

MITAD = {"flex": "1 1 34rem", "min_width": "0"}


class Abierto:
    """The document that somebody opened; nothing while none is."""

    def __init__(self, marco: Marco, hecho: Callable[[], None]) -> None:
        self.marco, self.folio = marco, ""
        self.datos, self.historia = w.HTML(), w.HTML()
        self.visor = Visor(texto="Descargar el PDF")
        self.pasos = Pasos(marco, hecho)
        self.cerrar = boton("Cerrar este documento")
        self.caja = w.VBox([])
        self.caja.add_class("ct-memoria")  # the table brings it into view
        marco.al_pulsar(self.cerrar, self.olvidar)

    def vista(self) -> w.VBox:
        """Return the place of the document."""
        return self.caja

    def abrir(self, fila: dict[str, Any]) -> None:
        """Open one document, as the row of the list says it."""
        self.folio = fila["folio"]
        self.pasos.callar()
        papel = self.marco.ventanilla.libro.firmado_de(self.folio)
        titulo = f"{fila['documento']} {self.folio}"
        self.visor.mostrar(papel, nombre=f"{self.folio}.pdf", titulo=titulo)
        self.actualizar(fila)
        siguiente = w.HTML("<h3>Qué sigue</h3>")
        derecha = w.VBox([siguiente, self.pasos.vista(), self.historia], layout=w.Layout(**MITAD))
        hoja = w.VBox([self.visor], layout=w.Layout(**MITAD, margin="0 1.5rem 0 0"))
        partes = w.HBox([hoja, derecha], layout=w.Layout(flex_flow="row wrap"))
        self.caja.children = [self.datos, partes, w.HBox([self.cerrar])]

    def actualizar(self, fila: dict[str, Any]) -> None:
        """Tell again what the book has of the open document."""
        libro = self.marco.ventanilla.libro
        self.datos.value = _datos_html(fila)
        self.historia.value = _creditos_html(libro, fila) + _historia_html(libro, fila)
        self.pasos.ofrecer([fila["folio"]], fila["estado"])

    def olvidar(self) -> None:
        """Open none."""
        self.folio, self.caja.children = "", []
        self.visor.vaciar()


def _datos_html(fila: dict[str, Any]) -> str:
    patron = f"{fila['registro']} {fila['nombre']}".strip()
    datos = {
        "Patrón": patron or "La oficina",
        "Estado": f"{fila['estado']}, desde el {fila['desde']:%d/%m/%Y}",
        "Emitido": f"{fila['fecha']:%d/%m/%Y}, por {fila['quien']}",
        "Importe": pesos(int(fila["importe"])) if fila["creditos"] else "",
        "De la lista": fila["orden"],
    }
    titulo = escape(f"{fila['folio']} · {fila['documento']}")
    return f"<h2>{titulo}</h2>{datos_html(datos)}"


def _creditos_html(libro: Almacen, fila: dict[str, Any]) -> str:
    filas = libro.creditos_emitidos(folio=fila["folio"]).to_pylist()
    if not filas:
        return ""
    tabla = pd.DataFrame(
        {
            "Crédito": f["credito"],
            "Ramo": f["ramo"],
            "Periodo": f["periodo"],
            "Se pide": pesos(f["importe"]),
        }
        for f in filas
    )
    return tabla_html(tabla, "Créditos del documento")


def _historia_html(libro: Almacen, fila: dict[str, Any]) -> str:
    nacio = {"Fecha": fila["fecha"], "Qué": EMITIDO, "Quién": fila["quien"], "Detalle": ""}
    sucesos = [
        {
            "Fecha": s["fecha"],
            "Qué": ClaseDeSuceso[s["clase"]].value,
            "Quién": s["quien"],
            "Detalle": s["detalle"],
        }
        for s in libro.sucesos(fila["folio"]).to_pylist()
    ]
    return tabla_html(pd.DataFrame([nacio, *sucesos]), "Qué ha pasado con él")

"""The panel of one paper: what it is, where it has been, and to lend it, get it back or move it."""

from collections.abc import Callable
from typing import Any

import ipywidgets as w
import pandas as pd

from cartera_lib.cartera.expediente import ClaseDeTraslado
from cartera_lib.cartera.movimiento import Llave
from cartera_lib.cartera.requisito import clases_de_pieza
from cartera_lib.store import AcuseDeActo
from cartera_lib.vistas import tabla_html
from cartera_lib.widgets.marco import ANCHO, Marco, boton, datos_html


class Papel:
    """The paper that somebody chose; nothing while none is."""

    def __init__(self, marco: Marco, hecho: Callable[[str], None]) -> None:
        self.marco, self.hecho, self.folio = marco, hecho, ""
        self.detalle = w.HTML()
        self.detalle.add_class("ct-memoria")  # the table brings it into view
        self.a = w.Text(description="Se presta a", style=ANCHO, layout=w.Layout(width="24rem"))
        self.vence = w.DatePicker(description="Lo devuelve el", style=ANCHO)
        self.lugar = w.Text(description="Lugar", style=ANCHO, layout=w.Layout(width="28rem"))
        self.prestar = boton("Prestar", principal=True)
        self.devolver = boton("Registrar la devolución", principal=True)
        self.mover = boton("Cambiar de lugar")
        self.acciones = w.VBox([])
        marco.al_pulsar(self.prestar, self._prestar)
        marco.al_pulsar(self.devolver, self._devolver)
        marco.al_pulsar(self.mover, self._mover)

    def abrir(self, folio: str) -> None:
        """Choose a paper."""
        self.folio, self.a.value, self.vence.value, self.lugar.value = folio, "", None, ""

    def cerrar(self) -> None:
        """Choose none."""
        self.folio = ""

    def panel(self) -> list[w.Widget]:
        """Return the panel of the paper as it is now."""
        if not self.folio:
            return []
        fila = self.marco.ventanilla.pieza(self.folio)
        self.detalle.value = _detalle(fila) + self._traslados()
        if fila["prestada_a"]:
            self.lugar.placeholder = f"El mismo: {fila['ubicacion']}"
            self.acciones.children = [w.HBox([self.lugar, self.devolver])]
        else:
            self.lugar.placeholder = "Archivero, caja, libro"
            self.acciones.children = [
                w.HBox([self.a, self.vence, self.prestar]),
                w.HBox([self.lugar, self.mover]),
            ]
        return [self.detalle, self.acciones]

    def _traslados(self) -> str:
        filas = self.marco.ventanilla.libro.traslados(self.folio).to_pylist()
        if not filas:
            return "<p>No se ha movido desde que se archivó.</p>"
        tabla = pd.DataFrame(
            {
                "Fecha": f"{f['fecha']:%d/%m/%Y}",
                "Qué": ClaseDeTraslado[f["clase"]].value.capitalize(),
                "A": f["a"],
                "Hasta": f"{f['vence']:%d/%m/%Y}" if f["vence"] else "—",
                "Lo registró": f["quien"],
            }
            for f in filas
        )
        return tabla_html(tabla, "Dónde ha estado")

    def _prestar(self) -> None:
        self._hacer(
            lambda: self.marco.ventanilla.prestar(
                self.folio, self.a.value, vence=self.vence.value, al=self.marco.dia
            ),
            f"{self.folio} prestado a {self.a.value.strip()}",
        )

    def _devolver(self) -> None:
        self._hacer(
            lambda: self.marco.ventanilla.devolver(self.folio, self.lugar.value, al=self.marco.dia),
            f"{self.folio} devuelto",
        )

    def _mover(self) -> None:
        self._hacer(
            lambda: self.marco.ventanilla.mover(self.folio, self.lugar.value, al=self.marco.dia),
            f"{self.folio} pasa a {self.lugar.value.strip()}",
        )

    def _hacer(self, hacer: Callable[[], AcuseDeActo], que: str) -> None:
        acuse = hacer()
        self.hecho(self.folio)
        self.marco.decir(f"{que}. {acuse}")


def _detalle(fila: dict[str, Any]) -> str:
    llave = Llave(*(fila[c] for c in Llave._fields))
    hasta = f", hasta el {fila['vence']:%d/%m/%Y}" if fila["vence"] else ""
    datos = {
        "De": str(llave) if fila["credito"] else "El patrón",
        "Número": fila["numero"],
        "Fecha": f"{fila['fecha']:%d/%m/%Y}",
        "Fojas": fila["fojas"],
        "Lugar": fila["ubicacion"],
        "Lo tiene": f"{fila['prestada_a']}{hasta}" if fila["prestada_a"] else "El archivo",
        "Huella de la imagen": fila["sha256"][:16] or "se archivó sin imagen",
    }
    nombre = clases_de_pieza().get(fila["clase"], fila["clase"])
    return f"<h2>{fila['folio']} · {nombre}</h2>{datos_html(datos)}"

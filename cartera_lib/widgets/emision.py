"""The app of function 1: choose credits, issue their documents, follow them, prove a paper."""

from datetime import date
from typing import Protocol

import ipywidgets as w

from cartera_lib.ventanilla import Ventanilla
from cartera_lib.vistas import ESTILO
from cartera_lib.widgets.emision_comprobar import Comprobador
from cartera_lib.widgets.emision_eleccion import Eleccion
from cartera_lib.widgets.emision_lista import Lista
from cartera_lib.widgets.emision_recogida import Recogida
from cartera_lib.widgets.marco import Marco

ELEGIR, DOCUMENTOS, RECOGER, COMPROBAR = (
    *("Elegir", "Documentos"),
    *("Por recoger", "Comprobar un papel"),
)


class Panel(Protocol):
    """What is under one tab."""

    def panel(self) -> list[w.Widget]:  # noqa: D102
        ...


class Emisora(Marco):
    """The four steps; each panel tells what the book has when it is shown."""

    def __init__(self, ventanilla: Ventanilla, al: date) -> None:
        super().__init__(ventanilla, al)
        self.lista, self.eleccion = Lista(self), Eleccion(self, self.ver_lista)
        self.paneles: dict[str, Panel] = {
            ELEGIR: self.eleccion,
            DOCUMENTOS: self.lista,
            RECOGER: Recogida(self),
            COMPROBAR: Comprobador(self),
        }
        self.solapa = w.ToggleButtons(options=list(self.paneles), style={"button_width": "12rem"})
        self.solapa.observe(lambda _: self.intentar(self.mostrar), "value")
        self.al.observe(lambda _: self.intentar(self._otro_dia), "value")
        self.mostrar()

    def vista(self, *partes: w.Widget) -> w.VBox:
        """Return the whole app; what it answers is told beside what was pressed."""
        encabezado = w.HBox([self.quien, self.al])
        return w.VBox([w.HTML(ESTILO), encabezado, *partes, self.aviso, self.cuerpo])

    def mostrar(self) -> None:
        """Show the chosen panel."""
        self.cuerpo.children = self.paneles[self.solapa.value].panel()

    def ver_lista(self, orden: str) -> None:
        """Show the documents of one list."""
        self.lista.elegir(orden)
        self.solapa.value = DOCUMENTOS

    def _otro_dia(self) -> None:
        self.eleccion.olvidar()
        self.mostrar()


def emision_documentos(ventanilla: Ventanilla, al: str = "") -> w.VBox:
    """Return the app over the last cut of a book, on a day (AAAA-MM-DD) or on that of the cut."""
    dia = date.fromisoformat(al) if al else ventanilla.mesa.cortes()[-1]
    app = Emisora(ventanilla, dia)
    return app.vista(app.solapa)

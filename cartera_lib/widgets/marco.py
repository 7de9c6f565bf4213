"""What the apps of the counter share: who attends, of which day, and how they answer."""

from collections.abc import Callable, Mapping
from datetime import date
from html import escape
from typing import Any

import ipywidgets as w

from cartera_lib.errors import CarteraError
from cartera_lib.ventanilla import Ventanilla
from cartera_lib.vistas import ESTILO

ANCHO = {"description_width": "9rem"}


class Marco:
    """The frame of an app: heading, person and day; a refusal is told, never raised."""

    def __init__(self, ventanilla: Ventanilla, al: date) -> None:
        self._ventanilla = ventanilla
        self.quien = w.Text(
            value=ventanilla.quien, description="Atiende", continuous_update=False, style=ANCHO
        )
        self.al = w.DatePicker(value=al, description="Con fecha", style=ANCHO)
        self.aviso = w.HTML()
        self.cuerpo = w.VBox([])

    @property
    def ventanilla(self) -> Ventanilla:
        """Return the counter with the person that the heading names."""
        return self._ventanilla.como(self.quien.value)

    @property
    def dia(self) -> date:
        """Return the day of the heading."""
        if self.al.value is None:
            raise CarteraError("Elija la fecha con la que se atiende.")
        return self.al.value

    def vista(self, *partes: w.Widget) -> w.VBox:
        """Return the whole app."""
        encabezado = w.HBox([self.quien, self.al])
        return w.VBox([w.HTML(ESTILO), encabezado, self.aviso, *partes, self.cuerpo])

    def decir(self, texto: str) -> None:
        """Tell what was done."""
        self.aviso.value = hecho_html(texto)

    def advertir(self, texto: str) -> None:
        """Tell what was not done, and why."""
        self.aviso.value = aviso_html(texto)

    def al_pulsar(
        self, boton: w.Button, hacer: Callable[[], object], *, en: w.HTML | None = None
    ) -> None:
        """Call when a button is pressed; it is off while its work lasts; ``en``: its answer."""

        def atender(_: object) -> None:
            boton.disabled = True
            try:
                self.intentar(hacer, en=en)
            finally:
                boton.disabled = False

        boton.on_click(atender)

    def intentar(self, hacer: Callable[[], object], *, en: w.HTML | None = None) -> None:
        """Do something and tell its refusal, if the office or the book refuses it."""
        respuesta = self.aviso if en is None else en
        respuesta.value = ""
        try:
            hacer()
        except CarteraError as motivo:
            respuesta.value = aviso_html(str(motivo))


def hecho_html(texto: str) -> str:
    """Write what was done."""
    return f'<p role="status" class="ct-hecho">{escape(texto)}</p>'


def aviso_html(texto: str) -> str:
    """Write what was not done, and why."""
    return f'<p role="alert" class="ct-aviso">{escape(texto)}</p>'


def cuantos(numero: int, de_uno: str, *, de_varios: str) -> str:
    """Say how many of something, in singular when it is one."""
    return f"{numero:,} {de_uno if numero == 1 else de_varios}"


def boton(texto: str, *, principal: bool = False) -> w.Button:
    """Return a button as wide as its text."""
    estilo = "primary" if principal else ""
    return w.Button(description=texto, button_style=estilo, layout=w.Layout(width="auto"))


def datos_html(datos: Mapping[str, Any]) -> str:
    """Write facts as a list of definitions on one line each."""
    filas = "".join(
        f"<div><dt>{escape(titulo)}</dt><dd>{escape(str(valor))}</dd></div>"
        for titulo, valor in datos.items()
        if valor not in ("", None)
    )
    return f'<dl class="ct-datos">{filas}</dl>'

"""The app of the traffic light: what may be done today with each credit, and why not."""

from collections.abc import Iterator
from datetime import date
from html import escape

import ipywidgets as w
import numpy as np

from cartera_lib.cartera.incidencia import nombres_de_incidencia
from cartera_lib.cartera.movimiento import Llave
from cartera_lib.oficina.semaforo import COLORES, TITULOS, Semaforo
from cartera_lib.reglas.decision import Acto
from cartera_lib.valores.dinero import pesos
from cartera_lib.ventanilla import Ventanilla
from cartera_lib.widgets.hechos import HechosDelCredito
from cartera_lib.widgets.marco import ANCHO, Marco
from cartera_lib.widgets.tabla import Columna, FuenteDeTabla, Tabla
from cartera_lib.widgets.veredicto import veredicto_html

COLUMNAS = [
    Columna("color", "Semáforo"),
    Columna("registro", "Patrón"),
    Columna("credito", "Crédito"),
    Columna("ramo", "Ramo"),
    Columna("periodo", "Periodo"),
    Columna("situacion", "Incidencia"),
    Columna("importe", "Histórico", "pesos"),
    Columna("por_que", "Qué lo impide"),
    Columna("prescribe", "Prescribe"),
]
SIGNOS = {"Verde": "● Sí", "Ámbar": "◐ Con cuidado", "Gris": "◌ Falta saber", "Rojo": "○ No"}
"""A colour is never the only sign."""


class Luces(Marco):
    """The light over the last cut; one credit open at a time, with its reasons and its facts."""

    def __init__(self, ventanilla: Ventanilla, al: date) -> None:
        super().__init__(ventanilla, al)
        self.acto = w.ToggleButtons(
            options=[(TITULOS[acto], acto) for acto in Acto],
            description="¿Se puede?",
            style={"button_width": "8.2rem", **ANCHO},
        )
        self.color = w.Dropdown(
            options=[("Todos", ""), *((SIGNOS[c], c) for c in COLORES.values())],
            description="Mostrar",
        )
        self.resumen, self.veredicto = w.HTML(), w.HTML()
        self.tabla = Tabla(COLUMNAS, accion="¿Por qué?", vacio="No hay créditos de este color.")
        self.hechos = HechosDelCredito(self, self._registrado)
        self.abierto: Llave | None = None
        self.semaforo: Semaforo | None = None
        self.acto.observe(lambda _: self.intentar(self.mostrar), "value")
        self.color.observe(lambda _: self.intentar(self.mostrar), "value")
        self.al.observe(lambda _: self.intentar(self.calcular), "value")
        self.tabla.al_pulsar(lambda fila: self.intentar(lambda: self.abrir(fila)))
        self.calcular()

    def calcular(self) -> None:
        """Ask the gate again, on the day of the heading."""
        self.semaforo = self.ventanilla.semaforo(self.dia)
        self.mostrar()

    def mostrar(self) -> None:
        """Show the credits of the chosen colour for the chosen act."""
        visto, acto = self._visto(), self.acto.value
        tabla = visto.tabla.assign(
            color=[SIGNOS[color] for color in visto.tabla[acto.name.lower()]],
            por_que=visto.compuerta.motivos(acto),
            situacion=[_incidencia(codigo) for codigo in visto.tabla["incidencia"]],
        )
        elegidos = np.ones(len(tabla), dtype=bool)
        if self.color.value:
            elegidos = np.asarray(tabla["color"] == SIGNOS[self.color.value])
        self.resumen.value = _resumen_html(visto, acto)
        self.tabla.mostrar(FuenteDeTabla(tabla[elegidos], COLUMNAS), f"Para {acto.value}")
        if self.abierto is not None:
            self._dictaminar()
        self._componer()

    def abrir(self, fila: int) -> None:
        """Open one credit."""
        elegida = self._visto().tabla.iloc[fila]
        self.abierto = Llave(*(str(elegida[campo]) for campo in Llave._fields))
        self.hechos.mostrar(self.abierto)
        self._dictaminar()
        self._componer()

    def _dictaminar(self) -> None:
        if self.abierto is None:
            return
        veredicto = self.ventanilla.puede(self.acto.value, self.abierto, al=self.dia)
        titulo = f"Crédito {self.abierto}, patrón {self.abierto.registro}"
        self.veredicto.value = veredicto_html(veredicto, titulo)

    def _componer(self) -> None:
        abierto = [self.veredicto, self.hechos.vista()] if self.abierto is not None else []
        self.cuerpo.children = [self.resumen, self.color, self.tabla, *abierto]

    def _registrado(self, texto: str) -> None:
        self.calcular()
        self.hechos.respuesta.value = f'<p role="status" class="ct-hecho">{escape(texto)}</p>'

    def _visto(self) -> Semaforo:
        if self.semaforo is None:
            self.calcular()
        assert self.semaforo is not None
        return self.semaforo


def semaforo(ventanilla: Ventanilla, al: str = "") -> w.VBox:
    """Return the app over the last cut of a book, on a day (AAAA-MM-DD) or on that of the cut."""
    dia = date.fromisoformat(al) if al else ventanilla.mesa.cortes()[-1]
    app = Luces(ventanilla, dia)
    return app.vista(app.acto)


def _incidencia(codigo: str) -> str:
    return f"{codigo} {nombres_de_incidencia().get(codigo, '')}".strip()


def _resumen_html(visto: Semaforo, acto: Acto) -> str:
    cajas = "".join(
        f'<div class="ct-luz ct-{color.lower().replace("á", "a")}"><dt>{SIGNOS[color]}</dt>'
        f"<dd>{cuantos:,} créditos<br>{pesos(suma)}</dd></div>"
        for color, cuantos, suma in _por_color(visto, acto)
    )
    corte = visto.compuerta.juridica.cartera.corte
    return (
        f"<p>Corte al {corte:%d/%m/%Y}, visto el {visto.al:%d/%m/%Y}. Importes históricos.</p>"
        f'<dl class="ct-datos">{cajas}</dl>'
    )


def _por_color(visto: Semaforo, acto: Acto) -> Iterator[tuple[str, int, int]]:
    for color in COLORES.values():
        suyos = visto.tabla.loc[visto.tabla[acto.name.lower()] == color, "importe"]
        if len(suyos):
            yield color, len(suyos), int(suyos.sum())

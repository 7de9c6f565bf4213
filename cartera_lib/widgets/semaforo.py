"""The app of the traffic light: what may be done today with each credit, and why not."""

from collections.abc import Iterator
from datetime import date

import ipywidgets as w
import numpy as np

from cartera_lib.cartera.incidencia import nombres_de_incidencia
from cartera_lib.cartera.materia import abiertos_por_estado, numeros_de_materia
from cartera_lib.cartera.movimiento import Llave
from cartera_lib.oficina.semaforo import COLORES, TITULOS, Semaforo
from cartera_lib.reglas.decision import Acto
from cartera_lib.valores.dinero import pesos
from cartera_lib.ventanilla import Ventanilla
from cartera_lib.vistas import ESTILO
from cartera_lib.widgets.hechos import HechosDelCredito
from cartera_lib.widgets.marco import ANCHO, Marco, boton, cuantos
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
        self.tabla = Tabla(
            COLUMNAS,
            accion="¿Por qué?",
            vacio="No hay créditos de este color.",
            busca="Patrón, crédito, incidencia o lo que diga el renglón",
        )
        self.hechos = HechosDelCredito(self, self._registrado)
        self.detalle = w.VBox([])
        self.detalle.add_class("ct-memoria")  # the table brings it into view
        self.cerrar = boton("Cerrar este crédito")
        self.abierto: int | None = None
        self.semaforo: Semaforo | None = None
        self.cuerpo.children = [self.resumen, self.color, self.aviso, self.detalle, self.tabla]
        self._escuchar()
        self.calcular()

    def _escuchar(self) -> None:
        self.acto.observe(lambda _: self.intentar(self.mostrar), "value")
        self.color.observe(lambda _: self.intentar(self._otro_color), "value")
        self.al.observe(lambda _: self.intentar(self.calcular), "value")
        self.quien.observe(lambda _: self.intentar(self._abrir_otra_vez), "value")
        self.tabla.al_pulsar(lambda fila: self.intentar(lambda: self.abrir(fila)))
        self.al_pulsar(self.cerrar, self._cerrar)

    def vista(self, *partes: w.Widget) -> w.VBox:
        """Return the whole app; what it answers is told beside what was pressed."""
        return w.VBox([w.HTML(ESTILO), w.HBox([self.quien, self.al]), *partes, self.cuerpo])

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
        fuente = FuenteDeTabla(tabla[elegidos], COLUMNAS)
        self.tabla.mostrar(fuente, f"Para {acto.value}", seguir=True)
        self._dictaminar()

    def _otro_color(self) -> None:
        self.tabla.pagina = 0
        self.mostrar()

    def abrir(self, fila: int) -> None:
        """Open one credit."""
        self.abierto = fila
        self.hechos.mostrar(self._llave(fila), _abiertas(self._visto(), fila))
        self._dictaminar()
        self.detalle.children = [self.veredicto, self.hechos.vista, w.HBox([self.cerrar])]

    def _llave(self, fila: int) -> Llave:
        elegida = self._visto().tabla.iloc[fila]
        return Llave(*(str(elegida[campo]) for campo in Llave._fields))

    def _cerrar(self) -> None:
        self.abierto, self.detalle.children = None, []

    def _abrir_otra_vez(self) -> None:
        if self.abierto is not None:
            self.abrir(self.abierto)

    def _dictaminar(self) -> None:
        if self.abierto is None:
            return
        llave = self._llave(self.abierto)
        veredicto = self.ventanilla.puede(self.acto.value, llave, al=self.dia)
        titulo = f"Crédito {llave}, patrón {llave.registro}"
        self.veredicto.value = veredicto_html(veredicto, titulo)

    def _registrado(self) -> None:
        self.calcular()
        self._abrir_otra_vez()

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


def _abiertas(visto: Semaforo, fila: int) -> list[str]:
    """Return the materias of a credit that last until a fact ends them."""
    estados = visto.compuerta.juridica.estados[:, fila]
    return [m for m, n in numeros_de_materia().items() if abiertos_por_estado()[n, estados[n]]]


def _resumen_html(visto: Semaforo, acto: Acto) -> str:
    cajas = "".join(
        f'<div class="ct-luz ct-{color.lower().replace("á", "a")}"><dt>{SIGNOS[color]}</dt>'
        f"<dd>{cuantos(n, 'crédito', de_varios='créditos')}<br>{pesos(suma)}</dd></div>"
        for color, n, suma in _por_color(visto, acto)
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

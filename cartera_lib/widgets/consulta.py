"""The consultation app: find an employer, see all it owes, and why each peso."""

from base64 import b64encode
from datetime import date
from html import escape

import ipywidgets as w
import pandas as pd

from cartera_lib import exports
from cartera_lib.errors import CarteraError
from cartera_lib.mesa import Mesa
from cartera_lib.oficina.adeudo import EstadoDeAdeudo, Variante, estado_de_adeudo
from cartera_lib.oficina.informes import IMPORTES, Situacion, situacion
from cartera_lib.reglas.memoria import explicar
from cartera_lib.valores.dinero import pesos
from cartera_lib.vistas import ESTILO, con_suma, tabla_html
from cartera_lib.widgets.memoria import memoria_html
from cartera_lib.widgets.patrones import COLUMNAS_DE_PATRON, ficha_html, hallados
from cartera_lib.widgets.tabla import Columna, FuenteDeTabla, Tabla

RAMOS = ("COP", "RCV")
COLUMNAS = [
    Columna("credito", "Crédito"),
    Columna("ramo", "Ramo"),
    Columna("periodo", "Periodo"),
    Columna("tipo_documento", "Tipo"),
    Columna("incidencia", "Incidencia"),
    Columna("antiguedad", "Antigüedad"),
    Columna("importe", "Histórico", "pesos"),
    Columna("actualizacion", "Actualización", "pesos"),
    Columna("recargos", "Recargos", "pesos"),
    Columna("total", "Total", "pesos"),
]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Consulta:
    """State of one consultation: who was found, on which day it is reckoned, what is explained."""

    def __init__(self, mesa: Mesa, al: date | None = None) -> None:
        self.mesa = mesa
        self.cartera = mesa.cartera()
        self.registro: str | None = None
        self.situacion: Situacion | None = None
        self.busqueda = w.Text(
            placeholder="Registro patronal, RFC o nombre…",
            description="Patrón",
            continuous_update=False,
            layout=w.Layout(width="32rem"),
        )
        self.al = w.DatePicker(description="Calcular al", value=al or self.cartera.corte)
        self.variante = w.ToggleButtons(
            options=[(str(v), v) for v in Variante], style={"button_width": "14rem"}
        )
        self.patrones = Tabla(COLUMNAS_DE_PATRON, accion="Ver", con_filtro=False, por_pagina=8)
        self.creditos = Tabla(COLUMNAS, accion="¿Por qué?")
        self.ficha, self.resumen, self.memoria = w.HTML(), w.HTML(), w.HTML()
        self.descarga, self.aviso = w.HTML(), w.HTML()
        self.lista = w.VBox([])
        self.volver = w.Button(description="‹ Volver a los resultados", layout={"width": "14rem"})
        self.panel = w.VBox([])
        self._escuchar()

    def vista(self) -> w.VBox:
        """Return the app, ready to be shown."""
        buscador = w.HBox([self.busqueda, self.al])
        corte = f"Corte al {self.cartera.corte:%d/%m/%Y} · {len(self.cartera):,} créditos"
        encabezado = w.HTML(f"<p>{corte}. Escriba y pulse Entrar.</p>")
        return w.VBox([w.HTML(ESTILO), encabezado, buscador, self.aviso, self.lista, self.panel])

    def _escuchar(self) -> None:
        self.busqueda.observe(lambda _: self.buscar(), "value")
        self.al.observe(lambda _: self.calcular(), "value")
        self.variante.observe(lambda _: self._resumir(), "value")
        self.volver.on_click(lambda _: self._listar())
        self.patrones.al_pulsar(self.elegir)
        self.creditos.al_pulsar(self.explicar)

    def buscar(self) -> None:
        """List the employers that resemble what was written; one alone is opened at once."""
        self._listar()
        if not self.busqueda.value.strip():
            self.lista.children = []
            return
        self.patrones.mostrar(*hallados(self.mesa, self.busqueda.value))
        if self.patrones.total == 1:
            self.elegir(self.patrones.filas[0]["id"])

    def _listar(self) -> None:
        self.registro, self.aviso.value = None, ""
        self.lista.children, self.panel.children = [self.patrones], []

    def elegir(self, registro: str) -> None:
        """Open one employer."""
        self.registro = registro
        self.calcular()

    def calcular(self) -> None:
        """Value what the employer owes on the chosen day and show it."""
        self.aviso.value = ""
        if self.registro is None:
            return
        if self.al.value is None:
            self.aviso.value = _aviso("Elija el día al que se calcula.")
            return
        suyos = self.mesa.de_patron(self.registro, self.cartera)
        self.situacion = situacion(suyos, al=self.al.value)
        self._mostrar()

    def _mostrar(self) -> None:
        valuada = self._valuada()
        if valuada.sin_calculo:
            self.aviso.value = _aviso(self._por_que_no_calcula())
        self.ficha.value = ficha_html(self.mesa.patron(str(self.registro)), str(self.registro))
        titulo = f"Créditos al {valuada.al:%d/%m/%Y}"
        self.creditos.mostrar(FuenteDeTabla(valuada.tabla, COLUMNAS), titulo)
        self.memoria.value = ""
        self._resumir()
        self.lista.children = [self.volver] if self.patrones.total > 1 else []
        self.panel.children = [
            self.ficha, self.variante, self.resumen, self.descarga, self.creditos, self.memoria,
        ]  # fmt: skip

    def _resumir(self) -> None:
        if self.situacion is None:
            return
        estados = [self.estado(ramo) for ramo in RAMOS]
        partes = [_estado_html(e) for e in estados if len(e.creditos)]
        total = sum(e.total for e in estados)
        final = f'<p class="ct-total">Total COP y RCV: <strong>{pesos(total)}</strong></p>'
        self.resumen.value = "".join(partes) + final
        self.descarga.value = self._enlace(estados)

    def estado(self, ramo: str) -> EstadoDeAdeudo:
        """Return the estado de adeudo of one ramo, in the chosen variant."""
        return estado_de_adeudo(
            self._valuada(), str(self.registro), ramo=ramo, variante=self.variante.value
        )

    def explicar(self, fila: int) -> None:
        """Show the memoria de cálculo of one credit."""
        valuada = self._valuada()
        credito = valuada.creditos.en(slice(fila, fila + 1))
        numero = str(valuada.tabla["credito"].iloc[fila])
        try:
            memoria = explicar(credito, al=valuada.al)
        except CarteraError as motivo:
            self.memoria.value = _aviso(str(motivo))
        else:
            self.memoria.value = memoria_html(memoria, f"¿Por qué? Crédito {numero}")

    def _por_que_no_calcula(self) -> str:
        valuada = self._valuada()
        fila = int((~valuada.tabla["calculado"]).to_numpy().argmax())
        try:
            explicar(valuada.creditos.en(slice(fila, fila + 1)), al=valuada.al)
        except CarteraError as motivo:
            cuantos = f"{valuada.sin_calculo} créditos suman sólo su importe histórico"
            return f"{cuantos}. {motivo}"
        return ""

    def _enlace(self, estados: list[EstadoDeAdeudo]) -> str:
        hojas = {f"{e.ramo} {e.variante.name.lower()}": e.grupos for e in estados}
        hojas["Créditos"] = self._valuada().tabla[[c.clave for c in COLUMNAS]]
        portada = {
            "Estado de adeudo": str(self.registro),
            "Corte": f"{self.cartera.corte:%d/%m/%Y}",
            "Calculado al": f"{self._valuada().al:%d/%m/%Y}",
        }
        contenido = b64encode(exports.workbook(hojas, portada)).decode("ascii")
        nombre = f"adeudo-{self.registro}-{self._valuada().al}.xlsx"
        return (
            f'<a class="ct-descarga" download="{nombre}" href="data:{XLSX};base64,{contenido}">'
            "Descargar en Excel</a>"
        )

    def _valuada(self) -> Situacion:
        if self.situacion is None:
            raise CarteraError("Elija primero un patrón.")
        return self.situacion


def consulta(mesa: Mesa, al: str = "") -> w.VBox:
    """Return the consultation app over a book, reckoned on a day (AAAA-MM-DD) or on its cut."""
    return Consulta(mesa, date.fromisoformat(al) if al else None).vista()


def _estado_html(estado: EstadoDeAdeudo) -> str:
    tabla: pd.DataFrame = con_suma(estado.grupos[["creditos", *IMPORTES]])
    return tabla_html(tabla, f"{estado.ramo} · {str(estado.variante).lower()}")


def _aviso(texto: str) -> str:
    return f'<p role="alert" class="ct-aviso">{escape(texto)}</p>'

"""The consultation app: find an employer, see all it owes, and why each peso."""

from base64 import b64encode
from datetime import date
from html import escape

import ipywidgets as w
import pandas as pd

from cartera_lib import exports
from cartera_lib.cartera.incidencia import nombres_de_incidencia
from cartera_lib.cartera.tipo_documento import tipos_documento
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
    Columna("tipo", "Tipo"),
    Columna("situacion", "Incidencia"),
    Columna("antiguedad", "Antigüedad"),
    Columna("importe", "Histórico", "pesos"),
    Columna("actualizacion", "Actualización", "pesos"),
    Columna("recargos", "Recargos", "pesos"),
    Columna("total", "Total", "pesos"),
]
SOLAPAS = {Variante.SITUACION: "por situación", Variante.MOTIVO: "por motivo"}
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
        self.panel.children = []
        if self.al.value is None:
            self.aviso.value = _aviso("Elija el día al que se calcula.")
            return
        suyos = self.mesa.de_patron(self.registro, self.cartera)
        self.situacion = situacion(suyos, al=self.al.value)
        self._mostrar()

    def _mostrar(self) -> None:
        valuada = self._valuada()
        self.aviso.value = "".join(map(_aviso, self._advertencias()))
        self.ficha.value = ficha_html(self.mesa.patron(str(self.registro)), str(self.registro))
        titulo = f"Créditos al {valuada.al:%d/%m/%Y}"
        self.creditos.mostrar(FuenteDeTabla(_visible(valuada.tabla), COLUMNAS), titulo)
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
        cual = "Total incompleto" if self.situacion.sin_calculo else "Total"
        if self.situacion.tabla["provisional"].any():
            cual += " provisional"
        dia = f"al {self.situacion.al:%d/%m/%Y}"
        final = f'<p class="ct-total">{cual} COP y RCV {dia}: <strong>{pesos(total)}</strong></p>'
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

    def _advertencias(self) -> list[str]:
        """What to know before trusting the totals, and why the first one is not computed."""
        valuada = self._valuada()
        avisos = valuada.advertencias()
        if valuada.sin_calculo:
            fila = int((~valuada.tabla["calculado"]).to_numpy().argmax())
            try:
                explicar(valuada.creditos.en(slice(fila, fila + 1)), al=valuada.al)
            except CarteraError as motivo:
                avisos[0] += f" {motivo}"
        return avisos

    def _enlace(self, estados: list[EstadoDeAdeudo]) -> str:
        hojas = {f"{e.ramo} {SOLAPAS[e.variante]}": e.grupos for e in estados}
        visible = _visible(self._valuada().tabla)[[c.clave for c in COLUMNAS]]
        hojas["Créditos"] = visible.rename(
            columns={"tipo": "tipo_documento", "situacion": "incidencia"}
        )
        patron = self.mesa.patron(str(self.registro)) or {}
        portada = {
            "Estado de adeudo": str(self.registro),
            "Nombre": str(patron.get("nombre", "")),
            "RFC": str(patron.get("rfc", "")),
            "Subdelegación": f"{self.cartera.ooad}-{self.cartera.subdelegacion}",
            "Total": pesos(sum(e.total for e in estados)),
            "Advertencias": " ".join(self._advertencias()) or "Ninguna.",
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


def _visible(tabla: pd.DataFrame) -> pd.DataFrame:
    """The credits with names beside codes, and no accessory where none could be computed."""
    copia = tabla.copy()
    copia["tipo"] = [_con_nombre(c, tipos_documento()[c].nombre) for c in tabla["tipo_documento"]]
    nombres = nombres_de_incidencia()
    copia["situacion"] = [_con_nombre(c, nombres.get(c, "")) for c in tabla["incidencia"]]
    for columna in ("actualizacion", "recargos", "total"):
        copia[columna] = tabla[columna].astype("Int64").where(tabla["calculado"])
    return copia


def _con_nombre(codigo: str, nombre: str) -> str:
    return f"{codigo} {nombre}"


def _aviso(texto: str) -> str:
    return f'<p role="alert" class="ct-aviso">{escape(texto)}</p>'

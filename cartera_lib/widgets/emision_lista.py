"""The panel of the issued documents: found, opened, moved on by themselves or together."""

from typing import Any
from zipfile import ZipInfo

import ipywidgets as w
import pandas as pd

from cartera_lib.errors import DatoInvalido
from cartera_lib.widgets.emision_abierto import Abierto
from cartera_lib.widgets.emision_pasos import ESTADOS, Pasos
from cartera_lib.widgets.emision_visor import ZIP, Visor, en_zip
from cartera_lib.widgets.marco import ANCHO, Marco, boton, cuantos, hecho_html
from cartera_lib.widgets.tabla import Columna, FuenteDeTabla, Tabla

COLUMNAS = [
    Columna("folio", "Folio"),
    Columna("documento", "Documento"),
    Columna("registro", "Patrón"),
    Columna("nombre", "Nombre"),
    Columna("creditos", "Créditos", "entero"),
    Columna("pide", "Importe", "pesos"),
    Columna("estado", "Estado"),
    Columna("desde", "Desde"),
]
TODOS = ("Todos", "")
TOPE = 1_000
"""Documents that one packet carries: what a browser takes without trouble."""


class Lista:
    """The documents of the book, by list and by state; one open at a time."""

    def __init__(self, marco: Marco) -> None:
        self.marco = marco
        self.nombres: dict[str, str] = {"": ""}
        self.filas = pd.DataFrame(columns=[c.clave for c in COLUMNAS])
        self.fuente = FuenteDeTabla(self.filas, COLUMNAS)
        self.orden, self.estado = _opciones("De la lista"), _opciones("Estado")
        self.estado.options = [TODOS, *((estado, estado) for estado in ESTADOS)]
        self.tabla = Tabla(
            COLUMNAS,
            accion="Abrir",
            vacio="No hay documentos.",
            busca="Folio, patrón, documento o lo que diga el renglón",
        )
        self.bajar, self.dicho = boton("Descargar todo en ZIP"), w.HTML()
        self.paquete = Visor(tipo=ZIP, texto="Descargar el ZIP otra vez", a_la_vista=False)
        self.abierto = Abierto(marco, self.mostrar)
        self.juntos = Pasos(marco, self.mostrar)
        self._escuchar()

    def _escuchar(self) -> None:
        for campo in (self.orden, self.estado):
            campo.observe(lambda _: self.marco.intentar(self._otros), "value")
        self.tabla.observe(lambda _: self._ofrecer_a_todos(), ["filtro"])
        self.tabla.al_pulsar(lambda folio: self.marco.intentar(lambda: self.abrir(folio)))
        self.marco.al_pulsar(self.bajar, self._bajar, en=self.dicho)

    def panel(self) -> list[w.Widget]:
        """Return the panel with what the book has now."""
        self.mostrar()
        return [
            w.HBox([self.orden, self.estado]),
            w.HBox([self.bajar, self.paquete]),
            self.dicho,
            self.juntos.vista(),
            self.abierto.vista(),
            self.tabla,
        ]

    def elegir(self, orden: str) -> None:
        """Show only the documents of one list."""
        self._ofrecer_ordenes()
        self.estado.value, self.orden.value = "", orden

    def abrir(self, folio: str) -> None:
        """Open one document."""
        self.abierto.abrir(self._fila(folio))

    def mostrar(self) -> None:
        """Show again what the book has, and the open document with it."""
        self._ofrecer_ordenes()
        tabla = self.marco.ventanilla.documentos(orden=self.orden.value or None)
        tabla = tabla.assign(
            nombre=tabla["registro"].map(self._nombre),
            pide=tabla["importe"].astype("Int64").where(tabla["creditos"] > 0),
        ).set_index("folio", drop=False)
        self.filas = tabla[self._en_estado(tabla)] if self.estado.value else tabla
        self.fuente = FuenteDeTabla(self.filas, COLUMNAS)
        self.tabla.mostrar(self.fuente, "Documentos emitidos", seguir=True)
        self._ofrecer_a_todos()
        if self.abierto.folio in tabla.index:
            self.abierto.actualizar(_como_fila(tabla, self.abierto.folio))

    def _otros(self) -> None:
        self.juntos.callar()
        self.paquete.vaciar()
        self.dicho.value, self.tabla.pagina = "", 0
        self.mostrar()

    def _en_estado(self, tabla: pd.DataFrame) -> "pd.Series[bool]":
        return tabla["estado"] == self.estado.value

    def _ofrecer_ordenes(self) -> None:
        folios = self.marco.ventanilla.libro.ordenes()["folio"].to_pylist()
        opciones = [TODOS, *((folio, folio) for folio in reversed(folios))]
        if list(self.orden.options) != opciones:
            elegida = self.orden.value
            with self.orden.hold_trait_notifications():
                self.orden.options = opciones
                self.orden.value = elegida

    def _ofrecer_a_todos(self) -> None:
        vistos = self._vistos()
        estados = set(self.filas.loc[vistos, "estado"]) if vistos else set()
        self.juntos.ofrecer_a_varios(vistos, estados if len(vistos) > 1 else set())

    def _vistos(self) -> list[str]:
        """Return the folios that the list, the state and the filter leave, on every page."""
        pagina = self.fuente.pagina(
            orden="",
            descendente=False,
            filtro=self.tabla.filtro,
            desde=0,
            cuantos=len(self.filas),
        )
        return [str(folio) for folio, *_ in pagina.filas]

    def _bajar(self) -> None:
        vistos = self._vistos()
        if not vistos:
            raise DatoInvalido("No hay documentos que descargar. Cambie lo que se muestra.")
        if len(vistos) > TOPE:
            raise DatoInvalido(
                f"Son {len(vistos):,} documentos y el ZIP lleva {TOPE:,} a lo más. Elija una "
                "lista, un estado, o escriba en el filtro."
            )
        libro = self.marco.ventanilla.libro
        archivos = ((self._ficha(folio), libro.firmado_de(folio)) for folio in vistos)
        nombre = f"documentos-{self.orden.value or f'{self.marco.dia}'}.zip"
        self.paquete.mostrar(en_zip(archivos), nombre=nombre)
        cuales = cuantos(len(vistos), "documento", de_varios="documentos")
        self.dicho.value = hecho_html(f"{nombre}, con {cuales}.")

    def _ficha(self, folio: str) -> ZipInfo:
        fecha: Any = self.filas.loc[folio, "fecha"]
        return ZipInfo(f"{folio}.pdf", (fecha.year, fecha.month, fecha.day, 0, 0, 0))

    def _fila(self, folio: str) -> dict[str, Any]:
        if folio not in self.filas.index:
            raise DatoInvalido(f"El documento {folio} ya no está entre los que se muestran.")
        return _como_fila(self.filas, folio)

    def _nombre(self, registro: str) -> str:
        if registro not in self.nombres:
            patron = self.marco.ventanilla.mesa.patron(registro)
            self.nombres[registro] = str(patron["nombre"]) if patron else ""
        return self.nombres[registro]


def _como_fila(tabla: pd.DataFrame, folio: str) -> dict[str, Any]:
    return {str(campo): valor for campo, valor in tabla.loc[folio].items()}


def _opciones(titulo: str) -> w.Dropdown:
    ancho = w.Layout(width="22rem")
    return w.Dropdown(description=titulo, options=[TODOS], style=ANCHO, layout=ancho)

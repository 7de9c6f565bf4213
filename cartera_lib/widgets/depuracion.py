"""The app of the purge: what is really owed, what should leave, and what is being lost."""

from collections.abc import Callable
from datetime import date
from html import escape
from typing import Any

import ipywidgets as w
import pandas as pd

from cartera_lib import exports
from cartera_lib.cartera.documento import documentos
from cartera_lib.cartera.hecho import Hecho, clases_de_hecho
from cartera_lib.cartera.incidencia import nombres_de_incidencia
from cartera_lib.cartera.movimiento import Llave, Soporte
from cartera_lib.errors import DatoInvalido
from cartera_lib.ventanilla import Ventanilla
from cartera_lib.ventanilla.depuracion import NO_EXTINGUE, Revision
from cartera_lib.vistas import ESTILO, tabla_html
from cartera_lib.widgets.descarga import enlace
from cartera_lib.widgets.marco import ANCHO, Marco, boton, hecho_html
from cartera_lib.widgets.tabla import Columna, FuenteDeTabla, Tabla

CREDITO = [
    Columna("registro", "Patrón"),
    Columna("credito", "Crédito"),
    Columna("ramo", "Ramo"),
    Columna("periodo", "Periodo"),
    Columna("situacion", "Incidencia"),
]
COLA = [
    *CREDITO,
    Columna("total", "Total", "pesos"),
    Columna("causa", "Causa"),
    Columna("rango", "Rango"),
    Columna("que_sigue", "Qué sigue"),
    Columna("camino", "En qué va"),
]
POR_PRESCRIBIR = [
    *CREDITO,
    Columna("total", "Total", "pesos"),
    Columna("dia", "Se pierde el"),
    Columna("faltan", "Faltan (días)", "entero"),
    Columna("que_se_pierde", "Se pierde"),
    Columna("que_lo_evita", "Qué lo evita"),
    Columna("lo_impide", "Qué lo impide"),
]
INCONSISTENTES = [
    *CREDITO,
    Columna("importe", "Histórico", "pesos"),
    Columna("inconsistencia", "Inconsistencia"),
    Columna("area", "Área que la atiende"),
]
CALIFICADOS = [
    Columna("registro", "Patrón"),
    Columna("credito", "Crédito"),
    Columna("ramo", "Ramo"),
    Columna("periodo", "Periodo"),
    Columna("total", "Total", "pesos"),
    Columna("credito_letra", "Crédito"),
    Columna("credito_frase", "Por qué"),
    Columna("patron_letra", "Patrón"),
    Columna("patron_frase", "Por qué"),
]
LIBERA = {True: "Libera al deudor.", False: "No libera al deudor: la deuda sigue viva."}
PASOS = [codigo for codigo in clases_de_hecho() if codigo.startswith("DEPURACION_")]
AUTORIZADA = "DEPURACION_AUTORIZADA"
BUSCA = "Patrón, crédito, causa o lo que diga el renglón"


class Purga(Marco):
    """One look at the last cut, in five tabs; the queue has the next step of its path."""

    def __init__(self, ventanilla: Ventanilla, al: date) -> None:
        super().__init__(ventanilla, al)
        self.revision: Revision | None = None
        self.abierto: int | None = None
        self.solapas: dict[str, Callable[[Revision], list[w.Widget]]] = {
            "Derechos reales": self._derechos,
            "Cola de depuración": self._cola,
            "Por prescribir": self._prescribe,
            "Inconsistencias": self._inconsistencias,
            "Calificación": self._calificacion,
        }
        self.solapa = w.ToggleButtons(options=list(self.solapas), style={"button_width": "12rem"})
        self.tabla = Tabla(COLA, accion="Abrir", vacio="No hay créditos por depurar.", busca=BUSCA)
        self.paso = _lista("Paso", [(clases_de_hecho()[c].nombre, c) for c in PASOS])
        self.soporte = _lista("Lo prueba", [])
        self.fecha = w.DatePicker(description="Fecha del paso", style=ANCHO)
        self.folio = w.Text(description="Folio", style=ANCHO)
        self.registrar = boton("Registrar el paso", principal=True)
        self.detalle, self.respuesta = w.HTML(), w.HTML()
        self.panel = w.VBox([])
        self.panel.add_class("ct-memoria")  # the table brings it into view
        self._escuchar()
        self._ofrecer()
        self.calcular()

    def _escuchar(self) -> None:
        self.solapa.observe(lambda _: self.intentar(self.mostrar), "value")
        self.al.observe(lambda _: self.intentar(self.calcular), "value")
        self.paso.observe(lambda _: self._ofrecer(), "value")
        self.tabla.al_pulsar(lambda fila: self.intentar(lambda: self.abrir(fila)))
        self.al_pulsar(self.registrar, self._registrar, en=self.respuesta)

    def vista(self, *partes: w.Widget) -> w.VBox:
        """Return the whole app; what it answers is told beside what was pressed."""
        encabezado = w.HBox([self.quien, self.al])
        return w.VBox([w.HTML(ESTILO), encabezado, *partes, self.aviso, self.cuerpo])

    def calcular(self) -> None:
        """Look at the cut again, on the day of the heading."""
        self.revision = self.ventanilla.revisar(self.dia)
        if self.abierto is not None:
            self.abrir(self.abierto)
        self.mostrar()

    def mostrar(self) -> None:
        """Show the chosen tab."""
        if self.revision is not None:
            self.cuerpo.children = self.solapas[self.solapa.value](self.revision)

    def _derechos(self, revision: Revision) -> list[w.Widget]:
        hecho = revision.depuracion
        residual = (
            f'<p role="alert" class="ct-aviso">Quedan {hecho.residual} centavos sin explicar.</p>'
            if hecho.residual
            else ""
        )
        partes = [
            residual + tabla_html(hecho.derechos, "Del total a los derechos reales de cobro"),
            f"<p>{NO_EXTINGUE}</p>",
            tabla_html(revision.cuadres, "Cuadres del corte"),
        ]
        if not hecho.por_juntar.empty:
            partes.append(tabla_html(hecho.por_juntar, "Créditos pequeños que conviene juntar"))
        return [w.HTML(parte) for parte in partes]

    def _cola(self, revision: Revision) -> list[w.Widget]:
        cola = _con_incidencia(revision.depuracion.cola)
        self.tabla.mostrar(FuenteDeTabla(cola, COLA), "Créditos por depurar", seguir=True)
        return [
            w.HTML(tabla_html(revision.depuracion.por_causa, "Por causa")),
            _excel(cola, "cola-de-depuracion", revision.al),
            self.panel,
            self.tabla,
        ]

    def abrir(self, fila: int) -> None:
        """Open one credit of the queue, ready for the step that follows."""
        assert self.revision is not None
        self.abierto, self.respuesta.value = fila, ""
        ultimo = _ultimo_paso(self.revision, fila)
        self.detalle.value = _detalle_html(self.revision, fila, ultimo)
        self.paso.value = _siguiente(ultimo)
        self.fecha.value = self.dia
        self.panel.children = [
            self.detalle,
            w.HBox([self.paso, self.fecha]),
            w.HBox([self.soporte, self.folio, self.registrar]),
            self.respuesta,
        ]

    def _ofrecer(self) -> None:
        nombres = documentos()
        suyos = clases_de_hecho()[self.paso.value].soportes
        self.soporte.options = [(nombres[codigo].nombre, codigo) for codigo in suyos]
        self.soporte.value = suyos[0]

    def _registrar(self) -> None:
        if self.revision is None or self.abierto is None:
            raise DatoInvalido("Abra primero un crédito de la cola.")
        fecha = self.fecha.value
        if fecha is None:
            raise DatoInvalido("Elija la fecha del paso.")
        llave = _llave(self.revision, self.abierto)
        soporte = Soporte(self.soporte.value, self.folio.value.strip(), fecha)
        paso = Hecho("", self.paso.value, llave.registro, llave, fecha, soporte)
        acuse = self.ventanilla.capturar_hechos([paso], al=self.dia)
        self.folio.value = ""
        self.calcular()
        dicho = f"Paso registrado. Otra persona debe confirmarlo. {acuse}"
        self.respuesta.value = hecho_html(dicho)

    def _prescribe(self, revision: Revision) -> list[w.Widget]:
        hallado = revision.horizonte
        detalle = _con_incidencia(hallado.detalle)
        vacio = "Nada se pierde en los próximos 180 días."
        return [
            w.HTML(tabla_html(hallado.resumen, "Lo que se pierde, por lectura y plazo")),
            w.HTML("<p>El programa muestra fechas: no declara nada por sí mismo.</p>"),
            _excel(detalle, "por-prescribir", revision.al),
            _tabla(detalle, POR_PRESCRIBIR, vacio),
        ]

    def _inconsistencias(self, revision: Revision) -> list[w.Widget]:
        hallado = revision.inconsistencias
        resumen = hallado.resumen[hallado.resumen["creditos"] > 0]
        nombres = resumen.set_index("codigo")[["inconsistencia", "area"]]
        detalle = _con_incidencia(hallado.detalle.join(nombres, on="codigo"))
        por_area = resumen.set_index(["area", "inconsistencia"])[["creditos", "importe"]]
        return [
            w.HTML(tabla_html(por_area.sort_index(), "Por área")),
            _excel(detalle, "inconsistencias", revision.al),
            _tabla(detalle, INCONSISTENTES, "No hay inconsistencias."),
        ]

    def _calificacion(self, revision: Revision) -> list[w.Widget]:
        calificados = revision.calificacion
        return [
            w.HTML(tabla_html(calificados.cruce, "Por letra del crédito y del patrón")),
            _excel(calificados.tabla, "calificacion", revision.al),
            _tabla(calificados.tabla, CALIFICADOS, "No hay créditos."),
        ]


def depuracion(ventanilla: Ventanilla, al: str = "") -> w.VBox:
    """Return the app over the last cut of a book, on a day (AAAA-MM-DD) or on that of the cut."""
    dia = date.fromisoformat(al) if al else ventanilla.mesa.cortes()[-1]
    app = Purga(ventanilla, dia)
    return app.vista(app.solapa)


def _llave(revision: Revision, fila: int) -> Llave:
    renglon = revision.cartera.tabla.select(Llave._fields).slice(fila, 1).to_pylist()[0]
    return Llave(**renglon)


def _ultimo_paso(revision: Revision, fila: int) -> dict[str, Any] | None:
    """Return the last step that the book has of a credit, None when it has none."""
    pasos = revision.semaforo.compuerta.juridica.hechos.de(*PASOS)
    suyos = pasos.donde(pasos.credito == fila)
    return suyos.tabla.slice(int(suyos.fila[-1]), 1).to_pylist()[0] if len(suyos) else None


def _siguiente(ultimo: dict[str, Any] | None) -> str:
    """Return the step that follows another; what was sent back is proposed again."""
    camino = PASOS[: PASOS.index(AUTORIZADA) + 1]
    if ultimo is None or ultimo["codigo"] not in camino:
        return camino[0]
    return camino[min(camino.index(ultimo["codigo"]) + 1, len(camino) - 1)]


def _detalle_html(revision: Revision, fila: int, ultimo: dict[str, Any] | None) -> str:
    """Write why a credit is in the queue and how far it is; or that it is there no more."""
    titulo = f"<h2>Crédito {escape(str(_llave(revision, fila)))}</h2>"
    cola = revision.depuracion.cola
    if fila not in cola.index:
        return f"{titulo}<p>{_camino(ultimo, 'Sin proponer')} Ya no está en la cola.</p>"
    elegida = cola.loc[fila]
    frases = [
        f"{elegida['causa']}: {elegida['que_sigue']} ({elegida['de_quien']}).",
        LIBERA[str(elegida["libera"]) == "sí"],
        _camino(ultimo, str(elegida["camino"])),
        f"Fundamento: {elegida['articulos']}.",
    ]
    return f"{titulo}<p>{escape(' '.join(frases))}</p>"


def _camino(ultimo: dict[str, Any] | None, estado: str) -> str:
    """Say how far a credit is on its path, and whether somebody else has confirmed it."""
    if ultimo is None:
        return f"{estado[:1].upper()}{estado[1:]}."
    nombre = clases_de_hecho()[ultimo["codigo"]].nombre
    duda = "" if ultimo["confirmo"] else ", sin confirmar"
    return f"{nombre} el {ultimo['fecha']:%d/%m/%Y}{duda}."


def _con_incidencia(tabla: pd.DataFrame) -> pd.DataFrame:
    nombres = nombres_de_incidencia()
    situacion = [f"{codigo} {nombres.get(codigo, '')}".strip() for codigo in tabla["incidencia"]]
    return tabla.assign(situacion=situacion)


def _tabla(filas: pd.DataFrame, columnas: list[Columna], vacio: str) -> Tabla:
    tabla = Tabla(columnas, vacio=vacio, busca="Patrón, crédito o lo que diga el renglón")
    tabla.mostrar(FuenteDeTabla(filas.reset_index(drop=True), columnas), "Créditos")
    return tabla


def _excel(filas: pd.DataFrame, nombre: str, al: date) -> w.HTML:
    libro = exports.workbook({"Créditos": filas}, {"Lista": nombre, "Día": f"{al:%d/%m/%Y}"})
    return w.HTML(enlace("Lista en Excel", nombre=f"{nombre}-{al}.xlsx", contenido=libro))


def _lista(titulo: str, opciones: list[tuple[str, str]]) -> w.Dropdown:
    ancho = w.Layout(width="28rem")
    return w.Dropdown(description=titulo, options=opciones, style=ANCHO, layout=ancho)

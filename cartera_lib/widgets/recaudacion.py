"""The app of functions 18 and 5: requests of ficha, fichas, deposits, and what was not paid."""

from collections.abc import Mapping
from datetime import date
from html import escape
from typing import Any

import ipywidgets as w
import pandas as pd

from cartera_lib.cartera.ficha import (
    Concepto,
    EstadoDeFicha,
    EstadoDeSolicitud,
    Ficha,
    SolicitudDevuelta,
)
from cartera_lib.valores.dinero import pesos
from cartera_lib.ventanilla import Ventanilla
from cartera_lib.vistas import tabla_html
from cartera_lib.widgets.archivo import Recepcion
from cartera_lib.widgets.causas import causas_html
from cartera_lib.widgets.marco import Marco, boton, datos_html
from cartera_lib.widgets.tabla import Columna, FuenteDeTabla, Tabla

SOLAPAS = ("Solicitudes de ficha", "Fichas", "Depósitos de Tesorería", "Avisos de no pago")
DE_SOLICITUD = [
    Columna("folio", "Folio"),
    Columna("area", "Área"),
    Columna("folio_area", "Folio del área"),
    Columna("fecha", "Fecha"),
    Columna("registro", "Registro patronal"),
    Columna("total", "Total", "pesos"),
    Columna("situacion", "Estado"),
]
DE_FICHA = [
    Columna("folio", "Folio"),
    Columna("referencia", "Referencia"),
    Columna("registro", "Registro patronal"),
    Columna("ramo", "Ramo"),
    Columna("fecha", "Emitida"),
    Columna("vence", "Vence"),
    Columna("importe", "Importe", "pesos"),
    Columna("cobrado", "Cobrado", "pesos"),
    Columna("situacion", "Estado"),
]
DE_DEPOSITO = [
    Columna("fecha", "Fecha"),
    Columna("folio", "Ficha que dice"),
    Columna("referencia", "Referencia"),
    Columna("registro", "Registro patronal"),
    Columna("importe", "Depósito", "pesos"),
    Columna("aplicado", "Aplicado", "pesos"),
    Columna("por_aclarar", "Por aclarar", "pesos"),
    Columna("casos", "Cómo se resolvió"),
]
DE_AVISO = [
    Columna("ficha", "Ficha"),
    Columna("area", "Área que la pidió"),
    Columna("registro", "Registro patronal"),
    Columna("importe", "Importe", "pesos"),
    Columna("vencio", "Venció"),
    Columna("siguiente", "Lo que sigue"),
]
ESTADO_DE_FICHA = {e.name: e.value for e in EstadoDeFicha}
ESTADO_DE_SOLICITUD = {e.name: e.value for e in EstadoDeSolicitud}


class Caja(Marco):
    """The window of collection; each panel is built when it is shown."""

    def __init__(self, ventanilla: Ventanilla, al: date) -> None:
        super().__init__(ventanilla, al)
        self.abierta = ""
        self.solapa = w.ToggleButtons(options=SOLAPAS, style={"button_width": "13rem"})
        self.recepcion = Recepcion(self, "Recibir solicitudes o recaudación (CSV)…", self._recibido)
        self.solicitudes = Tabla(DE_SOLICITUD, accion="Abrir", vacio="No hay solicitudes.")
        self.fichas = Tabla(DE_FICHA, accion="Abrir", vacio="No hay fichas.")
        self.depositos = Tabla(DE_DEPOSITO, accion="Aplicar…", vacio="No hay depósitos.")
        self.avisos = Tabla(DE_AVISO, vacio="No hay fichas vencidas sin pago.")
        self.detalle = w.HTML()
        self.responder = boton("Emitir la ficha", principal=True)
        self.motivo = w.Text(description="Motivo", layout=w.Layout(width="28rem"))
        self.cancelar = boton("Cancelar la ficha")
        self.destino = w.Text(
            description="Aplicar a",
            placeholder="folio de ficha o número de crédito",
            layout=w.Layout(width="26rem"),
        )
        self.aplicar = boton("Aplicar el depósito", principal=True)
        self.vencer = boton("Dar por vencidas las fichas sin pago")
        self._escuchar()
        self.mostrar()

    def _escuchar(self) -> None:
        self.solapa.observe(lambda _: self._cambiar(), "value")
        self.solicitudes.al_pulsar(lambda f: self.intentar(lambda: self.abrir_solicitud(f)))
        self.fichas.al_pulsar(lambda f: self.intentar(lambda: self.abrir_ficha(f)))
        self.depositos.al_pulsar(lambda c: self.intentar(lambda: self.abrir_deposito(c)))
        self.al_pulsar(self.responder, self.emitir)
        self.al_pulsar(self.cancelar, self.cancelar_ficha)
        self.al_pulsar(self.aplicar, self.aclarar)
        self.al_pulsar(self.vencer, self.vencer_fichas)

    def _cambiar(self) -> None:
        self.abierta, self.detalle.value, self.aviso.value = "", "", ""
        self.mostrar()

    def _recibido(self, texto: str) -> None:
        self.mostrar()
        self.decir(texto)

    def mostrar(self) -> None:
        """Show the chosen panel with what the book has now."""
        panel = {
            SOLAPAS[0]: self._de_solicitudes,
            SOLAPAS[1]: self._de_fichas,
            SOLAPAS[2]: self._de_depositos,
            SOLAPAS[3]: self._de_avisos,
        }[self.solapa.value]
        self.cuerpo.children = panel()

    def _de_solicitudes(self) -> list[w.Widget]:
        tabla = self.ventanilla.libro.solicitudes().to_pandas(date_as_object=True)
        tabla["situacion"] = tabla["estado"].map(ESTADO_DE_SOLICITUD)
        espera = tabla["estado"] == "PENDIENTE"
        tabla = pd.concat([tabla[espera], tabla[~espera]])
        fuente = FuenteDeTabla(tabla.set_index("folio", drop=False), DE_SOLICITUD)
        self.solicitudes.mostrar(fuente, "Solicitudes de ficha, primero las que esperan")
        pie = [self.detalle, self.responder] if self.abierta else []
        return [w.HBox([self.recepcion.vista()]), self.solicitudes, *pie]

    def _de_fichas(self) -> list[w.Widget]:
        tabla = self.ventanilla.libro.fichas().to_pandas(date_as_object=True)
        tabla["situacion"] = tabla["estado"].map(ESTADO_DE_FICHA)
        fuente = FuenteDeTabla(tabla.set_index("folio", drop=False), DE_FICHA)
        self.fichas.mostrar(fuente, "Fichas de depósito")
        resumen = tabla.groupby("situacion").agg(
            fichas=("folio", "size"), importe=("importe", "sum")
        )
        pie = [self.detalle]
        if self.abierta:
            pie.append(w.HBox([self.motivo, self.cancelar]))
        return [w.HTML(tabla_html(resumen, "Fichas por estado")), self.fichas, *pie]

    def _de_depositos(self) -> list[w.Widget]:
        tabla = self.ventanilla.libro.depositos().to_pandas(date_as_object=True)
        suma = tabla[["importe", "aplicado", "por_aclarar"]].sum()
        cuadre = w.HTML(datos_html({
            "Depósitos": pesos(int(suma["importe"])),
            "Aplicado": pesos(int(suma["aplicado"])),
            "Por aclarar": pesos(int(suma["por_aclarar"])),
        }))  # fmt: skip
        tabla = tabla.set_index("clave").sort_values("por_aclarar", ascending=False, kind="stable")
        self.depositos.mostrar(
            FuenteDeTabla(tabla, DE_DEPOSITO), "Depósitos, primero los que faltan de aclarar"
        )
        pie = [self.detalle]
        if self.abierta:
            pie.append(w.HBox([self.destino, self.aplicar]))
        return [w.HBox([self.recepcion.vista()]), cuadre, self.depositos, *pie]

    def _de_avisos(self) -> list[w.Widget]:
        avisos = pd.DataFrame(
            [_aviso(aviso) for aviso in self.ventanilla.avisos_de_no_pago()],
            columns=[c.clave for c in DE_AVISO],
        )
        self.avisos.mostrar(FuenteDeTabla(avisos, DE_AVISO), "Fichas vencidas que nadie pagó")
        return [self.vencer, self.avisos]

    def abrir_solicitud(self, folio: str) -> None:
        """Show one request and what the office would answer."""
        self.abierta = folio
        solicitud = self.ventanilla.libro.solicitud(folio)
        resultado = self.ventanilla.dictaminar_solicitud(folio, al=self.dia)
        partes = [
            f"<h2>{escape(folio)}</h2>",
            _conceptos_html(solicitud.conceptos, "Lo que se pide cobrar"),
        ]
        if isinstance(resultado, SolicitudDevuelta):
            partes.append(causas_html(resultado.causas, "Se devuelve por estas causas"))
        else:
            partes.append(_ficha_html(resultado, "Ficha que se emitiría"))
        self.detalle.value = "".join(partes)
        devuelta = isinstance(resultado, SolicitudDevuelta)
        self.responder.description = "Devolver la solicitud" if devuelta else "Emitir la ficha"
        self.responder.disabled = folio not in self.ventanilla.solicitudes_pendientes()
        self.mostrar()

    def emitir(self) -> None:
        """Answer the open request as was shown."""
        acuse, resultado = self.ventanilla.emitir(self.abierta, al=self.dia)
        self.abierta, self.detalle.value = "", ""
        self.mostrar()
        if isinstance(resultado, SolicitudDevuelta):
            self.decir(f"{resultado.folio} devuelta con {len(resultado.causas)} causas. {acuse}")
        else:
            self.detalle.value = _ficha_html(resultado, "Ficha emitida")
            self.cuerpo.children = [*self.cuerpo.children, self.detalle]
            self.decir(f"Ficha {resultado.folio} emitida. {acuse}")

    def abrir_ficha(self, folio: str) -> None:
        """Show one ficha with its concepts."""
        self.abierta, self.motivo.value = folio, ""
        self.detalle.value = _ficha_html(self.ventanilla.libro.ficha(folio), f"Ficha {folio}")
        pendientes = {ficha.folio for ficha in self.ventanilla.libro.fichas_pendientes()}
        self.cancelar.disabled = folio not in pendientes
        self.mostrar()

    def cancelar_ficha(self) -> None:
        """Cancel the open ficha."""
        acuse = self.ventanilla.cancelar_ficha(self.abierta, self.motivo.value, al=self.dia)
        folio, self.abierta = self.abierta, ""
        self.mostrar()
        self.decir(f"Ficha {folio} cancelada. {acuse}")

    def abrir_deposito(self, clave: str) -> None:
        """Show how a deposit was resolved."""
        self.abierta, self.destino.value = clave, ""
        tabla = self.ventanilla.libro.aplicaciones().to_pandas()
        suyas = tabla[tabla["clave"] == clave]
        partes = suyas[["importe", "destino", "caso", "ficha", "motivo"]].set_index("caso")
        self.detalle.value = tabla_html(partes, "A dónde fue el depósito, y por qué")
        self.mostrar()

    def aclarar(self) -> None:
        """Apply the open deposit to the ficha that somebody found."""
        acuse = self.ventanilla.aclarar_deposito(
            self.abierta, self.destino.value.strip(), al=self.dia
        )
        self.abierta, self.detalle.value = "", ""
        self.mostrar()
        self.decir(f"Depósito aplicado. {acuse}")

    def vencer_fichas(self) -> None:
        """End the fichas whose term is over."""
        antes = len(self.ventanilla.avisos_de_no_pago())
        despues = len(self.ventanilla.vencer_fichas(al=self.dia))
        self.mostrar()
        self.decir(f"{despues - antes} fichas vencidas; avise a las áreas que las pidieron.")


def recaudacion(ventanilla: Ventanilla, al: str = "") -> w.VBox:
    """Return the app of collection over a book, with a day (AAAA-MM-DD) or that of its cut."""
    dia = date.fromisoformat(al) if al else ventanilla.mesa.cortes()[-1]
    app = Caja(ventanilla, dia)
    return app.vista(app.solapa)


def _ficha_html(ficha: Ficha, titulo: str) -> str:
    datos: Mapping[str, Any] = {
        "Folio": ficha.folio,
        "Referencia": ficha.referencia,
        "Registro patronal": ficha.registro,
        "Ramo": ficha.ramo,
        "Emitida": f"{ficha.fecha:%d/%m/%Y}",
        "Vence": f"{ficha.vence:%d/%m/%Y}",
        "Área": ficha.area,
        "Importe": pesos(ficha.importe),
    }
    return datos_html(datos) + _conceptos_html(ficha.conceptos, titulo)


def _conceptos_html(conceptos: tuple[Concepto, ...], titulo: str) -> str:
    filas = [
        {"crédito": str(c.llave), "concepto": str(c.rubro), "importe": c.importe} for c in conceptos
    ]
    return tabla_html(pd.DataFrame(filas).set_index("crédito"), titulo)


def _aviso(aviso: Any) -> dict[str, Any]:
    return {c.clave: getattr(aviso, c.clave) for c in DE_AVISO}

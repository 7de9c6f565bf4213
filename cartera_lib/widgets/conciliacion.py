"""The app of the conciliation: the sheet, what it does not tie, and each item until explained."""

from datetime import date

import ipywidgets as w

from cartera_lib import exports
from cartera_lib.cartera.movimiento import Soporte
from cartera_lib.cartera.partida import nombre
from cartera_lib.cartera.transaccion import transacciones
from cartera_lib.errors import DatoInvalido
from cartera_lib.oficina.conciliacion_contable import Conciliacion
from cartera_lib.oficina.conciliacion_partidas import CLASES
from cartera_lib.ventanilla import Ventanilla
from cartera_lib.vistas import con_suma, tabla_html
from cartera_lib.widgets.descarga import enlace
from cartera_lib.widgets.marco import ANCHO, Marco, boton
from cartera_lib.widgets.tabla import Columna, FuenteDeTabla, Tabla

PARTIDAS = [
    Columna("clase", "Clase"),
    Columna("detalle", "Qué pasa"),
    Columna("importe", "Importe", "pesos"),
    Columna("fecha", "Desde"),
    Columna("edad", "Días", "entero"),
    Columna("dueno", "A cargo de"),
    Columna("accion", "Qué hacer"),
]
SIN_DINERO = ("", "— (no movió dinero)")


class Cedula(Marco):
    """The sheet of a day; explaining an item is an act of the person at the counter."""

    def __init__(self, ventanilla: Ventanilla, al: date) -> None:
        super().__init__(ventanilla, al)
        self.abierta = ""
        self.encabezado, self.hoja, self.descarga = w.HTML(), w.HTML(), w.HTML()
        self.partidas = Tabla(PARTIDAS, accion="Explicar…", vacio="No hay partidas abiertas.")
        self.detalle = w.HTML()
        self.explicacion = w.Text(description="Qué la explica", style=ANCHO,
                                  layout=w.Layout(width="40rem"))  # fmt: skip
        opciones = [(t.nombre, t.codigo) for t in transacciones().values() if t.cedula]
        self.transaccion = w.Dropdown(description="Fue", options=opciones, style=ANCHO)
        self.folio = w.Text(description="Folio del soporte", style=ANCHO)
        self.cerrar = boton("Cerrar la partida", principal=True)
        self.seguir = boton("Seguir el corte")
        self.partidas.al_pulsar(lambda clave: self.intentar(lambda: self.abrir(clave)))
        self.al.observe(lambda _: self.intentar(self.mostrar), "value")
        self.al_pulsar(self.cerrar, self.explicar)
        self.al_pulsar(self.seguir, self.seguir_corte)
        self.mostrar()

    def mostrar(self) -> None:
        """Make the sheet again with what the book has now."""
        hecha = self.ventanilla.conciliar(al=self.dia)
        clase = "ct-aviso" if hecha.residual else "ct-hecho"
        self.encabezado.value = f'<p class="{clase}" role="status">{hecha.encabezado()}</p>'
        cuadro = tabla_html(con_suma(hecha.hoja), f"Cédula al corte {hecha.corte:%d/%m/%Y}")
        self.hoja.value = cuadro + tabla_html(hecha.cruces, "Cruces con Tesorería y contabilidad")
        filas = hecha.partidas.set_index("clave")
        filas["clase"] = filas["clase"].map(nombre)
        self.partidas.mostrar(FuenteDeTabla(filas, PARTIDAS), "Partidas abiertas")
        self.descarga.value = _excel(hecha)
        pie = [self.detalle, self.explicacion, w.HBox([self.transaccion, self.folio]), self.cerrar]
        fijas = [*self._por_seguir(), self.encabezado, self.hoja, self.descarga, self.partidas]
        self.cuerpo.children = [*fijas, *(pie if self.abierta else [])]

    def _por_seguir(self) -> list[w.Widget]:
        """Offer to follow the next cut that is loaded and the ledger has not seen."""
        cortes = self.ventanilla.por_seguir()
        if not cortes:
            return []
        dia = f"{cortes[0]:%d/%m/%Y}"
        self.seguir.description = f"Seguir el corte al {dia}"
        texto = (
            f"El corte al {dia} está cargado y el libro no lo ha seguido: esta cédula es anterior."
        )
        return [w.HTML(f'<p class="ct-aviso">{texto}</p>'), self.seguir]

    def seguir_corte(self) -> None:
        """Follow the cut that the button names."""
        acuse, hecho = self.ventanilla.seguir_corte(self.ventanilla.por_seguir()[0])
        self.mostrar()
        self.decir(f"Corte seguido: {len(hecho.partidas):,} partidas por aclarar. {acuse}")

    def abrir(self, clave: str) -> None:
        """Show the form that explains one item."""
        if derivada := CLASES.get(clave.partition(" ")[0]):
            raise DatoInvalido(f"Esta partida se cierra sola cuando se resuelve. {derivada[2]}")
        self.abierta = clave
        fila = self.ventanilla.partida(clave)
        self.detalle.value = f"<h2>{nombre(fila['clase'])}</h2><p>{fila['detalle']}</p>"
        self.mostrar()

    def explicar(self) -> None:
        """Close the open item with what explains it."""
        folio = self.folio.value.strip()
        if not folio:
            raise DatoInvalido("Escriba el folio del documento que la explica.")
        acuse = self.ventanilla.explicar_partida(
            self.abierta,
            self.explicacion.value,
            transaccion=str(self.transaccion.value),
            soporte=Soporte("OFICIO_CORRECCION", folio, self.dia),
            al=self.dia,
        )
        self.abierta, self.explicacion.value, self.folio.value = "", "", ""
        self.mostrar()
        self.decir(f"Partida cerrada. {acuse}")


def conciliacion(ventanilla: Ventanilla, al: str = "") -> w.VBox:
    """Return the app of the conciliation, with a day (AAAA-MM-DD) or that of the last cut."""
    dia = date.fromisoformat(al) if al else ventanilla.mesa.cortes()[-1]
    return Cedula(ventanilla, dia).vista()


def _excel(hecha: Conciliacion) -> str:
    libro = exports.workbook(hecha.hojas(), hecha.portada())
    return enlace("Cédula en Excel", nombre=f"conciliacion-{hecha.corte}.xlsx", contenido=libro)

"""The panels that show how an inventory goes, what differs, and that end it with its acta."""

from collections.abc import Callable
from html import escape

import ipywidgets as w

from cartera_lib import exports
from cartera_lib.ventanilla.informes import Informe
from cartera_lib.vistas import tabla_html
from cartera_lib.widgets.descarga import TEXTO, enlace
from cartera_lib.widgets.inventario_toma import Mostrador
from cartera_lib.widgets.marco import boton
from cartera_lib.widgets.tabla import Columna, FuenteDeTabla, Tabla

COLUMNAS = [
    Columna("clase", "Qué pasa"),
    Columna("registro", "Registro patronal"),
    Columna("credito", "Crédito"),
    Columna("causa", "Causa"),
    Columna("accion", "Qué hacer"),
    Columna("area", "A cargo de"),
    Columna("importe_sistema", "Dice el sistema", "pesos"),
    Columna("importe_papel", "Dice el papel", "pesos"),
    Columna("diferencia", "Diferencia", "pesos"),
]


class Avance:
    """The board: how much each person has counted, in both counts."""

    def __init__(self, marco: Mostrador) -> None:
        self.marco = marco
        self.tablero = w.HTML()
        self.actualizar = boton("Actualizar")
        marco.al_pulsar(self.actualizar, self.mostrar)

    def vista(self) -> list[w.Widget]:
        """Return the board with what the book has now."""
        self.mostrar()
        return [self.marco.aviso, w.HBox([self.actualizar]), self.tablero]

    def mostrar(self) -> None:
        """Read the book again."""
        self.marco.releer()
        informe = _informe(self.marco)
        primero = ("Primer conteo", "Segundo conteo", "Resultado", "Por tipo de documento")
        partes = [tabla_html(informe.tablas[nombre], nombre) for nombre in primero]
        conserva = next(cifra for cifra in informe.cifras if "CONSERVA" in cifra.upper())
        self.tablero.value = (
            f'<div class="ct-tablero">{"".join(partes)}<p>{escape(conserva)}</p></div>'
        )


class Cierre:
    """What differs, and the acta; ending an inventory asks to be understood first."""

    def __init__(self, marco: Mostrador, hecho: Callable[[str], None]) -> None:
        self.marco, self.hecho = marco, hecho
        self.tabla = Tabla(COLUMNAS, vacio="Nada difiere de lo contado hasta ahora.")
        self.medidas, self.descargas, self.acta = w.HTML(), w.HTML(), w.HTML()
        self.entiendo = w.Checkbox(indent=False, layout=w.Layout(width="auto"))
        self.cerrar = boton("Cerrar con esta acta", principal=True)
        self.entiendo.observe(lambda _: self._permitir(), "value")
        marco.al_pulsar(self.cerrar, self.cerrar_inventario)

    def vista(self) -> list[w.Widget]:
        """Return what differs, the measures, and the acta as it is or as it would be."""
        self.marco.releer()
        toma, informe = self.marco.toma, _informe(self.marco)
        halladas = informe.tablas["Diferencias"].reset_index()
        self.tabla.mostrar(FuenteDeTabla(halladas, COLUMNAS), f"Diferencias ({len(halladas):,})")
        self.medidas.value = tabla_html(informe.tablas["Indicadores"], "Indicadores")
        cerrado = toma.cierre is not None
        texto = toma.acta
        if not cerrado:
            texto = self.marco.ventanilla.acta_de_inventario(
                toma.inventario.folio, al=self.marco.dia
            ).texto
        titulo = "Acta" if cerrado else "El acta, si se cierra hoy"
        self.acta.value = f"<h2>{titulo}</h2><pre class='ct-acta'>{escape(texto)}</pre>"
        self._ofrecer(informe, texto)
        return [self.medidas, self.tabla, self.descargas, self.acta, *self._pie(cerrado)]

    def _pie(self, cerrado: bool) -> list[w.Widget]:
        if cerrado:
            return [self.marco.aviso]
        toma = self.marco.toma
        self.entiendo.value = False
        self.entiendo.description = (
            f"Al cerrar no se cuenta más: {toma.sin_contar():,} sin contar quedan como faltantes "
            f"y {toma.por_recontar():,} sin segundo conteo."
        )
        self._permitir()
        return [self.entiendo, self.marco.aviso, w.HBox([self.cerrar])]

    def _permitir(self) -> None:
        self.cerrar.disabled = not self.entiendo.value

    def _ofrecer(self, informe: Informe, acta: str) -> None:
        folio = self.marco.toma.inventario.folio
        libro = exports.workbook(informe.hojas(), informe.portada())
        partes = [
            enlace("Todo en Excel", nombre=f"inventario-{folio}.xlsx", contenido=libro),
            enlace("Acta en texto", nombre=f"acta-{folio}.txt", contenido=acta.encode("utf-8"),
                   tipo=TEXTO),
        ]  # fmt: skip
        self.descargas.value = " ".join(partes)

    def cerrar_inventario(self) -> None:
        """End the inventory with the acta as was shown."""
        folio = self.marco.toma.inventario.folio
        acuse, _ = self.marco.ventanilla.cerrar_inventario(folio, al=self.marco.dia)
        self.hecho(f"Inventario {folio} cerrado con su acta. {acuse}")


def _informe(marco: Mostrador) -> Informe:
    return marco.ventanilla.informe_de_inventario(marco.toma.inventario.folio, al=marco.dia)

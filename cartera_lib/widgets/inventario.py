"""The app of the physical inventory (function 9): count, watch it go, and close it with acta."""

from datetime import date

import ipywidgets as w

from cartera_lib.oficina.inventario import PRIMERO, SEGUNDO
from cartera_lib.ventanilla import Ventanilla
from cartera_lib.ventanilla.inventarios import SIN_INVENTARIO
from cartera_lib.vistas import ESTILO
from cartera_lib.widgets.inventario_apertura import Apertura
from cartera_lib.widgets.inventario_cierre import Avance, Cierre
from cartera_lib.widgets.inventario_conteo import Conteo
from cartera_lib.widgets.inventario_toma import Mostrador

MI_LIBRO, RECUENTO, AVANCE, CIERRE, ABRIR = SOLAPAS = (
    "Mi libro",
    "Segundo conteo",
    "Avance",
    "Diferencias y cierre",
    "Abrir un inventario",
)
ESTILO_PROPIO = """<style>
.ct-acta {background: #f6f8f9; border: 1px solid #c9d1d6; padding: .8rem 1rem; max-height: 26rem;
  overflow: auto; white-space: pre-wrap; font-size: .9rem}
.ct-avance {margin: .2rem 0}
.ct-tablero .cartera {font-size: .82rem}
.ct-tablero .cartera :is(th, td) {padding: .25rem .4rem}
.jupyter-button:focus {outline: 3px solid #c77700; outline-offset: 1px}
</style>"""


class Inventariado(Mostrador):
    """The inventory at hand, seen by its panels; each is made again when it is shown."""

    def __init__(self, ventanilla: Ventanilla, al: date) -> None:
        super().__init__(ventanilla, al)
        self.cual = w.Dropdown(description="Inventario", layout=w.Layout(width="30rem"))
        self.solapa = w.ToggleButtons(options=SOLAPAS, style={"button_width": "12rem"})
        self.conteos = {MI_LIBRO: Conteo(self, PRIMERO), RECUENTO: Conteo(self, SEGUNDO)}
        self.avance, self.cierre = Avance(self), Cierre(self, self._cerrado)
        self.apertura = Apertura(self, self._abierto)
        self._ofrecer()
        self.solapa.observe(lambda _: self._cambiar(), "value")
        self.cual.observe(lambda _: self._otro(), "value")
        self.quien.observe(lambda _: self._cambiar(), "value")
        self.al.observe(lambda _: self._cambiar(), "value")
        self._cambiar()

    def vista(self, *partes: w.Widget) -> w.VBox:
        """Return the whole app; what is said goes beside what was pressed."""
        encabezado = w.HBox([self.quien, self.al, self.cual])
        return w.VBox([w.HTML(ESTILO + ESTILO_PROPIO), encabezado, *partes, self.cuerpo])

    def _ofrecer(self, folio: str = "") -> None:
        """Offer every inventory, newest first."""
        filas = self.ventanilla.libro.inventarios().to_pylist()[::-1]
        self.cual.options = [
            (
                f"{f['folio']} · corte al {f['corte']:%d/%m/%Y} · "
                f"{'cerrado' if f['cierre'] else 'abierto'}",
                f["folio"],
            )
            for f in filas
        ]
        if filas:
            self.cual.value = folio or filas[0]["folio"]
        else:
            self.solapa.value = ABRIR

    def _otro(self) -> None:
        if self.cual.value:
            self.elegir(self.cual.value)
            self._cambiar()

    def _cambiar(self) -> None:
        self.intentar(self.mostrar)

    def mostrar(self) -> None:
        """Show the chosen panel with what the book has now."""
        if self.solapa.value == ABRIR:
            self.cuerpo.children = self.apertura.vista()
            return
        if not self.cual.options:
            self.cuerpo.children = [self.aviso]
            self.advertir(SIN_INVENTARIO)
            return
        self.releer()
        cerrado = self.toma.cierre
        if self.solapa.value in self.conteos and cerrado is not None:
            self.cuerpo.children = [self.aviso]
            self.advertir(f"Este inventario se cerró el {cerrado:%d/%m/%Y}: ya no se cuenta.")
            return
        paneles: dict[str, Conteo | Avance | Cierre] = {AVANCE: self.avance, CIERRE: self.cierre}
        self.cuerpo.children = (paneles | self.conteos)[self.solapa.value].vista()

    def _abierto(self, folio: str, texto: str) -> None:
        self._ofrecer(folio)
        self.elegir(folio)
        self.solapa.value = MI_LIBRO
        self.decir(texto)

    def _cerrado(self, texto: str) -> None:
        folio = self.toma.inventario.folio
        self._ofrecer(folio)
        self.mostrar()
        self.decir(texto)


def inventario(ventanilla: Ventanilla, al: str = "") -> w.VBox:
    """Return the app of the inventory, with a day (AAAA-MM-DD) or that of the last cut."""
    dia = date.fromisoformat(al) if al else ventanilla.mesa.cortes()[-1]
    app = Inventariado(ventanilla, dia)
    return app.vista(app.solapa)

"""The panel that opens an inventory: its cut, its place, its people, and a sample if wanted."""

from collections.abc import Callable
from html import escape

import ipywidgets as w

from cartera_lib import exports
from cartera_lib.errors import CarteraError, DatoInvalido
from cartera_lib.oficina import inventario as fisico
from cartera_lib.oficina.inventario_muestra import muestra
from cartera_lib.valores.dinero import pesos
from cartera_lib.widgets.descarga import enlace
from cartera_lib.widgets.inventario_toma import Mostrador
from cartera_lib.widgets.marco import ANCHO, boton, cuantos

CAMPO = w.Layout(width="36rem")


class Apertura:
    """The form while it is filled in; it says beforehand what each person would count."""

    def __init__(self, marco: Mostrador, hecho: Callable[[str, str], None]) -> None:
        self.marco, self.hecho = marco, hecho
        cortes = [(f"{dia:%d/%m/%Y}", dia) for dia in reversed(marco.ventanilla.mesa.cortes())]
        self.corte = w.Dropdown(description="Corte", options=cortes, style=ANCHO)
        self.lugar = _texto("Lugar", "dónde están los expedientes")
        self.participantes = _texto("Participantes", "quiénes asisten, con su cargo")
        self.responsables = w.Textarea(
            description="Responsables", placeholder="una persona por renglón", rows=4,
            style=ANCHO, layout=CAMPO,
        )  # fmt: skip
        self.reparto, self.relacion = w.HTML(), w.HTML()
        self.abrir = boton("Abrir el inventario", principal=True)
        self.semilla = w.IntText(description="Semilla", value=1, style=ANCHO)
        self.cuantos = w.IntText(description="Créditos", value=50, style=ANCHO)
        self.sortear = boton("Preparar la muestra")
        self.corte.observe(lambda _: self._leer(), "value")
        self.responsables.observe(lambda _: self._repartir(), "value")
        marco.al_pulsar(self.abrir, self.abrir_inventario)
        marco.al_pulsar(self.sortear, self.preparar)
        self._leer()

    def vista(self) -> list[w.Widget]:
        """Return the form."""
        ayuda = (
            "<h2>Muestra</h2><p>Si no se cuenta todo: los importes mayores y el resto por sorteo. "
            "La misma semilla da siempre la misma relación.</p>"
        )
        return [
            *(self.corte, self.lugar, self.participantes, self.responsables, self.reparto),
            *(self.marco.aviso, w.HBox([self.abrir]), w.HTML(ayuda)),
            w.HBox([self.semilla, self.cuantos, self.sortear]),
            self.relacion,
        ]

    def _leer(self) -> None:
        self.base = fisico.base(self.marco.ventanilla.mesa.cartera(self.corte.value))
        self.relacion.value = ""
        self._repartir()

    def _personas(self) -> list[str]:
        return [p.strip() for p in self.responsables.value.splitlines() if p.strip()]

    def _repartir(self) -> None:
        total = pesos(int(self.base["importe"].sum()))
        texto = f"{cuantos(len(self.base), 'crédito', de_varios='créditos')} en mora por {total}."
        try:
            libros = fisico.repartir(len(self.base), self._personas()) if self._personas() else ()
        except CarteraError as motivo:
            texto, libros = str(motivo), ()
        lista = "".join(
            f"<li>{escape(c.responsable)}: del {c.desde:,} al {c.hasta:,}</li>" for c in libros
        )
        self.reparto.value = f"<p>{escape(texto)}</p><ol>{lista}</ol>"

    def abrir_inventario(self) -> None:
        """Open the inventory as was shown."""
        if not self._personas():
            raise DatoInvalido("Escriba quién cuenta: una persona por renglón en «Responsables».")
        folio, acuse = self.marco.ventanilla.abrir_inventario(
            self.corte.value,
            lugar=self.lugar.value,
            participantes=self.participantes.value,
            responsables=self._personas(),
            al=self.marco.dia,
        )
        self.hecho(folio, f"Inventario {folio} abierto. {acuse}")

    def preparar(self) -> None:
        """Offer the list of a sample as a workbook."""
        semilla = self.semilla.value
        elegidos = muestra(self.base, semilla, cuantos=self.cuantos.value)
        portada = {
            "Relación": "Muestra del inventario físico de créditos en mora",
            "Corte": f"{self.corte.value:%d/%m/%Y}",
            "Semilla": str(semilla),
            "Créditos": f"{len(elegidos):,} de {len(self.base):,}",
        }
        libro = exports.workbook({"Muestra": elegidos}, portada)
        nombre = f"muestra-{self.corte.value}-{semilla}.xlsx"
        self.relacion.value = enlace("Muestra en Excel", nombre=nombre, contenido=libro)
        self.marco.decir(
            f"Muestra de {cuantos(len(elegidos), 'crédito', de_varios='créditos')} preparada."
        )


def _texto(titulo: str, ejemplo: str) -> w.Text:
    return w.Text(description=titulo, placeholder=ejemplo, style=ANCHO, layout=CAMPO)

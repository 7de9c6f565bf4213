"""The steps that may come next for documents in one state, each with what it needs to be told."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

import ipywidgets as w

from cartera_lib.cartera.emision import ANTES, EMITIDO, ClaseDeSuceso
from cartera_lib.ventanilla import Ventanilla
from cartera_lib.widgets.marco import Marco, boton, cuantos, hecho_html

ESTADOS = {EMITIDO: "", **{clase.value: clase.name for clase in ClaseDeSuceso}}
"""The name of each state as the ledger has it, by the label that people read."""
Dar = Callable[[Ventanilla, Sequence[str], str, date], str]


class Paso(NamedTuple):
    """One step: its button, what it needs to be told, whether it may be given to many at once."""

    clase: ClaseDeSuceso
    verbo: str
    dar: Dar
    campo: str = ""
    ejemplo: str = ""
    de_varios: bool = True


PASOS = (
    Paso(
        ClaseDeSuceso.REVISADO,
        "Revisar",
        lambda v, folios, _, al: f"Revisado: {v.revisar_documentos(folios, al=al)}",
    ),
    Paso(
        ClaseDeSuceso.FIRMADO,
        "Firmar",
        lambda v, folios, _, al: f"Firmado: {v.firmar_documentos(folios, al=al)}",
    ),
    Paso(
        ClaseDeSuceso.ENTREGADO,
        "Entregar",
        lambda v, folios, area, al: (
            f"Entregado con la factura {v.entregar_documentos(folios, area, al=al)}."
        ),
        "Se entrega a",
        "por ejemplo, Oficina para Cobros",
    ),
    Paso(
        ClaseDeSuceso.DILIGENCIADO,
        "Diligenciar",
        lambda v, folios, dicho, al: (
            f"Diligenciado: {v.diligenciar_documento(folios[0], dicho, al=al)}"
        ),
        "Resultado",
        "qué pasó en la diligencia",
        False,
    ),
    Paso(
        ClaseDeSuceso.DEVUELTO,
        "Devolver",
        lambda v, folios, causa, al: f"Devuelto: {v.devolver_documento(folios[0], causa, al=al)}",
        "Vuelve porque",
        "por qué no se diligenció",
        False,
    ),
    Paso(
        ClaseDeSuceso.ANULADO,
        "Anular",
        lambda v, folios, causa, al: f"Anulado: {v.anular_documento(folios[0], causa, al=al)}",
        "Se anula porque",
        "la causa; el folio y el papel se conservan",
        False,
    ),
)
SIN_PASOS = "<p>Ya no le sigue ningún paso.</p>"


class Pasos:
    """The buttons of the steps that may come next, and what they answered."""

    def __init__(self, marco: Marco, hecho: Callable[[], None]) -> None:
        self.marco, self.hecho = marco, hecho
        self.folios: Sequence[str] = ()
        self.respuesta, self.caja = w.HTML(), w.VBox([])
        self.campos = {paso.clase: _campo(paso) for paso in PASOS}
        self.botones = {paso.clase: boton(paso.verbo) for paso in PASOS}
        for paso in PASOS:
            pulsado = self.botones[paso.clase]
            marco.al_pulsar(pulsado, partial(self._dar, paso), en=self.respuesta)

    def vista(self) -> w.VBox:
        """Return the buttons, with what they answer below."""
        return w.VBox([self.caja, self.respuesta])

    def ofrecer(self, folios: Sequence[str], estado: str) -> None:
        """Offer what may come next for one document, as people read its state."""
        self.folios = folios
        filas = [self._fila(p) for p in PASOS if ESTADOS[estado] in ANTES[p.clase]]
        self.caja.children = filas or [w.HTML(SIN_PASOS)]

    def ofrecer_a_varios(self, folios: Sequence[str], estados: set[str]) -> None:
        """Offer what may come next for many that are in one state; nothing if they are not."""
        self.folios, estado = folios, ESTADOS[min(estados)] if len(estados) == 1 else None
        posibles = [p for p in PASOS if p.de_varios and estado in ANTES[p.clase]]
        for paso in posibles:
            cuales = cuantos(len(folios), "documento", de_varios="documentos")
            self.botones[paso.clase].description = f"{paso.verbo} {cuales}"
        self.caja.children = [self._fila(paso) for paso in posibles]

    def callar(self) -> None:
        """Forget what was answered and written."""
        self.respuesta.value = ""
        for campo in self.campos.values():
            campo.value = ""

    def _fila(self, paso: Paso) -> w.HBox:
        campo = [self.campos[paso.clase]] if paso.campo else []
        return w.HBox([*campo, self.botones[paso.clase]], layout=w.Layout(flex_flow="row wrap"))

    def _dar(self, paso: Paso) -> None:
        dicho = self.campos[paso.clase].value.strip()
        texto = paso.dar(self.marco.ventanilla, self.folios, dicho, self.marco.dia)
        self.callar()
        self.hecho()
        self.respuesta.value = hecho_html(texto)


def _campo(paso: Paso) -> w.Text:
    return w.Text(
        description=paso.campo,
        placeholder=paso.ejemplo,
        style={"description_width": "7.5rem"},
        layout=w.Layout(width="24rem"),
    )

"""The form of a paper that the base of an inventory does not have."""

from typing import Protocol

import ipywidgets as w

from cartera_lib.cartera.inventario import ClaseDeMarca
from cartera_lib.cartera.movimiento import Llave
from cartera_lib.cartera.tipo_documento import tipos_documento
from cartera_lib.valores.identificadores import numero_credito, periodo, registro_patronal
from cartera_lib.widgets.inventario_toma import importe_de
from cartera_lib.widgets.marco import ANCHO, Marco, boton

CAMPO = w.Layout(width="24rem")


class Guardar(Protocol):
    """Who keeps the mark of a paper."""

    def guardar(self, llave: Llave, clase: ClaseDeMarca, **papel: object) -> None:  # noqa: D102
        ...


class Sobrante:
    """What a paper says that no credit of the base says."""

    def __init__(self, marco: Marco, conteo: Guardar) -> None:
        self.conteo = conteo
        self.registro, self.credito = _texto("Registro patronal"), _texto("Crédito")
        self.periodo, self.importe = _texto("Periodo", "AAAA-MM"), _texto("Importe", "pesos")
        self.ramo = w.Dropdown(description="Ramo", options=["COP", "RCV"], style=ANCHO)
        self.tipo = w.Dropdown(
            description="Tipo",
            options=[(f"{c} {t.nombre}", c) for c, t in tipos_documento().items()],
            value="02",
            style=ANCHO,
            layout=CAMPO,
        )
        self.dice = _texto("Nota", "de dónde sale, en qué estado está")
        self.agregar = boton("Agregar el sobrante", principal=True)
        marco.al_pulsar(self.agregar, self.guardar)

    def vista(self, texto: str) -> w.VBox:
        """Return the form, with what was searched already in its place."""
        palabras = texto.split()
        self.registro.value = next((p for p in palabras if not p.isdigit()), "")
        self.credito.value = next((p for p in palabras if p.isdigit()), "")
        self.periodo.value = self.importe.value = self.dice.value = ""
        filas = [
            w.HBox([self.registro, self.credito]),
            w.HBox([self.periodo, self.importe]),
            w.HBox([self.tipo, self.ramo]),
            w.HBox([self.dice, self.agregar]),
        ]
        return w.VBox([w.HTML("<h2>Un documento que no está en la base</h2>"), *filas])

    def guardar(self) -> None:
        """Keep the paper as a sobrante."""
        llave = Llave(
            ramo=self.ramo.value,
            registro=registro_patronal(self.registro.value).registro,
            credito=numero_credito(self.credito.value),
            periodo=periodo(self.periodo.value).mes,
            tipo_documento=self.tipo.value,
        )
        importe, dice = importe_de(self.importe.value), self.dice.value.strip()
        self.conteo.guardar(llave, ClaseDeMarca.SOBRANTE, importe=importe, dice=dice)


def _texto(titulo: str, ejemplo: str = "") -> w.Text:
    return w.Text(description=titulo, placeholder=ejemplo, style=ANCHO, layout=CAMPO)

"""The form that says which credits of the cut are asked for."""

from collections.abc import Callable

import ipywidgets as w

from cartera_lib.cartera.incidencia import nombres_de_incidencia
from cartera_lib.cartera.tipo_documento import tipos_documento
from cartera_lib.errors import DatoInvalido
from cartera_lib.oficina.seleccion import Filtro
from cartera_lib.store.consultas import registro_de
from cartera_lib.valores.dinero import centavos
from cartera_lib.widgets.marco import ANCHO

CAMPO = w.Layout(width="26rem")
DE_PESOS = "pesos, por ejemplo 1,234.56"
CUALQUIERA = ("Cualquiera", "")


class FormaDeFiltro:
    """The fields; what is left empty asks nothing."""

    def __init__(self, otro: Callable[[], None]) -> None:
        nombres, tipos = nombres_de_incidencia(), tipos_documento()
        self.registro = _texto("Registro patronal", "por ejemplo A12-34567-10")
        self.credito = _texto("Crédito", "su número")
        self.ramo = _lista("Ramo", [("COP", "COP"), ("RCV", "RCV")])
        self.incidencia = _lista("Incidencia", [(f"{c} {n}", c) for c, n in nombres.items()])
        self.tipo = _lista("Tipo de documento", [(f"{c} {t.nombre}", c) for c, t in tipos.items()])
        self.sector = _texto("Sector", "su clave")
        self.desde = _texto("Importe desde", DE_PESOS)
        self.hasta = _texto("Importe hasta", DE_PESOS)
        self.dias = w.BoundedIntText(
            description="Días desde el alta", min=0, max=40_000, style=ANCHO, layout=CAMPO
        )
        for campo in self._campos():
            campo.observe(lambda _: otro(), "value")

    def vista(self) -> w.VBox:
        """Return the fields, two to a row."""
        campos = self._campos()
        pares = [w.HBox(list(campos[n : n + 2])) for n in range(0, len(campos), 2)]
        return w.VBox(pares)

    def filtro(self) -> Filtro:
        """Return what is asked for; DatoInvalido where a field cannot be read."""
        desde, hasta = _importe(self.desde), _importe(self.hasta)
        if hasta and desde > hasta:
            raise DatoInvalido("El importe «desde» es mayor que el importe «hasta». Cámbielos.")
        registro = self.registro.value.strip()
        return Filtro(
            registro=registro_de(registro) if registro else "",
            credito=self.credito.value.strip(),
            ramo=self.ramo.value,
            incidencia=self.incidencia.value,
            tipo_documento=self.tipo.value,
            sector=self.sector.value.strip(),
            importe_desde=desde,
            importe_hasta=hasta,
            dias_desde=self.dias.value,
        )

    def _campos(self) -> tuple[w.Widget, ...]:
        return (
            *(self.registro, self.credito, self.ramo, self.incidencia, self.tipo),
            *(self.sector, self.desde, self.hasta, self.dias),
        )


def _importe(campo: w.Text) -> int:
    return centavos(campo.value) if campo.value.strip() else 0


def _texto(titulo: str, ejemplo: str) -> w.Text:
    return w.Text(
        description=titulo,
        placeholder=ejemplo,
        continuous_update=False,
        style=ANCHO,
        layout=CAMPO,
    )


def _lista(titulo: str, opciones: list[tuple[str, str]]) -> w.Dropdown:
    todas = [CUALQUIERA, *opciones]
    return w.Dropdown(description=titulo, options=todas, style=ANCHO, layout=CAMPO)

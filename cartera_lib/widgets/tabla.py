"""A table that pages, sorts and filters on the server and shows one page at a time."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import anywidget
import pandas as pd
import traitlets

from cartera_lib.valores.dinero import pesos

AQUI = Path(__file__).parent


class Columna(NamedTuple):
    """One column: the name in the data, the title people read, and how it is written."""

    clave: str
    titulo: str
    tipo: str = "texto"


class Pagina(NamedTuple):
    """Some rows of a source, each with its identifier first, and how many there are in all."""

    filas: list[tuple[Any, ...]]
    total: int


class Fuente(Protocol):
    """Where rows come from: sorted by a column, filtered by a text, a page at a time."""

    def pagina(  # noqa: D102
        self, *, orden: str, descendente: bool, filtro: str, desde: int, cuantos: int
    ) -> Pagina: ...


class FuenteDeTabla:
    """Rows of a DataFrame; the index identifies them."""

    def __init__(self, tabla: pd.DataFrame, columnas: Sequence[Columna]) -> None:
        self.tabla, self.claves = tabla, [c.clave for c in columnas]
        tipos = [c.tipo for c in columnas]
        textos = [
            " ".join(map(_texto, fila, tipos)).casefold()
            for fila in tabla[self.claves].itertuples(index=False)
        ]
        self._texto = pd.Series(textos, index=tabla.index, dtype=str)

    def pagina(
        self, *, orden: str, descendente: bool, filtro: str, desde: int, cuantos: int
    ) -> Pagina:
        """Return one page of the rows that show every word of the filter."""
        tabla = self.tabla
        for palabra in filtro.casefold().split():
            tabla = tabla[self._texto.loc[tabla.index].str.contains(palabra, regex=False)]
        if orden:
            tabla = tabla.sort_values(orden, ascending=not descendente, kind="stable")
        visibles = tabla.iloc[desde : desde + cuantos][self.claves]
        return Pagina(list(visibles.itertuples(name=None)), len(tabla))


class Tabla(anywidget.AnyWidget):
    """The widget: what it shows is one page, what it asks for goes to its source."""

    _esm = AQUI / "tabla.js"
    _css = AQUI / "tabla.css"

    titulo = traitlets.Unicode("").tag(sync=True)
    columnas: Any = traitlets.List().tag(sync=True)
    filas: Any = traitlets.List().tag(sync=True)
    total = traitlets.Int(0).tag(sync=True)
    pagina = traitlets.Int(0).tag(sync=True)
    por_pagina = traitlets.Int(12).tag(sync=True)
    orden = traitlets.Dict().tag(sync=True)
    filtro = traitlets.Unicode("").tag(sync=True)
    con_filtro = traitlets.Bool(True).tag(sync=True)
    accion = traitlets.Unicode("").tag(sync=True)
    pulsado = traitlets.Dict().tag(sync=True)
    vacio = traitlets.Unicode("No hay renglones.").tag(sync=True)
    busca = traitlets.Unicode("Lo que diga cualquier columna").tag(sync=True)

    def __init__(self, columnas: Sequence[Columna], **opciones: Any) -> None:
        super().__init__(columnas=[c._asdict() for c in columnas], orden={}, **opciones)
        self._columnas = list(columnas)
        self._fuente: Fuente | None = None
        self.observe(self._pedir, ["pagina"])
        self.observe(self._desde_el_principio, ["orden", "filtro"])

    def mostrar(self, fuente: Fuente, titulo: str | None = None, *, seguir: bool = False) -> None:
        """Show the first page of another source; ``seguir``: with the filter and page there are."""
        self._fuente = None  # what follows asks nothing of the source before
        if titulo is not None:
            self.titulo = titulo
        if not seguir:
            self.pulsado, self.orden, self.filtro, self.pagina = {}, {}, "", 0
        self._fuente = fuente
        self._pedir()

    def al_pulsar(self, hacer: Callable[[Any], None]) -> None:
        """Call with the identifier of the row whose action somebody pressed."""
        self.observe(lambda c: hacer(c["new"]["id"]) if c["new"].get("vez") else None, ["pulsado"])

    def _desde_el_principio(self, _: object = None) -> None:
        if self.pagina:
            self.pagina = 0
        else:
            self._pedir()

    def _pedir(self, _: object = None) -> None:
        if self._fuente is None:
            return
        pagina = self._fuente.pagina(
            orden=self.orden.get("clave", ""),
            descendente=self.orden.get("descendente", False),
            filtro=self.filtro,
            desde=self.pagina * self.por_pagina,
            cuantos=self.por_pagina,
        )
        if self.pagina and not pagina.filas:
            self.pagina = 0  # asks again
            return
        with self.hold_sync():
            self.total = pagina.total
            self.filas = [self._fila(fila) for fila in pagina.filas]

    def _fila(self, fila: tuple[Any, ...]) -> dict[str, Any]:
        llave, *valores = fila
        celdas = [_texto(v, c.tipo) for v, c in zip(valores, self._columnas, strict=True)]
        return {"id": llave if isinstance(llave, str) else int(llave), "celdas": celdas}


def _texto(valor: Any, tipo: str) -> str:
    if tipo != "texto" and pd.isna(valor):
        return "—"
    if tipo == "pesos":
        return pesos(int(valor))
    if tipo == "entero":
        return f"{int(valor):,}"
    if isinstance(valor, date):
        return f"{valor:%d/%m/%Y}"
    return "" if valor is None or valor is pd.NaT else str(valor)

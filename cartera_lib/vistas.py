"""Floor 5: how tables of centavos are shown to people: HTML, plain text, and pesos for export."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape
from typing import Any, Protocol

import numpy as np
import pandas as pd

from cartera_lib.titulos import DE_PESOS, TITULOS
from cartera_lib.valores.dinero import pesos

RENGLONES_A_LA_VISTA = 40

ESTILO = """<style>
.cartera {border-collapse: collapse; font-variant-numeric: tabular-nums; margin: .5rem 0 1.5rem}
.cartera caption {text-align: left; font-weight: 600; padding: .25rem 0; color: #1b2a33}
.cartera th, .cartera td {padding: .3rem .7rem; border-bottom: 1px solid #c9d1d6}
.cartera thead th {background: #eef2f4; border-bottom: 2px solid #35505e; text-align: right}
.cartera thead th.texto, .cartera th[scope=row] {text-align: left}
.cartera th[scope=row] {font-weight: 400}
.cartera td {text-align: right; white-space: nowrap}
.cartera td.texto {text-align: left}
.cartera tr.suma > * {font-weight: 700; border-top: 2px solid #35505e}
.ct-descarga {display: inline-block; padding: .25rem .8rem; border: 1px solid #17455c;
  border-radius: 4px; color: #17455c !important; text-decoration: none}
.ct-descarga:hover, .ct-descarga:focus-visible {background: #17455c; color: #fff !important}
.ct-hecho {background: #e3f3e8; border-left: 4px solid #1e6b3a; padding: .5rem .8rem}
dl.ct-datos {display: flex !important; flex-wrap: wrap; gap: .5rem 2rem; margin: .5rem 0 1rem}
.ct-datos > div {min-width: 9rem}
dl.ct-datos :is(dt, dd) {float: none !important; width: auto !important; margin: 0 !important}
.ct-datos dt {font-size: .85rem; color: #4a5a63} .ct-datos dd {font-weight: 600}
.jupyter-button.mod-active, .jupyter-button.mod-primary {background: #17455c; color: #fff}
.ct-luz {border-left: 6px solid; padding-left: .7rem}
.ct-luz.ct-verde, .ct-veredicto.ct-verde {border-color: #1e6b3a}
.ct-luz.ct-ambar, .ct-veredicto.ct-ambar {border-color: #9a6a00}
.ct-luz.ct-gris, .ct-veredicto.ct-gris {border-color: #6b7a83}
.ct-luz.ct-rojo, .ct-veredicto.ct-rojo {border-color: #a3262a}
.ct-veredicto {border-left: 6px solid; padding: .1rem 1rem; margin: .8rem 0; background: #f7f9fa}
.ct-veredicto .cartera td {white-space: normal}
.ct-total {font-size: 1.1rem}
.ct-aviso {background: #fff4d6; border-left: 4px solid #9a6a00; padding: .5rem .8rem}
.ct-memoria > .cartera {width: 100%; table-layout: fixed}
.ct-memoria .cartera :is(th, td) {white-space: normal; vertical-align: top}
.widget-html-content {font-size: 1rem; line-height: 1.5; overflow-x: auto}
@page {size: letter landscape; margin: 12mm}
@media print {
  .cartera {font-size: 8pt; page-break-inside: auto} .cartera td {white-space: normal}
  h1, h2, .cartera caption {break-after: avoid} tr, figure {break-inside: avoid}
}
</style>"""


@dataclass(frozen=True, eq=False)
class Vista:
    """A table ready to be read: in a notebook as HTML, in a terminal as text."""

    tabla: pd.DataFrame
    titulo: str

    def _repr_html_(self) -> str:
        return ESTILO + tabla_html(self.tabla, self.titulo)

    def __repr__(self) -> str:
        """Return the title and the figures as aligned text."""
        return f"{self.titulo}\n{legible(self.tabla).to_string()}"


class ConHojas(Protocol):
    """What has tables by name."""

    def hojas(self) -> Mapping[str, pd.DataFrame]:  # noqa: D102
        ...


def vistas_de(informe: ConHojas) -> list[Vista]:
    """Return every table of a report, ready to be read; of a long one, its first rows."""
    return [_de_la_hoja(nombre, tabla) for nombre, tabla in informe.hojas().items()]


def _de_la_hoja(nombre: str, tabla: pd.DataFrame) -> Vista:
    if len(tabla) <= RENGLONES_A_LA_VISTA:
        return Vista(tabla, nombre)
    titulo = f"{nombre}: los primeros {RENGLONES_A_LA_VISTA} de {len(tabla):,}; todos, en Excel"
    return Vista(tabla.head(RENGLONES_A_LA_VISTA), titulo)


def legible(tabla: pd.DataFrame) -> pd.DataFrame:
    """Return a copy with centavos written as pesos and columns with their titles."""
    copia = _con_si_y_no(tabla)
    for posicion, columna in enumerate(tabla.columns):
        if _es_de_pesos(columna):
            copia.isetitem(posicion, [pesos(int(v)) for v in tabla.iloc[:, posicion]])
        elif any(isinstance(v, date) for v in tabla.iloc[:, posicion]):
            copia.isetitem(posicion, [_dia(v) for v in tabla.iloc[:, posicion]])
    copia.columns = [_titulo(columna) for columna in tabla.columns]
    copia.index.names = [TITULOS.get(str(nombre), nombre) for nombre in tabla.index.names]
    return copia


def en_pesos(tabla: pd.DataFrame) -> pd.DataFrame:
    """Return a copy with centavos as exact decimal pesos, for a spreadsheet."""
    copia = _con_si_y_no(tabla)
    for posicion, columna in enumerate(tabla.columns):
        if _es_de_pesos(columna):
            exactos = [_decimal(v) for v in tabla.iloc[:, posicion]]
            copia.isetitem(posicion, np.array(exactos, dtype=object))
    copia.columns = [_titulo(columna) for columna in tabla.columns]
    copia.index.names = [TITULOS.get(str(nombre), nombre) for nombre in tabla.index.names]
    return copia


def _con_si_y_no(tabla: pd.DataFrame) -> pd.DataFrame:
    copia = tabla.copy()
    for posicion, tipo in enumerate(tabla.dtypes):
        if pd.api.types.is_bool_dtype(tipo):
            copia.isetitem(posicion, np.where(tabla.iloc[:, posicion], "Sí", "No"))
    return copia


def _dia(valor: Any) -> str:
    return f"{valor:%d/%m/%Y}" if isinstance(valor, date) and not pd.isna(valor) else ""


def _decimal(centavos: Any) -> Decimal | None:
    return None if pd.isna(centavos) else Decimal(int(centavos)).scaleb(-2)


def con_suma(tabla: pd.DataFrame, nombre: str = "Total") -> pd.DataFrame:
    """Add a last row with the sum of the numeric columns."""
    suma = tabla.sum(numeric_only=True).astype(object).reindex(tabla.columns, fill_value="")
    fila = pd.DataFrame([suma.to_list()], columns=tabla.columns, dtype=object)
    llave = [nombre, *[""] * (tabla.index.nlevels - 1)]
    if tabla.index.nlevels > 1:
        fila.index = pd.MultiIndex.from_tuples([tuple(llave)], names=tabla.index.names)
    else:
        fila.index = pd.Index(llave, name=tabla.index.name)
    return pd.concat([tabla.astype(object), fila])


def tabla_html(tabla: pd.DataFrame, titulo: str) -> str:
    """Write a table as accessible HTML: caption, column and row headers, figures to the right."""
    texto = legible(tabla)
    cabezas = [] if _sin_nombre(tabla) else [*(n or "" for n in texto.index.names)]
    encabezado = "".join(f'<th scope="col" class="texto">{escape(str(c))}</th>' for c in cabezas)
    encabezado += "".join(_titulo_html(texto[c], str(c)) for c in texto.columns)
    filas = "".join(_fila_html(indice[: len(cabezas)], fila) for indice, fila in _filas(texto))
    visible = f"<thead><tr>{encabezado}</tr></thead>" if any(texto.columns) else ""
    return (
        f'<table class="cartera"><caption>{escape(titulo)}</caption>'
        f"{visible}<tbody>{filas}</tbody></table>"
    )


def _sin_nombre(tabla: pd.DataFrame) -> bool:
    """Tell whether the index only counts rows, and so is not shown."""
    return tabla.index.nlevels == 1 and tabla.index.name is None and _de_enteros(tabla.index)


def _de_enteros(indice: pd.Index) -> bool:
    return bool(pd.api.types.is_integer_dtype(indice.dtype))


def _titulo_html(columna: pd.Series, titulo: str) -> str:
    clase = "" if all(_es_numero(v) for v in columna) else ' class="texto"'
    return f'<th scope="col"{clase}>{escape(titulo)}</th>'


def _filas(texto: pd.DataFrame) -> list[tuple[tuple[object, ...], list[object]]]:
    indices = [i if isinstance(i, tuple) else (i,) for i in texto.index]
    return list(zip(indices, texto.to_numpy(dtype=object).tolist(), strict=True))


def _fila_html(indice: tuple[object, ...], fila: list[object]) -> str:
    clase = ' class="suma"' if indice[:1] == ("Total",) else ""
    cabezas = "".join(f'<th scope="row">{escape(str(i))}</th>' for i in indice)
    return f"<tr{clase}>{cabezas}{''.join(_celda_html(v) for v in fila)}</tr>"


def _celda_html(valor: object) -> str:
    clase = "" if _es_numero(valor) else ' class="texto"'
    return f"<td{clase}>{escape(_numero(valor))}</td>"


def _es_numero(valor: object) -> bool:
    return str(valor).replace(",", "").replace(".", "").lstrip("-").isdigit() or valor == ""


def _numero(valor: object) -> str:
    return f"{valor:,}" if isinstance(valor, int) and not isinstance(valor, bool) else str(valor)


def _es_de_pesos(columna: object) -> bool:
    nombre = columna[-1] if isinstance(columna, tuple) else columna
    return any(str(nombre) == p or str(nombre).startswith(f"{p}_desde") for p in DE_PESOS)


def _titulo(columna: object, titulos: Mapping[str, str] = TITULOS) -> str:
    partes = columna if isinstance(columna, tuple) else (columna,)
    return " · ".join(titulos.get(str(p), str(p)) for p in partes if p)

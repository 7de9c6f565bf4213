"""Employers in the consultation: the pages of a search and the card of one of them."""

from collections.abc import Mapping
from html import escape
from typing import Any

from cartera_lib.mesa import Mesa
from cartera_lib.widgets.tabla import Columna, FuenteDeTabla

COLUMNAS_DE_PATRON = [
    Columna("registro", "Registro patronal"),
    Columna("nombre", "Nombre"),
    Columna("rfc", "RFC"),
    Columna("situacion", "Situación"),
]
LIMITE = 200
DATOS = {
    "rfc": "RFC",
    "domicilio": "Domicilio",
    "municipio": "Municipio",
    "codigo_postal": "CP",
    "actividad": "Actividad",
    "situacion": "Situación",
    "trabajadores": "Trabajadores",
}


def hallados(mesa: Mesa, texto: str) -> tuple[FuenteDeTabla, str]:
    """Return what a search finds as pages, and a title that says how much was kept."""
    tabla = mesa.buscar(texto, limite=LIMITE)
    tabla = tabla.set_index("registro", drop=False)
    cuantos = f"Los {LIMITE} patrones más parecidos" if len(tabla) == LIMITE else "Patrones"
    return FuenteDeTabla(tabla, COLUMNAS_DE_PATRON), f"{cuantos} que se parecen a «{texto}»"


def ficha_html(patron: Mapping[str, Any] | None, registro: str) -> str:
    """Write the card of one employer."""
    if patron is None:
        return f"<h2>{escape(registro)}</h2><p>No está en el padrón de patrones cargado.</p>"
    conocidos = ((titulo, patron[clave]) for clave, titulo in DATOS.items() if patron[clave])
    datos = " · ".join(f"{titulo}: {escape(str(valor))}" for titulo, valor in conocidos)
    return f"<h2>{escape(registro)} · {escape(str(patron['nombre']))}</h2><p>{datos}</p>"

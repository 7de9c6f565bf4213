"""The reasons to return something, as a table that an area can act upon."""

from collections.abc import Sequence

import pandas as pd

from cartera_lib.cartera.requerimiento import Causa
from cartera_lib.vistas import tabla_html


def causas_html(causas: Sequence[Causa], titulo: str) -> str:
    """Write causes with their text and the least correction; nothing when there are none."""
    if not causas:
        return ""
    filas = [
        {
            "causa": causa.codigo,
            "renglón": causa.orden or "toda la cédula",
            "por qué": causa.texto.removesuffix(causa.correccion).strip(),
            "corrección": causa.correccion or "—",
        }
        for causa in causas
    ]
    return tabla_html(pd.DataFrame(filas).set_index("causa"), titulo)

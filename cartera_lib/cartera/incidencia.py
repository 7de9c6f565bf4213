"""Incidencias: the situation in which each credit is, and the ways of grouping them."""

from enum import StrEnum

from cartera_lib.errors import DatoInvalido
from cartera_lib.norma.tablas import recordar, renglones

SIN_GRUPO = "Sin grupo"


class Esquema(StrEnum):
    """The three groupings in use; the value is the label that people read."""

    A = "Dinámica, cobro o impedimento"
    B = "Dinámicas, factible de cobro, baja probabilidad o controvertido"
    PAE = "Procedimiento, remate o convenio"


def esquema_de(texto: str) -> Esquema:
    """Return a grouping by its short name; DatoInvalido says which exist."""
    if texto not in Esquema.__members__:
        existen = ", ".join(Esquema.__members__)
        raise DatoInvalido(f"No hay agrupación «{texto}». Use una de: {existen}.")
    return Esquema[texto]


COLUMNAS = {Esquema.A: "grupo_a", Esquema.B: "grupo_b", Esquema.PAE: "grupo_pae"}

PROPUESTA, POR_NOTIFICAR, NOTIFICADO = "00", "01", "02"


@recordar()
def nombres_de_incidencia() -> dict[str, str]:
    """Return the official name of each code."""
    return {fila["codigo"]: fila["nombre"] for fila in renglones("incidencias")}


@recordar()
def grupos(esquema: Esquema) -> dict[str, str]:
    """Return the group of each code in one grouping."""
    columna = COLUMNAS[esquema]
    return {fila["codigo"]: fila[columna] or SIN_GRUPO for fila in renglones("incidencias")}

"""Check that every table is whole: sources, marks, dates, no gaps, verified within a year."""

from datetime import date, timedelta

from cartera_lib.errors import DatoInvalido
from cartera_lib.norma.tablas import MARCAS, Renglon, fichas, renglones, tabla

VALIDEZ = timedelta(days=366)


def problemas(al: date) -> list[str]:
    """Return what is wrong with the tables on a day, in Spanish; an empty list when nothing."""
    return [problema for nombre in fichas() for problema in _de_tabla(nombre, al)]


def por_confirmar() -> list[str]:
    """Return the rows whose value nobody has seen in its source: memory or own design."""
    return [
        f"{nombre}: {_llave(nombre, fila)} ({fila['fuente']})"
        for nombre in fichas()
        for fila in renglones(nombre)
        if MARCAS.get(fila["marca"]) == "por confirmar"
    ]


def _de_tabla(nombre: str, al: date) -> list[str]:
    ficha, hallados = fichas()[nombre], []
    for fila in renglones(nombre):
        if not fila["fuente"]:
            hallados.append(f"{nombre}, {_llave(nombre, fila)}: no dice su fuente.")
        if fila["marca"] not in MARCAS:
            hallados.append(
                f"{nombre}, {_llave(nombre, fila)}: la marca no es una de {', '.join(MARCAS)}."
            )
    if al - ficha["verificado"] > VALIDEZ:
        hallados.append(f"{nombre}: se verificó el {ficha['verificado']}, hace más de un año.")
    if ficha["forma"] != "lista":
        hallados += _de_series(nombre)
    return hallados


def _de_series(nombre: str) -> list[str]:
    series = {fila.get("serie") for fila in renglones(nombre)}
    hallados = []
    for serie in sorted(series, key=str):
        try:
            tabla(nombre, serie)
        except DatoInvalido as motivo:
            hallados.append(str(motivo))
    return hallados


def _llave(nombre: str, fila: Renglon) -> str:
    """Name a row as a person finds it: by its code or, if dated, by its series and its date."""
    if fichas()[nombre]["forma"] == "lista":
        return next(iter(fila.values()))
    return f"{fila.get('serie', '')} {fila.get('periodo') or fila['desde']}".strip()

"""Read the employer master: one line an employer, in CSV."""

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from cartera_lib.importers.archivo import Archivo, Esperado, abrir
from cartera_lib.importers.hoja import (
    Hoja,
    abrir_hoja,
    exigir,
    fechas,
    lectura_de,
    opcional,
    registros,
)
from cartera_lib.importers.lectura import Lectura

COLUMNAS = (
    "registro",
    "nombre",
    "rfc",
    "actividad",
    "domicilio",
    "codigo_postal",
    "municipio",
    "sector",
    "trabajadores",
    "clase_riesgo",
    "prima_rt",
    "fecha_alta",
    "fecha_baja",
    "situacion",
    "representante",
)
LIBRES = ("rfc", "actividad", "domicilio", "codigo_postal", "municipio", "sector")
FORMAS = {
    "trabajadores": ("^[0-9]{0,8}$", "El número de trabajadores no se lee"),
    "clase_riesgo": ("^(?:I|II|III|IV|V|[1-5])?$", "La clase de riesgo no se lee"),
    "prima_rt": (r"^(?:[0-9]{1,2}\.[0-9]{5})?$", "La prima de RT no trae cinco decimales"),
    "situacion": ("^(?:vigente|baja|huelga)$", "La situación no es vigente, baja ni huelga"),
}
ESPERADO = Esperado(
    "NO_ES_PATRONES", f"el padrón de patrones en CSV con las columnas {', '.join(COLUMNAS)}"
)


def read(ruta: Path | str) -> Lectura:
    """Return the employers as accepted and rejected lines."""
    return leer_archivo(abrir(ruta, ESPERADO))


def leer_archivo(archivo: Archivo) -> Lectura:
    """Read an employer master that is already open."""
    hoja = abrir_hoja(archivo, {columna: columna for columna in COLUMNAS})
    registro, digito, avisos = registros(hoja, "registro")
    columnas = {"registro": registro, "digito": digito} | _columnas(hoja)
    return lectura_de(archivo, hoja, clase="patrones", columnas=columnas, avisos=avisos)


def _columnas(hoja: Hoja) -> dict[str, pa.Array]:
    return {
        "nombre": exigir(hoja, "nombre", forma=r"\S", causa="Falta el nombre del patrón"),
        **{campo: opcional(hoja, campo) for campo in LIBRES},
        "trabajadores": _trabajadores(hoja),
        "clase_riesgo": _revisado(hoja, "clase_riesgo"),
        "prima_rt": _revisado(hoja, "prima_rt"),
        "fecha_alta": fechas(hoja, "fecha_alta", nombre="de alta"),
        "fecha_baja": fechas(hoja, "fecha_baja", nombre="de baja", puede_faltar=True),
        "situacion": _revisado(hoja, "situacion"),
        "representante": opcional(hoja, "representante"),
    }


def _revisado(hoja: Hoja, campo: str) -> pa.Array:
    forma, causa = FORMAS[campo]
    exigir(hoja, campo, forma=forma, causa=causa)
    return opcional(hoja, campo)


def _trabajadores(hoja: Hoja) -> pa.Array:
    textos = _revisado(hoja, "trabajadores")
    legibles = pc.fill_null(pc.match_substring_regex(textos, FORMAS["trabajadores"][0]), False)
    return pc.cast(pc.if_else(legibles, textos, None), pa.int32())

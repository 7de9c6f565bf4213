"""The proof of the store: recompute every hash and say where the chain of loads breaks."""

from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa
import sqlalchemy as sa

from cartera_lib.store import columnas, esquema, huellas
from cartera_lib.store.carga import DESTINOS
from cartera_lib.store.volumen import leer

ORDEN = {"rale": "renglon", "patrones": "id", "sipare": "id"}


def fallas(motor: sa.Engine) -> Iterator[str]:
    """Yield what does not agree, load by load; nothing if the whole store does.

    A chain cannot tell that its last loads were taken off: keep the hash of a receipt elsewhere.
    """
    anterior, numero = huellas.INICIO, 0
    with motor.connect() as conexion:
        for fila in conexion.execute(sa.select(esquema.carga).order_by(esquema.carga.c.id)):
            carga = fila._asdict()
            yield from _de_cadena(carga, anterior, numero + 1)
            if not _integra(conexion, carga):
                yield (
                    f"La carga {carga['id']} ({carga['archivo']}) ya no tiene los renglones con "
                    "que se guardó. Restaure la base de un respaldo anterior."
                )
            anterior, numero = carga["huella"], carga["id"]
        yield from _sin_carga(conexion)


def _integra(conexion: sa.Connection, carga: Mapping[str, Any]) -> bool:
    """Tell whether a load has the rows that were signed; a day that is none, or a class, has not.

    SQLite keeps days as text, whatever the text says.
    """
    try:
        return huellas.de_contenido(contenido(conexion, carga)) == carga["contenido"]
    except (pa.ArrowInvalid, KeyError):
        return False


def contenido(conexion: sa.Connection, carga: Mapping[str, Any]) -> list[pa.Table]:
    """Return the rows of a load as they were signed: its own, its rejections and its notes."""
    partes = (
        (DESTINOS[carga["clase"]], columnas.ESQUEMAS[carga["clase"]], ORDEN[carga["clase"]]),
        ("rechazo", columnas.RECHAZO, "orden"),
        ("aviso", columnas.AVISO, "orden"),
    )
    return [_filas(conexion, carga["id"], *parte) for parte in partes]


def _filas(
    conexion: sa.Connection, carga_id: int, nombre: str, campos: pa.Schema, orden: str
) -> pa.Table:
    tabla = esquema.METADATOS.tables[nombre]
    consulta = sa.select(*(tabla.c[c] for c in campos.names)).where(tabla.c.carga_id == carga_id)
    return leer(conexion, consulta.order_by(tabla.c[orden]), esquema=campos)


def _de_cadena(carga: Mapping[str, Any], anterior: str, numero: int) -> Iterator[str]:
    quien = f"La carga {carga['id']} ({carga['archivo']})"
    if carga["id"] != numero or carga["huella_anterior"] != anterior:
        yield (
            f"{quien} no sigue a la anterior: falta o cambió una carga antes de ella. "
            "Restaure la base de un respaldo anterior."
        )
    if huellas.de_carga(carga) != carga["huella"]:
        yield (
            f"{quien} no es la que se firmó: cambió su archivo, su corte o sus cifras. "
            "Restaure la base de un respaldo anterior."
        )


def _sin_carga(conexion: sa.Connection) -> Iterator[str]:
    for nombre in (*DESTINOS.values(), "rechazo", "aviso"):
        tabla = esquema.METADATOS.tables[nombre]
        # Loads are numbered one by one: rows of any other are before the first or after the last.
        for extremo in (sa.func.min, sa.func.max):
            suya = conexion.scalar(sa.select(extremo(tabla.c.carga_id)))
            existe = sa.select(sa.func.count()).where(esquema.carga.c.id == suya)
            if suya is not None and not conexion.scalar(existe):
                yield (
                    f"La tabla {nombre} tiene renglones de la carga {suya}, que no existe. "
                    "Restaure la base de un respaldo anterior."
                )
                break

"""The write of one load: number it, chain it, and put each of its rows in its table."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import sqlalchemy as sa

from cartera_lib.store import esquema, huellas
from cartera_lib.store.carga import Carga, exigir_guardado
from cartera_lib.store.errores import CorteRepetido
from cartera_lib.store.texto import normalizar, sonido
from cartera_lib.store.volumen import constante, insertar

LARGO_DE_PALABRA = 3
"""Shortest word whose misspellings are worth mending."""


def de_archivo(conexion: sa.Connection, sha256: str) -> Mapping[str, Any] | None:
    """Return the load of a file already stored, or None."""
    consulta = sa.select(esquema.carga).where(esquema.carga.c.sha256 == sha256)
    fila = conexion.execute(consulta).one_or_none()
    return None if fila is None else fila._asdict()


def exigir_corte_nuevo(conexion: sa.Connection, fila: Mapping[str, Any]) -> None:
    """Refuse a cut that another file already brought, and name the load that did."""
    carga = esquema.carga
    consulta = sa.select(carga.c.id, carga.c.archivo, carga.c.registrada_en).where(
        carga.c.clase == "rale", *(carga.c[columna] == fila[columna] for columna in esquema.CORTE)
    )
    previa = conexion.execute(consulta).one_or_none() if fila["clase"] == "rale" else None
    if previa is not None:
        propios = "propios" if fila["propios"] else "no propios"
        raise CorteRepetido(
            f"{fila['archivo']}: el corte {fila['ramo']} {propios} de la subdelegación "
            f"{fila['ooad']}{fila['subdelegacion']} al {fila['al']} ya está en la carga "
            f"{previa.id} ({previa.archivo}, {previa.registrada_en}) con otro contenido. "
            "No se guardó nada; averigüe cuál de los dos archivos es el bueno."
        )


def encadenar(
    conexion: sa.Connection, fila: Mapping[str, Any], *, instante: datetime
) -> dict[str, Any]:
    """Number a load and sign it over the one before it."""
    carga = esquema.carga
    consulta = sa.select(carga.c.id, carga.c.huella).order_by(carga.c.id.desc()).limit(1)
    ultima = conexion.execute(consulta).one_or_none()
    encadenada = {
        **fila,
        "id": ultima.id + 1 if ultima else 1,
        "registrada_en": instante.astimezone(UTC).isoformat(timespec="seconds"),
        "huella_anterior": ultima.huella if ultima else huellas.INICIO,
    }
    return encadenada | {"huella": huellas.de_carga(encadenada)}


def guardar(conexion: sa.Connection, carga: Carga, *, fila: Mapping[str, Any]) -> None:
    """Write what a load brings, count it again and, last, write its own row, which closes it."""
    for nombre, filas in carga.partes.items():
        destino = esquema.METADATOS.tables[nombre]
        propias = constante(filas, "carga_id", valor=fila["id"], tipo=pa.int64())
        if "id" in destino.c:
            propias = _numeradas(conexion, destino, propias)
        if destino is esquema.patron:
            propias = _con_busqueda(conexion, propias)
        insertar(conexion, destino, filas=propias)
    if fila["clase"] == "patrones":
        _indexar(conexion, fila["id"])
    exigir_guardado(conexion, fila)
    conexion.execute(sa.insert(esquema.carga), [dict(fila)])


def _numeradas(conexion: sa.Connection, destino: sa.Table, filas: pa.Table) -> pa.Table:
    ultimo = conexion.scalar(sa.select(sa.func.coalesce(sa.func.max(destino.c.id), 0))) or 0
    numeros = np.arange(ultimo + 1, ultimo + 1 + filas.num_rows, dtype=np.int64)
    return filas.add_column(0, "id", pa.array(numeros))


def _con_busqueda(conexion: sa.Connection, patrones: pa.Table) -> pa.Table:
    """Add the name as it is looked for, and keep the words that no master had brought."""
    busqueda = normalizar(patrones["nombre"])
    palabras = pc.unique(pc.list_flatten(pc.split_pattern(busqueda, " ")))
    conocidas = set(conexion.scalars(sa.select(esquema.palabra.c.palabra)))
    nuevas = sorted(
        palabra
        for palabra in palabras.to_pylist()
        if len(palabra) >= LARGO_DE_PALABRA and palabra.isalpha() and palabra not in conocidas
    )
    sonidos = [sonido(palabra) for palabra in nuevas]
    columnas = [pa.array(nuevas, pa.string()), pa.array(sonidos, pa.string())]
    insertar(conexion, esquema.palabra, filas=pa.table(columnas, ["palabra", "sonido"]))
    return patrones.append_column("busqueda", busqueda)


def _indexar(conexion: sa.Connection, carga_id: int) -> None:
    """Give the new names to SQLite's index; tell PostgreSQL how they are, or it ignores its own."""
    if conexion.dialect.name == "postgresql":
        conexion.execute(sa.text("ANALYZE patron"))
    elif sa.inspect(conexion).has_table("patron_texto"):
        sentencia = (
            "INSERT INTO patron_texto (rowid, busqueda)"
            " SELECT id, busqueda FROM patron WHERE carga_id = :carga"
        )
        conexion.execute(sa.text(sentencia), {"carga": carga_id})

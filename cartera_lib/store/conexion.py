"""Open the database: where it is, how each connection behaves, and how a write is serialised."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from cartera_lib.store.errores import AlmacenInaccesible, EscrituraFallida
from cartera_lib.store.migraciones import actualizar

ESPERA = 60.0
"""Seconds that a connection waits for another one's write to end."""

PAUSA = 0.05

TURNO = 0x63617274
"""Key of the advisory lock that serialises the writers on PostgreSQL."""

PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA journal_size_limit = 67108864",
    "PRAGMA cache_size = -65536",
)


def abrir(url: str | Path) -> sa.Engine:
    """Open the database of a path, ``sqlite:///…`` or ``postgresql://…``, at the current schema."""
    direccion = _direccion(url)
    base = direccion.render_as_string(hide_password=True)
    motor = _motor_sqlite(direccion) if _es_sqlite(direccion) else _motor_postgresql(direccion)
    try:
        with escritura(motor) as conexion:
            actualizar(conexion)
    except (EscrituraFallida, sa.exc.DBAPIError) as falla:
        motor.dispose()
        raise AlmacenInaccesible(
            f"No se pudo abrir la base {base}: {_causa(falla)}. "
            "Revise que el archivo sea una base de cartera o que el servidor responda."
        ) from falla
    return motor


@contextmanager
def escritura(motor: sa.Engine) -> Iterator[sa.Connection]:
    """Give the only writer a transaction: all of it is kept at the end, or none."""
    try:
        with motor.connect().execution_options(escribe=True) as conexion, conexion.begin():
            if motor.dialect.name == "postgresql":
                conexion.execute(sa.select(sa.func.pg_advisory_xact_lock(TURNO)))
            yield conexion
    except sa.exc.DBAPIError as falla:
        raise EscrituraFallida(
            f"La base no guardó nada: {_causa(falla)}. "
            "Revise el espacio en disco y que nadie más la tenga ocupada, y repita."
        ) from falla


def _causa(falla: Exception) -> str:
    origen = getattr(falla.__cause__ or falla, "orig", None) or falla
    return str(origen).strip().splitlines()[0].rstrip(".")


def _es_sqlite(direccion: sa.URL) -> bool:
    return direccion.get_backend_name() == "sqlite"


def _direccion(url: str | Path) -> sa.URL:
    texto = str(url)
    if isinstance(url, Path) or "://" not in texto:
        return sa.URL.create("sqlite", database=texto)
    direccion = sa.make_url(texto.replace("postgres://", "postgresql://", 1))
    if direccion.get_backend_name() == "postgresql":
        return direccion.set(drivername="postgresql+psycopg")
    if not _es_sqlite(direccion) or not direccion.database:
        raise AlmacenInaccesible(
            f"«{texto}» no es una base que se pueda abrir. Indique la ruta de un archivo, "
            "sqlite:///ruta o postgresql://usuario@servidor/base."
        )
    return direccion


def _motor_sqlite(direccion: sa.URL) -> sa.Engine:
    carpeta = Path(direccion.database or "").absolute().parent
    if not carpeta.is_dir():
        raise AlmacenInaccesible(f"No existe la carpeta {carpeta}. Créela o corrija la ruta.")
    motor = sa.create_engine(direccion, connect_args={"timeout": ESPERA})
    sa.event.listen(motor, "connect", _preparar)
    sa.event.listen(motor, "begin", _comenzar)
    return motor


def _motor_postgresql(direccion: sa.URL) -> sa.Engine:
    return sa.create_engine(direccion, connect_args={"connect_timeout": int(ESPERA)})


def _preparar(conexion: sqlite3.Connection, _registro: Any) -> None:
    # The driver's own transactions would leave out the schema changes: we begin them ourselves.
    conexion.isolation_level = None
    for pragma in PRAGMAS:
        conexion.execute(pragma)
    _usar_wal(conexion)


def _usar_wal(conexion: sqlite3.Connection) -> None:
    """Turn the write-ahead log on; SQLite does not wait by itself while another one writes."""
    limite = time.monotonic() + ESPERA
    while True:
        try:
            conexion.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > limite:
                raise
            time.sleep(PAUSA)
        else:
            return


def _comenzar(conexion: sa.Connection) -> None:
    # A writer takes its turn at once; taking it in the middle could fail without waiting.
    escribe = conexion.get_execution_options().get("escribe", False)
    conexion.exec_driver_sql("BEGIN IMMEDIATE" if escribe else "BEGIN")

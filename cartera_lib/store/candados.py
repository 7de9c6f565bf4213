"""Locks of the append-only tables: triggers that refuse every change and every removal.

They stop whoever writes through SQL, from this package or from any other program. They cannot
stop the owner of the database, who may drop them: that is found by the chain of ``huellas``.
A row is ``de`` a load or of an act, whose own row is written last and closes it to more rows.

On SQLite a refused INSERT raises ROLLBACK: it undoes the whole transaction, which is what an
attack on the ledger deserves, and spares the copy of a page that ABORT costs at every row.
"""

from collections.abc import Iterable, Iterator

import sqlalchemy as sa

CERRADO = {"carga": "La carga ya está cerrada", "acto": "El acto ya está cerrado"}
REMEDIO = {"carga": "Corrija con una carga nueva.", "acto": "Corrija con un acto nuevo."}
SOLO_CRECE = {"carga": "cartera_solo_crece", "acto": "cartera_libro_solo_crece"}
CIERRE = {"carga": "cartera_carga_cerrada", "acto": "cartera_acto_cerrado"}


def funciones(dialecto: str, de: str) -> Iterator[str]:
    """Yield the functions that the locks of PostgreSQL call; SQLite needs none."""
    if dialecto != "postgresql":
        return
    yield f"""
CREATE FUNCTION {SOLO_CRECE[de]}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'La tabla % sólo crece: no se permite %. {REMEDIO[de]}', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'restrict_violation';
END $$
"""
    yield f"""
CREATE FUNCTION {CIERRE[de]}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM {de} WHERE id IN (SELECT DISTINCT {de}_id FROM nuevas)) THEN
    RAISE EXCEPTION '{CERRADO[de]}: la tabla % no le agrega nada. {REMEDIO[de]}',
      TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$
"""


def claves(tabla: sa.Table) -> list[tuple[str, ...]]:
    """Return the unique keys of a table of the ledger that ``cierre`` does not guard."""
    unicas = (sa.PrimaryKeyConstraint, sa.UniqueConstraint)
    todas = (tuple(c.columns.keys()) for c in tabla.constraints if isinstance(c, unicas))
    return sorted(clave for clave in todas if clave[0] != "acto_id")


def candado(
    dialecto: str, tabla: str, *, claves: Iterable[tuple[str, ...]], de: str = "carga"
) -> Iterator[str]:
    """Yield the statements that forbid to change, remove or replace the rows of a table.

    ``claves``: the unique keys under which SQLite could replace a row; those that begin with
    the load or the act are guarded by ``cierre``.
    """
    if dialecto == "postgresql":
        yield from _candado_postgresql(tabla, SOLO_CRECE[de])
    else:
        yield from _candado_sqlite(tabla, claves, REMEDIO[de])


def cierre(dialecto: str, tabla: str, *, de: str = "carga") -> str:
    """Return the statement that closes a load or an act once its own row is written."""
    if dialecto == "postgresql":
        return (
            f"CREATE TRIGGER {tabla}_cerrada AFTER INSERT ON {tabla} REFERENCING NEW TABLE AS "
            f"nuevas FOR EACH STATEMENT EXECUTE FUNCTION {CIERRE[de]}()"
        )
    return (
        f"CREATE TRIGGER {tabla}_cerrada BEFORE INSERT ON {tabla} "
        f"WHEN EXISTS (SELECT 1 FROM {de} WHERE id = NEW.{de}_id) BEGIN "
        f"SELECT RAISE(ROLLBACK, '{CERRADO[de]}: la tabla {tabla} no le agrega nada. "
        f"{REMEDIO[de]}'); END"
    )


def _candado_postgresql(tabla: str, funcion: str) -> Iterator[str]:
    yield (
        f"CREATE TRIGGER {tabla}_solo_crece BEFORE UPDATE OR DELETE OR TRUNCATE ON {tabla} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {funcion}()"
    )
    # ALWAYS: also for a session that calls itself a replica, where triggers do not run.
    yield f"ALTER TABLE {tabla} ENABLE ALWAYS TRIGGER {tabla}_solo_crece"


def _candado_sqlite(tabla: str, claves: Iterable[tuple[str, ...]], remedio: str) -> Iterator[str]:
    for accion in ("UPDATE", "DELETE"):
        yield (
            f"CREATE TRIGGER {tabla}_sin_{accion.lower()} BEFORE {accion} ON {tabla} BEGIN "
            f"SELECT RAISE(ABORT, 'La tabla {tabla} sólo crece: no se permite {accion}. "
            f"{remedio}'); END"
        )
    # REPLACE deletes without the trigger above where recursive_triggers is off (the default).
    for numero, clave in enumerate(claves, start=1):
        yield (
            f"CREATE TRIGGER {tabla}_sin_replace_{numero} BEFORE INSERT ON {tabla} "
            f"WHEN EXISTS (SELECT 1 FROM {tabla} WHERE {_igual(clave)}) BEGIN "
            f"SELECT RAISE(ROLLBACK, 'La tabla {tabla} sólo crece: esa clave ya existe. "
            f"{remedio}'); END"
        )


def _igual(clave: tuple[str, ...]) -> str:
    return " AND ".join(f"{columna} = NEW.{columna}" for columna in clave)

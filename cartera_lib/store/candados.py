"""Locks of the append-only tables: triggers that refuse every change and every removal.

They stop whoever writes through SQL, from this package or from any other program. They cannot
stop the owner of the database, who may drop them: that is found by the chain of ``huellas``.

On SQLite a refused INSERT raises ROLLBACK: it undoes the whole transaction, which is what an
attack on the ledger deserves, and spares the copy of a page that ABORT costs at every row.
"""

from collections.abc import Iterable, Iterator

REMEDIO = "Corrija con una carga nueva."

FUNCIONES_POSTGRESQL = (
    f"""
CREATE FUNCTION cartera_solo_crece() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'La tabla % sólo crece: no se permite %. {REMEDIO}', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'restrict_violation';
END $$
""",
    f"""
CREATE FUNCTION cartera_carga_cerrada() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM carga WHERE id IN (SELECT DISTINCT carga_id FROM nuevas)) THEN
    RAISE EXCEPTION 'La carga ya está cerrada: la tabla % no le agrega nada. {REMEDIO}',
      TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$
""",
)


def candado(dialecto: str, tabla: str, *, claves: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Yield the statements that forbid to change, remove or replace the rows of a table.

    ``claves``: the unique keys under which SQLite could replace a row; those of a table whose
    key begins with its load are guarded by ``cierre``.
    """
    if dialecto == "postgresql":
        yield from _candado_postgresql(tabla)
    else:
        yield from _candado_sqlite(tabla, claves)


def cierre(dialecto: str, tabla: str) -> str:
    """Return the statement that closes a load to more rows once its own row is written."""
    if dialecto == "postgresql":
        return (
            f"CREATE TRIGGER {tabla}_cerrada AFTER INSERT ON {tabla} REFERENCING NEW TABLE AS "
            "nuevas FOR EACH STATEMENT EXECUTE FUNCTION cartera_carga_cerrada()"
        )
    return (
        f"CREATE TRIGGER {tabla}_cerrada BEFORE INSERT ON {tabla} "
        "WHEN EXISTS (SELECT 1 FROM carga WHERE id = NEW.carga_id) BEGIN "
        f"SELECT RAISE(ROLLBACK, 'La carga ya está cerrada: la tabla {tabla} no le agrega nada. "
        f"{REMEDIO}'); END"
    )


def _candado_postgresql(tabla: str) -> Iterator[str]:
    yield (
        f"CREATE TRIGGER {tabla}_solo_crece BEFORE UPDATE OR DELETE OR TRUNCATE ON {tabla} "
        "FOR EACH STATEMENT EXECUTE FUNCTION cartera_solo_crece()"
    )
    # ALWAYS: also for a session that calls itself a replica, where triggers do not run.
    yield f"ALTER TABLE {tabla} ENABLE ALWAYS TRIGGER {tabla}_solo_crece"


def _candado_sqlite(tabla: str, claves: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for accion in ("UPDATE", "DELETE"):
        yield (
            f"CREATE TRIGGER {tabla}_sin_{accion.lower()} BEFORE {accion} ON {tabla} BEGIN "
            f"SELECT RAISE(ABORT, 'La tabla {tabla} sólo crece: no se permite {accion}. "
            f"{REMEDIO}'); END"
        )
    # REPLACE deletes without the trigger above where recursive_triggers is off (the default).
    for numero, clave in enumerate(claves, start=1):
        yield (
            f"CREATE TRIGGER {tabla}_sin_replace_{numero} BEFORE INSERT ON {tabla} "
            f"WHEN EXISTS (SELECT 1 FROM {tabla} WHERE {_igual(clave)}) BEGIN "
            f"SELECT RAISE(ROLLBACK, 'La tabla {tabla} sólo crece: esa clave ya existe. "
            f"{REMEDIO}'); END"
        )


def _igual(clave: tuple[str, ...]) -> str:
    return " AND ".join(f"{columna} = NEW.{columna}" for columna in clave)

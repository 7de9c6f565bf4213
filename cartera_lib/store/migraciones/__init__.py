"""Bring a database to the schema of this package: one module a revision, the newest is last."""

from pathlib import Path

import sqlalchemy as sa
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from cartera_lib.store.errores import AlmacenInaccesible, VersionPosterior

CARPETA = Path(__file__).parent


def actualizar(conexion: sa.Connection) -> None:
    """Run the missing revisions in the caller's transaction; refuse what is not ours or is newer.

    No ``env.py`` or ``alembic.ini`` is needed: the revisions are found beside this file.
    """
    contexto = MigrationContext.configure(conexion)
    guion = ScriptDirectory(CARPETA, version_locations=[CARPETA])
    actual = contexto.get_current_revision()
    _exigir_conocida(conexion, guion, actual)
    pendientes = list(guion.iterate_revisions("head", actual or "base"))
    with Operations.context(contexto):
        for revision in reversed(pendientes):
            revision.module.upgrade()
    if pendientes:
        contexto.stamp(guion, "head")


def _exigir_conocida(conexion: sa.Connection, guion: ScriptDirectory, actual: str | None) -> None:
    base = conexion.engine.url.render_as_string(hide_password=True)
    if actual is None:
        ajenas = sa.inspect(conexion).get_table_names()
        if ajenas:
            raise AlmacenInaccesible(
                f"{base} no es una base de cartera: ya tiene la tabla «{min(ajenas)}». "
                "Indique una base vacía o el archivo correcto."
            )
    elif actual not in {revision.revision for revision in guion.walk_revisions()}:
        raise VersionPosterior(
            f"{base} tiene el esquema «{actual}», más nuevo que este programa. "
            "Actualice cartera_lib; la base no se tocó."
        )

"""Bring a database to the schema of this package: one module a revision, the newest is last."""

from pathlib import Path

import sqlalchemy as sa

from cartera_lib.store.errores import AlmacenInaccesible, VersionPosterior

CARPETA = Path(__file__).parent
ULTIMA = "0004"


def actualizar(conexion: sa.Connection) -> None:
    """Run the missing revisions in the caller's transaction; refuse what is not ours or is newer.

    No ``env.py`` or ``alembic.ini`` is needed: the revisions are found beside this file.
    """
    tablas = sa.inspect(conexion).get_table_names()
    if "alembic_version" in tablas:
        actual = conexion.scalar(sa.text("SELECT version_num FROM alembic_version"))
        if actual == ULTIMA:
            return
    elif tablas:
        raise AlmacenInaccesible(
            f"{_base(conexion)} no es una base de cartera: ya tiene la tabla «{min(tablas)}». "
            "Indique una base vacía o el archivo correcto."
        )
    _subir(conexion)


def _subir(conexion: sa.Connection) -> None:
    # Only here: a database up to date, which is nearly every one, is opened without Alembic.
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    contexto = MigrationContext.configure(conexion)
    guion = ScriptDirectory(CARPETA, version_locations=[CARPETA])
    actual = contexto.get_current_revision()
    if actual not in {None, *(revision.revision for revision in guion.walk_revisions())}:
        raise VersionPosterior(
            f"{_base(conexion)} tiene el esquema «{actual}», más nuevo que este programa. "
            "Actualice cartera_lib; la base no se tocó."
        )
    pendientes = list(guion.iterate_revisions("head", actual or "base"))
    with Operations.context(contexto):
        for revision in reversed(pendientes):
            revision.module.upgrade()
    contexto.stamp(guion, "head")


def _base(conexion: sa.Connection) -> str:
    return conexion.engine.url.render_as_string(hide_password=True)

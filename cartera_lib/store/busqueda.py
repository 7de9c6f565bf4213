"""Find an employer by registro, RFC or name, though the name be written with faults.

The words of the names are indexed by the engine itself: FTS5 on SQLite, GIN over a tsvector
on PostgreSQL (its ``pg_trgm`` is an extension that a server may lack); a SQLite built without
FTS5 reads all the names with LIKE. Typing errors are mended before asking: each word is taken
also as the words of the table ``palabra`` that sound the same in Spanish (GONZALES, GONZÁLEZ)
or are spelled almost like it (difflib). A trigram index of whole names would be the other way;
it was left because only one of the two engines has it, and it ranks a common word as high as a
rare one. First come the names that have every word as written, paged by the database; then,
from at most ``CANDIDATOS`` names, those that have them mended, best first.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa
import sqlalchemy as sa

from cartera_lib.store import columnas, esquema
from cartera_lib.store.consultas import Consultas, ultima
from cartera_lib.store.expresiones import Palabra, Todas, Una, condicion, sin
from cartera_lib.store.texto import normalizado, normalizar, parecidas, parecido, propias, sonido
from cartera_lib.store.volumen import leer

CANDIDATOS = 300
VARIANTES = 25
REGISTRO = re.compile(r"[A-Z0-9]\d{2,10}")
RFC = re.compile(r"[A-ZÑ&]{3,4}\d{2,6}[A-Z0-9]{0,3}")
FIN = "\U0010ffff"


class Busqueda(Consultas):
    """The search of employers."""

    def buscar_patron(self, texto: str, limite: int = 20, *, desplazamiento: int = 0) -> pa.Table:
        """Return a page of the employers that a registro, an RFC or a name may mean.

        Registro: with or without dashes or check digit, or only its beginning; RFC: whole or
        its beginning. ``parecido`` goes from 0 to 100.
        """
        junto = re.sub(r"[\s-]", "", texto).upper()
        patron = esquema.patron
        for forma, columna, largo in ((REGISTRO, patron.c.registro, 10), (RFC, patron.c.rfc, 13)):
            if forma.fullmatch(junto):
                inicio = junto[:largo]
                hallados = self._pagina(
                    sa.and_(columna >= inicio, columna < inicio + FIN),
                    (columna, patron.c.id),
                    limite=limite,
                    desplazamiento=desplazamiento,
                )
                return _con_parecido(hallados, [100] * hallados.num_rows)
        palabras = list(dict.fromkeys(propias(normalizado(texto))))
        return self._por_nombre(palabras, limite, desplazamiento)

    def _por_nombre(self, palabras: list[str], limite: int, desplazamiento: int) -> pa.Table:
        if not palabras or limite <= 0:
            return columnas.ENCONTRADO.empty_table()
        tal_cual = Todas([Palabra(palabra) for palabra in palabras])
        exactos = self._nombres(tal_cual, limite, desplazamiento)
        faltan = limite - exactos.num_rows
        exactos = _con_parecido(exactos, [100] * exactos.num_rows)
        if not faltan:
            return exactos
        total = desplazamiento + exactos.num_rows
        if desplazamiento and not exactos.num_rows:
            total = self._cuantos(tal_cual)
        aproximados = self._aproximados(palabras, tal_cual, solos=not total)
        return pa.concat_tables(
            [exactos, aproximados.slice(max(0, desplazamiento - total), faltan)]
        )

    def _aproximados(self, palabras: list[str], tal_cual: Todas, *, solos: bool) -> pa.Table:
        """Return the candidates with words mended; if there is no other, with one word less."""
        grupos = [self._variantes(palabra) for palabra in palabras]
        hallados = self._nombres(sin(Todas(grupos), tal_cual), CANDIDATOS)
        if solos and not hallados.num_rows and len(grupos) > 1:
            menos = [Todas([*grupos[:i], *grupos[i + 1 :]]) for i in range(len(grupos))]
            hallados = self._nombres(sin(Una(menos), tal_cual), CANDIDATOS)
        notas = [parecido(palabras, n) for n in normalizar(hallados["nombre"]).to_pylist()]
        return _con_parecido(hallados, notas).sort_by(
            [("parecido", "descending"), ("nombre", "ascending"), ("registro", "ascending")]
        )

    def _variantes(self, palabra: str) -> Una:
        """Return a word and the words of the masters that it may be, misspelled."""
        tabla = esquema.palabra
        lejos = sa.func.abs(sa.func.length(tabla.c.palabra) - len(palabra))
        with self.motor.connect() as conexion:
            suenan = conexion.scalars(
                sa.select(tabla.c.palabra).where(tabla.c.sonido == sonido(palabra))
            ).all()
            cercanas = conexion.scalars(
                sa.select(tabla.c.palabra).where(
                    lejos <= 2, sa.or_(*(tabla.c.palabra.like(trozo) for trozo in _trozos(palabra)))
                )
            ).all()
        variantes = dict.fromkeys([*sorted(suenan), *parecidas(palabra, list(cercanas))])
        return Una([Palabra(palabra), *(Palabra(v, entera=True) for v in variantes)][:VARIANTES])

    def _nombres(self, buscado: Any, limite: int, desplazamiento: int = 0) -> pa.Table:
        patron = esquema.patron
        # A shorter name has less that was not looked for.
        orden = (sa.func.length(patron.c.busqueda), patron.c.busqueda, patron.c.registro)
        return self._pagina(
            condicion(self.motor, buscado),
            (*orden, patron.c.id),
            limite=limite,
            desplazamiento=desplazamiento,
        )

    def _cuantos(self, buscado: Any) -> int:
        consulta = sa.select(sa.func.count()).select_from(esquema.patron)
        consulta = consulta.where(condicion(self.motor, buscado), ultima(esquema.patron))
        with self.motor.connect() as conexion:
            return conexion.scalars(consulta).one()

    def _pagina(
        self,
        hallado: sa.ColumnElement[bool],
        orden: Sequence[sa.ColumnElement[Any]],
        *,
        limite: int,
        desplazamiento: int,
    ) -> pa.Table:
        patron = esquema.patron
        consulta = (
            sa.select(*(patron.c[c] for c in columnas.PATRON.names))
            .where(hallado, ultima(patron))
            .order_by(*orden)
        )
        with self.motor.connect() as conexion:
            return leer(
                conexion, consulta.offset(desplazamiento).limit(limite), esquema=columnas.PATRON
            )


def _trozos(palabra: str) -> Iterator[str]:
    """Yield what an almost equal word keeps: three letters in a row, or both ends."""
    yield f"{palabra[0]}%{palabra[-1]}"
    for inicio in range(len(palabra) - 2):
        yield f"%{palabra[inicio : inicio + 3]}%"


def _con_parecido(filas: pa.Table, notas: list[int]) -> pa.Table:
    return filas.append_column(columnas.ENCONTRADO.field("parecido"), pa.array(notas, pa.int64()))

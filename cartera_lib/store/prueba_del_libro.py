"""The proof of the ledger: recompute every hash of the acts, in one pass over each table.

The rows of an act are hashed as they were sealed: by table, in the order of ``PARTES``, and by
primary key. Each table is read once in that order, and every act takes its own rows from it.
What a document says, and its bytes, must be what their own hashes are of.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from cartera_lib.store import esquema, huellas_libro
from cartera_lib.store import esquema_libro as libro
from cartera_lib.store.papeles import huella_de_datos, huella_de_papel
from cartera_lib.store.prueba_del_libro_sumas import (
    MUESTRA,
    RESTAURE,
    Falla,
    descuadres,
    nombre_de_acto,
)

LEIDAS = 5_000
"""Rows taken from the driver at a time."""
PESADAS = 100
"""The same of a table whose rows hold whole documents."""
SELLADOS = {
    "papel": (
        "sha256, sha256, contenido",
        huella_de_papel,
        "El acto {} guarda el papel {}, que ya no tiene los bytes de esa huella.",
    ),
    "emitido": (
        "folio, huella, datos",
        huella_de_datos,
        "El acto {} emitió {}, que ya no tiene los datos de su huella.",
    ),
}
"""What has a hash of its own: its name, the hash, and what it is of."""


def fallas(motor: sa.Engine) -> tuple[str, ...]:
    """Return what does not agree in the ledger, by act; nothing if all of it does.

    A chain cannot tell that its last acts were taken off: keep the hash of a receipt elsewhere.
    """
    base: Any = motor.dialect.loaded_dbapi
    halladas: list[Falla] = []
    with _instante(motor) as conexion:
        try:
            halladas.extend(_actos(conexion))
            halladas.extend(descuadres(conexion))
            for tabla in SELLADOS:
                halladas.extend(islice(_cambiados(conexion, tabla), MUESTRA))
        except (sa.exc.DBAPIError, base.Error) as falla:
            causa = str(getattr(falla, "orig", falla)).strip().splitlines()[0].rstrip(".")
            texto = f"El libro no se puede leer ni sumar completo: {causa}. {RESTAURE}"
            halladas.append(Falla(halladas[-1].acto_id if halladas else 0, texto))
    return tuple(falla.texto for falla in sorted(halladas, key=itemgetter(0)))


def cabezas(motor: sa.Engine) -> tuple[str, str]:
    """Return the hash of the last load and that of the last act; zeros when there is none."""
    with motor.connect() as conexion:
        carga, acto = (_ultima(conexion, tabla) for tabla in (esquema.carga, libro.acto))
    return carga, acto


def contiene(motor: sa.Engine, huella: str) -> bool:
    """Tell whether a hash kept elsewhere is of a load or of an act that is still here."""
    buscada = huella.strip().lower()
    iguales = (sa.select(t.c.id).where(t.c.huella == buscada) for t in (esquema.carga, libro.acto))
    with motor.connect() as conexion:
        hallada = conexion.execute(sa.union_all(*iguales)).first() is not None
    return hallada or buscada == huellas_libro.INICIO


def _ultima(conexion: sa.Connection, tabla: sa.Table) -> str:
    consulta = sa.select(tabla.c.huella).order_by(tabla.c.id.desc()).limit(1)
    return conexion.scalar(consulta) or huellas_libro.INICIO


@contextmanager
def _instante(motor: sa.Engine) -> Iterator[sa.Connection]:
    """Give a connection in which all that is read is of one moment, whoever posts meanwhile."""
    with motor.connect() as conexion:
        if motor.dialect.name == "postgresql":
            conexion = conexion.execution_options(isolation_level="REPEATABLE READ")
        with conexion.begin():
            yield conexion


class _Lector:
    """The rows of one table, given out act by act."""

    def __init__(self, conexion: sa.Connection, tabla: sa.Table) -> None:
        self.tabla = tabla.name
        self.cuantas = PESADAS if self.tabla in SELLADOS else LEIDAS
        columnas = tabla.columns.keys()
        self.dueno = itemgetter(columnas.index("acto_id"))
        orden = ("acto_id", *(c.name for c in tabla.primary_key if c.name != "acto_id"))
        self.cursor = _cursor(conexion, f"prueba_{tabla.name}")
        self.cursor.execute(
            f"SELECT {', '.join(columnas)} FROM {tabla.name} ORDER BY {', '.join(orden)}"
        )
        self.bloque: Sequence[tuple[Any, ...]] = ()
        self.desde = 0
        self._leer()

    @property
    def acto_id(self) -> int | None:
        """Return whose the next row is, None at the end."""
        return self.dueno(self.bloque[self.desde]) if self.bloque else None

    def de(self, acto_id: int) -> Iterator[Sequence[tuple[Any, ...]]]:
        """Yield the next rows of an act."""
        while self.acto_id == acto_id:
            hasta = bisect_right(self.bloque, acto_id, lo=self.desde, key=self.dueno)
            yield self.bloque[self.desde : hasta]
            self.desde = hasta
            if hasta == len(self.bloque):
                self._leer()

    def _leer(self) -> None:
        self.bloque, self.desde = self.cursor.fetchmany(self.cuantas), 0


def _cursor(conexion: sa.Connection, nombre: str) -> Any:
    """Return a cursor that brings the rows as they are asked for, without SQLAlchemy's own."""
    cruda: Any = conexion.connection.driver_connection
    return cruda.cursor(nombre) if conexion.dialect.name == "postgresql" else cruda.cursor()


def _actos(conexion: sa.Connection) -> Iterator[Falla]:
    lectores = [_Lector(conexion, tabla) for tabla in libro.PARTES]
    anterior, numero = huellas_libro.INICIO, 0
    for encontrado in conexion.execute(sa.select(libro.acto).order_by(libro.acto.c.id)):
        acto = encontrado._asdict()
        yield from _sin_acto(lectores, acto["id"])
        yield from _eslabon(acto, anterior, numero + 1)
        if huellas_libro.de_contenido(_renglones(lectores, acto["id"])) != acto["contenido"]:
            yield Falla(
                acto["id"],
                f"{nombre_de_acto(acto)} ya no tiene los renglones con que se selló: alguno "
                f"cambió, falta o sobra. {RESTAURE}",
            )
        anterior, numero = acto["huella"], acto["id"]
    yield from _sin_acto(lectores, None)


def _renglones(lectores: Sequence[_Lector], acto_id: int) -> Iterator[bytes]:
    for lector in lectores:
        for filas in lector.de(acto_id):
            yield huellas_libro.renglones(lector.tabla, filas)


def _sin_acto(lectores: Sequence[_Lector], hasta: int | None) -> Iterator[Falla]:
    """Yield, and leave behind, the rows before those of an act; at the end, all that are left."""
    for lector in lectores:
        while (suyo := lector.acto_id) is not None and (hasta is None or suyo < hasta):
            cuantas = sum(len(filas) for filas in lector.de(suyo))
            yield Falla(
                suyo,
                f"La tabla {lector.tabla} tiene {cuantas:,} renglones del acto {suyo}, que no "
                f"existe. {RESTAURE}",
            )


def _eslabon(acto: Mapping[str, Any], anterior: str, numero: int) -> Iterator[Falla]:
    if acto["id"] != numero or acto["huella_anterior"] != anterior:
        yield Falla(
            acto["id"],
            f"{nombre_de_acto(acto)} no sigue al anterior: falta o cambió un acto antes de él. "
            f"{RESTAURE}",
        )
    if huellas_libro.de_acto(acto) != acto["huella"]:
        yield Falla(
            acto["id"],
            f"{nombre_de_acto(acto)} no es el que se selló: cambió quién lo hizo, su día o lo que "
            f"dice. {RESTAURE}",
        )


def _cambiados(conexion: sa.Connection, tabla: str) -> Iterator[Falla]:
    """Yield the rows of a table whose own hash is of something else."""
    columnas, huella_de, dicho = SELLADOS[tabla]
    cursor = _cursor(conexion, f"sellados_{tabla}")
    cursor.execute(f"SELECT acto_id, {columnas} FROM {tabla}")
    while filas := cursor.fetchmany(PESADAS):
        for acto_id, nombre, huella, sellado in filas:
            if huella_de(sellado) != huella:
                yield Falla(acto_id, f"{dicho.format(acto_id, nombre)} {RESTAURE}")

"""The write of the ledger: one act at a time, whole or not at all, chained to the one before."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from cartera_lib.cartera.acto import Acto
from cartera_lib.cartera.emision import Emitido, Suceso, clases_de_documento
from cartera_lib.cartera.ficha import Aplicacion
from cartera_lib.store import conflictos, huellas_libro
from cartera_lib.store import esquema_documentos as documentos
from cartera_lib.store import esquema_expediente as expediente
from cartera_lib.store import esquema_libro as libro
from cartera_lib.store.acuse import AcuseDeActo, acuse_de_acto
from cartera_lib.store.apertura import abrir
from cartera_lib.store.asientos import asientos
from cartera_lib.store.conexion import escritura
from cartera_lib.store.errores import EscrituraFallida
from cartera_lib.store.libro_cuentas import Cuentas, de_lista
from cartera_lib.store.libro_partes import Fila, Filas, Repartidor, limpio, ordenadas
from cartera_lib.store.volumen import insertar_filas

SERIES = {
    "R": libro.requerimiento,
    "S": libro.solicitud,
    "F": libro.ficha,
    "H": expediente.hecho,
    "P": expediente.pieza,
    "I": expediente.inventario,
    "L": documentos.orden_de_emision,
}
"""The tables that have a series of one letter; those of two are of the kinds of documents."""
DE_APERTURA = (libro.cuenta, libro.movimiento)
"""What the opening writes by SQL: these rows are read back to be hashed."""
LEIDAS = 1_000
"""Rows hashed at a time: few, for one may hold a whole document."""
PREVIAS = """
SELECT a.clave, max(a.numero) FROM {lista} CROSS JOIN aplicacion a
WHERE a.clave = j.value ->> 0 GROUP BY a.clave
"""
PAPELES = "SELECT p.sha256 FROM {lista} CROSS JOIN papel p WHERE p.sha256 = j.value ->> 0"


class Libro:
    """The ledger of an open store."""

    motor: sa.Engine

    def asentar(self, acto: Acto, *, registrado_en: datetime | None = None) -> AcuseDeActo:
        """Post an act in one transaction, all or nothing; the same key again is harmless.

        Conflicto: what it was made over has changed; SeparacionDeFunciones: who verifies is who
        captured; AsientoDescuadrado: its póliza lines do not balance.
        """
        with self.motor.connect() as conexion:
            previo = _de_llave(conexion, acto.llave)
        if previo is not None:
            return previo
        with escritura(self.motor) as conexion, conflictos.dicha(conexion):
            previo = _de_llave(conexion, acto.llave)
            return previo or _guardar(conexion, acto, registrado_en or datetime.now(UTC))

    def siguiente_folio(self, serie: str, ejercicio: int) -> str:
        """Return the next free folio of a series (``SERIES``) and a year: ``R26-000001``.

        The series of documents are those of their kinds: ``ME26-000001``.
        """
        folio, inicio = _de_serie(serie).c.folio, f"{serie}{ejercicio % 100:02d}-"
        mayores = sa.select(folio).where(folio > inicio, folio < f"{inicio}:").limit(1)
        with self.motor.connect() as conexion:
            mayor = conexion.scalar(mayores.order_by(sa.func.length(folio).desc(), folio.desc()))
        return f"{inicio}{int(mayor[len(inicio) :]) + 1 if mayor else 1:06d}"


def _de_serie(serie: str) -> sa.Table:
    de_documentos = {clase.serie for clase in clases_de_documento().values()}
    return documentos.emitido if serie in de_documentos else SERIES[serie]


def _guardar(conexion: sa.Connection, acto: Acto, instante: datetime) -> AcuseDeActo:
    """Write what an act brings and, last, its own row, which seals it."""
    conflictos.exigir_otra_persona(conexion, acto)
    fila = _encadenada(conexion, acto, instante)
    if _partes(conexion, fila["id"]):
        raise EscrituraFallida(
            f"La base tiene renglones del acto {fila['id']}, que nadie ha hecho: alguien los puso "
            "por fuera. No se guardó nada; corra «cartera verificar» y avise."
        )
    abrir(conexion, acto, acto_id=fila["id"])
    filas = _escribir(conexion, acto, acto_id=fila["id"])
    leidas = DE_APERTURA if acto.aperturas else ()
    contenido = _contenido(conexion, fila["id"], filas=filas, leidas=leidas)
    fila["contenido"] = huellas_libro.de_contenido(contenido)
    fila["huella"] = huellas_libro.de_acto(fila)
    sello = tuple(fila[columna.name] for columna in libro.acto.columns)
    insertar_filas(conexion, libro.acto, filas=[sello])
    return acuse_de_acto(fila, _partes(conexion, fila["id"]), repetido=False)


def _encadenada(conexion: sa.Connection, acto: Acto, instante: datetime) -> dict[str, Any]:
    tabla = libro.acto
    ultimo = conexion.execute(
        sa.select(tabla.c.id, tabla.c.huella).order_by(tabla.c.id.desc()).limit(1)
    ).one_or_none()
    return {
        "id": ultimo.id + 1 if ultimo else 1,
        "clase": acto.clase.name,
        "quien": limpio(acto.quien.strip()),
        "llave": limpio(acto.llave),
        "al": acto.al.isoformat(),
        "nota": limpio(acto.nota),
        "registrado_en": instante.astimezone(UTC).isoformat(timespec="seconds"),
        "huella_anterior": ultimo.huella if ultimo else huellas_libro.INICIO,
    }


def _escribir(conexion: sa.Connection, acto: Acto, *, acto_id: int) -> Filas:
    """Write every row but the act's own; return them by table and primary key."""
    depositos = {p.deposito for p in acto.partes if isinstance(p, Aplicacion)}
    previas = de_lista(conexion, PREVIAS, valores=[[clave] for clave in depositos])
    reparto = Repartidor(acto_id, dict(previas), _papeles(conexion, acto))
    filas = reparto.repartir(acto.partes)
    filas["cuenta"], filas["movimiento"] = Cuentas(conexion, acto_id, acto.partes).asentar()
    conflictos.exigir_libres(conexion, filas)
    conflictos.exigir_corregibles(conexion, filas)
    for tabla in libro.PARTES:
        filas[tabla.name] = ordenadas(tabla, filas[tabla.name])
        insertar_filas(conexion, tabla, filas=filas[tabla.name])
    reparto.asentar(asientos(conexion, acto, acto_id=acto_id))
    insertar_filas(conexion, libro.asiento, filas=filas["asiento"])
    return filas


def _papeles(conexion: sa.Connection, acto: Acto) -> set[str]:
    """Return which of the papers of an act the ledger already keeps."""
    suyos = {p.sha256 for p in acto.partes if isinstance(p, Emitido | Suceso)}
    filas = de_lista(conexion, PAPELES, valores=[[uno] for uno in suyos]) if suyos else []
    return {sha256 for (sha256,) in filas}


def _contenido(
    conexion: sa.Connection, acto_id: int, *, filas: Filas, leidas: Iterable[sa.Table]
) -> Iterator[bytes]:
    for tabla in libro.PARTES:
        escritas = filas[tabla.name]
        for bloque in _leidas(conexion, tabla, acto_id) if tabla in leidas else _bloques(escritas):
            yield huellas_libro.renglones(tabla.name, bloque)


def _bloques(filas: list[Fila]) -> Iterator[list[Fila]]:
    for inicio in range(0, len(filas), LEIDAS):
        yield filas[inicio : inicio + LEIDAS]


def _leidas(conexion: sa.Connection, tabla: sa.Table, acto_id: int) -> Iterator[list[Fila]]:
    """Yield the rows of a table as the driver gives them: SQLAlchemy's own cursor keeps some."""
    cruda: Any = conexion.connection.driver_connection
    en_servidor = conexion.dialect.name == "postgresql"
    cursor = cruda.cursor(f"leidas_{tabla.name}") if en_servidor else cruda.cursor()
    columnas = ", ".join(tabla.columns.keys())
    cursor.execute(f"SELECT {columnas} FROM {tabla.name} WHERE acto_id = {acto_id} ORDER BY id")
    while bloque := cursor.fetchmany(LEIDAS):
        yield bloque
    cursor.close()


def _de_llave(conexion: sa.Connection, llave: str) -> AcuseDeActo | None:
    consulta = sa.select(libro.acto).where(libro.acto.c.llave == llave)
    fila = conexion.execute(consulta).one_or_none()
    if fila is None:
        return None
    return acuse_de_acto(fila._asdict(), _partes(conexion, fila.id), repetido=True)


def _partes(conexion: sa.Connection, acto_id: int) -> dict[str, int]:
    """Count the rows that an act brought, by table."""
    cuantas = (
        sa.select(sa.literal(tabla.name), sa.func.count()).where(tabla.c.acto_id == acto_id)
        for tabla in libro.PARTES
    )
    filas = conexion.execute(sa.union_all(*cuantas))
    contadas = {tabla: int(suyas) for tabla, suyas in filas}
    return {tabla.name: contadas[tabla.name] for tabla in libro.PARTES if contadas[tabla.name]}

"""Parquet snapshots, one a file of a cut, and the aggregates that DuckDB takes from them.

The database holds the truth. A snapshot is a copy whose SHA-256 is recorded; one that is
missing or altered is written again from the database, and the answer says so.
"""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet
import sqlalchemy as sa

from cartera_lib.errors import DatoInvalido
from cartera_lib.store import esquema, huellas
from cartera_lib.store.conexion import escritura
from cartera_lib.store.consultas import Consultas, completos
from cartera_lib.store.errores import AlmacenInaccesible
from cartera_lib.store.verificacion import contenido

GRUPO = 131_072
SITUACION = """
SELECT ramo, incidencia, tipo_documento, count(*) AS creditos,
  sum(importe)::BIGINT AS importe
FROM creditos GROUP BY ALL ORDER BY ALL
"""
DEUDORES = """
SELECT registro, count(*) AS creditos, sum(importe)::BIGINT AS importe
FROM creditos GROUP BY registro ORDER BY importe DESC, registro LIMIT ?
"""


@dataclass(frozen=True, eq=False)
class Respuesta:
    """An answer taken from snapshots, and which of them had to be written again and why."""

    tabla: pa.Table
    rehechas: tuple[str, ...]


class Instantaneas(Consultas):
    """The snapshots and their questions."""

    def __init__(self, motor: sa.Engine, carpeta: Path | None) -> None:
        """Start without any snapshot looked at."""
        super().__init__(motor, carpeta)
        self._sumas: dict[Path, tuple[str, tuple[int, ...]]] = {}

    def consulta(
        self,
        sql: str,
        parametros: tuple[object, ...] = (),
        *,
        al: date,
        ooad: str | None = None,
        subdelegacion: str | None = None,
    ) -> Respuesta:
        """Ask in SQL the view ``creditos``: all the files of the cuts of a day.

        The question reads those files only: nothing else of the machine, nothing of a network.
        """
        import duckdb  # only here: most uses of the store do not ask in SQL

        rutas, rehechas = self._rutas(al, ooad, subdelegacion)
        with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as base:
            base.execute("SET allowed_paths = ?", [rutas])
            base.execute("SET enable_external_access = false")
            base.read_parquet(rutas).create_view("creditos")
            base.execute("SET lock_configuration = true")
            try:
                tabla = base.sql(sql, params=parametros).to_arrow_table()
            except duckdb.Error as falla:
                raise DatoInvalido(f"La consulta no se pudo responder: {falla}") from falla
        return Respuesta(tabla, rehechas)

    def por_situacion(
        self, al: date, ooad: str | None = None, *, subdelegacion: str | None = None
    ) -> Respuesta:
        """Count and add the credits by ramo, incidencia and tipo de documento."""
        return self.consulta(SITUACION, al=al, ooad=ooad, subdelegacion=subdelegacion)

    def mayores_deudores(
        self,
        al: date,
        ooad: str | None = None,
        *,
        subdelegacion: str | None = None,
        limite: int = 20,
    ) -> Respuesta:
        """Return the employers that owe most, COP and RCV together."""
        return self.consulta(DEUDORES, (limite,), al=al, ooad=ooad, subdelegacion=subdelegacion)

    def instantanea(self, al: date, ooad: str, *, subdelegacion: str) -> Respuesta:
        """Return the same rows as ``cartera``, in the same order, but from the snapshots."""
        rutas, rehechas = self._rutas(al, ooad, subdelegacion)
        return Respuesta(
            pa.concat_tables([pyarrow.parquet.read_table(ruta) for ruta in rutas]), rehechas
        )

    def retratar(self, carga: Mapping[str, Any], partes: Mapping[str, pa.Table]) -> None:
        """Write the snapshot of a load just stored, if it is a cut and there is a folder."""
        if carga["clase"] == "rale" and self.carpeta is not None:
            self._escribir(self.carpeta, carga, partes["credito"], "corte nuevo")

    def _rutas(
        self, al: date, ooad: str | None, subdelegacion: str | None
    ) -> tuple[list[str], tuple[str, ...]]:
        cargas = self._del_corte(al, ooad, subdelegacion)
        revisadas = [(carga, self._revisar(carga)) for carga in cargas]
        rehechas = tuple(
            f"{_nombre(carga)}: {motivo}; se rehízo desde la base."
            for carga, motivo in revisadas
            if motivo
        )
        return [str(self._en_carpeta() / _nombre(carga)) for carga in cargas], rehechas

    def _en_carpeta(self) -> Path:
        if self.carpeta is None:
            raise AlmacenInaccesible(
                "Esta base no tiene carpeta de instantáneas. Ábrala indicando una: "
                "store.open(url, instantaneas=carpeta)."
            )
        return self.carpeta

    def _revisar(self, carga: Mapping[str, Any]) -> str:
        """Write a snapshot again if it is not the recorded one; say why, or nothing."""
        carpeta, tabla = self._en_carpeta(), esquema.instantanea
        consulta = (
            sa.select(tabla.c.sha256)
            .where(tabla.c.carga_id == carga["id"])
            .order_by(tabla.c.id.desc())
            .limit(1)
        )
        with self.motor.connect() as conexion:
            registrada = conexion.scalar(consulta)
        ruta = carpeta / _nombre(carga)
        motivo = "estaba alterada" if ruta.is_file() else "faltaba"
        if ruta.is_file() and self._suma(ruta) == registrada:
            return ""
        self._escribir(carpeta, carga, self._creditos(carga), motivo)
        return motivo

    def _suma(self, ruta: Path) -> str:
        """Hash a file, or remember its hash while the system says that it was not touched."""
        estado = ruta.stat()
        firma = (estado.st_ino, estado.st_size, estado.st_mtime_ns, estado.st_ctime_ns)
        if self._sumas.get(ruta, ("", ()))[1] != firma:
            self._sumas[ruta] = (_sha256(ruta), firma)
        return self._sumas[ruta][0]

    def _creditos(self, carga: Mapping[str, Any]) -> pa.Table:
        with self.motor.connect() as conexion:
            partes = contenido(conexion, carga)
        if huellas.de_contenido(partes) != carga["contenido"]:
            raise AlmacenInaccesible(
                f"La carga {carga['id']} ({carga['archivo']}) está alterada en la base: no se "
                "hace su instantánea. Verifique la base y restaure un respaldo."
            )
        return partes[0]

    def _escribir(
        self, carpeta: Path, carga: Mapping[str, Any], creditos: pa.Table, motivo: str
    ) -> None:
        """Write beside and rename, so that nobody ever reads half a file; then record its hash."""
        carpeta.mkdir(exist_ok=True)
        ruta = carpeta / _nombre(carga)
        temporal = carpeta / f".{ruta.name}.{os.getpid()}"
        try:
            with temporal.open("wb") as salida:
                pyarrow.parquet.write_table(
                    completos(carga, _por_patron(creditos)),
                    salida,
                    compression="zstd",
                    row_group_size=GRUPO,
                )
                salida.flush()
                os.fsync(salida.fileno())
            suma = _sha256(temporal)
            temporal.replace(ruta)
        finally:
            temporal.unlink(missing_ok=True)
        self._registrar(carga["id"], ruta.name, suma, motivo)

    def _registrar(self, carga_id: int, archivo: str, suma: str, motivo: str) -> None:
        tabla = esquema.instantanea
        with escritura(self.motor) as conexion:
            ultima = conexion.scalar(sa.select(sa.func.coalesce(sa.func.max(tabla.c.id), 0))) or 0
            fila = {
                "id": ultima + 1,
                "carga_id": carga_id,
                "archivo": archivo,
                "sha256": suma,
                "motivo": motivo,
                "escrita_en": datetime.now(UTC).isoformat(timespec="seconds"),
            }
            conexion.execute(sa.insert(tabla), [fila])


def _nombre(carga: Mapping[str, Any]) -> str:
    propios = "propios" if carga["propios"] else "no_propios"
    return (
        f"{carga['ooad']}{carga['subdelegacion']}_{carga['al']}_{carga['ramo']}_{propios}.parquet"
    )


def _por_patron(creditos: pa.Table) -> pa.Table:
    """Order the credits of a print as ``cartera`` gives them."""
    return creditos.sort_by([("registro", "ascending"), ("renglon", "ascending")])


def _sha256(ruta: Path) -> str:
    with ruta.open("rb") as archivo:
        return hashlib.file_digest(archivo, "sha256").hexdigest()

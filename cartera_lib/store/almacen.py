"""The store: open it, append a reading to it, ask it, and prove that nobody altered it."""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from cartera_lib.store import prueba_del_libro
from cartera_lib.store.acuse import Acuse, acuse
from cartera_lib.store.busqueda import Busqueda
from cartera_lib.store.carga import preparar
from cartera_lib.store.conexion import abrir, escritura
from cartera_lib.store.errores import EscrituraFallida
from cartera_lib.store.guardado import de_archivo, encadenar, exigir_corte_nuevo, guardar
from cartera_lib.store.instantaneas import Instantaneas
from cartera_lib.store.libro import Libro
from cartera_lib.store.libro_consultas import LibroConsultas
from cartera_lib.store.paginas import Paginas
from cartera_lib.store.verificacion import fallas

if TYPE_CHECKING:
    from cartera_lib.importers.lectura import Lectura


class Almacen(Busqueda, Paginas, Instantaneas, Libro, LibroConsultas):
    """One open store; use it in a ``with``, or close it."""

    def append(self, lectura: "Lectura", *, registrada_en: datetime | None = None) -> Acuse:
        """Keep a reading in one transaction, all or nothing; the same file again is harmless."""
        with self.motor.connect() as conexion:
            previa = de_archivo(conexion, lectura.sha256)
        if previa is not None:
            return acuse(previa, repetida=True)
        carga = preparar(lectura)
        with escritura(self.motor) as conexion:
            previa = de_archivo(conexion, lectura.sha256)
            if previa is not None:
                return acuse(previa, repetida=True)
            exigir_corte_nuevo(conexion, carga.fila)
            fila = encadenar(conexion, carga.fila, instante=registrada_en or datetime.now(UTC))
            guardar(conexion, carga, fila=fila)
        # The load is already safe: a snapshot that fails now is written when it is asked for.
        with suppress(OSError, EscrituraFallida):
            self.retratar(fila, carga.partes)
        return acuse(fila, repetida=False)

    def verificar(self) -> tuple[str, ...]:
        """Recompute every hash and sum; return what does not agree: loads first, then acts."""
        return (*fallas(self.motor), *prueba_del_libro.fallas(self.motor))

    def huellas_de_cabeza(self) -> tuple[str, str]:
        """Return the hash of the last load and of the last act, to be kept elsewhere."""
        return prueba_del_libro.cabezas(self.motor)

    def contiene(self, huella: str) -> bool:
        """Tell whether a hash kept elsewhere is still in a chain: nothing up to it was cut off."""
        return prueba_del_libro.contiene(self.motor, huella)

    def close(self) -> None:
        """Close the connections."""
        self.motor.dispose()

    def __enter__(self) -> Self:
        """Return the open store."""
        return self

    def __exit__(
        self,
        clase: type[BaseException] | None,
        falla: BaseException | None,
        traza: TracebackType | None,
    ) -> None:
        """Close the connections."""
        self.close()


def open(url: str | Path, *, instantaneas: Path | None = None) -> Almacen:  # noqa: A001
    """Open a store by path, ``sqlite:///…`` or ``postgresql://…``; an empty database is made one.

    ``instantaneas``: folder of the Parquet snapshots; SQLite has it beside its file unless said.
    """
    motor = abrir(url)
    if instantaneas is None and motor.dialect.name == "sqlite":
        instantaneas = Path(f"{motor.url.database}.instantaneas")
    return Almacen(motor, instantaneas)

"""What every window of the counter shares: the desk, who is at it, and how an act is kept."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from itertools import count

from cartera_lib.cartera.acto import Acto, ClaseDeActo, Parte, Recepcion, Rechazado
from cartera_lib.errors import DatoInvalido
from cartera_lib.importers.lectura import Lectura
from cartera_lib.mesa import Mesa
from cartera_lib.store import AcuseDeActo, Almacen


class Base:
    """One person with an open book."""

    mesa: Mesa
    quien: str
    reloj: Callable[[], datetime]

    @property
    def libro(self) -> Almacen:
        """Return the store."""
        return self.mesa.libro

    def asentar(
        self, clase: ClaseDeActo, llave: str, *, al: date, partes: Iterable[Parte], nota: str = ""
    ) -> AcuseDeActo:
        """Keep an act of this person."""
        return self.guardar(Acto(clase, self.quien, llave, al, tuple(partes), nota))

    def folios(self, serie: str, al: date) -> Iterator[str]:
        """Yield the next folios of a series: R of requirements, S of requests, F of fichas."""
        prefijo, _, numero = self.libro.siguiente_folio(serie, al.year).partition("-")
        for siguiente in count(int(numero)):
            yield f"{prefijo}-{siguiente:06d}"

    def guardar(self, acto: Acto) -> AcuseDeActo:
        """Keep an act with the hour of the counter's clock; a month with póliza admits no more."""
        mes = f"{acto.al:%Y-%m}"
        if mes in self.libro.polizas()["mes"].to_pylist():
            raise DatoInvalido(
                f"El mes {mes} ya tiene su póliza en Contabilidad. Use una fecha de un mes abierto."
            )
        return self.libro.asentar(acto, registrado_en=self.reloj())


def huella_de(*partes: object) -> str:
    """Return what tells some parts, and who brings them, from any others: two people may race."""
    return hashlib.sha256("\n".join(map(repr, partes)).encode()).hexdigest()[:12]


def ahora() -> datetime:
    """Return the present instant."""
    return datetime.now(UTC)


def recepcion(
    lectura: Lectura,
    *,
    importe_aceptado: int,
) -> tuple[Recepcion | Rechazado, ...]:
    """Return what an act keeps of the file that it comes from: its count and its rejections."""
    cuenta = Recepcion(
        lectura.archivo,
        lectura.sha256,
        lectura.clase,
        lectura.renglones_leidos,
        lectura.tabla.num_rows,
        len(lectura.rechazos),
        importe_aceptado,
        lectura.importe_rechazado,
    )
    rechazados = (
        Rechazado(r.renglon, r.texto, tuple(r.codigos), tuple(r.causas)) for r in lectura.rechazos
    )
    return cuenta, *rechazados

"""Floor 7: the counter of the office: what a named person does with the ledger."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from cartera_lib.errors import DatoInvalido
from cartera_lib.importers import leer
from cartera_lib.importers.lectura import Lectura
from cartera_lib.mesa import Mesa
from cartera_lib.store import AcuseDeActo
from cartera_lib.ventanilla.base import ahora
from cartera_lib.ventanilla.depuracion import Depuraciones
from cartera_lib.ventanilla.expedientes import Expedientes
from cartera_lib.ventanilla.inventarios import Inventarios
from cartera_lib.ventanilla.papeles import Papeles
from cartera_lib.ventanilla.recaudacion import Recaudacion
from cartera_lib.ventanilla.requerimientos import Requerimientos


class Ventanilla(Expedientes, Depuraciones, Requerimientos, Recaudacion, Papeles, Inventarios):
    """One person at the counter: every act bears her name."""

    def __init__(self, mesa: Mesa, quien: str, *, reloj: Callable[[], datetime] = ahora) -> None:
        """Keep the desk, the name and the clock that dates each act."""
        self.mesa, self.quien, self.reloj = mesa, quien.strip(), reloj

    def como(self, quien: str) -> "Ventanilla":
        """Return the same counter with another person at it."""
        return Ventanilla(self.mesa, quien, reloj=self.reloj)

    def recibir(self, archivo: Path | str, *, al: date) -> AcuseDeActo:
        """Receive a file by what it is: requirements, requests, fichas, or Treasury's deposits."""
        return self.recibir_lectura(leer(archivo), al=al)

    def recibir_lectura(self, lectura: Lectura, *, al: date) -> AcuseDeActo:
        """Receive a file already read."""
        hacer = {
            "requerimientos": self.recibir_requerimientos,
            "solicitudes": self.recibir_solicitudes,
            "fichas": self.registrar_fichas,
            "tesoreria": self.asentar_tesoreria,
        }.get(lectura.clase)
        if hacer is None:
            raise DatoInvalido(
                f"«{lectura.archivo}» es de {lectura.clase}: no se recibe en ventanilla. "
                f"Cárguelo con «cartera importar {lectura.clase}»."
            )
        return hacer(lectura, al=al)

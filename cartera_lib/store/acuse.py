"""What the office gets back for a load: its number, its control figures and its hash."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cartera_lib.valores.dinero import pesos


@dataclass(frozen=True)
class Acuse:
    """One stored load; ``repetida`` when the same file was already there and nothing changed."""

    carga_id: int
    repetida: bool
    clase: str
    archivo: str
    al: date | None
    renglones: int
    aceptados: int
    rechazados: int
    avisos: int
    patrones: int
    creditos: int
    importe: int
    huella: str

    def __str__(self) -> str:
        """Say in one line what was kept, as a person reads it."""
        if self.repetida:
            return f"ya estaba cargado (carga {self.carga_id}); no cambió nada."
        monto = f", {pesos(self.importe)}" if self.importe else ""
        return (
            f"{self.aceptados:,} renglones aceptados de {self.renglones:,}{monto}; "
            f"{self.rechazados:,} rechazados, {self.avisos:,} avisos (carga {self.carga_id})."
        )


def acuse(fila: Mapping[str, Any], *, repetida: bool) -> Acuse:
    """Build the receipt of one row of ``carga``."""
    al = fila["al"]
    cifras = ("renglones", "aceptados", "rechazados", "avisos", "patrones", "creditos", "importe")
    return Acuse(
        carga_id=fila["id"],
        repetida=repetida,
        clase=fila["clase"],
        archivo=fila["archivo"],
        al=date.fromisoformat(al) if isinstance(al, str) else al,
        huella=fila["huella"],
        **{cifra: fila[cifra] for cifra in cifras},
    )

"""What the office gets back for a load or an act: its number, its figures and its hash."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cartera_lib.cartera.acto import ClaseDeActo
from cartera_lib.valores.dinero import pesos

NOMBRES = {
    "recepcion": "archivos",
    "rechazado": "renglones rechazados",
    "solicitud_devuelta": "solicitudes devueltas",
    "revision": "revisiones",
    "renglon": "renglones",
    "aplicacion": "aplicaciones",
    "afectacion": "requerimientos afectados",
    "verificacion": "verificaciones",
    "solicitud": "solicitudes",
    "confirmacion": "confirmaciones",
    "pieza": "documentos del archivo",
    "fijeza": "revisiones de imagen",
    "cuaderno": "libros",
    "cierre_de_inventario": "actas de inventario",
    "orden_de_emision": "listas congeladas",
    "emitido": "documentos emitidos",
    "emitido_credito": "créditos en documentos",
    "papel": "archivos guardados",
    "suceso": "trámites",
}
"""How people call the rows of a table; the rest, by its name and an s."""


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


@dataclass(frozen=True)
class AcuseDeActo:
    """One posted act; ``repetido`` when its key was already in the ledger and nothing changed.

    ``partes``: how many rows of each table it brought.
    """

    acto_id: int
    repetido: bool
    clase: ClaseDeActo
    quien: str
    al: date
    partes: Mapping[str, int]
    huella: str

    def __str__(self) -> str:
        """Say in one line what was posted, as a person reads it."""
        if self.repetido:
            return f"ya estaba asentado (acto {self.acto_id}); no cambió nada."
        cuantas = [f"{NOMBRES.get(t, f'{t}s')}: {filas:,}" for t, filas in self.partes.items()]
        que = f"{self.clase.value}, {self.quien}, al {self.al:%d/%m/%Y} (acto {self.acto_id})"
        return f"{que}. {'; '.join(cuantas).capitalize() or 'Sin renglones'}."


def acuse_de_acto(
    fila: Mapping[str, Any], partes: Mapping[str, int], *, repetido: bool
) -> AcuseDeActo:
    """Build the receipt of one row of ``acto``."""
    return AcuseDeActo(
        acto_id=fila["id"],
        repetido=repetido,
        clase=ClaseDeActo[fila["clase"]],
        quien=fila["quien"],
        al=_dia(fila["al"]),
        partes=partes,
        huella=fila["huella"],
    )


def acuse(fila: Mapping[str, Any], *, repetida: bool) -> Acuse:
    """Build the receipt of one row of ``carga``."""
    cifras = ("renglones", "aceptados", "rechazados", "avisos", "patrones", "creditos", "importe")
    return Acuse(
        carga_id=fila["id"],
        repetida=repetida,
        clase=fila["clase"],
        archivo=fila["archivo"],
        al=None if fila["al"] is None else _dia(fila["al"]),
        huella=fila["huella"],
        **{cifra: fila[cifra] for cifra in cifras},
    )


def _dia(valor: str | date) -> date:
    return date.fromisoformat(valor) if isinstance(valor, str) else valor

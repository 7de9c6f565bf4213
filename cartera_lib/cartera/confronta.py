"""What became of each deposit of Treasury: its parts, and how the fichas they paid ended."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pyarrow as pa
import pyarrow.compute as pc

from cartera_lib.cartera.enlace import ABIERTA
from cartera_lib.cartera.ficha import Aplicacion, Desenlace, Destino, Fin

PARTES = pa.schema(
    [
        pa.field("clave", pa.string(), nullable=False),
        pa.field("fecha", pa.date32(), nullable=False),
        pa.field("destino", pa.string(), nullable=False),
        pa.field("importe", pa.int64(), nullable=False),
        pa.field("caso", pa.string(), nullable=False),
        pa.field("motivo", pa.string(), nullable=False),
        pa.field("ficha", pa.string(), nullable=False),
        pa.field("ramo", pa.string(), nullable=False),
    ]
)
CASOS = {
    "EXACTO": "paga su ficha completa",
    "PARCIAL": "paga menos que su ficha",
    "DIVIDIDO": "paga su ficha junto con otros depósitos",
    "CONJUNTO": "paga varias fichas del mismo patrón",
    "EXCEDENTE": "trae más de lo que falta de su ficha",
    "DUPLICADO": "su ficha ya estaba pagada",
    "EXTEMPORANEO": "se hizo después del vencimiento de su ficha",
    "CANCELADA": "su ficha está cancelada",
    "CONTRADICTORIO": "lo que dice no concuerda con una sola ficha",
    "AMBIGUO": "hay varias maneras de explicarlo",
    "SIN_FICHA": "no corresponde a ninguna ficha pendiente",
    "REPORTADO": "ya lo había reportado otro archivo de Tesorería",
    "SIN_SALDO": "el crédito de su ficha ya no debe tanto",
    "ACLARADO": "lo aclaró una persona",
}
"""Every way in which a part of a deposit is told, and what it means."""


@dataclass(frozen=True, eq=False)
class Confronta:
    """Parts of the deposits of one file, in centavos; those of a deposit add up to it.

    ``partes``: one row a part (``PARTES``), in the order of the file; what is to clear up keeps
    the ficha that it is about. ``fichas``: what the office had issued.
    """

    partes: pa.Table
    fichas: pa.Table

    @cached_property
    def aplicaciones(self) -> tuple[Aplicacion, ...]:
        """Return the parts as they are kept."""
        columnas = ("clave", "destino", "importe", "caso", "motivo", "ficha", "ramo")
        filas = zip(*(self.partes[columna].to_pylist() for columna in columnas), strict=True)
        return tuple(
            Aplicacion(clave, Destino[destino], *parte) for clave, destino, *parte in filas
        )

    def suma(self, destino: Destino) -> int:
        """Return how much went to a destination."""
        return pc.sum(self.partes["importe"].filter(self._en(destino))).as_py() or 0

    def cobrado(self) -> dict[str, tuple[int, date]]:
        """Return what each ficha was paid here, and the day of its last deposit."""
        aplicado = self.partes.filter(self._en(Destino.APLICADO)).group_by("ficha")
        sumado = aplicado.aggregate([("importe", "sum"), ("fecha", "max")]).sort_by("ficha")
        return {
            folio: (importe, dia)
            for folio, importe, dia in zip(
                *(sumado[c].to_pylist() for c in ("ficha", "importe_sum", "fecha_max")), strict=True
            )
        }

    def antes(self) -> dict[str, int]:
        """Return what the fichas paid here had been paid before."""
        suyas = self.fichas.filter(pc.greater(self.fichas["cobrado"], 0))
        previo = dict(zip(suyas["folio"].to_pylist(), suyas["cobrado"].to_pylist(), strict=True))
        return {folio: previo[folio] for folio in self.cobrado() if folio in previo}

    def desenlaces(self) -> tuple[Desenlace, ...]:
        """Return the end of each pending ficha that was paid, whole or in part."""
        cobrado = self.cobrado()
        suyas = pc.and_(
            pc.is_in(self.fichas["folio"], pa.array(list(cobrado), pa.string())),
            pc.equal(self.fichas["estado"], ABIERTA),
        )
        pedidas = self.fichas.filter(suyas).select(["folio", "importe", "cobrado"]).sort_by("folio")
        return tuple(
            _fin(folio, importe - previo, *cobrado[folio])
            for folio, importe, previo in zip(*pedidas.to_pydict().values(), strict=True)
        )

    def por_caso(self) -> pa.Table:
        """Return how many parts and how much of each case, by destination."""
        grupos = self.partes.group_by(["caso", "destino"])
        contados = grupos.aggregate([("clave", "count"), ("importe", "sum")])
        orden = contados.rename_columns(["caso", "destino", "partes", "importe"])
        return orden.sort_by([("caso", "ascending"), ("destino", "ascending")])

    def _en(self, destino: Destino) -> pa.ChunkedArray:
        return pc.equal(self.partes["destino"], destino.name)


def _fin(folio: str, pedido: int, importe: int, dia: date) -> Desenlace:
    fin = Fin.PAGADA if importe == pedido else Fin.PAGADA_CON_DIFERENCIA
    return Desenlace(folio, fin, dia)

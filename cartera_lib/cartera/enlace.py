"""Treasury's deposits beside the fichas of the office, as columns of numbers that compare.

Which ficha a deposit names: by its folio, by its reference, or by both when they agree.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from cartera_lib.norma.tablas import Columna

NINGUNA, VARIAS = -1, -2
FOLIO, REFERENCIA, IMPORTE, PARECIDA, SUMA = range(1, 6)
VIAS = {
    FOLIO: "su folio",
    REFERENCIA: "su referencia",
    IMPORTE: "su importe y su registro",
    PARECIDA: "su importe, su registro y una referencia casi igual",
    SUMA: "la suma de sus importes",
}
"""How a deposit is tied to a ficha, as it is told."""
ABIERTA = "PENDIENTE"
COBRABLES = (ABIERTA, "PAGADA_CON_DIFERENCIA", "VENCIDA")
"""How a ficha may be while a deposit made in time still pays it: the file comes later."""

Lugares: TypeAlias = dict[int, list[int]]
"""Places of deposits or fichas, by ficha or by employer."""


class Enlace(NamedTuple):
    """The place of the ficha that each deposit names (or none, or more than one), and how.

    ``nombra``: it names some ficha, even one that cannot be its own.
    """

    ficha: Columna
    via: Columna
    nombra: Columna


@dataclass(frozen=True, eq=False)
class Cotejo:
    """Both sides, each row in its place; amounts in centavos, days since 1970.

    ``patron`` and ``dueno``: the employer of a deposit and of a ficha, as one number; ``falta``:
    what a ficha still has to collect, 0 when it is not to be paid.
    """

    depositos: pa.Table
    fichas: pa.Table
    importe: Columna
    dia: Columna
    patron: Columna
    debido: Columna
    falta: Columna
    emitida: Columna
    vence: Columna
    dueno: Columna
    ramo: Columna

    def cabe(self, deposito: int, ficha: int) -> bool:
        """Tell whether a deposit was made between the issue and the last day of a ficha."""
        return bool(self.emitida[ficha] <= self.dia[deposito] <= self.vence[ficha])

    def a_tiempo(self, enlace: Enlace) -> Columna:
        """Tell which deposits name a ficha that can be paid, between its issue and its last day."""
        abierta = (enlace.ficha >= 0) & (_tomar(self.falta, enlace.ficha) > 0)
        emitida, vence = (_tomar(dias, enlace.ficha) for dias in (self.emitida, self.vence))
        return abierta & (emitida <= self.dia) & (self.dia <= vence)

    def fichas_de(self, depositos: list[int], libres: Columna) -> list[int]:
        """Return the free fichas of the employers of some deposits."""
        patrones = np.unique(self.patron[depositos]) if depositos else np.empty(0, np.int64)
        return [int(f) for f in np.flatnonzero(libres & np.isin(self.dueno, patrones))]

    def folio(self, ficha: int) -> str:
        """Return the folio of a ficha."""
        return str(self.folios[ficha])

    @cached_property
    def folios(self) -> Columna:
        """Return every folio, read once."""
        return _numeros(self.fichas["folio"])

    def estado(self, ficha: int) -> str:
        """Return how a ficha is: PENDIENTE, or the name of its end."""
        estado: str = self.fichas["estado"][ficha].as_py()
        return estado


def cotejo(depositos: pa.Table, fichas: pa.Table) -> Cotejo:
    """Read both sides as numbers.

    ``depositos``: clave, renglon, folio, fecha, referencia, registro, importe; ``fichas``: as the
    ledger tells them.
    """
    depositos, fichas = depositos.combine_chunks(), fichas.combine_chunks()
    duenos = pc.unique(fichas["registro"])
    debido, cobrado = _numeros(fichas["importe"]), _numeros(fichas["cobrado"])
    cobrable = pc.is_in(fichas["estado"], pa.array(COBRABLES))
    return Cotejo(
        depositos,
        fichas,
        importe=_numeros(depositos["importe"]),
        dia=_dias(depositos["fecha"]),
        patron=_lugar(depositos["registro"], duenos),
        debido=debido,
        falta=np.where(_numeros(cobrable).astype(bool), np.maximum(debido - cobrado, 0), 0),
        emitida=_dias(fichas["fecha"]),
        vence=_dias(fichas["vence"]),
        dueno=_lugar(fichas["registro"], duenos),
        ramo=_lugar(fichas["ramo"], pc.unique(fichas["ramo"])),
    )


def enlaces(cotejo: Cotejo) -> Enlace:
    """Return the ficha that each deposit names.

    A folio counts if the employer or the reference is also that of the ficha (the amount, when no
    employer was written); a reference, if the employer or the amount is. When they name two, the
    one whose amount and employer agree.
    """
    folio, referencia = (
        _lugar(cotejo.depositos[campo], cotejo.fichas[campo].combine_chunks())
        for campo in ("folio", "referencia")
    )
    anonimo = _numeros(pc.equal(cotejo.depositos["registro"], "")).astype(bool)
    consta = _del_patron(cotejo, folio) | (folio == referencia)
    por_folio = (folio >= 0) & (consta | (anonimo & _del_importe(cotejo, folio)))
    cuadra = _del_patron(cotejo, referencia) | _del_importe(cotejo, referencia)
    por_referencia = (referencia >= 0) & cuadra
    dos = por_folio & por_referencia & (folio != referencia)
    uno, otro = (
        _del_patron(cotejo, lugar) & _del_importe(cotejo, lugar) for lugar in (folio, referencia)
    )
    via = np.select(
        [dos & (uno == otro), dos & otro, por_folio, por_referencia],
        [0, REFERENCIA, FOLIO, REFERENCIA],
        0,
    )
    ficha = np.select([via == FOLIO, via == REFERENCIA], [folio, referencia], NINGUNA)
    ficha = np.where(dos & (uno == otro), VARIAS, ficha)
    return Enlace(ficha, via, (folio >= 0) | (referencia >= 0))


def grupos(claves: Columna, lugares: Columna, *, dia: Columna) -> Lugares:
    """Return places by key, the oldest first."""
    orden = np.lexsort((lugares, dia[lugares], claves)) if len(lugares) else lugares
    por_clave: Lugares = {}
    for clave, lugar in zip(claves[orden].tolist(), lugares[orden].tolist(), strict=True):
        por_clave.setdefault(clave, []).append(lugar)
    return por_clave


def _del_patron(cotejo: Cotejo, lugar: Columna) -> Columna:
    return (lugar >= 0) & (cotejo.patron == _tomar(cotejo.dueno, lugar))


def _del_importe(cotejo: Cotejo, lugar: Columna) -> Columna:
    return (lugar >= 0) & (cotejo.importe == _tomar(cotejo.debido, lugar))


def _tomar(columna: Columna, lugar: Columna) -> Columna:
    """Return the values at some places; anything where there is no place."""
    return columna[np.maximum(lugar, 0)] if len(columna) else np.full(len(lugar), NINGUNA)


def _lugar(textos: pa.ChunkedArray, de: pa.Array) -> Columna:
    return _numeros(pc.fill_null(pc.index_in(textos, value_set=de), NINGUNA)).astype(np.int64)


def _dias(fechas: pa.ChunkedArray) -> Columna:
    return _numeros(fechas.cast(pa.date32()).cast(pa.int32())).astype(np.int64)


def _numeros(columna: pa.ChunkedArray) -> Columna:
    return np.asarray(columna.to_numpy())

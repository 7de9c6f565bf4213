"""The parts into which deposits are being split, each with its reason, until all have a place."""

from collections.abc import Iterable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from cartera_lib.cartera.confronta import CASOS, PARTES
from cartera_lib.cartera.enlace import NINGUNA, VIAS, Cotejo
from cartera_lib.cartera.ficha import Destino
from cartera_lib.norma.tablas import Columna
from cartera_lib.valores.dinero import pesos


class Reparto:
    """What has been told so far: columns for what is told at once, rows for the rest."""

    def __init__(self, cotejo: Cotejo) -> None:
        """Begin without parts: no deposit has a place, each ficha lacks what it lacked."""
        self.cotejo = cotejo
        self.falta = cotejo.falta.copy()
        self.resuelto = np.zeros(len(cotejo.importe), dtype=bool)
        self.filas: list[tuple[int, int, int, str, str, str]] = []
        self.exactos: list[tuple[Columna, Columna, Columna]] = []

    def exacto(self, depositos: Columna, fichas: Columna, *, vias: Columna) -> None:
        """Apply deposits each of which pays what a ficha lacks."""
        self.exactos.append((depositos, fichas, vias))
        self.resuelto[depositos] = True
        self.falta[fichas] = 0

    def aplicar(
        self, deposito: int, ficha: int, *, importe: int, caso: str, nota: str = ""
    ) -> None:
        """Apply part of a deposit to a ficha."""
        folio = self.cotejo.folio(ficha)
        motivo = f"El depósito {CASOS[caso]}: {folio}.{nota and ' '}{nota}"
        self._anotar(deposito, ficha, importe, (Destino.APLICADO, caso, motivo))
        self.falta[ficha] -= importe

    def aclarar(
        self, deposito: int, caso: str, *, importe: int = 0, ficha: int = NINGUNA, nota: str = ""
    ) -> None:
        """Leave a deposit, or part of it, for a person to clear up."""
        importe = importe or int(self.cotejo.importe[deposito])
        cual = f" ({self.cotejo.folio(ficha)})" if ficha >= 0 else ""
        motivo = f"{pesos(importe)} por aclarar: {CASOS[caso]}{cual}.{nota and ' '}{nota}"
        self._anotar(deposito, ficha, importe, (Destino.POR_ACLARAR, caso, motivo))

    def _anotar(
        self, deposito: int, ficha: int, importe: int, que: tuple[Destino, str, str]
    ) -> None:
        destino, caso, motivo = que
        self.filas.append((int(deposito), int(ficha), int(importe), destino.name, caso, motivo))
        self.resuelto[deposito] = True

    def pendientes(self, depositos: Iterable[int]) -> list[int]:
        """Return those of some deposits that have no place yet."""
        return [int(d) for d in depositos if not self.resuelto[d]]

    def tabla(self) -> pa.Table:
        """Return every part, in the order of the deposits."""
        de_uno = [_de_exactos(self.cotejo, *exacto) for exacto in self.exactos]
        todas = pa.concat_tables([*de_uno, _de_filas(self.cotejo, self.filas)])
        orden = np.argsort(np.asarray(todas["lugar"].to_numpy()), kind="stable")
        return todas.take(pa.array(orden)).select(PARTES.names).cast(PARTES)


def _de_exactos(cotejo: Cotejo, depositos: Columna, fichas: Columna, vias: Columna) -> pa.Table:
    folio = cotejo.fichas["folio"].take(pa.array(fichas))
    via = pa.array(["", *VIAS.values()]).take(pa.array(vias))
    caso = np.where(cotejo.importe[depositos] == cotejo.debido[fichas], "EXACTO", "DIVIDIDO")
    que = pa.array([CASOS["EXACTO"], CASOS["DIVIDIDO"]]).take(
        pa.array(caso != "EXACTO").cast(pa.int8())
    )
    partes = ("El depósito ", que, ": ", folio, ", por ", via, ".", "")
    return _tabla(
        cotejo,
        depositos,
        fichas,
        importe=pa.array(cotejo.importe[depositos]),
        resto={
            "destino": pa.array(np.full(len(depositos), Destino.APLICADO.name, dtype=object)),
            "caso": pa.array(caso.astype(object), pa.string()),
            "motivo": pc.binary_join_element_wise(*partes),
        },
    )


def _de_filas(cotejo: Cotejo, filas: list[tuple[int, int, int, str, str, str]]) -> pa.Table:
    columnas = list(zip(*filas, strict=True)) or [()] * 6
    deposito, ficha, importe = (np.array(c, dtype=np.int64) for c in columnas[:3])
    textos = zip(("destino", "caso", "motivo"), columnas[3:], strict=True)
    return _tabla(
        cotejo,
        deposito,
        ficha,
        importe=pa.array(importe),
        resto={nombre: pa.array(textos_de, pa.string()) for nombre, textos_de in textos},
    )


def _tabla(
    cotejo: Cotejo,
    depositos: Columna,
    fichas: Columna,
    *,
    importe: pa.Array,
    resto: dict[str, pa.Array],
) -> pa.Table:
    de_quien = pa.array(fichas, mask=fichas < 0)
    columnas = {
        "lugar": pa.array(depositos),
        "clave": cotejo.depositos["clave"].take(pa.array(depositos)),
        "fecha": cotejo.depositos["fecha"].take(pa.array(depositos)).cast(pa.date32()),
        "importe": importe,
        **resto,
        **{
            campo: pc.fill_null(cotejo.fichas[origen].take(de_quien), "")
            for campo, origen in (("ficha", "folio"), ("ramo", "ramo"))
        },
    }
    esquema = pa.schema([pa.field("lugar", pa.int64()), *(f.with_nullable(True) for f in PARTES)])
    return pa.table({n: columnas[n] for n in esquema.names}).cast(esquema)

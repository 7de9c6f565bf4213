"""The facts of a cartera as columns: one row a fact and credit that it reaches, oldest first."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from cartera_lib.cartera.cartera import LLAVE, Cartera
from cartera_lib.cartera.hecho import (
    NULA,
    PLAZO_DOBLE,
    SIN_EFECTO,
    clases_de_hecho,
    efecto_de_defectos,
    medios,
)
from cartera_lib.norma.tablas import Columna

TABLA = pa.schema(
    [
        ("folio", pa.string()),
        ("codigo", pa.string()),
        *((nombre, pa.string()) for nombre in LLAVE),
        ("fecha", pa.date32()),
        ("medio", pa.string()),
        ("defectos", pa.list_(pa.string())),
        ("importe", pa.int64()),
        ("detalle", pa.string()),
        ("soporte", pa.string()),
        ("soporte_folio", pa.string()),
        ("soporte_fecha", pa.date32()),
        ("soporte_sha256", pa.string()),
        ("anula", pa.string()),
        ("acto_id", pa.int64()),
        ("quien", pa.string()),
        ("registrado", pa.date32()),
        ("confirmo", pa.string()),
        ("confirmado", pa.date32()),
    ]
)
"""Facts as the ledger gives them; of an employer: the key but the registro is empty.

``quien`` captured it on the day ``registrado``; ``confirmo``, empty until another person does.
"""
VALE, ES_NULA, ES_DOBLE = 0, 1, 2


@dataclass(frozen=True, eq=False)
class Hechos:
    """Facts by credit, in order of day and then of capture.

    ``credito``: row of the cartera; ``codigo`` and ``medio``: place in their catalogue (-1: no
    means); ``defecto``: 0 none that matters, 1 void, 2 the term to challenge is double;
    ``fila``: row of ``tabla``, where the evidence is.
    """

    credito: Columna
    codigo: Columna
    dia: Columna
    medio: Columna
    defecto: Columna
    fila: Columna
    tabla: pa.Table

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.credito)

    def donde(self, filas: Columna) -> "Hechos":
        """Return some rows, by a boolean column or by their places."""
        return replace(
            self,
            credito=self.credito[filas],
            codigo=self.codigo[filas],
            dia=self.dia[filas],
            medio=self.medio[filas],
            defecto=self.defecto[filas],
            fila=self.fila[filas],
        )

    def de(self, *codigos: str) -> "Hechos":
        """Return the facts of some kinds."""
        lugares = [list(clases_de_hecho()).index(codigo) for codigo in codigos]
        return self.donde(np.isin(self.codigo, lugares))


def sin_hechos() -> Hechos:
    """Return no facts."""
    vacia = np.zeros(0, dtype=np.int64)
    return Hechos(vacia, vacia, vacia, vacia, vacia, vacia, TABLA.empty_table())


def hechos_de(
    cartera: Cartera, tabla: pa.Table, *, al: date, conocidos: date | None = None
) -> Hechos:
    """Return the facts that reach the credits of a cartera by a day, as then known.

    ``conocidos``: only what was captured up to that day. What another fact undoes is left out.
    """
    if conocidos is not None:
        tabla = tabla.filter(pc.less_equal(tabla["registrado"], pa.scalar(conocidos, pa.date32())))
    fuera = pc.or_(
        pc.is_in(tabla["folio"], value_set=_anulados(tabla)), pc.equal(tabla["codigo"], SIN_EFECTO)
    )
    vigentes = pc.and_(pc.invert(fuera), pc.less_equal(tabla["fecha"], pa.scalar(al, pa.date32())))
    tabla = tabla.filter(vigentes)
    if not tabla.num_rows:
        return sin_hechos()
    filas, creditos = _parejas(cartera, tabla)
    dia = np.asarray(pc.cast(tabla["fecha"], pa.int32())).astype(np.int64)
    orden = np.lexsort((filas, dia[filas], creditos))
    filas, creditos = filas[orden], creditos[orden]
    codigo, medio, defecto = _codigos(tabla)
    return Hechos(creditos, codigo[filas], dia[filas], medio[filas], defecto[filas], filas, tabla)


def _anulados(tabla: pa.Table) -> pa.Array:
    """Return what was undone, unless its undoing was undone in turn by a later fact."""
    fuera: set[str] = set()
    correcciones = tabla.filter(pc.is_valid(tabla["anula"])).select(["acto_id", "folio", "anula"])
    for correccion in sorted(correcciones.to_pylist(), key=_captura, reverse=True):
        if correccion["folio"] not in fuera:
            fuera.add(correccion["anula"])
    return pa.array(fuera, pa.string())


def _captura(hecho: dict[str, Any]) -> tuple[int, str]:
    """Return when a fact was captured: what undoes another one came after it, whatever its day."""
    return hecho["acto_id"] or 0, hecho["folio"]


def _parejas(cartera: Cartera, tabla: pa.Table) -> tuple[Columna, Columna]:
    """Return which fact reaches which credit: those of an employer reach all of its own."""
    numerada = tabla.select(LLAVE).append_column("fila", pa.array(range(tabla.num_rows)))
    suyos = pc.is_in(cartera.tabla["registro"], value_set=numerada["registro"].unique())
    lugares = np.flatnonzero(np.asarray(suyos.combine_chunks()))
    creditos = cartera.tabla.select(LLAVE).take(pa.array(lugares))
    creditos = creditos.append_column("lugar", pa.array(lugares))
    del_patron = pc.equal(numerada["credito"], "")
    por_llave = numerada.filter(pc.invert(del_patron)).join(creditos, LLAVE, join_type="inner")
    por_patron = (
        numerada.filter(del_patron)
        .select(["registro", "fila"])
        .join(creditos.select(["registro", "lugar"]), "registro", join_type="inner")
    )
    juntas = pa.concat_tables(
        [por_llave.select(["fila", "lugar"]), por_patron.select(["fila", "lugar"])]
    )
    return np.asarray(juntas["fila"]), np.asarray(juntas["lugar"])


def _codigos(tabla: pa.Table) -> tuple[Columna, Columna, Columna]:
    """Return the kind, the means and the defect of each fact as numbers."""
    clases, de_medio = list(clases_de_hecho()), list(medios())
    codigo = pc.index_in(tabla["codigo"], value_set=pa.array(clases))
    medio = pc.fill_null(pc.index_in(tabla["medio"], value_set=pa.array(de_medio)), -1)
    return np.asarray(codigo), np.asarray(medio), _defectos(tabla["defectos"].combine_chunks())


def _defectos(dichos: pa.ListArray) -> Columna:
    """Return what the defects of each fact do to it, the void one over the rest."""
    cuales = pc.list_flatten(dichos).dictionary_encode()
    efectos = [efecto_de_defectos()[defecto] for defecto in cuales.dictionary.to_pylist()]
    de, cual = np.asarray(pc.list_parent_indices(dichos)), np.asarray(cuales.indices)
    defecto = np.full(len(dichos), VALE, dtype=np.int64)
    for efecto, numero in ((PLAZO_DOBLE, ES_DOBLE), (NULA, ES_NULA)):
        defecto[de[np.isin(cual, [n for n, suyo in enumerate(efectos) if suyo == efecto])]] = numero
    return defecto

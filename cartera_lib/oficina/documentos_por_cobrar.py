"""Función 13: los documentos por cobrar, su póliza y lo que se informa a Contabilidad.

A movement posts to the accounts that the dated map gives to its transaction and rubro. An amount
of the sign contrary to the transaction's own, which is what a correction is, swaps the sides.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from cartera_lib.cartera.acto import Asiento
from cartera_lib.cartera.cuenta_contable import CARTERA, cuenta, cuentas
from cartera_lib.cartera.tipo_documento import tipos_documento
from cartera_lib.cartera.transaccion import transacciones
from cartera_lib.errors import FueraDeVigencia
from cartera_lib.norma.tablas import Renglon, en_vigor, fichas, renglones
from cartera_lib.registry import funcion

LLAVE = ["transaccion", "rubro", "ramo", "tipo_documento", "ejercicio"]
ORDEN = "ORDEN"
"""The rubro of memorandum accounts in the map; no movement has it."""
CLAVE = ["transaccion", "tipo_documento", "ramo", "rubro", "origen"]
POR_ACLARAR = "DEPOSITO_POR_ACLARAR"


class Efecto(NamedTuple):
    """What the movements of one key and one sign add up to, in signed centavos."""

    transaccion: str
    rubro: str
    ramo: str
    tipo_documento: str
    ejercicio: int
    importe: int


@funcion(13)
def asientos(efectos: Iterable[Efecto], *, al: date) -> tuple[Asiento, ...]:
    """Return the póliza lines of some effects, each one balanced by itself.

    FueraDeVigencia when the map has no row in force for a transaction that moves money.
    """
    return tuple(linea for efecto in efectos for linea in _lineas(efecto, al))


def _lineas(efecto: Efecto, al: date) -> tuple[Asiento, ...]:
    if not efecto.importe:
        return ()
    mapa = _mapa(efecto, al)
    if not mapa["cargo"]:
        return ()
    tipo = tipos_documento().get(efecto.tipo_documento)
    clase = tipo.clase if tipo else ""
    cargo, abono = (cuenta(mapa[lado], efecto.ramo, clase=clase) for lado in ("cargo", "abono"))
    if efecto.importe * _signo(efecto.transaccion) < 0:
        cargo, abono = abono, cargo
    importe = abs(efecto.importe)
    return Asiento(*efecto[:5], cargo, importe, 0), Asiento(*efecto[:5], abono, 0, importe)


def _mapa(efecto: Efecto, al: date) -> Renglon:
    for fila in en_vigor("mapa_contable", al):
        if (fila["transaccion"], fila["rubro"]) == efecto[:2]:
            return fila
    nombre = "mapa_contable"
    que = f"no trae {efecto.transaccion} con rubro {efecto.rubro} en esa fecha"
    raise FueraDeVigencia(nombre, al.isoformat(), que, fichas()[nombre]["remedio"])


def _signo(codigo: str) -> int:
    propia = transacciones().get(codigo)
    return (propia.signo if propia else 1) or 1


def con_orden(lineas: pa.Table) -> pa.Table:
    """Add the pair of memorandum accounts of what left the cartera and may yet be collected.

    It follows from the lines of the cartera, so the ledger does not keep it.
    """
    codigos = [c.codigo for c in cuentas().values() if c.papel == CARTERA]
    de_orden = {f["transaccion"] for f in renglones("mapa_contable") if f["rubro"] == ORDEN}
    elegidas = pc.and_(
        pc.is_in(lineas["cuenta"], pa.array(codigos, pa.string())),
        pc.is_in(lineas["transaccion"], pa.array(sorted(de_orden), pa.string())),
    )
    filas = lineas.filter(elegidas).to_pylist()
    nuevas = [fila | lado for fila in filas for lado in _par_de_orden(fila)]
    return pa.concat_tables([lineas, pa.Table.from_pylist(nuevas, schema=lineas.schema)])


def _par_de_orden(fila: dict[str, Any]) -> Iterator[dict[str, Any]]:
    llave = {campo: fila[campo] for campo in LLAVE} | {"rubro": ORDEN}
    efecto = Efecto(**llave, importe=fila["debe"] - fila["haber"])
    for linea in asientos([efecto], al=fila["al"]):
        yield {c: getattr(linea, c) for c in ("rubro", "cuenta", "debe", "haber")}


@funcion(13)
def balanza(lineas: pa.Table) -> pd.DataFrame:
    """Return debits, credits and balance of each account, in centavos.

    ``saldo`` has the sign of the account's own nature: positive when it is as it should be.
    """
    tabla = con_orden(lineas).select(["cuenta", "ramo", "debe", "haber"]).to_pandas()
    sumas = tabla.groupby(["cuenta", "ramo"], sort=True)[["debe", "haber"]].sum().reset_index()
    conocidas = cuentas()
    sumas.insert(1, "nombre", [conocidas[c].nombre for c in sumas["cuenta"]])
    deudora = pd.Series([conocidas[c].deudora for c in sumas["cuenta"]], dtype=bool)
    neto = sumas["debe"] - sumas["haber"]
    return sumas.assign(saldo=neto.where(deudora, -neto).astype("int64"))


@funcion(13)
def relacion(lineas: pa.Table, *, mes: date) -> pd.DataFrame:
    """Return what a month posted, to be handed to Accounting: one row an account, in centavos.

    ``origen`` tells the credits of that year from those of earlier ones.
    """
    del_mes = con_orden(lineas.filter(_en_el_mes(lineas["al"], mes)))
    grupos = [*CLAVE, "cuenta"]
    sumas = _por_origen(del_mes, mes).groupby(grupos, sort=True)[["debe", "haber"]].sum()
    return sumas.reset_index()


@funcion(13)
def cuadre(movimientos: pa.Table, lineas: pa.Table, *, actos: pa.Table, mes: date) -> pd.DataFrame:
    """Count the movements of a month beside what its póliza carries: one row a key, in centavos.

    ``efecto`` is what the balances moved, ``movido`` the amounts without their sign, and
    ``sin_asentar`` what moved and the póliza lacks, or has too much of. A movement is of the
    month of its act; what is left to clear up moves no credit and is not here.
    """
    suyos = actos.filter(_en_el_mes(actos["al"], mes))["id"].combine_chunks()
    movidos = movimientos.filter(pc.is_in(movimientos["acto_id"], suyos))
    ejercicio = pc.cast(pc.utf8_slice_codeunits(movidos["periodo"], 0, 4), pa.int64())
    movidos = movidos.select([*CLAVE[:-1], "importe", "efecto"])
    movidos = movidos.append_column("ejercicio", ejercicio)
    movido = (
        _por_origen(movidos.append_column("movido", pc.abs(movidos["importe"])), mes)
        .groupby(CLAVE)
        .agg(movimientos=("importe", "size"), efecto=("efecto", "sum"), movido=("movido", "sum"))
    )
    suyas = pc.and_(_en_el_mes(lineas["al"], mes), pc.not_equal(lineas["transaccion"], POR_ACLARAR))
    asentado = _por_origen(lineas.filter(suyas), mes).groupby(CLAVE)[["debe", "haber"]].sum()
    hecho = movido.astype("Int64").join(asentado.astype("Int64"), how="outer").fillna(0)
    hecho = hecho.astype("int64").reset_index()
    return hecho.assign(sin_asentar=_por_asentar(hecho, mes) - hecho["debe"])


def _por_asentar(hecho: pd.DataFrame, mes: date) -> pd.Series:
    vigentes = en_vigor("mapa_contable", mes)
    mudos = {(f["transaccion"], f["rubro"]) for f in vigentes if not f["cargo"]}
    asienta = [par not in mudos for par in zip(hecho["transaccion"], hecho["rubro"], strict=True)]
    return hecho["movido"].where(pd.Series(asienta, dtype=bool), 0)


def _en_el_mes(dias: pa.ChunkedArray, mes: date) -> pa.ChunkedArray:
    return pc.and_(pc.equal(pc.year(dias), mes.year), pc.equal(pc.month(dias), mes.month))


def _por_origen(tabla: pa.Table, mes: date) -> pd.DataFrame:
    actual = pc.equal(tabla["ejercicio"], mes.year)
    origen = pc.if_else(actual, "Del ejercicio", "De anteriores")
    return tabla.append_column("origen", origen).to_pandas()

"""Función 10: las partidas de la conciliación, con su fecha, su dueño y lo que hay que hacer.

Those that the ledger keeps come as they are; the others follow from what was posted, deposited
or rejected. ``explica`` names the comparison that an item belongs to, and the items of one add up
to what it explains; an item without it explains no difference: it is work to be done.
"""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date
from typing import Any, NamedTuple, cast

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from cartera_lib.cartera.acto import Partida
from cartera_lib.cartera.confronta import CASOS
from cartera_lib.cartera.cuenta_contable import cuenta_de_cartera
from cartera_lib.cartera.movimiento import Llave
from cartera_lib.cartera.partida import PENDIENTE, llave

CEDULA = "Libro y sistema"
BANCOS = "Bancos y depósitos de Tesorería"
ARCHIVOS = "Archivos de Tesorería y sus depósitos"
ACREEDORES = "Acreedores y depósitos por aclarar"
DIFERENCIAS = "Diferencias con el sistema y sus partidas"
INVENTARIO = "Sistema e inventario"
COLUMNAS = [
    *("clave", "clase", "detalle", "casos", "importe", "fecha", "dueno", "accion", "explica"),
]
TRASPASOS = ("ENVIO_CAMBIO", "RECEPCION_CAMBIO")
DE_BANCOS = ("PAGO", "REACTIVACION")
CLASES = {
    "POSTERIOR_AL_CORTE": (CEDULA, "ORCC", "Compruébelos con el siguiente corte."),
    "EN_TRANSITO": (CEDULA, "ORCC", "Confirme el traspaso con la otra subdelegación."),
    "PAGADA_SIN_ASENTAR": (BANCOS, "ORCC", "Asiente el pago de la ficha o aclare su depósito."),
    "ASENTADA_SIN_DEPOSITO": (BANCOS, "TES", "Pida el depósito a Tesorería o deshaga el pago."),
    "PAGO_SIN_FICHA": (BANCOS, "TES", "Confirme con Tesorería que el pago llegó al banco."),
    "POR_ACLARAR": (ACREEDORES, "TES", "Averigüe quién depositó y aplíquelo a su ficha."),
    "RECHAZADO_DE_TESORERIA": (ARCHIVOS, "TES", "Devuelva los renglones para su corrección."),
    "FALTANTE": (INVENTARIO, "ORCC", "Haga el segundo conteo de los documentos que faltan."),
    "SOBRANTE": (INVENTARIO, "ORCC", "Busque en el sistema los documentos que sobran."),
    "RECHAZADO_DEL_CORTE": ("", "ORCC", "Corrija el archivo del corte y cárguelo otra vez."),
    "SIN_COMPROBAR": ("", "ORCC", "Que los compruebe quien no los capturó."),
}
"""What each class explains, who answers for it and what is to be done."""
OTRA_CUENTA = "Es el mismo crédito en otra cuenta: corrija su ramo o su tipo de documento."


class Hallazgo(NamedTuple):
    """One item that follows from the tables; ``de`` tells it from those of its class."""

    clase: str
    de: str
    detalle: str
    casos: int
    importe: int
    fecha: date


def reunir(abiertas: pd.DataFrame, hallazgos: Iterable[Hallazgo], *, al: date) -> pd.DataFrame:
    """Return every item with its age, those of the ledger first."""
    propias = _mal_clasificadas(abiertas).assign(casos=1, explica=DIFERENCIAS)
    pendientes = propias["clase"] == PENDIENTE
    # The ledger keeps what the system has too much of; the sheet, what the ledger has.
    propias.loc[pendientes, "importe"] *= -1
    propias.loc[pendientes, "explica"] = CEDULA
    halladas = pd.DataFrame([_fila(h) for h in hallazgos], columns=COLUMNAS)
    tablas = [tabla for tabla in (propias[COLUMNAS], halladas) if len(tabla)]
    todas = pd.concat(tablas, ignore_index=True) if tablas else halladas
    todas[["casos", "importe"]] = todas[["casos", "importe"]].astype("int64")
    return todas.assign(edad=[(al - dia).days for dia in todas["fecha"]])


def _fila(hallazgo: Hallazgo) -> dict[str, Any]:
    explica, dueno, accion = CLASES[hallazgo.clase]
    clave = f"{hallazgo.clase} {hallazgo.de}"
    return hallazgo._asdict() | {
        "clave": clave, "dueno": dueno, "accion": accion, "explica": explica,
    }  # fmt: skip


def como_partidas(tabla: pd.DataFrame) -> tuple[Partida, ...]:
    """Return the items as the ledger would keep them."""
    campos = [campo.name for campo in fields(Partida)]
    filas = cast(list[dict[str, Any]], tabla[campos].to_dict("records"))
    return tuple(Partida(**fila | {"importe": int(fila["importe"])}) for fila in filas)


def abiertas(partidas: pa.Table) -> pd.DataFrame:
    """Return the open items that the cuts left, each with the account of its credit."""
    tabla = partidas.to_pandas(date_as_object=True)
    de_credito = tabla["clave"].str.count("/") == len(Llave._fields) - 1
    tabla = tabla[~tabla["cerrada"].astype(bool) & de_credito.astype(bool)]
    creditos = [llave(clave) for clave in tabla["clave"]]
    codigos = [cuenta_de_cartera(c.ramo, c.tipo_documento) for c in creditos]
    mismo = ["/".join((c.registro, c.credito, c.periodo)) for c in creditos]
    return tabla.assign(
        cuenta=pd.Series(codigos, index=tabla.index, dtype=str),
        mismo=pd.Series(mismo, index=tabla.index, dtype=str),
    )


def _mal_clasificadas(tabla: pd.DataFrame) -> pd.DataFrame:
    """Tell the pairs that are one credit, gone from one account and come to another."""
    distintas = tabla[(tabla["clase"] != PENDIENTE) & (tabla["importe"] != 0)]
    grupos = distintas.groupby("mismo")["importe"].agg(["size", "sum"])
    pares = grupos.index[(grupos["size"] > 1) & (grupos["sum"] == 0)]
    elegidas = tabla.index.isin(distintas.index[distintas["mismo"].isin(pares)])
    return tabla.assign(accion=tabla["accion"].mask(elegidas, OTRA_CUENTA))


def posteriores(movimientos: pa.Table) -> Iterator[Hallazgo]:
    """Yield what was posted after the cut, by day and transaction."""
    datos = movimientos.to_pandas(date_as_object=True)
    for (fecha, transaccion), suyos in _grupos(datos[datos["efecto"] != 0], "transaccion"):
        clase = "EN_TRANSITO" if transaccion in TRASPASOS else "POSTERIOR_AL_CORTE"
        detalle = f"Movimientos {transaccion} afectados después del corte: {len(suyos):,}."
        importe = int(suyos["efecto"].sum())
        yield Hallazgo(clase, f"{fecha} {transaccion}", detalle, len(suyos), importe, fecha)


def sin_comprobar(por_verificar: pa.Table, despues: pa.Table) -> Iterator[Hallazgo]:
    """Yield what the cut could have proved and nobody has, by day and transaction."""
    datos = por_verificar.to_pandas(date_as_object=True)
    datos = datos[~datos["id"].isin(despues["id"].to_pylist())]
    for (fecha, transaccion), suyos in _grupos(datos, "transaccion"):
        detalle = f"Movimientos {transaccion} que nadie ha comprobado: {len(suyos):,}."
        importe = int(suyos["importe"].sum())
        yield Hallazgo(
            "SIN_COMPROBAR", f"{fecha} {transaccion}", detalle, len(suyos), importe, fecha
        )


def por_aclarar(depositos: pa.Table) -> Iterator[Hallazgo]:
    """Yield what Treasury received and has no place yet, by day and case."""
    datos = depositos.to_pandas(date_as_object=True)
    for (fecha, casos), suyos in _grupos(datos[datos["por_aclarar"] != 0], "casos", "fecha"):
        que = "; ".join(CASOS.get(caso, caso) for caso in str(casos).split(", "))
        detalle = f"Depósitos por aclarar: {len(suyos):,} ({que})."
        importe = int(suyos["por_aclarar"].sum())
        yield Hallazgo("POR_ACLARAR", f"{fecha} {casos}", detalle, len(suyos), importe, fecha)


def de_banco(movimientos: pa.Table, fichas: pa.Table | None) -> Iterator[Hallazgo]:
    """Yield what the books say of the bank that Treasury does not, and the other way round."""
    suyos = pc.is_in(movimientos["transaccion"], pa.array(DE_BANCOS))
    datos = movimientos.filter(suyos).to_pandas(date_as_object=True)
    if fichas is None:
        yield from _sin_ficha(datos[~_de_deposito(datos) & ~datos["origen"].str.startswith("F")])
        return
    # What undoes a payment says which one: it is of the same ficha.
    deshecho = datos["corrige"].astype("Int64").map(datos.set_index("id")["origen"])
    origen = deshecho.where(deshecho.notna(), datos["origen"]).astype(str)
    datos = datos.assign(ficha=origen.str.split("/").str[0])
    conocidas = fichas.to_pandas(date_as_object=True).set_index("folio")
    con_ficha = datos["ficha"].isin(conocidas.index)
    yield from _sin_ficha(datos[~_de_deposito(datos) & ~con_ficha])
    yield from _de_fichas(datos[con_ficha], conocidas)


def _de_deposito(datos: pd.DataFrame) -> pd.Series:
    """Tell which movements were posted by the very act that placed their deposit."""
    return datos["clase"].isin(["TESORERIA", "ACLARACION"])


def _sin_ficha(datos: pd.DataFrame) -> Iterator[Hallazgo]:
    for (fecha, transaccion), suyos in _grupos(datos, "transaccion"):
        detalle = f"Movimientos {transaccion} que no vienen de un depósito: {len(suyos):,}."
        importe, de = -int(suyos["importe"].sum()), f"{fecha} {transaccion}"
        yield Hallazgo("PAGO_SIN_FICHA", de, detalle, len(suyos), importe, fecha)


def _de_fichas(datos: pd.DataFrame, fichas: pd.DataFrame) -> Iterator[Hallazgo]:
    asentado = -datos.groupby("ficha")["importe"].sum()
    diferencia = asentado.reindex(fichas.index, fill_value=0) - fichas["cobrado"]
    distintas = fichas.assign(importe=diferencia)[diferencia != 0].reset_index()
    for ficha in cast(list[dict[str, Any]], distintas.to_dict("records")):
        importe, folio = int(ficha["importe"]), ficha["folio"]
        clase = "PAGADA_SIN_ASENTAR" if importe < 0 else "ASENTADA_SIN_DEPOSITO"
        sobra = "depósitos sin asentar" if importe < 0 else "pagos asentados sin su depósito"
        detalle = f"Registro {ficha['registro']}: la ficha {folio} tiene {sobra}."
        yield Hallazgo(clase, folio, detalle, 1, importe, ficha["fecha_fin"] or ficha["fecha"])


def rechazados(recepciones: pa.Table) -> Iterator[Hallazgo]:
    """Yield the lines of Treasury's files that could not be read, a file each."""
    for fila in recepciones.to_pylist():
        if fila["clase"] == "tesoreria" and fila["rechazados"]:
            detalle = f"Renglones rechazados de {fila['archivo']}: {fila['rechazados']:,}."
            fecha = date.fromisoformat(fila["registrado_en"][:10])
            casos, importe = fila["rechazados"], fila["importe_rechazado"]
            clase = "RECHAZADO_DE_TESORERIA"
            yield Hallazgo(clase, fila["sha256"][:12], detalle, casos, importe, fecha)


def del_corte(cuantos: int, corte: date) -> Iterator[Hallazgo]:
    """Yield the lines of the cut that could not be read; their amount is not known."""
    if cuantos:
        detalle = f"Renglones rechazados, que la columna del sistema no trae: {cuantos:,}."
        yield Hallazgo("RECHAZADO_DEL_CORTE", str(corte), detalle, cuantos, 0, corte)


def del_inventario(hoja: pd.DataFrame, corte: date) -> Iterator[Hallazgo]:
    """Yield what the physical count did not find, or found too much of, by account."""
    for nombre, importe in hoja.get("faltante", pd.Series(dtype="int64")).items():
        if importe:
            clase = "FALTANTE" if importe > 0 else "SOBRANTE"
            detalle = f"{nombre}: el sistema y el inventario difieren."
            codigo = str(nombre).partition(" ")[0]
            yield Hallazgo(clase, f"{corte} {codigo}", detalle, 1, int(importe), corte)


def _grupos(datos: pd.DataFrame, columna: str, dia: str = "fecha_efecto") -> Any:
    return datos.groupby([dia, columna], sort=True)

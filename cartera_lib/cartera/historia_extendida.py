"""How a history of the ledger grows: the movements of the acts after those that it holds."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from cartera_lib.cartera.cartera import LLAVE
from cartera_lib.cartera.historia import SIN_FECHA, Historia
from cartera_lib.cartera.movimiento import FUERA
from cartera_lib.errors import DatoInvalido
from cartera_lib.norma.tablas import Columna

CUENTAS = pa.schema([("id", pa.int64()), *((nombre, pa.string()) for nombre in LLAVE)])
"""Accounts, in the order in which they were opened."""
MOVIMIENTOS = pa.schema(
    [
        *((nombre, pa.int64()) for nombre in ("id", "cuenta_id", "numero", "efecto", "corrige")),
        ("conocido", pa.date32()),
        ("transaccion", pa.string()),
        ("incidencia", pa.string()),
        ("fija_incidencia", pa.bool_()),
        ("fecha_efecto", pa.date32()),
        ("fecha_notificacion", pa.date32()),
    ]
)
"""Movements as the ledger keeps them; ``incidencia`` and notice are what each one left."""
NUNCA = np.iinfo(np.int32).max
DE_DIA = 32
"""Bits of a sorting key that hold the day; those above hold the account."""
COLUMNAS = {
    "cuenta": np.int32,
    "movimiento": np.int64,
    "numero": np.int32,
    "dia": np.int32,
    "conocido": np.int32,
    "efecto": np.int64,
    "transaccion": np.int16,
    "corrige": np.bool_,
    "incidencia": np.int16,
    "fija_incidencia": np.bool_,
    "notificacion": np.int32,
    "fija_notificacion": np.bool_,
    "efecto_del_contrario": np.int32,
    "conocido_del_contrario": np.int32,
}
VACIA = Historia(
    acto=0,
    cuentas=CUENTAS.empty_table(),
    transacciones=(),
    incidencias=(FUERA,),
    inicio=np.zeros(0, np.int64),
    **{nombre: np.zeros(0, tipo) for nombre, tipo in COLUMNAS.items()},
)
"""The history of an empty ledger: any other is an extension of it."""


def extendida(
    historia: Historia, *, acto: int, cuentas: pa.Table, movimientos: pa.Table
) -> Historia:
    """Return a history with the accounts and movements of the acts after those that it holds.

    ``acto``: the last of them; the tables are as ``CUENTAS`` and ``MOVIMIENTOS`` say.
    DatoInvalido when an account has no movement.
    """
    todas = pa.concat_tables([historia.cuentas, cuentas]).combine_chunks()
    transaccion, transacciones = _codigos(movimientos["transaccion"], historia.transacciones)
    incidencia, incidencias = _codigos(movimientos["incidencia"], historia.incidencias)
    nuevas = {
        "cuenta": np.searchsorted(_enteros(todas["id"]), _enteros(movimientos["cuenta_id"])),
        "movimiento": _enteros(movimientos["id"]),
        "numero": _enteros(movimientos["numero"]),
        "dia": _dias(movimientos["fecha_efecto"]),
        "conocido": _dias(movimientos["conocido"]),
        "efecto": _enteros(movimientos["efecto"]),
        "transaccion": transaccion,
        "corrige": _enteros(movimientos["corrige"]) > 0,
        "incidencia": incidencia,
        "fija_incidencia": _logicos(movimientos["fija_incidencia"]),
        "notificacion": _dias(movimientos["fecha_notificacion"]),
        "efecto_del_contrario": np.full(movimientos.num_rows, NUNCA),
        "conocido_del_contrario": np.full(movimientos.num_rows, NUNCA),
    }
    nuevas["fija_notificacion"] = _fija_notificacion(historia, nuevas)
    columnas = _intercaladas(historia, nuevas)
    _anotar_contrarios(columnas, nuevas, _enteros(movimientos["corrige"]))
    inicio = _inicios(columnas["cuenta"], todas)
    return Historia(acto, todas, transacciones, incidencias, inicio, **columnas)


def _intercaladas(historia: Historia, nuevas: dict[str, Columna]) -> dict[str, Columna]:
    """Put the new rows in their place: on one day they go last, for their numbers are higher."""
    orden = np.lexsort((nuevas["numero"], nuevas["dia"], nuevas["cuenta"]))
    vieja, nueva = (_clave(c, d) for c, d in ((historia.cuenta, historia.dia), _de(nuevas, orden)))
    lugar = np.searchsorted(vieja, nueva, side="right")
    return {
        nombre: np.insert(getattr(historia, nombre), lugar, nuevas[nombre][orden].astype(tipo))
        for nombre, tipo in COLUMNAS.items()
    }


def _de(nuevas: dict[str, Columna], orden: Columna) -> tuple[Columna, Columna]:
    return nuevas["cuenta"][orden], nuevas["dia"][orden]


def _clave(cuenta: Columna, dia: Columna) -> Columna:
    clave: Columna = (cuenta.astype(np.int64) << DE_DIA) + dia
    return clave


def _fija_notificacion(historia: Historia, nuevas: dict[str, Columna]) -> Columna:
    """Tell which movements set the notice: it is not the one that the number before left."""
    cuenta, numero, aviso = (nuevas[n] for n in ("cuenta", "numero", "notificacion"))
    orden = np.lexsort((numero, cuenta))
    anterior = np.roll(aviso[orden], 1)
    anterior[numero[orden] == 1] = SIN_FECHA
    conocidas = len(historia.inicio)
    cuantos = np.bincount(historia.cuenta, minlength=conocidas)
    dejados = historia.notificacion[historia.numero == cuantos[historia.cuenta]]
    primera = np.diff(cuenta[orden], prepend=-1) != 0
    siguen = primera & (cuenta[orden] < conocidas)
    anterior[siguen] = dejados[cuenta[orden][siguen]]
    fija = np.empty(len(orden), np.bool_)
    fija[orden] = aviso[orden] != anterior
    return fija


def _anotar_contrarios(
    columnas: dict[str, Columna], nuevas: dict[str, Columna], corrige: Columna
) -> None:
    """Write on each undone movement the days of the one that undoes it."""
    contrarios = np.flatnonzero(corrige > 0)
    if not len(contrarios):
        return
    contrarios = contrarios[np.argsort(corrige[contrarios])]
    filas = np.flatnonzero(np.isin(columnas["movimiento"], corrige[contrarios]))
    suyo = contrarios[np.searchsorted(corrige[contrarios], columnas["movimiento"][filas])]
    columnas["efecto_del_contrario"][filas] = nuevas["dia"][suyo]
    columnas["conocido_del_contrario"][filas] = nuevas["conocido"][suyo]


def _inicios(cuenta: Columna, cuentas: pa.Table) -> Columna:
    inicio = np.flatnonzero(np.diff(cuenta, prepend=-1))
    if len(inicio) != cuentas.num_rows:
        raise DatoInvalido(
            "El libro tiene cuentas sin movimientos: alguien lo tocó por fuera. "
            "Corra «cartera verificar» y avise."
        )
    return inicio


def _codigos(
    textos: pa.ChunkedArray, conocidos: tuple[str, ...]
) -> tuple[Columna, tuple[str, ...]]:
    """Return texts as places in a vocabulary, and the vocabulary with those that are new."""
    codificados = textos.combine_chunks().dictionary_encode()
    distintos = codificados.dictionary.to_pylist()
    vocabulario = tuple(dict.fromkeys((*conocidos, *distintos)))
    lugares = np.array([vocabulario.index(texto) for texto in distintos], np.int16)
    return lugares[codificados.indices.to_numpy()], vocabulario


def _enteros(columna: pa.ChunkedArray) -> Columna:
    return np.asarray(pc.fill_null(columna, 0).to_numpy())


def _logicos(columna: pa.ChunkedArray) -> Columna:
    return np.asarray(columna.to_numpy()).astype(np.bool_)


def _dias(columna: pa.ChunkedArray) -> Columna:
    return np.asarray(pc.fill_null(columna.cast(pa.int32()), SIN_FECHA).to_numpy())

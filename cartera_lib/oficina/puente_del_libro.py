"""Función 10: el puente entre dos estados del libro, cada uno de un día y como se sabía en otro.

Movements that count in one state only explain the change of the historic amount; the accessories
of each balance are reckoned in both. What no line explains is the residual: 0 centavos.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from cartera_lib.cartera.cartera import ESQUEMA, Cartera
from cartera_lib.cartera.historia import Estado, Historia, Momento
from cartera_lib.cartera.incidencia import SIN_GRUPO, Esquema, grupos
from cartera_lib.cartera.transaccion import LineaDelPuente, transacciones
from cartera_lib.errors import DatoInvalido
from cartera_lib.norma.tablas import Columna
from cartera_lib.registry import funcion
from cartera_lib.reglas.exigibilidad import creditos_de
from cartera_lib.reglas.ley import COMPUTABLE
from cartera_lib.reglas.liquidacion import liquidar

LINEAS = tuple(LineaDelPuente)
LUGAR = {linea: lugar for lugar, linea in enumerate(LINEAS)}
EXTREMOS = (LineaDelPuente.SALDO_INICIAL, LineaDelPuente.SALDO_FINAL)
INDICE = pd.Index([linea.value for linea in LINEAS], name="concepto")
COLUMNAS = pd.Index(["partidas", "historico", "accesorios", "importe", "movido"])


@dataclass(frozen=True, eq=False)
class Fotografia:
    """A state of the ledger with its accessories, in centavos, one row an account.

    ``accesorios``: their total as the kernel adds it up; ``sin_valuar``: accounts with a balance
    that the tables do not reach, which have none. A balance of 0 or less bears nothing.
    """

    estado: Estado
    actualizacion: Columna
    recargos: Columna
    accesorios: int
    sin_valuar: int


class Paso(NamedTuple):
    """Accounts that left a group for another, with the balance of the first state, centavos."""

    de: str
    a: str
    cuentas: int
    importe: int


@dataclass(frozen=True, eq=False)
class PuenteDelLibro:
    """What explains the way from one state of the ledger to another.

    ``renglones``: one row a line, in order, with centavos ``historico``, ``accesorios`` and
    ``importe`` (both); ``partidas``: movements with an amount, or the accounts of a line that
    has none; ``movido``: their centavos without sign. ``pasos``: between groups of incidencia.
    ``sin_valuar``: accounts without accessories for lack of tables, in each state.
    """

    desde: Momento
    hasta: Momento
    renglones: pd.DataFrame
    pasos: tuple[Paso, ...]
    sin_valuar: tuple[int, int]

    @property
    def residual(self) -> int:
        """Return the centavos that no line explains."""
        inicial, *lineas, final = self.renglones["importe"].tolist()
        return int(final - inicial - sum(lineas))

    @property
    def reclasificaciones(self) -> pd.DataFrame:
        """Return the steps between groups: de, a, cuentas, importe."""
        return pd.DataFrame(self.pasos, columns=list(Paso._fields))


class _Suma(NamedTuple):
    """What the lines add up to; each column has one place a line."""

    partidas: Columna
    historico: Columna
    accesorios: Columna
    movido: Columna


@funcion(10)
def puente(
    historia: Historia, *, desde: Momento, hasta: Momento, esquema: Esquema = Esquema.A
) -> PuenteDelLibro:
    """Explain the difference between two states of the ledger, to the centavo.

    Either may be the later one. ``esquema``: the grouping whose changes are reclasificación.
    """
    inicial = fotografia(historia, desde)
    final = inicial if hasta == desde else fotografia(historia, hasta)
    return entre(inicial, final, esquema=esquema)


def fotografia(historia: Historia, momento: Momento) -> Fotografia:
    """Return the ledger at a moment with the accessories of each balance on its day of effect."""
    estado = historia.al(*momento)
    con_saldo = estado.saldo > 0
    liquidacion = liquidar(creditos_de(_cartera(estado, con_saldo)), al=momento.efecto)
    computable = liquidacion.causa == COMPUTABLE
    actualizacion, recargos = np.zeros_like(estado.saldo), np.zeros_like(estado.saldo)
    actualizacion[con_saldo], recargos[con_saldo] = liquidacion.actualizacion, liquidacion.recargos
    de_origen = liquidacion.creditos.importe[computable]
    return Fotografia(
        estado,
        actualizacion,
        recargos,
        accesorios=int(liquidacion.total.sum()) - int(de_origen.sum()),
        sin_valuar=int((~computable).sum()),
    )


def entre(
    inicial: Fotografia, final: Fotografia, *, esquema: Esquema = Esquema.A
) -> PuenteDelLibro:
    """Explain the difference between two photographs of one history; DatoInvalido if of two."""
    if inicial.estado.historia is not final.estado.historia:
        raise DatoInvalido(
            "Las dos fotografías no son de la misma historia del libro. Tome las dos de una sola."
        )
    suma = _Suma(*(np.zeros(len(LINEAS), np.int64) for _ in _Suma._fields))
    _sumar_movimientos(suma, inicial.estado, final.estado)
    _sumar_accesorios(suma, inicial, final)
    pasos = _pasos(inicial.estado, final.estado, esquema)
    suma.partidas[LUGAR[LineaDelPuente.RECLASIFICACION]] += sum(paso.cuentas for paso in pasos)
    suma.movido[LUGAR[LineaDelPuente.RECLASIFICACION]] += sum(paso.importe for paso in pasos)
    for extremo, foto in zip(EXTREMOS, (inicial, final), strict=True):
        suma.partidas[LUGAR[extremo]] = np.count_nonzero(foto.estado.vivo)
        suma.historico[LUGAR[extremo]] = foto.estado.total
        suma.accesorios[LUGAR[extremo]] = foto.accesorios
    return PuenteDelLibro(
        inicial.estado.momento,
        final.estado.momento,
        _renglones(suma),
        pasos,
        (inicial.sin_valuar, final.sin_valuar),
    )


def _cartera(estado: Estado, filas: Columna) -> Cartera:
    """Return the chosen accounts as a cartera of that day; what a rule does not read is empty."""
    tabla = estado.tabla(filas).rename_columns({"saldo": "importe"})
    columnas = [
        tabla[campo.name]
        if campo.name in tabla.column_names
        else pa.nulls(tabla.num_rows, campo.type)
        for campo in ESQUEMA
    ]
    return Cartera(estado.momento.efecto, "", "", pa.table(columnas, names=ESQUEMA.names))


def _sumar_movimientos(suma: _Suma, inicial: Estado, final: Estado) -> None:
    """Put each movement that counts in one state only in its line, with its sign."""
    historia = inicial.historia
    antes, despues = (historia.cuentan(estado.momento) for estado in (inicial, final))
    filas = np.flatnonzero(antes != despues)
    importe = np.where(despues[filas], historia.efecto[filas], -historia.efecto[filas])
    lineas = _lineas(historia, filas, inicial.momento, final.momento)
    np.add.at(suma.historico, lineas, importe)
    con_importe = importe != 0
    propias = con_importe & (lineas != LUGAR[LineaDelPuente.RECLASIFICACION])
    np.add.at(suma.partidas, lineas[propias], 1)
    np.add.at(suma.movido, lineas[con_importe], np.abs(importe[con_importe]))


def _lineas(historia: Historia, filas: Columna, desde: Momento, hasta: Momento) -> Columna:
    """Return the line of each movement: a correction, late of both days, or of its transaction."""
    lineas = _de_transacciones(historia.transacciones)[historia.transaccion[filas]]
    de_ambos = np.datetime64(min(desde.efecto, hasta.efecto), "D").astype(np.int64)
    lineas[historia.dia[filas] <= de_ambos] = LUGAR[LineaDelPuente.REGISTRO_TARDIO]
    # A correction that neither state knew does not change what it tells of the movement.
    corregidos = historia.corregidos(desde) | historia.corregidos(hasta)
    lineas[(historia.corrige | corregidos)[filas]] = LUGAR[LineaDelPuente.CORRECCION]
    return lineas


def _de_transacciones(codigos: tuple[str, ...]) -> Columna:
    conocidas = transacciones()
    lineas = (
        conocidas[codigo].puente if codigo in conocidas else LineaDelPuente.AJUSTES
        for codigo in codigos
    )
    return np.array([LUGAR[linea] for linea in lineas], np.int8)


def _sumar_accesorios(suma: _Suma, inicial: Fotografia, final: Fotografia) -> None:
    cambios = {
        LineaDelPuente.ACTUALIZACION: final.actualizacion - inicial.actualizacion,
        LineaDelPuente.RECARGOS: final.recargos - inicial.recargos,
    }
    for linea, cambio in cambios.items():
        suma.accesorios[LUGAR[linea]] = cambio.sum()
        suma.partidas[LUGAR[linea]] = np.count_nonzero(cambio)
        suma.movido[LUGAR[linea]] = np.abs(cambio).sum()


def _pasos(inicial: Estado, final: Estado, esquema: Esquema) -> tuple[Paso, ...]:
    """Return one step a pair of groups, of the accounts that were in one and are in the other."""
    de_codigo, codigos = grupos(esquema), inicial.historia.incidencias
    suyos = [de_codigo.get(codigo, SIN_GRUPO) for codigo in codigos]
    nombres = sorted(set(suyos))
    lugares = np.array([nombres.index(grupo) for grupo in suyos], np.int64)
    antes, despues = lugares[inicial.incidencia], lugares[final.incidencia]
    cuentas = np.flatnonzero(inicial.vivo & final.vivo & (antes != despues))
    par = antes[cuentas] * len(nombres) + despues[cuentas]
    veces, importes = (np.zeros(len(nombres) ** 2, np.int64) for _ in range(2))
    np.add.at(veces, par, 1)
    np.add.at(importes, par, inicial.saldo[cuentas])
    return tuple(
        Paso(nombres[n // len(nombres)], nombres[n % len(nombres)], int(veces[n]), int(importes[n]))
        for n in np.flatnonzero(veces)
    )


def _renglones(suma: _Suma) -> pd.DataFrame:
    importe = suma.historico + suma.accesorios
    cifras = (suma.partidas, suma.historico, suma.accesorios, importe, suma.movido)
    return pd.DataFrame(np.column_stack(cifras), index=INDICE, columns=COLUMNAS)

"""Función 10: conciliar la cartera con la contabilidad, con Tesorería y con el inventario.

Each leg compares two figures that come by different ways, names what explains the difference,
and leaves a residual: zero, or the sheet says so at the top. A residual can only be explained
by finding out, never by adding a line.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from cartera_lib.cartera.acto import Partida
from cartera_lib.cartera.cartera import Cartera
from cartera_lib.cartera.cuenta_contable import CARTERA, cuenta_de_cartera, cuentas
from cartera_lib.cartera.movimiento import Rubro
from cartera_lib.cartera.partida import PENDIENTE
from cartera_lib.errors import DatoInvalido
from cartera_lib.oficina import conciliacion_partidas as halladas
from cartera_lib.oficina.conciliacion_partidas import (
    ACREEDORES,
    ARCHIVOS,
    BANCOS,
    DIFERENCIAS,
    TRASPASOS,
    Hallazgo,
)
from cartera_lib.registry import funcion
from cartera_lib.valores.dinero import pesos

LIBRO = ["contable", "libro", "sistema"]
COBROS = ["PAGO", "PAGO_SISTEMA", "COMPENSACION"]
INGRESOS = ("ACTUALIZACION", "RECARGOS", "GASTOS")


@dataclass(frozen=True, eq=False)
class Fuentes:
    """What is compared, as the store gives it.

    ``posteriores``: movements kept after the ledger followed the cut; ``partidas``: all of them;
    ``fichas``, ``recepciones`` and ``por_verificar``: without them, what they prove is left out;
    ``inventario``: what the physical count found, by account, when there was one.
    """

    asientos: pa.Table
    saldos: pa.Table
    cartera: Cartera
    posteriores: pa.Table
    partidas: pa.Table
    movimientos: pa.Table
    depositos: pa.Table
    fichas: pa.Table | None = None
    recepciones: pa.Table | None = None
    por_verificar: pa.Table | None = None
    inventario: Mapping[str, int] | None = None


@dataclass(frozen=True, eq=False)
class Conciliacion:
    """The sheet, its legs and its dated items; amounts in centavos."""

    al: date
    corte: date
    rechazados: int
    hoja: pd.DataFrame
    cruces: pd.DataFrame
    partidas: pd.DataFrame
    nombre: str = "conciliacion"

    @property
    def incompleto(self) -> int:
        """Return what nobody explains: the sheet is not good while there is any."""
        return self.residual

    @property
    def residual(self) -> int:
        """Add up what nobody explains, each difference by its size."""
        return int(self.hoja["residual"].abs().sum() + self.cruces["residual"].abs().sum())

    def encabezado(self) -> str:
        """Say at the top whether it ties, and where it does not."""
        if not self.residual:
            return "Cuadra al centavo: toda diferencia tiene su partida, su dueño y su acción."
        malas = [*self.hoja.index[self.hoja["residual"] != 0],
                 *self.cruces.index[self.cruces["residual"] != 0]]  # fmt: skip
        donde = "; ".join(map(str, malas))
        return f"NO CUADRA: quedan {pesos(self.residual)} sin explicar en {donde}."

    def como_partidas(self) -> tuple[Partida, ...]:
        """Return the items as the ledger would keep them; their keys do not change with the day."""
        return halladas.como_partidas(self.partidas)

    def hojas(self) -> dict[str, pd.DataFrame]:
        """Return the tables by the name of their sheet."""
        return {"Cédula": self.hoja, "Cruces": self.cruces, "Partidas": self.partidas}

    def portada(self) -> dict[str, str]:
        """Return what the sheet is of."""
        return {
            "Informe": "Conciliación de la cartera",
            "Corte": f"{self.corte:%d/%m/%Y}",
            "Al": f"{self.al:%d/%m/%Y}",
            "Advertencias": self.encabezado() if self.residual else "Ninguna.",
            "Resultado": self.encabezado(),
            "Partidas": f"{len(self.partidas):,}",
            "Renglones del corte rechazados": f"{self.rechazados:,}",
        }

    def control(self) -> str:
        """Return the control figures."""
        suma = self.hoja[LIBRO].sum()
        lineas = [f"{nombre}: {pesos(int(suma[nombre]))}" for nombre in LIBRO]
        for explica, suyas in self.partidas.groupby("explica", sort=True):
            importe = pesos(int(suyas["importe"].sum()))
            lineas.append(
                f"{str(explica) or 'Por hacer'}: partidas, {len(suyas):,}; importe, {importe}"
            )
        return "\n".join(["Cifras de control", *lineas, self.encabezado()])


@funcion(10)
def conciliar(fuentes: Fuentes, *, al: date) -> Conciliacion:
    """Compare accounting, ledger, system, Treasury and inventory on a day."""
    abiertas = halladas.abiertas(fuentes.partidas)
    hoja = _hoja(fuentes, abiertas)
    corte, rechazados = fuentes.cartera.corte, fuentes.cartera.rechazados
    banco = list(halladas.de_banco(fuentes.movimientos, fuentes.fichas))
    explicado = sum(hallazgo.importe for hallazgo in banco)
    hallazgos = [*_hallazgos(fuentes), *banco, *halladas.del_inventario(hoja, corte)]
    partidas = halladas.reunir(abiertas, hallazgos, al=al)
    cruces = _cruces(fuentes, abiertas, explicado)
    return Conciliacion(al, corte, rechazados, hoja, cruces, partidas)


def _hallazgos(fuentes: Fuentes) -> Iterator[Hallazgo]:
    yield from halladas.posteriores(fuentes.posteriores)
    yield from halladas.por_aclarar(fuentes.depositos)
    yield from halladas.del_corte(fuentes.cartera.rechazados, fuentes.cartera.corte)
    if fuentes.recepciones is not None:
        yield from halladas.rechazados(fuentes.recepciones)
    if fuentes.por_verificar is not None:
        yield from halladas.sin_comprobar(fuentes.por_verificar, fuentes.posteriores)


def _hoja(fuentes: Fuentes, abiertas: pd.DataFrame) -> pd.DataFrame:
    """Compare, account by account: accounting with the ledger, the ledger with the system."""
    lineas = fuentes.asientos.select(["cuenta", "debe", "haber"]).to_pandas()
    contable = (lineas["debe"] - lineas["haber"]).groupby(lineas["cuenta"]).sum()
    no_vistas = abiertas[abiertas["clase"] == PENDIENTE].groupby("cuenta")["importe"].sum()
    columnas = {
        "contable": contable[[c for c in contable.index if cuentas()[c].papel == CARTERA]],
        "libro": _por_cuenta(fuentes.saldos, "saldo"),
        "sistema": _por_cuenta(fuentes.cartera.tabla, "importe"),
        "explicado": _por_cuenta(fuentes.posteriores, "efecto"),
        "no_vistas": no_vistas,
    }
    # Of whole numbers from the start: a missing account must not make a column inexact.
    enteras = [suma.astype("Int64").rename(nombre) for nombre, suma in columnas.items()]
    hoja = pd.concat(enteras, axis=1).fillna(0).astype("int64").sort_index()
    hoja["explicado"] -= hoja.pop("no_vistas")
    sin_explicar = (hoja["libro"] - hoja["sistema"] - hoja["explicado"]).abs()
    hoja["residual"] = (hoja["contable"] - hoja["libro"]).abs() + sin_explicar
    hoja = _con_inventario(hoja, fuentes.inventario)
    hoja.index = pd.Index([f"{c} {cuentas()[c].nombre}" for c in hoja.index], name="cuenta")
    return hoja


def _con_inventario(hoja: pd.DataFrame, conteo: Mapping[str, int] | None) -> pd.DataFrame:
    if conteo is None:
        return hoja
    ajenas = [codigo for codigo in conteo if codigo not in cuentas()]
    if ajenas:
        raise DatoInvalido(f"El inventario trae cuentas que no hay: {', '.join(ajenas)}.")
    contado = pd.Series(dict(conteo), dtype="int64")
    hoja = hoja.reindex(hoja.index.union(contado.index), fill_value=0)
    contado = contado.reindex(hoja.index, fill_value=0)
    return hoja.assign(inventario=contado, faltante=hoja["sistema"] - contado)


def _cruces(fuentes: Fuentes, abiertas: pd.DataFrame, de_banco: int) -> pd.DataFrame:
    """Compare what accounts other than the cartera's hold with what it comes from."""
    papeles, suma = _por_papel(fuentes.asientos), _suma_de(fuentes.depositos)
    distintas = abiertas[abiertas["clase"] != PENDIENTE]
    ingresos = -sum(papeles.get(papel, 0) for papel in INGRESOS)
    repartido = suma("aplicado") + suma("por_aclarar")
    filas = {
        BANCOS: (papeles.get("BANCOS", 0), suma("importe"), de_banco),
        "Tesorería: depósitos y su destino": (suma("importe"), repartido, 0),
        **_archivos(fuentes.recepciones, suma("importe")),
        ACREEDORES: (-papeles.get("POR_IDENTIFICAR", 0), suma("por_aclarar"), 0),
        DIFERENCIAS: (-papeles.get("DIFERENCIAS", 0), int(distintas["importe"].sum()), 0),
        "SIPARE y pagos del sistema": (
            papeles.get("SIPARE", 0), _movido(fuentes.movimientos, ["PAGO_SISTEMA"]), 0,
        ),
        "Traspasos entre subdelegaciones": (
            papeles.get("TRASPASO", 0), _movido(fuentes.movimientos, list(TRASPASOS)), 0,
        ),
        "Ingresos por accesorios y lo cobrado": (
            ingresos, _movido(fuentes.movimientos, COBROS, accesorios=True), 0,
        ),
    }  # fmt: skip
    tabla = pd.DataFrame.from_dict(
        filas, orient="index", columns=["importe_contable", "importe_origen", "importe_explicado"]
    )
    explicado = tabla["importe_origen"] + tabla["importe_explicado"]
    tabla["residual"] = tabla["importe_contable"] - explicado
    tabla.index.name = "cruce"
    return tabla


def _archivos(recepciones: pa.Table | None, depositado: int) -> dict[str, tuple[int, int, int]]:
    """Compare what Treasury's files bring with the deposits kept and the lines rejected."""
    if recepciones is None:
        return {}
    suma = _suma_de(recepciones.filter(pc.equal(recepciones["clase"], "tesoreria")))
    recibido, rechazado = suma("importe_aceptado"), suma("importe_rechazado")
    return {ARCHIVOS: (recibido + rechazado, depositado, rechazado)}


def _movido(movimientos: pa.Table, transacciones: list[str], *, accesorios: bool = False) -> int:
    datos = movimientos.filter(pc.is_in(movimientos["transaccion"], pa.array(transacciones)))
    if accesorios:
        datos = datos.filter(pc.not_equal(datos["rubro"], Rubro.HISTORICO.name))
    return -_suma_de(datos)("importe")


def _suma_de(tabla: pa.Table) -> Callable[[str], int]:
    return lambda columna: int(pc.sum(tabla[columna]).as_py() or 0)


def _por_papel(asientos: pa.Table) -> dict[str, int]:
    lineas = asientos.select(["cuenta", "debe", "haber"]).to_pandas()
    papel = pd.Series([cuentas()[c].papel for c in lineas["cuenta"]], dtype=str)
    sumas = (lineas["debe"] - lineas["haber"]).groupby(papel).sum()
    return {str(nombre): int(suma) for nombre, suma in sumas.items()}


def _por_cuenta(tabla: pa.Table, columna: str) -> pd.Series:
    filas = tabla.select(["ramo", "tipo_documento", columna]).to_pandas()
    sumas = filas.groupby(["ramo", "tipo_documento"])[columna].sum()
    codigos = [cuenta_de_cartera(ramo, tipo) for ramo, tipo in sumas.index]
    return sumas.groupby(codigos).sum()

"""Dated legal tables: read, check, and look up by date; a row is a value and its source.

Values are whole numbers scaled by the decimals that ``tablas.toml`` states for their column
(2.07 % with two decimals is 207). Days are counted from 1970-01-01, as ``datetime64[D]``.
"""

import csv
import io
import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal, ParamSpec, TypeAlias, TypeVar, cast

import numpy as np
import numpy.typing as npt

from cartera_lib.errors import DatoInvalido, FueraDeVigencia

Columna: TypeAlias = npt.NDArray[Any]
Renglon: TypeAlias = Mapping[str, str]
VACIO = np.int64(-1)
CARPETA = files("cartera_lib.norma") / "tablas"
MARCAS = {"S": "verificado", "C": "calculado", "M": "por confirmar", "D": "por confirmar"}

P = ParamSpec("P")
T = TypeVar("T")
RECUERDOS: list[Callable[[], None]] = []


@dataclass(frozen=True, eq=False)
class Tabla:
    """One dated table: first and last day of each row, whole-number columns, and the text."""

    nombre: str
    ficha: Mapping[str, Any]
    desde: Columna
    hasta: Columna
    valores: Mapping[str, Columna]
    renglones: tuple[Renglon, ...]

    def posicion(self, dias: npt.ArrayLike) -> Columna:
        """Return the row in force on each day, -1 where the table has none."""
        dias = np.asarray(dias)
        lugar = np.searchsorted(self.desde, dias, side="right") - 1
        return np.where((lugar >= 0) & (dias <= self.hasta[lugar]), lugar, -1)

    def cubre(self, dias: npt.ArrayLike, columna: str) -> Columna:
        """Tell on which days the column has a value in force."""
        lugar = self.posicion(dias)
        return (lugar >= 0) & (self.valores[columna][lugar] != VACIO)

    def vigente(self, dias: npt.ArrayLike, columna: str = "valor") -> Columna:
        """Return the value in force on each day; FueraDeVigencia when any day has none."""
        dias = np.asarray(dias)
        cubiertos = self.cubre(dias, columna)
        if not cubiertos.all():
            raise self.fuera(int(dias[~cubiertos][0] if dias.ndim else dias))
        return self.valores[columna][self.posicion(dias)]

    def renglon(self, dia: int) -> Renglon:
        """Return the text of the row in force on one day, with its source."""
        lugar = int(self.posicion(dia))
        if lugar < 0:
            raise self.fuera(dia)
        return self.renglones[lugar]

    def fuera(self, dia: int) -> FueraDeVigencia:
        """Build the refusal for a day that this table does not cover."""
        fecha = str(np.datetime64(dia, "D"))
        if self.ficha["forma"] == "mensual":
            fecha = fecha[:7]
        return FueraDeVigencia(self.nombre, fecha, self.cobertura, self.ficha["remedio"])

    @property
    def cobertura(self) -> str:
        """Say which dates the table covers, in Spanish."""
        corte = 7 if self.ficha["forma"] == "mensual" else 10
        primero, ultimo = (str(np.datetime64(int(d), "D"))[:corte] for d in self.limites)
        return f"cubre de {primero} a {ultimo}"

    @property
    def limites(self) -> tuple[int, int]:
        """First and last day covered."""
        return int(self.desde[0]), int(self.hasta[-1])


def recordar(maximo: int | None = None) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Cache a function whose answers rest on the tables, until ``olvidar``."""

    def decorar(funcion: Callable[P, T]) -> Callable[P, T]:
        guardada = lru_cache(maxsize=maximo)(funcion)
        RECUERDOS.append(guardada.cache_clear)
        return cast(Callable[P, T], guardada)

    return decorar


def olvidar() -> None:
    """Forget all that was worked out from the tables; call it when a table changes."""
    for borrar in RECUERDOS:
        borrar()


@recordar()
def fichas() -> Mapping[str, Mapping[str, Any]]:
    """Return what ``tablas.toml`` says of each table."""
    return tomllib.loads((CARPETA / "tablas.toml").read_text(encoding="utf-8"))


@recordar()
def renglones(nombre: str) -> tuple[Renglon, ...]:
    """Return the rows of a table as text: the package's own and then the office's additions.

    An addition that a later version of the package brings as its own is not said twice.
    """
    propios = _leer(CARPETA / f"{nombre}.csv")
    agregados = carpeta_agregados()
    archivo = agregados / f"{nombre}.csv" if agregados else None
    if archivo is None or not archivo.is_file():
        return propios
    dichos = {_contenido(fila) for fila in propios}
    agregadas = _leer(archivo, exige=frozenset(propios[0]))
    return propios + tuple(fila for fila in agregadas if _contenido(fila) not in dichos)


@recordar(64)
def en_vigor(nombre: str, al: date) -> tuple[Renglon, ...]:
    """Return the rows of a list that dates each of its own, in force on a day; no end: still."""
    dia = al.isoformat()
    return tuple(f for f in renglones(nombre) if f["desde"] <= dia <= (f["hasta"] or dia))


def carpeta_agregados() -> Traversable | None:
    """Return the folder of rows added by the office (``CARTERA_TABLAS``), if it is set."""
    ruta = os.environ.get("CARTERA_TABLAS")
    if not ruta:
        return None
    from pathlib import Path  # only here: floors 0-4 otherwise know no paths

    return Path(ruta)


@recordar()
def tabla(nombre: str, serie: str | None = None) -> Tabla:
    """Open a dated table by name; ``serie`` picks one of several (base of INPC, fraction)."""
    ficha = fichas()[nombre]
    serie = serie or ficha.get("serie")
    filas = [f for f in renglones(nombre) if serie is None or f["serie"] == serie]
    if not filas:
        raise DatoInvalido(f"La tabla «{nombre}» no tiene la serie «{serie}».")
    filas.sort(key=lambda f: f.get("periodo") or f["desde"])
    desde, hasta = _vigencias(nombre, filas, mensual=ficha["forma"] == "mensual")
    valores = {c: _enteros(nombre, filas, c, d) for c, d in ficha["columnas"].items()}
    return Tabla(nombre, ficha, desde, hasta, valores, tuple(filas))


def _leer(archivo: Traversable, exige: frozenset[str] = frozenset()) -> tuple[Renglon, ...]:
    try:
        texto = archivo.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DatoInvalido(
            f"La tabla «{archivo}» no es texto UTF-8. Guárdela como «CSV UTF-8»."
        ) from error
    filas = csv.DictReader(io.StringIO(texto, newline=""), restval="")
    faltan = exige - set(filas.fieldnames or ())
    if faltan:
        raise DatoInvalido(
            f"La tabla «{archivo}» no trae la columna {', '.join(sorted(faltan))}. "
            "Copie el encabezado de la tabla del paquete."
        )
    return tuple(filas)


def _contenido(fila: Renglon) -> tuple[tuple[str, str], ...]:
    return tuple((c, v) for c, v in fila.items() if c not in ("fuente", "marca"))


def _vigencias(nombre: str, filas: list[Renglon], *, mensual: bool) -> tuple[Columna, Columna]:
    if mensual:
        meses = _fechas(nombre, [f["periodo"] for f in filas], unidad="M")
        desde, hasta = meses.astype("datetime64[D]"), (meses + 1).astype("datetime64[D]") - 1
    else:
        desde = _fechas(nombre, [f["desde"] for f in filas], unidad="D")
        hasta = _fechas(nombre, [f["hasta"] for f in filas], unidad="D")
    roto = hasta < desde
    roto[1:] |= desde[1:] != hasta[:-1] + 1
    if roto.any():
        raise DatoInvalido(
            f"La tabla «{nombre}» tiene un hueco o un traslape junto a {desde[np.argmax(roto)]}. "
            "Corrija sus fechas: cada renglón empieza el día siguiente al fin del anterior."
        )
    return desde.astype(np.int64), hasta.astype(np.int64)


def _fechas(nombre: str, textos: list[str], *, unidad: Literal["M", "D"]) -> Columna:
    forma = {"M": "AAAA-MM", "D": "AAAA-MM-DD"}[unidad]
    for texto in textos:
        try:
            date.fromisoformat(texto + "-01" * (unidad == "M"))
        except ValueError as error:
            raise DatoInvalido(
                f"La tabla «{nombre}» trae «{texto}», que no es una fecha. Escríbala como {forma}."
            ) from error
    return np.array(textos, dtype=f"datetime64[{unidad}]")


def _enteros(nombre: str, filas: list[Renglon], columna: str, decimales: int) -> Columna:
    return np.array([_entero(nombre, f[columna], decimales) for f in filas], dtype=np.int64)


def _entero(nombre: str, texto: str, decimales: int) -> int:
    if texto == "":
        return int(VACIO)
    try:
        valor = Decimal(texto).scaleb(decimales)
    except InvalidOperation:
        valor = Decimal("-1")
    if not valor.is_finite() or not 0 <= valor < 2**63 or valor != valor.to_integral_value():
        raise DatoInvalido(
            f"La tabla «{nombre}» trae «{texto}»: se espera un número con {decimales} decimales."
        )
    return int(valor)

"""What a RALE prints around its data: headings, pages and totals, and what they must say.

A repeated heading is looked at once: its facts are remembered by its text.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, TypeAlias

from cartera_lib.importers.rale_bloques import Cortes

Hecho: TypeAlias = tuple[str, str]
Vistos: TypeAlias = dict[str, int]

FIGURAS = ("patrones", "creditos", "importe")


@dataclass
class Impresion:
    """The facts printed in a file: each with the values seen and the first line of each."""

    programas: Vistos = field(default_factory=dict)
    oficinas: Vistos = field(default_factory=dict)
    fechas: Vistos = field(default_factory=dict)
    propiedades: Vistos = field(default_factory=dict)
    rcv: Vistos = field(default_factory=dict)
    hojas: list[tuple[int, int]] = field(default_factory=list)
    totales: list[tuple[str, str, int]] = field(default_factory=list)
    cierres: list[int] = field(default_factory=list)
    renglones: int = 0

    def anotar(self, texto: str, renglon: int) -> bool:
        """Note what a line prints; False when it is not recognised as print."""
        hechos = _hechos(texto)
        if self.cierres and not self._completo:
            hechos = (hechos or ()) + _figuras(texto)
        if not hechos:
            return False
        self.renglones += 1
        for clave, valor in hechos:
            self._anotar(clave, valor, renglon)
        return True

    def repetible(self, texto: str) -> bool:
        """Tell whether the same line again would tell nothing new: no page, no figure."""
        claves = {clave for clave, _ in _hechos(texto)}
        return bool(claves) and claves.isdisjoint({"hoja", "cierre", *FIGURAS})

    @property
    def _completo(self) -> bool:
        return len(self.totales) >= len(FIGURAS) * len(self.cierres)

    def _anotar(self, clave: str, valor: str, renglon: int) -> None:
        if clave == "hoja":
            self.hojas.append((int(valor.replace(",", "")), renglon))
        elif clave == "cierre":
            self.cierres.append(renglon)
        elif clave in FIGURAS:
            self.totales.append((clave, valor, renglon))
        elif clave != "impresion":
            vistos: Vistos = getattr(self, clave)
            vistos.setdefault(valor, renglon)


@cache
def disposiciones() -> Mapping[str, Any]:
    """Return how each version is printed."""
    datos = files("cartera_lib.importers") / "rale_disposiciones.toml"
    return tomllib.loads(datos.read_text(encoding="utf-8"))


@cache
def columnas() -> tuple[Cortes, ...]:
    """Return the columns of every version that has them."""
    versiones = [v.get("columnas", {}) for v in disposiciones()["disposicion"]]
    return tuple({campo: (c[0], c[1]) for campo, c in v.items()} for v in versiones if v)


@cache
def patron(grupo: str, clave: str) -> re.Pattern[str]:
    """Return one of the patterns of the file of versions, ready to use."""
    dato = disposiciones()[grupo][clave]
    if isinstance(dato, list):
        return re.compile("|".join(dato), re.ASCII)
    return re.compile(dato["patron"] if isinstance(dato, dict) else dato, re.ASCII)


def plano(texto: str) -> str:
    """Return the text in capitals, without accents."""
    return unicodedata.normalize("NFKD", texto).encode("ascii", "ignore").decode("ascii").upper()


def _figuras(texto: str) -> tuple[Hecho, ...]:
    """Return the control figures of a line of the foot."""
    texto = plano(texto)
    en_linea = patron("total", "en_linea").search(texto)
    if en_linea:
        return tuple(zip(FIGURAS, en_linea.groups(), strict=True))
    halladas = ((figura, patron("total", figura).search(texto)) for figura in FIGURAS)
    return tuple((figura, hallada[1]) for figura, hallada in halladas if hallada)


@lru_cache(maxsize=4096)
def _hechos(texto: str) -> tuple[Hecho, ...]:
    texto = plano(texto)
    if patron("total", "inicio").search(texto):
        return (("cierre", ""), *_figuras(texto))
    hechos = [*_del_encabezado(texto)]
    if not hechos and patron("impresion", "patrones").search(texto):
        hechos.append(("impresion", ""))
    return tuple(hechos)


def _del_encabezado(texto: str) -> list[Hecho]:
    hechos = []
    if hallado := patron("encabezado", "programa").search(texto):
        hechos.append(("programas", hallado[0]))
    if hallado := patron("encabezado", "oficina").search(texto):
        hechos.append(("oficinas", hallado[1] + hallado[2]))
    if hallado := patron("encabezado", "titulo").search(texto):
        hechos.append(("fechas", hallado[2]))
        rcv = patron("encabezado", "ramo_rcv").search(hallado[1])
        hechos.append(("rcv", "RCV" if rcv else "COP"))
    if hallado := patron("encabezado", "propiedad").search(texto):
        hechos.append(("propiedades", "no" if hallado[1] else "si"))
    if hallado := patron("encabezado", "hoja").search(texto):
        hechos.append(("hoja", hallado[1]))
    return hechos

"""Areas of the subdelegación: what each may ask for, who signs for it, and who authorises."""

import re
from dataclasses import dataclass
from datetime import date

from cartera_lib.norma.tablas import en_vigor, recordar, renglones
from cartera_lib.valores.dinero import centavos
from cartera_lib.valores.texto import llano

TODAS = "*"


@dataclass(frozen=True, slots=True)
class Area:
    """One area: ``transacciones`` it may ask for, and the units whose chief signs for it."""

    codigo: str
    nombre: str
    transacciones: frozenset[str]
    firman: frozenset[str]

    def pide(self, transaccion: str) -> bool:
        """Tell whether it may ask for a transaction."""
        return bool(self.transacciones & {TODAS, transaccion})


@dataclass(frozen=True, slots=True)
class Nivel:
    """Who authorises up to an amount in centavos; None: any amount. Nobody: the area's signer."""

    hasta: int | None
    autorizan: tuple[str, ...]


@recordar()
def areas() -> dict[str, Area]:
    """Return every area by its code."""
    return {
        f["codigo"]: Area(
            f["codigo"],
            f["nombre"],
            frozenset(f["transacciones"].split("|")),
            frozenset(f["firman"].split("|")),
        )
        for f in renglones("areas")
    }


def nivel(importe: int, al: date) -> Nivel:
    """Return the level of authorisation of an amount on a day."""
    niveles = [
        Nivel(
            centavos(f["hasta_importe"]) if f["hasta_importe"] else None,
            tuple(filter(None, f["autorizan"].split("|"))),
        )
        for f in en_vigor("facultades", al)
    ]
    return next((n for n in niveles if n.hasta is None or importe <= n.hasta), Nivel(None, ()))


def unidades(firma: str) -> frozenset[str]:
    """Return the areas that a signature names, by code or by name; none if only a person."""
    palabras = set(re.split(r"[^A-Z]+", firma))  # as written: «con» is also a word
    texto = llano(firma)
    return frozenset(
        codigo
        for codigo, area in areas().items()
        if codigo in palabras or llano(area.nombre) in texto
    )


def nombres(codigos: tuple[str, ...] | frozenset[str]) -> str:
    """Write the names of areas for a person."""
    return " o ".join(areas()[codigo].nombre for codigo in sorted(codigos))

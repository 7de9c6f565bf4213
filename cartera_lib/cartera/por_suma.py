"""Deposits that together pay a ficha, and fichas that one deposit pays together."""

from collections.abc import Iterator

import numpy as np

from cartera_lib.cartera.enlace import Cotejo, Enlace, Lugares, grupos
from cartera_lib.cartera.reparto import Reparto
from cartera_lib.cartera.sumas import CANDIDATOS, JUNTOS, Explicacion, sin_disputa, sumas
from cartera_lib.norma.tablas import Columna


def por_suma(
    reparto: Reparto, nombran: Enlace, *, quedan: tuple[list[int], Lugares, Columna]
) -> None:
    """Join deposits, or fichas, of one employer that add up to each other in one single way.

    ``quedan``: deposits that name no ficha, those that do not complete the one they name, and
    which fichas nobody has named.
    """
    sueltos, parciales, libres = quedan
    lados = reparto.cotejo
    mayores = [int(d) for d in np.flatnonzero(~reparto.resuelto & lados.a_tiempo(nombran))
               if lados.importe[d] > reparto.falta[nombran.ficha[d]]]  # fmt: skip
    solos = reparto.pendientes(sueltos)
    fichas = lados.fichas_de([*solos, *mayores], libres)
    por_dueno = grupos(lados.dueno[fichas], np.array(fichas, np.int64), dia=lados.emitida)
    de_patron = grupos(lados.patron[solos], np.array(solos, np.int64), dia=lados.dia)
    todas: list[Explicacion] = []
    for deposito in [*solos, *mayores]:
        suya = int(nombran.ficha[deposito])
        todas += _conjuntos(reparto, deposito, suya, por_dueno.get(int(lados.patron[deposito]), []))
    for ficha in [*fichas, *parciales]:
        otros = de_patron.get(int(lados.dueno[ficha]), [])
        todas += _divididos(reparto, ficha, parciales.get(ficha, []), otros)
    unicas, dudosos = sin_disputa(todas)
    for explicacion in unicas:
        _aplicar_suma(reparto, explicacion)
        for ficha in explicacion.fichas:
            parciales.pop(ficha, None)
    for deposito in reparto.pendientes(solos):
        muchas = por_dueno.get(int(lados.patron[deposito]), [])
        if deposito not in dudosos and len(muchas) > CANDIDATOS:
            nota = f"El patrón tiene {len(muchas)} fichas sin pagar: no se buscaron sumas."
            reparto.aclarar(deposito, "SIN_FICHA", nota=nota)
    for deposito in sorted(dudosos & set(solos)):
        nota = _maneras(lados, [e for e in todas if deposito in e.depositos])
        reparto.aclarar(deposito, "AMBIGUO", nota=nota)


def _conjuntos(
    reparto: Reparto, deposito: int, suya: int, libres: list[int]
) -> Iterator[Explicacion]:
    """Yield the fichas of one ramo that a deposit would pay together, its own among them."""
    lados, primera = reparto.cotejo, [suya] if suya >= 0 else []
    resto = int(lados.importe[deposito]) - sum(int(reparto.falta[f]) for f in primera)
    caben = [f for f in libres if lados.cabe(deposito, f)]
    for ramo in sorted({int(lados.ramo[f]) for f in primera or caben}):
        del_ramo = [f for f in caben if lados.ramo[f] == ramo and reparto.falta[f] <= resto]
        importes = [int(reparto.falta[f]) for f in del_ramo]
        limites = {"desde": 1, "hasta": JUNTOS - 1} if primera else {"desde": 2, "hasta": JUNTOS}
        for manera in sumas(importes, resto, **limites):
            yield Explicacion((deposito,), (*primera, *(del_ramo[i] for i in manera)))


def _divididos(
    reparto: Reparto, ficha: int, nombrados: list[int], sueltos: list[int]
) -> Iterator[Explicacion]:
    """Yield the loose deposits that would complete a ficha, with those that name it."""
    lados = reparto.cotejo
    caben = [d for d in sueltos if lados.cabe(d, ficha)]
    falta = int(reparto.falta[ficha]) - sum(int(lados.importe[d]) for d in nombrados)
    desde = 1 if nombrados or lados.falta[ficha] < lados.debido[ficha] else 2
    importes = [int(lados.importe[d]) for d in caben]
    for manera in sumas(importes, falta, desde=desde, hasta=JUNTOS - len(nombrados)):
        yield Explicacion((*nombrados, *(caben[i] for i in manera)), (ficha,))


def _aplicar_suma(reparto: Reparto, explicacion: Explicacion) -> None:
    depositos, fichas = explicacion
    if len(depositos) == 1 and len(fichas) > 1:
        for ficha in fichas:
            reparto.aplicar(depositos[0], ficha, importe=int(reparto.falta[ficha]), caso="CONJUNTO")
        return
    for deposito in depositos:
        importe = int(reparto.cotejo.importe[deposito])
        reparto.aplicar(deposito, fichas[0], importe=importe, caso="DIVIDIDO")


def _maneras(lados: Cotejo, explicaciones: list[Explicacion]) -> str:
    """Say the first ways in which a deposit may be explained."""
    textos = [" con ".join(lados.folio(f) for f in e.fichas) for e in explicaciones[:JUNTOS]]
    return f"Puede pagar {', o '.join(dict.fromkeys(textos))}."

"""Función 5: cotejar los depósitos que reporta Tesorería con las fichas emitidas.

Most deposits are told at once, by their folio or reference, over columns. What is left is told
by bounded searches among the fichas and deposits of one employer, and only when there is one
single way: what has two explanations is left to a person.
"""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from cartera_lib.cartera.confronta import Confronta
from cartera_lib.cartera.enlace import (
    IMPORTE,
    NINGUNA,
    PARECIDA,
    VARIAS,
    VIAS,
    Cotejo,
    Enlace,
    Lugares,
    cotejo,
    enlaces,
    grupos,
)
from cartera_lib.cartera.por_suma import por_suma
from cartera_lib.cartera.reparto import Reparto
from cartera_lib.cartera.sumas import JUNTOS, sumas
from cartera_lib.norma.tablas import Columna
from cartera_lib.registry import funcion
from cartera_lib.valores.dinero import pesos
from cartera_lib.valores.identificadores import referencia_valida

CANCELADA, CONTRADICTORIO = "CANCELADA", "CONTRADICTORIO"


@funcion(5)
def confrontar(depositos: pa.Table, fichas: pa.Table) -> Confronta:
    """Tell what each deposit pays; its parts add up to it, always.

    ``depositos``: clave, renglon, folio, fecha, referencia, registro, importe; ``fichas``: folio,
    referencia, registro, ramo, fecha, vence, importe, cobrado, estado. Centavos; a ficha that
    ended paid in part may still be completed.
    """
    lados = cotejo(depositos, fichas)
    nombran = enlaces(lados)
    reparto = Reparto(lados)
    a_tiempo = lados.a_tiempo(nombran)
    cuantos = np.bincount(nombran.ficha[a_tiempo], minlength=len(lados.falta))
    libres = (lados.falta > 0) & (cuantos == 0)
    solos = np.flatnonzero(a_tiempo)[cuantos[nombran.ficha[a_tiempo]] == 1]
    _exactos(reparto, nombran, solos)
    parciales = _de_varios(reparto, nombran, np.flatnonzero(a_tiempo), cuantos)
    parciales |= {int(nombran.ficha[d]): [d] for d in _menores(reparto, nombran, solos)}
    sueltos = _sueltos(reparto, nombran)
    _por_importe(reparto, sueltos, libres)
    por_suma(reparto, nombran, quedan=(sueltos, parciales, libres))
    _lo_demas(reparto, nombran, parciales)
    return Confronta(reparto.tabla(), fichas)


def _exactos(reparto: Reparto, nombran: Enlace, solos: Columna) -> None:
    ficha = nombran.ficha[solos]
    iguales = reparto.cotejo.importe[solos] == reparto.falta[ficha]
    suyos = solos[iguales]
    reparto.exacto(suyos, ficha[iguales], vias=nombran.via[suyos])


def _menores(reparto: Reparto, nombran: Enlace, solos: Columna) -> list[int]:
    ficha = nombran.ficha[solos]
    menores = ~reparto.resuelto[solos] & (reparto.cotejo.importe[solos] < reparto.falta[ficha])
    return [int(d) for d in solos[menores]]


def _de_varios(reparto: Reparto, nombran: Enlace, suyos: Columna, cuantos: Columna) -> Lugares:
    """Tell the deposits of each ficha named by several; return those that do not complete it."""
    parciales: Lugares = {}
    varios = suyos[cuantos[nombran.ficha[suyos]] > 1]
    for ficha, depositos in grupos(nombran.ficha[varios], varios, dia=reparto.cotejo.dia).items():
        importes = [int(reparto.cotejo.importe[d]) for d in depositos]
        falta = int(reparto.falta[ficha])
        if sum(importes) < falta:
            parciales[ficha] = depositos
            continue
        pagan = _que_pagan(importes, falta)
        if not pagan:
            _en_orden(reparto, ficha, depositos)
            continue
        caso = "EXACTO" if len(pagan) == 1 else "DIVIDIDO"
        for lugar, deposito in enumerate(depositos):
            if lugar in pagan:
                reparto.aplicar(deposito, ficha, importe=importes[lugar], caso=caso)
            else:
                reparto.aclarar(deposito, "DUPLICADO", ficha=ficha)
    return parciales


def _que_pagan(importes: Sequence[int], falta: int) -> Sequence[int]:
    """Return the first deposit that pays a ficha, or all, or the only few that together do."""
    if falta in importes:
        return [importes.index(falta)]
    if sum(importes) == falta:
        return range(len(importes))
    maneras = sumas(importes, falta)
    return maneras[0] if len(maneras) == 1 else ()


def _en_orden(reparto: Reparto, ficha: int, depositos: list[int]) -> None:
    """Apply deposits as they came until the ficha is paid; what is over is to be cleared up."""
    for deposito in depositos:
        falta, importe = int(reparto.falta[ficha]), int(reparto.cotejo.importe[deposito])
        if not falta:
            reparto.aclarar(deposito, "DUPLICADO", ficha=ficha)
        elif importe <= falta:
            reparto.aplicar(deposito, ficha, importe=importe, caso="DIVIDIDO")
        else:
            _con_sobrante(reparto, ficha, deposito)


def _con_sobrante(reparto: Reparto, ficha: int, deposito: int, nota: str = "") -> None:
    falta = int(reparto.falta[ficha])
    sobra = int(reparto.cotejo.importe[deposito]) - falta
    reparto.aplicar(deposito, ficha, importe=falta, caso="EXCEDENTE")
    reparto.aclarar(deposito, "EXCEDENTE", importe=sobra, ficha=ficha, nota=nota)


def _sueltos(reparto: Reparto, nombran: Enlace) -> list[int]:
    """Return the deposits that name no ficha, unless their reference is a good one of others."""
    solos = np.flatnonzero((nombran.ficha == NINGUNA) & (reparto.cotejo.patron >= 0))
    textos = reparto.cotejo.depositos["referencia"].take(pa.array(solos)).to_pylist()
    return [int(d) for d, t in zip(solos, textos, strict=True) if not referencia_valida(t)]


def _por_importe(reparto: Reparto, sueltos: list[int], libres: Columna) -> None:
    """Tie loose deposits and free fichas of the same employer and amount that match only once."""
    lados = reparto.cotejo
    fichas = lados.fichas_de(sueltos, libres)
    por_par: dict[tuple[int, int], list[int]] = {}
    for ficha in fichas:
        por_par.setdefault((int(lados.dueno[ficha]), int(lados.falta[ficha])), []).append(ficha)
    caben = {
        d: [f for f in por_par.get((int(lados.patron[d]), int(lados.importe[d])), [])
            if lados.cabe(d, f)]
        for d in sueltos
    }  # fmt: skip
    parecidas = {d: f for d, fs in caben.items() if len(f := _parecidas(lados, d, fs)) == 1}
    for deposito, (ficha,) in _sin_rival(parecidas):
        _atar(reparto, (deposito, ficha, PARECIDA), libres)
    quedan = {d: [f for f in fs if libres[f]] for d, fs in caben.items() if not reparto.resuelto[d]}
    for deposito, (ficha,) in _sin_rival({d: f for d, f in quedan.items() if len(f) == 1}):
        _atar(reparto, (deposito, ficha, IMPORTE), libres)
    for deposito, suyas in quedan.items():
        if suyas and not reparto.resuelto[deposito]:
            folios = " o ".join(lados.folio(f) for f in suyas[:JUNTOS])
            reparto.aclarar(deposito, "AMBIGUO", nota=f"Es del importe de {folios}.")


def _sin_rival(caben: Lugares) -> list[tuple[int, list[int]]]:
    """Return the deposits whose only ficha is the only one of no other deposit."""
    veces: dict[int, int] = {}
    for (ficha,) in caben.values():
        veces[ficha] = veces.get(ficha, 0) + 1
    return [(d, fichas) for d, fichas in caben.items() if veces[fichas[0]] == 1]


def _atar(reparto: Reparto, par: tuple[int, int, int], libres: Columna) -> None:
    deposito, ficha, via = par
    importe = int(reparto.cotejo.importe[deposito])
    reparto.aplicar(
        deposito, ficha, importe=importe, caso="EXACTO", nota=f"Se ató por {VIAS[via]}."
    )
    libres[ficha] = False


def _parecidas(lados: Cotejo, deposito: int, fichas: list[int]) -> list[int]:
    """Return the fichas whose reference differs in one digit or in two that changed places."""
    escrita = lados.depositos["referencia"][deposito].as_py() if len(fichas) > 1 else ""
    suyas = ((f, lados.fichas["referencia"][f].as_py()) for f in fichas if escrita)
    return [f for f, texto in suyas if _casi_igual(escrita, texto)]


def _casi_igual(una: str, otra: str) -> bool:
    if len(una) != len(otra):
        return False
    distintas = [i for i, (a, b) in enumerate(zip(una, otra, strict=True)) if a != b]
    if len(distintas) == 2:
        i, j = distintas
        return j == i + 1 and una[i] == otra[j] and una[j] == otra[i]
    return len(distintas) == 1


def _lo_demas(reparto: Reparto, nombran: Enlace, parciales: Lugares) -> None:
    """Give a place to what no explanation took: partial, over, late, repeated, or of nobody."""
    lados = reparto.cotejo
    for ficha, depositos in parciales.items():
        for deposito in depositos:
            importe = int(lados.importe[deposito])
            nota = f"A la ficha le faltan {pesos(int(reparto.falta[ficha]) - importe)}."
            reparto.aplicar(deposito, ficha, importe=importe, caso="PARCIAL", nota=nota)
    a_tiempo = lados.a_tiempo(nombran)
    for deposito in reparto.pendientes(np.flatnonzero(a_tiempo)):
        _con_sobrante(reparto, int(nombran.ficha[deposito]), deposito)
    for deposito in reparto.pendientes(range(len(a_tiempo))):
        ficha = int(nombran.ficha[deposito])
        if ficha < 0:
            contradice = bool(nombran.nombra[deposito]) or ficha == VARIAS
            reparto.aclarar(deposito, CONTRADICTORIO if contradice else "SIN_FICHA")
        elif lados.dia[deposito] < lados.emitida[ficha]:
            nota = "Es anterior a su emisión."
            reparto.aclarar(deposito, CONTRADICTORIO, ficha=ficha, nota=nota)
        elif lados.falta[ficha] and reparto.falta[ficha]:
            reparto.aclarar(deposito, "EXTEMPORANEO", ficha=ficha)
        else:
            cancelada = lados.estado(ficha) == CANCELADA
            reparto.aclarar(deposito, CANCELADA if cancelada else "DUPLICADO", ficha=ficha)

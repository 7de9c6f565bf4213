"""Función 9: el expediente resguardado y ordenado: qué tiene, qué le falta, quién lo tiene.

``piezas`` and ``hechos`` are tables as the ledger gives them; nothing here opens a file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from cartera_lib.cartera.cartera import LLAVE, Cartera
from cartera_lib.cartera.expediente import Fijeza
from cartera_lib.cartera.hechos import Hechos, hechos_de
from cartera_lib.cartera.requisito import (
    PAPEL,
    SISTEMA,
    Requisito,
    clases_de_pieza,
    exigidos,
    juntas,
    presentes,
    rangos,
    requisitos,
)
from cartera_lib.norma.tablas import Columna
from cartera_lib.registry import funcion

COMPLETO = 100
SIN_DOCUMENTO = "Hay un hecho capturado y su documento no está en el índice"
OTRA_IMAGEN = "La imagen archivada no es la del documento con que se capturó el hecho"
FUERA_DEL_CORTE = "Hay documento de un crédito que no está en el corte"
DIFERENCIA = [*LLAVE, "diferencia", "detalle"]


class Imagen(StrEnum):
    """How the image of a paper is, by the last look; the value is what people read."""

    INTEGRA = "íntegra"
    CAMBIADA = "cambió"
    PERDIDA = "no se halló"
    SIN_REVISAR = "sin revisar"
    NINGUNA = "sin imagen"


@dataclass(frozen=True, eq=False)
class Integracion:
    """How complete the file of each credit is for one procedure.

    ``tabla``: a row a credit, with what it needs, what it has, the whole per cent and its band,
    and the names of what it lacks; ``requisitos`` by ``exigidos`` and ``presentes``, a column
    each. What is not mandatory is told when it lacks, and does not count.
    """

    tabla: pd.DataFrame
    requisitos: tuple[Requisito, ...]
    exigidos: Columna
    presentes: Columna

    @property
    def completos(self) -> int:
        """Count the credits that lack nothing."""
        return int((self.tabla["por_ciento"] == COMPLETO).sum())

    def faltan(self) -> pd.DataFrame:
        """Count, by paper, the credits that need it and those that lack it, most lacked first."""
        filas = [
            (r.nombre, int(exige.sum()), int((exige & ~hay).sum()))
            for r, exige, hay in zip(
                self.requisitos, self.exigidos.T, self.presentes.T, strict=True
            )
            if r.obligatorio
        ]
        tabla = pd.DataFrame(filas, columns=["documento", "lo_piden", "les_falta"])
        return tabla.sort_values("les_falta", ascending=False, kind="stable")


@funcion(9)
def completitud(
    piezas: pa.Table, hechos: pa.Table, *, cartera: Cartera, procedimiento: str, al: date
) -> Integracion:
    """Compare the papers of each credit with what a procedure asks for on a day."""
    pedidos = requisitos(procedimiento, al)
    pide, tiene = _cruce(
        pedidos, cartera, hechos=hechos_de(cartera, hechos, al=al), piezas=_de_antes(piezas, al)
    )
    obligan = np.array([r.obligatorio for r in pedidos])
    cuentan = pide & obligan
    requeridos = cuentan.sum(axis=1)
    hay = (cuentan & tiene).sum(axis=1)
    por_ciento = np.where(requeridos > 0, hay * COMPLETO // np.maximum(requeridos, 1), COMPLETO)
    limites = [hasta for hasta, _ in rangos()]
    nombres = np.array([nombre for _, nombre in rangos()], dtype=object)
    tabla = cartera.tabla.select([*LLAVE, "incidencia", "importe"]).to_pandas()
    tabla = tabla.assign(
        requeridos=requeridos,
        presentes=hay,
        por_ciento=por_ciento,
        avance=nombres[np.searchsorted(limites, por_ciento)],
        faltan=_nombres(pedidos, cuentan & ~tiene),
    )
    return Integracion(tabla, pedidos, pide, tiene)


@funcion(9)
def prestamos(piezas: pa.Table, *, al: date) -> pd.DataFrame:
    """Return the papers that somebody has, the most overdue first, with their days of delay."""
    fuera = piezas.filter(pc.not_equal(piezas["prestada_a"], ""))
    tabla = fuera.to_pandas(date_as_object=True)
    atraso = [max((al - vence).days, 0) if vence else 0 for vence in tabla["vence"]]
    tabla = tabla.assign(
        documento=[clases_de_pieza().get(c, c) for c in tabla["clase"]], atraso=atraso
    )
    columnas = ["folio", "registro", "credito", "documento", "numero"]
    columnas += ["prestada_a", "prestada_el", "vence", "atraso"]
    return tabla[columnas].sort_values(["atraso", "folio"], ascending=[False, True])


@funcion(9)
def confronta(piezas: pa.Table, hechos: pa.Table, *, cartera: Cartera, al: date) -> pd.DataFrame:
    """List what the system says and no paper proves, and the papers that it does not know.

    A row a credit (or employer, with the rest of its key empty) and difference.
    """
    archivadas, suyos = _de_antes(piezas, al), hechos_de(cartera, hechos, al=al)
    partes = [
        *_de_condiciones(cartera, archivadas, hechos=suyos, al=al),
        *_de_hechos(archivadas, suyos.tabla),
        _fuera_del_corte(archivadas, cartera),
    ]
    return pd.concat([p for p in partes if len(p)] or partes[-1:], ignore_index=True)[DIFERENCIA]


@funcion(9)
def fijeza(piezas: pa.Table, hallados: Mapping[str, str]) -> tuple[Fijeza, ...]:
    """Compare the hash of each image with that of the day it was filed.

    ``hallados``: SHA-256 of each image by its name, which is the folio of the paper or the hash
    it had. A paper filed without image is not looked at.
    """
    partes = []
    for folio, guardado in zip(
        piezas["folio"].to_pylist(), piezas["sha256"].to_pylist(), strict=True
    ):
        if guardado:
            vistos = [hallados[n] for n in (folio, guardado) if n in hallados]
            hallado = guardado if guardado in vistos else next(iter(vistos), "")
            partes.append(Fijeza(folio, hallado, hallado == guardado))
    return tuple(partes)


def imagenes(piezas: pa.Table) -> list[Imagen]:
    """Tell how the image of each paper is, by the last look at it."""
    columnas = (piezas[c].to_pylist() for c in ("sha256", "igual", "hallado"))
    return [_imagen(*fila) for fila in zip(*columnas, strict=True)]


def _imagen(guardado: str, igual: int | None, hallado: str) -> Imagen:
    if not guardado:
        return Imagen.NINGUNA
    if igual is None:
        return Imagen.SIN_REVISAR
    if igual:
        return Imagen.INTEGRA
    return Imagen.CAMBIADA if hallado else Imagen.PERDIDA


def _cruce(
    pedidos: tuple[Requisito, ...], cartera: Cartera, *, hechos: Hechos, piezas: pa.Table
) -> tuple[Columna, Columna]:
    """Return what each credit needs and what it has: a row a credit, a column a requirement."""
    dichos = exigidos(pedidos, cartera, hechos=hechos)
    return dichos, presentes(pedidos, cartera, piezas=piezas)


def _de_antes(piezas: pa.Table, al: date) -> pa.Table:
    """Keep the papers that already existed on a day."""
    return piezas.filter(pc.less_equal(piezas["fecha"], pa.scalar(al, pa.date32())))


def _nombres(pedidos: tuple[Requisito, ...], faltan: Columna) -> Columna:
    """Say what each credit lacks; credits that lack the same share one text."""
    clave = faltan @ (1 << np.arange(len(pedidos)))  # the lacks of a credit as one number
    _, primeras, cual = np.unique(clave, return_index=True, return_inverse=True)
    textos = [
        "; ".join(r.nombre for r, falta in zip(pedidos, fila, strict=True) if falta)
        for fila in faltan[primeras]
    ]
    return np.array(textos, dtype=object)[cual]


def _de_condiciones(
    cartera: Cartera, piezas: pa.Table, *, hechos: Hechos, al: date
) -> list[pd.DataFrame]:
    llaves = cartera.tabla.select(LLAVE).to_pandas()
    registros, cual = np.unique(llaves["registro"].to_numpy(dtype="U10"), return_inverse=True)
    de_patron = pd.DataFrame("", index=range(len(registros)), columns=LLAVE)
    de_patron["registro"] = registros
    partes = []
    for sentido in (SISTEMA, PAPEL):
        pedidos = requisitos(sentido, al)
        dice, hay = _cruce(pedidos, cartera, hechos=hechos, piezas=piezas)
        if sentido == PAPEL:  # one without condition is never in the system while it lives
            dice = dice & np.array([bool(r.cuando) for r in pedidos])
        for n, requisito in enumerate(pedidos):
            suyo, papel, de = dice[:, n], hay[:, n], llaves
            if requisito.del_patron:
                de = de_patron
                suyo, papel = (np.bincount(cual, c, len(registros)) > 0 for c in (suyo, papel))
            malas = suyo & ~papel if sentido == SISTEMA else papel & ~suyo
            papeles = " o ".join(clases_de_pieza()[c].lower() for c in requisito.pruebas)
            partes.append(
                de[malas].assign(diferencia=requisito.nombre, detalle=papeles.capitalize())
            )
    return partes


def _de_hechos(piezas: pa.Table, vigentes: pa.Table) -> list[pd.DataFrame]:
    """Look for the document of each fact in the index of its employer."""
    indice: dict[tuple[Any, ...], set[str]] = {}
    for fila in piezas.select(["registro", "clase", "numero", "sha256"]).to_pylist():
        indice.setdefault(_papel(fila["registro"], fila["clase"], fila["numero"]), set()).add(
            fila["sha256"]
        )
    filas = []
    for hecho in vigentes.to_pylist():
        huellas = indice.get(_papel(hecho["registro"], hecho["soporte"], hecho["soporte_folio"]))
        otra = bool(huellas and hecho["soporte_sha256"]) and (
            not (huellas or set()) & {hecho["soporte_sha256"], ""}
        )
        if huellas is None or otra:
            nombre = clases_de_pieza().get(hecho["soporte"], hecho["soporte"])
            detalle = f"{nombre} {hecho['soporte_folio']}"
            que = SIN_DOCUMENTO if huellas is None else OTRA_IMAGEN
            filas.append((*(hecho[c] for c in LLAVE), que, detalle))
    return [pd.DataFrame(filas, columns=DIFERENCIA)]


def _papel(registro: str, clase: str, numero: str) -> tuple[str, str, str]:
    return registro, clase, " ".join(numero.upper().split())


def _fuera_del_corte(piezas: pa.Table, cartera: Cartera) -> pd.DataFrame:
    de_credito = piezas.filter(pc.not_equal(piezas["credito"], ""))
    esta = pc.is_in(juntas(de_credito, LLAVE), value_set=juntas(cartera.tabla, LLAVE))
    fuera = de_credito.filter(pc.invert(esta)).select([*LLAVE, "clase", "numero"]).to_pandas()
    nombres = [clases_de_pieza().get(c, c) for c in fuera["clase"]]
    detalle = [f"{n} {folio}" for n, folio in zip(nombres, fuera["numero"], strict=True)]
    return fuera[LLAVE].assign(diferencia=FUERA_DEL_CORTE, detalle=detalle)

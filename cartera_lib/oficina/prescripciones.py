"""Función 9: el dinero que prescribe, cuándo, y qué acto lo interrumpiría.

It shows days; it never declares. What is not notified has another clock: the power to determine.
"""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
import pandas as pd

from cartera_lib.cartera.cartera import LLAVE
from cartera_lib.norma.articulos import CFF, LSS
from cartera_lib.norma.tablas import Columna
from cartera_lib.registry import funcion, fundamento
from cartera_lib.reglas.compuerta import Compuerta
from cartera_lib.reglas.decision import Acto
from cartera_lib.valores.calendario import dias, fecha

HORIZONTES = (30, 60, 90, 180)
INTERRUMPEN = {
    Acto.EMBARGO: "embargar, con copia al deudor",
    Acto.NOTIFICAR: "notificar el requerimiento de pago",
    Acto.MANDAMIENTO: "generar el mandamiento y notificar el requerimiento de pago",
}
"""Acts that stop the term once made known to the debtor, the nearest first."""
NOTIFICAR_CEDULA = "notificar la cédula"
LECTURAS = {
    "PRESCRIBE": "Prescribe, según el expediente",
    "SEGUN_CORTE": "Prescribe, con la gestión que sugiere el sistema",
    "DESDE_VENCIMIENTO": "Prescribe, contado desde el vencimiento",
    "CADUCA": "Caduca sin notificar",
}


@dataclass(frozen=True, eq=False)
class Horizonte:
    """What is lost within each horizon, by reading, and the credits behind; centavos."""

    al: date
    resumen: pd.DataFrame
    detalle: pd.DataFrame


@funcion(9, 10)
@fundamento(CFF["146"], LSS["297"], LSS["298"])
def horizonte(puertas: Compuerta, total: Columna) -> Horizonte:
    """Return the money that prescribes or lapses within 30, 60, 90 and 180 days.

    ``total``: what each credit comes to on the day, in centavos, 0 for what is not owed.
    Fundamento: CFF 146; LSS 297; LSS 298.
    """
    al, hoy = puertas.juridica.al, int(dias(puertas.juridica.al))
    vivos = total > 0
    dia = {nombre: np.where(vivos, d, -1) for nombre, d in _dias(puertas).items()}
    resumen = [
        (LECTURAS[nombre], f"{desde} a {hasta} días", int(en.sum()), int(total[en].sum()))
        for nombre, suyos in dia.items()
        for desde, hasta, en in _tramos(suyos - hoy)
    ]
    columnas = ["lectura", "dentro_de", "creditos", "total"]
    tabla = pd.DataFrame(resumen, columns=columnas).set_index(columnas[:2])
    return Horizonte(al, tabla, _detalle(puertas, total, dia["PRESCRIBE"], dia["CADUCA"]))


def _dias(puertas: Compuerta) -> dict[str, Columna]:
    juridica = puertas.juridica
    sin_notificar = juridica.notificacion.hecha < 0
    return {
        "PRESCRIBE": juridica.prescripcion.consumada,
        "SEGUN_CORTE": juridica.segun_corte.consumada,
        "DESDE_VENCIMIENTO": juridica.desde_vencimiento.consumada,
        "CADUCA": np.where(sin_notificar, juridica.caduca, -1),
    }


def _tramos(faltan: Columna) -> list[tuple[int, int, Columna]]:
    limites = (0, *HORIZONTES)
    return [
        (desde + (desde > 0), hasta, (faltan >= desde + (desde > 0)) & (faltan <= hasta))
        for desde, hasta in pairwise(limites)
    ]


def _detalle(
    puertas: Compuerta, total: Columna, prescribe: Columna, caduca: Columna
) -> pd.DataFrame:
    hoy = int(dias(puertas.juridica.al))
    ultimo = hoy + HORIZONTES[-1]
    por_prescribir = (prescribe >= hoy) & (prescribe <= ultimo)
    por_caducar = (caduca >= hoy) & (caduca <= ultimo)
    filas = np.flatnonzero(por_prescribir | por_caducar)
    dia = np.where(por_prescribir, prescribe, caduca)[filas]
    tabla = puertas.juridica.cartera.tabla.select([*LLAVE, "incidencia"]).take(filas).to_pandas()
    detalle = tabla.assign(
        total=total[filas],
        dia=[fecha(int(d)) for d in dia],
        faltan=dia - hoy,
        que_se_pierde=np.where(por_prescribir[filas], "el cobro", "la determinación"),
        que_lo_evita=_actos(puertas, por_prescribir)[filas],
        lo_impide=_impedimentos(puertas, por_prescribir)[filas],
    )
    return detalle.sort_values(["dia", "total"], ascending=[True, False])


def _actos(puertas: Compuerta, por_prescribir: Columna) -> Columna:
    """Return the nearest lawful act that would interrupt; empty where none is lawful today."""
    textos = np.where(por_prescribir, "", NOTIFICAR_CEDULA).astype(object)
    for acto, texto in reversed(INTERRUMPEN.items()):
        textos[por_prescribir & puertas.puede(acto)] = texto
    return textos


def _impedimentos(puertas: Compuerta, por_prescribir: Columna) -> Columna:
    """Return why no act may interrupt today, where that is so."""
    libre = np.zeros(por_prescribir.size, dtype=bool)
    for acto in INTERRUMPEN:
        libre |= puertas.puede(acto)
    return np.where(por_prescribir & ~libre, puertas.motivos(Acto.MANDAMIENTO), "")

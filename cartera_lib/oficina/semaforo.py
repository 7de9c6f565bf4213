"""Función 9: el semáforo de la cartera, qué se puede hacer hoy con cada crédito y por qué no."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa

from cartera_lib.cartera.cartera import Cartera
from cartera_lib.norma.tablas import Columna
from cartera_lib.registry import funcion
from cartera_lib.reglas.compuerta import Compuerta, compuerta
from cartera_lib.reglas.decision import Acto, Respuesta
from cartera_lib.valores.calendario import fecha

COLUMNAS = ["ramo", "propios", "registro", "credito", "periodo", "tipo_documento", "incidencia"]
COLUMNAS += ["importe"]
COLORES = {
    Respuesta.SI: "Verde",
    Respuesta.CAUTELA: "Ámbar",
    Respuesta.PENDIENTE: "Gris",
    Respuesta.NO: "Rojo",
}
"""How each answer is shown: yes; yes, with care; something must be known first; no."""
TITULOS = {
    Acto.MANDAMIENTO: "Mandamiento",
    Acto.NOTIFICAR: "Requerimiento",
    Acto.EMBARGO: "Embargo",
    Acto.REMATE: "Remate",
    Acto.FICHA: "Ficha",
    Acto.ENVIO: "Envío",
    Acto.SUSTITUTO: "Al sustituto",
    Acto.RESPONSABLE: "Al responsable",
}


@dataclass(frozen=True, eq=False)
class Semaforo:
    """The gate over a cartera on a day; ``tabla`` has a row a credit, amounts in centavos."""

    compuerta: Compuerta
    tabla: pd.DataFrame

    @property
    def al(self) -> date:
        """Return the day of reckoning."""
        return self.compuerta.juridica.al

    def resumen(self, acto: Acto) -> pd.DataFrame:
        """Count and add the credits by colour and, of those stopped, by reason."""
        tabla = self.tabla.assign(color=self.tabla[acto.name.lower()])
        por = tabla.assign(motivo=self.compuerta.motivos(acto)).groupby(
            ["color", "motivo"], sort=False
        )
        suma = por.agg(creditos=("importe", "size"), importe=("importe", "sum"))
        orden = [COLORES[r] for r in Respuesta]
        lugares = suma.index.get_level_values("color").map(orden.index)
        return (
            suma.assign(orden=lugares)
            .sort_values(["orden", "importe"], ascending=[True, False])
            .drop(columns="orden")
        )


@funcion(9)
def semaforo(
    cartera: Cartera, hechos: pa.Table, *, al: date, por_afectar: Columna | None = None
) -> Semaforo:
    """Answer every act for every credit of a cartera on a day, with the colour of each.

    ``hechos``: facts as the ledger gives them; ``por_afectar``: credits whose payment is known
    and nobody has posted.
    """
    puertas = compuerta(cartera, hechos, al=al, por_afectar=por_afectar)
    tabla = cartera.tabla.select(COLUMNAS).to_pandas()
    colores = np.array([COLORES[r] for r in Respuesta], dtype=object)
    for acto in Acto:
        tabla[acto.name.lower()] = colores[puertas.respuesta(acto)]
    tabla["motivo"] = puertas.motivos(Acto.MANDAMIENTO)
    tabla["prescribe"] = _fechas(puertas.juridica.prescripcion.consumada)
    return Semaforo(puertas, tabla)


def _fechas(dia: Columna) -> list[date | None]:
    return [None if d < 0 else fecha(int(d)) for d in dia]

"""Función 10: el informe mensual de la situación de la cartera.

One value with every table of the report, so that the notebook, the workbook and the figures
as JSON show the same numbers.
"""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import pyarrow as pa

from cartera_lib.cartera.cartera import Cartera
from cartera_lib.cartera.incidencia import Esquema
from cartera_lib.oficina.conciliacion import Puente, puente
from cartera_lib.oficina.depuracion import Inconsistencias, inconsistencias
from cartera_lib.oficina.informes import (
    IMPORTES,
    Situacion,
    horizonte_de_prescripcion,
    mayores_deudores,
    resumen,
    situacion,
)
from cartera_lib.registry import funcion
from cartera_lib.valores.dinero import pesos


@dataclass(frozen=True, eq=False)
class InformeMensual:
    """Every table of the report, amounts in centavos; ``puente`` is None for the first cut."""

    situacion: Situacion
    esquema: Esquema
    totales: pd.DataFrame
    por_grupo: pd.DataFrame
    por_incidencia: pd.DataFrame
    por_tipo: pd.DataFrame
    por_antiguedad: pd.DataFrame
    cruce: pd.DataFrame
    deudores: pd.DataFrame
    horizonte: pd.DataFrame
    puente: Puente | None
    inconsistencias: Inconsistencias
    nombre: str = "situacion"

    @property
    def corte(self) -> date:
        """Return the day of the cut."""
        return self.situacion.cartera.corte

    @property
    def incompleto(self) -> int:
        """Count the credits that no total includes."""
        return self.situacion.sin_calculo

    def hojas(self) -> dict[str, pd.DataFrame]:
        """Return the tables by the name of their sheet."""
        tablas = {
            "Totales": self.totales,
            "Por grupo": self.por_grupo,
            "Por incidencia": self.por_incidencia,
            "Por tipo de documento": self.por_tipo,
            "Por antigüedad": self.por_antiguedad,
            "Incidencia x tipo x edad": self.cruce,
            "Mayores deudores": self.deudores,
            "Prescripción": self.horizonte,
            "Inconsistencias": self.inconsistencias.resumen,
            "Detalle de inconsistencias": self.inconsistencias.detalle,
        }
        if self.puente is not None:
            tablas["Puente"] = self.puente.renglones
            tablas["Cambios de incidencia"] = self.puente.cambios_de_incidencia
        return tablas

    def datos(self) -> pd.DataFrame:
        """Return the cover as a table."""
        return pd.DataFrame({"": self.portada()})

    def portada(self) -> dict[str, str]:
        """Return what the report is of: cut, day of reckoning, grouping, and its warnings."""
        cartera = self.situacion.cartera
        return {
            "Informe": "Situación de la cartera",
            "Subdelegación": f"{cartera.ooad}-{cartera.subdelegacion}",
            "Corte": f"{cartera.corte:%d/%m/%Y}",
            "Calculado al": f"{self.situacion.al:%d/%m/%Y}",
            "Agrupación": str(self.esquema),
            "Créditos": f"{len(cartera):,}",
            "Advertencias": " ".join(self.situacion.advertencias()) or "Ninguna.",
            "Puente con el corte anterior": self._nota_del_puente(),
        }

    def control(self) -> str:
        """Return the control figures, to be compared with the printed RALE and between runs."""
        tabla = self.situacion.tabla
        lineas = [
            f"{ramo}: {len(suyos):,} créditos, {pesos(int(suyos['importe'].sum()))} históricos, "
            f"{pesos(int(suyos['total'].sum()))} al {self.situacion.al:%d/%m/%Y}."
            for ramo, suyos in tabla.groupby("ramo")
        ]
        lineas += self.situacion.advertencias()
        inconsistentes = int(self.inconsistencias.resumen["creditos"].sum())
        return "\n".join(
            [
                "Cifras de control",
                *lineas,
                self._nota_del_puente(),
                f"Inconsistencias: {inconsistentes}.",
            ]
        )

    def _nota_del_puente(self) -> str:
        if self.puente is None:
            return "Es el primer corte cargado."
        return f"Residual {self.puente.residual} centavos desde {self.puente.anterior:%d/%m/%Y}."


@funcion(10)
def informe_mensual(
    cartera: Cartera,
    anterior: Cartera | None,
    *,
    al: date,
    esquema: Esquema = Esquema.A,
    pagos: pa.Table | None = None,
) -> InformeMensual:
    """Build the report of a cut: its situation on a day, and what changed since the last one."""
    valuada = situacion(cartera, al=al, esquema=esquema)
    return InformeMensual(
        valuada,
        esquema,
        totales(valuada),
        resumen(valuada, ["grupo"]),
        resumen(valuada, ["incidencia"]),
        resumen(valuada, ["tipo_documento"]),
        resumen(valuada, ["antiguedad"]),
        resumen(valuada, ["incidencia", "tipo_documento", "antiguedad"]),
        mayores_deudores(valuada),
        horizonte_de_prescripcion(valuada),
        puente(anterior, cartera) if anterior is not None else None,
        inconsistencias(cartera, pagos),
    )


def totales(valuada: Situacion) -> pd.DataFrame:
    """Return credits and amounts of COP, RCV and both, own and received apart."""
    origen = valuada.tabla["propios"].map({True: "Propia", False: "Recibida de otra"})
    por = valuada.tabla.groupby([valuada.tabla["ramo"], origen.rename("origen")])
    return por.size().rename("creditos").to_frame().join(por[IMPORTES].sum())

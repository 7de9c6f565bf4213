"""The window of the reports: what the counter did, ready to be read, filed and compared."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pandas as pd

from cartera_lib.cartera.causa import causas_de_devolucion
from cartera_lib.cartera.ficha import Destino, EstadoDeFicha
from cartera_lib.cartera.movimiento import Rubro
from cartera_lib.cartera.requerimiento import EstadoDeRequerimiento
from cartera_lib.cartera.transaccion import transacciones
from cartera_lib.oficina.afectacion_resumen import resumen_mensual
from cartera_lib.valores.dinero import pesos
from cartera_lib.ventanilla.contabilidad import Contabilidad

RUBROS = {rubro.name: rubro.value for rubro in Rubro} | {"ORDEN": "cuenta de orden"}
POR_ACLARAR = "Depósito por aclarar"


@dataclass(frozen=True, eq=False)
class Informe:
    """Tables of one matter, amounts in centavos, what they are of, and their control figures."""

    nombre: str
    titulo: str
    corte: date
    tablas: Mapping[str, pd.DataFrame]
    cifras: tuple[str, ...]
    incompleto: int = 0

    def hojas(self) -> dict[str, pd.DataFrame]:
        """Return the tables by the name of their sheet."""
        return dict(self.tablas)

    def portada(self) -> dict[str, str]:
        """Return what the report is of."""
        return {
            "Informe": self.titulo,
            "Hasta": f"{self.corte:%d/%m/%Y}",
            "Advertencias": f"{self.incompleto:,} sin resolver." if self.incompleto else "Ninguna.",
        }

    def control(self) -> str:
        """Return the control figures."""
        return "\n".join(["Cifras de control", *self.cifras])


class Informes(Contabilidad):
    """Questions about the work of the counter, up to a month."""

    def informe_de_requerimientos(self, mes: date) -> Informe:
        """Return what areas asked, how it ended, why it was returned, and what was posted."""
        pedidos = self.libro.requerimientos()
        tabla = _con_nombre(pedidos.to_pandas(), "estado", nombres=EstadoDeRequerimiento)
        mensual = resumen_mensual(pedidos, self.libro.movimientos(), mes=f"{mes:%Y-%m}")
        por_estado = tabla.groupby("estado").agg(
            requerimientos=("folio", "size"), creditos=("creditos", "sum")
        )
        por_comprobar = self.libro.por_verificar().num_rows
        cifras = [
            f"{estado}: {n:,} requerimientos." for estado, n in por_estado["requerimientos"].items()
        ]
        cifras.append(f"Movimientos por comprobar: {por_comprobar:,}.")
        tablas = {
            "Por estado": por_estado,
            "Por área": mensual.por_area.set_index("area"),
            "Causas de devolución": self._causas(),
            "Afectado en el mes": _nombradas(mensual.por_transaccion).set_index(
                ["area", "transaccion"]
            ),
        }
        titulo = "Requerimientos de registro"
        return Informe("requerimientos", titulo, mes, tablas, tuple(cifras))

    def _causas(self) -> pd.DataFrame:
        causas = self.libro.causas_por_codigo().to_pandas()
        nombres = {codigo: causa.nombre for codigo, causa in causas_de_devolucion().items()}
        causas.insert(1, "causa", causas["codigo"].map(nombres).fillna(""))
        return causas.set_index("codigo")

    def informe_de_recaudacion(self, mes: date) -> Informe:
        """Return the fichas by their end, and the deposits by how each was resolved."""
        fichas = _con_nombre(self.libro.fichas().to_pandas(), "estado", nombres=EstadoDeFicha)
        por_estado = fichas.groupby("estado").agg(
            fichas=("folio", "size"), importe=("importe", "sum"), cobrado=("cobrado", "sum")
        )
        partes = _con_nombre(self.libro.aplicaciones().to_pandas(), "destino", nombres=Destino)
        por_caso = partes.groupby(["caso", "destino"]).agg(
            partes=("clave", "size"), importe=("importe", "sum")
        )
        depositos = self.libro.depositos().to_pandas()[["importe", "aplicado", "por_aclarar"]].sum()
        rechazado = sum(
            r["importe_rechazado"]
            for r in self.libro.recepciones().to_pylist()
            if r["clase"] == "tesoreria"
        )
        cifras = (
            f"Depósitos: {pesos(int(depositos['importe']))}.",
            f"Aplicado: {pesos(int(depositos['aplicado']))}.",
            f"Por aclarar: {pesos(int(depositos['por_aclarar']))}.",
            f"Rechazado: {pesos(rechazado)}.",
            *(f"{estado}: {n:,} fichas." for estado, n in por_estado["fichas"].items()),
        )
        tablas = {"Fichas por estado": por_estado, "Depósitos por caso": por_caso}
        return Informe("recaudacion", "Recaudación directa", mes, tablas, cifras)

    def informe_de_contabilidad(self, mes: date) -> Informe:
        """Return what the month posted, and the trial balance at its end."""
        relacion, balanza = self.relacion(mes), self.balanza(mes)
        orden = ["transaccion", "tipo_documento", "ramo", "rubro", "origen", "cuenta"]
        cifras = (
            f"Relación de {mes:%m/%Y}: debe {pesos(int(relacion['debe'].sum()))}, "
            f"haber {pesos(int(relacion['haber'].sum()))}.",
            f"Balanza al {mes:%d/%m/%Y}: debe {pesos(int(balanza['debe'].sum()))}, "
            f"haber {pesos(int(balanza['haber'].sum()))}.",
        )
        tablas = {
            "Relación": _nombradas(relacion).set_index(orden),
            "Balanza": balanza.set_index(["cuenta", "nombre", "ramo"]),
        }
        return Informe("contabilidad", "Documentos por cobrar", mes, tablas, cifras)


def _con_nombre(tabla: pd.DataFrame, columna: str, *, nombres: type[StrEnum]) -> pd.DataFrame:
    """Return a table with the labels that people read instead of codes."""
    return tabla.assign(**{columna: [nombres[codigo].value for codigo in tabla[columna]]})


def _nombradas(tabla: pd.DataFrame) -> pd.DataFrame:
    nombres = {codigo: t.nombre for codigo, t in transacciones().items()}
    con = tabla.assign(transaccion=tabla["transaccion"].map(nombres).fillna(POR_ACLARAR))
    if "rubro" in con:
        con = con.assign(rubro=[RUBROS.get(rubro, rubro) for rubro in tabla["rubro"]])
    return con

"""The window of the purge: what may be collected, what is being lost, and what should leave."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

from cartera_lib.cartera.cartera import Cartera
from cartera_lib.norma.tablas import Columna
from cartera_lib.oficina.calificacion import Calificacion, calificar
from cartera_lib.oficina.conciliacion import puente
from cartera_lib.oficina.cuadres import Cuadre, cuadres
from cartera_lib.oficina.depurables import Depuracion, depurar
from cartera_lib.oficina.depuracion import Inconsistencias, inconsistencias, rezagos
from cartera_lib.oficina.informes import situacion
from cartera_lib.oficina.prescripciones import Horizonte, horizonte
from cartera_lib.oficina.semaforo import TITULOS, Semaforo
from cartera_lib.reglas.decision import Acto, Respuesta
from cartera_lib.valores.dinero import pesos
from cartera_lib.ventanilla.cortes import Cortes
from cartera_lib.ventanilla.hechos import Hechos
from cartera_lib.ventanilla.informes import Informe

NO_EXTINGUE = "Cancelar en cuentas no libera al deudor (CFF 146-A)."


@dataclass(frozen=True, eq=False)
class Revision:
    """One cut looked at on a day: what may be done, what it is worth, what should leave it."""

    ventanilla: "Depuraciones"
    cartera: Cartera
    semaforo: Semaforo
    total: Columna

    @property
    def al(self) -> date:
        """Return the day."""
        return self.semaforo.al

    @cached_property
    def depuracion(self) -> Depuracion:
        """Return the queue by cause and the real rights."""
        return depurar(self.semaforo.compuerta, self.total)

    @cached_property
    def horizonte(self) -> Horizonte:
        """Return the money that prescribes."""
        causa = self.depuracion.cola
        quitados = causa.index[causa["libera"] == "sí"]
        vivo = self.total.copy()
        vivo[quitados] = 0
        return horizonte(self.semaforo.compuerta, vivo)

    @cached_property
    def calificacion(self) -> Calificacion:
        """Return the letters of each credit and of its employer."""
        mesa = self.ventanilla.mesa
        patrones, pagos = mesa.libro.patrones(), mesa.pagos(self.al)
        return calificar(self.semaforo.compuerta, self.total, patrones=patrones, pagos=pagos)

    @cached_property
    def inconsistencias(self) -> Inconsistencias:
        """Return what the data contradict and what has waited too long."""
        pagos = self.ventanilla.mesa.pagos(self.cartera.corte)
        datos = inconsistencias(self.cartera, pagos)
        espera = rezagos(self.semaforo.compuerta)
        return Inconsistencias(
            pd.concat([datos.resumen, espera.resumen], ignore_index=True),
            pd.concat([datos.detalle, espera.detalle], ignore_index=True),
        )

    @cached_property
    def cuadres(self) -> pd.DataFrame:
        """Return the standing checks of the cut."""
        mesa = self.ventanilla.mesa
        anterior = mesa.anterior(self.cartera)
        residual = puente(anterior, self.cartera).residual if anterior is not None else 0
        otros = [
            Cuadre("Puente con el corte anterior: lo que no se explica", residual, 0),
            Cuadre("Derechos reales: lo que no se explica", self.depuracion.residual, 0),
        ]
        seguido = self.cartera.corte in self.ventanilla.cortes_seguidos()
        saldos = mesa.libro.saldos(self.cartera.corte) if seguido else None
        return cuadres(self.cartera, cargas=mesa.cargas(self.cartera), saldos=saldos, otros=otros)


class Depuraciones(Cortes, Hechos):
    """Questions about what is really owed."""

    def revisar(self, al: date, corte: date | str | None = None) -> Revision:
        """Look at a cut on a day: gate, value, queue, rating and checks."""
        visto = self.semaforo(al, corte)
        cartera = visto.compuerta.juridica.cartera
        valuada = situacion(cartera, al=al)
        return Revision(self, cartera, visto, np.asarray(valuada.tabla["total"], dtype=np.int64))

    def informe_de_semaforo(self, al: date) -> Informe:
        """Return what may be done today with the cartera, act by act, and why not."""
        revision = self.revisar(al)
        tablas = {TITULOS[acto]: revision.semaforo.resumen(acto) for acto in Acto}
        tablas |= {"Detalle del semáforo": revision.semaforo.tabla}
        toca = revision.semaforo.compuerta.respuesta(Acto.MANDAMIENTO) == Respuesta.SI
        importe = revision.cartera.columna("importe")
        cifras = (
            f"{len(importe):,} créditos por {pesos(int(importe.sum()))}.",
            f"Toca generar mandamiento de {int(toca.sum()):,} por "
            f"{pesos(int(importe[toca].sum()))}.",
        )
        return Informe("semaforo", "Semáforo de la cartera", al, tablas, cifras)

    def informe_de_depuracion(self, al: date) -> Informe:
        """Return the queue of what should leave the cartera, and the rating of the rest."""
        revision = self.revisar(al)
        hecho = revision.depuracion
        tablas = {
            "Por causa": hecho.por_causa,
            "Derechos reales de cobro": hecho.derechos,
            "Calificación": revision.calificacion.cruce,
            "Créditos que conviene juntar": hecho.por_juntar,
            "Cuadres": revision.cuadres,
            "Detalle de la cola": hecho.cola,
            "Detalle de la calificación": revision.calificacion.tabla,
        }
        cifras = (*_derechos(hecho), *_descuadres(revision.cuadres), NO_EXTINGUE)
        return Informe(
            "depuracion", "Depuración de la cartera", al, tablas, cifras, _abiertos(revision)
        )

    def informe_de_derechos_reales(self, al: date) -> Informe:
        """Return the way from the total to what may really be collected."""
        revision = self.revisar(al)
        tablas = {
            "Derechos reales de cobro": revision.depuracion.derechos,
            "Cuadres": revision.cuadres,
            "Calificación": revision.calificacion.cruce,
        }
        cifras = (*_derechos(revision.depuracion), *_descuadres(revision.cuadres))
        return Informe(
            "derechos_reales", "Derechos reales de cobro", al, tablas, cifras, _abiertos(revision)
        )

    def informe_de_prescripcion(self, al: date) -> Informe:
        """Return the money that prescribes and the act that would interrupt it."""
        hallado = self.revisar(al).horizonte
        tablas = {"Por horizonte": hallado.resumen, "Detalle por prescribir": hallado.detalle}
        cifras = [
            f"{fila['lectura']}, {fila['dentro_de']}: {fila['creditos']:,} créditos, "
            f"{pesos(int(fila['total']))}."
            for fila in hallado.resumen.reset_index().to_dict("records")
            if fila["creditos"]
        ]
        cifras.append("El programa muestra fechas: no declara la prescripción ni la caducidad.")
        return Informe("prescripcion", "Dinero que prescribe", al, tablas, tuple(cifras))

    def informe_de_inconsistencias(self, al: date) -> Informe:
        """Return the inconsistencies by area, with their work lists, and the standing checks."""
        revision = self.revisar(al)
        hallado = revision.inconsistencias
        resumen = hallado.resumen.set_index("codigo")
        por_area = resumen.groupby("area")[["creditos", "importe"]].sum()
        tablas = {
            "Por revisión": resumen,
            "Por área": por_area,
            "Cuadres": revision.cuadres,
            "Detalle de inconsistencias": hallado.detalle,
        }
        cifras = (
            *(f"{a}: {f['creditos']:,} por atender." for a, f in por_area.iterrows()),
            *_descuadres(revision.cuadres),
        )
        return Informe(
            "inconsistencias", "Inconsistencias de la cartera", al, tablas, cifras,
            _abiertos(revision),
        )  # fmt: skip


def _derechos(hecho: Depuracion) -> tuple[str, ...]:
    return tuple(
        f"{paso}: {fila['creditos']:,} créditos, {pesos(int(fila['total']))}."
        for paso, fila in hecho.derechos.iterrows()
        if fila["creditos"]
    )


def _descuadres(tabla: pd.DataFrame) -> tuple[str, ...]:
    mal = tabla[tabla["diferencia"] != 0]
    if mal.empty:
        return ("Todos los cuadres dan cero.",)
    return tuple(f"No cuadra: {n}, por {int(f['diferencia']):,}." for n, f in mal.iterrows())


def _abiertos(revision: Revision) -> int:
    return int((revision.cuadres["diferencia"] != 0).sum())

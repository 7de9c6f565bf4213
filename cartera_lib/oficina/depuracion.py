"""Función 9: inconsistencias que impiden tener la cartera ordenada y depurada.

Each check is a named condition over a cut; together they are the work list of the areas.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa

from cartera_lib.cartera.area import areas
from cartera_lib.cartera.cartera import Cartera
from cartera_lib.cartera.creditos import claves
from cartera_lib.cartera.incidencia import NOTIFICADO, PROPUESTA
from cartera_lib.cartera.tipo_documento import por_clave
from cartera_lib.norma.tablas import Columna, en_vigor
from cartera_lib.registry import funcion
from cartera_lib.reglas.compuerta import Compuerta
from cartera_lib.valores.calendario import dias

BAJA = "2"
DIAS_DE_PROPUESTA = 60
SIN_FECHA = -1


@dataclass(frozen=True)
class Revision:
    """One named check: its message for the work list and the area that mends it."""

    codigo: str
    mensaje: str
    area: str


@dataclass(frozen=True, eq=False)
class Inconsistencias:
    """What the checks found: a summary by check, and every credit with its check."""

    resumen: pd.DataFrame
    detalle: pd.DataFrame


@funcion(9)
def inconsistencias(cartera: Cartera, pagos: pa.Table | None = None) -> Inconsistencias:
    """Run every check on a cut; ``pagos`` (SIPARE) lets it find what is paid and still alive."""
    halladas = {r: condicion(cartera) for r, condicion in REVISIONES.items()}
    if pagos is not None:
        halladas[PAGADO_VIVO] = pagados_vivos(cartera, pagos)
    return _juntar(cartera, halladas)


def _juntar(cartera: Cartera, halladas: Mapping[Revision, Columna]) -> Inconsistencias:
    detalle = [_detalle(cartera, revision, filas) for revision, filas in halladas.items()]
    importe = cartera.columna("importe")
    resumen = [
        (r.codigo, r.mensaje, r.area, int(filas.sum()), int(importe[filas].sum()))
        for r, filas in halladas.items()
    ]
    columnas = ["codigo", "inconsistencia", "area", "creditos", "importe"]
    return Inconsistencias(pd.DataFrame(resumen, columns=columnas), pd.concat(detalle))


def _detalle(cartera: Cartera, revision: Revision, filas: Columna) -> pd.DataFrame:
    columnas = ["ramo", "propios", "registro", "credito", "periodo", "tipo_documento"]
    columnas += ["incidencia", "importe", "renglon"]
    tabla = cartera.tabla.select(columnas).filter(pa.array(filas)).to_pandas()
    return tabla.assign(codigo=revision.codigo)


def _notificado_sin_fecha(cartera: Cartera) -> Columna:
    notificado = cartera.columna("incidencia") == NOTIFICADO
    return notificado & (cartera.columna("fecha_notificacion") == SIN_FECHA)


def _duplicado(cartera: Cartera) -> Columna:
    llave = ["ramo", "registro", "periodo", "tipo_documento"]
    tabla = cartera.tabla.select(llave).to_pandas()
    return np.asarray(tabla.duplicated(keep=False))


def _importe_cero(cartera: Cartera) -> Columna:
    return cartera.columna("importe") == 0


def _notificacion_antes_de_alta(cartera: Cartera) -> Columna:
    notificacion, alta = cartera.columna("fecha_notificacion"), cartera.columna("fecha_alta")
    return (notificacion != SIN_FECHA) & (notificacion < alta)


def _notificacion_futura(cartera: Cartera) -> Columna:
    return cartera.columna("fecha_notificacion") > dias(cartera.corte)


def _propuesta_vieja(cartera: Cartera) -> Columna:
    propuesta = cartera.columna("incidencia") == PROPUESTA
    return propuesta & (dias(cartera.corte) - cartera.columna("fecha_alta") > DIAS_DE_PROPUESTA)


def _periodo_posterior_a_baja(cartera: Cartera) -> Columna:
    fecha = cartera.columna("fecha_movimiento")
    mes_de_baja = fecha.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    de_baja = (cartera.columna("movimiento") == BAJA) & (fecha != SIN_FECHA)
    return de_baja & (cartera.meses_de_periodo() > mes_de_baja)


def _baja_con_emision(cartera: Cartera) -> Columna:
    return _periodo_posterior_a_baja(cartera) & (cartera.columna("incidencia") == PROPUESTA)


def pagados_vivos(cartera: Cartera, pagos: pa.Table) -> Columna:
    """Tell which credits a payment of their employer, period and ramo covers before the cut."""
    pagado = pagos.to_pandas()
    pagado = pagado[pagado["fecha_pago"] < pd.Timestamp(cartera.corte) + pd.Timedelta(days=1)]
    por_ramo = {"COP": "importe_imss", "RCV": "importe_rcv"}
    largo = pd.concat(
        pagado[["registro", "periodo"]].assign(ramo=ramo, pagado=pagado[columna])
        for ramo, columna in por_ramo.items()
    )
    sumas = largo.groupby(["registro", "periodo", "ramo"])["pagado"].sum()
    tabla = cartera.tabla.select(["registro", "periodo", "ramo", "importe"]).to_pandas()
    cubierto = tabla.join(sumas, on=["registro", "periodo", "ramo"])["pagado"]
    de_cuota = por_clave("vence_dia_17")[claves(cartera.columna("tipo_documento"))]
    return np.asarray((cubierto >= tabla["importe"]) & (tabla["importe"] > 0)) & de_cuota


COBROS, REGISTRO = "Oficina para Cobros", "Oficina de Registro y Control de la Cartera"
EMISION, AFILIACION = "Oficina de Emisión y Pago Oportuno", "Departamento de Afiliación Vigencia"

REVISIONES: dict[Revision, Callable[[Cartera], Columna]] = {
    Revision(
        "NOTIFICADO_SIN_FECHA", "Incidencia 02 sin fecha de notificación", COBROS
    ): _notificado_sin_fecha,
    Revision(
        "DUPLICADO", "Mismo patrón, periodo y tipo de documento más de una vez", REGISTRO
    ): _duplicado,
    Revision("IMPORTE_CERO", "Importe en cero", REGISTRO): _importe_cero,
    Revision(
        "NOTIFICACION_ANTES_DE_ALTA", "Notificado antes de su fecha de alta", COBROS
    ): _notificacion_antes_de_alta,
    Revision("NOTIFICACION_FUTURA", "Notificado después del corte", COBROS): _notificacion_futura,
    Revision(
        "PROPUESTA_VIEJA", f"Propuesta (00) con más de {DIAS_DE_PROPUESTA} días", EMISION
    ): _propuesta_vieja,
    Revision(
        "BAJA_CON_EMISION", "Propuesta (00) de un periodo posterior a la baja", AFILIACION
    ): _baja_con_emision,
    Revision(
        "PERIODO_POSTERIOR_A_BAJA", "Crédito de un periodo posterior a la baja", AFILIACION
    ): _periodo_posterior_a_baja,
}
PAGADO_VIVO = Revision("PAGADO_VIVO", "Pagado en SIPARE y todavía vivo en la cartera", REGISTRO)


@funcion(9)
def rezagos(puertas: Compuerta) -> Inconsistencias:
    """Find what has been too long in an incidencia without the act, or the proof, that follows."""
    al = puertas.juridica.al
    cartera, revisados = puertas.juridica.cartera, {}
    lleva = dias(al) - cartera.columna("fecha_incidencia")
    incidencia = cartera.columna("incidencia")
    for fila in en_vigor("rezagos", al):
        suyas = np.isin(incidencia, fila["incidencias"].split("|"))
        suyas &= (lleva > int(fila["dias"])) & (cartera.columna("fecha_incidencia") != SIN_FECHA)
        suyas[puertas.juridica.hechos.de(*fila["faltan"].split("|")).credito] = False
        revisados[Revision(fila["codigo"], fila["nombre"], areas()[fila["area"]].nombre)] = suyas
    prescribe = puertas.juridica.prescripcion.consumada - dias(al)
    por_prescribir = (prescribe >= 0) & (prescribe <= DIAS_POR_PRESCRIBIR)
    revisados[POR_PRESCRIBIR] = por_prescribir & (cartera.columna("importe") > 0)
    return _juntar(cartera, revisados)


DIAS_POR_PRESCRIBIR = 180
POR_PRESCRIBIR = Revision(
    "POR_PRESCRIBIR", f"Prescribe dentro de {DIAS_POR_PRESCRIBIR} días", COBROS
)

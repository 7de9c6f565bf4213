"""Función 9: la calificación de la cartera, A a D, por el crédito y por el patrón.

Points by factor, from a dated table that the office may change; each letter is explained in one
sentence made of the very rows that gave its points.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from cartera_lib.cartera.cartera import LLAVE
from cartera_lib.cartera.materia import materias
from cartera_lib.norma.tablas import Columna, Renglon, en_vigor
from cartera_lib.registry import funcion
from cartera_lib.reglas.compuerta import Compuerta
from cartera_lib.reglas.decision import Acto, Respuesta
from cartera_lib.valores.calendario import dias, mes

CREDITO, PATRON, LETRA, RESTO = "credito", "patron", "letra", "*"
SIN_FECHA = -1
NUNCA = 9_999
"""Months since a payment that nobody made."""


@dataclass(frozen=True, eq=False)
class Calificacion:
    """A row a credit: letter, points and sentence of its two axes; ``cruce`` counts them."""

    al: date
    tabla: pd.DataFrame
    cruce: pd.DataFrame


@funcion(9, 17)
def calificar(
    puertas: Compuerta, total: Columna, *, patrones: pa.Table, pagos: pa.Table
) -> Calificacion:
    """Rate each credit by itself and by its employer.

    ``patrones``: the newest row of each employer; ``pagos``: SIPARE payments; ``total`` in
    centavos.
    """
    al = puertas.juridica.al
    filas = en_vigor("calificacion", al)
    por_eje = {
        CREDITO: _factores_del_credito(puertas),
        PATRON: _factores_del_patron(puertas, patrones, pagos),
    }
    tabla = puertas.juridica.cartera.tabla.select(LLAVE).to_pandas().assign(total=total)
    for eje, factores in por_eje.items():
        puntos, frases = _calificar(factores, [f for f in filas if f["eje"] == eje])
        letra = _letras(puntos, [f for f in filas if f["eje"] == LETRA])
        tabla = tabla.assign(
            **{eje + "_letra": letra, eje + "_puntos": puntos, eje + "_frase": frases}
        )
    grupos = tabla.groupby(["credito_letra", "patron_letra"])["total"].agg(["size", "sum"])
    cruce = grupos.rename(columns={"size": "creditos", "sum": "total"})
    return Calificacion(al, tabla, cruce)


def _factores_del_credito(puertas: Compuerta) -> dict[str, Columna]:
    juridica = puertas.juridica
    garantia = _nombres(puertas, "garantia")
    embargado = juridica.esta("etapa", "EMBARGADO", "VALUADO", "CONVOCADO")
    garantia = np.where(embargado & (garantia == "NINGUNA"), "EMBARGADO", garantia)
    evidencia = np.full(len(juridica.cartera), "CORTE", dtype=object)
    evidencia[juridica.hechos.credito] = "CONFIRMADA"
    evidencia[puertas.dudosos] = "CAPTURADA"
    desde = juridica.prescripcion.exigible
    desde = np.where(desde == SIN_FECHA, juridica.cartera.columna("fecha_alta"), desde)
    respuesta = puertas.respuesta(Acto.MANDAMIENTO)
    return {
        "exigibilidad": np.array([r.name for r in Respuesta], dtype=object)[respuesta],
        "garantia": garantia,
        "evidencia": evidencia,
        "edad": _meses(desde, juridica.al),
    }


def _factores_del_patron(
    puertas: Compuerta, patrones: pa.Table, pagos: pa.Table
) -> dict[str, Columna]:
    registro = puertas.juridica.cartera.tabla["registro"].combine_chunks()
    fila = pc.index_in(registro, value_set=patrones["registro"].combine_chunks())
    conocido = np.asarray(pc.is_valid(fila))
    de_baja = np.asarray(pc.is_valid(patrones["fecha_baja"].combine_chunks().take(fila)))
    de_baja |= puertas.juridica.esta("baja", "OPERADA")
    trabajadores = patrones["trabajadores"].combine_chunks().take(fila)
    return {
        "actividad": np.select([de_baja, conocido], ["BAJA", "VIGENTE"], "").astype(object),
        "trabajadores": np.asarray(pc.fill_null(trabajadores, 0)).astype(np.int64),
        "pagos": _meses_sin_pagar(registro, pagos, puertas.juridica.al),
        "localizacion": _nombres(puertas, "localizacion"),
    }


def _meses_sin_pagar(registro: pa.Array, pagos: pa.Table, al: date) -> Columna:
    """Return the whole months since the last payment of each employer up to a day."""
    dia = pc.cast(pagos["fecha_pago"], pa.date32())
    hasta = pagos.select(["registro"]).append_column("dia", pc.cast(dia, pa.int32()))
    hasta = hasta.filter(pc.less_equal(hasta["dia"], int(dias(al))))
    ultimos = hasta.group_by("registro").aggregate([("dia", "max")])
    fila = pc.index_in(registro, value_set=ultimos["registro"].combine_chunks())
    ultimo = pc.fill_null(ultimos["dia_max"].combine_chunks().take(fila), SIN_FECHA)
    return _meses(np.asarray(ultimo).astype(np.int64), al)


def _meses(desde: Columna, al: date) -> Columna:
    transcurridos = np.maximum(int(mes(np.atleast_1d(dias(al)))[0]) - mes(desde), 0)
    return np.where(desde == SIN_FECHA, NUNCA, transcurridos)


def _nombres(puertas: Compuerta, materia: str) -> Columna:
    estados = np.array([estado.estado for estado in materias()[materia]], dtype=object)
    return estados[puertas.juridica.en(materia)]


def _calificar(factores: dict[str, Columna], filas: list[Renglon]) -> tuple[Columna, list[str]]:
    """Add the points of the first row of each factor that applies, and say them."""
    cuantos = len(next(iter(factores.values())))
    puntos, partes = np.zeros(cuantos, dtype=np.int64), []
    for factor, valor in factores.items():
        suyas = [fila for fila in filas if fila["factor"] == factor]
        aplica = [_aplica(valor, fila["cuando"]) for fila in suyas]
        puntos += np.select(aplica, [int(fila["puntos"]) for fila in suyas], 0)
        partes.append(np.select(aplica, [fila["frase"] for fila in suyas], "").astype(object))
    juntas = (", ".join(filter(None, dichas)) for dichas in zip(*partes, strict=True))
    return puntos, [frase[:1].upper() + frase[1:] + "." for frase in juntas]


def _aplica(valor: Columna, cuando: str) -> Columna:
    """Tell which values a row is for: some names, a stretch of numbers, or all the rest."""
    if cuando == RESTO:
        return np.ones(valor.size, dtype=bool)
    if valor.dtype.kind in "iu":
        desde, _, hasta = cuando.partition("-")
        return (valor >= int(desde)) & (valor <= int(hasta or NUNCA + 1))
    return np.isin(valor, cuando.split("|"))


def _letras(puntos: Columna, filas: list[Renglon]) -> Columna:
    alcanza = [puntos >= int(fila["cuando"]) for fila in filas]
    return np.select(alcanza, [fila["factor"] for fila in filas], filas[-1]["factor"])

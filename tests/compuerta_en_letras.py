"""The gate's answers to many credits of a day, in the letters of the second reading."""

from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from segunda_lectura import ACTOS, Credito, Lectura, Suceso, leer
from sorteo_de_compuerta import Caso

from cartera_lib.cartera.cartera import ESQUEMA, LLAVE, Cartera
from cartera_lib.cartera.hechos import TABLA, hechos_de
from cartera_lib.cartera.materia import materias, numeros_de_materia
from cartera_lib.norma.tablas import Columna
from cartera_lib.reglas.decision import Acto, Devenga, Respuesta, decidir
from cartera_lib.reglas.situacion_juridica import situacion_juridica


class Respondido(NamedTuple):
    """The gate's answers, in the letters of the second reading."""

    actos: str
    devenga: str
    prescribe: date | None
    prescribe_segun_corte: date | None
    estados: dict[str, str]


TIPOS = {(True, False): "02", (False, False): "80", (False, True): "00"}
LETRAS = {Respuesta.SI: "S", Respuesta.CAUTELA: "C", Respuesta.PENDIENTE: "P", Respuesta.NO: "N"}


def cartera_de(casos: list[Caso]) -> Cartera:
    filas = [_fila(caso.credito, caso.patron, n) for n, caso in enumerate(casos)]
    return Cartera(date(2026, 5, 31), "16", "01", pa.Table.from_pylist(filas, schema=ESQUEMA))


def _fila(credito: Credito, patron: str, n: int) -> dict[str, object]:
    return {
        "ramo": "COP", "propios": True, "registro": patron, "credito": f"{n:09d}",
        "movimiento": "2" if credito.baja else "1", "fecha_movimiento": credito.baja,
        "periodo": credito.periodo.isoformat()[:7], "fecha_alta": credito.alta,
        "tipo_documento": TIPOS[credito.de_cuota, credito.de_capital],
        "fecha_notificacion": credito.aviso, "incidencia": credito.incidencia,
        "fecha_incidencia": credito.dia_incidencia, "renglon": n,
        "importe": credito.importe,
    }  # fmt: skip


def tabla_de(casos: list[Caso], cartera: Cartera) -> pa.Table:
    """Return the facts as captured; those of an employer once, whoever shares it."""
    llaves = cartera.tabla.select(LLAVE).to_pylist()
    filas, vistos = [], set[str]()
    for n, (caso, llave) in enumerate(zip(casos, llaves, strict=True)):
        filas += [_hecho(suceso, n, llave) for suceso in caso.suyos]
        if caso.patron not in vistos:
            filas += [_hecho(suceso, n, llave | SIN_LLAVE) for suceso in caso.del_patron]
            vistos.add(caso.patron)
    return pa.Table.from_pylist(filas, schema=TABLA)


SIN_LLAVE = {nombre: "" for nombre in LLAVE if nombre != "registro"}


def _hecho(suceso: Suceso, n: int, llave: dict[str, str]) -> dict[str, object]:
    anula = f"{suceso.anula}-{n}" if suceso.anula else None
    return llave | {
        "folio": f"{suceso.folio}-{n}", "codigo": suceso.codigo, "fecha": suceso.dia,
        "medio": suceso.medio, "defectos": list(suceso.defectos), "importe": 0, "anula": anula,
        "soporte_fecha": suceso.emitido,
    }  # fmt: skip


def responder(casos: list[Caso], al: date) -> list[Respondido]:
    """Ask the gate all the cases of a day at once."""
    cartera = cartera_de(casos)
    hechos = hechos_de(cartera, tabla_de(casos, cartera), al=al)
    por_afectar = np.array([caso.credito.por_afectar for caso in casos])
    juridica = situacion_juridica(cartera, hechos, al=al, por_afectar=por_afectar)
    dictamen = decidir(juridica.estados, al=al)
    columnas = [dictamen.respuesta(Acto[acto]).tolist() for acto in ACTOS]
    actos = ("".join(LETRAS[Respuesta(r)] for r in fila) for fila in zip(*columnas, strict=True))
    devenga = (Devenga(d).name for d in dictamen.devenga.tolist())
    dias = (en_fechas(p.consumada) for p in (juridica.prescripcion, juridica.segun_corte))
    estados = estados_de(juridica.estados)
    return [Respondido(*fila) for fila in zip(actos, devenga, *dias, estados, strict=True)]


def estados_de(estados: Columna) -> list[dict[str, str]]:
    """Return, by credit, the state of each materia of which the gate is asked."""
    nombres = {
        materia: [estado.estado for estado in suyos]
        for materia, suyos in materias().items()
        if materia not in AJENAS
    }
    columnas = [
        [nombres[materia][n] for n in estados[numeros_de_materia()[materia]].tolist()]
        for materia in nombres
    ]
    return [dict(zip(nombres, fila, strict=True)) for fila in zip(*columnas, strict=True)]


AJENAS = {"solvencia", "depuracion"}
"""What only serves to clean the portfolio: no act is asked of it."""


def en_fechas(columna: Columna) -> list[date | None]:
    """Return days since 1970 as dates, -1 as none."""
    inicio = date(1970, 1, 1)
    return [None if dia < 0 else inicio + timedelta(days=dia) for dia in columna.tolist()]


def diferencias(casos: list[Caso], al: date) -> list[tuple[Caso, Lectura, Respondido]]:
    """Return the cases on which the two readings do not agree."""
    distintas = []
    for caso, respondido in zip(casos, responder(casos, al), strict=True):
        lectura = leer(caso.credito, caso.sucesos, al)
        if lectura != respondido:
            distintas.append((caso, lectura, respondido))
    return distintas

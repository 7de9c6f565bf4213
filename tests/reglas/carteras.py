"""Small carteras and their facts, written by hand: a test changes only what it is about."""

from datetime import date

import numpy as np
import pyarrow as pa

from cartera_lib.cartera.cartera import ESQUEMA, LLAVE, Cartera
from cartera_lib.cartera.hecho import clases_de_hecho
from cartera_lib.cartera.hechos import TABLA, Hechos, hechos_de
from cartera_lib.cartera.materia import materias
from cartera_lib.reglas.lineas import Lineas
from cartera_lib.reglas.situacion_juridica import Juridica, situacion_juridica
from cartera_lib.valores.calendario import dias, fecha

CORTE = date(2026, 10, 31)
CREDITO = {
    "ramo": "COP",
    "propios": True,
    "registro": "W000000110",
    "movimiento": "1",
    "fecha_movimiento": date(2015, 1, 2),
    "sector": "11",
    "ce": None,
    "periodo": "2025-12",
    "tipo_documento": "02",
    "fecha_alta": date(2026, 2, 2),
    "fecha_notificacion": None,
    "incidencia": "01",
    "fecha_incidencia": None,
    "dias": 30,
    "ooad_control": None,
    "subdelegacion_control": None,
}
"""A cuota of December 2025 that entered in February 2026 and that nobody has notified yet."""
HECHO = {
    "medio": "PERSONAL",
    "defectos": [],
    "importe": 0,
    "detalle": "",
    "soporte": "ACTA_NOTIFICACION",
    "soporte_folio": "S-1",
    "soporte_sha256": "0" * 64,
    "anula": "",
    "quien": "abogada",
}


def cartera(*cambios, corte=CORTE):
    """Return a cartera of one row a change (one, if none is given), no two of the same debt.

    ``importe`` in centavos; the credits are 261000001, 261000002…
    """
    filas = [_credito(n) | cambio for n, cambio in enumerate(cambios or ({},), start=1)]
    return Cartera(corte, "16", "01", pa.Table.from_pylist(filas, schema=ESQUEMA))


def de_ninguno(corte=CORTE):
    """Return a cartera without credits."""
    return Cartera(corte, "16", "01", ESQUEMA.empty_table())


def tabla(*hechos, cartera_=None):
    """Return facts in order of capture, each ``(codigo, fecha, cambios)``: the third may lack.

    In the changes, ``credito`` is the place of the credit in the cartera, 0 if not said; a fact of
    those that reach an employer is of the employer of that credit. They were captured on their
    day, and their folios are H-1, H-2…
    """
    suya = (cartera_ or cartera()).tabla.select(LLAVE).to_pylist()
    filas = [_hecho(n, hecho, suya) for n, hecho in enumerate(hechos, start=1)]
    return pa.Table.from_pylist(filas, schema=TABLA)


def hechos(cartera_, *suyos, al, conocidos=None) -> Hechos:
    """Return the facts of a cartera as columns."""
    return hechos_de(cartera_, tabla(*suyos, cartera_=cartera_), al=dia(al), conocidos=conocidos)


def situacion(cartera_, *suyos, al, conocidos=None) -> Juridica:
    """Return how each credit is on a day, with some facts."""
    como_columnas = hechos(cartera_, *suyos, al=al, conocidos=conocidos)
    return situacion_juridica(cartera_, como_columnas, al=dia(al))


def estado(juridica, materia, credito=0):
    """Return the name of the state of a credit in a materia."""
    return materias()[materia][int(juridica.en(materia)[credito])].estado


def responder(entrada):
    """Return what a golden case asks: the state of each materia and the days that matter.

    ``entrada``: ``al``, what changes of the credit, and its facts.
    """
    suya = cartera(entrada.get("credito", {}))
    juridica = situacion(suya, *entrada.get("hechos", ()), al=entrada["al"])
    dichos = {materia: estado(juridica, materia) for materia in materias()}
    columnas = {
        "surte_efectos": juridica.notificacion.surte_efectos,
        "vence": juridica.notificacion.vence,
        "exigible": juridica.notificacion.exigible,
        "reinicio": juridica.prescripcion.reinicio,
        "prescribe": juridica.prescripcion.consumada,
        "prescribe_segun_corte": juridica.segun_corte.consumada,
        "prescribe_desde_vencimiento": juridica.desde_vencimiento.consumada,
        "caduca": juridica.caduca,
    }
    return dichos | {nombre: dias_de(columna)[0] for nombre, columna in columnas.items()}


def dia(texto):
    """Return a date, from itself or from text AAAA-MM-DD."""
    return texto if isinstance(texto, date) else date.fromisoformat(texto)


def dias_de(columna):
    """Return a column of days as dates, None where there is none."""
    return [None if numero < 0 else fecha(numero) for numero in columna]


def enteros(*fechas):
    """Return some dates as a column of whole days."""
    return np.array([int(dias(dia(f))) for f in fechas], dtype=np.int64)


def nombrados(lineas: Lineas):
    """Return the states in order: credit, state, and the days between which it lasts."""
    suyas = list(materias().values())
    return [
        (int(c), suyas[m][e].estado, fecha(desde), fecha(hasta))
        for c, m, e, desde, hasta in zip(*lineas[:5], strict=True)
    ]


def _credito(numero):
    return CREDITO | {
        "credito": str(261_000_000 + numero),
        "importe": 100_000 + numero,
        "renglon": numero,
    }


def _hecho(numero, hecho, creditos):
    codigo, cuando, *cambios = hecho
    cambio = dict(*cambios)
    llave = creditos[cambio.pop("credito", 0)]
    if codigo in clases_de_hecho() and clases_de_hecho()[codigo].alcance == "patron":
        llave = dict.fromkeys(LLAVE, "") | {"registro": llave["registro"]}
    propios = {
        "folio": f"H-{numero}",
        "codigo": codigo,
        "fecha": dia(cuando),
        "soporte_fecha": dia(cuando),
        "registrado": dia(cuando),
        "acto_id": numero,
    }
    return HECHO | llave | propios | cambio

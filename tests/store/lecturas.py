"""Readings made with numpy, without any file: what the importers would hand to the store."""

import hashlib
from datetime import date

import numpy as np
import pyarrow as pa

from cartera_lib.importers.lectura import Corte, Lectura, Totales

CORTE = date(2026, 10, 31)
INCIDENCIAS = ("00", "01", "02", "09", "23", "31", "32", "43")
TIPOS = ("02", "03", "80", "81", "82", "88")
PERIODOS = tuple(f"{y}-{m:02d}" for y in range(2015, 2027) for m in range(1, 13))
PROGRAMAS = {True: "EEAMX14A", False: "EEAMX14B"}


def registros(cuantos: int) -> list[str]:
    """Return distinct registros patronales of ten characters, in order."""
    return [
        f"{chr(65 + i // 100_000)}{10 + i // 1000 % 90}{i % 1000:05d}10" for i in range(cuantos)
    ]


def tabla_rale(n: int, semilla: int = 1, patrones: int | None = None) -> pa.Table:
    """Return ``n`` credits in the order of a print: by employer."""
    g = np.random.default_rng(semilla)
    todos = np.array(registros(patrones or max(1, n // 3)), dtype=object)

    def dias(desde: str, hasta: str, vacios: float = 0.0) -> pa.Array:
        limites = (np.datetime64(d, "D").astype(int) for d in (desde, hasta))
        sorteados = g.integers(*limites, n).astype(np.int32)
        return pa.array(sorteados, pa.int32(), mask=g.random(n) < vacios).cast(pa.date32())

    def claves(opciones: tuple[str, ...], vacios: float = 0.0) -> pa.Array:
        sorteadas = np.array(opciones, dtype=object)[g.integers(0, len(opciones), n)]
        return pa.array(sorteadas, pa.string(), mask=g.random(n) < vacios)

    return pa.table(
        {
            "registro": pa.array(todos[np.sort(g.integers(0, len(todos), n))], pa.string()),
            "movimiento": claves(("1", "2", "3", "6"), 0.05),
            "fecha_movimiento": dias("1998-01-01", "2026-01-01", 0.05),
            "sector": claves(tuple(f"{i:02d}" for i in range(57)), 0.05),
            "credito": pa.array([f"{c:09d}" for c in g.integers(0, 10**9, n)], pa.string()),
            "ce": claves(("C",), 0.97),
            "periodo": claves(PERIODOS),
            "tipo_documento": claves(TIPOS),
            "fecha_alta": dias("2015-01-01", "2026-10-01"),
            "fecha_notificacion": dias("2015-01-01", "2026-10-31", 0.526),
            "incidencia": claves(INCIDENCIAS),
            "fecha_incidencia": dias("2020-01-01", "2026-10-31", 0.01),
            "dias": pa.array(g.integers(0, 999, n), pa.int32()),
            "importe": pa.array(np.exp(g.normal(12.0, 1.9, n)).astype(np.int64)),
            "ooad_control": claves(("16",), 0.99),
            "subdelegacion_control": claves(("05",), 0.99),
            "renglon": pa.array(np.arange(n, dtype=np.int64) + 9),
        }
    )


def rale(tabla: pa.Table, *, al: date = CORTE, ramo: str = "COP", propios: bool = True, **cambios):
    """Return the reading of a RALE; ``cambios`` replaces any attribute."""
    corte = Corte(PROGRAMAS[propios], ramo, propios, cambios.pop("ooad", "16"), "01", al)
    rechazos = cambios.get("rechazos", ())
    leidos = tabla.num_rows + len(rechazos)
    importes = tabla["importe"].to_pylist()
    return Lectura(
        **{
            "clase": "rale",
            "archivo": f"1601{'A' if propios else 'NP'}{ramo}{al:%d%m%y}.txt",
            "sha256": sha256(corte, importes, len(rechazos)),
            "corte": corte,
            "tabla": tabla,
            "rechazos": (),
            "avisos": (),
            "totales": Totales(len(set(tabla["registro"].to_pylist())), leidos, sum(importes)),
            "renglones_leidos": leidos,
            "renglones_de_impresion": 8,
        }
        | cambios
    )


def tabla_patrones(nombres: list[str], **columnas) -> pa.Table:
    """Return a master with those names; the registros follow in order unless given."""
    n = len(nombres)
    vacia = pa.nulls(n, pa.string())
    datos = {
        "registro": registros(n),
        "digito": ["1"] * n,
        "nombre": nombres,
        "rfc": [f"AAA{i % 100:02d}0101{i % 1000:03d}" for i in range(n)],
        "actividad": vacia,
        "domicilio": vacia,
        "codigo_postal": ["44100"] * n,
        "municipio": vacia,
        "sector": vacia,
        "trabajadores": pa.array(range(n), pa.int64()),
        "clase_riesgo": ["III"] * n,
        "prima_rt": ["2.59840"] * n,
        "fecha_alta": pa.array([date(2010, 1, 1)] * n, pa.date32()),
        "fecha_baja": pa.nulls(n, pa.date32()),
        "situacion": ["vigente"] * n,
        "representante": vacia,
    }
    return pa.table(datos | columnas)


def patrones(tabla: pa.Table, archivo: str = "patrones.csv") -> Lectura:
    return _sin_corte("patrones", tabla, archivo, tabla["nombre"].to_pylist())


def tabla_pagos(pagos: list[tuple]) -> pa.Table:
    """Return payments of (registro, periodo, instante, importe IMSS, línea de captura)."""
    registro, periodo, instante, importe, linea = zip(*pagos, strict=True)
    n = len(pagos)
    cero = pa.array([0] * n, pa.int64())
    return pa.table(
        {
            "registro": list(registro),
            "digito": ["1"] * n,
            "periodo": list(periodo),
            "importe_imss": pa.array(importe, pa.int64()),
            "importe_rcv": cero,
            "importe_vivienda": cero,
            "importe_acv": cero,
            "total": pa.array(importe, pa.int64()),
            "fecha_limite": pa.nulls(n, pa.date32()),
            "fecha_pago": pa.array(instante, pa.timestamp("s")),
            "linea_captura": pa.array(linea, pa.string()),
            "entidad": ["BANCO"] * n,
            "medio": ["Ventanilla"] * n,
            "origen": ["Emisión"] * n,
            "ooad": ["16"] * n,
            "subdelegacion": ["01"] * n,
            "razon_social": ["EMPRESA INVENTADA"] * n,
        }
    )


def sipare(tabla: pa.Table, archivo: str = "pagos.csv") -> Lectura:
    return _sin_corte("sipare", tabla, archivo, tabla.to_pylist())


def _sin_corte(clase: str, tabla: pa.Table, archivo: str, firma: object) -> Lectura:
    return Lectura(
        clase=clase,
        archivo=archivo,
        sha256=sha256(clase, archivo, firma),
        corte=None,
        tabla=tabla,
        rechazos=(),
        avisos=(),
        totales=None,
        renglones_leidos=tabla.num_rows,
        renglones_de_impresion=1,
    )


def sha256(*partes: object) -> str:
    return hashlib.sha256(repr(partes).encode()).hexdigest()

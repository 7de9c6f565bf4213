"""Read what Treasury reports of the deposits made with ficha, in CSV.

Columns: folio, fecha, referencia, registro, concepto, importe, banco. A deposit without folio,
reference or employer is money all the same: it is accepted, and told by what it does say.
"""

from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from cartera_lib.cartera.ficha import Deposito
from cartera_lib.importers.archivo import Archivo, Esperado, abrir
from cartera_lib.importers.hoja import (
    Hoja,
    a_numpy,
    abrir_hoja,
    fechas,
    importes,
    lectura_de,
    registros,
)
from cartera_lib.importers.lectura import Aviso, Lectura
from cartera_lib.norma.tablas import Columna

COLUMNAS = {c: c for c in ("folio", "fecha", "referencia", "registro", "concepto", "importe",
                           "banco")}  # fmt: skip
ESPERADO = Esperado(
    "NO_ES_TESORERIA", "la recaudación directa en CSV con las columnas " + ", ".join(COLUMNAS)
)
CERO = "El depósito es de cero pesos"
LARGO_DE_CLAVE = 12


def read(ruta: Path | str) -> Lectura:
    """Return the deposits as accepted and rejected lines."""
    return leer_archivo(abrir(ruta, ESPERADO))


def leer_archivo(archivo: Archivo) -> Lectura:
    """Read a file of Treasury that is already open."""
    hoja = abrir_hoja(archivo, COLUMNAS)
    registro, digito, avisos = _registros(hoja)
    importe = positivos(hoja, "importe")
    columnas = {
        "folio": hoja.columnas["folio"],
        "fecha": fechas(hoja, "fecha", nombre="del depósito"),
        "referencia": hoja.columnas["referencia"],
        "registro": registro,
        "digito": digito,
        "concepto": hoja.columnas["concepto"],
        "importe": pa.array(importe),
        "banco": hoja.columnas["banco"],
    }
    lectura = lectura_de(archivo, hoja, clase="tesoreria", columnas=columnas, avisos=avisos)
    return replace(lectura, importe_rechazado=int(importe[~hoja.libres_de()].sum()))


def _registros(hoja: Hoja) -> tuple[pa.Array, pa.Array, list[Aviso]]:
    """Read the registrations; a blank one is not wrong."""
    registro, digito, avisos = registros(hoja, "registro")
    en_blanco = pc.equal(hoja.columnas["registro"], "")
    for fila in np.flatnonzero(a_numpy(en_blanco)).tolist():
        del hoja.causas[fila]
    return pc.if_else(en_blanco, "", registro), digito, avisos


def positivos(hoja: Hoja, campo: str) -> Columna:
    """Read amounts that cannot be zero."""
    valores = importes(hoja, campo, nombre=campo)
    legibles = hoja.libres_de("IMPORTE_ILEGIBLE")
    hoja.reprobar((valores == 0) & legibles, "IMPORTE_CERO", causa=CERO, campo=campo)
    return valores


def tabla(lectura: Lectura) -> pa.Table:
    """Return the accepted deposits as columns; the key of each is its file and its line."""
    renglon = pc.utf8_lpad(pc.cast(lectura.tabla["renglon"], pa.string()), 6, "0")
    clave = pc.binary_join_element_wise(lectura.sha256[:LARGO_DE_CLAVE], renglon, "-")
    campos = [campo.name for campo in fields(Deposito) if campo.name != "clave"]
    return lectura.tabla.select(campos).add_column(0, "clave", clave)


def depositos(lectura: Lectura) -> tuple[Deposito, ...]:
    """Return the accepted deposits, one by one."""
    columnas = tabla(lectura).to_pydict()
    return tuple(Deposito(*fila) for fila in zip(*columnas.values(), strict=True))

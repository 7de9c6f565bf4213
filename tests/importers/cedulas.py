"""A capture form as it is written: its cells, and how they become a CSV or a workbook."""

import csv
import hashlib
import io
from itertools import count

import openpyxl

from cartera_lib.importers import requerimientos
from cartera_lib.importers.archivo import Archivo
from tests.importers.apoyo import conservado

COLUMNAS = [
    "folio", "area", "fecha", "cedula", "firmante", "creditos", "importe_total", "reingreso_de",
    "autorizo", "registro", "credito", "periodo", "tipo_documento", "ramo", "transaccion",
    "clave_ajuste", "importe", "incidencia", "fecha_efecto", "fecha_notificacion", "soporte",
    "soporte_folio", "soporte_fecha", "soporte_importe", "soporte_sha256",
]  # fmt: skip
ESCRITO = {
    "folio": "26-000014",
    "area": "OEPO",
    "fecha": "2026-06-10",
    "cedula": "CAP-3",
    "firmante": "Irene Solís, Oficina de Emisión y Pago Oportuno",
    "creditos": "2",
    "importe_total": "1,500.75",
    "reingreso_de": "",
    "autorizo": "",
    "registro": "A1234567101",
    "credito": "262000123",
    "periodo": "2026-01",
    "tipo_documento": "02",
    "ramo": "COP",
    "transaccion": "BAJA_IMPROCEDENCIA",
    "clave_ajuste": "",
    "importe": "1,000.50",
    "incidencia": "",
    "fecha_efecto": "2026-06-09",
    "fecha_notificacion": "",
    "soporte": "RESOLUCION_ACLARACION",
    "soporte_folio": "RA-0007/2026",
    "soporte_fecha": "05/06/2026",
    "soporte_importe": "1000.50",
    "soporte_sha256": "ab" * 32,
}
OTRO = ESCRITO | {"credito": "262000124", "importe": "500.25", "soporte_importe": "500.25"}


def como_csv(*filas, columnas=COLUMNAS, separador=","):
    salida = io.StringIO(newline="")
    escritor = csv.writer(salida, delimiter=separador, lineterminator="\n")
    escritor.writerows([columnas, *([fila[c] for c in columnas] for fila in filas)])
    return salida.getvalue()


def leer_csv(texto, codificacion="utf-8"):
    datos = texto.encode(codificacion)
    archivo = Archivo("cedula.csv", datos, hashlib.sha256(datos).hexdigest())
    return conservado(requerimientos.leer_archivo(archivo), datos)


def libro(ruta, *renglones, hoja="Cédula"):
    """Write the cells as they come: numbers and dates stay numbers and dates."""
    excel = openpyxl.Workbook()
    excel.active.title = hoja
    for renglon in renglones:
        excel.active.append(renglon)
    excel.save(ruta)
    return excel


def pedidos(lectura):
    return requerimientos.requerimientos(lectura, (f"R26-{n:06d}" for n in count(1)))

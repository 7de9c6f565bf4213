"""Deposits and fichas of two invented employers, as columns, written by hand."""

from datetime import date, timedelta

import pyarrow as pa

from cartera_lib.valores.identificadores import referencia

LUNES = date(2026, 3, 2)
VENCE = LUNES + timedelta(days=15)
PATRON, OTRO = "A123456710", "R123456710"
TEXTO, DIA, NUMERO = pa.string(), pa.date32(), pa.int64()
DEPOSITO = pa.schema(
    {"clave": TEXTO, "renglon": NUMERO, "folio": TEXTO, "fecha": DIA, "referencia": TEXTO}
    | {"registro": TEXTO, "importe": NUMERO}
)
FICHA = pa.schema(
    dict.fromkeys(("folio", "referencia", "registro", "ramo", "estado"), TEXTO)
    | {"fecha": DIA, "vence": DIA, "importe": NUMERO, "cobrado": NUMERO}
)


def ref(numero):
    return referencia("1601", ejercicio=2026, consecutivo=numero)


def ficha(numero, importe, **cambio):
    datos = {
        "folio": f"F26-{numero:06d}",
        "referencia": ref(numero),
        "registro": PATRON,
        "ramo": "COP",
        "fecha": LUNES,
        "vence": VENCE,
        "importe": importe,
        "cobrado": 0,
        "estado": "PENDIENTE",
    }
    return datos | cambio


def deposito(numero, importe, **cambio):
    """Return a deposit that names a ficha in full."""
    datos = {
        "folio": f"F26-{numero:06d}",
        "referencia": ref(numero),
        "registro": PATRON,
        "fecha": LUNES + timedelta(days=1),
        "importe": importe,
    }
    return datos | cambio


def anonimo(importe, **cambio):
    return deposito(0, importe, **{"folio": "", "referencia": ""} | cambio)

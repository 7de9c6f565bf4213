"""Capture forms of an invented employer, written by hand: the tests plant one fault in a good one.

The employer is A1234567101. Its credits on 10 September 2024: an omission and its fine, not yet
notified; another omission, notified on 1 July; and one of RCV.
"""

from dataclasses import replace
from datetime import date

from cartera_lib.cartera.examen import Entorno
from cartera_lib.cartera.movimiento import Cuenta, Llave
from cartera_lib.cartera.requerimiento import Renglon, Requerimiento

AL = date(2024, 9, 10)
REGISTRO = "A123456710"
CUOTA = Llave("COP", REGISTRO, "242000123", "2024-03", "02")
MULTA = Llave("COP", REGISTRO, "248000123", "2024-03", "80")
NOTIFICADA = Llave("COP", REGISTRO, "242000777", "2024-04", "02")
DE_RCV = Llave("RCV", REGISTRO, "247000124", "2024-04", "06")


def cuenta(llave, saldo, **cambio):
    datos = {
        "propios": True,
        "ooad": "16",
        "subdelegacion": "01",
        "fecha_alta": date(2024, 5, 20),
        "numero": 1,
        "incidencia": "01",
        "fecha_incidencia": date(2024, 5, 20),
        "fecha_notificacion": None,
    }
    return Cuenta(llave=llave, saldo=saldo, **datos | cambio)


CUENTAS = {
    c.llave: c
    for c in (
        cuenta(CUOTA, 100_000),
        cuenta(MULTA, 40_000),
        cuenta(
            NOTIFICADA,
            250_000,
            numero=2,
            incidencia="02",
            fecha_incidencia=date(2024, 7, 2),
            fecha_notificacion=date(2024, 7, 1),
        ),
        cuenta(DE_RCV, 70_000),
    )
}


def entorno(*cambiadas, **cambio):
    cuentas = CUENTAS | {c.llave: c for c in cambiadas}
    return replace(Entorno("16", "01", cuentas), **cambio)


def renglon(llave, orden=1, **cambio):
    """Return a line about a credit, its employer with the check digit."""
    datos = llave._asdict() | {"registro": llave.registro + "1", "orden": orden}
    return Renglon(**datos | cambio)


def cedula(*renglones, **cambio):
    """Return a form whose sums are those of its lines."""
    datos = {
        "folio": "R24-000010",
        "area": "OEPO",
        "folio_area": "OEPO/77",
        "fecha": date(2024, 9, 9),
        "cedula": "CAP-4",
        "firmante": "Ana Ruiz, Oficina de Emisión y Pago Oportuno",
        "creditos": len(renglones),
        "importe": sum(r.importe or 0 for r in renglones),
    }
    return Requerimiento(renglones=tuple(renglones), **datos | cambio)


ACTA = {
    "transaccion": "CAMBIO_INCIDENCIA",
    "incidencia": "09",
    "fecha_efecto": date(2024, 9, 5),
    "soporte": "ACTA_NO_LOCALIZACION",
    "soporte_folio": "ACN-15",
    "soporte_fecha": date(2024, 9, 4),
}
RESOLUCION = {
    "transaccion": "BAJA_IMPROCEDENCIA",
    "importe": 250_000,
    "fecha_efecto": date(2024, 9, 5),
    "soporte": "RESOLUCION_ACLARACION",
    "soporte_folio": "AC-8",
    "soporte_fecha": date(2024, 9, 3),
    "soporte_importe": 250_000,
}
NOTIFICACION = {
    "transaccion": "CAMBIO_INCIDENCIA",
    "incidencia": "02",
    "fecha_efecto": date(2024, 9, 5),
    "fecha_notificacion": date(2024, 9, 2),
    "soporte": "ACTA_NOTIFICACION",
    "soporte_folio": "AN-31",
    "soporte_fecha": date(2024, 9, 2),
}
PLAZO = {
    "transaccion": "CAMBIO_INCIDENCIA",
    "incidencia": "31",
    "fecha_efecto": date(2024, 9, 5),
    "soporte": "CONSTANCIA_PLAZO",
    "soporte_folio": "CP-2",
    "soporte_fecha": date(2024, 9, 5),
}
COMPROBANTE = {
    "transaccion": "PAGO",
    "importe": 60_000,
    "fecha_efecto": date(2024, 9, 5),
    "soporte": "COMPROBANTE_PAGO",
    "soporte_folio": "SIP-4",
    "soporte_fecha": date(2024, 9, 5),
    "soporte_importe": 90_000,
}


def no_localizado(**cambio):
    """Return the good form that sends an origin and its fine to 09."""
    return cedula(
        renglon(CUOTA, 1, importe=100_000, **ACTA),
        renglon(MULTA, 2, importe=40_000, **ACTA),
        **cambio,
    )


def improcedente(**cambio):
    """Return the good form that takes a credit out."""
    return cedula(renglon(NOTIFICADA, **RESOLUCION), cedula="CAP-3", **cambio)


def notificado(**cambio):
    return cedula(renglon(CUOTA, **NOTIFICACION), **cambio)


def a_cobro(**cambio):
    datos = {"area": "OC", "firmante": "Luis Peña, OC"}
    return cedula(renglon(NOTIFICADA, **PLAZO), **datos | cambio)


def pagado(**cambio):
    return cedula(renglon(NOTIFICADA, **COMPROBANTE), cedula="CAP-3", **cambio)


def con(requerimiento, orden, **cambio):
    """Return a form with one of its lines changed and its sums as they were."""
    renglones = tuple(
        replace(r, **cambio) if r.orden == orden else r for r in requerimiento.renglones
    )
    return replace(requerimiento, renglones=renglones)


def fila_de(movimiento, antes, ident, **cambio):
    """Return a posted movement as the ledger tells it."""
    incidencia = antes.incidencia if movimiento.incidencia is None else movimiento.incidencia
    soporte = movimiento.soporte
    return {
        "id": ident,
        **movimiento.llave._asdict(),
        "numero": movimiento.numero,
        "transaccion": movimiento.transaccion,
        "rubro": movimiento.rubro.name,
        "importe": movimiento.importe,
        "saldo_despues": antes.saldo + movimiento.efecto,
        "incidencia_antes": antes.incidencia,
        "incidencia_despues": incidencia,
        "fecha_efecto": movimiento.fecha_efecto,
        "fecha_notificacion": movimiento.fecha_notificacion or antes.fecha_notificacion,
        "origen": movimiento.origen,
        "soporte_fecha": soporte.fecha if soporte else None,
        "registrado_en": "2024-09-10T11:00:00+00:00",
    } | cambio


def despues_de(movimiento, antes):
    incidencia = antes.incidencia if movimiento.incidencia is None else movimiento.incidencia
    return replace(
        antes,
        numero=movimiento.numero,
        saldo=antes.saldo + movimiento.efecto,
        incidencia=incidencia,
    )

"""The worked month of docs/calculos/contabilidad.md, as the store would give it."""

from datetime import date

import pyarrow as pa

from cartera_lib.cartera.movimiento import Llave
from cartera_lib.oficina.conciliacion_contable import Fuentes, conciliar
from cartera_lib.oficina.documentos_por_cobrar import Efecto, asientos
from cartera_lib.store import libro_columnas as columnas
from tests.oficina.renglones import cartera

CORTE, AL = date(2026, 6, 30), date(2026, 7, 15)
CUOTA = Llave("COP", "W000000110", "251000001", "2025-11", "02")
RCV = Llave("RCV", "W000000110", "266000002", "2026-02", "06")
MULTA = Llave("COP", "W000000110", "248000003", "2024-05", "80")
MES = [
    # day of June, transaction, rubro, credit, amount, origin, what it undoes
    (1, "APERTURA", "HISTORICO", CUOTA, 1_000_00, "", None),
    (1, "APERTURA", "HISTORICO", RCV, 400_00, "", None),
    (1, "APERTURA", "HISTORICO", MULTA, 250_00, "", None),
    (10, "PAGO", "GASTOS", CUOTA, -50_00, "F26-000001/1", None),
    (10, "PAGO", "RECARGOS", CUOTA, -88_20, "F26-000001/1", None),
    (10, "PAGO", "ACTUALIZACION", CUOTA, -30_00, "F26-000001/1", None),
    (10, "PAGO", "HISTORICO", CUOTA, -1_000_00, "F26-000001/1", None),
    (12, "PAGO", "HISTORICO", RCV, -150_00, "F26-000002/1", None),
    (15, "CANCELACION_469", "HISTORICO", MULTA, -250_00, "R26-000001/1", None),
    (18, "PAGO", "HISTORICO", RCV, 150_00, "deshace 8", 8),
]
DEPOSITOS = [
    {"clave": "t/1", "fecha": date(2026, 6, 10), "importe": 1_168_20, "aplicado": 1_168_20,
     "por_aclarar": 0, "casos": "EXACTO"},
    {"clave": "t/2", "fecha": date(2026, 6, 12), "importe": 150_00, "aplicado": 150_00,
     "por_aclarar": 0, "casos": "EXACTO"},
    {"clave": "t/3", "fecha": date(2026, 6, 20), "importe": 75_50, "aplicado": 0,
     "por_aclarar": 75_50, "casos": "SIN_FICHA"},
]  # fmt: skip
FICHAS = [
    {"folio": "F26-000001", "registro": "W000000110", "fecha": date(2026, 6, 2),
     "fecha_fin": date(2026, 6, 10), "cobrado": 1_168_20},
    {"folio": "F26-000002", "registro": "W000000110", "fecha": date(2026, 6, 2),
     "fecha_fin": date(2026, 6, 12), "cobrado": 150_00},
]  # fmt: skip
RECEPCION = {
    "archivo": "tesoreria.csv", "sha256": "ab" * 32, "clase": "tesoreria", "rechazados": 1,
    "importe_aceptado": 1_393_70, "importe_rechazado": 20_00,
    "registrado_en": "2026-06-21T18:00:00+00:00",
}  # fmt: skip
POR_ACLARAR = (20, "DEPOSITO_POR_ACLARAR", "HISTORICO", None, 75_50, "", None)
SALDOS = {CUOTA: 0, RCV: 400_00, MULTA: 0}


def movimientos(mes=MES, *, desde=1):
    """Return the movements of some lines, one act a line, numbered from ``desde``."""
    filas = []
    for numero, (dia, transaccion, rubro, llave, importe, origen, corrige) in enumerate(mes, desde):
        efecto = importe if rubro == "HISTORICO" else 0
        filas.append(
            llave._asdict()
            | {"id": numero, "acto_id": numero, "transaccion": transaccion, "rubro": rubro}
            | {"importe": importe, "efecto": efecto, "fecha_efecto": date(2026, 6, dia)}
            | {"origen": origen, "corrige": corrige}
        )
    return pa.Table.from_pylist(filas, schema=columnas.MOVIMIENTOS)


def lineas(mes=(*MES, POR_ACLARAR), *, desde=1):
    """Return the póliza lines of the same, as the store derives them."""
    filas = []
    for numero, (dia, transaccion, rubro, llave, importe, *_) in enumerate(mes, desde):
        al = date(2026, 6, dia)
        clave = (llave.ramo, llave.tipo_documento, llave.ejercicio) if llave else ("", "", al.year)
        hechas = asientos([Efecto(transaccion, rubro, *clave, importe)], al=al)
        filas += [
            {c: getattr(linea, c) for c in linea.__slots__}
            | {"acto_id": numero, "clase": "AFECTACION", "al": al, "orden": orden}
            for orden, linea in enumerate(hechas, start=1)
        ]
    return pa.Table.from_pylist(filas, schema=columnas.ASIENTOS)


def saldos(cambios=None):
    pares = (SALDOS | (cambios or {})).items()
    filas = [llave._asdict() | {"saldo": saldo} for llave, saldo in pares]
    return pa.Table.from_pylist(filas, schema=columnas.SALDOS)


def corte(importe="400.00", *otros):
    """Return the cut of the system: what remains, and any other row."""
    return cartera(RCV._asdict() | {"importe": importe}, *otros, corte=CORTE)


ESQUEMAS = {
    "asientos": columnas.ASIENTOS, "saldos": columnas.SALDOS, "partidas": columnas.PARTIDAS,
    "posteriores": columnas.MOVIMIENTOS, "movimientos": columnas.MOVIMIENTOS,
    "depositos": columnas.DEPOSITOS, "fichas": columnas.FICHAS,
    "recepciones": columnas.RECEPCIONES, "por_verificar": columnas.MOVIMIENTOS,
}  # fmt: skip


def conciliada(*, al=AL, **cambios):
    """Tie the month; a table that is given as rows takes the columns of the store."""
    fuentes = {
        "asientos": lineas(),
        "saldos": saldos(),
        "cartera": corte(),
        "movimientos": movimientos(),
        "depositos": DEPOSITOS,
        "fichas": FICHAS,
        "recepciones": [RECEPCION],
        "posteriores": [],
        "partidas": [],
    }
    for nombre, valor in (fuentes | cambios).items():
        filas = isinstance(valor, list)
        valor = pa.Table.from_pylist(valor, schema=ESQUEMAS[nombre]) if filas else valor
        fuentes[nombre] = valor
    return conciliar(Fuentes(**fuentes), al=al)

"""The month in figures counted by hand."""

import pyarrow as pa

from cartera_lib.oficina.afectacion_resumen import resumen_mensual
from tests.oficina.cedulas import RESOLUCION


def _requerimientos():
    columnas = ["folio", "area", "recibido_en", "estado"]
    filas = [
        ("R24-000001", "OEPO", "2024-09-05T10:00:00+00:00", "AFECTADO"),
        ("R24-000002", "OEPO", "2024-09-06T10:00:00+00:00", "CON_DIFERENCIA"),
        ("R24-000003", "OEPO", "2024-09-09T10:00:00+00:00", "DEVUELTO"),
        ("R24-000004", "OC", "2024-09-24T10:00:00+00:00", "RECIBIDO"),
        ("R24-000005", "OC", "2024-09-27T10:00:00+00:00", "RECIBIDO"),
        ("R24-000006", "OC", "2024-08-30T10:00:00+00:00", "DEVUELTO"),
    ]
    return pa.Table.from_pylist([dict(zip(columnas, f, strict=True)) for f in filas])


def _hechos():
    baja, pago = RESOLUCION["transaccion"], "PAGO"
    columnas = ["id", "origen", "transaccion", "importe", "registrado_en"]
    filas = [
        (1, "R24-000001/1", baja, -100, "2024-09-09T12:00:00+00:00"),  # Thursday 5 + 2: Monday 9
        (2, "R24-000002/1", baja, -200, "2024-09-11T12:00:00+00:00"),  # Friday 6 + 2: Tuesday 10
        (3, "R24-000002/2", baja, -300, "2024-09-10T12:00:00+00:00"),
        (4, "R24-000001/2", pago, -50, "2024-09-06T12:00:00+00:00"),  # a payment, the same day
        (5, "R24-000001/3", pago, -50, "2024-10-01T12:00:00+00:00"),
        (6, "corte 2024-08-31", baja, -1, "2024-09-06T12:00:00+00:00"),
    ]
    igual = {"incidencia_antes": "02", "incidencia_despues": "02"}
    return pa.Table.from_pylist([dict(zip(columnas, f, strict=True)) | igual for f in filas])


def test_el_mes_se_resume_por_transaccion_con_lo_hecho_en_plazo():
    tabla = resumen_mensual(_requerimientos(), _hechos(), mes="2024-09").por_transaccion
    assert tabla.to_dict("list") == {
        "area": ["OEPO", "OEPO"],
        "transaccion": ["BAJA_IMPROCEDENCIA", "PAGO"],
        "movimientos": [3, 1],
        "importe": [-600, -50],
        "en_tiempo": [2, 0],
        "por_ciento_en_tiempo": [67, 0],
    }


def test_el_mes_se_resume_por_area_con_lo_devuelto_lo_errado_y_lo_vencido():
    tabla = resumen_mensual(_requerimientos(), _hechos(), mes="2024-09").por_area
    assert tabla.to_dict("list") == {
        "area": ["OC", "OEPO"],
        "recibidos": [2, 3],
        "aceptados": [0, 2],
        "devueltos": [0, 1],
        "pendientes": [2, 0],
        "pendientes_vencidos": [1, 0],
        "con_diferencia": [0, 1],
        "por_ciento_devuelto": [0, 33],
        "por_ciento_con_error": [0, 50],
    }


def test_un_mes_sin_movimientos_da_tablas_vacias():
    vacio = resumen_mensual(_requerimientos(), _hechos(), mes="2024-01")
    assert vacio.por_transaccion.empty
    assert vacio.por_area.empty

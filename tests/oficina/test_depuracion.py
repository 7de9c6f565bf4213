from datetime import date, datetime

import pyarrow as pa
import pytest

from cartera_lib.oficina.depuracion import inconsistencias
from tests.oficina.renglones import cartera

BAJA = {"movimiento": "2", "fecha_movimiento": date(2024, 3, 15)}
LIMPIO = {"credito": "9", "periodo": "2024-02"}


def _halladas(*cambios, pagos=None):
    resumen = inconsistencias(cartera(*cambios), pagos).resumen.set_index("codigo")["creditos"]
    return {codigo: int(n) for codigo, n in resumen.items() if n}


def _pagos(**cambio):
    pago = {
        "registro": "W000000110",
        "periodo": "2023-12",
        "importe_imss": 64_210_55,
        "importe_rcv": 0,
        "fecha_pago": datetime(2024, 8, 31, 18, 30),
    }
    return pa.Table.from_pylist([pago | cambio])


def test_una_cartera_limpia_no_tiene_inconsistencias():
    assert _halladas({}, LIMPIO, pagos=_pagos(periodo="2024-01")) == {}


@pytest.mark.parametrize(
    ("cambio", "codigo"),
    [
        ({"incidencia": "02", "fecha_notificacion": None}, "NOTIFICADO_SIN_FECHA"),
        ({"importe": "0.00"}, "IMPORTE_CERO"),
        ({"fecha_notificacion": date(2024, 1, 24)}, "NOTIFICACION_ANTES_DE_ALTA"),
        ({"fecha_notificacion": date(2024, 9, 1)}, "NOTIFICACION_FUTURA"),
        (
            {"incidencia": "00", "fecha_alta": date(2024, 7, 1), "fecha_notificacion": None},
            "PROPUESTA_VIEJA",
        ),
        ({**BAJA, "periodo": "2024-04"}, "PERIODO_POSTERIOR_A_BAJA"),
    ],
)
def test_cada_revision_halla_lo_suyo_y_nada_mas(cambio, codigo):
    assert _halladas({"fecha_alta": date(2024, 1, 25), **cambio}, LIMPIO) == {codigo: 1}


@pytest.mark.parametrize(
    "cambio",
    [
        {"fecha_notificacion": date(2024, 1, 25)},
        {"fecha_notificacion": date(2024, 8, 31)},
        {"incidencia": "00", "fecha_alta": date(2024, 7, 2)},
        {**BAJA, "periodo": "2024-03"},
        {"movimiento": "1", "fecha_movimiento": date(2020, 1, 1)},
    ],
)
def test_en_la_frontera_no_hay_inconsistencia(cambio):
    assert _halladas({"fecha_notificacion": None, **cambio}) == {}


def test_la_propuesta_de_un_patron_de_baja_sale_en_dos_revisiones():
    cambio = {**BAJA, "periodo": "2024-07", "incidencia": "00", "fecha_alta": date(2024, 8, 2)}
    assert _halladas({**cambio, "fecha_notificacion": None}) == {
        "BAJA_CON_EMISION": 1,
        "PERIODO_POSTERIOR_A_BAJA": 1,
    }


def test_los_repetidos_salen_todos():
    assert _halladas({"credito": "1"}, {"credito": "2"}, {"ramo": "RCV"}) == {"DUPLICADO": 2}


def test_lo_pagado_antes_del_corte_y_todavia_vivo_se_halla():
    assert _halladas({}, pagos=_pagos()) == {"PAGADO_VIVO": 1}


@pytest.mark.parametrize(
    "cambio",
    [
        {"fecha_pago": datetime(2024, 9, 1)},
        {"importe_imss": 64_210_54},
        {"importe_imss": 0, "importe_rcv": 64_210_55},
        {"periodo": "2023-11"},
    ],
)
def test_un_pago_que_no_cubre_el_credito_no_lo_da_por_pagado(cambio):
    assert _halladas({}, pagos=_pagos(**cambio)) == {}


def test_dos_pagos_que_juntos_cubren_el_credito_lo_pagan():
    mitades = pa.concat_tables([_pagos(importe_imss=64_210_54), _pagos(importe_imss=1)])
    assert _halladas({}, pagos=mitades) == {"PAGADO_VIVO": 1}


def test_un_pago_de_cuotas_no_paga_la_multa_del_mismo_periodo():
    assert _halladas({"tipo_documento": "80", "importe": "5.00"}, pagos=_pagos()) == {}

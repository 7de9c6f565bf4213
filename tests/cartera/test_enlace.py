from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from cartera_lib.cartera.enlace import FOLIO, NINGUNA, REFERENCIA, VARIAS, cotejo, enlaces, grupos
from tests.oficina.depositos import DEPOSITO, FICHA, OTRO, deposito, ficha, ref

FICHAS = [ficha(1, 100_00), ficha(2, 70_00), ficha(3, 70_00, registro=OTRO)]


def lados(*depositos, fichas=FICHAS):
    filas = [d | {"clave": "d", "renglon": 2} for d in depositos]
    return cotejo(
        pa.Table.from_pylist(filas, schema=DEPOSITO), pa.Table.from_pylist(fichas, schema=FICHA)
    )


@pytest.mark.parametrize(
    ("escrito", "esperado"),
    [
        ({}, (0, FOLIO)),
        ({"referencia": ""}, (0, FOLIO)),
        ({"folio": ""}, (0, REFERENCIA)),
        ({"registro": OTRO}, (0, FOLIO)),  # folio and reference agree
        ({"registro": OTRO, "folio": ""}, (0, REFERENCIA)),  # the amount is that of the ficha
        ({"registro": OTRO, "folio": "", "importe": 1_00}, (NINGUNA, 0)),
        ({"registro": OTRO, "referencia": ""}, (NINGUNA, 0)),
        ({"registro": "", "referencia": ""}, (0, FOLIO)),
        ({"registro": "", "referencia": "", "importe": 1_00}, (NINGUNA, 0)),
        ({"folio": "F26-000002"}, (0, REFERENCIA)),  # its amount and employer are of the reference
        ({"referencia": ref(2)}, (0, FOLIO)),
        ({"referencia": ref(2), "importe": 1_00}, (VARIAS, 0)),
        ({"folio": "F26-000003", "referencia": "?"}, (NINGUNA, 0)),
    ],
)
def test_la_ficha_que_nombra_un_deposito(escrito, esperado):
    enlace = enlaces(lados(deposito(**{"numero": 1, "importe": 100_00} | escrito)))
    assert (int(enlace.ficha[0]), int(enlace.via[0])) == esperado
    assert enlace.nombra[0]


def test_lo_que_falta_de_una_ficha_es_lo_que_no_se_ha_cobrado_de_las_que_se_pueden_pagar():
    estados = ("PENDIENTE", "PAGADA_CON_DIFERENCIA", "VENCIDA", "PAGADA", "CANCELADA")
    fichas = [ficha(n, 100_00, cobrado=30_00, estado=e) for n, e in enumerate(estados)]
    assert lados(fichas=fichas).falta.tolist() == [70_00, 70_00, 70_00, 0, 0]


def test_un_deposito_cabe_en_una_ficha_desde_que_se_emite_hasta_que_vence():
    dias = (date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 17), date(2026, 3, 18))
    vistos = lados(*(deposito(1, 100_00, fecha=dia) for dia in dias))
    assert [vistos.cabe(lugar, 0) for lugar in range(4)] == [False, True, True, False]
    assert vistos.a_tiempo(enlaces(vistos)).tolist() == [False, True, True, False]


def test_los_grupos_van_del_mas_antiguo_al_mas_nuevo():
    claves, lugares, dia = np.array([7, 5, 7]), np.array([0, 1, 2]), np.array([20, 10, 10])
    assert grupos(claves, lugares, dia=dia) == {5: [1], 7: [2, 0]}

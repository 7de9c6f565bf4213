import numpy as np

from cartera_lib.cartera.confronta import PARTES
from cartera_lib.cartera.enlace import FOLIO
from cartera_lib.cartera.reparto import Reparto
from tests.cartera.test_enlace import lados
from tests.oficina.depositos import deposito


def test_las_partes_salen_en_el_orden_de_los_depositos_con_su_motivo():
    reparto = Reparto(lados(deposito(1, 100_00), deposito(2, 90_00), deposito(2, 5_00)))
    reparto.aclarar(2, "DUPLICADO", ficha=1)
    reparto.aplicar(1, 1, importe=70_00, caso="EXCEDENTE")
    reparto.aclarar(1, "EXCEDENTE", importe=20_00, ficha=1, nota="Devuélvase.")
    reparto.exacto(np.array([0]), np.array([0]), vias=np.array([FOLIO]))
    tabla = reparto.tabla()
    assert tabla.schema == PARTES
    assert [(p["caso"], p["destino"], p["importe"], p["ficha"]) for p in tabla.to_pylist()] == [
        ("EXACTO", "APLICADO", 100_00, "F26-000001"),
        ("EXCEDENTE", "APLICADO", 70_00, "F26-000002"),
        ("EXCEDENTE", "POR_ACLARAR", 20_00, "F26-000002"),
        ("DUPLICADO", "POR_ACLARAR", 5_00, "F26-000002"),
    ]
    assert tabla["motivo"].to_pylist()[2] == (
        "20.00 por aclarar: trae más de lo que falta de su ficha (F26-000002). Devuélvase."
    )


def test_lo_aplicado_deja_de_faltarle_a_la_ficha():
    reparto = Reparto(lados(deposito(1, 40_00)))
    reparto.aplicar(0, 0, importe=40_00, caso="PARCIAL")
    assert (reparto.falta.tolist(), reparto.pendientes([0])) == ([60_00, 70_00, 70_00], [])

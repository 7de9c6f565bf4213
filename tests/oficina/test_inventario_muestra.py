"""The sample of an inventory over two hundred amounts, 1.00 to 200.00."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cartera_lib.errors import DatoInvalido
from cartera_lib.oficina.inventario import base
from cartera_lib.oficina.inventario_muestra import MAYORES, muestra
from tests.oficina.inventarios import BASE
from tests.oficina.renglones import cartera

MUCHOS = base(cartera(*({"credito": f"23{n:07d}", "importe": f"{n}.00"} for n in range(1, 201))))


def test_la_muestra_lleva_los_importes_sobre_el_percentil_99_y_la_misma_suerte():
    # of 200 amounts 1.00 … 200.00 the 99th percentile is the 198th: 199 and 200 are above
    primera = muestra(MUCHOS, 7, cuantos=42)
    assert primera.loc[primera["estrato"] == MAYORES, "importe"].tolist() == [199_00, 200_00]
    assert len(primera) == 42
    assert primera.equals(muestra(MUCHOS, 7, cuantos=42))
    assert not primera.index.equals(muestra(MUCHOS, 8, cuantos=42).index)
    # 40 by lot among four strata of 49 or 50 credits each: ten or so from each
    por_estrato = primera["estrato"].value_counts().drop(MAYORES)
    assert len(por_estrato) == 4
    assert set(por_estrato) <= {9, 10, 11}


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 50), st.integers(1, 200))
def test_la_muestra_tiene_el_tamano_pedido_sin_repetir(semilla, cuantos):
    elegidos = muestra(MUCHOS, semilla, cuantos=cuantos)
    assert len(elegidos) == max(cuantos, 2)
    assert elegidos.index.is_unique


def test_la_muestra_mayor_que_la_base_se_rehusa():
    with pytest.raises(DatoInvalido, match="Pida de 1 a 6"):
        muestra(BASE, 1, cuantos=7)

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartera_lib.errors import DatoInvalido
from cartera_lib.valores.dinero import (
    LIMITE,
    Redondeo,
    centavos,
    cociente,
    exigir_importes,
    peso_para_pago,
    pesos,
    producto,
    redondear,
)

MONTOS = st.lists(
    st.one_of(st.integers(0, LIMITE), st.sampled_from([0, 1, 49, 50, 51, LIMITE - 1, LIMITE])),
    min_size=1,
    max_size=12,
)
# Los denominadores de las reglas y el mayor numerador que llega a cada uno: por ciento, factor en
# diezmilésimas (hasta 100 veces) y factor por tasa (100 veces, con recargos de 100,000 %).
DE_LEY = st.sampled_from([(100, 100), (10_000, 10**6), (10**8, 10**10)])


def _mitad_arriba(exacto):
    return int(exacto + Fraction(1, 2))


@given(MONTOS, DE_LEY, st.data())
def test_el_producto_es_exacto_y_redondea_la_mitad_hacia_arriba(montos, de_ley, datos):
    denominador, mayor = de_ley
    numeradores = [datos.draw(st.integers(0, mayor)) for _ in montos]
    sale = producto(np.array(montos), np.array(numeradores), denominador=denominador)
    pares = zip(montos, numeradores, strict=True)
    assert sale.tolist() == [_mitad_arriba(Fraction(m * n, denominador)) for m, n in pares]


@pytest.mark.parametrize("monto", [922_337_203_684, 922_337_203_686, 10**13, LIMITE])
def test_el_producto_es_exacto_a_los_dos_lados_de_lo_que_cabe_en_un_entero(monto):
    # 922,337,203,685 × 10^7 apenas cabe en 2^63: de ahí en adelante se parte el importe
    numerador = 9_999_999
    sale = producto(np.array([monto, 1]), np.array([numerador, 5_000]), denominador=10_000)
    assert sale.tolist() == [_mitad_arriba(Fraction(monto * numerador, 10_000)), 1]


def test_el_producto_de_nada_es_nada():
    vacio = np.array([], np.int64)
    assert producto(vacio, vacio, denominador=100).tolist() == []


def test_el_producto_extiende_un_solo_numerador():
    assert producto(np.array([100, 250]), np.array(2), denominador=100).tolist() == [2, 5]


@given(
    st.integers(1, 2**56 - 1),
    st.integers(1, 10**6),
    st.integers(0, 2**56 - 1),
    st.sampled_from(Redondeo),
)
def test_el_cociente_es_exacto_a_la_diezmilesima(divisor, veces, resto, redondeo):
    dividendo = min(divisor * veces + resto % divisor, 2**56 - 1)
    exacto = Fraction(dividendo * 10_000, divisor)
    esperado = int(exacto) if redondeo is Redondeo.TRUNCAR else _mitad_arriba(exacto)
    sale = cociente(np.array([dividendo]), np.array([divisor]), redondeo=redondeo)
    assert sale.tolist() == [esperado]


@pytest.mark.parametrize(
    ("reciente", "antiguo", "truncado", "redondeado"),
    [
        (108_208, 106_278, 10_181, 10_182),  # 1.01815992…
        (113_438, 112_790, 10_057, 10_057),  # 1.00574519…
        (112_527, 112_888, 9_968, 9_968),  # 0.99680214…
        (100_005, 100_000, 10_000, 10_001),  # 1.00005: la mitad sube
        (100_004_999, 100_000_000, 10_000, 10_000),
    ],
)
def test_el_factor_se_trunca_o_se_redondea_segun_se_pida(reciente, antiguo, truncado, redondeado):
    numerador, denominador = np.array([reciente]), np.array([antiguo])
    assert cociente(numerador, denominador, redondeo=Redondeo.TRUNCAR)[0] == truncado
    assert cociente(numerador, denominador, redondeo=Redondeo.MEDIO_ARRIBA)[0] == redondeado


@pytest.mark.parametrize(
    ("exacto", "entero"),
    [("1/2", 1), ("-1/2", -1), ("3/2", 2), ("5/2", 3), ("49/100", 0), ("-149/100", -1), ("7", 7)],
)
def test_la_mitad_se_aleja_del_cero(exacto, entero):
    assert redondear(Fraction(exacto)) == entero


@given(st.integers(-LIMITE, LIMITE))
def test_escribir_y_leer_pesos_devuelve_los_mismos_centavos(monto):
    escrito = pesos(monto)
    assert escrito.startswith("-") == (monto < 0)
    assert centavos(escrito.removeprefix("-")) == abs(monto)


@pytest.mark.parametrize(
    ("texto", "monto"),
    [("0", 0), ("1234.5", 123_450), ("1,234.50", 123_450), (" 7 ", 700), ("0.05", 5)],
)
def test_los_pesos_bien_escritos_se_leen(texto, monto):
    assert centavos(texto) == monto


@pytest.mark.parametrize("texto", ["", "-1", "1e3", "NaN", "$5", "1.234", "12,34.00", "1.", "１２"])
def test_lo_que_no_es_un_importe_se_rechaza_con_su_remedio(texto):
    with pytest.raises(DatoInvalido) as motivo:
        centavos(texto)
    assert str(motivo.value) == (
        f"«{texto}» no es un importe. Escriba pesos con dos decimales, por ejemplo 1234.50."
    )


def test_los_pesos_se_escriben_con_miles_y_dos_decimales():
    escritos = [pesos(n) for n in (0, 5, 123_450, 10**9, -5)]
    assert escritos == ["0.00", "0.05", "1,234.50", "10,000,000.00", "-0.05"]


@pytest.mark.parametrize("columna", [[0, 1, LIMITE], [], np.array([5], np.uint64), np.int32(7)])
def test_los_centavos_enteros_se_aceptan(columna):
    sale = exigir_importes(columna)
    assert sale.dtype == np.int64
    assert sale.tolist() == np.asarray(columna).tolist()


@pytest.mark.parametrize(
    ("columna", "dice"),
    [
        ([1, -1], r"-0\.01 no es creíble"),
        ([LIMITE + 1], r"10,000,000,000,000\.01 no es creíble: debe estar entre 0\.00 y"),
        ([1.0], "centavos enteros.*punto flotante"),
        ([10**20], "centavos enteros, hasta"),
        (["5.00"], "centavos enteros"),
    ],
)
def test_un_importe_imposible_se_rechaza_y_dice_cual(columna, dice):
    with pytest.raises(DatoInvalido, match=dice):
        exigir_importes(columna)


@pytest.mark.parametrize(
    ("importe", "a_pagar"),
    [(100_00, 100_00), (100_01, 100_00), (100_50, 100_00), (100_51, 101_00), (100_99, 101_00)],
)
def test_para_pagar_cincuenta_centavos_bajan_y_cincuenta_y_uno_suben(importe, a_pagar):
    assert peso_para_pago(importe) == a_pagar

"""The physical inventory, reckoned by hand over six credits for 2,100.05."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cartera_lib.cartera.inventario import Cuaderno
from cartera_lib.errors import DatoInvalido
from cartera_lib.oficina.inventario import (
    avance,
    base,
    coinciden,
    pedidos,
    por_ciento,
    por_contar,
    repartir,
    revisar_cuadernos,
)
from tests.oficina.inventarios import (
    AMBOS,
    BASE,
    CORTE,
    LIBROS,
    SOLO_PRIMERO,
    marcas,
)


def test_la_base_es_la_mora_ordenada_y_numerada_sin_las_propuestas():
    assert BASE.index.tolist() == [1, 2, 3, 4, 5, 6]
    # by ramo, and then by registro and number; COP comes before RCV
    assert BASE["credito"].str[-1].tolist() == ["1", "2", "3", "4", "5", "6"]
    assert BASE["importe"].sum() == 2_100_05


def test_el_orden_de_la_base_no_depende_del_orden_del_corte():
    al_reves = CORTE.tabla.take(list(range(len(CORTE)))[::-1])
    otra = base(type(CORTE)(CORTE.corte, CORTE.ooad, CORTE.subdelegacion, al_reves))
    assert otra.equals(BASE)


def test_el_reparto_cubre_todo_sin_encimarse_y_difiere_en_uno():
    libros = repartir(10, ["Ana", "Luis", "Eva"])
    assert [(c.responsable, c.desde, c.hasta) for c in libros] == [
        ("Ana", 1, 4), ("Luis", 5, 7), ("Eva", 8, 10),
    ]  # fmt: skip
    revisar_cuadernos(libros, 10)


@settings(deadline=None, max_examples=25)
@given(st.integers(1, 500), st.integers(1, 20))
def test_cualquier_reparto_pasa_su_revision(n, personas):
    if personas > n:
        with pytest.raises(DatoInvalido, match="no más personas que créditos"):
            repartir(n, [f"P{p}" for p in range(personas)])
    else:
        libros = repartir(n, [f"P{p}" for p in range(personas)])
        revisar_cuadernos(libros, n)
        assert sum(c.hasta - c.desde + 1 for c in libros) == n


def test_una_persona_no_lleva_dos_libros_por_escribirse_dos_veces():
    with pytest.raises(DatoInvalido, match="una sola vez"):
        repartir(10, ["Ana", " ANA "])


@pytest.mark.parametrize(
    ("rangos", "dice"),
    [
        ([(1, 5), (4, 10)], r"Los libros 1 \(A\) y 2 \(B\) se enciman del 4 al 5\."),
        ([(1, 4), (7, 10)], r"Ningún libro lleva del 5 al 6\."),
        ([(2, 10)], r"Ningún libro lleva el 1\."),
        ([(1, 4), (5, 9)], r"Ningún libro lleva el 10\."),
        ([(1, 12)], r"El libro 1 \(A\) llega al 12 y la base termina en el 10\."),
        ([(1, 10), (3, 4)], r"se enciman del 3 al 4\."),
        ([], r"Ningún libro lleva del 1 al 10\."),
    ],
)
def test_los_libros_que_se_enciman_o_dejan_huecos_se_rehusan_por_su_nombre(rangos, dice):
    libros = [Cuaderno("", n, "ABC"[n - 1], *rango) for n, rango in enumerate(rangos, start=1)]
    with pytest.raises(DatoInvalido, match=dice):
        revisar_cuadernos(libros, 10)


def test_dos_libros_no_llevan_el_mismo_numero():
    libros = [Cuaderno("", 1, "Ana", 1, 5), Cuaderno("", 1, "Luis", 6, 10)]
    with pytest.raises(DatoInvalido, match="dos libros con el número 1"):
        revisar_cuadernos(libros, 10)


def test_el_avance_del_primer_conteo_es_el_calculado_a_mano():
    tablero = avance(BASE, SOLO_PRIMERO, cuadernos=LIBROS, conteo=1)
    ana, luis, total = (tablero.loc[x] for x in (1, 2, "Total"))
    cuentas = ["totales", "parciales", "otros", "sobrantes", "sin_documento"]
    assert ana[cuentas].tolist() == [1, 1, 1, 1, 1]
    assert luis[cuentas].tolist() == [1, 0, 0, 0, 0]
    numeros = ["asignados", "contados", "faltan", "importe_revisado", "importe_asignado"]
    assert ana[numeros].tolist() == [4, 4, 0, 1_000_00, 1_000_00]
    assert luis[numeros].tolist() == [2, 1, 1, 500_05, 1_100_05]
    assert total[numeros].tolist() == [6, 5, 1, 1_500_05, 2_100_05]
    # 4 of 4 and of 6; 1 of 2 and of 6; 5 of 6
    partes = ["por_ciento_individual", "por_ciento_avance"]
    assert ana[partes].tolist() == ["100.00", "66.67"]
    assert luis[partes].tolist() == ["50.00", "16.67"]
    assert total[partes].tolist() == ["83.33", "83.33"]


def test_el_avance_del_segundo_conteo_cuenta_lo_que_el_primero_no_hallo_igual():
    tablero = avance(BASE, AMBOS, cuadernos=LIBROS, conteo=2)
    columnas = ["asignados", "contados", "faltan", "importe_revisado", "por_ciento_individual"]
    # Ana's: 2, 3, 4 and the paper that was left over (75.50); Luis's: the one nobody counted
    assert tablero.loc[1, columnas].tolist() == [4, 4, 0, 975_50, "100.00"]
    assert tablero.loc[2, columnas].tolist() == [1, 0, 1, 0, "0.00"]


def test_sin_marcas_el_avance_es_cero_y_el_segundo_conteo_todavia_pide_todo():
    tablero = avance(BASE, marcas(), cuadernos=LIBROS, conteo=1)
    assert tablero["contados"].tolist() == [0, 0, 0]
    assert avance(BASE, marcas(), cuadernos=LIBROS, conteo=2).loc["Total", "asignados"] == 6
    assert por_ciento(0, 0) == "—"


def _numeros(tabla):
    return tabla["numero"].tolist()


def test_lo_ya_contado_se_oculta():
    pedido = pedidos(BASE, SOLO_PRIMERO, cuadernos=LIBROS, conteo=1)
    assert _numeros(por_contar(pedido, SOLO_PRIMERO, conteo=1, quien="Luis")) == [6]


def test_el_segundo_conteo_no_pide_lo_que_coincidio_ni_lo_que_conto_la_misma_persona():
    pedido = pedidos(BASE, SOLO_PRIMERO, cuadernos=LIBROS, conteo=2)
    de_luis = por_contar(pedido, SOLO_PRIMERO, conteo=2, quien="Luis")
    assert _numeros(de_luis) == [2, 3, 4, 0, 6]
    assert de_luis["antes"].tolist() == ["PARCIAL", "OTRO", "SIN_DOCUMENTO", "SOBRANTE", ""]
    assert de_luis["cuaderno"].tolist() == [1, 1, 1, 1, 2]
    assert _numeros(por_contar(pedido, SOLO_PRIMERO, conteo=2, quien=" ana")) == [6]
    assert _numeros(por_contar(pedido, AMBOS, conteo=2, quien="Luis")) == [6]


def test_se_busca_por_registro_con_o_sin_digito_y_por_credito():
    assert coinciden(BASE, ["W0000001101", "231000004"]).tolist() == [False] * 3 + [
        True, False, False,
    ]  # fmt: skip
    assert coinciden(BASE, ["W000000110"]).all()
    assert not coinciden(BASE, ["999999999"]).any()

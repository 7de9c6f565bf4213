from datetime import date

import numpy as np
import pytest

from cartera_lib.cartera.creditos import Creditos, claves
from cartera_lib.errors import DatoInvalido
from cartera_lib.valores.dinero import LIMITE


def test_un_credito_es_una_columna_de_uno():
    credito = Creditos(np.int64(1_234_50), date(2026, 3, 17))
    assert len(credito) == 1
    assert credito.importe.tolist() == [1_234_50]
    assert credito.vencimiento.tolist() == [20_529]
    assert credito.tipo is None


@pytest.mark.parametrize(
    "vencimiento",
    [
        ["2026-03-17"],
        [date(2026, 3, 17)],
        np.array(["2026-03-17"], "datetime64[ns]"),
        np.array([20_529], np.int32),
    ],
    ids=["texto", "fecha", "datetime64", "días"],
)
def test_el_vencimiento_se_da_de_varias_maneras(vencimiento):
    assert Creditos([1], vencimiento).vencimiento.tolist() == [20_529]


@pytest.mark.parametrize("importe", [[-1], [LIMITE + 1], [1.5], ["1.50"]])
def test_un_importe_imposible_no_entra(importe):
    with pytest.raises(DatoInvalido):
        Creditos(importe, ["2026-03-17"])


def test_una_fecha_imposible_no_entra():
    with pytest.raises(DatoInvalido, match="«2026-02-30» no es una fecha"):
        Creditos([1], ["2026-02-30"])


def test_las_columnas_tienen_el_mismo_largo():
    dos = np.array([2, 80], np.int8)
    for columnas in (([1, 2], ["2026-03-17"]), ([1], ["2026-03-17"], dos)):
        with pytest.raises(DatoInvalido, match="mismo largo"):
            Creditos(*columnas)


def test_sin_creditos_tambien_es_una_columna():
    assert len(Creditos([], [])) == 0


def test_una_parte_de_los_creditos_no_se_copia():
    todos = Creditos(np.array([1, 2, 3]), np.array([10, 20, 30]), np.array([2, 6, 80], np.int8))
    parte = todos.en(slice(1, 3))
    assert parte.importe.tolist() == [2, 3]
    assert parte.vencimiento.tolist() == [20, 30]
    assert parte.tipo.tolist() == [6, 80]
    assert np.shares_memory(parte.importe, todos.importe)


def test_las_claves_de_tipo_se_vuelven_numeros_aunque_pierdan_su_cero():
    numeros = claves(["02", "80", "2", "00", "6"])
    assert numeros.tolist() == [2, 80, 2, 0, 6]
    assert numeros.dtype == np.int8
    assert claves("08").tolist() == [8]


def test_una_clave_desconocida_se_rechaza_por_su_nombre():
    with pytest.raises(DatoInvalido, match="«99» no está en el catálogo"):
        claves(["02", "99"])

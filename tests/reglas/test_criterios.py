import pytest

from cartera_lib.errors import DatoInvalido
from cartera_lib.reglas.criterios import CRITERIOS, Criterios
from cartera_lib.valores.dinero import Redondeo


def test_si_nada_se_dice_el_factor_se_trunca_y_los_recargos_llegan_a_cinco_anios():
    assert Criterios() == CRITERIOS
    assert CRITERIOS.tope_meses == 5 * 12
    assert CRITERIOS.redondeo_factor is Redondeo.TRUNCAR
    assert CRITERIOS.serie_inpc is None


@pytest.mark.parametrize("tope", [1, 60, 120, None])
def test_el_tope_es_un_numero_de_meses_o_ninguno(tope):
    assert Criterios(tope_meses=tope).tope_meses == tope


@pytest.mark.parametrize("tope", [0, -1])
def test_un_tope_que_no_es_un_numero_de_meses_se_rechaza(tope):
    with pytest.raises(DatoInvalido, match="de 1 en adelante"):
        Criterios(tope_meses=tope)


def test_dos_lecturas_iguales_son_el_mismo_valor():
    assert len({Criterios(), Criterios(60), Criterios(60, Redondeo("truncar"))}) == 1
    assert Criterios(tope_meses=120) != CRITERIOS

import pytest

from cartera_lib.norma.articulos import CFF, LIF, LSS, NOMBRES, Articulo, Ley
from cartera_lib.norma.tablas import renglones


def test_un_articulo_se_cita_por_sus_siglas_y_su_numero():
    assert str(CFF["17-A"]) == "CFF 17-A"
    assert str(LSS["40-A"]) == "LSS 40-A"


def test_un_articulo_se_cita_en_un_oficio_con_el_nombre_de_su_ley():
    assert CFF["21"].oficial == "artículo 21 del Código Fiscal de la Federación"
    assert LSS["39-C"].oficial == "artículo 39-C de la Ley del Seguro Social"
    assert LIF["11"].oficial == "artículo 11 de la Ley de Ingresos de la Federación"


def test_el_mismo_articulo_es_el_mismo_valor():
    assert CFF["21"] == CFF["21"]
    assert len({CFF["21"], CFF["21"], LSS["39"]}) == 2
    assert sorted([LSS["39"], CFF["21"]])[0] == CFF["21"]


@pytest.mark.parametrize("numero", ["999", "21-Z", ""])
def test_un_articulo_que_no_esta_en_la_tabla_no_se_puede_citar(numero):
    with pytest.raises(KeyError):
        CFF[numero]


def test_toda_ley_de_la_tabla_tiene_su_nombre_oficial_y_cada_articulo_su_materia():
    for fila in renglones("articulos"):
        articulo = Ley(fila["ley"])[fila["articulo"]]
        assert articulo == Articulo(fila["ley"], fila["articulo"], fila["materia"])
        assert articulo.materia.strip()
        assert articulo.oficial.endswith(NOMBRES[fila["ley"]])

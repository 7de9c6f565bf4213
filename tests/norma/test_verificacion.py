from datetime import date

from cartera_lib.norma.tablas import fichas, olvidar
from cartera_lib.norma.verificacion import por_confirmar, problemas

AL = date(2026, 11, 24)
UMA = "desde,hasta,diaria,fuente,marca\n"


def _agregar(carpeta, nombre, texto):
    carpeta.mkdir(exist_ok=True)
    (carpeta / f"{nombre}.csv").write_text(texto, encoding="utf-8")
    olvidar()


def test_las_tablas_del_paquete_no_tienen_problemas():
    assert problemas(AL) == []


def test_tras_un_ano_hay_que_volver_a_verificar_cada_tabla():
    hallados = problemas(date(2027, 11, 26))
    assert len(hallados) == len(fichas())
    assert "inpc: se verificó el 2026-11-24, hace más de un año." in hallados


def test_un_renglon_sin_fuente_o_sin_marca_se_delata(tablas_de_oficina):
    _agregar(tablas_de_oficina, "uma", UMA + "2027-02-01,2028-01-31,120.00,,X\n")
    hallados = problemas(AL)
    assert len(hallados) == 2
    assert hallados[0] == "uma, 2027-02-01: no dice su fuente."
    assert hallados[1] == "uma, 2027-02-01: la marca no es una de S, C, M, D."


def test_un_hueco_se_delata_una_vez_y_no_impide_revisar_las_demas(tablas_de_oficina):
    _agregar(tablas_de_oficina, "uma", UMA + "2027-03-01,2028-01-31,120.00,x,S\n")
    (hallado,) = problemas(AL)
    assert "«uma» tiene un hueco o un traslape junto a 2027-03-01" in hallado


def test_un_renglon_de_memoria_queda_por_confirmar_con_su_fuente(tablas_de_oficina):
    antes = por_confirmar()
    _agregar(tablas_de_oficina, "uma", UMA + "2027-02-01,2028-01-31,120.00,de memoria,M\n")
    assert set(por_confirmar()) - set(antes) == {"uma: 2027-02-01 (de memoria)"}


def test_lo_que_esta_por_confirmar_se_dice_por_su_fecha_o_su_clave():
    dichos = por_confirmar()
    assert "recargos: 2017-01 (sin fuente directa: continuidad LIF 0.75%)" in dichos
    assert any(dicho.startswith("multas: I 2002-01-01 (") for dicho in dichos)
    assert any(dicho.startswith("tipos_documento: 08 (") for dicho in dichos)

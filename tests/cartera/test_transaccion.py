import pytest

from cartera_lib.cartera.transaccion import LineaDelPuente, transaccion, transacciones
from cartera_lib.errors import DatoInvalido

CLASES = {
    "alta": {1},
    "baja": {-1},
    "cobro": {-1},
    "ajuste": {-1, 0, 1},
    "estado": {0},
    "dato": {0},
}
LINEAS = {
    "alta": {"ALTAS", "REACTIVACION", "TRASLADO"},
    "baja": {"CANCELACION", "TRASLADO"},
    "cobro": {"PAGOS"},
    "ajuste": {"AJUSTES"},
    "estado": {"RECLASIFICACION", "AJUSTES"},
    "dato": {"AJUSTES"},
}


def test_el_signo_de_cada_transaccion_es_el_de_su_clase():
    for tipo in transacciones().values():
        assert tipo.signo in CLASES[tipo.clase], tipo.codigo
        assert tipo.cedula in ("", "CAP-3", "CAP-4")


def test_la_transaccion_se_pide_por_su_clave_en_mayusculas_o_minusculas():
    assert transaccion(" pago ").nombre == "Pago por recaudación"


def test_una_clave_desconocida_dice_cuales_hay():
    with pytest.raises(DatoInvalido, match=r"«REGALO».*PAGO"):
        transaccion("REGALO")


def test_cada_transaccion_va_a_una_linea_del_puente_que_es_de_su_clase():
    for tipo in transacciones().values():
        assert tipo.puente.name in LINEAS[tipo.clase], tipo.codigo
    assert transaccion("REACTIVACION").puente is LineaDelPuente.REACTIVACION
    assert transaccion("RECEPCION_CAMBIO").puente is LineaDelPuente.TRASLADO


def test_una_linea_que_no_existe_se_dice_con_las_que_hay(tablas_de_oficina):
    tablas_de_oficina.mkdir()
    renglon = "CLAVE_NUEVA,Nueva,1,,alta,OTRA,oficio,D"
    encabezado = "codigo,nombre,signo,cedula,clase,puente,fuente,marca"
    (tablas_de_oficina / "transacciones.csv").write_text(f"{encabezado}\n{renglon}\n", "utf-8")
    with pytest.raises(DatoInvalido, match=r"CLAVE_NUEVA.*«OTRA».*ALTAS"):
        transacciones()

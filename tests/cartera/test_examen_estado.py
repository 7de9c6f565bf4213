from cartera_lib.oficina.requerimientos import verificar
from tests.oficina.cedulas import AL, NOTIFICADA, entorno, pagado


def test_dos_abonos_del_mismo_credito_en_un_mes_no_son_uno_repetido():
    recientes = frozenset({(NOTIFICADA, "PAGO", "02")})
    assert verificar(pagado(), entorno(recientes=recientes), al=AL).causas == ()

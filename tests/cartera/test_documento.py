import pytest

from cartera_lib.cartera.documento import aceptados, documento, documentos
from cartera_lib.cartera.estados import transiciones
from cartera_lib.cartera.transaccion import transacciones
from tests.oficina.cedulas import AL


@pytest.mark.parametrize(
    "escrito", ["ACTA_NOTIFICACION", "acta notificacion", "Acta de notificación"]
)
def test_un_documento_se_conoce_por_su_clave_o_por_su_nombre(escrito):
    assert documento(escrito).codigo == "ACTA_NOTIFICACION"


def test_lo_que_no_esta_en_el_catalogo_no_es_documento():
    assert documento("servilleta") is None


def test_cada_transaccion_que_se_pide_tiene_un_documento_que_la_respalda():
    for tipo in transacciones().values():
        if tipo.cedula and tipo.codigo != "CAMBIO_INCIDENCIA":
            assert aceptados(tipo.codigo), tipo.codigo


def test_cada_documento_respalda_algo():
    de_pasos = {s for paso in transiciones(AL).values() for s in paso.soportes}
    for hallado in documentos().values():
        assert hallado.transacciones or hallado.codigo in de_pasos, hallado.codigo
        assert hallado.transacciones <= set(transacciones())

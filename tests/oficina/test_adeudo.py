from datetime import date

from cartera_lib.oficina.adeudo import Variante, estado_de_adeudo
from cartera_lib.oficina.informes import situacion
from tests.oficina.renglones import cartera


def _estado(ramo, variante):
    valuada = situacion(
        cartera({}, {"incidencia": "09"}, {"ramo": "RCV"}, {"registro": "W000000210"}),
        al=date(2024, 9, 17),
    )
    return estado_de_adeudo(valuada, "W000000110", ramo=ramo, variante=variante)


def test_por_situacion_hay_un_renglon_por_incidencia_del_patron_y_ramo():
    estado = _estado("COP", Variante.SITUACION)
    assert estado.grupos["total"].to_dict() == {
        "09 En Localización": 73_727_98,
        "31 Inicio de Tramitación (PAE)": 73_727_98,
    }
    assert estado.total == 2 * 73_727_98


def test_por_motivo_hay_un_renglon_por_tipo_de_documento():
    grupos = _estado("COP", Variante.MOTIVO).grupos
    assert grupos.index.tolist() == ["02 Omisión de cuotas Seguros IMSS (COP) / Propuesta EMA"]
    assert grupos["creditos"].tolist() == [2]


def test_rcv_se_informa_aparte():
    assert _estado("RCV", Variante.SITUACION).total == 73_727_98

from datetime import date

import pytest

from cartera_lib.cartera.area import areas, nivel, nombres, unidades
from cartera_lib.cartera.transaccion import transacciones

AL = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("firma", "esperadas"),
    [
        ("Lic. Ana Ruiz, Jefa del Departamento de Cobranza", {"JDC"}),
        ("JDC Ana Ruiz", {"JDC"}),
        ("TITULAR DE LA SUBDELEGACION", {"TS"}),
        ("Oficina de Emision y Pago Oportuno / JDC", {"OEPO", "JDC"}),
        ("Ana Ruiz", set()),
        ("Ana con Luis", set()),
        ("", set()),
    ],
)
def test_una_firma_nombra_a_su_unidad_por_clave_o_por_nombre(firma, esperadas):
    assert unidades(firma) == esperadas


@pytest.mark.parametrize(
    ("importe", "autorizan"),
    [(1, ()), (50_000_00, ()), (50_000_01, ("JDC", "TS")), (500_000_00, ("JDC", "TS")),
     (500_000_01, ("TS",)), (10**12, ("TS",))],
)  # fmt: skip
def test_quien_autoriza_depende_del_importe_hasta_el_centavo(importe, autorizan):
    assert nivel(importe, AL).autorizan == autorizan


def test_las_areas_solo_piden_transacciones_que_tienen_cedula():
    con_cedula = {t.codigo for t in transacciones().values() if t.cedula}
    for area in areas().values():
        assert area.transacciones - {"*"} <= con_cedula, area.codigo
        assert area.firman <= set(areas())


def test_cada_transaccion_con_cedula_tiene_un_area_que_la_pide():
    for tipo in transacciones().values():
        piden = {a.codigo for a in areas().values() if a.pide(tipo.codigo)}
        assert not tipo.cedula or piden - {"JDC", "TS"}, tipo.codigo


def test_las_unidades_se_escriben_con_su_nombre():
    assert nombres(("TS", "JDC")) == "Departamento de Cobranza o Titular de la Subdelegación"

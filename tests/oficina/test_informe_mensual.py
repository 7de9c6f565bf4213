from datetime import date

from cartera_lib.oficina.informe_mensual import informe_mensual
from tests.oficina.renglones import cartera

JULIO = date(2024, 7, 31)


def test_todas_las_tablas_del_informe_suman_lo_mismo():
    actual = cartera({}, {"ramo": "RCV", "incidencia": "09"}, {"tipo_documento": "80"})
    informe = informe_mensual(actual, cartera({}, corte=JULIO), al=date(2024, 9, 17))
    total = informe.situacion.tabla["total"].sum()
    for tabla in (informe.por_grupo, informe.por_incidencia, informe.por_tipo, informe.cruce):
        assert tabla["Total", "total"].sum() == total
    assert informe.totales["total"].sum() == informe.deudores["total"].sum() == total
    assert informe.puente is not None
    assert informe.puente.residual == 0


def test_el_primer_corte_no_tiene_puente_y_lo_dice():
    informe = informe_mensual(cartera({}), None, al=date(2024, 9, 17))
    assert "Puente" not in informe.hojas()
    assert informe.portada()["Puente con el corte anterior"] == "Es el primer corte cargado."

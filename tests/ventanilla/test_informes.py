from tests.ventanilla.conftest import JUNIO, MAYO


def test_el_informe_de_requerimientos_cuenta_todos(ana):
    informe = ana.informe_de_requerimientos(JUNIO)
    assert informe.hojas()["Por estado"]["requerimientos"].sum() == (
        ana.libro.requerimientos().num_rows
    )
    assert "Por atender: 4 requerimientos." in informe.control()
    assert informe.portada()["Advertencias"] == "Ninguna."


def test_el_informe_de_recaudacion_suma_lo_de_tesoreria(ana):
    informe = ana.informe_de_recaudacion(JUNIO)
    depositos = ana.libro.depositos().to_pandas()
    assert informe.hojas()["Depósitos por caso"]["importe"].sum() == depositos["importe"].sum()


def test_el_informe_de_contabilidad_cuadra(ana):
    for mes in (MAYO, JUNIO):
        hojas = ana.informe_de_contabilidad(mes).hojas()
        for tabla in hojas.values():
            assert tabla["debe"].sum() == tabla["haber"].sum() > 0


def test_cada_informe_se_entrega_con_sus_cifras(ana, tmp_path):
    assert "no se escribió" in ana.mesa.entregar(ana.informe_de_recaudacion(JUNIO), "")
    ana.mesa.entregar(ana.informe_de_recaudacion(JUNIO), str(tmp_path))
    assert {r.name for r in tmp_path.iterdir()} >= {
        "recaudacion.xlsx", "cifras.json", "entradas.json",
    }  # fmt: skip

from cartera_lib.cartera.requerimiento import Causa, Cedula, Resultado, Revision


def test_una_revision_con_una_causa_es_una_devolucion():
    assert Revision("R24-000001").resultado is Resultado.ACEPTADO
    assert Revision("R24-000001", (Causa("D06", "Sin soporte."),)).resultado is Resultado.DEVUELTO


def test_las_cedulas_se_llaman_como_en_la_oficina():
    assert [str(cedula) for cedula in Cedula] == ["CAP-3", "CAP-4"]

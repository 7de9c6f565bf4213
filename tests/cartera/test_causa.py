from datetime import date

from cartera_lib.cartera.causa import arreglo, causa, causas_de_devolucion, renglon_nuevo
from tests.oficina.cedulas import MULTA


def test_el_catalogo_tiene_quince_causas_en_orden():
    assert list(causas_de_devolucion()) == [f"D{n:02d}" for n in range(1, 16)]
    for una in causas_de_devolucion().values():
        assert una.nombre
        assert una.norma
        assert una.remedio.endswith(".")


def test_sin_arreglo_la_causa_dice_que_hacer():
    una = causa("D06", "No trae soporte.", orden=2)
    assert una.texto == "No trae soporte. Acompañe el documento que respalda el movimiento."
    assert (una.orden, una.correccion, una.campo) == (2, "", "")


def test_con_arreglo_la_causa_dice_el_arreglo():
    una = causa("D05", "No cuadra.", arreglo=arreglo("importe", 123_450))
    assert una.texto == "No cuadra. Escriba «1,234.50» en el importe."
    assert (una.correccion, una.campo, una.valor) == (
        "Escriba «1,234.50» en el importe.", "importe", "123450",
    )  # fmt: skip


def test_una_fecha_se_muestra_como_se_lee_y_se_guarda_como_se_ordena():
    dicho = arreglo("fecha_notificacion", date(2024, 9, 2))
    assert (dicho.frase, dicho.valor) == (
        "Escriba «02/09/2024» en la fecha de notificación.", "2024-09-02",
    )  # fmt: skip


def test_el_renglon_que_falta_se_nombra_completo():
    assert renglon_nuevo(MULTA, 40_000).valor == "COP/A123456710/248000123/2024-03/80/40000"
    assert renglon_nuevo(MULTA, None).valor == "COP/A123456710/248000123/2024-03/80/"

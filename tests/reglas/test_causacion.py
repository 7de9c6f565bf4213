"""When each credit was caused."""

from datetime import date

import pytest

from cartera_lib.reglas.causacion import de_cuota, fin_de_causacion
from tests.reglas.carteras import cartera, de_ninguno, dias_de


@pytest.mark.parametrize(
    ("tipo", "cuota"),
    [("02", True), ("06", True), ("03", True), ("80", False), ("00", False), ("70", False)],
)
def test_son_cuotas_las_que_vencen_el_17(tipo, cuota):
    # LSS 39; las multas, capitales y gastos vencen quince días después de notificados
    assert de_cuota(cartera({"tipo_documento": tipo})).tolist() == [cuota]


def test_un_tipo_desconocido_no_es_cuota():
    assert de_cuota(cartera({"tipo_documento": "77"}, {"tipo_documento": "02"})).tolist() == [
        False,
        True,
    ]


def test_la_cuota_se_causa_al_terminar_su_periodo_y_lo_demas_al_entrar():
    varios = cartera(
        {"periodo": "2025-12"},
        {"periodo": "2024-02"},
        {"periodo": "2023-02"},
        {"ramo": "RCV", "tipo_documento": "06", "periodo": "2025-10"},
        {"tipo_documento": "80", "periodo": "2025-10", "fecha_alta": date(2026, 2, 3)},
    )
    assert dias_de(fin_de_causacion(varios)) == [
        date(2025, 12, 31),
        date(2024, 2, 29),
        date(2023, 2, 28),
        date(2025, 10, 31),
        date(2026, 2, 3),
    ]
    assert fin_de_causacion(de_ninguno()).size == 0

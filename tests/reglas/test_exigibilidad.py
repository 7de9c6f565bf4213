from datetime import date

from cartera_lib.reglas.exigibilidad import creditos_de, prescripcion_por_notificacion
from cartera_lib.reglas.ley import vencimientos_cubiertos
from cartera_lib.reglas.liquidacion import liquidar
from cartera_lib.valores.calendario import fecha
from tests.conftest import comprobar
from tests.oficina.renglones import cartera

REGLA = "exigibilidad"
NUNCA = vencimientos_cubiertos()[1]


def test_caso(caso):
    entrada = caso["entrada"]
    una = cartera(
        {
            "tipo_documento": entrada["tipo_documento"],
            "periodo": str(entrada["periodo"]),
            "fecha_notificacion": entrada["notificacion"],
        }
    )
    vencimiento = int(creditos_de(una).vencimiento[0])
    prescribe = int(prescripcion_por_notificacion(una)[0])
    comprobar(
        caso,
        {
            "vencimiento": None
            if vencimiento == vencimientos_cubiertos()[1]
            else fecha(vencimiento),
            "prescribe_por_notificacion": None if prescribe < 0 else fecha(prescribe),
        },
    )


def test_lo_que_no_vence_no_causa_nada_ningun_dia():
    multa = cartera({"tipo_documento": "80", "fecha_notificacion": None, "importe": "1,000.00"})
    for al in ("2024-01-31", "2026-06-30", "2026-11-24"):
        assert liquidar(creditos_de(multa), al=al).total.tolist() == [1_000_00]


def test_una_notificacion_fuera_del_calendario_no_detiene_a_las_demas():
    multa = {"tipo_documento": "80", "importe": "1,000.00"}
    dos = cartera({**multa, "fecha_notificacion": date(1996, 12, 2)}, multa)
    valor = liquidar(creditos_de(dos), al="2026-06-30")
    assert (valor.causa != 0).tolist() == [True, False]
    assert prescripcion_por_notificacion(dos)[0] == -1

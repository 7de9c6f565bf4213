from datetime import date

from cartera_lib.cartera.incidencia import Esquema
from cartera_lib.oficina.informes import (
    horizonte_de_prescripcion,
    mayores_deudores,
    resumen,
    situacion,
    vistazo,
)
from tests.oficina.renglones import cartera

AL = date(2024, 9, 17)
# Vector calculado S08: 64,210.55 de diciembre de 2023 al 17-09-2024 son 73,727.98
S08 = (64_210_55, 1_759_37, 7_758_06, 73_727_98)


def _situacion(*cambios, al=AL, esquema=Esquema.A):
    return situacion(cartera(*cambios), al=al, esquema=esquema)


def test_cada_credito_lleva_su_actualizacion_recargos_y_total():
    tabla = _situacion({}).tabla
    columnas = ["importe", "actualizacion", "recargos", "total"]
    assert tuple(tabla[columnas].iloc[0]) == S08
    assert tabla["antiguedad"].iloc[0] == "De 7 a 12 meses"


def test_una_multa_notificada_no_causa_recargos_y_sin_notificar_no_crece():
    # Notificada el 02-03-2024 (sábado surte el lunes 4): 15 hábiles → 26-03-2024
    multas = {"tipo_documento": "80", "importe": "1,000.00"}
    tabla = _situacion(
        {**multas, "fecha_notificacion": date(2024, 3, 1)}, {**multas, "fecha_notificacion": None}
    ).tabla
    assert tabla["recargos"].tolist() == [0, 0]
    # INPC ago-2024 136.013 ÷ feb-2024 133.681 = 1.0174…: 17.40 de actualización
    assert tabla["actualizacion"].tolist() == [17_40, 0]


def test_un_credito_que_la_ley_no_alcanza_suma_su_importe_y_se_cuenta_aparte():
    valuada = _situacion({}, {"periodo": "1996-05", "importe": "10.00"})
    assert valuada.sin_calculo == 1
    assert valuada.tabla["total"].tolist() == [73_727_98, 10_00]
    assert valuada.tabla["calculado"].tolist() == [True, False]


def test_las_tres_agrupaciones_de_incidencias():
    grupos = {
        esquema: _situacion({"incidencia": "14"}, {"incidencia": "31"}, esquema=esquema)
        .tabla["grupo"]
        .tolist()
        for esquema in Esquema
    }
    assert grupos[Esquema.A] == ["Impedimento", "Cobro"]
    assert grupos[Esquema.B][0] == "Controvertido"
    assert grupos[Esquema.PAE] == ["Sin grupo", "PAE"]


def test_el_resumen_suma_cop_rcv_y_total():
    valuada = _situacion({}, {"ramo": "RCV"}, {"incidencia": "09", "importe": "0.01"})
    tabla = resumen(valuada, ["incidencia"])
    cobro = tabla.loc["31 Inicio de Tramitación (PAE)"]
    assert cobro["COP", "total"] == cobro["RCV", "total"] == 73_727_98
    assert cobro["Total", "total"] == 2 * 73_727_98
    assert cobro["Total", "creditos"] == 2
    assert tabla["Total", "importe"].sum() == 2 * 64_210_55 + 1


def test_los_porcentajes_del_vistazo_son_exactos():
    valuada = _situacion(
        {"importe": "2.00", "periodo": "2024-08"},
        {"importe": "1.00", "periodo": "2024-08", "incidencia": "09"},
    )
    vista = vistazo(resumen(valuada, ["incidencia"]))
    assert sorted(vista["por_ciento"]) == ["33.33", "66.67"]


def test_los_mayores_deudores_van_de_mayor_a_menor():
    valuada = _situacion({}, {"registro": "W000000210"}, {"registro": "W000000210"})
    deudores = mayores_deudores(valuada, 1)
    assert deudores["registro"].tolist() == ["W000000210"]
    assert deudores["total"].tolist() == [2 * 73_727_98]
    assert deudores["por_ciento"].tolist() == ["66.67"]


def test_lo_que_prescribe_se_ve_por_las_dos_lecturas():
    # Vence 17-10-2019 (jueves): exigible el 18, prescribe el 18-10-2024, a 31 días del 17-09-2024.
    # Notificado el 02-01-2020: vence el 24-01-2020 (viernes) → 27; prescribe el 28-01-2025.
    valuada = _situacion({"periodo": "2019-09", "fecha_notificacion": date(2020, 1, 2)})
    tabla = horizonte_de_prescripcion(valuada).set_index("dentro_de")
    assert tabla["creditos_desde_vencimiento"].tolist() == [0, 1, 0, 0]
    assert tabla["creditos_desde_notificacion"].tolist() == [0, 0, 0, 1]

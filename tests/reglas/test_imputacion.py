from datetime import date

import pytest

from cartera_lib.errors import DatoInvalido
from cartera_lib.reglas.imputacion import (
    ORDEN_EN_CONVENIO,
    Adeudo,
    Concepto,
    historico_pendiente,
    imputar,
    recargos_cubiertos,
)
from tests.conftest import centavos, comprobar, pesos

REGLA = "imputacion"
CONCEPTOS = {
    "gastos": Concepto.GASTOS,
    "recargos": Concepto.RECARGOS,
    "multas": Concepto.MULTAS,
    "indemnizacion": Concepto.INDEMNIZACION,
    "principal": Concepto.PRINCIPAL,
}
NOMBRES = {concepto: nombre for nombre, concepto in CONCEPTOS.items()}


def test_caso(caso):
    entrada = caso["entrada"]
    adeudos = [
        Adeudo(
            a["credito"],
            a["vencimiento"],
            "COP",
            {concepto: centavos(a[nombre]) for nombre, concepto in CONCEPTOS.items()},
        )
        for a in entrada["adeudos"]
    ]
    aplicado, sobrante = imputar(centavos(entrada["pago"]), adeudos)
    partes = [
        {"credito": p.credito, "concepto": NOMBRES[p.concepto], "importe": pesos(p.importe)}
        for p in aplicado
    ]
    comprobar(caso, {"aplicado": partes, "sobrante": pesos(sobrante)})


def _adeudo(ramo="COP", excluidos=frozenset()):
    conceptos = {Concepto.GASTOS: 10, Concepto.MULTAS: 20, Concepto.PRINCIPAL: 100}
    return Adeudo("261000001", date(2026, 1, 19), ramo, conceptos, excluidos)


def _con(conceptos):
    return Adeudo("261000001", date(2026, 1, 19), "COP", conceptos)


def test_cop_y_rcv_no_se_mezclan():
    with pytest.raises(DatoInvalido, match="COP y RCV"):
        imputar(50, [_adeudo("COP"), _adeudo("RCV")])


def test_lo_impugnado_y_garantizado_se_salta():
    aplicado, sobrante = imputar(120, [_adeudo(excluidos=frozenset({Concepto.MULTAS}))])
    assert [(p.concepto, p.importe) for p in aplicado] == [
        (Concepto.GASTOS, 10),
        (Concepto.PRINCIPAL, 100),
    ]
    assert sobrante == 10


def test_dentro_de_un_convenio_las_multas_van_antes_que_los_gastos():
    aplicado, _ = imputar(25, [_adeudo()], orden=ORDEN_EN_CONVENIO)
    assert [(p.concepto, p.importe) for p in aplicado] == [
        (Concepto.MULTAS, 20),
        (Concepto.GASTOS, 5),
    ]


def test_el_principal_que_queda_vuelve_a_su_valor_historico():
    # 5,019.00 actualizados con factor 1.0038 son 5,000.00 históricos
    assert historico_pendiente(5_019_00, 10_038) == 5_000_00


def test_los_gastos_extraordinarios_se_pagan_antes_que_los_recargos():
    conceptos = {Concepto.GASTOS_EXTRAORDINARIOS: 300, Concepto.PRINCIPAL: 100}
    aplicado, sobrante = imputar(350, [_con(conceptos)])
    assert [(p.concepto, p.importe) for p in aplicado] == [
        (Concepto.GASTOS_EXTRAORDINARIOS, 300),
        (Concepto.PRINCIPAL, 50),
    ]
    assert sobrante == 0


def test_en_convenio_el_orden_es_el_del_66_a_completo():
    uno_de_cada = dict.fromkeys(Concepto, 1)
    aplicado, _ = imputar(8, [_con(uno_de_cada)], orden=ORDEN_EN_CONVENIO)
    assert [str(p.concepto) for p in aplicado] == [
        "recargos por prórroga",
        "recargos por mora del convenio",
        "multas",
        "gastos extraordinarios",
        "gastos de ejecución",
        "recargos",
        "indemnización por cheque",
        "principal actualizado",
    ]


def test_un_pago_negativo_se_rechaza():
    with pytest.raises(DatoInvalido, match="negativo"):
        imputar(-500, [_adeudo()])


def test_el_historico_pendiente_se_redondea_al_medio_centavo_hacia_arriba():
    # 1.005 pesos de histórico: 2.01 actualizados con factor 2.0000
    assert historico_pendiente(2_01, 20_000) == 1_01


@pytest.mark.parametrize(
    ("pagos", "cubierto"),
    [
        # docs/calculos/imputacion.md
        ([], 0),
        ([(226_56, 1000_00, 1000_00)], 226_56),
        ([(147_00, 1000_00, 1000_00), (0, 1000_00, 500_00)], 73_50),
        ([(100_00, 1000_00, 250_00), (10_00, 250_00, 125_00)], 17_50),
        ([(147_00, 1000_00, 0)], 0),
    ],
)
def test_los_recargos_pagados_no_se_cobran_otra_vez(pagos, cubierto):
    assert recargos_cubiertos(pagos) == cubierto

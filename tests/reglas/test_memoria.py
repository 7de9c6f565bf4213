import json
import re
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cartera_lib.cartera.creditos import Creditos, claves
from cartera_lib.errors import FueraDeVigencia
from cartera_lib.reglas.criterios import CRITERIOS, Criterios
from cartera_lib.reglas.liquidacion import liquidar
from cartera_lib.reglas.memoria import explicar
from cartera_lib.valores.dinero import LIMITE, Redondeo

PESOS = r"([\d,]+\.\d+)"


def _memoria(importe, vencimiento, al, *, tipo="02", criterios=CRITERIOS, diligencia=False):
    credito = Creditos([importe], [vencimiento], claves([tipo]))
    al = date.fromisoformat(al)
    return explicar(credito, al=al, criterios=criterios, diligencia=diligencia)


def _pasos(memoria):
    return {paso.concepto: paso for paso in memoria.pasos}


def _numero(texto):
    return Fraction(texto.replace(",", ""))


def _mitad_arriba(exacto):
    return int(exacto + Fraction(1, 2))


def _recalculado(memoria, criterios=CRITERIOS):
    """Work out updating and recargos in centavos from what the memoria prints, and no more."""
    impreso = json.loads(json.dumps(memoria.como_dict()))
    importe, ley, factor = impreso["importe"], impreso["derecho"], Fraction(1)
    if ley["indices"]:
        reciente, antiguo = (Fraction(indice["valor"]) for indice in ley["indices"])
        diezmilesimas = reciente / antiguo * 10_000
        truncar = criterios.redondeo_factor is Redondeo.TRUNCAR
        entero = int(diezmilesimas) if truncar else _mitad_arriba(diezmilesimas)
        factor = max(Fraction(entero, 10_000), Fraction(1))
    tasa = sum(Fraction(mes["tasa"]["valor"]) for mes in ley["meses"]) / 100
    exacto = importe * factor
    return _mitad_arriba(exacto) - importe, _mitad_arriba(exacto * tasa)


@settings(max_examples=150, deadline=None)
@given(
    importe=st.integers(0, LIMITE),
    vencimiento=st.dates(date(1997, 8, 1), date(2026, 5, 15)),
    al=st.dates(date(1997, 8, 1), date(2026, 6, 30)),
    tope=st.sampled_from([None, 1, 60]),
    redondeo=st.sampled_from(Redondeo),
)
def test_cada_cifra_se_recalcula_de_los_renglones_que_imprime(
    importe, vencimiento, al, tope, redondeo
):
    criterios = Criterios(tope_meses=tope, redondeo_factor=redondeo)
    memoria = explicar(Creditos([importe], [vencimiento]), al=al, criterios=criterios)
    actualizacion, recargos = _recalculado(memoria, criterios)
    assert memoria.paso("Actualización") == actualizacion
    assert memoria.paso("Recargos") == recargos
    assert memoria.total == importe + actualizacion + recargos == memoria.como_dict()["total"]


def test_la_operacion_escrita_cuadra_con_sus_propias_cifras():
    # S08: 136.013 / 132.373, ocho meses al 1.47
    memoria = _memoria(64_210_55, "2024-01-17", "2024-09-17")
    actualizacion = _pasos(memoria)["Actualización"].operacion
    forma = (
        rf"INPC 2024-08 {PESOS} ÷ INPC 2023-12 {PESOS} \(base 2018-07-2Q\) = {PESOS}…, truncado a "
        rf"diezmilésimas = {PESOS}\. {PESOS} × {PESOS} = {PESOS}; menos {PESOS}\."
    )
    cifras = [_numero(c) for c in re.fullmatch(forma, actualizacion).groups()]
    reciente, antiguo, cociente, factor, importe, otra_vez, exacto, menos = cifras
    assert (reciente, antiguo) == (Fraction("136.013"), Fraction("132.373"))
    assert int(reciente / antiguo * 10**8) == cociente * 10**8
    assert (factor, otra_vez, importe * factor, menos) == (
        Fraction("1.0274"),
        factor,
        exacto,
        importe,
    )
    recargos = _pasos(memoria)["Recargos"].operacion
    forma = rf"8 meses o fracciones: {PESOS} %\. {PESOS} × {PESOS} % = {PESOS}\."
    tasa, base, misma, causado = (_numero(c) for c in re.fullmatch(forma, recargos).groups())
    assert (tasa, misma, base) == (Fraction("11.76"), tasa, exacto)
    assert base * tasa / 100 == causado
    assert memoria.total == 73_727_98


def test_cada_paso_dice_su_fundamento():
    citas = {
        c: p.fundamento for c, p in _pasos(_memoria(100_00, "2024-01-17", "2024-09-17")).items()
    }
    assert citas["Importe histórico"] == ("RACERF 3", "CFF 12")
    assert citas["Actualización"] == ("CFF 17-A", "CFF 21")
    assert citas["Recargos"] == ("CFF 21", "LSS 40-A", "RCFF 16")
    con_gastos = _memoria(100_00, "2024-01-17", "2024-09-17", diligencia=True)
    assert _pasos(con_gastos)["Gastos de ejecución"].fundamento == ("CFF 150",)


def test_el_dia_movido_se_explica_y_el_que_no_se_mueve_no():
    movido = _pasos(_memoria(100_00, "2025-01-17", "2025-03-03"))["Importe histórico"]
    dicho = "Debió pagarse el 17/01/2025, viernes: pasa al 20/01/2025."
    assert movido.operacion == dicho
    quieto = _pasos(_memoria(100_00, "2024-01-17", "2025-03-03"))["Importe histórico"]
    assert quieto.operacion == "Debió pagarse el 17/01/2024."


def test_un_factor_menor_que_uno_se_explica():
    # S06: 87.11310775888 / 87.188983712964 = 0.99912975…
    actualizacion = _pasos(_memoria(30_000_00, "2015-01-17", "2015-07-27"))["Actualización"]
    assert "= 0.99912975…, menor que uno, se toma uno = 1.0000." in actualizacion.operacion
    assert actualizacion.importe == 0


def test_una_multa_se_actualiza_y_no_causa_recargos():
    memoria = _memoria(1_000_00, "2024-02-17", "2026-03-20", tipo="80")
    assert memoria.paso("Actualización") == 80_50
    recargos = _pasos(memoria)["Recargos"]
    assert (recargos.importe, memoria.tipo, memoria.total) == (0, "80", 1_080_50)
    assert recargos.operacion == "Multa por Omisión Seguros IMSS: no causa recargos."


def test_los_recargos_sueltos_ni_se_actualizan_ni_causan_recargos():
    memoria = _memoria(1_000_00, "2024-02-17", "2026-03-20", tipo="08")
    assert memoria.total == 1_000_00
    dichos = [paso.operacion for paso in memoria.pasos[1:]]
    assert dichos[0].endswith(": no se actualiza.")
    assert dichos[1].endswith(": no causa recargos.")
    assert "provisional" not in _memoria(1, "2025-11-17", "2026-03-09", tipo="08").texto()


def test_el_tope_se_explica_con_los_meses_que_se_dejan():
    recargos = _pasos(_memoria(30_000_00, "2009-01-19", "2016-07-17"))["Recargos"]
    assert recargos.operacion.startswith(
        "Los primeros 60 de 90 meses o fracciones, tope de ley: 67.80 %."
    )
    sin_tope = Criterios(tope_meses=None)
    todos = _pasos(_memoria(30_000_00, "2009-01-19", "2016-07-17", criterios=sin_tope))["Recargos"]
    assert todos.operacion.startswith("90 meses o fracciones: 101.70 %.")


def test_lo_que_no_ha_vencido_se_explica_sin_cifras():
    memoria = _memoria(500_00, "2026-12-17", "2026-11-24")
    dichos = [paso.operacion for paso in memoria.pasos[1:]]
    assert dichos == ["No ha vencido: no se actualiza.", "No ha vencido: no causa recargos."]
    assert (memoria.total, memoria.derecho.indices) == (500_00, None)


def test_un_resultado_provisional_lo_dice_al_final():
    antes = _memoria(1_000_00, "2025-11-17", "2026-03-09").texto()
    assert antes.splitlines()[-1].endswith("(provisional: el último INPC no se ha publicado)")
    despues = _memoria(1_000_00, "2025-11-17", "2026-03-10").texto()
    assert "provisional" not in despues


@pytest.mark.parametrize(
    ("importe", "por_acto"),
    [
        (64_210_55, 1_474_56),  # 2 % de 73,727.98 = 1,474.5596
        (100_00, 560_00),  # menos que el mínimo de 2024
        (10_000_000_00, 86_460_00),  # más que el máximo de 2024
    ],
)
def test_los_gastos_se_calculan_sobre_lo_demandado_y_se_suman(importe, por_acto):
    memoria = _memoria(importe, "2024-01-17", "2024-09-17", diligencia=True)
    gastos = _pasos(memoria)["Gastos de ejecución"]
    assert gastos.importe == por_acto
    demandado = memoria.total - gastos.importe
    cifras = re.fullmatch(rf"2 % de {PESOS}, entre {PESOS} y {PESOS}: {PESOS}\.", gastos.operacion)
    de, minimo, maximo, acto = (_numero(c) * 100 for c in cifras.groups())
    assert (de, minimo, maximo, acto) == (demandado, 560_00, 86_460_00, por_acto)


def test_donde_nada_se_demanda_no_hay_gastos():
    gastos = _pasos(_memoria(0, "2024-01-17", "2024-09-17", diligencia=True))["Gastos de ejecución"]
    assert (gastos.importe, gastos.operacion) == (0, "Nada vencido se demanda: no hay gastos.")


@settings(max_examples=60, deadline=None)
@given(
    importe=st.integers(0, LIMITE),
    al=st.dates(date(2006, 1, 1), date(2026, 6, 30)),
    tipo=st.sampled_from(["02", "80", "08"]),
)
def test_la_memoria_con_gastos_suma_lo_mismo_que_la_liquidacion(importe, al, tipo):
    credito = Creditos([importe], [date(2005, 6, 17)], claves([tipo]))
    valor = liquidar(credito, al=al, diligencia=True)
    memoria = explicar(credito, al=al, diligencia=True)
    assert memoria.paso("Gastos de ejecución") == valor.gastos[0]
    assert memoria.total == valor.total[0]


def test_la_memoria_se_guarda_como_json_y_vuelve_igual():
    memoria = _memoria(64_210_55, "2024-01-17", "2024-09-17", diligencia=True)
    plano = memoria.como_dict()
    assert json.loads(json.dumps(plano, ensure_ascii=False)) == plano
    assert plano["derecho"]["vence"] == "2024-01-17"
    assert [mes["desde"] for mes in plano["derecho"]["meses"]][:2] == ["2024-01-18", "2024-02-18"]
    assert plano["total"] == sum(paso["importe"] for paso in plano["pasos"])


def test_el_texto_trae_cada_paso_con_su_importe_y_el_total():
    memoria = _memoria(64_210_55, "2024-01-17", "2024-09-17")
    lineas = memoria.texto().splitlines()
    assert lineas[0] == "Importe histórico: 64,210.55"
    assert lineas[3] == "Actualización: 1,759.37"
    assert lineas[5] == "    Fundamento: CFF 17-A; CFF 21"
    assert lineas[6] == "Recargos: 7,758.06"
    assert lineas[-1] == "Total al 17/09/2024: 73,727.98"


def test_lo_que_no_se_puede_calcular_no_tiene_memoria():
    with pytest.raises(FueraDeVigencia, match="cartera tablas importar inpc"):
        _memoria(100_00, "2024-01-17", "2026-11-24")

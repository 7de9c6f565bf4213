from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartera_lib.errors import DatoInvalido, FueraDeVigencia
from cartera_lib.norma.descansos import dias_de_descanso
from cartera_lib.valores import calendario
from cartera_lib.valores.calendario import dias, fecha
from tests.conftest import columna, dia

CUBIERTOS = st.dates(date(1997, 1, 10), date(2050, 11, 30))


def _habil(fecha_):
    return fecha_.weekday() < 5 and fecha_ not in dias_de_descanso()


@given(CUBIERTOS)
def test_es_habil_lo_que_no_es_fin_de_semana_ni_descanso(hoy):
    assert bool(calendario.habil(columna(hoy))[0]) == _habil(hoy)


@given(CUBIERTOS, st.integers(0, 8))
def test_sumar_dias_habiles_los_cuenta_uno_por_uno(hoy, cuantos):
    final, faltan = hoy, cuantos
    while faltan or not (cuantos or _habil(final)):
        final += timedelta(days=1)
        faltan -= faltan and _habil(final)
    assert dia(calendario.sumar_habiles(columna(hoy), cuantos)) == final


@given(CUBIERTOS)
def test_el_habil_anterior_es_el_mas_cercano_hacia_atras(hoy):
    while not _habil(antes := hoy):
        hoy -= timedelta(days=1)
    assert dia(calendario.anterior_habil(columna(hoy))) == antes


@pytest.mark.parametrize(
    ("ultimo", "movido"),
    [
        ("2025-01-17", "2025-01-20"),  # viernes
        ("2025-10-17", "2025-10-20"),  # viernes
        ("2025-11-17", "2025-11-18"),  # tercer lunes de noviembre
        ("2019-03-17", "2019-03-19"),  # domingo y tercer lunes de marzo
        ("2003-04-17", "2003-04-21"),  # Jueves y Viernes Santos
        ("2024-06-17", "2024-06-17"),  # lunes hábil
        ("2026-05-29", "2026-06-01"),  # viernes
    ],
)
def test_el_ultimo_dia_pasa_al_habil_siguiente_si_es_viernes_o_inhabil(ultimo, movido):
    assert dia(calendario.aplazar_viernes(dias([ultimo]))) == date.fromisoformat(movido)


@given(st.dates(date(1997, 1, 1), date(2050, 12, 1)))
def test_un_dia_aplazado_es_habil_no_es_viernes_y_es_el_primero_posible(hoy):
    final = dia(calendario.aplazar_viernes(columna(hoy)))
    assert _habil(final)
    assert final.weekday() != 4
    entre = [hoy + timedelta(days=n) for n in range((final - hoy).days)]
    assert all(not _habil(d) or d.weekday() == 4 for d in entre)


@pytest.mark.parametrize(
    ("desde", "meses", "hasta"),
    [
        ("2024-08-17", 1, "2024-09-17"),
        ("2024-01-31", 1, "2024-03-01"),  # febrero no tiene 31
        ("2023-01-29", 1, "2023-03-01"),
        ("2024-01-29", 1, "2024-02-29"),
        ("2025-12-31", 2, "2026-03-02"),  # el 1 de marzo de 2026 es domingo
        ("2026-03-31", 1, "2026-05-04"),  # 1 de mayo, sábado y domingo no son hábiles
        ("2016-02-29", 60, "2021-03-01"),
        ("2026-03-15", -2, "2026-01-15"),
    ],
)
def test_un_plazo_en_meses_termina_el_mismo_numero_o_el_primer_habil_siguiente(desde, meses, hasta):
    assert dia(calendario.aniversario(dias([desde]), meses)) == date.fromisoformat(hasta)


@given(st.dates(date(1970, 1, 1), date(2100, 12, 31)))
def test_meses_y_dias_se_cuentan_desde_1970(hoy):
    numero = columna(hoy)
    assert calendario.mes(numero)[0] == (hoy.year - 1970) * 12 + hoy.month - 1
    assert calendario.dia_del_mes(numero)[0] == hoy.day
    assert fecha(int(calendario.primer_dia(calendario.mes(numero))[0])) == hoy.replace(day=1)
    siguiente = (hoy.replace(day=28) + timedelta(days=4)).replace(day=1)
    ultimo = (siguiente - timedelta(days=1)).day
    assert calendario.largo_del_mes(calendario.mes(numero))[0] == ultimo
    assert fecha(int(numero[0])) == hoy


def test_los_dias_se_escriben_de_varias_maneras():
    un_dia = date(2026, 3, 17)
    maneras = [un_dia, "2026-03-17", np.datetime64("2026-03-17"), np.datetime64("2026-03-17T23:00")]
    assert {int(dias(manera)) for manera in maneras} == {20_529}
    assert dias(np.array([20_529], np.int32)).dtype == np.int64
    assert dias([]).tolist() == []


@pytest.mark.parametrize("malo", ["2024-02-30", "17/01/2024", "enero"])
def test_un_dia_que_no_existe_se_dice_cual_es(malo):
    with pytest.raises(DatoInvalido, match=f"«{malo}» no es una fecha.*AAAA-MM-DD"):
        dias(["2024-01-01", malo])


@pytest.mark.parametrize("fuera", [date(1996, 12, 31), date(2051, 1, 1)])
@pytest.mark.parametrize(
    "pregunta", [calendario.habil, calendario.anterior_habil, calendario.aplazar_viernes]
)
def test_fuera_del_calendario_se_dice_lo_que_cubre_y_que_hacer(fuera, pregunta):
    with pytest.raises(FueraDeVigencia) as motivo:
        pregunta(dias([date(2020, 1, 1), fuera]))
    assert (motivo.value.tabla, motivo.value.fecha) == ("descansos", str(fuera))
    assert "cubre de 1997-01-01 a 2050-12-31" in str(motivo.value)
    assert "amplíe norma/tablas/descansos.csv" in str(motivo.value)


def test_un_plazo_que_rebasa_el_calendario_no_se_cuenta_a_ciegas():
    with pytest.raises(FueraDeVigencia, match="2051"):
        calendario.sumar_habiles(dias(["2050-12-20"]), 15)
    with pytest.raises(FueraDeVigencia, match="1996"):
        calendario.anterior_habil(dias(["1997-01-01"]))


def test_los_dias_suspendidos_no_cuentan():
    suspension = [(date(2026, 3, 5), date(2026, 3, 6))]
    lunes = dias(["2026-03-02"])
    assert dia(calendario.sumar_habiles(lunes, 4)) == date(2026, 3, 6)
    assert dia(calendario.sumar_habiles(lunes, 4, suspensiones=suspension)) == date(2026, 3, 10)


def test_el_ambito_agrega_sus_dias_inhabiles():
    sismo = dias(["2017-09-20"])
    assert calendario.habil(sismo).tolist() == [True]
    assert calendario.habil(sismo, "Pue").tolist() == [False]


@given(CUBIERTOS, st.integers(-30, 60))
def test_los_dias_habiles_entre_dos_se_cuentan_uno_por_uno(desde, cuantos):
    hasta = min(max(desde + timedelta(days=cuantos), date(1997, 1, 1)), date(2050, 12, 30))
    naturales = (desde + timedelta(days=n) for n in range(1, (hasta - desde).days + 1))
    entre = calendario.habiles_entre(int(columna(desde)[0]), int(columna(hasta)[0]))
    assert int(entre) == sum(_habil(dia_) for dia_ in naturales)


def test_los_dias_habiles_entre_dos_no_cuentan_el_primero_y_si_el_ultimo():
    # del lunes 9 al miércoles 25 de marzo de 2026: 10 a 13 (4), 17 a 20 (8), 23 a 25 (11)
    desde, hasta = dias(["2026-03-09", "2026-03-25"]), dias(["2026-03-25", "2026-03-09"])
    assert calendario.habiles_entre(desde, hasta).tolist() == [11, 0]
    with pytest.raises(FueraDeVigencia):
        calendario.habiles_entre(dias(["1990-01-02"]), dias(["2026-03-25"]))

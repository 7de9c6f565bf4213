from datetime import date, timedelta

import pytest

from cartera_lib.norma.descansos import cobertura, dias_de_descanso

NACIONALES = set(dias_de_descanso())


@pytest.mark.parametrize(
    ("mes", "fija", "lunes"),
    [(2, 5, range(1, 8)), (3, 21, range(15, 22)), (11, 20, range(15, 22))],
    ids=["Constitución", "Juárez", "Revolución"],
)
def test_hasta_2005_se_descansa_en_la_fecha_y_desde_2006_en_su_lunes(mes, fija, lunes):
    for ejercicio in range(1997, 2031):
        del_mes = {d for d in NACIONALES if (d.year, d.month) == (ejercicio, mes)}
        semana_santa = {d for d in del_mes if d.weekday() in (3, 4) and ejercicio >= 2006}
        if ejercicio < 2006:
            assert date(ejercicio, mes, fija) in del_mes
        else:
            (dia,) = del_mes - semana_santa
            assert dia.weekday() == 0
            assert dia.day in lunes


@pytest.mark.parametrize(
    "dia",
    [
        *["2005-02-05", "2006-02-06", "2026-02-02", "2027-02-01", "2005-03-21", "2006-03-20"],
        *["2019-03-18", "2026-03-16", "2005-11-20", "2006-11-20", "2025-11-17", "2026-11-16"],
        *["1997-01-01", "2030-01-01", "2026-05-01", "2026-05-05", "2026-09-16", "2026-12-25"],
    ],
)
def test_un_dia_que_la_ley_nombra_es_de_descanso(dia):
    assert date.fromisoformat(dia) in NACIONALES


@pytest.mark.parametrize(
    "dia",
    [
        *["2006-02-05", "2008-02-05", "2006-03-21", "2025-03-21", "2007-11-20", "2025-11-20"],
        *["2026-12-24", "2026-12-31", "2026-10-12", "2026-11-02", "2026-05-10", "2020-03-31"],
    ],
)
def test_un_dia_que_la_ley_no_nombra_o_ya_no_nombra_no_es_de_descanso(dia):
    assert date.fromisoformat(dia) not in NACIONALES


def test_la_transmision_del_poder_fue_el_1_de_diciembre_y_desde_2024_el_1_de_octubre():
    diciembres = {d.year for d in NACIONALES if (d.month, d.day) == (12, 1)}
    octubres = {d.year for d in NACIONALES if (d.month, d.day) == (10, 1)}
    assert diciembres & set(range(1997, 2031)) == {2000, 2006, 2012, 2018}
    assert octubres & set(range(1997, 2031)) == {2024, 2030}


# Domingos de Pascua del calendario gregoriano, de almanaque
PASCUAS = ["1997-03-30", "2000-04-23", "2003-04-20", "2008-03-23", "2011-04-24", "2016-03-27"]
PASCUAS += ["2019-04-21", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2030-04-21"]


@pytest.mark.parametrize("pascua", PASCUAS)
def test_jueves_y_viernes_santos_son_de_descanso_y_el_miercoles_no(pascua):
    domingo = date.fromisoformat(pascua)
    santos = [domingo - timedelta(days=n) for n in (3, 2)]
    assert [d.weekday() for d in santos] == [3, 4]
    assert set(santos) <= NACIONALES
    assert domingo - timedelta(days=4) not in NACIONALES


def test_un_dia_extra_de_unas_entidades_no_es_de_todas():
    sismo = date(2017, 9, 20)
    assert sismo not in NACIONALES
    assert sismo in dias_de_descanso("Pue")
    assert sismo not in dias_de_descanso("Jal")
    assert date(2017, 9, 22) in dias_de_descanso("Zacatepec")
    assert date(2017, 9, 22) not in dias_de_descanso("Pue")


def test_las_reglas_abarcan_de_1997_a_2050():
    assert cobertura() == (date(1997, 1, 1), date(2050, 12, 31))
    assert min(NACIONALES) == date(1997, 1, 1)
    assert max(NACIONALES) == date(2050, 12, 25)


def test_la_oficina_agrega_dias_inhabiles_por_acuerdo(tablas_de_oficina):
    tablas_de_oficina.mkdir()
    (tablas_de_oficina / "dias_extra.csv").write_text(
        "fecha,ambito,nombre,fuente,marca\n2026-07-10,nacional,Acuerdo,inventado,D\n",
        encoding="utf-8",
    )
    assert set(dias_de_descanso()) - NACIONALES == {date(2026, 7, 10)}

from datetime import date

import numpy as np
import pytest

from cartera_lib.errors import FueraDeVigencia
from cartera_lib.norma.tablas import olvidar
from cartera_lib.reglas.criterios import Criterios
from cartera_lib.reglas.ley import (
    COMPUTABLE,
    SIN_CALENDARIO,
    SIN_INDICE,
    SIN_TASA,
    exigir_ley,
    ley,
    vencimientos_cubiertos,
)
from cartera_lib.reglas.liquidacion import ley_del_dia
from cartera_lib.valores.calendario import dias, fecha


def _meses(columna):
    return columna.astype("datetime64[M]").astype(str).tolist()


def test_la_ley_de_un_vencimiento_reune_lo_que_cada_regla_dice():
    # S11: marzo de 2019 domingo 17 y lunes 18 inhábil; dos periodos al 1.47; 1.0038
    una = ley(dias(["2019-03-17"]), date(2019, 4, 22))
    assert fecha(una.vence[0]) == date(2019, 3, 19)
    assert (_meses(una.antiguo), _meses(una.reciente)) == (["2019-02"], ["2019-03"])
    assert (una.factor[0], una.meses[0], una.tasa[0]) == (10_038, 2, 294)
    assert una.numerador[0] == 10_038 * 294
    assert (una.banda[0], una.debe[0], una.provisional[0]) == (1, True, False)
    assert fecha(una.prescribe[0]) == date(2024, 3, 20)
    assert una.causa[0] == COMPUTABLE


def test_lo_que_no_ha_vencido_no_debe_nada_aunque_falten_tablas():
    una = ley(dias(["2026-11-17"]), date(2026, 11, 17))
    assert (una.factor[0], una.meses[0], una.tasa[0]) == (10_000, 0, 0)
    assert (una.debe[0], una.provisional[0], una.causa[0]) == (False, False, COMPUTABLE)


@pytest.mark.parametrize(
    ("vencimiento", "al", "causa", "dice"),
    [
        ("1996-12-31", "2026-03-20", SIN_CALENDARIO, "«descansos» no cubre 1996-12-31: los venc"),
        ("2041-01-01", "2026-03-20", SIN_CALENDARIO, "«descansos» no cubre 2041-01-01: los venc"),
        ("2024-01-17", "1996-12-31", SIN_CALENDARIO, "«descansos» no cubre 1996-12-31: los días"),
        ("2024-01-17", "2051-01-01", SIN_CALENDARIO, "«descansos» no cubre 2051-01-01: los días"),
        ("2024-01-17", "2026-11-24", SIN_INDICE, "«inpc» no cubre 2026-10"),
        ("1997-07-17", "2000-01-20", SIN_TASA, "«recargos» no cubre 1997-07"),
    ],
)
def test_donde_una_tabla_no_llega_el_renglon_lo_dice_y_uno_solo_se_rechaza(
    vencimiento, al, causa, dice
):
    dia, hoy = dias([vencimiento]), date.fromisoformat(al)
    assert ley(dia, hoy).causa.tolist() == [causa]
    with pytest.raises(FueraDeVigencia, match=dice):
        exigir_ley(int(dia[0]), int(dias(hoy)))


def test_una_lectura_con_tope_no_pide_las_tasas_que_no_usa(tablas_de_oficina):
    # Con tope de 60, el periodo 61 no necesita tasa; sin tope, sí: 2027-01 no está publicada
    tablas_de_oficina.mkdir()
    meses = ["2026-06", "2026-07", "2026-08", "2026-09", "2026-10", "2026-11", "2026-12"]
    filas = "".join(f"2018-07-2Q,{mes},146.000,inventado,D\n" for mes in meses)
    (tablas_de_oficina / "inpc.csv").write_text(
        "serie,periodo,valor,fuente,marca\n" + filas, encoding="utf-8"
    )
    olvidar()
    vencimiento, al = dias(["2021-12-17"]), date(2027, 1, 25)
    sin_tope = Criterios(tope_meses=None)
    assert ley(vencimiento, al).causa[0] == COMPUTABLE
    assert ley(vencimiento, al, criterios=sin_tope).causa[0] == SIN_TASA
    with pytest.raises(FueraDeVigencia, match="«recargos» no cubre 2027-01"):
        exigir_ley(int(vencimiento[0]), int(dias(al)), criterios=sin_tope)


def test_los_vencimientos_llegan_hasta_diez_anios_antes_del_fin_del_calendario():
    primero, ultimo = vencimientos_cubiertos()
    assert (fecha(primero), fecha(ultimo)) == (date(1997, 1, 1), date(2040, 12, 31))


def test_la_ley_de_todos_los_dias_dice_lo_mismo_que_la_de_uno():
    al = int(dias("2026-03-20"))
    todos, primero = ley_del_dia(al), vencimientos_cubiertos()[0]
    sueltos = dias(["1997-01-01", "2004-02-29", "2019-03-17", "2026-03-19", "2040-12-31"])
    uno = ley(sueltos, al)
    for columna in ("vence", "factor", "meses", "tasa", "numerador", "banda", "prescribe", "causa"):
        deseada = getattr(uno, columna).tolist()
        assert getattr(todos, columna)[sueltos - primero].tolist() == deseada, columna
    assert todos.causa[-1] == SIN_CALENDARIO


def test_un_dia_de_calculo_por_vencimiento_da_lo_de_cada_uno():
    vencimientos = dias(["2019-03-17", "2024-01-17", "2026-11-17"])
    al = dias(["2019-04-22", "2024-09-17", "2026-11-18"])
    juntos = ley(vencimientos, al)
    for lugar in range(3):
        uno = ley(vencimientos[[lugar]], al[lugar])
        assert (uno.factor[0], uno.tasa[0]) == (juntos.factor[lugar], juntos.tasa[lugar])
    assert np.array_equal(juntos.debe, [True, True, False])

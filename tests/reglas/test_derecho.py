from datetime import date
from fractions import Fraction

import pytest

from cartera_lib.errors import FueraDeVigencia
from cartera_lib.reglas.criterios import Criterios
from cartera_lib.reglas.derecho import derecho
from cartera_lib.valores.calendario import dias
from cartera_lib.valores.dinero import Redondeo


def _derecho(vencimiento, al, **criterios):
    lectura = Criterios(**criterios)
    return derecho(int(dias(vencimiento)), int(dias(al)), criterios=lectura)


def test_cada_mes_dice_su_periodo_su_tasa_y_su_fuente():
    # S04: vence el martes 18-11-2025; el tercer periodo empieza el 19-01-2026, ya con 2.07
    uno = _derecho("2025-11-17", "2026-02-18")
    assert (uno.vencimiento, uno.vence) == (date(2025, 11, 17), date(2025, 11, 18))
    periodos = [(m.numero, m.desde, m.hasta, m.tasa.vigencia, m.tasa.valor) for m in uno.meses]
    assert periodos == [
        (1, date(2025, 11, 19), date(2025, 12, 18), "2025-11", "1.47"),
        (2, date(2025, 12, 19), date(2026, 1, 18), "2025-12", "1.47"),
        (3, date(2026, 1, 19), date(2026, 2, 18), "2026-01", "2.07"),
    ]
    assert (uno.transcurridos, uno.tasa) == (3, 501)
    assert all(m.tasa.tabla == "recargos" and m.tasa.fuente for m in uno.meses)


def test_los_dos_indices_llevan_su_mes_su_base_y_su_fuente():
    uno = _derecho("2025-11-17", "2026-02-18")
    reciente, antiguo = uno.indices
    assert (reciente.vigencia, reciente.valor) == ("2026-01", "143.588")
    assert (antiguo.vigencia, antiguo.valor) == ("2025-10", "141.708")
    assert (reciente.tabla, reciente.marca, uno.serie_inpc) == ("inpc", "verificado", "2018-07-2Q")
    assert "INEGI" in reciente.fuente
    assert (uno.factor, uno.provisional) == (10_132, False)


@pytest.mark.parametrize(("redondeo", "factor"), [("truncar", 10_132), ("medio_arriba", 10_133)])
def test_el_redondeo_del_factor_es_parte_de_la_lectura(redondeo, factor):
    uno = _derecho("2025-11-17", "2026-02-18", redondeo_factor=Redondeo(redondeo))
    assert uno.factor == factor


def test_con_tope_los_meses_son_los_primeros_y_los_transcurridos_todos():
    uno = _derecho("2009-01-19", "2016-07-17")
    assert (uno.transcurridos, len(uno.meses), uno.tasa) == (90, 60, 6_780)
    assert uno.meses[-1].hasta == date(2014, 1, 19)  # aunque sea domingo


def test_lo_que_no_ha_vencido_no_usa_indices_ni_meses():
    uno = _derecho("2026-11-17", "2026-11-17")
    assert (uno.indices, uno.meses, uno.tasa, uno.transcurridos) == (None, (), 0, 0)
    assert (uno.factor, uno.provisional) == (10_000, False)


def test_antes_de_publicarse_el_indice_se_usa_el_ultimo_y_es_provisional():
    # El 9 de marzo de 2026 todavía no se publica febrero: rige enero
    uno = _derecho("2025-11-17", "2026-03-09")
    assert (uno.provisional, uno.indices[0].vigencia) == (True, "2026-01")


@pytest.mark.parametrize("al", ["2000-03-20", "2014-08-18", "2026-05-31"])
def test_la_tasa_es_la_suma_de_sus_renglones(al):
    uno = _derecho("1999-11-17", al, tope_meses=None)
    assert uno.tasa == sum(Fraction(m.tasa.valor) for m in uno.meses) * 100
    seguidos = zip(uno.meses, uno.meses[1:], strict=False)
    assert all((despues.desde - antes.hasta).days == 1 for antes, despues in seguidos)
    assert uno.meses[0].desde == date(1999, 11, 18)
    assert uno.meses[-1].desde <= date.fromisoformat(al) <= uno.meses[-1].hasta


def test_lo_que_la_ley_no_cubre_se_rechaza():
    with pytest.raises(FueraDeVigencia, match="«inpc» no cubre 2026-10"):
        _derecho("2024-01-17", "2026-11-24")

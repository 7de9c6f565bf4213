"""Which notice governs, and whether a recourse or an aclaración came in time."""

from datetime import date

import pytest

from cartera_lib.cartera.materia import numeros_de_materia
from cartera_lib.reglas.decision import Acto, decidir
from cartera_lib.reglas.lineas import lineas
from cartera_lib.reglas.notificados import notificados
from cartera_lib.reglas.segun_corte import estados_del_corte
from cartera_lib.valores.calendario import dias
from tests.conftest import comprobar
from tests.reglas.carteras import cartera, dias_de, estado, hechos, responder, situacion

REGLA = "notificados"
DE_EJECUCION = (Acto.MANDAMIENTO, Acto.NOTIFICAR, Acto.EMBARGO, Acto.REMATE)


def test_caso(caso):
    comprobar(caso, responder(caso["entrada"]))


@pytest.mark.parametrize("aviso", ["1950-01-02", "1970-01-01", "1996-12-31", "2050-12-31"])
def test_una_fecha_del_corte_fuera_del_calendario_no_habilita_nada(aviso):
    _nada_se_habilita(aviso, "SIN_FECHA")


def test_una_fecha_imposible_del_corte_no_habilita_nada():
    _nada_se_habilita("2099-06-01", "SIN_FECHA")
    _nada_se_habilita("2026-11-25", "VALIDA")  # mañana: el plazo no ha empezado


def _nada_se_habilita(aviso, como):
    al = date(2026, 11, 24)
    buena = {"incidencia": "02", "fecha_notificacion": date(2026, 3, 2)}
    mala = buena | {"fecha_notificacion": date.fromisoformat(aviso)}
    juridica = situacion(cartera(mala, buena), al=al)
    dictamen = decidir(juridica.estados, al=al)
    assert (estado(juridica, "notificacion"), estado(juridica, "datos")) == (
        como,
        "FECHAS_IMPOSIBLES",
    )
    assert dias_de(juridica.prescripcion.exigible) == [None, date(2026, 3, 26)]
    assert dictamen.permite(Acto.MANDAMIENTO).tolist() == [False, True]
    assert not any(dictamen.permite(acto)[0] for acto in DE_EJECUCION)


def test_la_fecha_del_corte_que_alcanza_a_contarse_si_vale():
    viejo = {"fecha_alta": date(1996, 12, 2), "fecha_notificacion": date(1997, 1, 2)}
    juridica = situacion(cartera(viejo | {"incidencia": "02"}), al="2026-11-24")
    assert estado(juridica, "notificacion") == "VALIDA"
    assert juridica.notificacion.exigible[0] > int(dias(date(1997, 1, 17)))


def test_cada_credito_lleva_su_propio_aviso():
    cuatro = cartera(*[{}] * 4)
    suyos = hechos(
        cuatro,
        ("NOTIFICACION", "2026-10-30", {"credito": 3}),
        ("NOTIFICACION", "2026-03-02", {"credito": 1, "defectos": ["SIN_RECURSO"]}),
        ("NOTIFICACION", "2026-03-02", {"credito": 2, "defectos": ["SIN_COPIA"]}),
        al="2026-11-30",
    )
    dicho = estados_del_corte(cuatro)[numeros_de_materia()["notificacion"]]
    hoy = int(dias(date(2026, 11, 30)))
    avisos = notificados(cuatro, suyos, lineas=lineas(suyos, hoy), dicho=dicho)
    assert dias_de(avisos.notificacion.exigible) == [
        None, date(2026, 3, 26), None, date(2026, 11, 25),
    ]  # fmt: skip
    assert avisos.doble.tolist() == [False, True, False, False]


def test_el_plazo_de_un_acto_anulado_no_hace_extemporaneo_el_recurso():
    suyos = [("NOTIFICACION", "2026-03-02"), ("INCONFORMIDAD", "2026-08-03")]
    con_ella = situacion(cartera(), *suyos, al="2026-08-31")
    anulada = situacion(cartera(), *suyos, ("NOTIFICACION_ANULADA", "2026-09-01"), al="2026-09-01")
    assert estado(con_ella, "inconformidad") == "EXTEMPORANEA"
    assert estado(anulada, "inconformidad") == "EN_TIEMPO"

"""The chain of days of a notice, by hand and against the law's own examples."""

from datetime import date

import numpy as np
import pytest

from cartera_lib.cartera.hecho import medios
from cartera_lib.errors import FueraDeVigencia
from cartera_lib.reglas.notificacion import (
    dados,
    hecha,
    limite_para_inconformarse,
    notificacion,
    notificada,
    por_dia,
)
from cartera_lib.valores.calendario import sumar_habiles
from tests.conftest import comprobar
from tests.reglas.carteras import cartera, dias_de, enteros, hechos

REGLA = "notificacion"


def test_caso(caso):
    entrada = caso["entrada"]
    cadena = notificacion(enteros(entrada["dia"]), np.array([_medio(entrada["medio"])]))
    comprobar(caso, {nombre: dias_de(d)[0] for nombre, d in cadena._asdict().items()})


def test_una_columna_da_lo_que_cada_renglon_por_separado():
    actos = enteros("2026-03-02", "2021-09-01", "2026-03-02", "2026-03-02", "2022-01-03")
    medio = np.array([_medio(m) for m in ("ESTRADOS", "ESTRADOS", "PERSONAL", "BUZON_SIN_ABRIR")])
    medio = np.append(medio, -1)
    hechas = enteros("2026-03-18", "2021-09-24", "2026-03-02", "2026-03-06", "2022-01-03")
    assert hecha(actos, medio).tolist() == hechas.tolist()
    juntas = notificada(hechas)
    for lugar, uno in enumerate(hechas):
        sola = notificada(np.array([uno]))
        assert [int(c[lugar]) for c in juntas] == [int(c[0]) for c in sola]


def test_un_hecho_se_sabe_el_dia_en_que_se_hizo_saber_y_no_antes():
    # publicado el 3 de noviembre de 2026, notificado el 19, cadena de fechas §0.4
    publicado = ("NOTIFICACION", "2026-11-03", {"medio": "ESTRADOS"})
    en_persona = ("REQUERIMIENTO_DE_PAGO", "2026-11-10")
    for al, esperado in (
        ("2026-11-18", [date(2026, 11, 10)]),
        ("2026-11-19", [date(2026, 11, 10), date(2026, 11, 19)]),
    ):
        suyos = hechos(cartera(), publicado, en_persona, al=al)
        assert dias_de(dados(suyos, al=int(enteros(al)[0])).dia) == esperado


def test_el_acta_nula_no_mueve_nada_y_la_de_la_cedula_queda_para_decirlo():
    nula = {"defectos": ["SIN_COPIA"]}
    suyos = hechos(
        cartera(),
        ("NOTIFICACION", "2026-03-02", nula),
        ("REQUERIMIENTO_DE_PAGO", "2026-04-06", nula),
        ("EMBARGO", "2026-05-04", {"defectos": ["SIN_RECURSO"]}),
        al="2026-06-30",
    )
    quedan = dados(suyos, al=int(enteros("2026-06-30")[0]))
    assert quedan.tabla["folio"].take(quedan.fila).to_pylist() == ["H-1", "H-3"]


def test_el_buzon_no_notifica_antes_de_existir():
    # Lineamientos en vigor el 6 de agosto de 2024
    buzon = np.array([_medio("BUZON")])
    assert hecha(enteros("2024-08-06"), buzon).tolist() == enteros("2024-08-06").tolist()
    with pytest.raises(FueraDeVigencia, match="BUZON"):
        hecha(enteros("2024-08-05"), buzon)


def test_el_plazo_para_inconformarse_se_dobla_si_el_acto_no_dijo_como():
    # docs/calculos/notificacion.md: 15 y 30 días hábiles desde el 3 de marzo de 2026
    efectos = enteros("2026-03-03", "2026-03-03")
    limite = limite_para_inconformarse(efectos, np.array([False, True]))
    assert limite.tolist() == enteros("2026-03-25", "2026-04-17").tolist()


def test_el_plazo_para_inconformarse_no_se_mueve_del_viernes():
    limite = limite_para_inconformarse(enteros("2026-05-08"), np.array([False]))
    assert limite.tolist() == enteros("2026-05-29").tolist()


def test_por_dia_pregunta_una_vez_por_cada_dia_distinto():
    preguntados = []

    def regla(dia):
        preguntados.extend(dia.tolist())
        return sumar_habiles(dia, 1)

    dia = enteros("2026-03-06", "2026-03-02", "2026-03-06", "2026-10-30")
    esperado = enteros("2026-03-09", "2026-03-03", "2026-03-09", "2026-11-02")
    assert por_dia(regla, dia).tolist() == esperado.tolist()
    assert preguntados == enteros("2026-03-02", "2026-03-06", "2026-10-30").tolist()
    assert por_dia(regla, dia[:0]).size == 0


def _medio(codigo):
    return list(medios()).index(codigo)

"""Kinds of documents, and what may happen to one after what."""

from cartera_lib.cartera.emision import (
    ANTES,
    CERRADOS,
    ClaseDeSuceso,
    canonico,
    clases_de_documento,
)
from cartera_lib.cartera.fundamentacion import MATERIA
from cartera_lib.cartera.sede import cargos
from cartera_lib.norma.tablas import renglones
from cartera_lib.reglas.decision import Acto


def test_cada_clase_tiene_su_serie_quien_la_firma_y_una_unidad_competente():
    clases = clases_de_documento().values()
    assert len({clase.serie for clase in clases}) == len(clases) == 15
    assert {clase.firma for clase in clases} <= set(cargos())
    competentes = {f["unidad"] for f in renglones("competencia") if f["clase"] == MATERIA}
    assert {clase.unidad for clase in clases} <= competentes
    assert {clase.acto for clase in clases} <= {"", *(acto.name for acto in Acto)}


def test_a_lo_que_ya_termino_no_le_pasa_nada_mas():
    terminados = {clase.name for clase in CERRADOS}
    assert not any(terminados & set(antes) for antes in ANTES.values())
    assert set(ANTES) == set(ClaseDeSuceso)


def test_se_anula_todo_lo_que_no_ha_terminado():
    vivos = {"", *(c.name for c in ClaseDeSuceso if c not in CERRADOS)}
    assert set(ANTES[ClaseDeSuceso.ANULADO]) == vivos


def test_un_valor_tiene_un_solo_texto():
    assert canonico({"b": [1, "ñ"], "a": None}) == '{"a":null,"b":[1,"ñ"]}'

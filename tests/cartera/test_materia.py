"""The states of each materia, and how a table says them."""

import pytest

from cartera_lib.cartera.materia import (
    lugar,
    lugares,
    materias,
    numeros_de_materia,
    pone,
)

UNIDADES = {"HABILES", "HABILES_TRAS_EFECTOS", "MESES"}


def test_el_primer_estado_de_cada_materia_es_como_esta_un_credito_si_nada_se_dice():
    primeros = {materia: estados[0].estado for materia, estados in materias().items()}
    assert {
        "notificacion": "SIN_NOTIFICAR",
        "plazo": "SIN_INICIAR",
        "inconformidad": "NINGUNA",
        "validez": "VALIDO",
        "localizacion": "LOCALIZADO",
        "pago": "SIN_PAGO",
        "prescripcion": "SIN_INICIAR",
        "etapa": "SIN_INICIAR",
        "datos": "COHERENTES",
    }.items() <= primeros.items()
    assert not any(estados[0].abierto for estados in materias().values())
    assert not any(estados[0].suspende for estados in materias().values())


def test_el_lugar_de_un_estado_es_el_de_su_renglon_y_cabe_en_un_byte():
    for materia, estados in materias().items():
        assert [int(lugar(materia, e.estado)) for e in estados] == list(range(len(estados)))
        assert {e.materia for e in estados} == {materia}
    assert len(lugares()) == sum(len(estados) for estados in materias().values())
    assert lugar("plazo", "VENCIDO").dtype == "int8"
    assert [*numeros_de_materia().values()] == list(range(len(materias())))


def test_un_estado_que_la_tabla_no_trae_se_rechaza():
    with pytest.raises(KeyError, match="VENCIDISIMO"):
        lugar("plazo", "VENCIDISIMO")


def test_lo_que_pone_un_renglon_se_lee_por_partes():
    assert pone("juicio=TERMINADO|validez=NULO") == [("juicio", "TERMINADO"), ("validez", "NULO")]
    assert pone("") == []


def test_lo_que_termina_con_el_tiempo_dice_cuanto_dura_y_en_que_para():
    con_plazo = [e for estados in materias().values() for e in estados if e.plazo]
    assert len(con_plazo) == 6
    for estado in con_plazo:
        assert estado.unidad in UNIDADES
        assert (estado.materia, estado.sigue) in lugares()
    sin_plazo = [e for estados in materias().values() for e in estados if not e.plazo]
    assert {(e.unidad, e.sigue) for e in sin_plazo} == {("", "")}

"""Incidencias and the three ways in which the office groups them."""

from cartera_lib.cartera.incidencia import (
    NOTIFICADO,
    POR_NOTIFICAR,
    PROPUESTA,
    SIN_GRUPO,
    Esquema,
    grupos,
    nombres_de_incidencia,
)


def test_las_claves_que_usan_las_reglas_son_las_del_catalogo():
    nombres = nombres_de_incidencia()
    assert nombres[PROPUESTA] == "Propuestas Emitidas"
    assert nombres[POR_NOTIFICAR] == "Por Notificar"
    assert nombres[NOTIFICADO] == "Notificado"


def test_cada_incidencia_tiene_un_grupo_en_cada_agrupacion():
    for esquema in Esquema:
        assert grupos(esquema).keys() == nombres_de_incidencia().keys()
        assert all(grupos(esquema).values())


def test_las_tres_agrupaciones_no_dicen_lo_mismo_de_un_credito_inconforme():
    assert grupos(Esquema.A)["06"] == "Impedimento"
    assert grupos(Esquema.B)["06"] == "Controvertido"
    assert grupos(Esquema.PAE)["06"] == SIN_GRUPO


def test_un_convenio_con_plazo_es_cobro_y_convenio():
    assert grupos(Esquema.A)["52"] == "Cobro"
    assert grupos(Esquema.PAE)["52"] == "Convenio"

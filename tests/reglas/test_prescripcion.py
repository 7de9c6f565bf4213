from cartera_lib.reglas.prescripcion import dia_de_prescripcion, prescripcion
from tests.conftest import columna, comprobar, dia

REGLA = "prescripcion"


def test_caso(caso):
    entrada = caso["entrada"]
    calculada = prescripcion(**{**entrada, "suspensiones": map(tuple, entrada["suspensiones"])})
    comprobar(
        caso,
        {
            "reinicio": calculada.reinicio,
            "cinco_anos": calculada.cinco_anios,
            "diez_anos": calculada.diez_anios,
            "consumada": calculada.consumada,
        },
    )


def test_sin_sucesos_la_columna_y_el_caso_dan_el_mismo_dia():
    for exigible in ("2015-03-18", "2016-02-29", "2020-02-29", "2021-12-31"):
        uno = prescripcion(dia(columna(exigible)))
        assert dia(dia_de_prescripcion(columna(exigible))) == uno.consumada

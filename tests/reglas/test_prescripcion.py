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


def test_un_acto_anterior_a_la_exigibilidad_no_interrumpe_nada():
    exigible = dia(columna("2015-03-18"))
    antes = prescripcion(exigible, [dia(columna("2013-01-01"))])
    assert antes == prescripcion(exigible)


def test_lo_exigible_antes_de_2005_no_tiene_tope_de_diez_anos():
    # CFF 146: el tope es de lo exigido desde el 1 de enero de 2005
    actos = [dia(columna(d)) for d in ("2007-05-02", "2011-03-01", "2014-02-03")]
    vieja = prescripcion(dia(columna("2003-01-20")), actos)
    assert (vieja.diez_anios, vieja.consumada) == (None, dia(columna("2019-02-03")))
    nueva = prescripcion(dia(columna("2005-01-01")), actos)
    assert nueva.consumada == nueva.diez_anios == dia(columna("2015-01-01"))


def test_sin_sucesos_la_columna_y_el_caso_dan_el_mismo_dia():
    for exigible in ("2015-03-18", "2016-02-29", "2020-02-29", "2021-12-31"):
        uno = prescripcion(dia(columna(exigible)))
        assert dia(dia_de_prescripcion(columna(exigible))) == uno.consumada

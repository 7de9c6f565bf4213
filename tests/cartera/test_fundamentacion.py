"""By what right a document is issued: only rows in force found anything."""

import csv
import re
from datetime import date

import pytest

from cartera_lib.cartera.fundamentacion import competencia, defensas, fundamentos
from cartera_lib.cartera.sede import sede
from cartera_lib.norma.tablas import CARPETA, olvidar, renglones

JUNIO = date(2026, 6, 30)


def test_la_competencia_junta_materia_y_territorio_de_un_reglamento():
    (texto,) = competencia("oficina_cobros", sede("16", "01", al=JUNIO), al=JUNIO).textos
    assert texto == (
        "artículo 2, fracción V, inciso c); artículo 154, fracciones I, II, V y VIII; artículo "
        "155, fracción XVI, inciso a), del Reglamento Interior del Instituto Mexicano del Seguro "
        "Social"
    )


@pytest.mark.parametrize(
    ("ooad", "dia"),
    [("33", JUNIO), ("16", date(2006, 9, 18))],
    ids=["sin renglón de territorio", "antes de su vigencia"],
)
def test_sin_competencia_completa_no_hay_ninguna(ooad, dia):
    assert competencia("oficina_cobros", sede(ooad, "01", al=dia), al=dia) == ((), ())


def test_lo_que_no_se_ha_visto_se_dice_por_confirmar():
    dudas = competencia("subdelegacion", sede("16", "01", al=JUNIO), al=JUNIO).por_confirmar
    assert len(dudas) == 3
    assert fundamentos("MANDAMIENTO", al=JUNIO).por_confirmar == ()


def test_los_medios_de_defensa_dicen_plazo_organo_y_articulo():
    revocacion, juicio = defensas("MANDAMIENTO", al=JUNIO).textos
    assert revocacion.startswith("Recurso de revocación, salvo lo que el artículo 127")
    assert "ante el propio Instituto" in revocacion
    assert "treinta (30) días hábiles" in revocacion
    assert "artículos 116 y 121 del Código Fiscal de la Federación" in revocacion
    assert "Tribunal Federal de Justicia Administrativa" in juicio


def test_los_plazos_de_defensa_son_los_de_la_ley_y_no_los_de_2013():
    dias = {
        (re.split(" de las|,", f["recurso"])[0], f["clases"]): int(f["dias"])
        for f in renglones("defensas")
    }
    assert dias == {
        ("Aclaración administrativa", "CEDULA"): 5,  # LSS 39-D
        ("Recurso de inconformidad", "CEDULA"): 15,  # LSS 294
        ("Juicio contencioso administrativo federal", "CEDULA"): 30,  # LFPCA 13
        ("Recurso de revocación", "MANDAMIENTO"): 30,  # CFF 121
        ("Juicio contencioso administrativo federal", "MANDAMIENTO"): 30,  # LFPCA 13
    }


def test_un_renglon_nuevo_con_fecha_cambia_el_texto_desde_su_dia(tablas_de_oficina):
    with (CARPETA / "fundamentos.csv").open(encoding="utf-8") as archivo:
        columnas = next(csv.reader(archivo))
    tablas_de_oficina.mkdir()
    (tablas_de_oficina / "fundamentos.csv").write_text(
        ",".join(columnas) + "\nOFICIO,2,artículo 1 de otra norma,2026-07-01,,DOF,S\n",
        encoding="utf-8",
    )
    olvidar()
    assert len(fundamentos("OFICIO", al=JUNIO).textos) == 1
    assert fundamentos("OFICIO", al=date(2026, 7, 1)).textos[-1] == "artículo 1 de otra norma"

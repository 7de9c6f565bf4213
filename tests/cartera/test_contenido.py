"""What each kind of document must carry."""

from datetime import date

import pytest

from cartera_lib.cartera.contenido import DATO, elementos, faltas, valor
from cartera_lib.cartera.emision import clases_de_documento

JUNIO = date(2026, 6, 30)


@pytest.mark.parametrize("clase", list(clases_de_documento()))
def test_toda_clase_lleva_los_requisitos_del_cff_38(clase):
    lugares = {e.lugar for e in elementos(clase, al=JUNIO) if e.modo == DATO}
    assert lugares >= {
        "unidad.oficina",
        "lugar_y_fecha",
        "fundamento",
        "competencia",
        "objeto",
        "firmas.0.nombre",
    }


def test_los_actos_que_se_pueden_impugnar_dicen_como():
    con_defensa = [
        clase
        for clase in clases_de_documento()
        if "defensa" in {e.lugar for e in elementos(clase, al=JUNIO)}
    ]
    assert con_defensa == ["CEDULA", "MANDAMIENTO"]


def test_se_dice_cada_dato_que_falta_con_su_articulo():
    dichas = [str(f) for f in faltas("OFICIO", {"asunto": "A", "cuerpo": []}, al=JUNIO)]
    assert any("Oficio: falta el texto (Manual 7.1.2.2)" in d for d in dichas)
    assert not any("falta el asunto" in d for d in dichas)


@pytest.mark.parametrize(
    ("lugar", "esperado"),
    [("a.b", 1), ("c.1.d", "x"), ("c.9", None), ("a.z", None), ("a.b.c", None)],
)
def test_un_dato_se_halla_por_su_lugar(lugar, esperado):
    assert valor({"a": {"b": 1}, "c": [0, {"d": "x"}]}, lugar) == esperado

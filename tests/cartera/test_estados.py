from datetime import date

import pytest

from cartera_lib.cartera.area import areas
from cartera_lib.cartera.documento import documentos
from cartera_lib.cartera.estados import (
    bloqueantes,
    bloqueo,
    levanta,
    motivo,
    salidas,
    transicion,
    transiciones,
)
from cartera_lib.cartera.incidencia import nombres_de_incidencia
from cartera_lib.norma.tablas import olvidar, renglones

AL = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("de", "a"),
    [
        ("00", "01"), ("01", "02"), ("02", "31"), ("01", "09"), ("02", "09"), ("31", "09"),
        ("09", "01"), ("09", "31"), ("01", "03"), ("02", "06"), ("02", "14"), ("02", "15"),
        ("31", "32"), ("31", "43"), ("35", "37"), ("37", "38"), ("38", "39"), ("39", "40"),
        ("40", "41"), ("00", "05"), ("41", "12"), ("05", "52"), ("52", "54"), ("09", "26"),
        ("16", "26"), ("02", "23"), ("43", "25"), ("01", "18"), ("33", "19"), ("34", "16"),
    ],
)  # fmt: skip
def test_los_pasos_de_la_matriz_de_la_oficina_proceden(de, a):
    assert transicion(de, a, al=AL) is not None
    assert motivo(de, a, al=AL) == ""


@pytest.mark.parametrize(
    ("de", "a"),
    [("00", "31"), ("00", "02"), ("01", "31"), ("01", "32"), ("02", "32"), ("31", "37"),
     ("32", "39"), ("09", "02"), ("05", "54"), ("01", "06"), ("02", "02"), ("", "01")],
)  # fmt: skip
def test_lo_que_la_matriz_no_nombra_no_procede(de, a):
    assert transicion(de, a, al=AL) is None


def test_se_dice_a_donde_puede_pasar_el_credito():
    assert salidas("00", AL) == ("01",)
    assert motivo("00", "31", al=AL) == "De 00 no se pasa a 31; de 00 se pasa a 01."
    assert salidas("41", AL) == ()
    assert motivo("41", "31", al=AL) == "De 41 no se pasa a 31; de 41 no se pasa a ninguna."


@pytest.mark.parametrize("de", ["06", "12", "14", "15", "19", "42", "52"])
def test_las_siete_incidencias_de_la_regla_bloquean_todo_acto_de_cobro(de):
    assert all(bloqueo(de, a, al=AL) for a in ("13", "31", "32", "40", "43"))
    assert not bloqueo(de, "02", al=AL)
    assert f"De {de} no puede pasar a 32: " in motivo(de, "32", al=AL)


def test_ninguna_otra_incidencia_bloquea():
    assert bloqueantes(AL) == {"06", "12", "14", "15", "19", "42", "52"}


def test_solo_el_documento_de_esa_salida_levanta_el_bloqueo():
    assert levanta("12", "31", soporte="AVISO_FIN_HUELGA", al=AL)
    assert not levanta("12", "31", soporte="CONSTANCIA_PLAZO", al=AL)
    assert not levanta("12", "13", soporte="OFICIO_PROCURACION", al=AL)


def test_origen_y_multa_van_juntos_solo_a_localizacion():
    juntos = {(p.de, p.a) for p in transiciones(AL).values() if p.con_multa}
    assert juntos == {("01", "09"), ("02", "09"), ("31", "09")}


def test_solo_el_paso_a_cobro_de_lo_notificado_espera_el_plazo():
    esperan = {(p.de, p.a) for p in transiciones(AL).values() if p.tras_plazo}
    assert esperan == {("02", "31")}


def test_antes_de_la_ley_no_hay_pasos():
    assert transiciones(date(1997, 6, 30)) == {}


def test_un_paso_derogado_deja_de_proceder_al_dia_siguiente(tmp_path, monkeypatch):
    encabezado = ",".join(renglones("transiciones")[0])
    fila = "00,31,CONSTANCIA_PLAZO,OC,prueba,,,,,2026-01-01,2026-06-30,prueba,D"
    (tmp_path / "transiciones.csv").write_text(f"{encabezado}\n{fila}\n", encoding="utf-8")
    monkeypatch.setenv("CARTERA_TABLAS", str(tmp_path))
    olvidar()
    dias = {dia: transicion("00", "31", al=dia) is not None for dia in (
        date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1),
    )}  # fmt: skip
    monkeypatch.delenv("CARTERA_TABLAS")
    olvidar()
    assert list(dias.values()) == [False, True, True, False]


def test_la_matriz_solo_nombra_incidencias_areas_y_documentos_que_existen():
    for (de, a), paso in transiciones(AL).items():
        assert {de, a} <= set(nombres_de_incidencia())
        assert set(paso.areas) <= set(areas())
        assert set(paso.soportes) <= set(documentos())

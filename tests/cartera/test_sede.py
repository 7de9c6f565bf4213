"""The seat of the office and who signs, by the tables of the day."""

from datetime import date

from cartera_lib.cartera.sede import firmantes, sede
from cartera_lib.norma.tablas import olvidar

JUNIO = date(2026, 6, 30)


def test_la_sede_dice_su_nombre_y_que_su_domicilio_esta_por_confirmar():
    en = sede("16", "01", al=JUNIO)
    assert (en.nombre_ooad, en.nombre) == ("Estado de México Poniente", "Toluca")
    assert en.por_confirmar == ("el domicilio de la Subdelegación",)


def test_una_sede_sin_renglones_no_inventa_nada():
    en = sede("99", "99", al=JUNIO)
    assert (en.nombre, en.domicilio, en.lugar) == ("", "", "")
    assert firmantes("TS", en, al=JUNIO) == ()


def test_quien_la_oficina_registra_firma_antes_que_el_del_ejemplo(tablas_de_oficina):
    tablas_de_oficina.mkdir()
    (tablas_de_oficina / "firmantes.csv").write_text(
        "ooad,subdelegacion,cargo,nombre,clave,desde,hasta,fuente,marca\n"
        "16,01,JOC,Aurora Paz,JOC-9,2026-01-01,2026-06-29,nombramiento,S\n"
        "16,01,JOC,Bruno Sol,JOC-8,2026-06-30,,nombramiento,S\n",
        encoding="utf-8",
    )
    olvidar()
    en = sede("16", "01", al=JUNIO)
    assert [f.nombre for f in firmantes("JOC", en, al=JUNIO)] == ["Bruno Sol"]
    assert [f.nombre for f in firmantes("JOC", en, al=date(2026, 6, 29))] == ["Aurora Paz"]
    assert firmantes("JOC", en, al=JUNIO)[0].cargo == "Jefe de la Oficina para Cobros"

"""The catalogue of facts, of means and of defects."""

import edificio

from cartera_lib.cartera.hecho import (
    SIN_EFECTO,
    clases_de_hecho,
    efecto_de_defectos,
    medios,
)
from cartera_lib.cartera.materia import lugares


def test_cada_hecho_pone_estados_que_existen_y_a_lo_mas_uno_por_materia():
    for codigo, clase in clases_de_hecho().items():
        assert set(clase.pone) <= set(lugares()), codigo
        assert len({materia for materia, _ in clase.pone}) == len(clase.pone), codigo
        assert clase.codigo == codigo
        assert clase.nombre.strip()


def test_alcanzan_al_patron_los_hechos_que_no_son_de_un_credito():
    # procedimientos §7, 5, 6, 9: huelga, concurso, localización, baja, sustitución y tercería
    suyos = {c.codigo for c in clases_de_hecho().values() if c.alcance == "patron"}
    assert {
        "HUELGA_ESTALLADA",
        "CONCURSO_CONCILIACION",
        "DESOCUPO",
        "LOCALIZADO",
        "BAJA_OPERADA",
        "SUSTITUTO_NOTIFICADO",
        "OFICIO_LABORAL",
    } <= suyos
    assert not {"NOTIFICACION", "INCONFORMIDAD", "PAGO_TOTAL", "SOLIDARIA_NOTIFICADA"} & suyos
    assert {c.alcance for c in clases_de_hecho().values()} == {"credito", "patron"}


def test_cada_hecho_se_prueba_con_algun_documento():
    assert not [codigo for codigo, clase in clases_de_hecho().items() if not clase.soportes]


def test_dejar_sin_efecto_no_es_una_clase_de_hecho():
    assert SIN_EFECTO not in clases_de_hecho()


def test_los_defectos_anulan_doblan_arriesgan_o_no_importan():
    efectos = efecto_de_defectos()
    assert set(efectos.values()) == {"nula", "plazo_doble", "riesgo", "inocua"}
    # procedimientos C1.6 y C2.2
    assert [efectos[d] for d in ("SIN_COPIA", "SIN_RECURSO", "CITATORIO_INOCUO")] == [
        "nula",
        "plazo_doble",
        "inocua",
    ]


def test_los_medios_son_los_de_la_ley_y_cada_uno_se_nombra_una_vez():
    assert list(medios()) == [
        "PERSONAL",
        "CORREO",
        "COMPARECENCIA",
        "ELECTRONICA",
        "BUZON",
        "BUZON_SIN_ABRIR",
        "ESTRADOS",
        "EDICTOS",
    ]


def test_los_articulos_de_cada_hecho_estan_en_la_tabla_de_articulos():
    existen = {(f["ley"], f["articulo"]) for f in edificio.renglones("articulos")}
    for codigo, clase in clases_de_hecho().items():
        assert edificio.citados(clase.articulos), codigo
        assert edificio.citados(clase.articulos) <= existen, codigo

from datetime import date

from cartera_lib.cartera.documento import documentos
from cartera_lib.cartera.hecho import clases_de_hecho
from cartera_lib.cartera.incidencia import nombres_de_incidencia
from cartera_lib.cartera.requisito import (
    PAPEL,
    SISTEMA,
    clases_de_pieza,
    procedimientos,
    rangos,
    requisitos,
)
from cartera_lib.norma.tablas import renglones

HOY = date(2026, 11, 24)


def test_el_acuerdo_469_pide_diecisiete_puntos_en_orden():
    codigos = [r.codigo for r in requisitos("ACUERDO_469", HOY) if r.codigo[0] == "R"]
    assert codigos == [f"R{n:02d}" for n in range(1, 18)]


def test_toda_condicion_nombra_un_hecho_o_una_incidencia_que_existen():
    existen = {"notificado"}
    existen |= {f"hecho:{codigo}" for codigo in clases_de_hecho()}
    existen |= {f"incidencia:{codigo}" for codigo in nombres_de_incidencia()}
    for fila in renglones("requisitos_expediente"):
        assert set(filter(None, fila["cuando"].split("|"))) <= existen, fila["codigo"]


def test_todo_soporte_es_un_documento_y_toda_prueba_se_puede_archivar():
    for fila in renglones("requisitos_expediente"):
        assert set(filter(None, fila["soportes"].split("|"))) <= set(documentos()), fila["codigo"]
    for tramite in (*procedimientos(), SISTEMA, PAPEL):
        for requisito in requisitos(tramite, HOY):
            assert set(requisito.pruebas) <= set(clases_de_pieza()), requisito.codigo


def test_cada_tramite_pide_cada_cosa_una_sola_vez():
    for tramite in procedimientos():
        codigos = [r.codigo for r in requisitos(tramite, HOY)]
        assert len(codigos) == len(set(codigos)), tramite


def test_cada_renglon_es_de_un_tramite_que_existe_y_con_alcance_conocido():
    existen = {*procedimientos(), SISTEMA, PAPEL}
    for fila in renglones("requisitos_expediente"):
        assert set(fila["procedimiento"].split("|")) <= existen
        assert fila["alcance"] in {"credito", "patron"}
        assert fila["obligatorio"] in {"0", "1"}
    for tramite in procedimientos().values():
        assert set(tramite.incidencias) <= set(nombres_de_incidencia())


def test_los_rangos_cubren_de_cero_a_cien():
    assert [hasta for hasta, _ in rangos()] == [20, 40, 60, 80, 100]


def test_dos_clases_de_documento_no_se_leen_igual():
    nombres = list(clases_de_pieza().values())
    assert sorted(n for n in set(nombres) if nombres.count(n) > 1) == []

"""What the documents promise: words defined, decisions dated, links alive, the guide's answers."""

import ast
import re
from pathlib import Path

import edificio
import pytest
from edificio import PAQUETE, RAIZ

from scripts.guide import BLOQUE, GUIA, con_respuestas

TIPOS = ("ley nueva", "corrección", "mejora", "obra")
ENLACE = re.compile(r"\]\(([^)#:]+?)(?:#[^)]*)?\)")


@pytest.fixture(scope="module")
def glosario():
    filas = (RAIZ / "docs" / "glosario.md").read_text(encoding="utf-8").splitlines()
    return [[celda.strip() for celda in f.strip("|").split("|")] for f in filas if f[:2] == "| "]


def test_el_glosario_define_cuarenta_palabras_con_una_linea_y_su_articulo(glosario):
    encabezado, *palabras = glosario
    assert encabezado == ["término", "in English", "artículo"]
    assert len(palabras) >= 40
    assert [fila for fila in palabras if len(fila) != 3 or not all(fila)] == []
    assert len({fila[0] for fila in palabras}) == len(palabras)


def test_cada_clase_de_la_cartera_y_cada_modulo_de_reglas_esta_en_el_glosario(glosario):
    definidas = {codigo for fila in glosario for codigo in re.findall(r"`(\w+)`", fila[0])}
    clases = {
        nodo.name
        for ruta in edificio.modulos(PAQUETE / "cartera")
        for nodo in edificio.arbol(ruta).body
        if isinstance(nodo, ast.ClassDef)
    }
    reglas = {ruta.stem for ruta in PAQUETE.glob("reglas/*.py")} - {"__init__"}
    assert (clases | reglas) - definidas == set()


def test_cada_decision_lleva_fecha_y_cinco_lineas_y_la_mas_nueva_va_arriba():
    texto = (RAIZ / "docs" / "decisiones.md").read_text(encoding="utf-8")
    fechas = []
    for decision in texto.split("\n## ")[1:]:
        titulo, *lineas = decision.strip().splitlines()
        fechas.append(re.fullmatch(r"(\d{4}-\d\d-\d\d) · .+", titulo)[1])
        assert len(lineas) == 5, titulo
        assert all(re.match(r"- \*\*[A-ZÚÓa-zóí ]+\.\*\* \S", linea) for linea in lineas), titulo
    assert fechas == sorted(fechas, reverse=True)
    assert {int(q) for q in re.findall(r" · Q(\d+) · ", texto)} == set(range(1, 32))


def test_cada_cambio_dice_su_tipo_su_vigencia_sus_modulos_y_su_detalle():
    texto = (RAIZ / "CHANGELOG.md").read_text(encoding="utf-8")
    cambios = re.split(r"^- ", texto, flags=re.MULTILINE)[1:]
    assert cambios
    for cambio in cambios:
        tipo, vigencia, modulos, detalle = " ".join(cambio.split()).split(" · ", 3)
        assert tipo.strip("*") in TIPOS
        assert vigencia.startswith("*")
        assert "`" in modulos
        assert detalle.endswith(".")


def test_los_enlaces_de_los_documentos_llevan_a_algo():
    rotos = []
    for documento in [*RAIZ.glob("*.md"), *RAIZ.glob("docs/**/*.md")]:
        for destino in ENLACE.findall(documento.read_text(encoding="utf-8")):
            if not (documento.parent / destino).exists():
                rotos.append(f"{documento.name}: {destino}")
    assert not rotos, "\n".join(rotos)


def test_la_guia_ensena_lo_que_las_ordenes_responden_hoy(tmp_path: Path):
    texto = GUIA.read_text(encoding="utf-8")
    assert len(BLOQUE.findall(texto)) >= 8
    assert con_respuestas(texto, tmp_path) == texto

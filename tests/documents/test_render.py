"""Data become paper: every kind, with all that it must carry, tagged and archivable."""

import io
import re
import subprocess

import pikepdf
import pytest
from pdfua import validate

from cartera_lib.cartera.contenido import DATO, elementos, valor
from cartera_lib.cartera.emision import clases_de_documento
from cartera_lib.documents.render import ADJUNTO, NORMAS, edicion, render, render_varios
from cartera_lib.valores.dinero import pesos
from tests.documents import papeles
from tests.ventanilla.conftest import JUNIO

CLASES = list(clases_de_documento())
NADA = "0.00"
"""What a table of debits and credits leaves blank."""


def texto(contenido):
    """Return the words of a PDF as an independent program reads them."""
    orden = ["pdftotext", "-", "-"]
    return subprocess.run(orden, input=contenido, capture_output=True, check=True).stdout.decode()


def junto(dicho):
    """Return a text without what the layout of a page adds: spaces, lines, a first capital."""
    return re.sub(r"\s+", "", dicho).casefold().replace("−", "-")


def impresos(datos, lugar):
    """Return what of a place of the data is to be read on the paper."""
    dicho = valor(datos, lugar)
    if lugar.endswith(".filas"):
        tipos = [tipo for _, tipo in valor(datos, lugar.removesuffix("filas") + "columnas")]
        return [escrito(v, tipo) for fila in dicho for v, tipo in zip(fila, tipos, strict=True)]
    if lugar == "memoria.creditos":
        return [p for c in dicho for paso in c["pasos"] for p in (paso["concepto"], c["llave"][2])]
    return dicho if isinstance(dicho, list) else [escrito(dicho, lugar)]


def escrito(dicho, tipo):
    return pesos(dicho) if isinstance(dicho, int) and tipo in {"pesos", "importe"} else str(dicho)


@pytest.mark.papel
@pytest.mark.parametrize("clase", CLASES)
def test_cada_papel_lleva_todo_lo_que_debe(clase):
    datos = papeles.sellado(papeles.de_cada_clase()[clase])
    leido = junto(texto(papeles.pdf(clase)))
    for elemento in elementos(clase, al=JUNIO):
        de_datos = elemento.modo == DATO
        dichos = impresos(datos, elemento.lugar) if de_datos else [elemento.lugar]
        assert dichos, elemento
        assert [d for d in dichos if junto(d) not in leido and d != NADA] == [], elemento


@pytest.mark.papel
@pytest.mark.parametrize("clase", CLASES)
def test_cada_hoja_dice_su_folio_su_huella_y_cuantas_son(clase):
    datos, contenido = papeles.sellado(papeles.de_cada_clase()[clase]), papeles.pdf(clase)
    hojas = texto(contenido).split("\f")[:-1]
    for numero, hoja in enumerate(hojas, start=1):
        assert datos["folio"] in hoja
        assert datos["huella"] in hoja
        assert f"Página {numero} de {len(hojas)}" in hoja


@pytest.mark.parametrize("clase", CLASES)
def test_los_mismos_datos_dan_los_mismos_bytes(clase):
    assert render(papeles.sellado(papeles.de_cada_clase()[clase])) == papeles.pdf(clase)


@pytest.mark.parametrize("clase", CLASES)
def test_cada_papel_es_accesible_y_se_puede_archivar(clase):
    with pikepdf.open(io.BytesIO(papeles.pdf(clase))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "es-MX"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert [str(i.S) for i in pdf.Root.OutputIntents] == ["/GTS_PDFA1"]
        assert str(pdf.Root.AF[0].AFRelationship) == "/Data"
        assert list(pdf.attachments) == [ADJUNTO]
        with pdf.open_metadata() as metadatos:
            assert (metadatos["pdfaid:part"], metadatos["pdfaid:conformance"]) == ("3", "A")
            assert metadatos["pdfuaid:part"] == "1"
        fuentes = [f for f in pdf.objects if _es(f, "/Type", "/FontDescriptor")]
        assert fuentes
        assert all(any(f"/FontFile{n}" in f for n in ("", "2", "3")) for f in fuentes)
        assert not pdf.is_encrypted
        assert not any(_es(o, "/S", "/JavaScript") for o in pdf.objects)


@pytest.mark.parametrize("clase", CLASES)
def test_un_comprobador_ajeno_no_halla_faltas_de_accesibilidad(clase, tmp_path):
    ruta = tmp_path / "papel.pdf"
    ruta.write_bytes(papeles.pdf(clase))
    assert [f"{falta.rule_id} {falta.message}" for falta in validate(str(ruta)).findings] == []


@pytest.mark.parametrize("clase", CLASES)
def test_las_hojas_son_tamano_carta_y_ninguna_queda_en_blanco(clase):
    with pikepdf.open(io.BytesIO(papeles.pdf(clase))) as pdf:
        assert {tuple(map(float, hoja.MediaBox)) for hoja in pdf.pages} == {(0, 0, 612, 792)}
        assert 1 <= len(pdf.pages) <= 5


def test_muchos_a_la_vez_salen_en_su_orden_y_son_los_de_uno_en_uno():
    datos = [papeles.sellado(b, n) for n, b in enumerate(papeles.mandamientos()[:9], start=1)]
    assert list(render_varios(datos)) == [render(uno) for uno in datos]
    assert list(render_varios([])) == []


def test_la_edicion_distingue_estas_plantillas():
    assert re.fullmatch(r"[0-9a-f]{16}", edicion())
    assert NORMAS == ["a-3a", "ua-1"]


def _es(objeto, clave, valor_de_clave):
    return isinstance(objeto, pikepdf.Dictionary) and str(objeto.get(clave)) == valor_de_clave

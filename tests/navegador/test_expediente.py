"""The archive used as a clerk does: file, lend, be refused, get back; the book says the same."""

from datetime import date

import pytest
from navegador.conftest import mirada, retratar, servida

pytestmark = pytest.mark.navegador


@pytest.fixture(scope="module")
def prestado(ventanilla):
    """The paper of the example that somebody has beyond its day."""
    piezas = ventanilla.libro.piezas().to_pylist()
    (vencido,) = [p for p in piezas if p["vence"] and p["vence"] < date(2026, 6, 30)]
    return vencido


@pytest.fixture(scope="module")
def app(navegador, libro):
    """The app open over the book, with Luis at it."""
    with servida("expediente", libro) as url, mirada(navegador, url) as pagina:
        pagina.get_by_label("Atiende").wait_for(timeout=90_000)
        yield pagina


def _pulsar(pagina, nombre):
    """Press a button with the keyboard alone."""
    boton = pagina.get_by_role("button", name=nombre, exact=True).last
    boton.focus()
    pagina.keyboard.press("Enter")


def test_lo_vencido_se_ve_al_abrir_y_se_devuelve(app, ventanilla, prestado):
    app.get_by_text("con plazo vencido", exact=False).first.wait_for(timeout=60_000)
    retratar(app, "expediente")
    app.get_by_role("button", name=f"Abrir {prestado['folio']}").click()
    app.get_by_text("Dónde ha estado").wait_for(timeout=30_000)
    _pulsar(app, "Registrar la devolución")
    app.get_by_text(f"{prestado['folio']} devuelto").wait_for(timeout=30_000)
    assert ventanilla.pieza(prestado["folio"])["prestada_a"] == ""


def test_se_presta_y_lo_que_falta_por_decir_se_pide_junto_al_boton(app, ventanilla, prestado):
    app.get_by_label("Se presta a").fill("Servicios Jurídicos")
    _pulsar(app, "Prestar")
    app.get_by_text("Diga qué día devuelve").wait_for(timeout=30_000)
    aviso = app.get_by_text("Diga qué día devuelve").bounding_box()
    boton = app.get_by_role("button", name="Prestar", exact=True).bounding_box()
    assert 0 < aviso["y"] - boton["y"] < 200
    app.get_by_label("Lo devuelve el").fill("2026-07-20")
    _pulsar(app, "Prestar")
    app.get_by_text(f"{prestado['folio']} prestado a Servicios Jurídicos").wait_for(timeout=30_000)
    retratar(app, "expediente-prestado")
    fila = ventanilla.pieza(prestado["folio"])
    assert (fila["prestada_a"], fila["vence"]) == ("Servicios Jurídicos", date(2026, 7, 20))


def test_lo_que_falta_se_ve_por_credito_sin_claves(app):
    app.get_by_role("button", name="Qué falta").click()
    app.get_by_label("Trámite").select_option("Cancelación por incobrable (acuerdo 469)")
    app.get_by_role("columnheader", name="Le falta").wait_for(timeout=30_000)
    app.get_by_role("button", name="Ver 2").first.click()
    detalle = app.locator(".ct-memoria")
    detalle.get_by_role("rowheader", name="Entrevista a tres vecinos").wait_for(timeout=30_000)
    retratar(app, "expediente-falta")
    assert app.get_by_text("R14", exact=True).count() == 0
    assert detalle.get_by_role("cell", name="Falta", exact=True).count() > 5


def test_un_documento_se_archiva_con_su_imagen(app, ventanilla, prestado):
    app.get_by_role("button", name="Archivar", exact=True).first.click()
    app.get_by_label("Es de").select_option("El patrón")
    app.get_by_label("Documento").select_option("Entrevista a tres vecinos")
    app.get_by_label("Número o folio").fill("V-3")
    app.get_by_label("Fecha", exact=True).fill("2026-06-01")
    app.get_by_label("Lugar").fill("Caja 5")
    imagen = {"name": "v3.pdf", "mimeType": "application/pdf", "buffer": b"tres vecinos"}
    with app.expect_file_chooser() as eleccion:
        app.get_by_role("button", name="Elegir la imagen").click()
    eleccion.value.set_files(imagen)
    app.get_by_text("Imagen elegida: v3.pdf").wait_for(timeout=30_000)
    _pulsar(app, "Archivar")
    app.get_by_text("Se archivó «Entrevista a tres vecinos»: folio P").wait_for(timeout=30_000)
    app.get_by_text("en Caja 5").first.wait_for(timeout=30_000)
    retratar(app, "expediente-archivar")
    suyas = ventanilla.libro.piezas(prestado["registro"]).to_pylist()
    (nueva,) = [p for p in suyas if p["numero"] == "V-3"]
    assert (nueva["clase"], nueva["credito"], nueva["ubicacion"]) == ("R14", "", "Caja 5")
    # printf 'tres vecinos' | sha256sum
    assert nueva["sha256"] == HUELLA


HUELLA = "d92a61255e89e0c4fbf8527cb65eba76d01df874e5f0444fdd09bfb435d61a2e"

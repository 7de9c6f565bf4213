"""The app of the inventory, used as who counts does; what was marked is read in the book."""

from datetime import date

import pytest
from navegador.conftest import mirada, retratar, servida

pytestmark = pytest.mark.navegador
FOLIO = "I26-000001"
JUNIO = date(2026, 6, 30)


@pytest.fixture(scope="module")
def direccion(libro):
    with servida("inventario", libro) as url:
        yield url


@pytest.fixture
def app(navegador, direccion):
    """The app open over the book, with Luis at it."""
    with mirada(navegador, direccion) as pagina:
        pagina.get_by_label("Buscar").wait_for(timeout=90_000)
        yield pagina


def _buscar(pagina, credito):
    pagina.get_by_label("Buscar").fill(credito)
    pagina.keyboard.press("Enter")


def _marcas(ventanilla, conteo=1):
    filas = ventanilla.libro.marcas(FOLIO).to_pylist()
    return {f["credito"]: f["marca"] for f in filas if f["conteo"] == conteo}


def _pendiente(ventanilla, lugar):
    """A credit of Luis's book that nobody has counted and whose number is of no other."""
    base, hechas = ventanilla.toma(FOLIO).base, _marcas(ventanilla)
    suyos = base[~base["credito"].isin(hechas) & ~base["credito"].duplicated(keep=False)]
    return suyos["credito"].iloc[lugar]


def test_con_el_teclado_se_busca_se_marca_y_el_cursor_vuelve_a_la_busqueda(app, ventanilla):
    for credito in (_pendiente(ventanilla, 0), _pendiente(ventanilla, 1)):
        _buscar(app, credito)
        app.get_by_role("heading", name=f"Crédito {credito}").wait_for(timeout=30_000)
        app.locator("button:focus", has_text="Total").wait_for(timeout=30_000)
        app.keyboard.press("Enter")
        app.get_by_text(f"Crédito {credito} guardado como total").wait_for(timeout=30_000)
        app.locator("input:focus[placeholder^='Registro']").wait_for(timeout=30_000)
        assert _marcas(ventanilla)[credito] == "TOTAL"


def test_lo_parcial_y_la_observacion_piden_lo_suyo_antes_de_guardarse(app, ventanilla):
    credito = _pendiente(ventanilla, 0)
    _buscar(app, credito)
    app.get_by_role("button", name="Parcial: algo difiere").click(timeout=30_000)
    app.get_by_text("dice en qué difiere el documento").wait_for(timeout=30_000)
    assert app.get_by_role("button", name="Otro: véase la nota").is_disabled()
    app.get_by_placeholder("Qué se encontró").fill("corta")
    app.get_by_text("Faltan 20 letras").wait_for(timeout=30_000)
    app.get_by_placeholder("Importe que dice, en pesos").fill("$1,234.50")
    retratar(app, "inventario")
    app.get_by_role("button", name="Parcial: algo difiere").click()
    app.get_by_text(f"Crédito {credito} guardado como parcial").wait_for(timeout=30_000)
    fila = next(f for f in ventanilla.libro.marcas(FOLIO).to_pylist() if f["credito"] == credito)
    assert (fila["marca"], fila["importe"]) == ("PARCIAL", 1_234_50)


def test_lo_que_no_esta_en_la_base_se_agrega_como_sobrante(app, ventanilla):
    _buscar(app, "990000077")
    app.get_by_text("No está en la base. Revise el número").wait_for(timeout=30_000)
    app.get_by_label("Registro patronal").fill("W0000051101")
    app.get_by_label("Periodo").fill("2025-03")
    app.get_by_role("button", name="Agregar el sobrante", exact=True).click()
    app.get_by_text("Crédito 990000077 guardado como sobrante").wait_for(timeout=30_000)
    assert _marcas(ventanilla)["990000077"] == "SOBRANTE"


def test_luis_cuenta_por_segunda_vez_lo_que_ana_no_hallo_y_cierra_con_acta(app, ventanilla):
    antes = _marcas(ventanilla, conteo=2)
    app.get_by_role("button", name="Segundo conteo", exact=True).click()
    app.get_by_text("contados en este libro (30.77 %)").wait_for(timeout=30_000)
    app.get_by_role("button", name="Contar 4").first.click()
    app.get_by_role("button", name="No está el documento").click(timeout=30_000)
    app.get_by_text("guardado como sin documento").wait_for(timeout=30_000)
    assert len(_marcas(ventanilla, conteo=2)) == len(antes) + 1
    app.get_by_role("button", name="Avance", exact=True).click()
    app.get_by_role("button", name="Actualizar").wait_for(timeout=30_000)
    assert "La base se conserva al centavo" in app.locator(".ct-tablero").inner_text()
    retratar(app, "inventario_avance")
    app.get_by_role("button", name="Diferencias y cierre", exact=True).click()
    cerrar = app.get_by_role("button", name="Cerrar con esta acta")
    cerrar.wait_for(timeout=60_000)
    assert cerrar.is_disabled()
    retratar(app, "inventario_cierre")
    app.get_by_label("Al cerrar no se cuenta más").check()
    cerrar.click(timeout=30_000)
    app.get_by_text(f"Inventario {FOLIO} cerrado con su acta").wait_for(timeout=60_000)
    assert ventanilla.toma(FOLIO).cierre == JUNIO

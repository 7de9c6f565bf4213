"""The four apps of the counter, used as a clerk does; what they did is read in the book."""

from datetime import date

import pytest
from navegador.conftest import retratar

from cartera_lib.valores.dinero import pesos

pytestmark = pytest.mark.navegador
JUNIO = date(2026, 6, 30)


def _hecho(pagina):
    return pagina.locator(".ct-hecho[role=status]").first.inner_text(timeout=30_000)


@pytest.mark.parametrize("app", ["requerimientos"], indirect=True)
def test_un_requerimiento_se_abre_se_lee_y_se_afecta(app, ventanilla):
    folio = ventanilla.por_resolver()[0]
    app.get_by_role("row", name=folio).get_by_role("button", name="Abrir").click()
    app.get_by_role("heading", name=folio).wait_for(timeout=30_000)
    app.get_by_text("Se puede afectar: estos son los movimientos").wait_for()
    retratar(app, "requerimientos")
    app.get_by_role("button", name="Afectar", exact=True).click()
    assert f"{folio} afectado" in _hecho(app)
    assert folio not in ventanilla.por_resolver()


@pytest.mark.parametrize("app", ["requerimientos"], indirect=True)
def test_luis_comprueba_con_el_corte_lo_que_ana_afecto(app, ventanilla):
    antes = ventanilla.libro.por_verificar().num_rows
    app.get_by_role("button", name="Comprobar con un corte").click()
    app.get_by_text("Movimientos por comprobar", exact=True).wait_for(timeout=30_000)
    app.get_by_role("button", name="Comprobar con este corte").click()
    assert "Comprobación registrada" in _hecho(app)
    retratar(app, "comprobacion")
    assert ventanilla.libro.por_verificar().num_rows < antes


@pytest.mark.parametrize("app", ["recaudacion"], indirect=True)
def test_una_solicitud_se_convierte_en_ficha(app, ventanilla):
    folio = ventanilla.solicitudes_pendientes()[0]
    total = ventanilla.libro.solicitud(folio).total
    app.get_by_role("row", name=folio).get_by_role("button", name="Abrir").click()
    app.get_by_text("Ficha que se emitiría").wait_for(timeout=30_000)
    retratar(app, "recaudacion")
    app.get_by_role("button", name="Emitir la ficha").click()
    assert "emitida" in _hecho(app)
    assert pesos(total) in {pesos(f.importe) for f in ventanilla.libro.fichas_pendientes()}


@pytest.mark.parametrize("app", ["contabilidad"], indirect=True)
def test_la_relacion_del_mes_se_baja_y_su_poliza_se_registra(app, ventanilla):
    app.get_by_text("Lo que asentó el mes").wait_for(timeout=60_000)
    with app.expect_download() as bajada:
        app.get_by_role("link", name="Diario para hledger").click()
    texto = bajada.value.path().read_text(encoding="utf-8")
    assert texto == ventanilla.diario("hledger")
    app.get_by_label("Mes").select_option("05/2026")
    app.get_by_text("Relación de 05/2026").wait_for(timeout=30_000)
    app.get_by_label("Número de póliza").fill("D-204")
    app.get_by_role("button", name="Registrar la póliza").click()
    assert "Póliza registrada" in _hecho(app)
    retratar(app, "contabilidad")
    assert {p["numero"] for p in ventanilla.libro.polizas().to_pylist()} == {"D-204"}


@pytest.mark.parametrize("app", ["conciliacion"], indirect=True)
def test_una_partida_se_explica_y_se_cierra(app, ventanilla):
    assert "Cuadra al centavo" in _hecho(app)
    abiertas = [p for p in ventanilla.libro.partidas().to_pylist() if not p["cerrada"]]
    partida = next(p for p in abiertas if p["importe"] == 0)
    app.get_by_placeholder("Lo que diga cualquier columna").fill(partida["detalle"][:20])
    app.get_by_role("button", name="Explicar…").first.click()
    app.get_by_label("Qué la explica").fill("Acta en el expediente.")
    app.get_by_label("Folio del soporte").fill("OC/15")
    retratar(app, "conciliacion")
    app.get_by_role("button", name="Cerrar la partida").click()
    app.get_by_text("Partida cerrada").wait_for(timeout=30_000)
    cerradas = {p["clave"] for p in ventanilla.libro.partidas().to_pylist() if p["cerrada"]}
    assert len(cerradas) == 1

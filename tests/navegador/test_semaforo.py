"""The light and the purge, used as a clerk does; what they keep is read in the book."""

from datetime import date

import pytest
from navegador.conftest import retratar

from cartera_lib.reglas.decision import Acto
from cartera_lib.valores.dinero import pesos

pytestmark = pytest.mark.navegador
JUNIO = date(2026, 6, 30)


def _a_la_vista(pagina, que):
    """Wait until something is inside the window, as who pressed the button sees it."""
    lugar = pagina.locator(que)
    lugar.wait_for(timeout=30_000)
    pagina.wait_for_timeout(1_000)
    caja = lugar.bounding_box()
    assert 0 <= caja["y"] < pagina.viewport_size["height"]


@pytest.mark.parametrize("app", ["semaforo"], indirect=True)
def test_el_semaforo_explica_un_credito_y_guarda_su_hecho(app, ventanilla):
    visto = ventanilla.semaforo(JUNIO)
    libres = visto.tabla[visto.tabla["embargo"] == "Verde"]
    cajas = app.locator(".ct-luz")
    cajas.first.wait_for(timeout=60_000)
    app.get_by_role("button", name="Embargo", exact=True).click()
    app.get_by_text("Para embargar").wait_for(timeout=30_000)
    suma = pesos(int(libres["importe"].sum()))
    assert suma in app.locator(".ct-luz.ct-verde").inner_text(timeout=30_000)
    credito = str(libres.iloc[0]["credito"])
    app.get_by_placeholder("Patrón, crédito, incidencia").fill(credito)
    app.get_by_role("row", name=credito).first.get_by_role("button", name="¿Por qué?").click()
    app.get_by_role("heading", name=credito).wait_for(timeout=30_000)
    _a_la_vista(app, ".ct-veredicto")
    assert "Sí se puede" in app.locator(".ct-veredicto").inner_text()
    app.get_by_label("Hecho", exact=True).select_option(label="Se canceló la garantía")
    assert app.get_by_label("Lo prueba").input_value()
    app.get_by_label("Hecho", exact=True).select_option(
        label="Se suspendió el cobro, con su requisito cumplido"
    )
    app.get_by_label("Ocurrió el").fill("2026-06-15")
    app.get_by_label("Folio del documento").fill("TFJA-77")
    app.get_by_role("button", name="Registrar el hecho").click()
    app.locator(".ct-veredicto.ct-rojo").wait_for(timeout=60_000)
    dicho = app.locator(".ct-veredicto").inner_text()
    assert "Un juez o tribunal suspendió el cobro" in dicho
    assert "TFJA-77, sin confirmar" in dicho
    assert app.get_by_placeholder("Patrón, crédito, incidencia").input_value() == credito
    retratar(app, "semaforo")
    guardado = ventanilla.libro.hechos().to_pylist()
    assert [h["codigo"] for h in guardado if h["soporte_folio"] == "TFJA-77"] == ["SUSPENSION"]
    assert not ventanilla.semaforo(JUNIO).compuerta.puede(Acto.EMBARGO)[libres.index[0]]


@pytest.mark.parametrize("app", ["semaforo"], indirect=True)
def test_lo_que_se_pulsa_mientras_la_tabla_cambia_no_se_pierde(app):
    fila = app.get_by_role("row").filter(has=app.get_by_role("button", name="¿Por qué?")).first
    credito = fila.get_by_role("cell").nth(1).inner_text(timeout=60_000)
    caja = fila.get_by_role("button").bounding_box()
    app.get_by_placeholder("Patrón, crédito, incidencia").fill("no existe")
    app.mouse.move(caja["x"] + caja["width"] / 2, caja["y"] + caja["height"] / 2)
    app.mouse.down()
    app.wait_for_timeout(3_000)
    app.mouse.up()
    app.get_by_text("Nada coincide con lo escrito").wait_for(timeout=30_000)
    abierto = app.get_by_role("heading", name=credito)
    abierto.wait_for(timeout=30_000)
    assert credito in abierto.inner_text()


@pytest.mark.parametrize("app", ["semaforo"], indirect=True)
def test_lo_que_falta_se_dice_y_no_se_guarda_nada(app, ventanilla):
    antes = ventanilla.libro.hechos().num_rows
    app.get_by_role("button", name="¿Por qué?").first.click()
    app.get_by_role("button", name="Registrar el hecho").click(timeout=30_000)
    aviso = app.get_by_text("Elija el día en que ocurrió.")
    aviso.wait_for(timeout=30_000)
    boton = app.get_by_role("button", name="Registrar el hecho").bounding_box()
    assert 0 < aviso.bounding_box()["y"] - boton["y"] < 100
    assert ventanilla.libro.hechos().num_rows == antes


@pytest.mark.parametrize("app", ["semaforo"], indirect=True)
def test_lo_que_no_coincide_y_lo_que_alcanza_al_patron_se_dicen(app):
    app.get_by_role("button", name="¿Por qué?").first.click()
    app.get_by_label("Hecho", exact=True).select_option(label="Se emplazó a huelga")
    app.get_by_text("Alcanza a todos los créditos del patrón").wait_for(timeout=30_000)
    app.get_by_placeholder("Patrón, crédito, incidencia").fill("no existe")
    app.keyboard.press("Enter")
    app.get_by_text("Nada coincide con lo escrito").wait_for(timeout=30_000)
    assert app.get_by_text("No hay créditos de este color").count() == 0


@pytest.mark.parametrize("app", ["semaforo"], indirect=True)
def test_otra_persona_confirma_cada_hecho_con_su_boton(app, ventanilla):
    pendiente = next(h for h in ventanilla.libro.hechos().to_pylist() if not h["confirmo"])
    app.get_by_label("Atiende").fill("Otra persona")
    app.keyboard.press("Enter")
    app.get_by_placeholder("Patrón, crédito, incidencia").fill(pendiente["credito"])
    app.keyboard.press("Enter")
    fila = app.get_by_role("row", name=pendiente["credito"]).first
    fila.get_by_role("button", name="¿Por qué?").click()
    app.get_by_role("button", name=f"Confirmar {pendiente['folio']}").click(timeout=30_000)
    app.get_by_text(f"Hecho {pendiente['folio']} confirmado").wait_for(timeout=60_000)
    guardados = {h["folio"]: h["confirmo"] for h in ventanilla.libro.hechos().to_pylist()}
    assert guardados[pendiente["folio"]] == "Otra persona"


@pytest.mark.parametrize("app", ["depuracion"], indirect=True)
def test_la_cola_se_abre_y_su_paso_queda_en_el_libro(app, ventanilla):
    derechos = ventanilla.revisar(JUNIO).depuracion.derechos["total"]
    reales = pesos(int(derechos["Derechos reales de cobro"]))
    app.get_by_role("cell", name=reales).first.wait_for(timeout=60_000)
    retratar(app, "depuracion")
    app.get_by_role("button", name="Cola de depuración").click()
    app.get_by_role("button", name="Abrir").first.click(timeout=30_000)
    app.get_by_label("Folio", exact=True).fill("DEP-1")
    app.get_by_label("Fecha del paso").fill("2026-06-20")
    app.get_by_role("button", name="Registrar el paso").click()
    app.get_by_text("Paso registrado").wait_for(timeout=60_000)
    _a_la_vista(app, "text=Se propuso su depuración el 20/06/2026, sin confirmar.")
    paso = app.get_by_label("Paso", exact=True)
    elegido = paso.evaluate("e => e.selectedOptions[0].text").replace("\xa0", " ")
    assert elegido == "Se envió a Supervisión"
    guardados = [h for h in ventanilla.libro.hechos().to_pylist() if h["soporte_folio"] == "DEP-1"]
    dichos = [(h["codigo"], h["fecha"], h["soporte_fecha"]) for h in guardados]
    assert dichos == [("DEPURACION_PROPUESTA", date(2026, 6, 20), date(2026, 6, 20))]
    for solapa in ("Por prescribir", "Inconsistencias", "Calificación"):
        app.get_by_role("button", name=solapa, exact=True).click()
        app.get_by_text("Lista en Excel").first.wait_for(timeout=30_000)

"""The consultation, used as a clerk uses it; figures compared with what the office computes."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from navegador.conftest import retratar

from cartera_lib import ejemplo
from cartera_lib.oficina.informes import mayores_deudores, situacion
from cartera_lib.puertas import abrir
from cartera_lib.valores.dinero import pesos

pytestmark = pytest.mark.navegador
CORTE = "2026-06-30"


@pytest.fixture(scope="module")
def mesa():
    return abrir(str(ejemplo.libro()))


@pytest.fixture(scope="module")
def deudor(mesa):
    """The employer of the example that owes most, with all its credits valued at the cut."""
    cartera = mesa.cartera()
    registro = mayores_deudores(situacion(cartera, al=cartera.corte), 1)["registro"].iloc[0]
    return registro, mesa.patron(registro)


def _buscar(pagina, texto):
    pagina.fill("input[placeholder^='Registro']", texto)
    pagina.keyboard.press("Enter")


def _abrir(pagina, mesa, registro):
    """Open an employer on the day of the cut; return what it owes, once it is on the page."""
    esperada = _situacion(mesa, registro, date.fromisoformat(CORTE))
    _buscar(pagina, "")
    pagina.locator(".ct-total").wait_for(state="detached", timeout=20_000)
    pagina.fill("input[type=date]", CORTE)
    _buscar(pagina, registro)
    _espera_total(pagina, int(esperada.tabla["total"].sum()))
    return esperada.tabla


def _espera_total(pagina, total):
    pagina.locator(".ct-total strong", has_text=pesos(total)).wait_for(timeout=20_000)


def _aparece(pagina, texto):
    return texto in pagina.get_by_text(texto).first.inner_text(timeout=20_000)


def _situacion(mesa, registro, al):
    return situacion(mesa.de_patron(registro, mesa.cartera()), al=al)


def test_se_busca_por_registro_y_cada_cifra_es_la_que_calcula_la_oficina(pagina, mesa, deudor):
    registro, patron = deudor
    esperada = _abrir(pagina, mesa, registro)
    assert patron["nombre"] in pagina.locator("h2", has_text=registro).inner_text()
    pagina.get_by_role("button", name="¿Por qué?").first.click()
    memoria = pagina.locator(".ct-memoria tr.suma").first
    assert pesos(int(esperada["total"].iloc[0])) in memoria.inner_text(timeout=20_000)
    retratar(pagina, "consulta")


def test_se_busca_por_nombre_sin_acentos_y_con_una_letra_de_mas(pagina, deudor):
    registro, patron = deudor
    palabra = max(patron["nombre"].split(), key=len)
    sin_acentos = palabra.translate(str.maketrans("áéíóúüÁÉÍÓÚ", "aeiouuAEIOU"))
    _buscar(pagina, sin_acentos[:4].lower() + sin_acentos[3:].lower())
    assert _aparece(pagina, registro)


def test_al_cambiar_el_dia_cambian_las_cifras(pagina, mesa, deudor):
    registro, _ = deudor
    antes = int(_abrir(pagina, mesa, registro)["total"].sum())
    pagina.fill("input[type=date]", "2026-03-20")
    pagina.keyboard.press("Tab")
    esperado = int(_situacion(mesa, registro, date(2026, 3, 20)).tabla["total"].sum())
    _espera_total(pagina, esperado)
    assert esperado < antes


def test_un_dia_sin_inpc_se_dice_y_no_se_inventa(pagina, mesa, deudor):
    _abrir(pagina, mesa, deudor[0])
    pagina.fill("input[type=date]", "2026-11-24")
    pagina.keyboard.press("Tab")
    aviso = pagina.get_by_role("alert").filter(has_text="INCOMPLETO").first
    aviso.wait_for(timeout=20_000)
    assert _aparece(pagina, "Total incompleto")
    assert "inpc" in aviso.inner_text()
    assert "cartera tablas importar inpc" in aviso.inner_text()


def test_el_excel_trae_las_mismas_cifras_que_la_pantalla(pagina, mesa, deudor):
    total = int(_abrir(pagina, mesa, deudor[0])["total"].sum())
    with pagina.expect_download() as bajada:
        pagina.get_by_role("link", name="Descargar en Excel").click()
    libro = openpyxl.load_workbook(BytesIO(bajada.value.path().read_bytes()))
    filas = list(libro["Créditos"].iter_rows(values_only=True))
    lugar = filas[0].index("Total")
    assert sum(round(fila[lugar] * 100) for fila in filas[1:]) == total


def test_la_tabla_se_ordena_y_se_filtra(pagina, mesa, deudor):
    menor = _abrir(pagina, mesa, deudor[0])["total"].min()
    pagina.get_by_role("button", name="Total", exact=True).click()
    primera = pagina.locator(".cartera-tabla tbody tr").first
    primera.get_by_text(pesos(int(menor)), exact=True).first.wait_for(timeout=20_000)
    assert pagina.locator("th[aria-sort=ascending]").inner_text().startswith("Total")
    pagina.fill("input[type=search]", "no existe este texto")
    pagina.keyboard.press("Enter")
    assert _aparece(pagina, "Nada coincide con lo escrito.")


def test_lo_que_no_existe_no_se_encuentra(pagina):
    _buscar(pagina, "QQ9999999")
    assert _aparece(pagina, "No hay renglones.")

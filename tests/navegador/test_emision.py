"""Issuing used as a clerk does: chosen, seen, issued, opened, reviewed by another, and proved."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from navegador.conftest import retratar

from cartera_lib.cartera.hecho import Hecho, clases_de_hecho
from cartera_lib.cartera.movimiento import Llave, Soporte
from cartera_lib.oficina.seleccion import Filtro
from cartera_lib.valores.dinero import pesos

pytestmark = pytest.mark.navegador
JUNIO = date(2026, 6, 30)
OTRA = "Otra persona"
emision = pytest.mark.parametrize("app", ["emision_documentos"], indirect=True)


def _atiende(app, quien):
    app.get_by_label("Atiende").fill(quien)
    app.get_by_label("Atiende").press("Enter")


def _pulsar(app, nombre):
    app.get_by_role("button", name=nombre, exact=True).click()


def _leido(app, texto):
    app.get_by_text(texto, exact=False).first.wait_for(timeout=60_000)


def _subir(app, ruta):
    with app.expect_file_chooser() as eleccion:
        app.get_by_role("button", name="Elegir el PDF").click()
    eleccion.value.set_files(ruta)


def _estados(ventanilla, orden):
    return set(ventanilla.documentos(orden=orden)["estado"])


@emision
def test_de_la_lista_al_papel_revisado_por_otra_persona(app, ventanilla, tmp_path):
    hecha = ventanilla.preparar("MANDAMIENTO", Filtro(incidencia="31"), al=JUNIO)
    app.get_by_label("Incidencia").select_option("31 Inicio de Tramitación (PAE)")
    _pulsar(app, "Ver qué saldría")
    _leido(app, f"por {pesos(hecha.importe)};")
    for negativa in hecha.negativas:
        _leido(app, " ".join(map(str, negativa.causas)))
    retratar(app, "emision_elegir")
    _pulsar(app, "Congelar la lista y emitir")
    _leido(app, f"{len(hecha.borradores)} documentos emitidos, del ME26-000001")
    retratar(app, "emision_emitida")
    emitidos = ventanilla.documentos(orden="L26-000001")
    assert len(emitidos) == len(hecha.borradores)
    assert int(emitidos["importe"].sum()) == hecha.importe
    _pulsar(app, "Ver los documentos de la lista")
    _pulsar(app, "Abrir ME26-000002")
    app.get_by_role("heading", name="ME26-000002").wait_for(timeout=30_000)
    with app.expect_download() as bajada:
        app.get_by_role("link", name="Descargar el PDF").click()
    ruta = tmp_path / "papel.pdf"
    bajada.value.save_as(ruta)
    assert ruta.read_bytes() == ventanilla.libro.papel_de("ME26-000002")
    assert app.get_by_title("Mandamiento de ejecución ME26-000002").is_visible()
    app.wait_for_timeout(2_000)
    retratar(app, "emision_documento")
    _pulsar(app, "Revisar")
    _leido(app, "lo emitió Luis: quien captura no verifica")
    aviso = app.get_by_text("quien captura no verifica").bounding_box()
    boton = app.get_by_role("button", name="Revisar", exact=True).bounding_box()
    assert 0 < aviso["y"] - boton["y"] < 150
    assert ventanilla.libro.sucesos("ME26-000002").num_rows == 0
    _atiende(app, OTRA)
    _pulsar(app, "Revisar")
    _leido(app, "Revisado: trámite de documentos, Otra persona")
    retratar(app, "emision_revisado")
    (suceso,) = ventanilla.libro.sucesos("ME26-000002").to_pylist()
    assert (suceso["clase"], suceso["quien"]) == ("REVISADO", OTRA)
    assert ventanilla.libro.verificar() == ()


@emision
def test_muchos_se_revisan_se_entregan_y_se_bajan_juntos(app, ventanilla, tmp_path):
    _atiende(app, OTRA)
    _pulsar(app, "Documentos")
    app.get_by_label("De la lista").select_option("L26-000001")
    app.get_by_label("Estado").select_option("Emitido")
    quedan = len(ventanilla.documentos(orden="L26-000001")) - 1
    _pulsar(app, f"Revisar {quedan} documentos")
    _leido(app, f"Trámites: {quedan}.")
    app.get_by_label("Estado").select_option("Revisado")
    _pulsar(app, f"Firmar {quedan + 1} documentos")
    _leido(app, f"Trámites: {quedan + 1}.")
    app.get_by_label("Estado").select_option("Firmado")
    app.get_by_label("Se entrega a").fill("Oficina para Cobros")
    _pulsar(app, f"Entregar {quedan + 1} documentos")
    _leido(app, "Entregado con la factura FE26-000001.")
    app.get_by_label("Estado").select_option("Todos")
    with app.expect_download() as bajada:
        _pulsar(app, "Descargar todo en ZIP")
    _leido(app, "documentos-L26-000001.zip, con ")
    retratar(app, "emision_documentos")
    bajada.value.save_as(tmp_path / "todo.zip")
    with ZipFile(BytesIO((tmp_path / "todo.zip").read_bytes())) as paquete:
        papeles = {nombre: paquete.read(nombre) for nombre in paquete.namelist()}
    assert len(papeles) == quedan + 1
    assert papeles["ME26-000003.pdf"] == ventanilla.libro.papel_de("ME26-000003")
    assert _estados(ventanilla, "L26-000001") == {"Entregado"}


@emision
def test_lo_que_la_ley_ya_no_permite_se_manda_recoger(app, ventanilla):
    _pulsar(app, "Por recoger")
    _leido(app, "No hay documentos en trámite que la ley haya dejado de permitir.")
    (credito, *_) = ventanilla.libro.creditos_emitidos(folio="ME26-000003").to_pylist()
    llave = Llave.de(credito)
    soporte = Soporte(clases_de_hecho()["SUSPENSION"].soportes[0], "TFJA-77", JUNIO)
    hecho = Hecho("", "SUSPENSION", llave.registro, llave, JUNIO, soporte)
    ventanilla.capturar_hechos([hecho], al=JUNIO)
    _pulsar(app, "Documentos")
    _pulsar(app, "Por recoger")
    _leido(app, "Un juez o tribunal suspendió el cobro")
    retratar(app, "emision_recoger")
    _pulsar(app, "Recogerlos todos")
    _leido(app, "1 documento por recoger: ME26-000003.")
    (*_, suceso) = ventanilla.libro.sucesos("ME26-000003").to_pylist()
    assert suceso["clase"] == "POR_RECOGER"
    assert "suspendió el cobro" in suceso["detalle"]


@emision
def test_una_lista_a_medias_sigue_donde_quedo(app, ventanilla):
    hecha = ventanilla.preparar("MANDAMIENTO", Filtro(), al=JUNIO)
    _, orden = ventanilla.ordenar(hecha, al=JUNIO)
    _pulsar(app, "Documentos")
    _pulsar(app, "Elegir")
    _leido(app, "1 lista quedó a medias")
    retratar(app, "emision_a_medias")
    _pulsar(app, "Seguir donde quedó")
    _leido(app, f"Lista {orden.folio}: {orden.documentos} documentos emitidos")
    assert app.get_by_role("button", name="Seguir donde quedó").count() == 0
    assert len(ventanilla.documentos(orden=orden.folio)) == orden.documentos


@emision
def test_un_papel_bueno_y_uno_cambiado_se_distinguen_con_palabras(app, ventanilla, tmp_path):
    bueno = ventanilla.libro.papel_de("ME26-000002")
    (tmp_path / "bueno.pdf").write_bytes(bueno)
    (tmp_path / "malo.pdf").write_bytes(bueno + b"\n")
    (tmp_path / "otro.pdf").write_bytes(b"no es un documento")
    _pulsar(app, "Comprobar un papel")
    _subir(app, tmp_path / "bueno.pdf")
    app.get_by_role("heading", name="Es lo que se emitió", exact=True).wait_for(timeout=60_000)
    _leido(app, "«Entregado»")
    retratar(app, "emision_comprobar")
    _subir(app, tmp_path / "malo.pdf")
    app.get_by_role("heading", name="NO es lo que se emitió").wait_for(timeout=60_000)
    _leido(app, "El archivo no es el que sale de sus datos")
    retratar(app, "emision_comprobar_malo")
    _subir(app, tmp_path / "otro.pdf")
    _leido(app, "No es un documento de esta oficina")
    assert app.get_by_role("heading", name="Es lo que se emitió", exact=True).count() == 0


@emision
def test_lo_que_no_se_puede_pedir_se_dice_junto_al_boton(app, ventanilla):
    antes = ventanilla.libro.ordenes().num_rows
    app.get_by_label("Crédito", exact=True).fill("000000000")
    _pulsar(app, "Ver qué saldría")
    _leido(app, "Ningún crédito del corte al 30/06/2026 es como se pide.")
    assert app.get_by_role("button", name="Congelar la lista y emitir").count() == 0
    app.get_by_label("Importe desde").fill("mucho")
    _pulsar(app, "Ver qué saldría")
    _leido(app, "«mucho» no es un importe.")
    assert ventanilla.libro.ordenes().num_rows == antes

"""What the other windows did, as documents with their folio; each proves itself."""

import json

import pytest

from cartera_lib.cartera.borrador import Borrador
from cartera_lib.cartera.movimiento import Llave
from cartera_lib.errors import DatoInvalido
from cartera_lib.oficina.adeudo import Variante
from cartera_lib.oficina.documentos_de_tramite import Mensaje
from tests.ventanilla.conftest import JUNIO

DEUDOR = "Y000001210"


def emitido(quien, borrador):
    """Issue a draft; return its data, after its paper proved itself."""
    assert isinstance(borrador, Borrador)
    folio = quien.emitir_documento(borrador)
    assert quien.comprobar_documento(quien.libro.papel_de(folio)).fallas == ()
    return {"folio": folio, **json.loads(quien.libro.datos_de(folio))}


def de_estado(tabla, estado):
    return next(fila["folio"] for fila in tabla.to_pylist() if fila["estado"] == estado)


@pytest.mark.parametrize("ramo", ["COP", "RCV"])
@pytest.mark.parametrize("variante", list(Variante))
def test_el_estado_de_adeudo_en_sus_cuatro_variantes(ana, ramo, variante):
    datos = emitido(ana, ana.papel_de_adeudo(DEUDOR, ramo, al=JUNIO, variante=variante))
    assert (datos["ramo"], datos["variante"]) == (ramo, str(variante))
    assert datos["importe"] == datos["memoria"]["total"]


def test_de_quien_no_debe_no_hay_estado_de_adeudo(ana):
    with pytest.raises(DatoInvalido, match="no tiene créditos de COP"):
        ana.papel_de_adeudo("A000000000", "COP", al=JUNIO)


def test_una_cedula_manual_dice_su_detalle(ana):
    tabla = ana.semaforo(JUNIO).tabla
    libre = tabla[(tabla["incidencia"] == "01") & (tabla["ramo"] == "COP")].iloc[0]
    detalle = [("Trabajador 1", "30", 300_00, int(libre["importe"]))]
    llave = Llave.de(libre)
    hecha = ana.papel_de_cedula(llave, al=JUNIO, motivo="Reposición", detalle=detalle)
    datos = emitido(ana, hecha)
    assert datos["folio"] == "CL26-000001"
    assert datos["cuadros"]["detalle"]["filas"] == [list(detalle[0])]
    otra = ana.papel_de_cedula(llave, al=JUNIO, motivo="Reposición", detalle=detalle)
    assert [causa.codigo for causa in otra.causas] == ["E05"]


def test_la_ficha_y_su_aviso_de_que_nadie_la_pago(ana):
    vencidas = [f["folio"] for f in ana.libro.fichas().to_pylist() if f["estado"] == "VENCIDA"]
    vencida = next(folio for folio in vencidas if ana.libro.ficha(folio).area)
    ficha = ana.libro.ficha(vencida)
    datos = emitido(ana, ana.papel_de_ficha(vencida))
    assert (datos["referencia"], datos["importe"]) == (ficha.referencia, ficha.importe)
    aviso = emitido(ana, ana.papel_de_no_pago(vencida, al=JUNIO))
    assert aviso["ficha"] == vencida
    pagada = de_estado(ana.libro.fichas(), "PAGADA")
    with pytest.raises(DatoInvalido, match="no está vencida"):
        ana.papel_de_no_pago(pagada, al=JUNIO)


def test_lo_devuelto_lleva_su_volante_y_lo_demas_no(ana):
    devuelto = de_estado(ana.libro.requerimientos(), "DEVUELTO")
    datos = emitido(ana, ana.papel_de_devolucion(devuelto, al=JUNIO))
    causas = {causa.codigo for causa in ana.libro.causas(devuelto)}
    dichas = {fila[2].split()[0] for fila in datos["cuadros"]["causas"]["filas"]}
    assert dichas == causas
    afectado = de_estado(ana.libro.requerimientos(), "AFECTADO")
    with pytest.raises(DatoInvalido, match="no se devolvió"):
        ana.papel_de_devolucion(afectado, al=JUNIO)


def test_la_relacion_y_la_conciliacion_salen_de_lo_que_hay_en_el_libro(ana):
    relacion = emitido(ana, ana.papel_de_relacion(JUNIO.replace(day=1), al=JUNIO))
    tabla = ana.relacion(JUNIO.replace(day=1))
    assert relacion["importe"] == int(tabla["debe"].sum())
    hoja = emitido(ana, ana.papel_de_conciliacion(al=JUNIO))
    residual = ana.conciliar(al=JUNIO).residual
    assert hoja["residual"].startswith("No hay residual.") == (residual == 0)


def test_un_oficio_dice_lo_suyo(ana):
    mensaje = Mensaje("Quien corresponda", "Jefe", "Informe", ["Se pide un informe."])
    datos = emitido(ana, ana.papel_de_oficio(mensaje, al=JUNIO))
    assert (datos["asunto"], datos["folio"]) == ("Informe", "OF26-000001")


def test_el_informe_cuenta_lo_que_sale_y_lo_que_no(ana):
    informe = ana.informe_de_emision(JUNIO)
    assert informe.cifras[0].startswith("Mandamientos que saldrían: 25")
    assert set(informe.hojas()) == {"Por causa"}
    assert informe.tablas["Por causa"]["creditos"].sum() >= 188

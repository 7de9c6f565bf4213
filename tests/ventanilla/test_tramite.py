"""Each document to its end: reviewed by another, signed, handed over, called back."""

import io
import json

import pikepdf
import pytest

from cartera_lib.cartera.movimiento import Llave
from cartera_lib.documents import firma
from cartera_lib.errors import DatoInvalido
from cartera_lib.oficina.seleccion import Filtro
from cartera_lib.store.errores import SeparacionDeFunciones
from tests.documents.test_firma import con as _con
from tests.ventanilla.conftest import JUNIO, MAYO
from tests.ventanilla.test_emision import suspender

con = _con


@pytest.fixture
def folios(ana):
    """The mandamientos that Ana issued of the credits in incidencia 31."""
    preparacion = ana.preparar("MANDAMIENTO", Filtro(incidencia="31"), al=JUNIO)
    orden = ana.ordenar(preparacion, al=JUNIO)[1]
    return ana.emitir_orden(orden.folio, al=JUNIO)[0]


def estado(quien, folio):
    tabla = quien.documentos()
    return tabla.set_index("folio").loc[folio, "estado"]


def test_quien_emite_no_revisa(ana, luis, folios):
    with pytest.raises(SeparacionDeFunciones, match="quien captura no verifica"):
        ana.revisar_documentos(folios[:2], al=JUNIO)
    luis.revisar_documentos(folios[:2], al=JUNIO)
    assert [estado(ana, f) for f in folios[:3]] == ["Revisado", "Revisado", "Emitido"]


def test_un_documento_va_por_su_camino_y_no_por_otro(ana, luis, folios):
    uno = folios[0]
    with pytest.raises(DatoInvalido, match="está «Emitido»: no puede pasar a «Firmado»"):
        luis.firmar_documentos([uno], al=JUNIO)
    luis.revisar_documentos([uno], al=JUNIO)
    luis.firmar_documentos([uno], al=JUNIO)
    luis.entregar_documentos([uno], "Oficina para Cobros", al=JUNIO)
    ana.diligenciar_documento(uno, "Embargo trabado", al=JUNIO)
    assert estado(ana, uno) == "Diligenciado"
    with pytest.raises(DatoInvalido, match="no puede pasar a «Anulado»"):
        ana.anular_documento(uno, "Por error", al=JUNIO)
    dichos = [s["clase"] for s in ana.libro.sucesos(uno).to_pylist()]
    assert dichos == ["REVISADO", "FIRMADO", "ENTREGADO", "DILIGENCIADO"]


def test_la_factura_ampara_cuantos_y_cuanto(ana, luis, folios):
    luis.revisar_documentos(folios[:3], al=JUNIO)
    luis.firmar_documentos(folios[:3], al=JUNIO)
    factura = luis.entregar_documentos(folios[:3], "Oficina para Cobros", al=JUNIO)
    tabla = ana.documentos().set_index("folio")
    datos = json.loads(ana.libro.datos_de(factura))
    assert factura == "FE26-000001"
    assert datos["cuantos"] == 3
    assert datos["importe"] == int(tabla.loc[folios[:3], "importe"].sum())
    assert ana.comprobar_documento(ana.libro.papel_de(factura)).fallas == ()
    assert f"Factura {factura}" in tabla.loc[folios[0], "detalle"]


def test_un_folio_anulado_se_conserva_con_su_causa_y_libera_sus_creditos(ana, folios):
    uno = folios[0]
    llaves = [Llave.de(f) for f in ana.libro.creditos_emitidos(folio=uno).to_pylist()]
    ana.anular_documento(uno, "El domicilio estaba equivocado", al=JUNIO)
    assert estado(ana, uno) == "Anulado"
    assert ana.libro.papel_de(uno)
    otra = ana.preparar("MANDAMIENTO", Filtro(incidencia="31"), al=JUNIO)
    assert {c.llave for b in otra.borradores for c in b.creditos} == set(llaves)
    nuevo = ana.emitir_orden(ana.ordenar(otra, al=JUNIO)[1].folio, al=JUNIO)[0]
    assert nuevo == [f"ME26-{len(folios) + 1:06d}"]


@pytest.mark.parametrize("texto", ["", "   "])
def test_sin_causa_no_se_anula(ana, folios, texto):
    with pytest.raises(DatoInvalido, match="Escriba el resultado o la causa"):
        ana.anular_documento(folios[0], texto, al=JUNIO)


def test_lo_que_la_ley_deja_de_permitir_se_recoge(ana, luis, folios):
    luis.revisar_documentos(folios, al=JUNIO)
    assert ana.por_recoger(al=JUNIO) == {}
    fila = ana.libro.creditos_emitidos(folio=folios[0]).to_pylist()[0]
    suspender(ana, Llave.de(fila))
    assert "suspendió el cobro" in ana.por_recoger(al=JUNIO)[folios[0]]
    recogidos = ana.recoger_documentos(al=JUNIO)
    assert list(recogidos) == [folios[0]]
    assert estado(ana, folios[0]) == "Por recoger"
    assert ana.recoger_documentos(al=JUNIO) == {}
    ana.anular_documento(folios[0], "Suspensión del TFJA", al=JUNIO)


def test_no_se_tramita_antes_de_emitir_ni_lo_que_no_existe(ana, luis, folios):
    with pytest.raises(DatoInvalido, match="use esa fecha"):
        luis.revisar_documentos(folios[:1], al=MAYO)
    with pytest.raises(DatoInvalido, match="No hay documento «ME26-999999»"):
        luis.revisar_documentos(["ME26-999999"], al=JUNIO)
    with pytest.raises(DatoInvalido, match="Elija al menos un documento"):
        luis.revisar_documentos([], al=JUNIO)


def test_con_el_certificado_de_la_oficina_lo_firmado_se_guarda(ana, luis, folios, con, monkeypatch):
    for campo, variable in firma.VARIABLES.items():
        monkeypatch.setenv(variable, str(getattr(con, campo)))
    luis.revisar_documentos(folios[:2], al=JUNIO)
    luis.firmar_documentos(folios[:2], al=JUNIO)
    papel, firmado = ana.libro.papel_de(folios[0]), ana.libro.firmado_de(folios[0])
    assert firmado.startswith(papel)
    assert len(firmado) > len(papel)
    hecha = ana.comprobar_documento(firmado)
    assert (hecha.fallas, hecha.firmas) == ((), (("JULIAN ROBLEDO ARCE", True),))
    with pikepdf.open(io.BytesIO(firmado)) as pdf:
        assert pdf.Root.AcroForm


def test_un_papel_que_el_libro_no_guarda_se_dice(ana, folios):
    papel = ana.libro.papel_de(folios[0])
    assert ana.comprobar_documento(papel).fallas == ()
    assert "El libro no tiene este archivo" in ana.comprobar_documento(papel + b"\n").fallas[-1]

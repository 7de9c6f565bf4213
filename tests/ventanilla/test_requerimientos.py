from datetime import date
from itertools import islice

import pytest

from cartera_lib.cartera.requerimiento import Renglon, Requerimiento
from cartera_lib.errors import DatoInvalido
from cartera_lib.importers import leer
from tests.ventanilla.conftest import JUNIO


def _estados(ventanilla):
    filas = ventanilla.libro.requerimientos().to_pylist()
    return {fila["folio"]: fila["estado"] for fila in filas}


def test_el_mismo_archivo_dos_veces_no_agrega_nada(ana, archivos):
    ruta = next((archivos / "requerimientos" / "2026-06").iterdir())
    antes = ana.libro.actos().num_rows
    assert ana.recibir(ruta, al=JUNIO).repetido
    assert ana.libro.actos().num_rows == antes


def test_dictaminar_no_guarda_nada(ana):
    folio = ana.por_resolver()[0]
    antes = ana.libro.actos().num_rows
    ana.dictaminar(folio, al=JUNIO)
    assert ana.libro.actos().num_rows == antes
    assert _estados(ana)[folio] == "RECIBIDO"


def test_resolver_dos_veces_tiene_un_solo_efecto(ana):
    folio = ana.por_resolver()[0]
    primero, dictamen = ana.resolver(folio, al=JUNIO)
    assert not dictamen.revision.causas
    movimientos = ana.libro.movimientos().num_rows
    segundo, _ = ana.resolver(folio, al=JUNIO)
    assert (segundo.repetido, segundo.acto_id) == (True, primero.acto_id)
    assert ana.libro.movimientos().num_rows == movimientos
    assert _estados(ana)[folio] == "AFECTADO"


def test_lo_afectado_es_lo_que_se_pidio_y_dice_quien_y_con_que_papel(ana):
    folio = ana.por_resolver()[0]
    acuse, dictamen = ana.resolver(folio, al=JUNIO)
    filas = ana.libro.movimientos(acto_id=acuse.acto_id).to_pylist()
    pedidos = {f"{folio}/{r.orden}": r for r in dictamen.requerimiento.renglones}
    assert filas
    for fila in filas:
        pedido = pedidos[fila["origen"]]
        assert (fila["credito"], fila["transaccion"]) == (pedido.credito, pedido.transaccion)
        assert (fila["soporte"], fila["soporte_folio"]) == (pedido.soporte, pedido.soporte_folio)
        assert fila["quien"] == "Ana"


def _cedula(**cambio):
    renglon = Renglon(
        1, "W000000110", "999999999", "2026-01", "02", "COP", "CAMBIO_INCIDENCIA",
        incidencia="09", soporte="ACTA_NO_LOCALIZACION", soporte_folio="7",
        soporte_fecha=date(2026, 6, 25), fecha_efecto=date(2026, 6, 25),
    )  # fmt: skip
    datos = {"folio": "", "area": "OEPO", "folio_area": "X-1", "fecha": date(2026, 6, 25),
             "cedula": "CAP-4", "firmante": "OEPO", "creditos": 1, "importe": 0,
             "renglones": (renglon,)}  # fmt: skip
    return Requerimiento(**datos | cambio)


def test_una_cedula_capturada_toma_el_siguiente_folio_y_se_devuelve_con_su_causa(ana):
    ultimo = max(_estados(ana))
    ana.capturar(_cedula(), al=JUNIO)
    folio = max(_estados(ana))
    assert int(folio[-6:]) == int(ultimo[-6:]) + 1
    _, dictamen = ana.resolver(folio, al=JUNIO)
    assert [causa.codigo for causa in dictamen.revision.causas] == ["D03"]
    assert ana.libro.causas(folio) == dictamen.revision.causas
    assert _estados(ana)[folio] == "DEVUELTO"


def test_la_que_reingresa_se_liga_a_la_devuelta_por_el_folio_de_su_area(ana):
    ana.capturar(_cedula(), al=JUNIO)
    devuelta = max(_estados(ana))
    ana.resolver(devuelta, al=JUNIO)
    ana.capturar(_cedula(folio_area="X-2", reingreso_de="X-1"), al=JUNIO)
    assert ana.libro.requerimiento(max(_estados(ana))).reingreso_de == devuelta
    assert _estados(ana)[devuelta] == "REINGRESADO"


def test_la_bandeja_se_atiende_por_fecha_de_cedula(ana):
    fechas = [ana.libro.requerimiento(folio).fecha for folio in ana.por_resolver()]
    assert len(fechas) > 1
    assert fechas == sorted(fechas)


def test_los_folios_siguen_uno_tras_otro(ana):
    primero, segundo = islice(ana.folios("R", JUNIO), 2)
    assert int(segundo[-6:]) == int(primero[-6:]) + 1


def test_un_rale_no_se_recibe_en_ventanilla(ana, archivos):
    lectura = leer(archivos / "patrones.csv")
    with pytest.raises(DatoInvalido, match="cartera importar patrones"):
        ana.recibir_lectura(lectura, al=JUNIO)


def test_un_error_se_corrige_con_otro_movimiento_y_una_sola_vez(ana):
    acuse, _ = ana.resolver(ana.por_resolver()[0], al=JUNIO)
    hecho = ana.libro.movimientos(acto_id=acuse.acto_id).to_pylist()[-1]
    with pytest.raises(DatoInvalido, match="por qué se corrige"):
        ana.corregir(hecho["id"], "", al=JUNIO)
    corregido = ana.corregir(hecho["id"], "El acta era de otro crédito.", al=JUNIO)
    contrario = ana.libro.movimientos(acto_id=corregido.acto_id).to_pylist()[0]
    assert (contrario["corrige"], contrario["importe"]) == (hecho["id"], -hecho["importe"])
    assert contrario["incidencia_despues"] == hecho["incidencia_antes"]
    assert contrario["saldo_despues"] == hecho["saldo_antes"]
    with pytest.raises(DatoInvalido, match="ya se deshizo"):
        ana.corregir(hecho["id"], "Otra vez.", al=JUNIO)
    with pytest.raises(DatoInvalido, match="No hay movimiento"):
        ana.corregir(10**9, "No existe.", al=JUNIO)


def test_lo_que_trajo_el_sistema_no_lo_deshace_una_persona(ana):
    apertura = ana.libro.movimientos().to_pylist()[0]
    with pytest.raises(DatoInvalido, match="lo trajo el sistema"):
        ana.corregir(apertura["id"], "Porque sí.", al=JUNIO)


def test_deshacer_un_pago_devuelve_su_deposito_a_por_aclarar(ana):
    pagos = [m for m in ana.libro.movimientos().to_pylist() if m["clase"] == "TESORERIA"]
    pago = next(m for m in pagos[::-1] if m["rubro"] == "HISTORICO")
    antes = sum(d["por_aclarar"] for d in ana.libro.depositos().to_pylist())
    ana.corregir(pago["id"], "El depósito era de otro patrón.", al=JUNIO)
    despues = sum(d["por_aclarar"] for d in ana.libro.depositos().to_pylist())
    assert despues - antes == -pago["importe"]
    assert ana.conciliar(al=JUNIO).residual == 0


def test_responder_otra_vez_devuelve_lo_que_el_libro_guarda(ana):
    ana.capturar(_cedula(), al=JUNIO)
    folio = max(_estados(ana))
    _, primero = ana.resolver(folio, al=JUNIO)
    acuse, segundo = ana.como("Luis").resolver(folio, al=JUNIO)
    assert acuse.repetido
    assert segundo.revision.causas == primero.revision.causas

import csv

import pytest

from cartera_lib.cartera.acto import ClaseDeActo
from cartera_lib.cartera.ficha import Aplicacion, Destino
from cartera_lib.cartera.movimiento import Llave, Rubro
from cartera_lib.errors import DatoInvalido
from cartera_lib.importers import leer
from cartera_lib.oficina.recaudacion import aclarar_en_credito
from cartera_lib.store.errores import Conflicto
from tests.ventanilla.conftest import JUNIO

FIN = {"PAGADA": "PAGADA", "PAGADA_CON_DIFERENCIA": "PAGADA_CON_DIFERENCIA",
       "DUPLICADA": "PAGADA", "NO_REALIZADA": "VENCIDA", "PENDIENTE": "PENDIENTE"}  # fmt: skip


def _verdad(archivos, nombre):
    with (archivos / nombre).open(encoding="utf-8") as archivo:
        return list(csv.DictReader(archivo))


def sin_saldo(ficha):
    return ficha["estado"] == "PAGADA_CON_DIFERENCIA" and ficha["cobrado"] == 0


def test_cada_ficha_termina_como_dice_la_verdad(ana, archivos):
    # One paid when its credit no longer owed has nothing applied, and is told with difference.
    estados = {
        f["folio"]: "PAGADA" if sin_saldo(f) else f["estado"]
        for f in ana.libro.fichas().to_pylist()
    }
    verdad = {
        f["folio"]: FIN[f["resultado"]]
        for f in _verdad(archivos, "verdad_fichas.csv")
        if f["folio"]
    }
    previas = {f["folio"] for f in _verdad(archivos, "fichas_pendientes.csv")}
    assert len(previas) > 20
    assert {f: estados[f] for f in previas} == {f: verdad[f] for f in previas}


def test_los_duplicados_y_lo_que_no_tiene_ficha_quedan_por_aclarar(ana, archivos):
    verdad = _verdad(archivos, "verdad_fichas.csv")
    malas = {f["referencia"]: f["resultado"] for f in verdad}
    casos = {d["referencia"]: d for d in ana.libro.depositos().to_pylist() if d["por_aclarar"]}
    esperadas = {r for r, que in malas.items() if que in {"DUPLICADA", "SIN_FICHA"}}
    assert esperadas
    assert esperadas <= set(casos)


def test_lo_de_tesoreria_es_lo_aplicado_mas_lo_por_aclarar_mas_lo_rechazado(ana):
    for fila in ana.libro.recepciones().to_pylist():
        if fila["clase"] == "tesoreria":
            depositos = ana.libro.depositos(fila["acto_id"]).to_pandas()
            aplicado, por_aclarar = depositos["aplicado"].sum(), depositos["por_aclarar"].sum()
            assert aplicado + por_aclarar == fila["importe_aceptado"]


def test_las_solicitudes_se_contestan_como_dice_la_verdad(ana, archivos):
    verdad = {
        (f["archivo"][-11:-4], f["area"], f["folio"]): (f["esperado"], f["codigo"])
        for f in _verdad(archivos, "verdad_solicitudes.csv")
    }
    contestadas = [f for f in ana.libro.solicitudes().to_pylist() if f["estado"] != "PENDIENTE"]
    assert contestadas
    for fila in contestadas:
        esperado, codigo = verdad[(f"{fila['fecha']:%Y-%m}", fila["area"], fila["folio_area"])]
        causas = {c.codigo for c in ana.libro.causas(fila["folio"])}
        if "F15" in causas:  # the planted truth does not look at what has lapsed
            assert _caduco(ana, fila["folio"])
            causas -= {"F15"}
            esperado = "DEVUELTA"
        assert (fila["estado"], causas) == (esperado, {codigo} - {""})


def _caduco(ana, folio):
    """Tell whether a request asks for what nobody notified in five years."""
    solicitud = ana.libro.solicitud(folio)
    cuentas = ana.libro.cuentas([solicitud.registro])
    suyas = [cuentas[c.llave] for c in solicitud.conceptos if c.llave in cuentas]
    return any(
        c.fecha_notificacion is None and c.fecha_alta.year + 5 < solicitud.fecha.year for c in suyas
    )


def test_una_ficha_emitida_lleva_su_folio_y_una_referencia_que_nadie_mas_tiene(ana):
    folio = ana.solicitudes_pendientes()[0]
    _, ficha = ana.emitir(folio, al=JUNIO)
    fichas = ana.libro.fichas().to_pandas()
    assert (fichas["referencia"] == ficha.referencia).sum() == 1
    assert ana.libro.ficha(ficha.folio) == ficha
    assert ana.emitir(folio, al=JUNIO)[0].repetido


def test_una_ficha_se_cancela_una_vez_y_con_motivo(ana):
    folio = ana.libro.fichas_pendientes()[0].folio
    with pytest.raises(DatoInvalido, match="por qué se cancela"):
        ana.cancelar_ficha(folio, " ", al=JUNIO)
    ana.cancelar_ficha(folio, "La pidió el área.", al=JUNIO)
    assert ana.cancelar_ficha(folio, "Otra vez.", al=JUNIO).repetido
    estado = {f["folio"]: f["estado"] for f in ana.libro.fichas().to_pylist()}[folio]
    assert estado == "CANCELADA"


def test_un_pago_deshecho_se_vuelve_a_aplicar_a_su_ficha_y_deja_todo_igual(ana):
    pagos = [m for m in ana.libro.movimientos().to_pylist() if m["clase"] == "TESORERIA"]
    pago = pagos[-1]
    folio = pago["origen"].partition("/")[0]
    saldos = ana.libro.saldos().to_pandas()["saldo"].sum()
    ana.corregir(pago["id"], "Se aplicó mal.", al=JUNIO)
    partes = ana.libro.aplicaciones().to_pandas()
    devuelta = partes[(partes["destino"] == "POR_ACLARAR")].iloc[-1]
    clave = partes[partes["importe"] < 0].iloc[-1]["clave"]
    assert devuelta["importe"] > 0
    ana.aclarar_deposito(clave, folio, al=JUNIO)
    assert ana.libro.saldos().to_pandas()["saldo"].sum() == saldos
    assert ana.conciliar(al=JUNIO).residual == 0


def test_un_deposito_no_paga_la_ficha_de_otro_patron_ni_una_vencida(ana):
    deposito = next(d for d in ana.libro.depositos().to_pylist() if d["por_aclarar"])
    fichas = ana.libro.fichas().to_pylist()
    ajena = next(f for f in fichas if f["registro"] != deposito["registro"])
    with pytest.raises(DatoInvalido, match="de ese patrón"):
        ana.aclarar_deposito(deposito["clave"], ajena["folio"], al=JUNIO)
    with pytest.raises(DatoInvalido, match="No hay ficha ni crédito"):
        ana.aclarar_deposito(deposito["clave"], "F99-000001", al=JUNIO)


def test_un_deposito_que_vuelve_en_otro_archivo_no_se_aplica_otra_vez(ana, archivos, tmp_path):
    texto = (archivos / "tesoreria" / "2026-06.csv").read_text(encoding="utf-8")
    otra = tmp_path / "tesoreria-corregida.csv"
    otra.write_text(texto + "\n", encoding="utf-8")
    movimientos = ana.libro.movimientos().num_rows
    acuse = ana.recibir(otra, al=JUNIO)
    assert ana.libro.movimientos().num_rows == movimientos
    partes = ana.libro.aplicaciones(acuse.acto_id).to_pandas()
    assert set(partes["caso"]) == {"REPORTADO"}
    assert ana.conciliar(al=JUNIO).residual == 0


def test_los_avisos_de_no_pago_dicen_a_quien_y_que_sigue(ana):
    avisos = ana.avisos_de_no_pago()
    assert avisos
    assert all("venció el" in str(a) and a.importe > 0 for a in avisos)
    assert ana.vencer_fichas(al=JUNIO) == avisos


def test_el_mismo_archivo_de_tesoreria_dos_veces_no_cobra_dos_veces(ana, archivos):
    ruta = archivos / "tesoreria" / "2026-06.csv"
    movimientos = ana.libro.movimientos().num_rows
    assert ana.recibir_lectura(leer(ruta), al=JUNIO).repetido
    assert ana.libro.movimientos().num_rows == movimientos


def test_lo_depositado_antes_de_abrir_el_libro_no_se_descuenta_dos_veces(ana, archivos):
    lectura = leer(archivos / "tesoreria" / "2026-04.csv")
    movimientos = ana.libro.movimientos().num_rows
    with pytest.raises(DatoInvalido, match="anteriores al libro"):
        ana.recibir_lectura(lectura, al=JUNIO)
    assert ana.libro.movimientos().num_rows == movimientos


def test_un_deposito_sin_ficha_se_aplica_al_credito_que_alguien_hallo(ana):
    saldos = ana.libro.saldos().to_pandas()
    vivos = saldos[(saldos["incidencia"] != "") & (saldos["saldo"] > 0)]
    deposito = next(
        d for d in ana.libro.depositos().to_pylist()
        if d["por_aclarar"] and (vivos["registro"] == d["registro"]).any()
    )  # fmt: skip
    credito = vivos[vivos["registro"] == deposito["registro"]].iloc[0]
    ana.aclarar_deposito(deposito["clave"], credito["credito"], al=JUNIO)
    despues = {d["clave"]: d for d in ana.libro.depositos().to_pylist()}[deposito["clave"]]
    assert despues["aplicado"] > deposito["aplicado"]
    assert despues["aplicado"] + despues["por_aclarar"] == deposito["importe"]
    assert ana.conciliar(al=JUNIO).residual == 0


def test_de_un_deposito_no_sale_mas_de_lo_que_le_queda_aunque_dos_lo_hayan_leido(ana, luis):
    deposito = next(d for d in ana.libro.depositos().to_pylist() if d["por_aclarar"])
    clave, queda = deposito["clave"], deposito["por_aclarar"]
    leido = (
        Aplicacion(clave, Destino.POR_ACLARAR, -queda, "ACLARADO", "Lo leyó."),
        Aplicacion(clave, Destino.APLICADO, queda, "ACLARADO", "Lo leyó."),
    )
    ana.asentar(ClaseDeActo.ACLARACION, "la primera", al=JUNIO, partes=leido)
    with pytest.raises(Conflicto, match="más de lo que le queda"):
        luis.asentar(ClaseDeActo.ACLARACION, "la segunda", al=JUNIO, partes=leido)


def test_los_recargos_que_ya_se_pagaron_no_se_cobran_en_el_siguiente_deposito(ana):
    saldos = ana.libro.saldos().to_pandas()
    deudas = saldos[saldos["saldo"] > 0]
    depositos = ana.libro.depositos().to_pylist()
    con_deuda = set(deudas["registro"])
    deposito = next(d for d in depositos if d["por_aclarar"] and d["registro"] in con_deuda)
    suyas = deudas[deudas["registro"] == deposito["registro"]]
    llave = Llave(*(suyas.iloc[0][campo] for campo in Llave._fields))
    cuenta = ana.libro.cuentas([llave.registro])[llave]
    pendiente = Aplicacion("d", Destino.POR_ACLARAR, 10**12, "", "", ramo=llave.ramo)
    debe = {m.rubro: -m.importe for m in aclarar_en_credito(
        pendiente, cuenta, cubierto=0, dia=deposito["fecha"])[1]}  # fmt: skip
    abono = debe.get(Rubro.RECARGOS, 0) // 2
    queda = {m.rubro: -m.importe for m in aclarar_en_credito(
        pendiente, cuenta, cubierto=abono, dia=deposito["fecha"])[1]}  # fmt: skip
    assert queda.get(Rubro.RECARGOS, 0) == debe.get(Rubro.RECARGOS, 0) - abono
    assert queda[Rubro.HISTORICO] == debe[Rubro.HISTORICO]

"""Each item of the worked month, with its owner, its age and how many cases it counts."""

from dataclasses import fields, replace
from datetime import date

from cartera_lib.cartera.acto import Partida
from cartera_lib.cartera.partida import clave
from tests.oficina.mes_contable import (
    CORTE,
    DEPOSITOS,
    FICHAS,
    MES,
    POR_ACLARAR,
    RCV,
    conciliada,
    corte,
    lineas,
    movimientos,
    saldos,
)

CAMPOS = ["clave", "casos", "importe", "edad", "dueno", "explica"]
BANCOS = "Bancos y depósitos de Tesorería"


def _filas(hecha):
    return hecha.partidas[CAMPOS].to_numpy().tolist()


def _despues(*mes):
    return movimientos(list(mes), desde=11)


def test_el_mes_del_documento_deja_tres_partidas_a_cargo_de_alguien():
    assert _filas(conciliada()) == [
        ["POR_ACLARAR 2026-06-20 SIN_FICHA", 1, 75_50, 25, "TES",
         "Acreedores y depósitos por aclarar"],
        ["RECHAZADO_DE_TESORERIA abababababab", 1, 20_00, 24, "TES",
         "Archivos de Tesorería y sus depósitos"],
        ["PAGADA_SIN_ASENTAR F26-000002", 1, -150_00, 33, "ORCC", BANCOS],
    ]  # fmt: skip


def test_lo_afectado_despues_del_corte_se_junta_por_dia_y_transaccion():
    baja = (29, "CONDONACION", "HISTORICO", RCV, -10_00, "R26-000002/1", None)
    envio = (29, "ENVIO_CAMBIO", "HISTORICO", RCV, -5_00, "R26-000003/1", None)
    mes = [*MES, baja, baja, envio]
    hecha = conciliada(
        asientos=lineas([*mes, POR_ACLARAR]),
        movimientos=movimientos(mes),
        posteriores=_despues(baja, baja, envio),
        saldos=saldos({RCV: 375_00}),
    )
    assert hecha.residual == 0
    assert _filas(hecha)[:2] == [
        ["POSTERIOR_AL_CORTE 2026-06-29 CONDONACION", 2, -20_00, 16, "ORCC", "Libro y sistema"],
        ["EN_TRANSITO 2026-06-29 ENVIO_CAMBIO", 1, -5_00, 16, "ORCC", "Libro y sistema"],
    ]


def test_una_ficha_asentada_de_mas_pide_su_deposito():
    hecha = conciliada(
        fichas=[FICHAS[0] | {"cobrado": 1_168_00}, FICHAS[1]],
        depositos=[DEPOSITOS[0] | {"importe": 1_168_00, "aplicado": 1_168_00}, *DEPOSITOS[1:]],
        recepciones=None,
    )
    assert hecha.residual == 0
    assert ["ASENTADA_SIN_DEPOSITO F26-000001", 1, 20, 35, "TES", BANCOS] in _filas(hecha)


def test_una_ficha_cobrada_de_la_que_nada_se_asento_es_partida_por_todo_su_importe():
    cobrada = FICHAS[0] | {"folio": "F26-000003", "fecha_fin": None, "cobrado": 5_00}
    deposito = DEPOSITOS[0] | {"importe": 5_00, "aplicado": 5_00}
    hecha = conciliada(
        fichas=[*FICHAS, cobrada], depositos=[*DEPOSITOS, deposito], recepciones=None
    )
    assert hecha.residual == 0
    # 43 days since it was issued, on the 2nd of June, because it has no end yet
    assert ["PAGADA_SIN_ASENTAR F26-000003", 1, -5_00, 43, "ORCC", BANCOS] in _filas(hecha)


def test_un_pago_por_cedula_no_viene_de_tesoreria_y_hay_que_confirmarlo():
    pago = (25, "PAGO", "HISTORICO", RCV, -8_00, "R26-000004/1", None)
    mes = [*MES, pago]
    hecha = conciliada(
        asientos=lineas([*mes, POR_ACLARAR]),
        movimientos=movimientos(mes),
        saldos=saldos({RCV: 392_00}),
        cartera=corte("392.00"),
    )
    assert hecha.residual == 0
    assert ["PAGO_SIN_FICHA 2026-06-25 PAGO", 1, 8_00, 20, "TES", BANCOS] in _filas(hecha)


def test_un_credito_que_cambio_de_cuenta_se_dice_que_es_el_mismo():
    en_cop = RCV._replace(ramo="COP", tipo_documento="02")
    base = {"detalle": "d", "fecha": CORTE, "dueno": "ORCC", "accion": "a", "cerrada": False}
    sale = base | {"clave": clave("BAJA_SIN_SOPORTE", RCV, corte=CORTE), "importe": -400_00}
    entra = base | {"clave": clave("APARECE_SIN_ALTA", en_cop, corte=CORTE), "importe": 400_00}
    sale["clase"], entra["clase"] = "BAJA_SIN_SOPORTE", "APARECE_SIN_ALTA"
    propias = conciliada(partidas=[sale, entra]).partidas.head(2)
    assert propias["accion"].str.startswith("Es el mismo crédito en otra cuenta").all()
    solas = conciliada(partidas=[sale, entra | {"importe": 399_99}]).partidas.head(2)
    assert solas["accion"].tolist() == ["a", "a"]


def test_lo_que_no_explica_nada_se_recuerda_sin_tocar_el_residual():
    visto = movimientos([MES[8]], desde=9)
    hecha = conciliada(por_verificar=visto)
    assert hecha.residual == 0
    assert ["SIN_COMPROBAR 2026-06-15 CANCELACION_469", 1, -250_00, 30, "ORCC", ""] in _filas(hecha)


def test_las_partidas_van_al_libro_con_una_clave_que_no_cambia_con_el_dia():
    hoy, luego = conciliada(), conciliada(al=date(2026, 8, 1))
    assert hoy.como_partidas() == luego.como_partidas()
    assert len({partida.clave for partida in hoy.como_partidas()}) == 3
    assert hoy.como_partidas()[0] == Partida(
        clave="POR_ACLARAR 2026-06-20 SIN_FICHA",
        clase="POR_ACLARAR",
        detalle="Depósitos por aclarar: 1 (no corresponde a ninguna ficha pendiente).",
        importe=75_50,
        fecha=date(2026, 6, 20),
        dueno="TES",
        accion="Averigüe quién depositó y aplíquelo a su ficha.",
    )


def test_una_partida_que_la_conciliacion_guardo_en_el_libro_no_se_cuenta_dos_veces():
    hoy = conciliada()
    campos = [campo.name for campo in fields(Partida)]
    guardadas = [
        {c: getattr(partida, c) for c in campos} | {"cerrada": False}
        for partida in hoy.como_partidas()
    ]
    otra = conciliada(partidas=guardadas)
    assert otra.residual == 0
    assert _filas(otra) == _filas(hoy)


def test_los_renglones_rechazados_del_corte_se_cuentan_aunque_no_se_sepa_su_importe():
    fila = _filas(conciliada(cartera=replace(corte(), rechazados=7)))[1]
    assert fila == ["RECHAZADO_DEL_CORTE 2026-06-30", 7, 0, 15, "ORCC", ""]

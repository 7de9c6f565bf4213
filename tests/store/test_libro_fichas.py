"""What the ledger answers about fichas, their requests and Treasury's deposits."""

from dataclasses import replace

import pytest

from cartera_lib.cartera.ficha import (
    Aplicacion,
    Concepto,
    Desenlace,
    Destino,
    Fin,
    SolicitudDevuelta,
)
from cartera_lib.cartera.movimiento import Rubro
from cartera_lib.cartera.requerimiento import Causa
from cartera_lib.errors import DatoInvalido
from tests.store.actos import AL, acto, deposito, ficha, llave, solicitud

UNA, OTRA = "F26-000001", "F26-000002"
PEDIDA, DEVUELTA = "S26-000001", "S26-000002"


@pytest.fixture
def emitida(almacen):
    """Two requests, and one ficha for the first; another ficha of before the ledger."""
    almacen.asentar(acto("RECEPCION", solicitud(PEDIDA), solicitud(DEVUELTA), quien="Eva Paz"))
    almacen.asentar(acto("FICHAS", ficha(UNA, "160126000000018", PEDIDA)))
    almacen.asentar(acto("FICHAS", ficha(OTRA, "160126000000026", importe=50_000)))
    return almacen


def filas(tabla, *columnas: str) -> list[tuple]:
    return [tuple(fila[c] for c in columnas) for fila in tabla.to_pylist()]


def parte(destino: Destino, importe: int, caso: str, ficha: str = "") -> Aplicacion:
    return Aplicacion("t/1", destino, importe, caso, "Así fue.", ficha, "COP")


def test_una_ficha_esta_pendiente_hasta_su_fin_y_dice_lo_que_cobro(emitida):
    assert filas(emitida.fichas(), "folio", "importe", "solicitud", "estado", "fecha_fin") == [
        (UNA, 30_000, PEDIDA, "PENDIENTE", None),
        (OTRA, 50_000, "", "PENDIENTE", None),
    ]
    partes = (
        parte(Destino.APLICADO, 20_000, "DIVIDIDO", UNA),
        parte(Destino.APLICADO, 9_000, "DIVIDIDO", UNA),
        parte(Destino.POR_ACLARAR, 1_000, "EXCEDENTE", UNA),
    )
    fin = Desenlace(UNA, Fin.PAGADA_CON_DIFERENCIA, AL)
    emitida.asentar(acto("TESORERIA", deposito("t/1"), *partes, fin))
    assert filas(emitida.fichas(), "estado", "fecha_fin", "cobrado") == [
        ("PAGADA_CON_DIFERENCIA", AL, 29_000),
        ("PENDIENTE", None, 0),
    ]


def test_una_ficha_se_lee_con_sus_conceptos_en_su_orden(emitida):
    conceptos = (
        Concepto(llave(), Rubro.HISTORICO, 1_000),
        Concepto(llave(2), Rubro.RECARGOS, 25),
    )
    larga = replace(ficha("F26-000003", "160126000000034"), conceptos=conceptos, solicitud=DEVUELTA)
    emitida.asentar(acto("FICHAS", larga))
    assert emitida.ficha("F26-000003") == larga
    assert emitida.ficha(OTRA) == ficha(OTRA, "160126000000026", importe=50_000)
    with pytest.raises(DatoInvalido, match="No hay ficha F26-000009"):
        emitida.ficha("F26-000009")


def test_las_fichas_pendientes_son_las_que_no_han_terminado(emitida):
    emitida.asentar(acto("FICHAS", Desenlace(UNA, Fin.VENCIDA, AL)))
    assert emitida.fichas_pendientes() == [ficha(OTRA, "160126000000026", importe=50_000)]


def test_una_solicitud_dice_como_se_contesto(emitida):
    estados = ("folio", "estado", "ficha", "recibido_por")
    assert filas(emitida.solicitudes(), *estados) == [
        (PEDIDA, "EMITIDA", UNA, "Eva Paz"),
        (DEVUELTA, "PENDIENTE", "", "Eva Paz"),
    ]
    causa = Causa("S01", "No suma.")
    emitida.asentar(acto("FICHAS", SolicitudDevuelta(DEVUELTA, (causa,))))
    assert filas(emitida.solicitudes(), "estado")[1] == ("DEVUELTA",)
    assert emitida.causas(DEVUELTA) == (causa,)
    otra = replace(solicitud("S26-000003"), reingreso_de=DEVUELTA)
    emitida.asentar(acto("RECEPCION", otra))
    assert filas(emitida.solicitudes(), "estado")[1:] == [("REINGRESADA",), ("PENDIENTE",)]


def test_una_solicitud_se_lee_como_se_recibio(emitida):
    assert emitida.solicitud(PEDIDA) == solicitud(PEDIDA)
    with pytest.raises(DatoInvalido, match="No hay solicitud S26-000009"):
        emitida.solicitud("S26-000009")


@pytest.fixture
def depositado(emitida):
    """A deposit of $300.00: 200.00 applied, 100.00 to clear up; another, cleared up later."""
    una, otra = (
        parte(Destino.APLICADO, 20_000, "PARCIAL", UNA),
        parte(Destino.POR_ACLARAR, 10_000, "EXCEDENTE"),
    )
    emitida.asentar(acto("TESORERIA", deposito("t/1"), una, otra))
    ajena = replace(parte(Destino.POR_ACLARAR, 5_000, "SIN_FICHA"), deposito="t/2")
    emitida.asentar(acto("TESORERIA", deposito("t/2", 5_000), ajena))
    aclarada = replace(ajena, importe=-5_000), replace(ajena, destino=Destino.APLICADO, ficha=OTRA)
    emitida.asentar(acto("ACLARACION", *aclarada))
    return emitida


def test_un_deposito_dice_cuanto_se_aplico_y_cuanto_falta_de_aclarar(depositado):
    cifras = ("clave", "acto_id", "importe", "aplicado", "por_aclarar", "casos")
    assert filas(depositado.depositos(), *cifras) == [
        ("t/1", 4, 30_000, 20_000, 10_000, "PARCIAL, EXCEDENTE"),
        ("t/2", 5, 5_000, 5_000, 0, "SIN_FICHA"),
    ]
    assert filas(depositado.depositos(5), "clave", "referencia", "banco", "fecha") == [
        ("t/2", "160126000000018", "BANCO", AL)
    ]


def test_las_aplicaciones_vienen_en_el_orden_en_que_se_hicieron(depositado):
    cifras = ("clave", "numero", "acto_id", "destino", "importe", "ficha")
    assert filas(depositado.aplicaciones(), *cifras) == [
        ("t/1", 1, 4, "APLICADO", 20_000, UNA),
        ("t/1", 2, 4, "POR_ACLARAR", 10_000, ""),
        ("t/2", 1, 5, "POR_ACLARAR", 5_000, ""),
        ("t/2", 2, 6, "POR_ACLARAR", -5_000, ""),
        ("t/2", 3, 6, "APLICADO", 5_000, OTRA),
    ]
    assert depositado.aplicaciones(6).num_rows == 2

"""Function 2: post and undo; every amount and date here was set by hand."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartera_lib.cartera.movimiento import FUERA, CuentaNueva, Llave, Movimiento, Rubro
from cartera_lib.errors import DatoInvalido
from cartera_lib.oficina.afectacion import afectar, contramovimiento
from tests.oficina.cedulas import (
    AL,
    CUENTAS,
    CUOTA,
    MULTA,
    NOTIFICADA,
    cedula,
    con,
    cuenta,
    despues_de,
    fila_de,
    improcedente,
    no_localizado,
    notificado,
    pagado,
    renglon,
)

NUEVA = Llave("COP", "A123456710", "249000001", "2024-07", "57")
ALTA = {"transaccion": "ALTA_MANUAL", "importe": 5_000, "fecha_efecto": date(2024, 9, 6)}


def test_cada_renglon_es_un_movimiento_con_su_origen_y_su_soporte():
    uno, otro = afectar(no_localizado(), CUENTAS, al=AL)
    assert (uno.llave, uno.numero, uno.origen) == (CUOTA, 2, "R24-000010/1")
    assert (otro.llave, otro.numero, otro.origen) == (MULTA, 2, "R24-000010/2")
    assert (uno.incidencia, uno.importe, uno.fecha_efecto) == ("09", 0, date(2024, 9, 5))
    assert (uno.soporte.tipo, uno.soporte.folio) == ("ACTA_NO_LOCALIZACION", "ACN-15")


def test_una_baja_deja_el_saldo_en_cero_y_saca_el_credito():
    (baja,) = afectar(improcedente(), CUENTAS, al=AL)
    assert (baja.importe, baja.efecto, baja.incidencia) == (-250_000, -250_000, FUERA)
    assert baja.numero == 3


def test_un_pago_parcial_deja_el_credito_donde_estaba_y_el_ultimo_lo_saca():
    (parcial,) = afectar(pagado(), CUENTAS, al=AL)
    assert (parcial.importe, parcial.incidencia) == (-60_000, None)
    todo = con(pagado(importe=250_000), 1, importe=250_000)
    assert [m.incidencia for m in afectar(todo, CUENTAS, al=AL)] == [FUERA]


def test_dos_renglones_del_mismo_credito_se_numeran_uno_tras_otro():
    pago = pagado().renglones[0]
    dos = cedula(pago, replace(pago, orden=2, importe=190_000), cedula="CAP-3")
    uno, otro = afectar(dos, CUENTAS, al=AL)
    assert [(m.numero, m.incidencia) for m in (uno, otro)] == [(3, None), (4, FUERA)]


def test_una_notificacion_lleva_su_fecha():
    (paso,) = afectar(notificado(), CUENTAS, al=AL)
    assert (paso.incidencia, paso.fecha_notificacion) == ("02", date(2024, 9, 2))


def test_sin_fecha_de_efecto_vale_la_de_la_cedula():
    (paso,) = afectar(con(notificado(), 1, fecha_efecto=None), CUENTAS, al=AL)
    assert paso.fecha_efecto == date(2024, 9, 9)


def test_los_gastos_de_ejecucion_no_mueven_el_saldo():
    gasto = {"transaccion": "GASTOS_EJECUCION", "importe": 55_000}
    (movimiento,) = afectar(cedula(renglon(NOTIFICADA, **gasto)), CUENTAS, al=AL)
    assert (movimiento.rubro, movimiento.importe, movimiento.efecto) == (Rubro.GASTOS, 55_000, 0)


def test_un_alta_abre_la_cuenta_y_trae_su_importe():
    nueva, primero = afectar(cedula(renglon(NUEVA, **ALTA)), CUENTAS, al=AL)
    assert nueva == CuentaNueva(NUEVA, True, "16", "01", date(2024, 9, 6))
    assert (primero.numero, primero.importe, primero.incidencia) == (1, 5_000, "01")


def test_lo_recibido_de_otra_subdelegacion_no_es_propio():
    recibida = ALTA | {"transaccion": "RECEPCION_CAMBIO", "incidencia": "02"}
    nueva, primero = afectar(cedula(renglon(NUEVA, **recibida)), {}, al=AL, oficina=("39", "06"))
    assert (nueva.propios, nueva.ooad, nueva.subdelegacion) == (False, "39", "06")
    assert primero.incidencia == "02"


def test_lo_reactivado_vuelve_donde_su_notificacion_dice():
    fuera = cuenta(NOTIFICADA, 0, incidencia=FUERA, fecha_notificacion=date(2024, 7, 1))
    pide = {"transaccion": "REACTIVACION", "importe": 250_000}
    (vuelve,) = afectar(cedula(renglon(NOTIFICADA, **pide)), {NOTIFICADA: fuera}, al=AL)
    assert (vuelve.importe, vuelve.incidencia) == (250_000, "02")


def test_sin_cuenta_ni_oficina_no_se_afecta():
    with pytest.raises(DatoInvalido, match="no tiene cuenta"):
        afectar(improcedente(), {}, al=AL)
    with pytest.raises(DatoInvalido, match="no tiene cuenta"):
        afectar(cedula(renglon(NUEVA, **ALTA)), {}, al=AL)


def test_deshacer_una_baja_devuelve_el_saldo_y_la_incidencia():
    (baja,) = afectar(improcedente(), CUENTAS, al=AL)
    antes = CUENTAS[NOTIFICADA]
    vuelta = contramovimiento(fila_de(baja, antes, 77), despues_de(baja, antes), al=AL)
    assert (vuelta.importe, vuelta.incidencia, vuelta.corrige) == (250_000, "02", 77)
    assert (vuelta.numero, vuelta.transaccion) == (4, "BAJA_IMPROCEDENCIA")


def test_un_importe_se_deshace_aunque_haya_movimientos_posteriores():
    (pago,) = afectar(pagado(), CUENTAS, al=AL)
    antes = CUENTAS[NOTIFICADA]
    luego = replace(despues_de(pago, antes), numero=9, incidencia="31")
    vuelta = contramovimiento(fila_de(pago, antes, 77), luego, al=AL)
    assert (vuelta.numero, vuelta.importe, vuelta.incidencia) == (10, 60_000, None)


def test_una_incidencia_que_ya_cambio_no_se_deshace_por_debajo():
    (paso,) = afectar(notificado(), CUENTAS, al=AL)
    antes = CUENTAS[CUOTA]
    luego = replace(despues_de(paso, antes), numero=3, incidencia="31")
    with pytest.raises(DatoInvalido, match="Deshaga primero el último"):
        contramovimiento(fila_de(paso, antes, 77), luego, al=AL)


def test_no_se_deshace_un_alza_que_ya_se_pago():
    alza = Movimiento(NOTIFICADA, 3, "AJUSTE_ALZA", AL, importe=50_000)
    fila = fila_de(alza, CUENTAS[NOTIFICADA], 77)
    with pytest.raises(DatoInvalido, match="ya no queda saldo"):
        contramovimiento(fila, replace(CUENTAS[NOTIFICADA], numero=4, saldo=49_999), al=AL)


@given(st.integers(1, 250_000))
def test_deshacer_deja_la_cuenta_como_estaba(importe):
    (pago,) = afectar(con(pagado(importe=importe), 1, importe=importe), CUENTAS, al=AL)
    antes = CUENTAS[NOTIFICADA]
    hecha = despues_de(pago, antes)
    final = despues_de(contramovimiento(fila_de(pago, antes, 7), hecha, al=AL), hecha)
    assert (final.saldo, final.incidencia) == (antes.saldo, antes.incidencia)

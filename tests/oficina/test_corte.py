from datetime import date, datetime

import pyarrow as pa
import pytest

from cartera_lib.cartera.movimiento import FUERA, Cuenta, CuentaNueva, Llave, Movimiento, Soporte
from cartera_lib.cartera.partida import clave
from cartera_lib.oficina.corte import Posicion, reclasificar, seguir
from tests.oficina.renglones import cartera, renglon

JULIO, AGOSTO = date(2024, 7, 31), date(2024, 8, 31)
SALDOS = pa.schema(
    [
        *((n, pa.string()) for n in ("ramo", "registro", "credito", "periodo", "tipo_documento")),
        ("numero", pa.int64()),
        ("saldo", pa.int64()),
        ("incidencia", pa.string()),
        ("fecha_notificacion", pa.date32()),
    ]
)
PAGOS = pa.schema(
    [
        ("registro", pa.string()),
        ("periodo", pa.string()),
        ("importe_imss", pa.int64()),
        ("importe_rcv", pa.int64()),
        ("fecha_pago", pa.timestamp("s")),
    ]
)
SIN_PAGOS = PAGOS.empty_table()


def _libro(*cuentas, **posicion):
    """Build the ledger's accounts from the same short rows as a cut."""
    filas = []
    for cuenta in cuentas:
        numero = cuenta.pop("numero", 1)
        fila = renglon(**cuenta)
        fila |= {"numero": numero, "saldo": fila.pop("importe")}
        filas.append({campo: fila[campo] for campo in SALDOS.names})
    return Posicion(pa.Table.from_pylist(filas, schema=SALDOS), JULIO, **posicion)


def _seguir(libro, *corte, pagos=SIN_PAGOS):
    return seguir(libro, cartera(*corte, corte=AGOSTO), pagos=pagos)


def _pago(importe, dia=12, **otros):
    base = renglon()
    fila = {
        "registro": base["registro"],
        "periodo": base["periodo"],
        "importe_imss": importe,
        "importe_rcv": 0,
        "fecha_pago": datetime(2024, 8, dia, 10, 30),
    }
    return pa.Table.from_pylist([fila | otros], schema=PAGOS)


def _movimiento(hecho):
    movimientos = [parte for parte in hecho.partes if isinstance(parte, Movimiento)]
    assert len(movimientos) == 1
    return movimientos[0]


def test_lo_que_no_cambio_no_mueve_el_libro():
    hecho = _seguir(_libro({}), {})
    assert (hecho.partes, hecho.partidas, hecho.iguales) == ((), (), 1)


def test_un_credito_emitido_despues_del_corte_anterior_es_un_alta_del_sistema():
    nuevo = {"credito": "245000002", "fecha_alta": date(2024, 8, 5), "importe": "80.00"}
    hecho = _seguir(_libro({}), {}, nuevo)
    cuenta, alta = hecho.partes
    assert isinstance(cuenta, CuentaNueva)
    assert cuenta.fecha_alta == date(2024, 8, 5)
    assert (alta.transaccion, alta.numero, alta.importe) == ("ALTA_EMISION", 1, 80_00)
    assert hecho.partidas == ()


def test_un_credito_viejo_que_aparece_sin_alta_queda_por_aclarar():
    viejo = {"credito": "245000002", "fecha_alta": date(2024, 7, 31), "importe": "80.00"}
    hecho = _seguir(_libro({}), {}, viejo)
    assert _movimiento(hecho).transaccion == "DIFERENCIA_SISTEMA"
    assert [(p.clase, p.importe, p.dueno) for p in hecho.partidas] == [
        ("APARECE_SIN_ALTA", 80_00, "ORCC")
    ]


@pytest.mark.parametrize(
    ("pagado", "dia", "transaccion", "partidas"),
    [
        (100_00, 31, "PAGO_SISTEMA", 0),
        (99_99, 31, "DIFERENCIA_SISTEMA", 1),
    ],
)
def test_un_credito_que_falta_es_un_pago_solo_si_sipare_lo_cubre(
    pagado, dia, transaccion, partidas
):
    hecho = _seguir(_libro({"importe": "100.00"}), pagos=_pago(pagado, dia))
    movimiento = _movimiento(hecho)
    assert (movimiento.transaccion, movimiento.importe) == (transaccion, -100_00)
    assert movimiento.incidencia == FUERA
    assert len(hecho.partidas) == partidas


def test_un_pago_posterior_al_corte_no_explica_la_baja():
    pago = _pago(100_00, fecha_pago=datetime(2024, 9, 1))
    assert _movimiento(_seguir(_libro({"importe": "100.00"}), pagos=pago)).transaccion == (
        "DIFERENCIA_SISTEMA"
    )


def test_un_pago_de_cop_no_explica_la_baja_de_rcv():
    libro = _libro({"importe": "100.00", "ramo": "RCV", "tipo_documento": "06"})
    hecho = _seguir(libro, pagos=_pago(100_00))
    assert [p.clase for p in hecho.partidas] == ["BAJA_SIN_SOPORTE"]


def test_de_propuesta_a_por_notificar_pasa_solo_el_sistema():
    hecho = _seguir(_libro({"incidencia": "00"}), {"incidencia": "01"})
    movimiento = _movimiento(hecho)
    assert (movimiento.transaccion, movimiento.importe, movimiento.incidencia) == (
        "CAMBIO_INCIDENCIA", 0, "01",
    )  # fmt: skip
    assert hecho.partidas == ()


@pytest.mark.parametrize(
    ("libro", "corte", "clase", "importe"),
    [
        ({"incidencia": "02"}, {"incidencia": "31"}, "SITUACION_DISTINTA", 0),
        ({"importe": "100.00"}, {"importe": "90.00"}, "IMPORTE_DISTINTO", -10_00),
        ({"importe": "0.00", "incidencia": FUERA}, {"importe": "5.00"}, "REAPARECE", 5_00),
    ],
)
def test_lo_que_nadie_pidio_se_asienta_como_diferencia_y_deja_partida(libro, corte, clase, importe):
    hecho = _seguir(_libro(libro), corte)
    movimiento = _movimiento(hecho)
    assert (movimiento.transaccion, movimiento.importe) == ("DIFERENCIA_SISTEMA", importe)
    assert [(p.clase, p.importe) for p in hecho.partidas] == [(clase, importe)]


LLAVE = Llave(*(renglon()[c] for c in Llave._fields))
CANCELADA = {"importe": "0.00", "incidencia": FUERA}
EN_JULIO = clave("AFECTADO_NO_VISTO", LLAVE, corte=JULIO)


def test_lo_afectado_que_el_sistema_no_muestra_se_queda_como_esta_en_el_libro():
    hecho = _seguir(_libro(CANCELADA, en_tramite={LLAVE}), {"importe": "100.00"})
    assert hecho.partes == ()
    partida = hecho.partidas[0]
    assert (partida.clase, partida.importe) == ("AFECTADO_NO_VISTO", 100_00)


@pytest.mark.parametrize(
    ("antes", "en_corte", "nuevas", "cerradas"),
    [
        (100_00, {"importe": "100.00"}, [], []),
        (100_00, {"importe": "90.00"}, [90_00], [EN_JULIO]),
    ],
)
def test_la_partida_de_lo_no_visto_sigue_abierta_mientras_sea_la_misma_diferencia(
    antes, en_corte, nuevas, cerradas
):
    libro = _libro(CANCELADA, en_tramite={LLAVE}, abiertas={EN_JULIO: antes})
    hecho = _seguir(libro, en_corte)
    assert [p.importe for p in hecho.partidas] == nuevas
    assert [c.clave for c in hecho.cierres] == cerradas


def test_la_partida_se_cierra_cuando_el_sistema_por_fin_lo_trae():
    otra = clave("BAJA_SIN_SOPORTE", LLAVE, corte=JULIO)
    hecho = _seguir(_libro({}, abiertas={EN_JULIO: 100_00, otra: 5_00}), {})
    assert [cierre.clave for cierre in hecho.cierres] == [EN_JULIO]


def test_una_clave_impresa_dos_veces_suma_en_una_cuenta():
    hecho = _seguir(_libro({"importe": "30.00"}), {"importe": "10.00"}, {"importe": "20.00"})
    assert hecho.partes == ()


@pytest.mark.parametrize("importe", [-100_00, 40_00])
def test_una_diferencia_aclarada_deja_la_cuenta_igual_y_nunca_bajo_cero(importe):
    saldo = max(importe, 0)
    cuenta = Cuenta(
        Llave("COP", "W000000110", "231000001", "2023-12", "02"), True, "16", "01",
        JULIO, 4, saldo, "31", None, None,
    )  # fmt: skip
    fila = {"id": 9, "importe": importe, "fecha_efecto": AGOSTO, "origen": "corte 2024-08-31"}
    soporte = Soporte("OFICIO", "123", AGOSTO)
    partes = reclasificar(fila, cuenta, transaccion="AJUSTE_BAJA", soporte=soporte)
    assert [(p.numero, p.importe > 0) for p in partes] == [(5, True), (6, False)]
    assert {p.transaccion: p.importe for p in partes} == {
        "DIFERENCIA_SISTEMA": -importe, "AJUSTE_BAJA": importe,
    }  # fmt: skip
    assert {p.corrige for p in partes if p.transaccion == "DIFERENCIA_SISTEMA"} == {9}

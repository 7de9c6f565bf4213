"""The payments of docs/calculos/recaudacion.md, and what never happens whatever is paid."""

from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartera_lib.cartera.confronta import PARTES, Confronta
from cartera_lib.cartera.ficha import Aplicacion, Concepto, Destino, Ficha, Fin
from cartera_lib.cartera.movimiento import FUERA, Cuenta, Llave, Rubro, Soporte
from cartera_lib.errors import DatoInvalido
from cartera_lib.oficina.recaudacion import (
    aclarar,
    aclarar_en_credito,
    asentar,
    repartir,
    sin_sobrantes,
)

HOY = date(2026, 6, 10)
VIEJO = Llave("COP", "W000000110", "251000001", "2025-01", "02")
NUEVO = Llave("COP", "W000000110", "261000001", "2026-01", "02")
MULTA = Llave("COP", "W000000110", "258000001", "2025-01", "80")
H, A, R, G = Rubro.HISTORICO, Rubro.ACTUALIZACION, Rubro.RECARGOS, Rubro.GASTOS


def _ficha(*conceptos, folio="F1"):
    partes = tuple(Concepto(*concepto) for concepto in conceptos)
    return Ficha(folio, "160126000000018", "W000000110", "COP", HOY, HOY, partes)


UNO = _ficha((VIEJO, H, 1000_00), (VIEJO, A, 50_00), (VIEJO, R, 200_00), (VIEJO, G, 500_00))
DOS = _ficha((NUEVO, H, 100_00), (VIEJO, H, 300_00), (VIEJO, R, 30_00))


def _cuenta(llave, saldo, incidencia="31", numero=3):
    return Cuenta(llave, True, "16", "01", HOY, numero, saldo, incidencia, None, None)


def _cuentas(*cuentas):
    return {cuenta.llave: cuenta for cuenta in cuentas}


@pytest.mark.parametrize(
    ("pagado", "reparto"),
    [
        (1750_00, {(VIEJO, H): 1000_00, (VIEJO, A): 50_00, (VIEJO, R): 200_00, (VIEJO, G): 500_00}),
        (450_00, {(VIEJO, G): 450_00}),
        (700_00, {(VIEJO, G): 500_00, (VIEJO, R): 200_00}),
        # Principal 1,050.00; se pagan 525.00: la mitad de cada parte.
        (1225_00, {(VIEJO, G): 500_00, (VIEJO, R): 200_00, (VIEJO, H): 500_00, (VIEJO, A): 25_00}),
        # Se pagan 100.00 de 1,050.00; quedan 950.00 × 1,000 ÷ 1,050 = 904.7619: 904.76.
        (800_00, {(VIEJO, G): 500_00, (VIEJO, R): 200_00, (VIEJO, H): 95_24, (VIEJO, A): 4_76}),
    ],
)
def test_un_pago_va_a_gastos_recargos_y_principal_en_ese_orden(pagado, reparto):
    assert {k: v for k, v in repartir(UNO, pagado).items() if v} == reparto


def test_el_credito_mas_antiguo_se_paga_primero():
    assert {k: v for k, v in repartir(DOS, 350_00).items() if v} == {
        (VIEJO, R): 30_00, (VIEJO, H): 300_00, (NUEVO, H): 20_00,
    }  # fmt: skip


def test_una_multa_se_paga_despues_de_los_recargos_y_antes_del_principal():
    ficha = _ficha((VIEJO, H, 300_00), (VIEJO, R, 30_00), (MULTA, H, 90_00))
    reparto = {k: v for k, v in repartir(ficha, 100_00).items() if v}
    # CFF 20: primero el crédito más antiguo; del mismo periodo, por su número.
    assert reparto == {(VIEJO, R): 30_00, (VIEJO, H): 70_00}


def test_un_pago_completo_salda_el_credito_y_lo_saca_de_la_cartera():
    cuentas = _cuentas(_cuenta(VIEJO, 1000_00))
    movimientos, sobra = asentar({"F1": (1750_00, HOY)}, {"F1": UNO}, cuentas=cuentas)
    assert sobra == {}
    assert [(m.numero, m.rubro, m.importe, m.incidencia) for m in movimientos] == [
        (4, G, -500_00, None),
        (5, R, -200_00, None),
        (6, A, -50_00, None),
        (7, H, -1000_00, FUERA),
    ]
    assert {m.origen for m in movimientos} == {"F1/1"}
    assert {m.soporte for m in movimientos} == {Soporte("COMPROBANTE_PAGO", "160126000000018", HOY)}


def test_cada_credito_conserva_su_lugar_en_la_ficha_aunque_se_pague_primero_otro():
    cuentas = _cuentas(_cuenta(NUEVO, 100_00), _cuenta(VIEJO, 300_00))
    movimientos, _ = asentar({"F1": (350_00, HOY)}, {"F1": DOS}, cuentas=cuentas)
    assert [(m.origen, m.rubro, m.importe) for m in movimientos] == [
        ("F1/1", H, -20_00),
        ("F1/2", R, -30_00),
        ("F1/2", H, -300_00),
    ]


def test_un_pago_parcial_deja_el_credito_donde_estaba():
    cuentas = _cuentas(_cuenta(VIEJO, 1000_00))
    movimientos, _ = asentar({"F1": (1225_00, HOY)}, {"F1": UNO}, cuentas=cuentas)
    historico = movimientos[-1]
    assert (historico.rubro, historico.importe, historico.incidencia) == (H, -500_00, None)


@pytest.mark.parametrize(
    ("cuentas", "aplicado", "sobra"),
    [
        (_cuentas(_cuenta(VIEJO, 400_00)), 1150_00, 600_00),
        (_cuentas(_cuenta(VIEJO, 0, FUERA)), 0, 1750_00),
        ({}, 0, 1750_00),
    ],
)
def test_un_credito_nunca_recibe_mas_de_lo_que_debe(cuentas, aplicado, sobra):
    movimientos, exceso = asentar({"F1": (1750_00, HOY)}, {"F1": UNO}, cuentas=cuentas)
    assert -sum(m.importe for m in movimientos) == aplicado
    assert exceso == {"F1": sobra}


def test_dos_fichas_del_mismo_credito_no_lo_dejan_bajo_cero():
    otra = _ficha((VIEJO, H, 800_00), folio="F2")
    cobrado = {"F1": (1750_00, HOY), "F2": (800_00, HOY)}
    cuentas = _cuentas(_cuenta(VIEJO, 1000_00))
    movimientos, sobra = asentar(cobrado, {"F1": UNO, "F2": otra}, cuentas=cuentas)
    assert sum(m.efecto for m in movimientos) == -1000_00
    assert sobra == {"F2": 800_00}


def test_lo_que_el_credito_no_debe_pasa_a_por_aclarar_del_ultimo_deposito():
    filas = [
        dict(zip(PARTES.names, fila, strict=True))
        for fila in (
            ["d1", HOY, "APLICADO", 100_00, "DIVIDIDO", "", "F1", "COP"],
            ["d2", HOY, "APLICADO", 50_00, "DIVIDIDO", "", "F1", "COP"],
            ["d3", HOY, "APLICADO", 90_00, "EXACTO", "", "F2", "COP"],
        )
    ]
    partes = pa.Table.from_pylist(filas, schema=PARTES)
    hecha = sin_sobrantes(Confronta(partes, pa.table({})), {"F1": 70_00})
    assert {(a.deposito, a.destino, a.importe, a.caso) for a in hecha.aplicaciones} == {
        ("d1", Destino.APLICADO, 80_00, "DIVIDIDO"),
        ("d1", Destino.POR_ACLARAR, 20_00, "SIN_SALDO"),
        ("d2", Destino.POR_ACLARAR, 50_00, "SIN_SALDO"),
        ("d3", Destino.APLICADO, 90_00, "EXACTO"),
    }


def _pendiente(importe, ramo=""):
    return Aplicacion("d1", Destino.POR_ACLARAR, importe, "SIN_FICHA", "Nadie lo pidió.", ramo=ramo)


def test_aclarar_mueve_lo_que_cabe_en_la_ficha_y_conserva_el_ramo_con_que_se_dejo():
    partes, fin = aclarar(_pendiente(2000_00), UNO, cobrado=0, dia=HOY)
    assert [(p.deposito, p.destino, p.importe, p.ficha, p.ramo) for p in partes] == [
        ("d1", Destino.POR_ACLARAR, -1750_00, "", ""),
        ("d1", Destino.APLICADO, 1750_00, "F1", "COP"),
    ]
    assert (fin.ficha, fin.fin, fin.fecha) == ("F1", Fin.PAGADA, HOY)
    (_, aplicada), fin = aclarar(_pendiente(40_00), UNO, cobrado=1700_00, dia=HOY)
    assert (aplicada.importe, fin.fin) == (40_00, Fin.PAGADA_CON_DIFERENCIA)


def test_una_ficha_pagada_no_admite_otro_deposito():
    with pytest.raises(DatoInvalido, match="ya está pagada"):
        aclarar(_pendiente(50_00), UNO, cobrado=1750_00, dia=HOY)


CUOTA = Llave("COP", "W000000110", "252000007", "2025-08", "02")
PAGO = date(2025, 10, 17)


@pytest.mark.parametrize(
    ("deposito", "pagos"),
    [
        # Vence el 17-09-2025; docs/calculos/liquidacion.md: actualización 23.00, recargos 147.34.
        (10_170_34, [(R, -147_34), (A, -23_00), (H, -10_000_00)]),
        # Quedan 10,023.00 - 5,011.50 = 5,011.50 ÷ 1.0023 = 5,000.00 de histórico.
        (5_158_84, [(R, -147_34), (A, -11_50), (H, -5_000_00)]),
        (100_00, [(R, -100_00)]),
        (20_000_00, [(R, -147_34), (A, -23_00), (H, -10_000_00)]),
    ],
)
def test_un_deposito_sin_ficha_paga_lo_que_el_credito_debia_ese_dia(deposito, pagos):
    cuenta = _cuenta(CUOTA, 10_000_00)
    partes, movimientos = aclarar_en_credito(_pendiente(deposito), cuenta, cubierto=0, dia=PAGO)
    assert [(m.rubro, m.importe) for m in movimientos] == pagos
    aplicado = -sum(importe for _, importe in pagos)
    assert [(p.destino, p.importe, p.ficha) for p in partes] == [
        (Destino.POR_ACLARAR, -aplicado, ""),
        (Destino.APLICADO, aplicado, ""),
    ]
    assert (movimientos[0].origen, movimientos[0].fecha_efecto) == ("d1/1", PAGO)


@pytest.mark.parametrize("incidencia", [FUERA, "52"])
def test_un_credito_que_salio_o_esta_en_convenio_no_recibe_el_deposito(incidencia):
    with pytest.raises(DatoInvalido, match="Aplique el depósito a una ficha"):
        aclarar_en_credito(
            _pendiente(1_00), _cuenta(CUOTA, 10_00, incidencia), cubierto=0, dia=PAGO
        )


def test_en_convenio_los_recargos_van_antes_que_los_gastos():
    cobrado, fichas = {"F1": (450_00, HOY)}, {"F1": UNO}
    fuera, dentro = (
        asentar(cobrado, fichas, cuentas=_cuentas(_cuenta(VIEJO, 1000_00, incidencia)))[0]
        for incidencia in ("31", "52")
    )
    assert [(m.rubro, m.importe) for m in fuera] == [(G, -450_00)]
    # CFF 66-A: los 200.00 de recargos del convenio, y 250.00 de los 500.00 de gastos.
    assert [(m.rubro, m.importe) for m in dentro] == [(G, -250_00), (R, -200_00)]


def test_lo_cobrado_antes_no_se_vuelve_a_asentar():
    cuentas = _cuentas(_cuenta(VIEJO, 1000_00))
    cobrado, antes = {"F1": (525_00, HOY)}, {"F1": 700_00}
    movimientos, _ = asentar(cobrado, {"F1": UNO}, cuentas=cuentas, antes=antes)
    assert [(m.rubro, m.importe) for m in movimientos] == [(A, -25_00), (H, -500_00)]


@given(st.lists(st.integers(1, 900_00), min_size=1, max_size=5))
def test_pagar_en_partes_reparte_lo_mismo_que_pagar_de_una_vez(pagos):
    total, antes, sumas = sum(pagos), 0, {}
    cuentas = _cuentas(_cuenta(VIEJO, 1000_00))
    for pago in pagos:
        importe = min(pago, UNO.importe - antes)
        movimientos, _ = asentar(
            {"F1": (importe, HOY)}, {"F1": UNO}, cuentas=cuentas, antes={"F1": antes}
        )
        for movimiento in movimientos:
            sumas[movimiento.rubro] = sumas.get(movimiento.rubro, 0) - movimiento.importe
        antes += importe
    de_una = repartir(UNO, min(total, UNO.importe))
    assert sumas == {rubro: monto for (_, rubro), monto in de_una.items() if monto}


@given(st.integers(0, 2000_00))
def test_lo_repartido_es_lo_pagado_hasta_el_total_de_la_ficha(pagado):
    for ficha in (UNO, DOS):
        reparto = repartir(ficha, pagado)
        assert sum(reparto.values()) == min(pagado, ficha.importe)
        assert min(reparto.values(), default=0) >= 0


@given(
    st.lists(st.tuples(st.integers(1, 500), st.integers(0, 60), st.integers(0, 90)), min_size=1,
             max_size=4),
    st.lists(st.integers(0, 500), min_size=4, max_size=4),
    st.integers(1, 2_000),
)  # fmt: skip
def test_lo_asentado_mas_lo_que_sobra_es_lo_cobrado_y_ningun_saldo_baja_de_cero(
    pedidos, saldos, pagado
):
    llaves = [VIEJO._replace(credito=f"25{n:07d}") for n in range(len(pedidos))]
    conceptos = [
        (llave, rubro, monto)
        for llave, montos in zip(llaves, pedidos, strict=True)
        for rubro, monto in zip((H, A, R), montos, strict=True)
        if monto
    ]
    ficha = _ficha(*conceptos)
    pagado = min(pagado, ficha.importe)
    cuentas = _cuentas(*(_cuenta(ll, s) for ll, s in zip(llaves, saldos, strict=False)))
    movimientos, sobra = asentar({"F1": (pagado, HOY)}, {"F1": ficha}, cuentas=cuentas)
    assert -sum(m.importe for m in movimientos) + sobra.get("F1", 0) == pagado
    for llave in llaves:
        suyos = [m for m in movimientos if m.llave == llave]
        assert [m.numero for m in suyos] == list(range(4, 4 + len(suyos)))
        saldo = cuentas[llave].saldo + sum(m.efecto for m in suyos)
        assert saldo >= 0
        fuera = [m.incidencia for m in suyos if m.incidencia == FUERA]
        assert bool(fuera) == (saldo == 0 < cuentas[llave].saldo)

from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartera_lib.cartera.cuenta_contable import cuenta, cuentas
from cartera_lib.cartera.movimiento import Rubro
from cartera_lib.cartera.tipo_documento import tipos_documento
from cartera_lib.cartera.transaccion import transacciones
from cartera_lib.errors import FueraDeVigencia
from cartera_lib.norma.tablas import renglones
from cartera_lib.oficina.documentos_por_cobrar import (
    Efecto,
    asientos,
    balanza,
    con_orden,
    cuadre,
    relacion,
)
from tests.oficina.mes_contable import CUOTA, MES, MULTA, POR_ACLARAR, RCV, lineas, movimientos

AL = date(2026, 6, 30)
RAMOS = ("COP", "RCV")


def _lineas(*efecto):
    return [(a.cuenta, a.debe, a.haber) for a in asientos([Efecto(*efecto)], al=AL)]


@pytest.mark.parametrize(
    ("efecto", "lineas"),
    [
        # docs/calculos/contabilidad.md: each line of the worked month
        (("APERTURA", "HISTORICO", "COP", "02", 2025, 100_00),
         [("1211", 100_00, 0), ("3101", 0, 100_00)]),
        (("ALTA_EMISION", "HISTORICO", "RCV", "06", 2026, 7_01),
         [("1212", 7_01, 0), ("3102", 0, 7_01)]),
        (("PAGO", "HISTORICO", "COP", "02", 2025, -60_00),
         [("1101", 60_00, 0), ("1211", 0, 60_00)]),
        (("PAGO", "RECARGOS", "COP", "02", 2025, -4_50),
         [("1101", 4_50, 0), ("4201", 0, 4_50)]),
        (("PAGO_SISTEMA", "HISTORICO", "COP", "80", 2025, -3_00),
         [("1102", 3_00, 0), ("1221", 0, 3_00)]),
        (("CANCELACION_469", "HISTORICO", "COP", "00", 2020, -9_00),
         [("5101", 9_00, 0), ("1231", 0, 9_00)]),
        (("ENVIO_CAMBIO", "HISTORICO", "RCV", "06", 2024, -2_00),
         [("1302", 2_00, 0), ("1212", 0, 2_00)]),
        (("DEPOSITO_POR_ACLARAR", "HISTORICO", "", "", 2026, 5_00),
         [("1101", 5_00, 0), ("2101", 0, 5_00)]),
    ],
)  # fmt: skip
def test_cada_transaccion_carga_y_abona_lo_que_dice_el_mapa(efecto, lineas):
    assert _lineas(*efecto) == lineas


def test_un_contramovimiento_voltea_los_lados():
    assert _lineas("PAGO", "HISTORICO", "COP", "02", 2025, 60_00) == [
        ("1211", 60_00, 0), ("1101", 0, 60_00),
    ]  # fmt: skip
    assert _lineas("DEPOSITO_POR_ACLARAR", "HISTORICO", "", "", 2026, -5_00) == [
        ("2101", 5_00, 0), ("1101", 0, 5_00),
    ]  # fmt: skip


def test_una_diferencia_del_sistema_mueve_la_cartera_contra_lo_por_aclarar():
    sube = _lineas("DIFERENCIA_SISTEMA", "HISTORICO", "COP", "02", 2026, 1_00)
    baja = _lineas("DIFERENCIA_SISTEMA", "HISTORICO", "COP", "02", 2026, -1_00)
    assert sube == [("1211", 1_00, 0), ("1291", 0, 1_00)]
    assert baja == [("1291", 1_00, 0), ("1211", 0, 1_00)]


def test_lo_que_no_mueve_dinero_no_asienta():
    assert _lineas("CAMBIO_INCIDENCIA", "HISTORICO", "COP", "02", 2026, 0) == []
    assert _lineas("GASTOS_EJECUCION", "GASTOS", "COP", "02", 2026, 5_00) == []
    with pytest.raises(FueraDeVigencia, match="CAMBIO_INCIDENCIA"):
        _lineas("CAMBIO_INCIDENCIA", "HISTORICO", "COP", "02", 2026, 5_00)


def test_antes_de_la_vigencia_del_mapa_no_hay_asiento_sino_remedio():
    efecto = Efecto("PAGO", "HISTORICO", "COP", "02", 1996, -1)
    with pytest.raises(FueraDeVigencia, match=r"1997-06-30.*mapa_contable\.csv"):
        asientos([efecto], al=date(1997, 6, 30))


@pytest.mark.parametrize("rubro", Rubro.__members__)
@pytest.mark.parametrize("codigo", [*transacciones(), "DEPOSITO_POR_ACLARAR"])
def test_cada_transaccion_y_rubro_asienta_o_se_rehusa_por_lo_que_es(codigo, rubro):
    propia = transacciones().get(codigo)
    clase = propia.clase if propia else "deposito"
    efecto = (codigo, rubro, "COP", "02", 2026, 7_00)
    if (codigo, rubro) == ("GASTOS_EJECUCION", "GASTOS"):
        assert _lineas(*efecto) == []  # memorandum: they are income when collected
    elif clase == "cobro" or (
        rubro == "HISTORICO"
        and clase in {"alta", "baja", "ajuste", "deposito"}
        and codigo != "GASTOS_EJECUCION"
    ):
        (_, debe, _), (_, _, haber) = _lineas(*efecto)
        assert debe == haber == 7_00
    else:
        # Nothing else may move money: the books would not follow.
        with pytest.raises(FueraDeVigencia, match=f"{codigo} con rubro {rubro}"):
            _lineas(*efecto)


def test_cada_papel_del_mapa_tiene_una_sola_cuenta_por_ramo_y_clase():
    papeles = {f[lado] for f in renglones("mapa_contable") for lado in ("cargo", "abono")} - {""}
    for papel in papeles:
        for ramo in RAMOS:
            for tipo in tipos_documento().values():
                assert cuentas()[cuenta(papel, ramo, clase=tipo.clase)].papel == papel


def test_cop_y_rcv_no_comparten_cuenta_de_cartera():
    for tipo in tipos_documento().values():
        assert cuenta("CARTERA", "COP", clase=tipo.clase) != cuenta(
            "CARTERA", "RCV", clase=tipo.clase
        )


EFECTOS = st.lists(
    st.builds(
        Efecto,
        transaccion=st.sampled_from(["APERTURA", "PAGO", "CONDONACION", "DIFERENCIA_SISTEMA"]),
        rubro=st.just("HISTORICO"),
        ramo=st.sampled_from(RAMOS),
        tipo_documento=st.sampled_from(sorted(tipos_documento())),
        ejercicio=st.integers(1997, 2026),
        importe=st.integers(-(10**14), 10**14),
    ),
    max_size=30,
)


@given(EFECTOS)
def test_cargos_y_abonos_son_iguales_y_la_cartera_se_mueve_lo_que_los_creditos(efectos):
    lineas = asientos(efectos, al=AL)
    assert sum(a.debe for a in lineas) == sum(a.haber for a in lineas)
    cartera = sum(a.debe - a.haber for a in lineas if cuentas()[a.cuenta].papel == "CARTERA")
    assert cartera == sum(efecto.importe for efecto in efectos)


def _tabla(*efectos, al=AL):
    lineas = [a for e in efectos for a in asientos([Efecto(*e)], al=al)]
    return pa.Table.from_pylist(
        [
            {campo: getattr(a, campo) for campo in a.__slots__} | {"al": al, "orden": n}
            for n, a in enumerate(lineas, start=1)
        ]
    )


def test_la_balanza_lleva_el_saldo_en_la_naturaleza_de_cada_cuenta():
    tabla = _tabla(
        ("APERTURA", "HISTORICO", "COP", "02", 2025, 100_00),
        ("PAGO", "HISTORICO", "COP", "02", 2025, -60_00),
        ("PAGO", "RECARGOS", "COP", "02", 2025, -4_50),
    )
    saldos = balanza(tabla).set_index("cuenta")["saldo"].to_dict()
    assert saldos == {"1101": 64_50, "1211": 40_00, "3101": 100_00, "4201": 4_50}
    assert balanza(tabla)["debe"].sum() == balanza(tabla)["haber"].sum() == 164_50


def test_la_relacion_separa_lo_del_ejercicio_de_lo_anterior_y_solo_trae_el_mes():
    junio = _tabla(
        ("PAGO", "HISTORICO", "COP", "02", 2025, -60_00),
        ("PAGO", "HISTORICO", "COP", "02", 2026, -10_00),
    )
    mayo = _tabla(("PAGO", "HISTORICO", "COP", "02", 2026, -1_00), al=date(2026, 5, 31))
    hecha = relacion(pa.concat_tables([junio, mayo]), mes=date(2026, 6, 1))
    bancos = hecha[hecha["cuenta"] == "1101"].set_index("origen")["debe"].to_dict()
    assert bancos == {"De anteriores": 60_00, "Del ejercicio": 10_00}


def test_un_mes_sin_movimientos_da_una_relacion_vacia():
    julio = date(2026, 7, 1)
    assert relacion(lineas(), mes=julio).empty
    assert relacion(lineas([]), mes=julio).empty
    assert balanza(lineas([])).empty


def test_la_balanza_del_mes_del_documento_es_la_calculada_a_mano():
    hecha = balanza(lineas()).groupby("cuenta")[["debe", "haber", "saldo"]].sum()
    assert {cuenta: tuple(fila) for cuenta, *fila in hecha.itertuples(name=None)} == {
        "1101": (1_393_70, 150_00, 1_243_70),
        "1211": (1_000_00, 1_000_00, 0),
        "1212": (550_00, 150_00, 400_00),
        "1221": (250_00, 250_00, 0),
        "2101": (0, 75_50, 75_50),
        "3101": (0, 1_250_00, 1_250_00),
        "3102": (0, 400_00, 400_00),
        "3901": (250_00, 0, 250_00),
        "3911": (0, 250_00, 250_00),
        "4101": (0, 30_00, 30_00),
        "4201": (0, 88_20, 88_20),
        "4301": (0, 50_00, 50_00),
        "5101": (250_00, 0, -250_00),
    }
    assert hecha["debe"].sum() == hecha["haber"].sum() == 3_693_70


def test_lo_cancelado_por_incobrable_queda_en_cuentas_de_orden_y_deshacerlo_las_salda():
    baja = (15, "CANCELACION_469", "HISTORICO", MULTA, -250_00)
    de_orden = con_orden(lineas([baja])).to_pylist()[2:]
    assert [(f["rubro"], f["cuenta"], f["debe"], f["haber"]) for f in de_orden] == [
        ("ORDEN", "3901", 250_00, 0), ("ORDEN", "3911", 0, 250_00),
    ]  # fmt: skip
    deshecha = lineas([baja, (16, *baja[1:4], 250_00)])
    saldos = balanza(deshecha).set_index("cuenta")["saldo"]
    assert saldos[["3901", "3911", "5101"]].tolist() == [0, 0, 0]
    definitiva = lineas([(15, "CANCELACION_470", "HISTORICO", MULTA, -250_00)])
    assert con_orden(definitiva).equals(definitiva)


def _cuadre(mes=MES, polizas=(*MES, POR_ACLARAR)):
    actos = [{"id": n, "al": date(2026, 6, dia)} for n, (dia, *_) in enumerate(mes, start=1)]
    esquema = pa.schema([("id", pa.int64()), ("al", pa.date32())])
    tabla = pa.Table.from_pylist(actos, schema=esquema)
    hecho = cuadre(movimientos(mes), lineas(polizas), actos=tabla, mes=date(2026, 6, 1))
    return hecho.set_index(["transaccion", "rubro", "ramo", "origen"])


def test_el_cuadre_cuenta_los_movimientos_y_dice_que_todos_estan_en_su_poliza():
    hecho = _cuadre()
    cifras = ["movimientos", "efecto", "movido", "debe", "haber", "sin_asentar"]
    # The payment of 150.00 and what undid it are two movements that leave nothing.
    rcv = hecho.loc[("PAGO", "HISTORICO", "RCV", "Del ejercicio"), cifras]
    assert rcv.tolist() == [2, 0, 300_00, 300_00, 300_00, 0]
    recargos = hecho.loc[("PAGO", "RECARGOS", "COP", "De anteriores"), cifras]
    assert recargos.tolist() == [1, 0, 88_20, 88_20, 88_20, 0]
    assert hecho["movimientos"].sum() == 10
    assert hecho["efecto"].sum() == 400_00  # what the three credits owe at the end
    assert not hecho["sin_asentar"].any()
    assert _cuadre(mes=[], polizas=[]).empty


def test_el_cuadre_delata_lo_que_se_movio_sin_poliza_y_la_poliza_sin_movimiento():
    sin_poliza = _cuadre(polizas=MES[1:])
    perdida = sin_poliza.loc[("APERTURA", "HISTORICO", "COP", "De anteriores"), "sin_asentar"]
    assert perdida.sum() == 1_000_00
    otra = (20, "AJUSTE_ALZA", "HISTORICO", CUOTA, 9_00)
    de_mas = _cuadre(polizas=[*MES, otra])["sin_asentar"]
    assert de_mas[de_mas != 0].to_dict() == {
        ("AJUSTE_ALZA", "HISTORICO", "COP", "De anteriores"): -9_00
    }
    gastos = (20, "GASTOS_EJECUCION", "GASTOS", RCV, 3_00, "R26-000005/1", None)
    mudo = _cuadre(mes=[*MES, gastos]).loc[("GASTOS_EJECUCION", "GASTOS", "RCV", "Del ejercicio")]
    assert mudo[["movimientos", "movido", "sin_asentar"]].tolist() == [1, 3_00, 0]

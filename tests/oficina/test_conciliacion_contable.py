"""The sheet of docs/calculos/contabilidad.md, and what happens when a centavo is lost."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cartera_lib.cartera.partida import clave
from cartera_lib.errors import DatoInvalido
from tests.oficina.mes_contable import (
    CORTE,
    CUOTA,
    DEPOSITOS,
    FICHAS,
    MES,
    POR_ACLARAR,
    RCV,
    RECEPCION,
    conciliada,
    corte,
    lineas,
    movimientos,
    saldos,
)

BANCOS = "Bancos y depósitos de Tesorería"
ABIERTA = {
    "clase": "", "detalle": "d", "fecha": CORTE, "dueno": "OC", "accion": "a", "cerrada": False,
}  # fmt: skip


def _con(*otras):
    """The month and more of its lines, in the books and among the movements."""
    mes = [*MES, *otras]
    return {"asientos": lineas([*mes, POR_ACLARAR]), "movimientos": movimientos(mes)}


def _abierta(clase, importe, llave=RCV, **otros):
    de = clave(clase, llave, corte=CORTE)
    return ABIERTA | {"clave": de, "clase": clase, "importe": importe} | otros


def test_el_mes_del_documento_cuadra_al_centavo_de_las_dos_formas():
    hecha = conciliada()
    assert (hecha.residual, hecha.incompleto) == (0, 0)
    assert hecha.encabezado().startswith("Cuadra al centavo")
    assert hecha.hoja[["contable", "libro", "sistema"]].sum().tolist() == [400_00] * 3
    assert hecha.cruces.loc[BANCOS].tolist() == [1_243_70, 1_393_70, -150_00, 0]
    archivos = hecha.cruces.loc["Archivos de Tesorería y sus depósitos"]
    assert archivos.tolist() == [1_413_70, 1_393_70, 20_00, 0]
    ingresos = hecha.cruces.loc["Ingresos por accesorios y lo cobrado"]
    assert ingresos.tolist() == [168_20, 168_20, 0, 0]


@pytest.mark.parametrize(
    ("cambio", "donde"),
    [
        ({"saldos": saldos({RCV: 400_01})}, "1212"),
        ({"cartera": corte("400.01")}, "1212"),
        ({"cartera": corte("400.00", CUOTA._asdict() | {"importe": "0.01"})}, "1211"),
        ({"asientos": lineas([*MES, POR_ACLARAR, (30, "ALTA_MANUAL", "HISTORICO", CUOTA, 1)])},
         "1211"),
        ({"depositos": [DEPOSITOS[0] | {"importe": 1_168_21}, *DEPOSITOS[1:]]}, BANCOS),
        ({"depositos": [*DEPOSITOS[:2], DEPOSITOS[2] | {"por_aclarar": 75_49}]}, "Acreedores"),
        ({"recepciones": [RECEPCION | {"importe_aceptado": 1_393_71}]}, "Archivos"),
        ({"asientos": lineas([*MES, POR_ACLARAR, (30, "PAGO", "RECARGOS", CUOTA, -1)])},
         "accesorios"),
        ({"asientos": lineas([*MES, POR_ACLARAR, (30, "PAGO_SISTEMA", "HISTORICO", RCV, -1)])},
         "SIPARE"),
        ({"asientos": lineas([*MES, POR_ACLARAR, (30, "ENVIO_CAMBIO", "HISTORICO", RCV, -1)])},
         "Traspasos"),
        (_con((30, "DIFERENCIA_SISTEMA", "HISTORICO", RCV, 1, "", None)), "Diferencias"),
    ],
)  # fmt: skip
def test_un_centavo_sin_explicar_sale_arriba_con_su_lugar(cambio, donde):
    hecha = conciliada(**cambio)
    assert hecha.residual >= 1
    assert hecha.encabezado().startswith("NO CUADRA")
    assert donde in hecha.encabezado()
    assert hecha.portada()["Resultado"] == hecha.encabezado()


def test_un_credito_en_otra_cuenta_de_la_contabilidad_no_se_compensa_con_la_suya():
    de_cop = RCV._replace(ramo="COP", tipo_documento="02")
    mal = [(1, "APERTURA", "HISTORICO", de_cop, 400_00, "", None), *MES[2:]]
    hecha = conciliada(asientos=lineas([MES[0], *mal, POR_ACLARAR]))
    assert hecha.hoja["contable"].sum() == hecha.hoja["libro"].sum() == 400_00
    assert hecha.hoja["residual"].tolist() == [400_00, 400_00, 0]


def test_lo_afectado_que_el_sistema_no_muestra_se_explica_con_su_partida_abierta():
    baja = (25, "CONDONACION", "HISTORICO", RCV, -10_00, "R26-000002/1", None)
    con = _con(baja) | {"saldos": saldos({RCV: 390_00})}
    abierta = _abierta("AFECTADO_NO_VISTO", 10_00)
    hecha = conciliada(partidas=[abierta], **con)
    assert hecha.residual == 0
    # The ledger is 10.00 below the system: the item says it with the sign of the sheet.
    assert hecha.partidas.loc[0, ["explica", "importe"]].tolist() == ["Libro y sistema", -10_00]
    assert hecha.hoja["explicado"].sum() == -10_00
    assert conciliada(partidas=[abierta | {"cerrada": True}], **con).residual == 10_00
    assert conciliada(**con).residual == 10_00


def test_una_diferencia_del_sistema_pide_su_partida_abierta_por_el_mismo_importe():
    baja = (30, "DIFERENCIA_SISTEMA", "HISTORICO", RCV, -20_00, f"corte {CORTE}", None)
    con = _con(baja) | {"saldos": saldos({RCV: 380_00}), "cartera": corte("380.00")}
    abierta = _abierta("IMPORTE_DISTINTO", -20_00)
    assert conciliada(partidas=[abierta], **con).residual == 0
    assert conciliada(partidas=[abierta | {"importe": -19_99}], **con).residual == 1


def test_un_importe_de_muchos_pesos_no_pierde_su_centavo():
    enorme = 10**16 + 1
    alta = (30, "ALTA_MANUAL", "HISTORICO", RCV, enorme, "R26-000002/1", None)
    con = _con(alta) | {"saldos": saldos({RCV: 400_00 + enorme})}
    hecha = conciliada(posteriores=movimientos([alta], desde=11), **con)
    assert hecha.hoja.loc["1212 Cuotas a cargo de patrones RCV", "explicado"] == enorme
    assert hecha.residual == 0


def test_el_inventario_muestra_lo_que_falta_y_lo_que_sobra_en_el_archivo():
    hecha = conciliada(inventario={"1212": 385_00, "1221": 5_00, "1231": 7_00})
    assert hecha.hoja["faltante"].tolist() == [0, 15_00, -5_00, -7_00]
    contadas = hecha.partidas[hecha.partidas["explica"] == "Sistema e inventario"]
    assert contadas[["clase", "importe"]].to_numpy().tolist() == [
        ["FALTANTE", 15_00], ["SOBRANTE", -5_00], ["SOBRANTE", -7_00],
    ]  # fmt: skip
    with pytest.raises(DatoInvalido, match="9999"):
        conciliada(inventario={"9999": 1})


def test_sin_las_fichas_ni_las_recepciones_solo_falta_lo_que_ellas_prueban():
    hecha = conciliada(fichas=None, recepciones=None)
    assert "Archivos de Tesorería y sus depósitos" not in hecha.cruces.index
    # The deposit of a payment undone cannot be told from any other payment by another way.
    assert hecha.residual == 0
    assert "PAGO_SIN_FICHA" in set(hecha.partidas["clase"])


PESOS = st.integers(1, 10**12)


@settings(deadline=None, max_examples=15)
@given(
    st.lists(st.tuples(PESOS, PESOS), max_size=6), st.lists(PESOS, max_size=4), st.integers(0, 9)
)
def test_las_partidas_suman_lo_que_explican_y_lo_demas_es_el_residual(pares, despues, perdido):
    """Fichas collected for one amount and posted for another; movements after the cut."""
    pagos = [
        (20, "PAGO", "RECARGOS", CUOTA, -asentado, f"F26-{n:06d}/1", None)
        for n, (_, asentado) in enumerate(pares, start=10)
    ]
    altas = [(30, "AJUSTE_ALZA", "HISTORICO", RCV, x, "R26-000009/1", None) for x in despues]
    cobros = [
        FICHAS[0] | {"folio": f"F26-{n:06d}", "cobrado": cobrado}
        for n, (cobrado, _) in enumerate(pares, start=10)
    ]
    depositos = [DEPOSITOS[0] | {"importe": cobrado, "aplicado": cobrado} for cobrado, _ in pares]
    hecha = conciliada(
        **_con(*pagos, *altas),
        saldos=saldos({RCV: 400_00 + sum(despues) + perdido}),
        posteriores=movimientos(altas, desde=11 + len(pagos)),
        fichas=[*FICHAS, *cobros],
        depositos=[*DEPOSITOS, *depositos],
        recepciones=None,
    )
    suma = hecha.partidas.groupby("explica")["importe"].sum()
    assert suma.get("Libro y sistema", 0) == hecha.hoja["explicado"].sum() == sum(despues)
    asentado, cobrado = sum(a for _, a in pares), sum(c for c, _ in pares)
    assert suma[BANCOS] == hecha.cruces.loc[BANCOS, "importe_explicado"]
    assert suma[BANCOS] == asentado - cobrado - 150_00
    # The ledger says more than the books, and more than the system explains: both are told.
    assert hecha.residual == 2 * perdido


def test_las_cifras_de_control_dicen_el_dia_y_la_edad_depende_de_el():
    hecha = conciliada(al=date(2026, 7, 20))
    assert hecha.partidas.set_index("clase").loc["POR_ACLARAR", "edad"] == 30
    assert hecha.control().splitlines() == [
        "Cifras de control",
        "contable: 400.00",
        "libro: 400.00",
        "sistema: 400.00",
        "Acreedores y depósitos por aclarar: partidas, 1; importe, 75.50",
        "Archivos de Tesorería y sus depósitos: partidas, 1; importe, 20.00",
        "Bancos y depósitos de Tesorería: partidas, 1; importe, -150.00",
        hecha.encabezado(),
    ]

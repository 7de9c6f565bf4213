"""What the ledger answers about accounts, movements, acts and póliza lines."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cartera_lib.cartera.movimiento import Cuenta, Rubro, Soporte
from cartera_lib.cartera.requerimiento import Verificacion
from tests.store import lecturas
from tests.store.actos import AL, acto, alta, completo, llave, mov

ANTES, DESPUES = AL - timedelta(days=10), AL + timedelta(days=10)


@pytest.fixture
def movido(almacen):
    """Account 1: $1,000.00, pays 300.00 today, and 12.50 of recargos and 700.00 ten days later."""
    soporte = Soporte("SUA", "77", AL)
    almacen.asentar(acto("AFECTACION", *alta(1, fecha_efecto=ANTES), *alta(2)))
    almacen.asentar(acto("AFECTACION", mov(1, 2, -30_000, origen="R26-000001/1", soporte=soporte)))
    cobro = {"fecha_efecto": DESPUES, "origen": "R26-0000012/1"}
    accesorio = mov(1, 3, -1_250, rubro=Rubro.RECARGOS, **cobro)
    almacen.asentar(acto("AFECTACION", accesorio, mov(1, 4, -70_000, incidencia="", **cobro)))
    return almacen


def columna(tabla, *nombres):
    """Return the rows of some columns."""
    filas = [tuple(fila[n] for n in nombres) for fila in tabla.to_pylist()]
    return [fila[0] for fila in filas] if len(nombres) == 1 else filas


def visto(movimiento: int, bien: bool = True, **otros) -> Verificacion:
    causa = "" if bien else "Difiere."
    return Verificacion(movimiento, "corte", **({"adecuada": bien, "completa": True} | otros),
                        causa=causa)  # fmt: skip


def test_las_cuentas_de_un_patron_vienen_como_las_dejo_su_ultimo_movimiento(movido):
    cuentas = movido.cuentas(["A000000001", "A000000001", "Z999999999"])
    pagada = Cuenta(llave(1), True, "16", "01", date(2026, 5, 4), 4, 0, "", DESPUES, None)
    assert cuentas == {llave(1): pagada}
    assert not cuentas[llave(1)].viva
    assert set(movido.cuentas(["A000000001", "A000000002"])) == {llave(1), llave(2)}
    assert movido.cuentas([]) == {}


@pytest.mark.parametrize(
    ("al", "saldos"),
    [
        (ANTES - timedelta(days=1), []),
        (ANTES, [("261000001", 1, 100_000, "01")]),
        (AL, [("261000001", 2, 70_000, "01"), ("261000002", 1, 100_000, "01")]),
        (DESPUES, [("261000001", 4, 0, ""), ("261000002", 1, 100_000, "01")]),
        (None, [("261000001", 4, 0, ""), ("261000002", 1, 100_000, "01")]),
    ],
)
def test_los_saldos_son_los_de_un_dia(movido, al, saldos):
    tabla = movido.saldos(al)
    assert columna(tabla, "credito", "numero", "saldo", "incidencia") == saldos


def test_el_saldo_de_un_dia_no_cuenta_lo_que_surte_efecto_despues_aunque_se_asentara_antes(movido):
    movido.asentar(acto("AFECTACION", mov(2, 2, -500, fecha_efecto=DESPUES)))
    movido.asentar(acto("AFECTACION", mov(2, 3, -20)))
    assert columna(movido.saldos(AL), "credito", "numero", "saldo")[1] == ("261000002", 3, 99_980)


def test_un_saldo_trae_su_lugar_y_sus_fechas(movido):
    assert movido.saldos(AL).to_pylist()[0] == {
        **llave(1)._asdict(),
        "propios": True,
        "ooad": "16",
        "subdelegacion": "01",
        "fecha_alta": date(2026, 5, 4),
        "numero": 2,
        "saldo": 70_000,
        "incidencia": "01",
        "fecha_incidencia": ANTES,
        "fecha_notificacion": None,
    }


def test_un_movimiento_dice_de_quien_es_que_hizo_y_con_que_soporte(movido):
    (fila,) = movido.movimientos(acto_id=2).to_pylist()
    assert fila.pop("registrado_en").endswith("+00:00")
    assert fila == {
        "id": 3,
        "acto_id": 2,
        "clase": "AFECTACION",
        "quien": "Ana Ruiz",
        **llave(1)._asdict(),
        "numero": 2,
        "transaccion": "PAGO",
        "rubro": "HISTORICO",
        "importe": -30_000,
        "efecto": -30_000,
        "saldo_antes": 100_000,
        "saldo_despues": 70_000,
        "incidencia_antes": "01",
        "incidencia_despues": "01",
        "fecha_efecto": AL,
        "fecha_notificacion": None,
        "origen": "R26-000001/1",
        "corrige": None,
        "soporte": "SUA",
        "soporte_folio": "77",
        "soporte_fecha": AL,
    }


@pytest.mark.parametrize(
    ("busca", "numeros"),
    [
        ({}, [1, 2, 3, 4, 5]),
        ({"registro": "A00-00000-02"}, [2]),
        ({"origen": "R26-000001"}, [3, 4, 5]),
        ({"origen": "R26-000001/"}, [3]),
        ({"desde": AL}, [2, 3, 4, 5]),
        ({"hasta": AL}, [1, 2, 3]),
        ({"registro": "A000000001", "desde": AL, "hasta": AL}, [3]),
        ({"desplazamiento": 1, "limite": 2}, [2, 3]),
        ({"registro": None, "origen": None}, [1, 2, 3, 4, 5]),
    ],
)
def test_los_movimientos_se_buscan_y_vienen_del_mas_viejo_al_mas_nuevo(movido, busca, numeros):
    assert columna(movido.movimientos(**busca), "id") == numeros


def test_espera_comprobacion_lo_que_no_se_ha_visto_o_se_vio_mal_la_ultima_vez(movido):
    assert columna(movido.por_verificar(), "id") == [1, 2, 3, 4, 5]
    vistos = visto(1), visto(2, bien=False), visto(3, adecuada=True, completa=False, bien=False)
    for numero, partes in enumerate((vistos, (visto(2),), (visto(1, bien=False),))):
        movido.asentar(acto("VERIFICACION", *partes, quien="Luis Gil", llave=f"v{numero}"))
    assert columna(movido.por_verificar(), "id") == [1, 3, 4, 5]


def test_ni_la_apertura_ni_lo_que_trae_un_corte_espera_comprobacion(almacen):
    almacen.append(lecturas.rale(lecturas.tabla_rale(5)))
    almacen.asentar(acto("APERTURA", aperturas=(1,), llave="abrir"))
    almacen.asentar(acto("CORTE", *alta()))
    assert almacen.por_verificar().num_rows == 0


def test_cada_comprobacion_dice_quien_que_y_con_que(movido):
    movido.asentar(acto("VERIFICACION", visto(3), visto(4, bien=False), quien="Luis Gil"))
    primera, segunda = movido.verificaciones().to_pylist()
    assert primera.pop("registrado_en").endswith("+00:00")
    assert primera == {
        "acto_id": 4,
        "quien": "Luis Gil",
        "movimiento_id": 3,
        **llave(1)._asdict(),
        "transaccion": "PAGO",
        "producto": "corte",
        "adecuada": True,
        "completa": True,
        "causa": "",
        "origen": "R26-000001/1",
    }
    assert (segunda["adecuada"], segunda["completa"], segunda["causa"]) == (False, True, "Difiere.")


def test_lo_reciente_es_de_treinta_dias_y_lo_deshecho_no_cuenta(movido):
    reciente = {(llave(1), "ALTA_MANUAL", "01"), (llave(2), "ALTA_MANUAL", "01")}
    reciente |= {(llave(1), "PAGO", "01"), (llave(1), "PAGO", "")}
    assert movido.recientes(AL) == reciente
    assert movido.recientes(AL + timedelta(days=29)) == reciente
    assert movido.recientes(AL + timedelta(days=30)) == frozenset()
    assert movido.recientes(AL - timedelta(days=1)) == frozenset()
    movido.asentar(acto("CORRECCION", mov(1, 5, 70_000, incidencia="01", corrige=5)))
    assert movido.recientes(AL) == reciente - {(llave(1), "PAGO", "")}


@pytest.fixture
def lleno(almacen):
    almacen.append(lecturas.rale(lecturas.tabla_rale(5)))
    completo(almacen, carga_id=1)
    return almacen


def test_los_actos_dicen_quien_y_cuando_y_se_eligen_por_clase_y_dia(lleno):
    actos = lleno.actos()
    assert columna(actos, "id") == list(range(1, 31))
    assert columna(actos.slice(0, 1), "clase", "quien", "al") == [("APERTURA", "Ana Ruiz", AL)]
    assert columna(lleno.actos(clase="AFECTACION"), "id") == [4, 5]
    assert columna(lleno.actos(AL, AL, desplazamiento=2, limite=2), "id") == [3, 4]
    assert lleno.actos(DESPUES).num_rows == 0


def test_los_asientos_de_unos_dias_cuadran(lleno):
    asientos = lleno.asientos(AL, AL)
    de_pago = [fila for fila in asientos.to_pylist() if fila["acto_id"] == 5]
    assert [(f["orden"], f["transaccion"], f["debe"], f["haber"]) for f in de_pago] == [
        (1, "PAGO", 30_000, 0),
        (2, "PAGO", 0, 30_000),
    ]
    assert (de_pago[0]["clase"], de_pago[0]["al"]) == ("AFECTACION", AL)
    assert lleno.asientos(hasta=ANTES).num_rows == 0


def test_las_polizas_y_las_partidas_dicen_su_numero_y_su_fin(lleno):
    assert columna(lleno.polizas(), "mes", "numero", "acto_id") == [("2026-11", "D-31", 10)]
    partidas = lleno.partidas()
    assert columna(partidas, "clave", "importe", "cerrada", "explicacion", "fecha_cierre") == [
        ("P1", -5, True, "Era un ajuste.", AL),
        ("P2", -5, False, "", None),
    ]


def test_las_recepciones_y_sus_rechazos_vienen_con_sus_causas(lleno):
    cifras = ("acto_id", "archivo", "renglones", "aceptados", "rechazados", "importe_aceptado")
    assert columna(lleno.recepciones(), *cifras) == [(2, "r.csv", 4, 3, 1, 90_000)]
    assert lleno.rechazados(2).to_pylist() == [
        {
            "renglon": 4,
            "texto": "no se lee",
            "codigos": ["ILEGIBLE"],
            "causas": ["No se lee el crédito."],
        }
    ]
    assert lleno.rechazados(3).num_rows == 0


def test_un_libro_vacio_responde_tablas_vacias_con_sus_columnas(almacen):
    assert almacen.saldos().num_rows == almacen.movimientos().num_rows == 0
    assert almacen.saldos().column_names[-3:] == [
        "incidencia", "fecha_incidencia", "fecha_notificacion",
    ]  # fmt: skip
    assert almacen.depositos().column_names[-1] == "casos"
    assert almacen.recientes(AL) == frozenset()


def test_una_consulta_no_confunde_el_padron_con_lo_que_se_escribe(movido):
    raro = replace(mov(2, 2, -1), origen="R26-000001'; DROP TABLE movimiento; --")
    movido.asentar(acto("AFECTACION", raro))
    assert columna(movido.movimientos(origen=raro.origen), "origen") == [raro.origen]

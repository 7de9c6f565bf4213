"""The ledger at a moment, by SQL and by columns, on both engines."""

import random
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from cartera_lib.cartera.movimiento import CuentaNueva, Llave, Movimiento
from cartera_lib.errors import DatoInvalido
from tests.cartera.historias import Cuadro, Dicho, lento
from tests.store import lecturas
from tests.store.actos import acto, alta, mov

ENERO, FEBRERO, MARZO = (date(2026, mes, 10) for mes in (1, 2, 3))
SIEMPRE = date(2100, 1, 1)


def instante(dia: date, hora: int = 12) -> datetime:
    return datetime(dia.year, dia.month, dia.day, hora, tzinfo=UTC)


@pytest.fixture
def movido(almacen):
    """Account 1: opened in January; February's change is posted after that of March."""
    pasos = [
        (ENERO, alta(1, fecha_efecto=ENERO)),
        (FEBRERO, [mov(1, 2, -30_000, fecha_efecto=FEBRERO)]),
        (MARZO, [cambio(1, 3, "31", MARZO)]),
        (MARZO + timedelta(days=1), [cambio(1, 4, "02", FEBRERO, aviso=ENERO)]),
    ]
    for dia, partes in pasos:
        almacen.asentar(acto("AFECTACION", *partes), registrado_en=instante(dia))
    return almacen


def cambio(n, numero, incidencia, dia, aviso=None):
    otros = {"incidencia": incidencia, "fecha_efecto": dia, "fecha_notificacion": aviso}
    return mov(n, numero, 0, transaccion="CAMBIO_INCIDENCIA", **otros)


@pytest.mark.parametrize(
    ("efecto", "conocido", "numero", "saldo", "incidencia", "desde", "aviso"),
    [
        (MARZO, ENERO, 1, 100_000, "01", ENERO, None),
        (MARZO, FEBRERO, 2, 70_000, "01", ENERO, None),
        (FEBRERO, MARZO, 2, 70_000, "01", ENERO, None),
        (MARZO, MARZO, 3, 70_000, "31", MARZO, None),
        (FEBRERO, SIEMPRE, 4, 70_000, "02", FEBRERO, ENERO),
        (MARZO, SIEMPRE, 3, 70_000, "31", MARZO, ENERO),
    ],
)
def test_un_patron_se_ve_como_se_sabia_un_dia(
    movido, efecto, conocido, numero, saldo, incidencia, desde, aviso
):
    (fila,) = movido.saldos_al("A00-00000-01", efecto=efecto, conocido=conocido).to_pylist()
    assert (fila["numero"], fila["saldo"]) == (numero, saldo)
    assert (fila["incidencia"], fila["fecha_incidencia"]) == (incidencia, desde)
    assert fila["fecha_notificacion"] == aviso
    assert (fila["propios"], fila["ooad"], fila["fecha_alta"]) == (True, "16", date(2026, 5, 4))


def test_lo_que_no_existia_o_no_se_sabia_no_aparece(movido):
    antes = ENERO - timedelta(days=1)
    for efecto, conocido in ((antes, SIEMPRE), (SIEMPRE, antes)):
        assert movido.saldos_al("A000000001", efecto=efecto, conocido=conocido).num_rows == 0
    assert movido.saldos_al("A000000002", efecto=SIEMPRE, conocido=SIEMPRE).num_rows == 0
    with pytest.raises(DatoInvalido, match="no es un registro"):
        movido.saldos_al("x", efecto=SIEMPRE, conocido=SIEMPRE)


def test_el_saldo_de_un_dia_trae_la_incidencia_que_surtio_efecto_al_ultimo(movido):
    (fila,) = movido.saldos(MARZO).to_pylist()
    assert (fila["numero"], fila["incidencia"], fila["fecha_incidencia"]) == (3, "31", MARZO)
    (fila,) = movido.saldos().to_pylist()
    assert (fila["numero"], fila["incidencia"]) == (4, "02")


def test_un_acto_se_conoce_el_dia_universal_en_que_se_registro(almacen):
    en_mexico = timezone(timedelta(hours=-6))
    de_noche = datetime(2026, 1, 10, 18, 30, tzinfo=en_mexico)
    limites = [(1, instante(ENERO, 23)), (2, instante(ENERO + timedelta(1), 0)), (3, de_noche)]
    for n, cuando in limites:
        almacen.asentar(acto("AFECTACION", *alta(n, fecha_efecto=ENERO)), registrado_en=cuando)
    for conocido, cuantas in ((ENERO, [1, 0, 0]), (ENERO + timedelta(1), [1, 1, 1])):
        vistas = [
            almacen.saldos_al(f"A00000000{n}", efecto=ENERO, conocido=conocido).num_rows
            for n in (1, 2, 3)
        ]
        assert vistas == cuantas
        assert almacen.historia().al(ENERO, conocido).existe.tolist() == [v > 0 for v in cuantas]


def test_la_historia_lee_una_vez_y_luego_solo_los_actos_nuevos(movido, monkeypatch):
    antes, leidas, tabla = movido.historia(), [], movido._tabla
    monkeypatch.setattr(
        movido, "_tabla", lambda sql, campos, **v: leidas.append(v) or tabla(sql, campos, **v)
    )
    assert movido.historia() is antes
    assert leidas == []
    movido.asentar(acto("CORRECCION", *alta(2), mov(1, 5, 30_000, corrige=2)))
    despues = movido.historia()
    assert leidas == [{"desde": 4, "hasta": 5}] * 2
    assert (len(antes), len(despues), despues.acto) == (4, 6, 5)
    assert despues.total(SIEMPRE, SIEMPRE) == 200_000
    assert antes.total(SIEMPRE, SIEMPRE) == 70_000


def test_la_historia_de_un_libro_vacio_no_tiene_nada(almacen):
    assert len(almacen.historia()) == 0
    assert almacen.historia().al(ENERO, ENERO).total == 0


def test_la_apertura_entra_a_la_historia_con_todos_sus_creditos(almacen):
    tabla = lecturas.tabla_rale(200)
    almacen.append(lecturas.rale(tabla))
    almacen.asentar(acto("APERTURA", aperturas=(1,)), registrado_en=instante(MARZO))
    estado = almacen.historia().al(lecturas.CORTE, MARZO)
    assert estado.total == sum(tabla["importe"].to_pylist())
    assert sorted(estado.tabla()["fecha_notificacion"].to_pylist(), key=str) == sorted(
        tabla["fecha_notificacion"].to_pylist(), key=str
    )


@pytest.fixture
def al_azar(almacen):
    """Twelve accounts of three employers, moved by chance; half read before the other half."""
    suerte, estados = random.Random(5), {}
    for paso in range(60):
        cuando = instante(ENERO + timedelta(days=paso))
        partes = []
        for _ in range(2):
            partes += _parte(suerte, estados, cuando.date())
        almacen.asentar(acto("AFECTACION", *partes, llave=f"{paso}"), registrado_en=cuando)
        if paso == 30:
            almacen.historia()
    return almacen


def _parte(suerte, estados, hoy):
    n = suerte.randint(1, 12)
    llave = Llave("COP", f"A00000000{n % 3}", f"{261_000_000 + n}", "2025-03", "02")
    numero, saldo = estados.get(n, (0, 0))
    dia = hoy - timedelta(days=suerte.choice((0, 0, 1, 9, 40, -5)))
    importe = suerte.choice((0, 500, -saldo // 2)) if numero else suerte.randint(1, 10**6)
    estados[n] = numero + 1, saldo + importe
    nueva = [] if numero else [CuentaNueva(llave, True, "16", "01", hoy)]
    otros = {"incidencia": suerte.choice(("01", "02", "31", "", None))}
    otros["fecha_notificacion"] = suerte.choice((None, None, dia))
    codigo = "AJUSTE_ALZA" if importe >= 0 else "PAGO"
    return [*nueva, Movimiento(llave, numero + 1, codigo, dia, importe, **otros)]


def test_por_sql_por_columnas_y_movimiento_a_movimiento_dicen_lo_mismo(al_azar):
    dichos = [_dicho(fila) for fila in al_azar.movimientos().to_pylist()]
    suerte, historia = random.Random(6), al_azar.historia()
    assert len(historia) == len(dichos) == 120
    for _ in range(25):
        efecto, conocido = (ENERO + timedelta(days=suerte.randint(-40, 70)) for _ in range(2))
        esperado = lento(dichos, efecto, conocido)
        por_sql = [
            fila
            for n in range(3)
            for fila in al_azar.saldos_al(
                f"A00000000{n}", efecto=efecto, conocido=conocido
            ).to_pylist()
        ]
        assert _cuadros(por_sql) == esperado
        assert _cuadros(historia.al(efecto, conocido).tabla().to_pylist()) == esperado
        assert _cuadros(al_azar.saldos(efecto).to_pylist()) == lento(dichos, efecto, SIEMPRE)


def _dicho(fila):
    return Dicho(
        *(fila["id"], int(fila["credito"]) - 261_000_000, fila["numero"], fila["transaccion"]),
        *(fila["efecto"], fila["fecha_efecto"], date.fromisoformat(fila["registrado_en"][:10])),
        *(fila["incidencia_despues"], fila["fecha_notificacion"], fila["corrige"]),
    )


def _cuadros(filas):
    return {
        int(f["credito"]) - 261_000_000: Cuadro(
            f["saldo"], f["incidencia"], f["fecha_notificacion"]
        )
        for f in filas
    }

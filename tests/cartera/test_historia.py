"""The ledger as columns: two clocks, and the same answer as movement by movement."""

import random
from datetime import date, timedelta

import pyarrow as pa
import pytest

from cartera_lib.cartera.historia import Momento
from cartera_lib.cartera.historia_extendida import COLUMNAS, CUENTAS, MOVIMIENTOS, VACIA, extendida
from cartera_lib.errors import DatoInvalido
from tests.cartera import historias
from tests.cartera.historias import Cuadro, Dicho

ENERO, FEBRERO, MARZO, ABRIL = (date(2026, mes, 15) for mes in (1, 2, 3, 4))
A_MANO = [
    Dicho(1, 1, 1, "ALTA_MANUAL", 100_000, ENERO, ENERO),
    Dicho(2, 2, 1, "ALTA_MANUAL", 50_000, ENERO, ENERO, aviso=ENERO),
    # A notice of March is posted before the change of February, which is known in April.
    Dicho(3, 1, 2, "CAMBIO_INCIDENCIA", 0, MARZO, MARZO, "31", MARZO),
    Dicho(4, 1, 3, "CAMBIO_INCIDENCIA", 0, FEBRERO, ABRIL, "02", FEBRERO),
    # A payment of February is known in March and undone in April; the credit comes back.
    Dicho(5, 2, 2, "PAGO", -50_000, FEBRERO, MARZO, "", ENERO),
    Dicho(6, 2, 3, "PAGO", 50_000, ABRIL, ABRIL, "01", ENERO, corrige=5),
]


def cuadros(historia, efecto, conocido):
    """Return what a history says of each account that exists."""
    tabla = historia.al(efecto, conocido).tabla().to_pylist()
    return {
        int(f["credito"]) - 261_000_000: Cuadro(
            f["saldo"], f["incidencia"], f["fecha_notificacion"]
        )
        for f in tabla
    }


@pytest.mark.parametrize(
    ("efecto", "conocido", "uno", "dos"),
    [
        (ENERO, ENERO, Cuadro(100_000, "01", None), Cuadro(50_000, "01", ENERO)),
        (FEBRERO, FEBRERO, Cuadro(100_000, "01", None), Cuadro(50_000, "01", ENERO)),
        (FEBRERO, MARZO, Cuadro(100_000, "01", None), Cuadro(0, "", ENERO)),
        (FEBRERO, ABRIL, Cuadro(100_000, "02", FEBRERO), Cuadro(0, "", ENERO)),
        (MARZO, MARZO, Cuadro(100_000, "31", MARZO), Cuadro(0, "", ENERO)),
        (MARZO, ABRIL, Cuadro(100_000, "31", MARZO), Cuadro(0, "", ENERO)),
        (ABRIL, ABRIL, Cuadro(100_000, "31", MARZO), Cuadro(50_000, "01", ENERO)),
        (ABRIL, ENERO, Cuadro(100_000, "01", None), Cuadro(50_000, "01", ENERO)),
    ],
)
def test_el_libro_se_ve_con_los_dos_relojes(efecto, conocido, uno, dos):
    assert cuadros(historias.de(A_MANO), efecto, conocido) == {1: uno, 2: dos}


def test_una_cuenta_sin_nada_que_cuente_no_existe():
    historia = historias.de(A_MANO)
    for efecto, conocido in ((ENERO - timedelta(1), ABRIL), (ABRIL, ENERO - timedelta(1))):
        estado = historia.al(efecto, conocido)
        assert not estado.existe.any()
        assert not estado.vivo.any()
        assert estado.total == historia.total(efecto, conocido) == estado.tabla().num_rows == 0


def test_una_historia_vacia_responde_que_no_hay_nada():
    estado = VACIA.al(ENERO, ENERO)
    assert (len(VACIA), estado.total, estado.tabla().num_rows) == (0, 0, 0)
    assert cuadros(historias.con(VACIA, []), ENERO, ENERO) == {}


def test_un_movimiento_esta_deshecho_desde_que_se_sabe_y_surte_efecto_su_contrario():
    historia = historias.de(A_MANO)
    hechos = [(ABRIL, ABRIL, [5]), (MARZO, ABRIL, []), (ABRIL, MARZO, [])]
    for efecto, conocido, deshechos in hechos:
        filas = historia.corregidos(Momento(efecto, conocido))
        assert historia.movimiento[filas].tolist() == deshechos
    assert historia.movimiento[historia.corrige].tolist() == [6]


@pytest.mark.parametrize("semilla", range(3))
def test_por_columnas_y_movimiento_a_movimiento_dicen_lo_mismo(semilla):
    dichos = historias.azar(semilla)
    historia, suerte = historias.de(dichos), random.Random(semilla)
    for _ in range(60):
        efecto, conocido = (
            historias.PRIMERO + timedelta(days=suerte.randint(-320, 850)) for _ in range(2)
        )
        esperado = historias.lento(dichos, efecto, conocido)
        assert cuadros(historia, efecto, conocido) == esperado
        assert historia.total(efecto, conocido) == sum(c.saldo for c in esperado.values())


@pytest.mark.parametrize("paso", [1, 7, 150])
def test_crecer_por_partes_es_lo_mismo_que_leer_todo(paso):
    dichos = historias.azar(9)
    por_partes = VACIA
    for inicio in range(0, len(dichos), paso):
        nuevos = dichos[inicio : inicio + paso]
        por_partes = historias.con(por_partes, nuevos, dichos[:inicio])
    entera = historias.de(dichos)
    assert por_partes.cuentas["id"].to_pylist() == sorted({d.cuenta for d in dichos})
    for nombre in COLUMNAS:
        iguales = getattr(por_partes, nombre) == getattr(entera, nombre)
        assert iguales.all(), nombre


def test_crecer_no_cambia_la_historia_de_antes():
    antes = historias.de(A_MANO[:5])
    historias.con(antes, A_MANO[5:], A_MANO[:5])
    assert not antes.corregidos(Momento(ABRIL, ABRIL)).any()
    assert len(antes) == 5


def test_una_cuenta_sin_movimientos_delata_que_alguien_toco_la_base():
    cuenta = dict(zip(CUENTAS.names, (1, *historias.llave(1)), strict=True))
    with pytest.raises(DatoInvalido, match="cuentas sin movimientos"):
        extendida(
            VACIA,
            acto=1,
            cuentas=pa.Table.from_pylist([cuenta], CUENTAS),
            movimientos=MOVIMIENTOS.empty_table(),
        )

"""The first cut opens one account for each of its credits."""

from datetime import date

import pyarrow as pa
import pytest

from cartera_lib.errors import DatoInvalido
from cartera_lib.store.errores import Conflicto
from tests.store import lecturas
from tests.store.actos import acto, cuantas, mov, preguntar
from tests.store.test_libro import rechaza

CUENTAS = """
SELECT ramo, registro, credito, periodo, tipo_documento, propios, ooad, subdelegacion, fecha_alta
FROM cuenta ORDER BY id
"""
MOVIMIENTOS = """
SELECT cuenta_id, numero, transaccion, rubro, importe, efecto, saldo_antes, saldo_despues,
  incidencia_antes, incidencia_despues, fecha_efecto, fecha_incidencia, fecha_notificacion, origen
FROM movimiento ORDER BY id
"""
UNO = {
    "registro": "A000000001",
    "credito": "261000001",
    "periodo": "2026-03",
    "tipo_documento": "02",
    "importe": 100_000,
    "fecha_alta": date(2026, 5, 4),
    "incidencia": "01",
    "fecha_incidencia": date(2026, 5, 5),
    "fecha_notificacion": None,
}
OTRO = UNO | {"credito": "261000002", "importe": 0, "incidencia": "31", "fecha_incidencia": None}


def corte(*creditos: dict, **cambios):
    """Return the reading of a cut with those credits, in that order."""
    tabla = lecturas.tabla_rale(len(creditos))
    for nombre in UNO:
        lugar = tabla.column_names.index(nombre)
        valores = pa.array([credito[nombre] for credito in creditos], tabla.schema.types[lugar])
        tabla = tabla.set_column(lugar, nombre, valores)
    return lecturas.rale(tabla, **cambios)


def dia(valor) -> str:
    return str(valor) if isinstance(valor, date) else valor


def abrir(almacen, *cargas: int):
    return almacen.asentar(acto("APERTURA", llave=f"abrir {cargas}", aperturas=cargas))


def test_cada_credito_del_corte_abre_su_cuenta_con_lo_que_trae(almacen):
    almacen.append(corte(UNO, OTRO, propios=False))
    acuse = abrir(almacen, 1)
    assert (acuse.partes["cuenta"], acuse.partes["movimiento"]) == (2, 2)
    lugar = ("A000000001", "2026-03", "02", 0, "16", "01", "2026-05-04")
    assert [tuple(map(dia, fila)) for fila in preguntar(almacen, CUENTAS)] == [
        ("COP", lugar[0], credito, *lugar[1:]) for credito in ("261000001", "261000002")
    ]
    comun = (1, "APERTURA", "HISTORICO")
    dias = ("2026-10-31", "2026-05-05", None, "corte 1")
    assert [tuple(map(dia, fila)) for fila in preguntar(almacen, MOVIMIENTOS)] == [
        (1, *comun, 100_000, 100_000, 0, 100_000, "", "01", *dias),
        (2, *comun, 0, 0, 0, 0, "", "31", "2026-10-31", None, None, "corte 1"),
    ]


def test_una_clave_impresa_dos_veces_suma_en_una_cuenta_con_los_datos_de_la_primera(almacen):
    segunda = UNO | {"importe": 5, "incidencia": "43", "fecha_alta": date(2020, 1, 1)}
    almacen.append(corte(UNO, OTRO, segunda))
    assert abrir(almacen, 1).partes["cuenta"] == 2
    consulta = "SELECT saldo_despues, incidencia_despues FROM movimiento ORDER BY id"
    assert preguntar(almacen, consulta) == [(100_005, "01"), (0, "31")]
    assert dia(preguntar(almacen, CUENTAS)[0][-1]) == "2026-05-04"


def test_las_cuentas_abiertas_se_mueven_como_las_demas(almacen):
    almacen.append(corte(UNO))
    abrir(almacen, 1)
    almacen.asentar(acto("AFECTACION", mov(1, 2, -30_000)))
    assert preguntar(almacen, "SELECT saldo_despues FROM movimiento ORDER BY id") == [
        (100_000,),
        (70_000,),
    ]


def test_dos_cargas_abren_cada_una_lo_suyo_en_un_acto(almacen):
    tabla = lecturas.tabla_rale(300)
    almacen.append(lecturas.rale(tabla))
    almacen.append(lecturas.rale(tabla, ramo="RCV"))
    abrir(almacen, 1, 2)
    total = sum(tabla["importe"].to_pylist())
    por_ramo = """
    SELECT ramo, origen, sum(saldo_despues) FROM movimiento JOIN cuenta ON cuenta.id = cuenta_id
    GROUP BY ramo, origen ORDER BY ramo
    """
    assert preguntar(almacen, por_ramo) == [("COP", "corte 1", total), ("RCV", "corte 2", total)]
    debe_y_haber = preguntar(almacen, "SELECT sum(debe), sum(haber) FROM asiento")
    assert debe_y_haber == [(2 * total, 2 * total)]


def test_un_credito_no_se_abre_dos_veces(almacen):
    almacen.append(corte(UNO, OTRO))
    almacen.append(corte(OTRO, propios=False))
    motivo = r"A000000001, crédito 261000002 \(COP 2026-03\): ya tiene cuenta"
    rechaza(almacen, Conflicto, motivo, clase="APERTURA", aperturas=(1, 2))
    abrir(almacen, 1)
    antes = cuantas(almacen)
    with pytest.raises(Conflicto, match=motivo):
        abrir(almacen, 2)
    assert cuantas(almacen) == antes
    assert abrir(almacen, 1).repetido


def test_solo_un_corte_abre_el_libro(almacen):
    almacen.append(lecturas.patrones(lecturas.tabla_patrones(["GARZA HERMANOS"])))
    for carga in (1, 7):
        motivo = f"La carga {carga} no es un RALE"
        rechaza(almacen, DatoInvalido, motivo, clase="APERTURA", aperturas=(carga,))

"""Nothing that was kept can be changed, removed or replaced, by this package or any other."""

import sqlite3

import pytest
import sqlalchemy as sa

from cartera_lib import store
from cartera_lib.importers.lectura import Aviso, Rechazo
from cartera_lib.store import esquema, esquema_libro
from tests.store import actos, lecturas

TABLAS = tuple(esquema.METADATOS.tables)
DEL_LIBRO = tuple(tabla.name for tabla in esquema_libro.PARTES)
OTRA_CLAVE = {"folio": "folio || 'x'", "clave": "clave || 'x'"}
NUEVAS: dict[str, dict[str, str]] = {
    "recepcion": {"acto_id": "1"},
    "verificacion": {"acto_id": "1"},
    "rechazado": {"orden": "orden + 1"},
    "asiento": {"orden": "orden + 100"},
    "renglon": {"orden": "orden + 1"},
    "revision": {"folio": "'R26-000003'"},
    "afectacion": {"folio": "'R26-000003'"},
    "solicitud_devuelta": {"folio": "'S26-000001'"},
    "ficha": {"folio": "'F'", "referencia": "'1'", "solicitud": "NULL"},
    "desenlace": {"folio": "'F26-000002'"},
    "aplicacion": {"numero": "numero + 9"},
    "poliza": {"numero": "'D-32'"},
    "cierre": {"clave": "'P2'"},
    "hecho": {"folio": "'H'", "anula": "NULL"},
    "confirmacion": {"folio": "'H26-000002'"},
    "traslado": {"numero": "numero + 1"},
    "fijeza": {"acto_id": "1"},
    "cuaderno": {"numero": "numero + 1"},
    "marca": {"credito": "'x'"},
    "cierre_de_inventario": {"inventario": "'I26-000002'"},
    "emitido": {"folio": "folio || 'x'", "numero": "numero + 9"},
    "emitido_credito": {"orden": "orden + 9"},
    "papel": {"sha256": "sha256 || 'x'"},
    "suceso": {"numero": "numero + 9"},
    "cuenta": {"id": "id + 1000", "credito": "'x'"},
    "movimiento": {
        "id": "id + 1000",
        "numero": "numero + 1",
        "importe": "0",
        "efecto": "0",
        "saldo_antes": "saldo_despues",
        "incidencia_antes": "incidencia_despues",
        "corrige": "NULL",
    },
}
"""How a copy of a row becomes a new one that only the seal of its act can refuse."""
CON_CARGA = ("credito", "rechazo", "aviso", "patron", "pago")
INSTANTE = lecturas.np.datetime64("2026-10-01T10:00:00")


@pytest.fixture(scope="module")
def lleno(almacen_comun):
    """A store with at least one row in every table."""
    rechazo = Rechazo(7, "roto", ("No se lee.",), ("CREDITO_ILEGIBLE",))
    aviso = Aviso(9, "PERIODO_13", "13/2025")
    almacen = almacen_comun
    almacen.append(
        lecturas.rale(lecturas.tabla_rale(20), rechazos=(rechazo,), avisos=(aviso,), totales=None)
    )
    almacen.append(lecturas.patrones(lecturas.tabla_patrones(["GARZA HERMANOS", "PEÑA Y CIA"])))
    registro = lecturas.registros(1)[0]
    pago = (registro, "2026-09", INSTANTE, 100, "L1")
    almacen.append(lecturas.sipare(lecturas.tabla_pagos([pago])))
    actos.completo(almacen, carga_id=1)
    return almacen


def ejecutar(almacen, sentencia: str) -> None:
    with almacen.motor.connect() as conexion, conexion.begin():
        conexion.exec_driver_sql(sentencia)


def filas(almacen, tabla: str) -> list[tuple]:
    with almacen.motor.connect() as conexion:
        return sorted(map(tuple, conexion.exec_driver_sql(f"SELECT * FROM {tabla}")), key=repr)


def rechaza(almacen, sentencia: str, motivo: str = "sólo crece") -> None:
    with pytest.raises(sa.exc.DBAPIError, match=motivo):
        ejecutar(almacen, sentencia)


@pytest.mark.parametrize("tabla", TABLAS)
def test_ninguna_tabla_deja_cambiar_una_fila(lleno, tabla):
    antes = filas(lleno, tabla)
    columna = next(c.name for c in esquema.METADATOS.tables[tabla].c if isinstance(c.type, sa.Text))
    assert antes
    rechaza(lleno, f"UPDATE {tabla} SET {columna} = 'otra cosa'")
    assert filas(lleno, tabla) == antes


@pytest.mark.parametrize("tabla", TABLAS)
def test_ninguna_tabla_deja_quitar_una_fila(lleno, tabla):
    antes = filas(lleno, tabla)
    rechaza(lleno, f"DELETE FROM {tabla}")
    assert filas(lleno, tabla) == antes


@pytest.mark.parametrize("tabla", TABLAS)
def test_ninguna_tabla_deja_vaciarse_ni_reemplazar_desde_otro_programa(lleno, tabla):
    antes = filas(lleno, tabla)
    if lleno.motor.dialect.name == "postgresql":
        rechaza(lleno, f"TRUNCATE {tabla} CASCADE")
        rechaza(lleno, f"SET session_replication_role = replica; DELETE FROM {tabla}")
    else:
        # Another program: neither foreign keys nor recursive triggers are on.
        ajeno = sqlite3.connect(lleno.motor.url.database)
        with pytest.raises(sqlite3.IntegrityError, match=r"sólo crece|cerrad[ao]"):
            ajeno.execute(f"INSERT OR REPLACE INTO {tabla} SELECT * FROM {tabla}")
        clave = next(iter(esquema.METADATOS.tables[tabla].primary_key)).name
        with pytest.raises(sqlite3.IntegrityError, match="sólo crece"):
            ajeno.execute(f"UPDATE OR REPLACE {tabla} SET {clave} = {clave}")
        ajeno.close()
    assert filas(lleno, tabla) == antes


@pytest.mark.parametrize("clave", ["sha256", "huella", "huella_anterior"])
def test_una_carga_no_se_reemplaza_por_otra_de_la_misma_clave_unica(lleno, clave):
    if lleno.motor.dialect.name == "postgresql":
        rechaza(lleno, copia_de_carga(clave, "INSERT"), "uq_carga")
    else:
        ajeno = sqlite3.connect(lleno.motor.url.database)
        with pytest.raises(sqlite3.IntegrityError, match="sólo crece"):
            ajeno.execute(copia_de_carga(clave, "INSERT OR REPLACE"))
        ajeno.close()
    assert len(filas(lleno, "carga")) == 3


def test_un_corte_no_se_carga_dos_veces_ni_por_fuera_del_programa(lleno):
    motivo = "uq_carga_corte" if lleno.motor.dialect.name == "postgresql" else "sólo crece"
    rechaza(lleno, copia_de_carga("ramo", "INSERT"), motivo)


@pytest.mark.parametrize("tabla", CON_CARGA)
def test_una_carga_cerrada_no_recibe_mas_renglones(lleno, tabla):
    antes = filas(lleno, tabla)
    columnas = nombres(tabla)
    cambios = {"renglon": "renglon + 1000", "orden": "orden + 1000", "id": "id + 1000"}
    nuevas = ", ".join(cambios.get(c, c) for c in columnas)
    rechaza(lleno, f"INSERT INTO {tabla} SELECT {nuevas} FROM {tabla}", "cerrada")
    assert filas(lleno, tabla) == antes


@pytest.mark.parametrize("tabla", DEL_LIBRO)
def test_un_acto_sellado_no_recibe_mas_renglones(lleno, tabla):
    antes = filas(lleno, tabla)
    nuevas = ", ".join(NUEVAS.get(tabla, OTRA_CLAVE).get(c, c) for c in nombres(tabla))
    ultima = f"SELECT {nuevas} FROM {tabla} ORDER BY acto_id DESC LIMIT 1"
    rechaza(lleno, f"INSERT INTO {tabla} {ultima}", "El acto ya está cerrado")
    assert filas(lleno, tabla) == antes


def test_un_credito_de_una_carga_que_no_existe_no_se_guarda(lleno):
    nuevas = ["99" if c == "carga_id" else c for c in nombres("credito")]
    rechaza(
        lleno, f"INSERT INTO credito SELECT {', '.join(nuevas)} FROM credito", r"(?i)foreign key"
    )


def test_sqlite_abre_con_llaves_foraneas_disparadores_recursivos_y_wal(tmp_path):
    with store.open(tmp_path / "c.db") as almacen, almacen.motor.connect() as conexion:
        ajustes = {
            ajuste: conexion.exec_driver_sql(f"PRAGMA {ajuste}").scalar()
            for ajuste in ("foreign_keys", "recursive_triggers", "journal_mode", "synchronous")
        }
    assert ajustes == {
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "journal_mode": "wal",
        "synchronous": 2,
    }


def test_sqlite_no_guarda_un_texto_donde_va_un_importe(tmp_path):
    valores = ["'x'" if c == "importe" else "'1'" for c in nombres("credito")]
    with store.open(tmp_path / "c.db") as almacen:
        rechaza(
            almacen, f"INSERT INTO credito VALUES ({', '.join(valores)})", "cannot store TEXT value"
        )


def nombres(tabla: str) -> list[str]:
    return [columna.name for columna in esquema.METADATOS.tables[tabla].c]


def copia_de_carga(clave: str, verbo: str) -> str:
    """Return the statement that copies load 1 keeping only ``clave`` equal (``ramo``: its cut)."""
    unicas = {
        "id": "900",
        "sha256": "'nuevo'",
        "huella": "'nueva'",
        "huella_anterior": "'nueva'",
        "al": "NULL",
        "clase": "'sipare'",
    }
    if clave == "ramo":
        unicas = {c: v for c, v in unicas.items() if c not in ("al", "clase")}
    columnas = [c if c == clave else unicas.get(c, c) for c in nombres("carga")]
    return f"{verbo} INTO carga SELECT {', '.join(columnas)} FROM carga WHERE id = 1"

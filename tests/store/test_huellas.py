"""Whoever can drop the locks can still not hide what he did."""

import hashlib
import re
import sqlite3
from contextlib import closing

import pyarrow as pa
import pytest

from cartera_lib.importers.lectura import Rechazo
from cartera_lib.store import esquema, huellas
from tests.store import lecturas

RECHAZO = Rechazo(7, "roto", ("No se lee.",), ("CREDITO_ILEGIBLE",))


@pytest.fixture
def lleno(almacen):
    for semilla, ramo in enumerate(("COP", "RCV")):
        tabla = lecturas.tabla_rale(40, semilla)
        almacen.append(lecturas.rale(tabla, ramo=ramo, rechazos=(RECHAZO,), totales=None))
    almacen.append(lecturas.patrones(lecturas.tabla_patrones(["GARZA", "PEÑA"])))
    instante = lecturas.np.datetime64("2026-10-01T10:00:00")
    pagos = lecturas.tabla_pagos([(lecturas.registros(1)[0], "2026-09", instante, 100, None)])
    almacen.append(lecturas.sipare(pagos))
    return almacen


def forzar(almacen, sentencia: str) -> None:
    """Do as the owner of the database can: take the locks off and write."""
    with almacen.motor.connect() as conexion, conexion.begin():
        if almacen.motor.dialect.name == "postgresql":
            for tabla in ("carga", "credito", "rechazo", "patron", "pago"):
                conexion.exec_driver_sql(f"ALTER TABLE {tabla} DISABLE TRIGGER ALL")
        else:
            conexion.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            consulta = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            for (disparador,) in conexion.exec_driver_sql(consulta).all():
                conexion.exec_driver_sql(f"DROP TRIGGER {disparador}")
        conexion.exec_driver_sql(sentencia)


def test_una_base_intacta_no_tiene_fallas(lleno):
    assert lleno.verificar() == ()


@pytest.mark.parametrize(
    ("sentencia", "falla"),
    [
        ("UPDATE carga SET importe = importe + 1 WHERE id = 1", "La carga 1 .* no es la que se"),
        ("UPDATE carga SET archivo = 'otro.txt' WHERE id = 2", "La carga 2 .* no es la que se"),
        (
            "UPDATE credito SET importe = importe - 1 WHERE carga_id = 2 AND renglon = 20",
            "La carga 2 .* ya no tiene",
        ),
        (
            "UPDATE credito SET fecha_notificacion = '2026-01-01' WHERE carga_id = 1"
            " AND renglon = (SELECT min(renglon) FROM credito WHERE fecha_notificacion IS NULL)",
            "La carga 1 .* ya no tiene",
        ),
        ("DELETE FROM credito WHERE carga_id = 1 AND renglon = 9", "La carga 1 .* ya no tiene"),
        ("UPDATE rechazo SET causas = '[]' WHERE carga_id = 1", "La carga 1 .* ya no tiene"),
        ("UPDATE patron SET nombre = 'OTRO' WHERE id = 1", "La carga 3 .* ya no tiene"),
        ("UPDATE pago SET total = 99", "La carga 4 .* ya no tiene"),
    ],
)
def test_lo_que_se_cambio_por_la_fuerza_se_descubre_y_se_nombra(lleno, sentencia, falla):
    forzar(lleno, sentencia)
    fallas = lleno.verificar()
    assert len(fallas) == 1
    assert re.match(falla, fallas[0])


def test_una_carga_que_se_quito_de_en_medio_rompe_la_cadena(lleno):
    if lleno.motor.dialect.name == "postgresql":
        forzar(lleno, "DELETE FROM pago; DELETE FROM carga WHERE id = 2")
    else:
        for tabla in ("credito", "rechazo", "instantanea"):
            forzar(lleno, f"DELETE FROM {tabla} WHERE carga_id = 2")
        forzar(lleno, "DELETE FROM carga WHERE id = 2")
    assert any("La carga 3" in falla and "no sigue" in falla for falla in lleno.verificar())


def test_los_renglones_de_una_carga_que_no_existe_se_descubren(lleno):
    columnas = ", ".join("99" if c.name == "carga_id" else c.name for c in esquema.credito.c)
    sentencia = f"INSERT INTO credito SELECT {columnas} FROM credito WHERE carga_id = 1"
    if lleno.motor.dialect.name == "postgresql":
        forzar(lleno, sentencia)
    else:
        # Another program, which does not ask SQLite for foreign keys.
        with closing(sqlite3.connect(lleno.motor.url.database)) as ajeno, ajeno:
            ajeno.execute(sentencia)
    (falla,) = lleno.verificar()
    assert "La tabla credito tiene renglones de la carga 99, que no existe" in falla


def test_cada_huella_cubre_la_anterior(lleno):
    cargas = lleno.cargas().to_pylist()
    assert [carga["huella_anterior"] for carga in cargas] == [
        "0" * 64,
        *(carga["huella"] for carga in cargas[:-1]),
    ]


def test_la_huella_del_contenido_no_depende_de_los_trozos_de_la_tabla():
    tabla = lecturas.tabla_rale(1_000)
    trozos = pa.concat_tables([tabla.slice(0, 10), tabla.slice(10, 700), tabla.slice(710)])
    assert trozos["credito"].num_chunks == 3
    assert huellas.de_contenido([tabla]) == huellas.de_contenido([trozos])


def test_la_huella_distingue_un_dato_que_falta_de_uno_vacio_y_las_fronteras_de_los_textos():
    formas = (["ab", "c"], ["a", "bc"], ["abc", ""], ["abc", None], ["abc"])
    sumas = {huellas.de_contenido([pa.table({"x": pa.array(f, pa.string())})]) for f in formas}
    assert len(sumas) == len(formas)


def test_la_huella_de_una_columna_es_la_que_se_describe():
    tabla = pa.table({"n": pa.array([1, None], pa.int64()), "t": pa.array(["é", None])})
    a_mano = (
        b"n\n2\n"
        + (1).to_bytes(8, "little")
        + (-(2**63)).to_bytes(8, "little", signed=True)
        + b"t\n2\n"
        + (2).to_bytes(8, "little")
        + (1).to_bytes(8, "little")
        + "é\0".encode()
    )
    assert huellas.de_contenido([tabla]) == hashlib.sha256(a_mano).hexdigest()

"""Whoever can drop the locks of the ledger can still not hide what he did."""

import re
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from cartera_lib.cartera.acto import Poliza
from cartera_lib.cartera.movimiento import Rubro
from cartera_lib.store import esquema_libro as libro
from cartera_lib.store import huellas_libro
from tests.store import lecturas
from tests.store.actos import AL, acto, alta, completo, en_papel, mov, preguntar

INICIO = "0" * 64


@pytest.fixture
def lleno(almacen):
    """Every table of the ledger has rows; the fourth act is by Ana, the fourteenth by Luis."""
    almacen.append(lecturas.rale(lecturas.tabla_rale(5)))
    completo(almacen, carga_id=1)
    return almacen


def forzar(almacen, *sentencias: str) -> None:
    """Do as the owner of the database can: take the locks off and write."""
    if almacen.motor.dialect.name == "sqlite":
        # Another program, which does not ask SQLite for foreign keys.
        with closing(sqlite3.connect(almacen.motor.url.database)) as ajeno, ajeno:
            ajeno.execute("PRAGMA ignore_check_constraints = ON")
            consulta = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            for (disparador,) in ajeno.execute(consulta).fetchall():
                ajeno.execute(f"DROP TRIGGER {disparador}")
            for sentencia in sentencias:
                ajeno.execute(sentencia)
        return
    with almacen.motor.connect() as conexion, conexion.begin():
        for tabla in (libro.acto, *libro.PARTES):
            conexion.exec_driver_sql(f"ALTER TABLE {tabla.name} DISABLE TRIGGER ALL")
        _sin_condiciones(conexion)
        for sentencia in sentencias:
            conexion.exec_driver_sql(sentencia)


def _sin_condiciones(conexion) -> None:
    consulta = "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE contype = 'c'"
    propias = {tabla.name for tabla in (libro.acto, *libro.PARTES)}
    for tabla, nombre in conexion.exec_driver_sql(consulta).all():
        if tabla in propias:
            conexion.exec_driver_sql(f"ALTER TABLE {tabla} DROP CONSTRAINT {nombre}")


def firmar(almacen) -> None:
    """Sign every act again over what there is now: what a forger who knows the rules would do."""
    anterior, cambios = INICIO, []
    for fila in preguntar(almacen, "SELECT * FROM acto ORDER BY id"):
        acto = dict(zip(libro.acto.columns.keys(), fila, strict=True))
        renglones = []
        for tabla in libro.PARTES:
            clave = ", ".join(c.name for c in tabla.primary_key)
            consulta = f"SELECT * FROM {tabla.name} WHERE acto_id = {acto['id']} ORDER BY {clave}"
            renglones += [
                huellas_libro.renglon(tabla.name, f) for f in preguntar(almacen, consulta)
            ]
        acto["contenido"] = huellas_libro.de_contenido(renglones)
        acto["huella_anterior"] = anterior
        anterior = huellas_libro.de_acto(acto)
        cambios.append(
            f"UPDATE acto SET contenido = '{acto['contenido']}', huella = '{anterior}',"
            f" huella_anterior = '{acto['huella_anterior']}' WHERE id = {acto['id']}"
        )
    forzar(almacen, *cambios)


def test_un_libro_intacto_no_tiene_fallas(lleno):
    assert lleno.verificar() == ()


def test_un_libro_vacio_no_tiene_fallas_y_sus_cabezas_son_ceros(almacen):
    assert almacen.verificar() == ()
    assert almacen.huellas_de_cabeza() == (INICIO, INICIO)
    assert almacen.contiene(INICIO)


CAMBIO, FIRMA, CADENA = "ya no tiene los renglones", "no es el que se selló", "no sigue al anterior"


@pytest.mark.parametrize(
    ("sentencia", "acto_id", "que"),
    [
        ("UPDATE acto SET quien = 'Otro' WHERE id = 4", 4, FIRMA),
        ("UPDATE acto SET al = '2026-11-25' WHERE id = 8", 8, FIRMA),
        ("UPDATE acto SET nota = 'x' WHERE id = 14", 14, FIRMA),
        ("UPDATE cuenta SET propios = 1 - propios WHERE id = 1", 1, CAMBIO),
        ("UPDATE movimiento SET soporte_sha256 = 'f' WHERE acto_id = 5", 5, CAMBIO),
        ("UPDATE movimiento SET origen = '' WHERE acto_id = 5", 5, CAMBIO),
        ("UPDATE requerimiento SET firmante = 'Otro' WHERE folio = 'R26-000003'", 2, CAMBIO),
        ("UPDATE causa SET texto = 'Otra.' WHERE folio = 'R26-000002'", 3, CAMBIO),
        ("UPDATE renglon SET ilegibles = '[]' WHERE folio = 'R26-000001'", 2, CAMBIO),
        ("DELETE FROM afectacion", 4, CAMBIO),
        ("UPDATE ficha SET vence = '2026-12-01' WHERE folio = 'F26-000002'", 11, CAMBIO),
        ("UPDATE partida SET dueno = 'Otra' WHERE clave = 'P2'", 12, CAMBIO),
        ("DELETE FROM cierre", 13, CAMBIO),
        ("UPDATE verificacion SET producto = 'otro'", 14, CAMBIO),
    ],
)
def test_lo_que_se_cambia_se_descubre_una_vez_y_dice_el_acto(lleno, sentencia, acto_id, que):
    forzar(lleno, sentencia)
    (falla,) = lleno.verificar()
    assert falla.startswith(f"El acto {acto_id} (")
    assert que in falla
    assert falla.endswith("Restaure la base de un respaldo anterior.")


def test_firmar_otra_vez_un_solo_acto_rompe_el_que_le_sigue(lleno):
    forzar(lleno, "UPDATE acto SET quien = 'Otro' WHERE id = 4")
    cuarto = preguntar(lleno, "SELECT * FROM acto WHERE id = 4")[0]
    huella = huellas_libro.de_acto(dict(zip(libro.acto.columns.keys(), cuarto, strict=True)))
    forzar(lleno, f"UPDATE acto SET huella = '{huella}' WHERE id = 4")
    (falla,) = lleno.verificar()
    assert falla.startswith("El acto 5 (afectación, Ana Ruiz")
    assert CADENA in falla


def test_un_acto_que_se_quita_deja_sus_renglones_y_rompe_la_cadena(lleno):
    forzar(lleno, "DELETE FROM acto WHERE id = 10")
    sin_acto, rota = lleno.verificar()
    assert "La tabla poliza tiene 1 renglones del acto 10, que no existe" in sin_acto
    assert rota.startswith("El acto 11 (")
    assert CADENA in rota


def test_los_renglones_despues_del_ultimo_acto_se_descubren(lleno):
    forzar(lleno, "UPDATE poliza SET acto_id = 99")
    cambio, sin_acto = lleno.verificar()
    assert cambio.startswith("El acto 10 (")
    assert "La tabla poliza tiene 1 renglones del acto 99" in sin_acto


@pytest.mark.parametrize(
    ("sentencia", "dice"),
    [
        (
            "UPDATE movimiento SET saldo_antes = 90000, saldo_despues = 60000 WHERE acto_id = 5",
            r"Registro A000000001, crédito 261000001 \(COP 2026-03, tipo 02\): su movimiento 2 "
            r"\(acto 5\) parte de 900.00 y había 1,000.00",
        ),
        (
            "UPDATE movimiento SET saldo_despues = 60000 WHERE acto_id = 5",
            r"su movimiento 2 \(acto 5\) deja 600.00 y todos suman 700.00",
        ),
        (
            "UPDATE movimiento SET incidencia_antes = '31' WHERE acto_id = 5",
            r"su movimiento 2 \(acto 5\) parte de la incidencia 31 y tenía 01",
        ),
        (
            "UPDATE movimiento SET numero = 3 WHERE acto_id = 5",
            r"su movimiento 3 \(acto 5\) debía ser el 2: falta uno antes",
        ),
        ("DELETE FROM movimiento WHERE id = 1", "el acto 1 abrió su cuenta y no tiene movimientos"),
        (
            "UPDATE movimiento SET corrige = 1 WHERE acto_id = 5",
            r"El movimiento 7 \(acto 5\) corrige al 1, que no es de su cuenta",
        ),
        (
            "UPDATE asiento SET debe = debe * 2, haber = haber * 2 WHERE acto_id = 5",
            "El acto 5 no cuadra en PAGO HISTORICO COP 02 2026: movió 300.00 y su póliza carga "
            "600.00 y abona 600.00",
        ),
        (
            "DELETE FROM asiento WHERE acto_id = 9",
            "El acto 9 no cuadra en DEPOSITO_POR_ACLARAR HISTORICO COP 2026: movió 100.00 y su "
            "póliza carga 0.00 y abona 0.00",
        ),
        ("UPDATE cuenta SET periodo = 'x' WHERE ramo = 'COP'", "no cuadra en PAGO HISTORICO COP"),
        (
            "UPDATE recepcion SET importe_aceptado = 90001",
            "El acto 2 recibió r.csv: 4 renglones, 3 aceptados por 900.01 y 1 rechazados; guarda "
            "900.00 y 1 rechazados",
        ),
        ("DELETE FROM rechazado", "y 1 rechazados; guarda 900.00 y 0 rechazados"),
        ("UPDATE recepcion SET renglones = 5", "El acto 2 recibió r.csv: 5 renglones, 3 aceptados"),
        (
            "UPDATE aplicacion SET importe = 19999 WHERE numero = 1",
            "El acto 9 recibió 300.00 del depósito t/1 y repartió 299.99",
        ),
        (
            "UPDATE acto SET quien = 'ANA  Ruiz' WHERE id = 14",
            r"El acto 14 verifica el movimiento 7, que capturó la misma persona \(Ana Ruiz, acto 5",
        ),
        *(
            (f"UPDATE acto SET quien = '{quien}' WHERE id = 17", "El acto 17 confirma el hecho H26")
            for quien in ("Ana Ruiz", "ANA\u00a0ruiz", "A\u200bna Ruiz", "Ａna Ruiz")
        ),
        (
            "UPDATE acto SET quien = 'A\u200bna Ruiz' WHERE id = 28",
            r"El acto 28 revisa el documento ME26-000001, que emitió la misma persona \(Ana Ruiz, "
            r"acto 27\)",
        ),
        (
            "UPDATE papel SET contenido = 'AAAA' WHERE acto_id = 29",
            f"El acto 29 guarda el papel {en_papel('firmado')['sha256']}, que ya no tiene",
        ),
        ("UPDATE papel SET contenido = 'No es base64.'", "El acto 27 guarda el papel .*, que ya"),
        (
            "UPDATE emitido SET datos = '{}' WHERE folio = 'ME26-000002'",
            "El acto 27 emitió ME26-000002, que ya no tiene los datos de su huella",
        ),
    ],
)
def test_quien_firma_otra_vez_toda_la_cadena_no_engana_a_las_sumas(lleno, sentencia, dice):
    antes = lleno.huellas_de_cabeza()[1]
    forzar(lleno, sentencia)
    firmar(lleno)
    fallas = lleno.verificar()
    assert not any(de_cadena in falla for falla in fallas for de_cadena in (CAMBIO, FIRMA, CADENA))
    assert any(re.search(dice, falla) for falla in fallas), fallas
    assert not lleno.contiene(antes)


def test_lo_que_no_llega_a_la_poliza_no_es_una_falla(almacen):
    gastos = mov(1, 2, 5_000, transaccion="GASTOS_EJECUCION", rubro=Rubro.GASTOS)
    almacen.asentar(acto("AFECTACION", *alta()))
    almacen.asentar(acto("AFECTACION", gastos))
    assert preguntar(almacen, "SELECT count(*) FROM asiento WHERE acto_id = 2") == [(0,)]
    assert almacen.verificar() == ()


def test_lo_primero_que_esta_mal_se_dice_primero(lleno):
    forzar(
        lleno,
        "UPDATE acto SET nota = 'x' WHERE id = 12",
        "UPDATE asiento SET debe = debe + 1 WHERE acto_id = 4 AND debe > 0",
        "UPDATE poliza SET numero = 'D-32'",
    )
    partes = [falla.split(" (")[0].split(" no ")[0] for falla in lleno.verificar()]
    assert partes == ["El acto 4", "El acto 4", "El acto 10", "El acto 12"]


def test_un_importe_que_no_cabe_no_impide_decir_lo_demas(lleno):
    forzar(lleno, f"UPDATE movimiento SET importe = {-(2**63)} WHERE acto_id = 5")
    fallas = lleno.verificar()
    assert fallas[0].startswith("El acto 5 (afectación")
    assert any("no se puede leer ni sumar completo" in falla for falla in fallas)


def test_una_cola_cortada_se_sabe_por_la_huella_guardada_aparte(lleno):
    carga, ultimo = lleno.huellas_de_cabeza()
    previa, final = (f for (f,) in preguntar(lleno, "SELECT huella FROM acto ORDER BY id")[-2:])
    assert final == ultimo
    assert lleno.contiene(carga)
    assert lleno.contiene(f" {ultimo.upper()}\n")
    forzar(lleno, "DELETE FROM suceso WHERE acto_id = 30", "DELETE FROM acto WHERE id = 30")
    assert lleno.verificar() == ()
    assert not lleno.contiene(ultimo)
    assert lleno.contiene(previa)


def test_se_prueba_un_instante_aunque_otro_asiente_mientras(lleno, monkeypatch):
    """The acts are read first; one posted before their rows are read must not look altered."""
    de_contenido, pendiente = huellas_libro.de_contenido, [Poliza("2026-12", "D-1", AL)]

    def asentar_y_sumar(renglones):
        while pendiente:
            otro = acto("POLIZA", pendiente.pop(), *alta(7, fecha_efecto=AL - timedelta(1)))
            lleno.asentar(otro)
        return de_contenido(renglones)

    monkeypatch.setattr(huellas_libro, "de_contenido", asentar_y_sumar)
    assert lleno.verificar() == ()
    assert lleno.actos().num_rows == 31

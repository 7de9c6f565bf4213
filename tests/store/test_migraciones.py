"""A database is created, recognised, or refused with a reason; it is never guessed."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from cartera_lib import store
from cartera_lib.store import esquema, esquema_libro, migraciones
from cartera_lib.store.errores import AlmacenInaccesible, VersionPosterior
from tests.store import lecturas

CATALOGO = {
    "sqlite": ("SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index')",),
    "postgresql": (
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE connamespace = 'public'::regnamespace",
        "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
        "SELECT table_name, ordinal_position, column_name, data_type, is_nullable, collation_name"
        " FROM information_schema.columns WHERE table_schema = 'public'",
    ),
}


def escritas(motor) -> set[tuple]:
    """Return what a database says of its tables, keys, checks and indexes."""
    with motor.connect() as conexion:
        return {
            tuple(fila)
            for consulta in CATALOGO[motor.dialect.name]
            for fila in conexion.exec_driver_sql(consulta)
        }


def revision(almacen) -> str:
    with almacen.motor.connect() as conexion:
        return conexion.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def test_una_base_vacia_recibe_todo_el_esquema(almacen):
    tablas = set(sa.inspect(almacen.motor).get_table_names())
    assert tablas >= {*esquema.METADATOS.tables, "alembic_version"}
    assert {tabla.name for tabla in esquema_libro.PARTES} <= tablas
    assert revision(almacen) == migraciones.ULTIMA


def test_la_ultima_revision_que_conoce_el_paquete_es_la_ultima_que_trae():
    guion = ScriptDirectory(migraciones.CARPETA, version_locations=[migraciones.CARPETA])
    assert guion.get_heads() == [migraciones.ULTIMA]


def test_las_revisiones_dejan_el_mismo_esquema_que_declara_el_paquete(almacen):
    def nuestra(_objeto, nombre, clase, _reflejado, _comparado):
        de_texto = nombre == "ix_patron_texto" or nombre.startswith("patron_texto")
        return not (clase in ("table", "index") and de_texto)

    with almacen.motor.connect() as conexion:
        contexto = MigrationContext.configure(
            conexion, opts={"include_object": nuestra, "compare_type": False}
        )
        assert compare_metadata(contexto, esquema.METADATOS) == []


def test_las_revisiones_y_el_paquete_escriben_las_mismas_tablas(almacen, base_nueva):
    clase = almacen.motor.dialect.name
    direccion = base_nueva(clase).replace("postgresql:", "postgresql+psycopg:")
    declarado = sa.create_engine(direccion)
    esquema.METADATOS.create_all(declarado)
    debidas, hechas = escritas(declarado), escritas(almacen.motor)
    declarado.dispose()
    assert debidas <= hechas
    de_mas = ("alembic_version", "patron_texto", "sqlite_")
    assert [fila for fila in hechas - debidas if not any(d in str(fila) for d in de_mas)] == []


def test_en_sqlite_todas_las_tablas_son_estrictas(tmp_path):
    with store.open(tmp_path / "c.db") as almacen, almacen.motor.connect() as conexion:
        consulta = sa.text("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        tablas = dict(map(tuple, conexion.execute(consulta)))
    assert all("STRICT" in tablas[nombre] for nombre in esquema.METADATOS.tables)


def test_abrir_otra_vez_no_cambia_nada(url):
    with store.open(url) as almacen:
        almacen.append(lecturas.rale(lecturas.tabla_rale(30)))
    with store.open(url) as almacen:
        assert almacen.cargas().num_rows == 1
        assert revision(almacen) == migraciones.ULTIMA
        assert almacen.verificar() == ()


def test_una_base_de_la_primera_revision_recibe_el_libro_y_conserva_lo_suyo(url):
    motor = sa.create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    guion = ScriptDirectory(migraciones.CARPETA, version_locations=[migraciones.CARPETA])
    with motor.begin() as conexion:
        contexto = MigrationContext.configure(conexion)
        with Operations.context(contexto):
            guion.get_revision("0001").module.upgrade()
        contexto.stamp(guion, "0001")
        conexion.execute(sa.insert(esquema.palabra), [{"palabra": "GARZA", "sonido": "GARSA"}])
    motor.dispose()
    with store.open(url) as almacen:
        assert revision(almacen) == migraciones.ULTIMA
        assert "acto" in sa.inspect(almacen.motor).get_table_names()
        with almacen.motor.connect() as conexion:
            assert conexion.scalars(sa.select(esquema.palabra.c.palabra)).all() == ["GARZA"]


def test_una_base_de_un_programa_mas_nuevo_se_rechaza_sin_tocarla(url):
    with store.open(url) as almacen, almacen.motor.connect() as conexion, conexion.begin():
        conexion.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(VersionPosterior, match=r"«9999», más nuevo.*Actualice cartera_lib"):
        store.open(url)


def test_una_base_de_otro_programa_se_rechaza_y_dice_que_tabla_tiene(tmp_path):
    ajena = sqlite3.connect(tmp_path / "ajena.db")
    ajena.execute("CREATE TABLE clientes (x)")
    ajena.close()
    with pytest.raises(AlmacenInaccesible, match=r"no es una base de cartera.*«clientes»"):
        store.open(tmp_path / "ajena.db")


def test_un_archivo_que_no_es_una_base_se_rechaza(tmp_path):
    ruta = tmp_path / "texto.db"
    ruta.write_text("esto no es una base de datos" * 100, encoding="utf-8")
    with pytest.raises(AlmacenInaccesible, match="not a database"):
        store.open(ruta)


@pytest.mark.parametrize("forma", [str, Path, lambda ruta: f"sqlite:///{ruta}"])
def test_una_base_de_sqlite_se_abre_por_su_ruta_o_por_su_direccion(tmp_path, forma):
    store.open(forma(tmp_path / "c.db")).close()
    assert (tmp_path / "c.db").is_file()


def test_una_carpeta_que_no_existe_se_nombra(tmp_path):
    with pytest.raises(AlmacenInaccesible, match=r"No existe la carpeta .*nada"):
        store.open(tmp_path / "nada" / "c.db")


@pytest.mark.parametrize("direccion", ["mysql://servidor/base", "sqlite://", "http://x/y"])
def test_una_direccion_de_otra_clase_se_rechaza(direccion):
    with pytest.raises(AlmacenInaccesible, match="no es una base que se pueda abrir"):
        store.open(direccion)


def test_un_servidor_que_no_responde_se_dice_sin_mostrar_la_contrasena(tmp_path):
    with pytest.raises(AlmacenInaccesible, match="No se pudo abrir la base") as falla:
        store.open(f"postgresql://ana:secreta@/base?host={tmp_path}")
    assert "secreta" not in str(falla.value)


def test_dos_escritores_a_la_vez_se_turnan_y_no_se_pierde_ninguno(url):
    def cargar(semilla: int) -> int:
        with store.open(url) as almacen:
            tabla = lecturas.tabla_rale(2_000, semilla)
            return almacen.append(lecturas.rale(tabla, ooad=f"{semilla:02d}")).carga_id

    with ThreadPoolExecutor(4) as hilos:
        assert sorted(hilos.map(cargar, range(1, 9))) == list(range(1, 9))
    with store.open(url) as almacen:
        assert almacen.verificar() == ()

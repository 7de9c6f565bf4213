"""A snapshot is the database again, or it is written again and the answer says so."""

from collections import defaultdict
from datetime import date

import pyarrow.parquet
import pytest
import sqlalchemy as sa

from cartera_lib import store
from cartera_lib.errors import DatoInvalido
from cartera_lib.store import esquema, instantaneas
from cartera_lib.store.columnas import RALE
from cartera_lib.store.errores import AlmacenInaccesible
from tests.store import lecturas
from tests.store.test_huellas import forzar

TABLAS = {"COP": lecturas.tabla_rale(700, 1, 60), "RCV": lecturas.tabla_rale(500, 2, 60)}
TODOS = [{**fila, "ramo": ramo} for ramo, t in TABLAS.items() for fila in t.to_pylist()]
DE_COP = "1601_2026-10-31_COP_propios.parquet"


@pytest.fixture
def lleno(almacen):
    for ramo, tabla in TABLAS.items():
        almacen.append(lecturas.rale(tabla, ramo=ramo))
    return almacen


def motivos(almacen) -> list[str]:
    tabla = esquema.instantanea
    with almacen.motor.connect() as conexion:
        return list(conexion.scalars(sa.select(tabla.c.motivo).order_by(tabla.c.id)))


def test_la_instantanea_es_igual_a_la_base(lleno):
    respuesta = lleno.instantanea(lecturas.CORTE, "16", subdelegacion="01")
    assert respuesta.rehechas == ()
    assert respuesta.tabla.equals(lleno.cartera(lecturas.CORTE, "16", subdelegacion="01"))
    assert motivos(lleno) == ["corte nuevo", "corte nuevo"]


def test_por_situacion_cuenta_y_suma_cada_grupo(lleno):
    grupos = defaultdict(list)
    for fila in TODOS:
        grupos[fila["ramo"], fila["incidencia"], fila["tipo_documento"]].append(fila["importe"])
    esperado = [(*clave, len(v), sum(v)) for clave, v in sorted(grupos.items())]
    tabla = lleno.por_situacion(lecturas.CORTE).tabla
    assert [tuple(fila.values()) for fila in tabla.to_pylist()] == esperado


def test_los_mayores_deudores_van_de_mas_a_menos_con_cop_y_rcv_juntos(lleno):
    deudas = defaultdict(list)
    for fila in TODOS:
        deudas[fila["registro"]].append(fila["importe"])
    esperado = sorted(((r, len(v), sum(v)) for r, v in deudas.items()), key=lambda d: -d[2])[:7]
    tabla = lleno.mayores_deudores(lecturas.CORTE, limite=7).tabla
    assert [tuple(fila.values()) for fila in tabla.to_pylist()] == esperado


def test_una_instantanea_que_falta_se_rehace_y_se_dice(lleno):
    (lleno.carpeta / DE_COP).unlink()
    primera = lleno.por_situacion(lecturas.CORTE)
    assert primera.rehechas == (f"{DE_COP}: faltaba; se rehízo desde la base.",)
    assert lleno.por_situacion(lecturas.CORTE).rehechas == ()
    assert motivos(lleno)[-1] == "faltaba"
    assert sum(primera.tabla["creditos"].to_pylist()) == len(TODOS)


@pytest.mark.parametrize("despues_de_leerla", [False, True])
def test_una_instantanea_alterada_se_rehace_y_se_dice(lleno, despues_de_leerla):
    if despues_de_leerla:
        assert lleno.por_situacion(lecturas.CORTE).rehechas == ()
    ruta = lleno.carpeta / DE_COP
    falsa = pyarrow.parquet.read_table(ruta).slice(1)
    pyarrow.parquet.write_table(falsa, ruta)
    respuesta = lleno.por_situacion(lecturas.CORTE)
    assert respuesta.rehechas == (f"{DE_COP}: estaba alterada; se rehízo desde la base.",)
    assert sum(respuesta.tabla["creditos"].to_pylist()) == len(TODOS)


def test_una_instantanea_que_no_se_pudo_escribir_no_estorba_a_la_carga(almacen, monkeypatch):
    def sin_disco(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pyarrow.parquet, "write_table", sin_disco)
    assert almacen.append(lecturas.rale(TABLAS["COP"])).aceptados == 700
    monkeypatch.undo()
    assert list(almacen.carpeta.iterdir()) == []
    assert almacen.por_situacion(lecturas.CORTE).rehechas == (
        f"{DE_COP}: faltaba; se rehízo desde la base.",
    )


def test_una_escritura_a_medias_no_toca_la_instantanea_buena(lleno, monkeypatch):
    buena = (lleno.carpeta / DE_COP).read_bytes()

    def a_medias(_, salida, **__):
        salida.write(b"PAR1")
        raise OSError(5, "Input/output error")

    carga = lleno.cargas().to_pylist()[0]
    monkeypatch.setattr(pyarrow.parquet, "write_table", a_medias)
    with pytest.raises(OSError, match="Input/output"):
        lleno.retratar(carga, {"credito": TABLAS["COP"].select(RALE.names)})
    assert (lleno.carpeta / DE_COP).read_bytes() == buena
    assert sorted(p.name for p in lleno.carpeta.iterdir()) == [
        DE_COP,
        DE_COP.replace("COP", "RCV"),
    ]


def test_de_una_base_alterada_no_se_hace_instantanea(lleno):
    forzar(lleno, "UPDATE credito SET importe = 1 WHERE carga_id = 1")
    (lleno.carpeta / DE_COP).unlink()
    with pytest.raises(AlmacenInaccesible, match=r"La carga 1 .* está alterada"):
        lleno.por_situacion(lecturas.CORTE)


def test_una_consulta_propia_recibe_parametros_y_ve_los_archivos_del_corte(lleno):
    sql = "SELECT count(*) AS n FROM creditos WHERE ramo = ? AND importe > ?"
    respuesta = lleno.consulta(sql, ("RCV", 100_000), al=lecturas.CORTE)
    esperado = sum(f["ramo"] == "RCV" and f["importe"] > 100_000 for f in TODOS)
    assert respuesta.tabla.to_pylist() == [{"n": esperado}]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/hostname')",
        "COPY creditos TO 'fuga.csv'",
        "SET enable_external_access = true",
        "INSTALL httpfs",
        "SELECT no_existe FROM creditos",
    ],
)
def test_una_consulta_no_lee_ni_escribe_otra_cosa_de_la_maquina(lleno, sql, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(DatoInvalido, match="La consulta no se pudo responder"):
        lleno.consulta(sql, al=lecturas.CORTE)
    assert not (tmp_path / "fuga.csv").exists()


def test_postgresql_sin_carpeta_de_instantaneas_dice_como_darla(url):
    with store.open(url) as almacen:
        almacen.append(lecturas.rale(TABLAS["COP"]))
        if almacen.motor.dialect.name == "sqlite":
            assert [p.name for p in almacen.carpeta.iterdir()] == [DE_COP]
            assert almacen.carpeta.name == "cartera.db.instantaneas"
        else:
            with pytest.raises(AlmacenInaccesible, match="instantaneas=carpeta"):
                almacen.por_situacion(lecturas.CORTE)


def test_cada_corte_se_pregunta_por_separado(lleno):
    anterior = lecturas.tabla_rale(20, 9)
    lleno.append(lecturas.rale(anterior, al=date(2026, 9, 30)))
    respuesta = lleno.por_situacion(date(2026, 9, 30), "16", subdelegacion="01")
    assert sum(respuesta.tabla["importe"].to_pylist()) == sum(anterior["importe"].to_pylist())


def test_el_nombre_de_una_instantanea_distingue_los_cuatro_archivos(lleno):
    carga = lleno.cargas().to_pylist()[0]
    assert instantaneas._nombre(carga) == DE_COP
    assert instantaneas._nombre({**carga, "propios": False}) == DE_COP.replace("pro", "no_pro")

"""What is kept, what is refused, and that a refusal leaves nothing."""

from dataclasses import replace
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pyarrow as pa
import pyarrow.compute as pc
import pytest
import sqlalchemy as sa

from cartera_lib.importers.lectura import Aviso, Rechazo, Totales
from cartera_lib.store import esquema, guardado
from cartera_lib.store.columnas import CARTERA
from cartera_lib.store.errores import CorteRepetido, LecturaIncompleta
from tests.store import lecturas

RECHAZOS = (
    Rechazo(7, "A12  \0 roto", ("El crédito no se lee.", "Falta la fecha."), ("CREDITO_ILEGIBLE",)),
    Rechazo(8, "línea", ("La incidencia 77 no existe.",), ("INCIDENCIA_DESCONOCIDA",)),
)


def cuentas(almacen) -> dict[str, int]:
    with almacen.motor.connect() as conexion:
        return {
            nombre: conexion.scalar(sa.select(sa.func.count()).select_from(tabla))
            for nombre, tabla in esquema.METADATOS.tables.items()
        }


def test_lo_guardado_se_lee_igual_que_llego(almacen):
    tabla = lecturas.tabla_rale(2_000)
    almacen.append(lecturas.rale(tabla))
    leida = almacen.cartera(lecturas.CORTE, "16", subdelegacion="01")
    assert leida.schema == CARTERA
    assert leida.sort_by("renglon").select(tabla.column_names).to_pydict() == tabla.to_pydict()
    assert set(leida["ramo"].to_pylist()) == {"COP"}
    assert set(leida["propios"].to_pylist()) == {True}


def test_el_acuse_dice_las_cifras_del_archivo(almacen):
    tabla = lecturas.tabla_rale(500)
    acuse = almacen.append(lecturas.rale(tabla, rechazos=RECHAZOS))
    assert (acuse.renglones, acuse.aceptados, acuse.rechazados) == (502, 500, 2)
    assert acuse.importe == sum(tabla["importe"].to_pylist())
    assert acuse.patrones == len(set(tabla["registro"].to_pylist()))
    assert (acuse.carga_id, acuse.repetida, acuse.al) == (1, False, date(2026, 10, 31))


def test_el_mismo_archivo_otra_vez_no_agrega_nada(almacen):
    lectura = lecturas.rale(lecturas.tabla_rale(300))
    primero = almacen.append(lectura)
    antes = cuentas(almacen)
    segundo = almacen.append(lectura)
    assert segundo == replace(primero, repetida=True)
    assert cuentas(almacen) == antes


def test_otro_contenido_del_mismo_corte_se_rechaza_y_nombra_la_carga_anterior(almacen):
    almacen.append(lecturas.rale(lecturas.tabla_rale(300), archivo="primero.txt"))
    antes = cuentas(almacen)
    with pytest.raises(CorteRepetido, match=r"segundo\.txt.*carga 1 \(primero\.txt"):
        almacen.append(lecturas.rale(lecturas.tabla_rale(300, semilla=2), archivo="segundo.txt"))
    assert cuentas(almacen) == antes


def test_los_cuatro_archivos_de_un_corte_son_una_sola_cartera(almacen):
    importe = 0
    for semilla, (ramo, propios) in enumerate(
        (("COP", True), ("COP", False), ("RCV", True), ("RCV", False))
    ):
        tabla = lecturas.tabla_rale(100, semilla)
        importe += sum(tabla["importe"].to_pylist())
        almacen.append(lecturas.rale(tabla, ramo=ramo, propios=propios))
    cartera = almacen.cartera(lecturas.CORTE, "16", subdelegacion="01")
    assert cartera.num_rows == 400
    assert pc.sum(cartera["importe"]).as_py() == importe
    assert almacen.cortes().to_pylist() == [
        {
            "ooad": "16",
            "subdelegacion": "01",
            "al": date(2026, 10, 31),
            "archivos": ["COP no propios", "COP propios", "RCV no propios", "RCV propios"],
            "creditos": 400,
            "importe": importe,
        }
    ]


def test_un_renglon_perdido_entre_lo_leido_y_lo_aceptado_detiene_la_carga(almacen):
    lectura = lecturas.rale(lecturas.tabla_rale(50))
    perdida = SimpleNamespace(**{**vars(lectura), "renglones_leidos": 51})
    with pytest.raises(LecturaIncompleta, match="51 renglones"):
        almacen.append(perdida)
    assert set(cuentas(almacen).values()) == {0}


@pytest.mark.parametrize(
    ("cambio", "falla"),
    [((1, 0, 0), "patrones"), ((0, 1, 0), "créditos"), ((0, 0, -1), "importe")],
)
def test_unos_totales_impresos_que_no_cuadran_detienen_la_carga(almacen, cambio, falla):
    lectura = lecturas.rale(lecturas.tabla_rale(50))
    t = lectura.totales
    otros = Totales(t.patrones + cambio[0], t.creditos + cambio[1], t.importe + cambio[2])
    with pytest.raises(LecturaIncompleta, match=rf"\({falla}\)"):
        almacen.append(replace(lectura, totales=otros))
    assert set(cuentas(almacen).values()) == {0}


def test_con_rechazos_el_impreso_puede_decir_mas_que_lo_aceptado_pero_no_menos(almacen):
    tabla = lecturas.tabla_rale(50)
    patrones = len(set(tabla["registro"].to_pylist()))
    importe = sum(tabla["importe"].to_pylist())
    mas = lecturas.rale(tabla, rechazos=RECHAZOS, totales=Totales(patrones + 1, 52, importe + 9))
    menos = lecturas.rale(
        lecturas.tabla_rale(50), rechazos=RECHAZOS, totales=Totales(patrones, 52, importe - 1)
    )
    with pytest.raises(LecturaIncompleta, match="importe"):
        almacen.append(menos)
    assert almacen.append(mas).rechazados == 2


def test_dos_creditos_de_un_mismo_renglon_se_rechazan(almacen):
    tabla = lecturas.tabla_rale(3)
    repetidos = tabla.set_column(16, "renglon", pa.array([9, 10, 9], pa.int64()))
    with pytest.raises(LecturaIncompleta, match="mismo renglón"):
        almacen.append(lecturas.rale(repetidos))


def test_un_dato_obligatorio_vacio_se_rechaza_diciendo_donde(almacen):
    tabla = lecturas.tabla_rale(3)
    sin_credito = tabla.set_column(4, "credito", pa.array(["1" * 9, None, "2" * 9]))
    with pytest.raises(LecturaIncompleta, match=r"columna credito .* fila aceptada 2"):
        almacen.append(lecturas.rale(sin_credito))


def test_una_columna_que_falta_se_nombra(almacen):
    with pytest.raises(LecturaIncompleta, match="no trae las columnas incidencia"):
        almacen.append(lecturas.rale(lecturas.tabla_rale(3).drop_columns("incidencia")))


@pytest.mark.parametrize("paso", ["insertar", "exigir_guardado"])
def test_una_falla_a_medias_no_deja_nada(almacen, monkeypatch, paso):
    def fallar(*argumentos, **nombrados):
        if paso == "exigir_guardado" or argumentos[1] is esquema.aviso:
            raise LecturaIncompleta("falla de prueba")
        insertar(*argumentos, **nombrados)

    insertar = guardado.insertar
    monkeypatch.setattr(guardado, paso, fallar)
    lectura = lecturas.rale(lecturas.tabla_rale(200), rechazos=RECHAZOS)
    with pytest.raises(LecturaIncompleta, match="falla de prueba"):
        almacen.append(lectura)
    assert set(cuentas(almacen).values()) == {0}
    monkeypatch.undo()
    assert almacen.append(lectura).carga_id == 1


def test_lo_que_llego_a_la_base_se_cuenta_otra_vez_antes_de_confirmar(almacen, monkeypatch):
    def perder_uno(conexion, destino, filas):
        insertar(conexion, destino, filas=filas.slice(1) if destino is esquema.credito else filas)

    insertar = guardado.insertar
    monkeypatch.setattr(guardado, "insertar", perder_uno)
    with pytest.raises(LecturaIncompleta, match="la base recibió"):
        almacen.append(lecturas.rale(lecturas.tabla_rale(200)))
    assert set(cuentas(almacen).values()) == {0}


def test_cada_rechazo_vuelve_con_todas_sus_causas_y_su_texto_legible(almacen):
    acuse = almacen.append(lecturas.rale(lecturas.tabla_rale(5), rechazos=RECHAZOS))
    assert almacen.rechazos(acuse.carga_id).to_pylist() == [
        {
            "renglon": 7,
            "texto": "A12  ␀ roto",
            "codigos": ["CREDITO_ILEGIBLE"],
            "causas": ["El crédito no se lee.", "Falta la fecha."],
        },
        {
            "renglon": 8,
            "texto": "línea",
            "codigos": ["INCIDENCIA_DESCONOCIDA"],
            "causas": ["La incidencia 77 no existe."],
        },
    ]
    pagina = almacen.rechazos(acuse.carga_id, desplazamiento=1, limite=5)
    assert pagina["renglon"].to_pylist() == [8]


def test_los_avisos_se_piden_todos_o_de_un_codigo(almacen):
    avisos = (Aviso(9, "PERIODO_13", "13/2025"), Aviso(9, "COLUMNAS_CORRIDAS", "1"))
    acuse = almacen.append(lecturas.rale(lecturas.tabla_rale(5), avisos=avisos))
    assert almacen.avisos(acuse.carga_id)["codigo"].to_pylist() == [
        "PERIODO_13",
        "COLUMNAS_CORRIDAS",
    ]
    assert almacen.avisos(acuse.carga_id, "PERIODO_13").to_pylist() == [
        {"renglon": 9, "codigo": "PERIODO_13", "detalle": "13/2025"}
    ]


def test_la_hora_de_registro_se_guarda_en_tiempo_universal(almacen):
    instante = datetime(2026, 11, 2, 18, 30, tzinfo=UTC)
    almacen.append(lecturas.rale(lecturas.tabla_rale(5)), registrada_en=instante)
    assert almacen.cargas()["registrada_en"].to_pylist() == ["2026-11-02T18:30:00+00:00"]


def test_una_lectura_sin_filas_aceptadas_tambien_se_guarda(almacen):
    acuse = almacen.append(
        lecturas.rale(lecturas.tabla_rale(0), rechazos=RECHAZOS, totales=Totales(1, 2, 500))
    )
    assert (acuse.aceptados, acuse.rechazados, acuse.importe) == (0, 2, 0)
    assert almacen.cartera(lecturas.CORTE, "16", subdelegacion="01").num_rows == 0

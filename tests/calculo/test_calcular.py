from datetime import date

import pyarrow.parquet as pq
import pytest

from cartera_lib.calculo import calcular, entrada_csv, entrada_parquet
from cartera_lib.errors import DatoInvalido
from cartera_lib.reglas.criterios import Criterios
from cartera_lib.valores.dinero import Redondeo
from tests.calculo.apoyo import AL, CREDITO, ENCABEZADO, VALOR, calcula, leer

# Ejemplos resueltos fuera del programa: W, publicados o vueltos a hacer; S, propios.
# id, importe, vence por ley y de hecho, pago, factor, actualizado, meses, tasa, recargos, total
EJEMPLOS = [
    "W01,16000.00,2012-11-17,2012-11-20,2013-03-15,1.0181,16289.60,4,4.52,736.29,17025.89",
    "W01b,16000.00,2012-11-17,2012-11-20,2013-03-26,1.0181,16289.60,5,5.65,920.36,17209.96",
    "W09c,10000.00,2018-07-17,2018-07-17,2018-12-15,1.0294,10294.00,5,7.35,756.61,11050.61",
    "S01,18452.37,2024-02-17,2024-02-19,2024-02-21,1.0000,18452.37,1,1.47,271.25,18723.62",
    "S02,25000.00,2025-01-17,2025-01-20,2025-01-28,1.0000,25000.00,1,1.47,367.50,25367.50",
    "S04,54321.09,2025-11-17,2025-11-18,2026-02-18,1.0132,55038.13,3,5.01,2757.41,57795.54",
    "S06,30000.00,2015-01-17,2015-01-19,2015-07-27,1.0000,30000.00,7,7.91,2373.00,32373.00",
    "S08,64210.55,2024-01-17,2024-01-17,2024-09-17,1.0274,65969.92,8,11.76,7758.06,73727.98",
    "S09,64210.55,2024-01-17,2024-01-17,2024-09-18,1.0274,65969.92,9,13.23,8727.82,74697.74",
    "S10,10000.00,2019-02-17,2019-02-18,2019-03-18,1.0000,10000.00,1,1.47,147.00,10147.00",
    "S11,10000.00,2019-03-17,2019-03-19,2019-04-22,1.0038,10038.00,2,2.94,295.12,10333.12",
    "S12,250000.00,2020-04-17,2020-04-20,2020-12-31,1.0188,254700.00,9,13.23,33696.81,288396.81",
    "S14,9999.99,2005-01-17,2005-01-17,2009-06-30,1.2014,12013.99,54,61.02,7330.94,19344.93",
]
# id, importe, vence por ley, pago, factor, actualizado: la fuente no trae recargos
SIN_RECARGOS = [
    "W03,5000.00,2014-02-17,2014-11-15,1.0183,5091.50",
    "W04,7000.00,2014-03-17,2014-09-29,1.0057,7039.90",
    "W06,20000.00,2014-05-17,2014-06-25,1.0000,20000.00",
]


def _centavos(pesos):
    return int(pesos.replace(".", ""))


@pytest.mark.parametrize("ejemplo", EJEMPLOS, ids=lambda e: e.partition(",")[0])
def test_los_ejemplos_resueltos_salen_al_centavo(ejemplo, tmp_path):
    clave, importe, por_ley, de_hecho, pago, factor, actualizado, *resto = ejemplo.split(",")
    _, (fila,) = calcula(
        tmp_path, f"{ENCABEZADO}{clave},{importe},{por_ley}\n", al=date.fromisoformat(pago)
    )
    assert fila["vencimiento_efectivo"] == de_hecho
    assert fila["factor"] == factor
    assert _centavos(importe) + _centavos(fila["actualizacion"]) == _centavos(actualizado)
    salen = [fila[c] for c in ("meses", "tasa_recargos_pct", "recargos", "total")]
    assert salen == resto


@pytest.mark.parametrize("ejemplo", SIN_RECARGOS, ids=lambda e: e.partition(",")[0])
def test_los_ejemplos_que_solo_actualizan_salen_al_centavo(ejemplo, tmp_path):
    clave, importe, por_ley, pago, factor, actualizado = ejemplo.split(",")
    _, (fila,) = calcula(
        tmp_path, f"{ENCABEZADO}{clave},{importe},{por_ley}\n", al=date.fromisoformat(pago)
    )
    assert fila["factor"] == factor
    assert _centavos(importe) + _centavos(fila["actualizacion"]) == _centavos(actualizado)


def test_el_error_publicado_de_w09_no_se_repite(tmp_path):
    # La fuente usó el índice de julio de 2018 como si fuera el de junio: 1.0239 y 10,239.00
    contenido = f"{ENCABEZADO}W09,10000.00,2018-07-17\n"
    _, (fila,) = calcula(tmp_path, contenido, al=date(2018, 12, 15))
    assert fila["factor"] != "1.0239"
    assert fila["actualizacion"] != "239.00"


def test_el_periodo_dice_lo_mismo_que_su_vencimiento(tmp_path):
    _, (fila,) = calcula(tmp_path, "clave,importe,periodo\nK1,1000.00,2024-01\n")
    assert {c: fila[c] for c in VALOR} == VALOR


def test_el_vencimiento_escrito_prevalece_sobre_el_periodo(tmp_path):
    contenido = (
        "clave,importe,periodo,vencimiento\nA,1000.00,2025-12,2024-02-17\nB,1000.00,2024-01,\n"
    )
    _, filas = calcula(tmp_path, contenido)
    assert [fila["total"] for fila in filas] == ["1512.92", "1512.92"]


def test_el_tope_de_meses_cambia_los_recargos_y_no_los_meses(tmp_path):
    # Del 17-02-2004 al 17-03-2014 hay 121 meses, todos al 1.13 %
    contenido, tasas = f"{ENCABEZADO}K1,1000.00,2004-02-17\n", {}
    for tope in (None, 60, 120):
        criterios = Criterios(tope_meses=tope)
        _, (fila,) = calcula(tmp_path, contenido, al=date(2014, 3, 17), criterios=criterios)
        assert fila["meses"] == "121"
        tasas[tope] = fila["tasa_recargos_pct"]
    assert tasas == {None: "136.73", 60: "67.80", 120: "135.60"}


def test_el_redondeo_del_factor_es_una_opcion(tmp_path):
    # S04 con factor 1.0133: 55,043.560497 y 5.01 % de eso, 2,757.6824
    criterios = Criterios(redondeo_factor=Redondeo.MEDIO_ARRIBA)
    contenido = f"{ENCABEZADO}S04,54321.09,2025-11-17\n"
    _, (fila,) = calcula(tmp_path, contenido, al=date(2026, 2, 18), criterios=criterios)
    esperado = {"factor": "1.0133", "actualizacion": "722.47", "recargos": "2757.68"}
    assert {c: fila[c] for c in esperado} == esperado
    assert fila["total"] == "57801.24"


def test_lo_que_no_ha_vencido_vale_lo_mismo_y_no_usa_indices(tmp_path):
    # El 17 de enero de 2025 fue viernes: se paga a tiempo hasta el lunes 20
    contenido = f"{ENCABEZADO}K1,10000.00,2025-01-17\n"
    _, (fila,) = calcula(tmp_path, contenido, al=date(2025, 1, 20))
    assert (fila["meses"], fila["factor"], fila["total"]) == ("0", "1.0000", "10000.00")
    assert (fila["inpc_antiguo"], fila["inpc_reciente"], fila["causa"]) == ("", "", "")


def test_antes_de_publicarse_el_indice_el_resultado_es_provisional(tmp_path):
    # El INPC de febrero de 2026 se publicó el martes 10 de marzo
    for dia, provisional, indice in ((9, "sí", "143.588"), (10, "no", "144.307")):
        _, (fila,) = calcula(tmp_path, ENCABEZADO + CREDITO, al=date(2026, 3, dia))
        assert (fila["provisional"], fila["inpc_reciente"]) == (provisional, indice)


def test_el_resumen_cuenta_cada_renglon_una_vez(tmp_path):
    malos = "K2,mal,2024-02-17\nK3,1.00\n\nK4,1.00,2024-02-30\n"
    resumen, filas = calcula(tmp_path, ENCABEZADO + CREDITO + malos + CREDITO)
    assert (resumen.leidas, resumen.computadas, resumen.sin_calculo) == (5, 2, 3)
    assert [fila["clave"] for fila in filas] == ["K1", "K2", "K3,1.00", "K4", "K1"]
    assert [bool(fila["causa"]) for fila in filas] == [False, True, True, True, False]


def test_los_ejemplos_del_resumen_van_en_orden_y_son_pocos(tmp_path):
    cuerpo = "".join("K,mal,2024-02-17\n" if n % 2 else "K\n" for n in range(12))
    resumen, _ = calcula(tmp_path, ENCABEZADO + cuerpo)
    lineas = [ejemplo.split(",")[0].split(":")[0] for ejemplo in resumen.ejemplos]
    assert lineas == [f"Renglón {n}" for n in range(2, 7)]


def _variado():
    yield ENCABEZADO.replace("\n", ",nota\n")
    for n in range(120):
        if n % 7 == 3:
            yield f"K{n},1.00\n"
        elif n % 7 == 5:
            yield "\n"
        elif n % 11 == 2:
            yield f'"K{n}\nx",1.00,2024-02-17,"a, ""b"""\n'
        else:
            yield f"K{n},{'mal' if n % 13 == 4 else n}.00,2024-02-17,{n}\n"


@pytest.mark.parametrize("bloque", [64, 77, 100, 333])
def test_el_tamano_del_bloque_no_se_nota_en_un_csv(bloque, tmp_path, monkeypatch):
    contenido = "".join(_variado())
    entero, filas = calcula(tmp_path, contenido)
    monkeypatch.setattr(entrada_csv, "BLOQUE", bloque)
    partido, por_partes = calcula(tmp_path, contenido, salida="partes.csv")
    assert por_partes == filas
    assert partido == entero
    assert 0 < entero.sin_calculo < entero.leidas


def test_el_tamano_del_bloque_no_se_nota_en_un_parquet(tmp_path, monkeypatch):
    _, filas = calcula(tmp_path, "".join(_variado()))
    origen = tmp_path / "entrada.parquet"
    tabla = pq.ParquetFile(_parquet(tmp_path, "".join(_variado()))).read()
    pq.write_table(tabla.select(["clave", "importe", "vencimiento", "nota"]), origen)
    for bloque in (1, 7, 65_536):
        monkeypatch.setattr(entrada_parquet, "BLOQUE", bloque)
        calcular(origen, tmp_path / f"{bloque}.csv", al=AL)
    assert leer(tmp_path / "1.csv") == leer(tmp_path / "7.csv") == leer(tmp_path / "65536.csv")
    totales = [fila["total"] for fila in filas]
    assert [fila["total"] for fila in leer(tmp_path / "1.csv")] == totales


def test_csv_y_parquet_de_ida_y_vuelta_dan_las_mismas_cifras(tmp_path):
    contenido = "".join(_variado())
    _, filas = calcula(tmp_path, contenido)
    parquet = _parquet(tmp_path, contenido)
    for fila, otra in zip(filas, pq.read_table(parquet).to_pylist(), strict=True):
        otra["provisional"] = {True: "sí", False: "no", None: ""}[otra["provisional"]]
        assert {c: "" if v is None else str(v) for c, v in otra.items()} == fila


def _parquet(carpeta, contenido):
    (carpeta / "entrada.csv").write_text(contenido, encoding="utf-8")
    calcular(carpeta / "entrada.csv", carpeta / "salida.parquet", al=AL)
    return carpeta / "salida.parquet"


def test_la_salida_no_puede_ser_la_entrada(tmp_path):
    entrada = tmp_path / "entrada.csv"
    entrada.write_text(ENCABEZADO + CREDITO, encoding="utf-8")
    (tmp_path / "otro.csv").symlink_to(entrada)
    for salida in (entrada, tmp_path / "otro.csv"):
        with pytest.raises(DatoInvalido, match=r"mismo archivo.*otro nombre"):
            calcular(entrada, salida, al=AL)
    assert entrada.read_text(encoding="utf-8") == ENCABEZADO + CREDITO

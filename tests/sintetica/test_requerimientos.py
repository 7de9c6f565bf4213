"""The forms of the other areas, read as text: what the good ones keep to and what was planted."""

import csv
import zipfile
from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from listados import tabla

from cartera_lib.sintetica import generar
from cartera_lib.sintetica.libro_excel import libro

CODIGOS = {f"D{n:02d}" for n in range(1, 16)}
DE_CABEZA = (
    "folio", "area", "fecha", "cedula", "firmante", "creditos", "importe_total", "reingreso_de",
    "autorizo",
)  # fmt: skip
DEL_SISTEMA = {"ALTA_EMISION", "PAGO", "PAGO_SISTEMA", "APERTURA", "DIFERENCIA_SISTEMA"}
DE_SOLICITUD = {"F01", "F02", "F03", "F05", "F06", "F08", "F09", "F10"}


@pytest.fixture(scope="module")
def mediana(tmp_path_factory):
    return generar(
        tmp_path_factory.mktemp("cedulas") / "x", semilla=11, patrones=150, cortes=3
    ).salida


def filas(ruta):
    """Read the rows of a form, in CSV or in the cells of a workbook, as text."""
    if ruta.suffix == ".csv":
        return tabla(ruta)
    titulos, *renglones = openpyxl.load_workbook(ruta).active.iter_rows(values_only=True)
    return [dict(zip(titulos, map(_texto, r), strict=True)) for r in renglones]


def _texto(valor):
    if valor is None:
        return ""
    return valor.date().isoformat() if hasattr(valor, "date") else str(valor)


def cedulas(carpeta):
    return {
        ruta.relative_to(carpeta).as_posix(): filas(ruta)
        for ruta in sorted(carpeta.glob("requerimientos/*/*"))
    }


def verdad(carpeta):
    return {f["archivo"]: f for f in tabla(carpeta / "verdad_requerimientos.csv")}


def buenas(carpeta):
    esperado = {archivo: f["esperado"] for archivo, f in verdad(carpeta).items()}
    return {a: f for a, f in cedulas(carpeta).items() if esperado[a] == "ACEPTADO"}


def centavos(texto):
    return int(Decimal(texto or "0") * 100)


def test_cada_cedula_tiene_su_verdad_y_cada_verdad_su_cedula(mediana):
    leidas = cedulas(mediana)
    assert verdad(mediana).keys() == leidas.keys()
    for archivo, fila in verdad(mediana).items():
        una = leidas[archivo][0]
        assert (una["area"], una["folio"]) == (fila["area"], fila["folio"])
        assert (fila["codigo"] in CODIGOS) is (fila["esperado"] == "DEVUELTO")
        assert bool(fila["detalle"]) is bool(fila["codigo"])


def test_cada_causa_de_devolucion_esta_sembrada(mediana, carpeta):
    # Every credit of one listing is of its office: there is no D14 to plant.
    for mundo in (mediana, carpeta):
        assert {f["codigo"] for f in verdad(mundo).values() if f["codigo"]} == CODIGOS - {"D14"}


def test_las_devueltas_son_una_parte_menor_y_hay_libros_de_excel(mediana):
    grandes = verdad(mediana).values()
    malas = sum(f["esperado"] == "DEVUELTO" for f in grandes)
    assert 0.10 < malas / len(grandes) < 0.20
    assert 0 < sum(f["archivo"].endswith(".xlsx") for f in grandes) < len(grandes) / 5


def test_la_cuenta_y_el_total_de_las_buenas_son_los_de_sus_renglones(mediana):
    for archivo, renglones in buenas(mediana).items():
        primera = renglones[0]
        assert int(primera["creditos"]) == len(renglones) <= 20, archivo
        total = sum(centavos(r["importe"]) for r in renglones)
        assert centavos(primera["importe_total"]) == total, archivo
        assert len({tuple(r[c] for c in DE_CABEZA) for r in renglones}) == 1, archivo


def test_una_cedula_buena_no_junta_cop_y_rcv_ni_repite_un_credito(mediana):
    for archivo, renglones in buenas(mediana).items():
        assert len({r["ramo"] for r in renglones}) == 1, archivo
        assert len({(r["registro"], r["credito"]) for r in renglones}) == len(renglones), archivo


def test_los_folios_de_cada_area_son_seguidos_y_solo_se_repite_el_de_un_duplicado(mediana):
    vistos = defaultdict(list)
    for archivo, fila in verdad(mediana).items():
        vistos[fila["area"]].append(fila["folio"])
        assert archivo.endswith(("_2.csv", "_2.xlsx")) <= (fila["codigo"] == "D01")
    for area, folios in vistos.items():
        assert sorted(set(folios)) == [f"26-{n:06d}" for n in range(1, len(set(folios)) + 1)], area


def test_toda_devuelta_se_corrige_despues_menos_las_que_no_tienen_que_corregirse(mediana):
    dichas, leidas = verdad(mediana), cedulas(mediana)
    corregidas = Counter()
    for archivo, renglones in leidas.items():
        de = renglones[0]["reingreso_de"]
        if not de:
            continue
        devueltas = [
            a
            for a, f in dichas.items()
            if (f["area"], f["folio"], f["esperado"]) == (renglones[0]["area"], de, "DEVUELTO")
        ]
        assert len(devueltas) == 1
        assert leidas[devueltas[0]][0]["fecha"] <= renglones[0]["fecha"]
        assert dichas[archivo]["esperado"] == "ACEPTADO"
        corregidas[devueltas[0]] += 1
    sueltas = {f["codigo"] for a, f in dichas.items() if f["codigo"] and not corregidas[a]}
    assert max(corregidas.values()) == 1
    assert "D15" in sueltas
    assert sueltas <= {"D15", "D12"}


def test_cada_buena_es_de_un_mes_y_sus_papeles_no_son_de_despues(mediana):
    for archivo, renglones in buenas(mediana).items():
        for r in renglones:
            _, mes, nombre = archivo.split("/")
            assert r["fecha"] == f"{mes}-{nombre[:2]}"
            assert r["soporte_folio"]
            assert r["soporte_fecha"] <= r["fecha"]
            assert r["fecha_efecto"] <= r["fecha"]
            assert r["transaccion"] not in DEL_SISTEMA


def test_el_origen_y_su_multa_pasan_juntos_a_09(mediana):
    en_09 = defaultdict(set)
    for archivo, renglones in buenas(mediana).items():
        for r in renglones:
            if (r["incidencia"], r["ramo"], r["cedula"]) == ("09", "COP", "CAP-4"):
                liga = r["registro"], r["periodo"], r["credito"][:2] + r["credito"][3:]
                en_09[liga].add((archivo, r["soporte_folio"]))
    assert en_09
    assert all(len(juntos) == 1 for juntos in en_09.values())


def test_un_mismo_mes_puede_llevar_un_credito_por_varios_pasos_en_su_orden(tmp_path):
    mundo = generar(tmp_path / "x", semilla=3, patrones=400, cortes=3).salida
    pasos = defaultdict(list)
    for renglones in sorted(buenas(mundo).values(), key=lambda r: (r[0]["fecha"], r[0]["folio"])):
        for r in renglones:
            if r["cedula"] == "CAP-4":
                pasos[r["registro"], r["credito"], r["fecha"][:7]].append(r["fecha_efecto"])
    varios = [fechas for fechas in pasos.values() if len(fechas) > 1]
    assert varios
    assert all(fechas == sorted(fechas) for fechas in varios)


def test_el_libro_de_excel_es_el_mismo_siempre_y_trae_numeros_y_fechas():
    hecho = libro(("a", "b", "c"), [("1,5O", "1234.56", date(2026, 5, 4))], dinero={"a", "b"})
    assert hecho == libro(
        ("a", "b", "c"), [("1,5O", "1234.56", date(2026, 5, 4))], dinero={"a", "b"}
    )
    celdas = list(openpyxl.load_workbook(BytesIO(hecho)).active.iter_rows(values_only=True))
    assert celdas[0] == ("a", "b", "c")
    assert celdas[1][:2] == ("1,5O", 1234.56)
    assert celdas[1][2].date() == date(2026, 5, 4)
    with zipfile.ZipFile(BytesIO(hecho)) as paquete:
        assert {entrada.date_time[0] for entrada in paquete.infolist()} == {1980}


def test_las_solicitudes_traen_cada_falta_y_las_buenas_cuadran(mediana):
    dichas = {(f["archivo"], f["area"], f["folio"]): f for f in tabla(
        mediana / "verdad_solicitudes.csv"
    )}  # fmt: skip
    conceptos = defaultdict(list)
    for ruta in sorted(mediana.glob("solicitudes/*.csv")):
        for fila in tabla(ruta):
            archivo = ruta.relative_to(mediana).as_posix()
            conceptos[archivo, fila["area"], fila["folio"]].append(fila)
    assert conceptos.keys() == dichas.keys()
    assert {f["codigo"] for f in dichas.values()} == DE_SOLICITUD | {""}
    for llave, suyos in conceptos.items():
        if dichas[llave]["esperado"] == "EMITIDA":
            suma = sum(centavos(c["importe"]) for c in suyos)
            assert centavos(suyos[0]["total"]) == suma
            assert {c["rubro"] for c in suyos} == {"HISTORICO"}
            assert all(c["tipo_documento"] >= "80" for c in suyos)


def test_lo_que_pide_cada_solicitud_buena_es_lo_que_debe_la_multa_en_los_dos_cortes(
    carpeta, listados
):
    dichas = {(f["area"], f["folio"]): f for f in tabla(carpeta / "verdad_solicitudes.csv")}
    cortes = sorted({listado.corte for listado in listados.values()})
    for ruta in sorted(carpeta.glob("solicitudes/*.csv")):
        lugar = [f"{c:%Y-%m}" for c in cortes].index(ruta.stem)
        for corte in cortes[lugar - 1 : lugar + 1]:
            impreso = {
                r.clave: r for x in listados.values() if x.corte == corte for r in x.renglones
            }
            for fila in tabla(ruta):
                if dichas[fila["area"], fila["folio"]]["esperado"] == "EMITIDA":
                    renglon = impreso[f"{fila['registro'][:10]}-{fila['credito']}"]
                    assert renglon.centavos == centavos(fila["importe"])
                    assert (renglon.columnas["inc"], renglon.fecha("notif")) == ("01", None)


def test_se_lee_con_el_lector_de_csv_sin_campos_de_mas(mediana):
    for ruta in mediana.glob("requerimientos/*/*.csv"):
        with ruta.open(encoding="utf-8", newline="") as archivo:
            assert {len(fila) for fila in csv.reader(archivo)} == {25}

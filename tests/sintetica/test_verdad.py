from collections import Counter
from itertools import pairwise

import listados as propio
import pytest
from listados import condiciones, leer, pagados, tabla

from cartera_lib.sintetica import generar

ESPERADOS = {
    "rechazo": {"TIPO_DESCONOCIDO", "FECHA_IMPOSIBLE"},
    "aviso": {"PERIODO_13", "COLUMNAS_CORRIDAS", "DV_INVALIDO"},
    "inconsistencia": {
        "NOTIFICADO_SIN_FECHA", "DUPLICADO", "PAGADO_VIVO", "IMPORTE_CERO",
        "NOTIFICACION_ANTES_DE_ALTA", "NOTIFICACION_FUTURA", "PROPUESTA_VIEJA",
        "BAJA_CON_EMISION", "PERIODO_POSTERIOR_A_BAJA",
    },
    "carga_rechazada": {
        "TOTAL_IMPORTE", "TOTAL_CREDITOS", "TOTAL_PATRONES", "RENGLON_CORTADO",
        "PAGINA_FALTANTE", "COPIA_ANEXADA", "NO_ES_RALE", "CODIFICACION",
    },
}  # fmt: skip


def halladas(carpeta):
    """Find every condition in every listing, by the definitions and from the printed text."""
    pagos, todas = pagados(carpeta), set()
    rutas = [*carpeta.glob("rale/*/*.txt"), *carpeta.glob("compacto/*")]
    for ruta in rutas:
        listado = leer(ruta.read_bytes().decode("cp1252"))
        archivo = ruta.relative_to(carpeta).as_posix()
        compacto = archivo.startswith("compacto/")
        de_este = condiciones(listado, pagos, compacto=compacto)
        todas |= {(archivo, numero, clase) for numero, clase in de_este}
    return todas


def verdad(carpeta, *comienzos):
    return [f for f in tabla(carpeta / "verdad.csv") if f["archivo"].startswith(comienzos)]


@pytest.mark.parametrize(("semilla", "patrones", "cortes"), [(7, 60, 3), (3, 200, 5), (11, 60, 1)])
def test_la_verdad_dice_cada_condicion_de_cada_listado_y_ninguna_otra(
    tmp_path, semilla, patrones, cortes
):
    generar(tmp_path / "x", semilla=semilla, patrones=patrones, cortes=cortes)
    filas = verdad(tmp_path / "x", "rale/", "compacto/")
    dichas = {(f["archivo"], int(f["renglon"]), f["clase"]) for f in filas}
    assert len(dichas) == len(filas)
    assert dichas == halladas(tmp_path / "x")


def test_toda_clase_de_defecto_esta_sembrada_con_lo_que_se_espera_de_ella(carpeta):
    dichas = {}
    for fila in tabla(carpeta / "verdad.csv"):
        dichas.setdefault(fila["esperado"], set()).add(fila["clase"])
    assert dichas == ESPERADOS


def test_la_clave_de_la_verdad_es_la_del_renglon_que_nombra(carpeta, listados):
    for fila in verdad(carpeta, "rale/"):
        renglones = {r.numero: r for r in listados[fila["archivo"]].renglones}
        assert renglones[int(fila["renglon"])].clave == fila["clave"], fila


def test_el_zip_dice_lo_mismo_que_el_listado_que_guarda(carpeta):
    del_zip = [(f["renglon"], f["clase"]) for f in verdad(carpeta, "zip/")]
    del_listado = verdad(carpeta, "rale/2026-06/1601APCOP300626.txt")
    assert del_zip == [(f["renglon"], f["clase"]) for f in del_listado]
    assert del_zip


def test_lo_sembrado_es_poco_y_lo_demas_esta_limpio(tmp_path):
    resumen = generar(tmp_path / "x", patrones=1000, cortes=3)
    filas = verdad(tmp_path / "x", "rale/")
    malos = {(f["archivo"], f["renglon"]) for f in filas}
    assert 0.001 < len(malos) / resumen.renglones < 0.03


def test_cada_roto_difiere_del_bueno_solo_en_lo_que_dice(carpeta, listados):
    bueno = listados["rale/2026-06/1601APCOP300626.txt"]
    rotos = {r.stem: r.read_bytes() for r in carpeta.glob("rotos/*.txt")}
    texto = {clase: r.decode("cp1252") for clase, r in rotos.items() if clase != "CODIFICACION"}
    lineas = {clase: t.split("\r\n")[:-1] for clase, t in texto.items()}
    donde = {f["clase"]: int(f["renglon"]) for f in verdad(carpeta, "rotos/")}
    assert donde.keys() == rotos.keys() == ESPERADOS["carga_rechazada"]
    for clase in ("TOTAL_IMPORTE", "TOTAL_CREDITOS", "TOTAL_PATRONES", "RENGLON_CORTADO"):
        distintas = [
            n for n, (a, b) in enumerate(zip(lineas[clase], bueno.texto, strict=True), 1) if a != b
        ]
        assert distintas == [donde[clase]]
    assert lineas["COPIA_ANEXADA"] == bueno.texto * 2
    assert rotos["CODIFICACION"].decode("utf-16").split("\r\n")[:-1] == bueno.texto
    assert "R.A.L.E." not in texto["NO_ES_RALE"]
    assert len(leer(texto["PAGINA_FALTANTE"]).renglones) in range(len(bueno.renglones) - 55, 200)


def test_cada_total_roto_difiere_en_una_sola_cifra(carpeta, listados):
    bueno = listados["rale/2026-06/1601APCOP300626.txt"].totales
    for lugar, clase in enumerate(("TOTAL_PATRONES", "TOTAL_CREDITOS", "TOTAL_IMPORTE")):
        roto = leer((carpeta / f"rotos/{clase}.txt").read_bytes().decode("cp1252")).totales
        assert [n for n in range(3) if roto[n] != bueno[n]] == [lugar]
        assert sum(a != b for a, b in zip(str(roto[lugar]), str(bueno[lugar]), strict=True)) == 1


def test_a_la_pagina_faltante_le_falta_la_hoja_2(carpeta):
    texto = (carpeta / "rotos/PAGINA_FALTANTE.txt").read_bytes().decode("cp1252")
    hojas = [int(t.rsplit("HOJA", 1)[1]) for t in texto.split("\r\n") if "HOJA" in t]
    assert 2 not in hojas
    assert hojas[0] == 1


def test_los_movimientos_explican_todo_el_cambio_entre_dos_cortes(carpeta, listados):
    cortes = sorted({listado.corte for listado in listados.values()})
    filas = tabla(carpeta / "movimientos.csv")
    for antes, despues in pairwise(cortes):
        for ramo in ("COP", "RCV"):
            for propios, clase in (("P", "AP"), ("NP", "ANP")):
                uno, otro = (
                    _importes(listados[f"rale/{c:%Y-%m}/1601{clase}{ramo}{c:%d%m%y}.txt"])
                    for c in (antes, despues)
                )
                suyas = [
                    f
                    for f in filas
                    if (f["desde"], f["ramo"], f["propios"]) == (str(antes), ramo, propios)
                ]
                assert _aplicar(uno, suyas) == otro


def _importes(listado):
    return Counter({r.clave: (r.columnas["inc"], r.centavos) for r in listado.renglones})


def _aplicar(importes, movimientos):
    """Apply what moved: a credit's state before must be the one of the earlier listing."""
    nuevos = dict(importes)
    for fila in movimientos:
        clave = fila["clave"]
        if fila["importe_antes"]:
            esperado = fila["incidencia_antes"], _centavos(fila["importe_antes"])
            assert nuevos.pop(clave) == esperado
        if fila["importe_despues"]:
            nuevos[clave] = fila["incidencia_despues"], _centavos(fila["importe_despues"])
    return Counter(nuevos)


def _centavos(texto):
    return int(propio.Decimal(texto) * 100)


def test_lo_depositado_en_tesoreria_corresponde_a_su_ficha(carpeta):
    fichas = {f["folio"]: f for f in tabla(carpeta / "fichas.csv")}
    resultados = {f["referencia"]: f["resultado"] for f in tabla(carpeta / "verdad_fichas.csv")}
    depositos = [f for r in sorted(carpeta.glob("tesoreria/*.csv")) for f in tabla(r)]
    veces = Counter(f["referencia"] for f in depositos)
    assert len(fichas) == len({f["referencia"] for f in fichas.values()})
    for deposito in depositos:
        resultado = resultados[deposito["referencia"]]
        if resultado == "SIN_FICHA":
            assert deposito["folio"] == ""
            continue
        ficha = fichas[deposito["folio"]]
        igual = deposito["importe"] == ficha["importe"]
        assert ficha["fecha"] <= deposito["fecha"]
        assert igual is (resultado != "PAGADA_CON_DIFERENCIA")
        assert veces[deposito["referencia"]] == (2 if resultado == "DUPLICADA" else 1)
    for ficha in fichas.values():
        impaga = resultados[ficha["referencia"]] in ("NO_REALIZADA", "PENDIENTE")
        assert (veces[ficha["referencia"]] == 0) is impaga

import re

import pytest
from faker.providers.company.es_MX import Provider as Empresas
from faker.providers.person.es_MX import Provider as Personas
from listados import tabla
from stdnum.mx import rfc as sat

from cartera_lib.sintetica.azar import Azar
from cartera_lib.sintetica.sipare import linea_de_captura

LETRAS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def digito(registro):
    """Luhn by hand: the letter is two figures (A is 10), the last figure counts double."""
    cifras = [int(c) for c in f"{LETRAS.index(registro[0]) + 10}{registro[1:]}"]
    suma = 0
    for lugar, cifra in enumerate(reversed(cifras)):
        doble = cifra * 2 if lugar % 2 == 0 else cifra
        suma += doble // 10 + doble % 10
    return str((10 - suma % 10) % 10)


@pytest.fixture(scope="module")
def padron(carpeta):
    return tabla(carpeta / "patrones.csv")


@pytest.mark.parametrize("registro", ["A1234567101", "R1234567102"])
def test_el_digito_de_la_prueba_cumple_los_vectores_publicados(registro):
    assert digito(registro[:10]) == registro[10]


def test_el_digito_verificador_es_valido_salvo_donde_la_verdad_dice_que_no(carpeta, padron):
    malos = {
        (n, p["registro"])
        for n, p in enumerate(padron, start=2)
        if digito(p["registro"][:10]) != p["registro"][10]
    }
    dichos = [f for f in tabla(carpeta / "verdad.csv") if f["clase"] == "DV_INVALIDO"]
    assert {(int(f["renglon"]), f["clave"]) for f in dichos} == malos
    assert malos
    assert {f["archivo"] for f in dichos} == {"patrones.csv"}


def test_los_pagos_y_las_fichas_llevan_el_digito_correcto(carpeta):
    registros = {f["registro"] for f in tabla(carpeta / "fichas.csv")}
    for ruta in carpeta.glob("sipare/*.csv"):
        registros |= {f["Registro Patronal"] for f in tabla(ruta)}
    assert {r for r in registros if digito(r[:10]) != r[10]} == set()


def test_ningun_registro_usa_un_prefijo_de_municipio_real(padron):
    """The published samples number each letter's municipalities from 01."""
    registros = [p["registro"] for p in padron]
    assert all(re.fullmatch(r"[WXYZ]00\d{5}(10|13|17)\d", r) for r in registros)
    assert len({r[:10] for r in registros}) == len(registros) == 60


def test_ningun_rfc_puede_ser_de_alguien_y_todos_cumplen_su_digito(padron):
    for patron in padron:
        clave = patron["rfc"]
        assert clave.startswith("XX")
        assert sat.calc_check_digit(clave[:-1]) == clave[-1]
        assert len(clave) in (12, 13)


def test_los_nombres_son_solo_los_que_inventa_faker(padron):
    conocidos = set()
    for lista in (Personas.first_names, Personas.last_names):
        conocidos |= {palabra for nombre in lista for palabra in nombre.split()}
    for lista in (Empresas.company_suffixes, Empresas.company_preffixes):
        conocidos |= {palabra for nombre in lista for palabra in nombre.split()}
    for patron in padron:
        for nombre in (patron["nombre"], patron["representante"]):
            palabras = set(re.split(r"[\s,-]+", nombre)) - {"y"}
            assert palabras <= conocidos, nombre


def test_los_patrones_de_los_listados_estan_en_el_padron(padron, listados):
    del_padron = {p["registro"][:10] for p in padron}
    impresos = {r.columnas["rp"] for listado in listados.values() for r in listado.renglones}
    assert impresos <= del_padron


def test_la_situacion_del_padron_es_la_del_ultimo_listado(padron, listados):
    movimientos = {
        r.columnas["rp"]: r.columnas["mov"]
        for archivo, listado in listados.items()
        if "2026-06" in archivo
        for r in listado.renglones
    }
    situaciones = {p["registro"][:10]: p["situacion"] for p in padron}
    assert {"baja", "huelga", "vigente"} == set(situaciones.values())
    for registro, movimiento in movimientos.items():
        assert (situaciones[registro] == "baja") is (movimiento == "2")
    for patron in padron:
        assert bool(patron["fecha_baja"]) is (patron["situacion"] == "baja")


def test_la_linea_de_captura_tiene_53_signos_y_empieza_con_la_letra_del_patron():
    linea = linea_de_captura(Azar(1, "prueba"), "X001234510")
    assert re.fullmatch(r"X[A-Z0-9]{7}\d[A-Z][A-Z0-9]{43}", linea)

"""A paper proves itself: nothing that it says can be changed without being told."""

import copy
import hashlib
import random

import pytest

from cartera_lib.cartera.borrador import huella_de_datos, sellados
from cartera_lib.documents import comprobar as modulo
from cartera_lib.documents.comprobar import comprobar, datos_de
from cartera_lib.documents.render import render
from tests.documents import papeles

CLASES = ["MANDAMIENTO", "CEDULA", "ESTADO_DE_ADEUDO"]
ATAQUES = 25


@pytest.mark.parametrize("clase", CLASES)
def test_lo_que_no_se_toca_se_comprueba(clase):
    hecha = comprobar(papeles.pdf(clase))
    assert hecha.fallas == ()
    assert hecha.sin_probar == ()
    assert hecha.cifras > 10
    assert hecha.sha256 == hashlib.sha256(papeles.pdf(clase)).hexdigest()


def test_todas_las_cifras_de_los_mandamientos_del_ejemplo_se_recalculan():
    for numero, borrador in enumerate(papeles.mandamientos(), start=1):
        assert comprobar(render(papeles.sellado(borrador, numero))).fallas == ()


@pytest.mark.parametrize("basura", [b"", b"hola", b"%PDF-1.7\n%%EOF", b"\x00" * 1000])
def test_lo_que_no_es_un_documento_se_dice(basura):
    (falla,) = comprobar(basura).fallas
    assert "No es un documento de esta oficina" in falla


def hojas(datos):
    """Yield the place of every value of some data that is not a dictionary or a list."""
    pendientes = [((), datos)]
    while pendientes:
        lugar, valor = pendientes.pop()
        if isinstance(valor, dict):
            pendientes += [((*lugar, clave), v) for clave, v in valor.items()]
        elif isinstance(valor, list):
            pendientes += [((*lugar, n), v) for n, v in enumerate(valor)]
        else:
            yield lugar


def alterado(azar, datos):
    """Change one value at random: an amount, a day, a rule, a row of a table, a name."""
    cambiado = copy.deepcopy(datos)
    *camino, ultimo = azar.choice([lugar for lugar in hojas(datos) if lugar[0] != "huella"])
    sitio = cambiado
    for paso in camino:
        sitio = sitio[paso]
    antes = sitio[ultimo]
    sitio[ultimo] = antes + azar.choice([-1, 1, 100]) if isinstance(antes, int) else f"{antes}x"
    return cambiado


def test_cambiar_un_dato_adentro_se_detecta():
    azar, contenido = random.Random(1), papeles.pdf("MANDAMIENTO")
    datos = datos_de(contenido)
    for _ in range(ATAQUES):
        otro = papeles.con_datos(contenido, alterado(azar, datos))
        assert any("huella" in falla for falla in comprobar(otro).fallas)


def test_cambiar_un_dato_y_su_huella_se_detecta_por_lo_que_se_ve():
    azar, contenido = random.Random(2), papeles.pdf("MANDAMIENTO")
    datos = datos_de(contenido)
    for _ in range(ATAQUES):
        otros = alterado(azar, datos)
        otros["huella"] = huella_de_datos(otros)
        hecha = comprobar(papeles.con_datos(contenido, otros))
        assert hecha.fallas or (otros["plantilla"] != datos["plantilla"] and hecha.sin_probar)


def test_volver_a_componer_con_una_cifra_falsa_se_detecta_por_la_ley():
    azar, datos = random.Random(3), papeles.sellado(papeles.de_cada_clase()["MANDAMIENTO"])
    cifras = [
        lugar
        for lugar in hojas(datos)
        if lugar[0] in {"memoria", "importe", "cuadros"} and "origen" not in lugar
    ]
    probadas = 0
    for lugar in azar.sample(cifras, 40):
        otros = copy.deepcopy(datos)
        sitio = otros
        for paso in lugar[:-1]:
            sitio = sitio[paso]
        if not isinstance(sitio[lugar[-1]], int) or "movimientos" in lugar[:-1]:
            continue
        sitio[lugar[-1]] += 100
        falso = render(sellados(otros, folio=otros["folio"], plantilla=otros["plantilla"]))
        assert comprobar(falso).fallas != (), lugar
        probadas += 1
    assert probadas >= 8


def test_cambiar_un_byte_se_detecta():
    azar, contenido = random.Random(4), papeles.pdf("MANDAMIENTO")
    for _ in range(ATAQUES):
        otro = bytearray(contenido)
        otro[azar.randrange(len(otro))] ^= 1 << azar.randrange(8)
        assert comprobar(bytes(otro)).fallas != ()


def test_con_otra_edicion_se_dice_lo_que_no_se_probo(monkeypatch):
    contenido = papeles.pdf("MANDAMIENTO")
    monkeypatch.setattr(modulo, "edicion", lambda: "0" * 16)
    hecha = comprobar(contenido)
    assert hecha.fallas == ()
    assert "otra edición de las plantillas" in hecha.sin_probar[0]


def test_quitar_datos_se_dice_sin_romperse():
    contenido = papeles.pdf("MANDAMIENTO")
    datos = datos_de(contenido)
    for campo in datos:
        otros = {c: v for c, v in datos.items() if c != campo}
        assert comprobar(papeles.con_datos(contenido, otros)).fallas != (), campo

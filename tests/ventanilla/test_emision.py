"""Issuing at the counter: a frozen list, a series without gaps, and nothing twice."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from cartera_lib import store
from cartera_lib.cartera.emision import Orden
from cartera_lib.cartera.hecho import Hecho, clases_de_hecho
from cartera_lib.cartera.movimiento import Llave, Soporte
from cartera_lib.errors import DatoInvalido
from cartera_lib.mesa import Mesa
from cartera_lib.oficina.emision import mandamiento
from cartera_lib.oficina.seleccion import Filtro
from cartera_lib.store.errores import Conflicto
from cartera_lib.ventanilla import Ventanilla, emision
from tests.conftest import copia_del_ejemplo
from tests.ventanilla.conftest import JUNIO

TODOS = Filtro()


def emitidos(quien):
    return quien.libro.emitidos().to_pylist()


def creditos(quien, **busca):
    return [Llave.de(f) for f in quien.libro.creditos_emitidos(**busca).to_pylist()]


def suspender(quien, llave):
    """Capture that a court suspended the collection of a credit."""
    soporte = Soporte(clases_de_hecho()["SUSPENSION"].soportes[0], "TFJA-1", JUNIO)
    hecho = Hecho("", "SUSPENSION", llave.registro, llave, JUNIO, soporte)
    quien.capturar_hechos([hecho], al=JUNIO)


@pytest.fixture
def orden(ana):
    """A list of all that the example admits, frozen by Ana."""
    return ana.ordenar(ana.preparar("MANDAMIENTO", TODOS, al=JUNIO), al=JUNIO)[1]


def test_cada_credito_de_la_cartera_sale_o_tiene_sus_causas(ana):
    hecha = ana.preparar("MANDAMIENTO", TODOS, al=JUNIO)
    salen = [c.llave for b in hecha.borradores for c in b.creditos]
    negados = [llave for n in hecha.negativas for llave in n.creditos]
    assert len(salen) + len(negados) == len(ana.mesa.cartera())
    assert len({*salen, *negados}) == len(salen) + len(negados)
    assert all(n.causas for n in hecha.negativas)
    assert emitidos(ana) == []


def test_lo_que_sale_es_lo_que_la_compuerta_permite(ana):
    visto = ana.semaforo(JUNIO)
    rojos = visto.tabla[visto.tabla["mandamiento"].isin(["Rojo", "Gris"])]
    hecha = ana.preparar("MANDAMIENTO", TODOS, al=JUNIO)
    salen = {c.llave for b in hecha.borradores for c in b.creditos}
    assert not salen & {Llave.de(fila) for fila in rojos.to_dict("records")}


def test_la_lista_queda_congelada_con_su_corte_y_sus_negativas(ana, orden):
    guardada = ana.libro.orden(orden.folio)
    assert guardada == orden
    assert isinstance(guardada, Orden)
    dicha = json.loads(guardada.lista)
    assert len(dicha["grupos"]) == orden.documentos
    assert sum(map(len, dicha["grupos"])) == orden.creditos
    assert all(negado["causas"] for negado in dicha["negados"])
    assert guardada.corte == JUNIO


def test_los_documentos_suman_la_lista_y_su_serie_no_tiene_huecos(ana, orden):
    avances = []
    folios, negadas = ana.emitir_orden(
        orden.folio, al=JUNIO, avance=lambda van, de: avances.append((van, de))
    )
    assert negadas == ()
    assert folios == [f"ME26-{n:06d}" for n in range(1, orden.documentos + 1)]
    assert sum(fila["importe"] for fila in emitidos(ana)) == orden.importe
    assert avances[-1] == (orden.documentos, orden.documentos)
    for folio in folios[:3]:
        assert ana.comprobar_documento(ana.libro.papel_de(folio)).fallas == ()


def test_emitir_otra_vez_no_repite_nada(ana, orden):
    ana.emitir_orden(orden.folio, al=JUNIO)
    antes = emitidos(ana)
    assert ana.emitir_orden(orden.folio, al=JUNIO) == ([], ())
    assert emitidos(ana) == antes
    with pytest.raises(DatoInvalido, match="no hay lista que congelar"):
        ana.ordenar(ana.preparar("MANDAMIENTO", TODOS, al=JUNIO), al=JUNIO)


def test_lo_que_se_interrumpe_sigue_donde_quedo(ana, orden, monkeypatch):
    monkeypatch.setattr(emision, "TANDA", 4)

    def basta(van, _):
        if van == 8:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ana.emitir_orden(orden.folio, al=JUNIO, avance=basta)
    assert len(emitidos(ana)) == 8
    ana.emitir_orden(orden.folio, al=JUNIO)
    llaves = creditos(ana)
    assert len(llaves) == len(set(llaves)) == orden.creditos
    assert [f["folio"] for f in emitidos(ana)] == [
        f"ME26-{n:06d}" for n in range(1, orden.documentos + 1)
    ]


def test_si_la_ley_deja_de_permitirlo_el_documento_no_sale(ana, orden):
    llave = Llave(*json.loads(orden.lista)["grupos"][0][0])
    suspender(ana, llave)
    folios, negadas = ana.emitir_orden(orden.folio, al=JUNIO)
    assert llave in negadas[0].creditos
    assert len(folios) == orden.documentos - len(negadas)
    assert llave not in creditos(ana)


def test_dos_personas_no_emiten_el_mismo_credito(ana, luis, orden, monkeypatch):
    otra = luis.ordenar(luis.preparar("MANDAMIENTO", TODOS, al=JUNIO), al=JUNIO)[1]
    ana.emitir_orden(orden.folio, al=JUNIO)
    folios, negadas = luis.emitir_orden(otra.folio, al=JUNIO)
    assert folios == []
    assert {causa.codigo for n in negadas for causa in n.causas} == {"E05"}


def test_la_base_misma_impide_el_segundo_documento_vivo(ana, orden):
    ana.emitir_orden(orden.folio, al=JUNIO)
    llave = creditos(ana)[0]
    corte = ana._corte("MANDAMIENTO", JUNIO, None)
    dado = ana._asunto(corte, [llave])
    forzado = mandamiento(
        type(dado)(dado.creditos, dado.patron, movimientos=dado.movimientos),
        ana.sede(JUNIO),
        al=JUNIO,
    )
    with pytest.raises(Conflicto, match="documento vivo"):
        ana.emitir_documento(forzado)


def test_un_documento_pedido_solo_se_rechaza_con_todas_sus_causas(ana):
    fila = ana.semaforo(JUNIO).tabla.query("mandamiento == 'Rojo'").iloc[0]
    dado = ana.asunto("MANDAMIENTO", [Llave.de(fila)], al=JUNIO)
    with pytest.raises(DatoInvalido, match="Atienda el impedimento"):
        ana.emitir_documento(mandamiento(dado, ana.sede(JUNIO), al=JUNIO))


@pytest.mark.parametrize(
    ("llaves", "dice"),
    [([], "No se eligió ningún crédito"), ([Llave("COP", "A", "9", "2026-01", "02")], "no está")],
)
def test_lo_que_no_esta_en_el_corte_se_dice(ana, llaves, dice):
    with pytest.raises(DatoInvalido, match=dice):
        ana.asunto("MANDAMIENTO", llaves, al=JUNIO)


@pytest.mark.parametrize("clase", ["CEDULA", "OFICIO", "NADA"])
def test_lo_que_no_se_emite_por_lista_se_dice(ana, clase):
    with pytest.raises(DatoInvalido, match="uno por uno"):
        ana.preparar(clase, TODOS, al=JUNIO)


GUION = """
import sys
from cartera_lib.puertas import atender
from cartera_lib.ventanilla import emision
from datetime import date
emision.TANDA = 4
ana = atender(sys.argv[1], "Ana")
ana.emitir_orden(sys.argv[2], al=date(2026, 6, 30), avance=lambda a, b: print(a, flush=True))
"""


def test_una_muerte_a_media_emision_no_deja_huecos_ni_repetidos(tmp_path):
    libro = copia_del_ejemplo(tmp_path)
    with store.open(libro) as almacen:
        ana = Ventanilla(Mesa(almacen), "Ana")
        orden = ana.ordenar(ana.preparar("MANDAMIENTO", TODOS, al=JUNIO), al=JUNIO)[1]
        muertes = 0
        while len(emitidos(ana)) < orden.documentos:
            hechos = len(emitidos(ana))
            proceso = subprocess.Popen(
                [sys.executable, "-c", GUION, str(libro), orden.folio], stdout=subprocess.PIPE
            )
            for _ in range(1 + muertes % 2):
                proceso.stdout.readline()
            time.sleep(0.01 * (muertes % 7))
            os.kill(proceso.pid, signal.SIGKILL)
            proceso.wait()
            proceso.stdout.close()
            muertes += 1
            assert len(emitidos(ana)) > hechos
        assert muertes >= 3
        folios = [fila["folio"] for fila in emitidos(ana)]
        assert folios == [f"ME26-{n:06d}" for n in range(1, orden.documentos + 1)]
        llaves = creditos(ana)
        assert len(llaves) == len(set(llaves)) == orden.creditos
        assert almacen.verificar() == ()

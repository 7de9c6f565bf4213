"""A ledger that starts at the first cut and goes on by itself: the forms, and then each new cut.

What the areas asked and what the system does alone must explain the next cut. What is left is
counted against the truth: payments by ficha, planted defects, and the few changes without form.
"""

import csv
from itertools import pairwise

import pyarrow as pa
import pytest

from cartera_lib.cartera.cartera import ESQUEMA, LLAVE, Cartera
from cartera_lib.cartera.movimiento import CuentaNueva
from cartera_lib.importers import leer
from cartera_lib.oficina.corte import Posicion, seguir
from cartera_lib.sintetica import generar
from tests.recorrido.oficina import (
    OFICINA,
    Movido,
    Oficina,
    _tras,
    _vacia,
    cortes,
    cuentas_de,
    verdad,
)

POR_FICHA = ("PAGO", "PAGO_PARCIAL")
SIN_FORMA = 0.05  # of what the areas may ask for, what has no form
SALDOS = [*LLAVE, "numero", "saldo", "incidencia", "fecha_notificacion"]


@pytest.fixture(scope="module", params=[(7, 60, 3), (23, 300, 4)], ids=str)
def carpeta(request, tmp_path_factory):
    semilla, patrones, cuantos = request.param
    salida = tmp_path_factory.mktemp("cortes") / "x"
    return generar(salida, semilla=semilla, patrones=patrones, cortes=cuantos).salida


@pytest.fixture(scope="module")
def seguido(carpeta):
    """Work every month on the same ledger; return what was found and what each cut left."""
    primero, *siguientes = cortes(carpeta)
    oficina, halladas, cierres = Oficina(carpeta, al_cierre=True), {}, {}
    oficina.seguir(primero)
    pagos = pa.concat_tables([leer(r).tabla for r in sorted(carpeta.glob("sipare/*.csv"))])
    for desde, hasta in pairwise([primero, *siguientes]):
        antes = len(oficina.movidos)
        for archivo, revision in oficina.trabajar(hasta):
            halladas[archivo] = {causa.codigo for causa in revision.causas}
        pedidos = {movido.llave for movido in oficina.movidos[antes:]}
        hecho = seguir(Posicion(_saldos(oficina), desde), _cartera(carpeta, hasta), pagos=pagos)
        _asentar(oficina, hecho.partes, hasta)
        cierres[hasta] = hecho, pedidos, dict(oficina.cuentas)
    return halladas, cierres


def test_en_un_libro_que_sigue_a_los_cortes_se_hallan_las_mismas_faltas(carpeta, seguido):
    assert seguido[0] == {a: {f["codigo"]} - {""} for a, f in verdad(carpeta).items()}


def test_tras_cada_corte_el_libro_es_el_corte(carpeta, seguido):
    for hasta, (_, _, cuentas) in seguido[1].items():
        vivas = {k: _situacion(c) for k, c in cuentas.items() if c.viva}
        assert vivas == {c.llave: _situacion(c) for c in cuentas_de(carpeta, hasta)}


def test_lo_que_pidieron_las_areas_no_deja_diferencias_salvo_lo_pagado_por_ficha(carpeta, seguido):
    por_ficha = {_lugar(f) for f in _movimientos(carpeta) if f["causa"] in POR_FICHA}
    for hasta, (hecho, pedidos, _) in seguido[1].items():
        pedidas = {_clave(str(hasta), llave) for llave in pedidos}
        assert (_con_diferencia(hecho, hasta) & pedidas) - por_ficha == set()


def test_cada_diferencia_es_de_un_cambio_que_el_sistema_no_hace_solo(carpeta, seguido):
    """No account differs that the truth says did not move, but for what is printed wrong."""
    movidos = {_lugar(f) for f in _movimientos(carpeta)}
    sembrados = {f["clave"] for f in _filas(carpeta / "verdad.csv")}
    for hasta, (hecho, _, _) in seguido[1].items():
        de_mas = _con_diferencia(hecho, hasta) - movidos
        assert {clave for _, _, clave in de_mas} <= sembrados


def test_sin_lo_pagado_por_ficha_ni_lo_sembrado_queda_menos_de_un_cinco_por_ciento(
    carpeta, seguido
):
    sembrados = {f["clave"] for f in _filas(carpeta / "verdad.csv")}
    pedibles = {_lugar(f) for f in _movimientos(carpeta) if _pedible(f)}
    por_ficha = {_lugar(f) for f in _movimientos(carpeta) if f["causa"] in POR_FICHA}
    quedan = set()
    for hasta, (hecho, _, _) in seguido[1].items():
        quedan |= _con_diferencia(hecho, hasta) - por_ficha
    quedan = {lugar for lugar in quedan if lugar[2] not in sembrados}
    assert len(quedan) < SIN_FORMA * len(pedibles)


def test_el_sistema_hace_solo_las_emisiones_los_pasos_a_01_y_los_pagos_de_sipare(carpeta, seguido):
    sembrados = {f["clave"] for f in _filas(carpeta / "verdad.csv")}
    filas = [f for f in _movimientos(carpeta) if f["clave"] not in sembrados]
    pagos = {_lugar(f) for f in filas if f["causa"] == "PAGO_SIPARE"}
    altas = {_lugar(f) for f in filas if f["causa"] == "ALTA"}
    hechos = {"PAGO_SISTEMA": set(), "ALTA_EMISION": set(), "CAMBIO_INCIDENCIA": set()}
    for hasta, (hecho, _, _) in seguido[1].items():
        for codigo, suyos in hechos.items():
            suyos |= _hechos(hecho, hasta, codigo)
    assert pagos
    assert altas
    assert pagos <= hechos["PAGO_SISTEMA"]
    assert altas <= hechos["ALTA_EMISION"]
    assert hechos["CAMBIO_INCIDENCIA"] <= {
        _lugar(f) for f in _movimientos(carpeta) if _pasa_a_01(f)
    }


def _saldos(oficina):
    filas = [
        cuenta.llave._asdict() | {campo: getattr(cuenta, campo) for campo in SALDOS[len(LLAVE) :]}
        for cuenta in oficina.cuentas.values()
    ]
    tipos = {"numero": pa.int64(), "saldo": pa.int64(), "fecha_notificacion": pa.date32()}
    esquema = pa.schema([(campo, tipos.get(campo, pa.string())) for campo in SALDOS])
    return pa.Table.from_pylist(filas, schema=esquema)


def _cartera(carpeta, corte):
    filas = []
    for ruta in sorted((carpeta / "rale" / f"{corte:%Y-%m}").iterdir()):
        lectura = leer(ruta)
        de_todas = {"ramo": lectura.corte.ramo, "propios": lectura.corte.propios}
        filas += [fila | de_todas for fila in lectura.tabla.to_pylist()]
    return Cartera(corte, *OFICINA, pa.Table.from_pylist(filas, schema=ESQUEMA))


def _asentar(oficina, partes, al):
    """Post what a cut brings, as the office posts what it accepts."""
    for parte in partes:
        if isinstance(parte, CuentaNueva):
            oficina.cuentas[parte.llave] = _vacia(parte)
            continue
        cuenta = oficina.cuentas[parte.llave]
        assert parte.numero == cuenta.numero + 1
        oficina.cuentas[parte.llave] = despues = _tras(cuenta, parte)
        oficina.movidos.append(Movido(al, parte.llave, parte.transaccion, despues.incidencia))


def _con_diferencia(hecho, hasta):
    return _hechos(hecho, hasta, "DIFERENCIA_SISTEMA")


def _hechos(hecho, hasta, codigo):
    movimientos = [p for p in hecho.partes if not isinstance(p, CuentaNueva)]
    return {_clave(str(hasta), m.llave) for m in movimientos if m.transaccion == codigo}


def _situacion(cuenta):
    return cuenta.saldo, cuenta.incidencia


def _clave(hasta, llave):
    return hasta, llave.ramo, f"{llave.registro}-{llave.credito}"


def _lugar(fila):
    return fila["hasta"], fila["ramo"], fila["clave"]


def _filas(ruta):
    with ruta.open(encoding="utf-8", newline="") as archivo:
        return list(csv.DictReader(archivo))


def _movimientos(carpeta):
    return _filas(carpeta / "movimientos.csv")


def _pasa_a_01(fila):
    return (fila["incidencia_antes"], fila["incidencia_despues"]) == ("00", "01")


def _pedible(fila):
    return fila["causa"] not in (*POR_FICHA, "PAGO_SIPARE", "ALTA") and not _pasa_a_01(fila)

"""Every form of an invented subdelegation, answered in its turn: nothing missed, nothing invented.

The office starts each month from the cut, posts what it accepts and must find the next cut.
"""

import csv
from itertools import count, pairwise

import pytest

from cartera_lib.cartera.examen_ficha import Contexto
from cartera_lib.cartera.ficha import SolicitudDevuelta
from cartera_lib.importers import leer
from cartera_lib.importers.solicitudes import solicitudes
from cartera_lib.oficina.fichas import Serie, revisar
from cartera_lib.sintetica import generar
from tests.recorrido.oficina import Oficina, cortes, cuentas_de, verdad

CORRIDAS = "COLUMNAS_CORRIDAS"  # of the print: the credit is as any other
PAGOS = ("PAGO", "PAGO_PARCIAL", "PAGO_SIPARE")


@pytest.fixture(scope="module", params=[(36, 200, 4), (7, 60, 3)], ids=str)
def carpeta(request, tmp_path_factory):
    semilla, patrones, cuantos = request.param
    salida = tmp_path_factory.mktemp("areas") / "x"
    return generar(salida, semilla=semilla, patrones=patrones, cortes=cuantos).salida


@pytest.fixture(scope="module", params=[False, True], ids=["cada día", "al cierre"])
def trabajada(request, carpeta):
    """Work every month; return what was found in each form and how each month ended."""
    oficina, halladas, finales = Oficina(carpeta, al_cierre=request.param), {}, []
    for desde, hasta in pairwise(cortes(carpeta)):
        oficina.seguir(desde)
        antes = len(oficina.movidos)
        for archivo, revision in oficina.trabajar(hasta):
            halladas[archivo] = {causa.codigo for causa in revision.causas}
        tocadas = {m.llave for m in oficina.movidos[antes:]}
        finales.append((desde, hasta, {llave: oficina.cuentas[llave] for llave in tocadas}))
    return halladas, finales


def test_cada_falta_plantada_se_halla_y_ninguna_mas(carpeta, trabajada):
    plantadas = {a: {f["codigo"]} - {""} for a, f in verdad(carpeta).items()}
    assert trabajada[0] == plantadas


def test_lo_afectado_en_cada_mes_lleva_al_corte_siguiente(carpeta, trabajada):
    """But for what was paid in the month, which the forms do not tell."""
    pagados = _pagados(carpeta)
    comparadas = 0
    for desde, hasta, cuentas in trabajada[1]:
        vistas = {c.llave: c for c in cuentas_de(carpeta, hasta)}
        for llave, cuenta in cuentas.items():
            if (str(desde), llave.ramo, f"{llave.registro}-{llave.credito}") in pagados:
                continue
            comparadas += 1
            if not cuenta.viva:
                assert llave not in vistas
                continue
            vista = vistas[llave]
            assert (cuenta.saldo, cuenta.incidencia) == (vista.saldo, vista.incidencia)
            assert cuenta.fecha_notificacion == vista.fecha_notificacion
    assert comparadas > 50


def test_las_areas_piden_casi_todo_lo_que_el_sistema_no_hace_solo(carpeta, trabajada):
    """But for credits with a planted defect and the few steps that could not be posted."""
    tocadas = {
        (str(desde), llave.ramo, f"{llave.registro}-{llave.credito}")
        for desde, _, cuentas in trabajada[1]
        for llave in cuentas
    }
    sembrados = {f["clave"] for f in _filas(carpeta / "verdad.csv") if f["clase"] != CORRIDAS}
    cambios = [_lugar(f) for f in _movimientos(carpeta) if _pedible(f)]
    limpios = [lugar for lugar in cambios if lugar[2] not in sembrados]
    assert sum(lugar in tocadas for lugar in limpios) > 0.95 * len(limpios)


@pytest.mark.parametrize("al_cierre", [False, True], ids=["cada día", "al cierre"])
def test_cada_falta_de_las_solicitudes_de_ficha_se_halla_y_ninguna_mas(carpeta, al_cierre):
    oficina, halladas, numero = Oficina(carpeta, al_cierre=al_cierre), {}, count(1)
    folios = (f"S26-{n:06d}" for n in count(1))
    for desde, hasta in pairwise(cortes(carpeta)):
        oficina.seguir(desde)
        lectura = leer(carpeta / f"solicitudes/{hasta:%Y-%m}.csv")
        assert lectura.rechazos == ()
        pendientes = set()
        for pedida in solicitudes(lectura, folios):
            n = next(numero)
            contexto = Contexto(oficina.cuentas, pendientes)
            al = hasta if al_cierre else pedida.fecha
            serie = Serie("16", "01", f"F26-{n:06d}", n)
            salida = revisar(pedida, contexto, al=al, serie=serie)
            causas = salida.causas if isinstance(salida, SolicitudDevuelta) else ()
            pendientes |= set() if causas else {c.llave for c in pedida.conceptos}
            halladas[pedida.area, pedida.folio_area] = {causa.codigo for causa in causas}
    assert halladas == {
        (f["area"], f["folio"]): {f["codigo"]} - {""}
        for f in _filas(carpeta / "verdad_solicitudes.csv")
    }


def _filas(ruta):
    with ruta.open(encoding="utf-8", newline="") as archivo:
        return list(csv.DictReader(archivo))


def _movimientos(carpeta):
    return _filas(carpeta / "movimientos.csv")


def _lugar(fila):
    return fila["desde"], fila["ramo"], fila["clave"]


def _pagados(carpeta):
    return {_lugar(fila) for fila in _movimientos(carpeta) if fila["causa"] in PAGOS}


def _pedible(fila):
    emitido = (fila["incidencia_antes"], fila["incidencia_despues"]) == ("00", "01")
    return fila["causa"] not in (*PAGOS, "ALTA") and not emitido

"""What the store answers about credits, employers and payments."""

from datetime import date

import numpy as np
import pytest

from cartera_lib.errors import DatoInvalido
from cartera_lib.store.errores import CorteInexistente
from tests.store import lecturas

ANTERIOR = date(2026, 9, 30)
A, B, C = lecturas.registros(3)


def instante(texto: str) -> np.datetime64:
    return np.datetime64(texto, "s")


@pytest.fixture(scope="module")
def lleno(almacen_comun):
    almacen = almacen_comun
    for semilla, (al, ramo) in enumerate(
        ((ANTERIOR, "COP"), (lecturas.CORTE, "COP"), (lecturas.CORTE, "RCV"))
    ):
        almacen.append(lecturas.rale(lecturas.tabla_rale(300, semilla, 30), al=al, ramo=ramo))
    vieja = lecturas.tabla_patrones(["NOMBRE VIEJO", "B", "C"])
    nueva = lecturas.tabla_patrones(["NOMBRE NUEVO"], situacion=["huelga"])
    almacen.append(lecturas.patrones(vieja, "enero.csv"))
    almacen.append(lecturas.patrones(nueva, "febrero.csv"))
    enero = [
        (A, "2026-09", instante("2026-10-16T23:59:59"), 100, "L1"),
        (A, "2026-09", instante("2026-10-16T23:59:59"), 100, "L1"),
        (B, "2026-09", instante("2026-10-17T00:00:00"), 200, None),
    ]
    febrero = [
        (B, "2026-09", instante("2026-10-17T00:00:00"), 200, None),
        (B, "2026-09", instante("2026-10-17T00:00:00"), 201, None),
        (C, "2026-10", instante("2026-11-03T09:00:00"), 300, "L3"),
    ]
    almacen.append(lecturas.sipare(lecturas.tabla_pagos(enero), "enero.csv"))
    almacen.append(lecturas.sipare(lecturas.tabla_pagos(febrero), "febrero.csv"))
    return almacen


def test_los_creditos_de_un_patron_son_los_de_todos_los_archivos_del_corte(lleno):
    esperados = sum(
        lecturas.tabla_rale(300, semilla, 30)["registro"].to_pylist().count(A) for semilla in (1, 2)
    )
    creditos = lleno.creditos_de(A, lecturas.CORTE)
    assert creditos.num_rows == esperados > 0
    assert set(creditos["ramo"].to_pylist()) == {"COP", "RCV"}
    assert set(creditos["al"].to_pylist()) == {lecturas.CORTE}


@pytest.mark.parametrize("forma", ["{0}-{1}-{2}", "{0} {1} {2}-7", "{0}{1}{2}5"])
def test_el_registro_se_escribe_con_guiones_o_sin_ellos_y_con_digito_o_sin_el(lleno, forma):
    escrito = forma.format(A[:3].lower(), A[3:8], A[8:])
    esperado = lleno.creditos_de(A, ANTERIOR)
    assert esperado.num_rows
    assert lleno.creditos_de(escrito, ANTERIOR).equals(esperado)


def test_lo_que_no_es_un_registro_se_rechaza(lleno):
    with pytest.raises(DatoInvalido, match="«A12-345» no es un registro patronal"):
        lleno.creditos_de("A12-345", lecturas.CORTE)


def test_un_patron_sin_creditos_en_el_corte_no_tiene_renglones(lleno):
    assert lleno.creditos_de("Z999999999", lecturas.CORTE).num_rows == 0


def test_un_corte_que_nadie_cargo_no_es_una_cartera_vacia(lleno):
    with pytest.raises(CorteInexistente, match="al 2026-08-31 de la subdelegación 1601"):
        lleno.cartera(date(2026, 8, 31), "16", subdelegacion="01")
    with pytest.raises(CorteInexistente, match="subdelegación 1605"):
        lleno.cartera(lecturas.CORTE, "16", subdelegacion="05")
    with pytest.raises(CorteInexistente, match="2026-08-31"):
        lleno.creditos_de(A, date(2026, 8, 31))


def test_los_cortes_van_del_mas_viejo_al_mas_nuevo_con_sus_archivos(lleno):
    assert [(c["al"], c["archivos"]) for c in lleno.cortes().to_pylist()] == [
        (ANTERIOR, ["COP propios"]),
        (lecturas.CORTE, ["COP propios", "RCV propios"]),
    ]


def test_las_cargas_se_piden_por_paginas(lleno):
    todas = lleno.cargas()["id"].to_pylist()
    assert todas == [1, 2, 3, 4, 5, 6, 7]
    assert lleno.cargas(desplazamiento=5, limite=5)["id"].to_pylist() == [6, 7]


def test_de_un_patron_vale_el_renglon_del_padron_mas_nuevo_que_lo_trae(lleno):
    assert lleno.patron(A)["nombre"] == "NOMBRE NUEVO"
    assert lleno.patron(A)["situacion"] == "huelga"
    assert lleno.patron(B)["nombre"] == "B"
    assert lleno.patron("Z999999999") is None


def test_un_pago_que_traen_dos_archivos_se_cuenta_una_vez_y_dos_iguales_en_uno_dos_veces(lleno):
    assert lleno.pagos()["total"].to_pylist() == [100, 100, 200, 201, 300]


def test_los_pagos_se_piden_por_patron_y_por_dias_completos(lleno):
    assert lleno.pagos(B)["total"].to_pylist() == [200, 201]
    dia = date(2026, 10, 16)
    assert lleno.pagos(desde=dia, hasta=dia)["total"].to_pylist() == [100, 100]
    assert lleno.pagos(desde=date(2026, 10, 17))["total"].to_pylist() == [200, 201, 300]
    assert lleno.pagos(C, hasta=date(2026, 11, 2)).num_rows == 0
    assert lleno.pagos(desplazamiento=3, limite=1)["total"].to_pylist() == [201]


def test_el_instante_de_un_pago_vuelve_al_segundo(lleno):
    primero = lleno.pagos(A)["fecha_pago"].to_pylist()[0]
    assert primero.isoformat() == "2026-10-16T23:59:59"

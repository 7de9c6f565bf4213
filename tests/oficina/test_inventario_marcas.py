"""Why a mark is not admitted, over the first count of the six credits."""

import re

import pytest

from cartera_lib.cartera.inventario import ClaseDeMarca, Marca
from cartera_lib.oficina.inventario_marcas import Conteos, rechazos
from tests.oficina.inventarios import BASE, LIBROS, PRIMERO, SOBRA, llave, marca, marcas

CONTEOS = Conteos(BASE, LIBROS, marcas(*PRIMERO))


def _nueva(que, clase=ClaseDeMarca.TOTAL, *, conteo=1, libro=1):
    suya = llave(que) if isinstance(que, int) else que
    return Marca("I24-000001", conteo, libro, suya, clase)


@pytest.mark.parametrize(
    ("nueva", "quien", "dice"),
    [
        (_nueva(6, libro=1), "Luis", "es el 6 de la base y va en el libro 2, de Luis"),
        (_nueva(6, libro=9), "Luis", "no hay libro 9 en este inventario"),
        (_nueva(1), "Luis", r"ya está contado por Ana \(total"),
        (_nueva(2, conteo=2), "ANA", "el segundo conteo lo hace otra persona"),
        (_nueva(1, conteo=2), "Luis", "coincidió en el primer conteo"),
        (_nueva(2, conteo=3), "Luis", "no hay conteo 3"),
        (_nueva(SOBRA._replace(credito="239000001")), "Luis", "no está en la base"),
        (_nueva(6, ClaseDeMarca.SOBRANTE, libro=2), "Luis", "no sobra: es el 6 de la base"),
        (_nueva(SOBRA._replace(credito="12"), ClaseDeMarca.SOBRANTE), "Luis", "nueve cifras"),
        (_nueva(SOBRA._replace(tipo_documento="99"), ClaseDeMarca.SOBRANTE), "Luis", "«99»"),
        (_nueva(SOBRA._replace(periodo="11/2023"), ClaseDeMarca.SOBRANTE), "Luis", "2023-11"),
        (_nueva(SOBRA._replace(ramo="IMSS"), ClaseDeMarca.SOBRANTE), "Luis", "COP o RCV"),
    ],
)
def test_lo_que_no_se_puede_marcar_se_rehusa_diciendo_por_que(nueva, quien, dice):
    motivos = rechazos([nueva], CONTEOS, quien=quien)
    assert re.search(dice, " ".join(motivos))


@pytest.mark.parametrize(
    ("nueva", "quien"),
    [
        (_nueva(6, libro=2), "Luis"),
        (_nueva(4, conteo=2), "Luis"),
        (_nueva(SOBRA, ClaseDeMarca.SIN_DOCUMENTO, conteo=2), "Luis"),
        (_nueva(SOBRA, ClaseDeMarca.SOBRANTE, conteo=2), "Luis"),
        (_nueva(SOBRA._replace(credito="239000001"), ClaseDeMarca.SOBRANTE), "Ana"),
    ],
)
def test_lo_que_si_se_puede_marcar_no_tiene_rechazos(nueva, quien):
    assert rechazos([nueva], CONTEOS, quien=quien) == []


def test_lo_que_paso_al_segundo_conteo_no_vuelve_al_primero():
    conteos = Conteos(BASE, LIBROS, marcas(marca(6, "TOTAL", conteo=2, quien="Luis")))
    [motivo] = rechazos([_nueva(6, libro=2)], conteos, quien="Ana")
    assert "ya pasó al segundo conteo" in motivo


def test_la_misma_marca_dos_veces_en_el_mismo_acto_se_rehusa():
    [motivo] = rechazos([_nueva(6, libro=2)] * 2, CONTEOS, quien="Luis")
    assert "dos veces entre estas marcas" in motivo

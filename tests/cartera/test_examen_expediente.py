from dataclasses import replace
from datetime import date

import pytest

from cartera_lib.cartera.examen_expediente import faltas
from cartera_lib.cartera.expediente import Pieza
from cartera_lib.cartera.movimiento import Llave

HOY = date(2026, 6, 30)
LLAVE = Llave("COP", "W000000110", "261000001", "2026-01", "02")
BUENA = Pieza("", LLAVE.registro, LLAVE, "ESTRADOS", "E-1", HOY, 2, "Archivero 1", "a" * 64)


def test_un_documento_bien_descrito_no_tiene_faltas():
    assert list(faltas(BUENA, al=HOY)) == []
    assert list(faltas(replace(BUENA, llave=None, clase="R14", sha256=""), al=HOY)) == []


@pytest.mark.parametrize(
    ("cambio", "dice"),
    [
        ({"clase": "NINGUNA"}, "No hay clase de documento «NINGUNA»"),
        ({"registro": "W0000001"}, "no es un registro patronal"),
        ({"registro": "W000000210"}, "es de otro patrón"),
        ({"numero": " "}, "Falta el número"),
        ({"ubicacion": ""}, "Diga dónde queda"),
        ({"fojas": 0}, "al menos una foja"),
        ({"fecha": date(2026, 7, 1)}, "01/07/2026, posterior al 30/06/2026"),
        ({"sha256": "A" * 64}, "no es un SHA-256"),
        ({"sha256": "a" * 63}, "no es un SHA-256"),
    ],
)
def test_cada_falta_se_dice_y_es_la_unica(cambio, dice):
    (falta,) = faltas(replace(BUENA, **cambio), al=HOY)
    assert dice in falta


def test_todas_las_faltas_se_dicen_juntas():
    assert len(list(faltas(replace(BUENA, numero="", ubicacion="", fojas=-1), al=HOY))) == 3

"""What is wrong with a fact before it is kept: all at once, and what to do."""

from datetime import date

import pytest

from cartera_lib.cartera.examen_hecho import faltas
from cartera_lib.cartera.hecho import SIN_EFECTO, Hecho
from cartera_lib.cartera.movimiento import Llave, Soporte

AL = date(2026, 11, 24)
CREDITO = Llave("COP", "W000000110", "261000001", "2026-01", "02")
ACTA = Soporte("ACTA_NOTIFICACION", "A-1", date(2026, 3, 2))


def hecho(codigo="NOTIFICACION", llave=CREDITO, *, fecha=date(2026, 3, 2), soporte=ACTA, **otros):
    medio = otros.pop("medio", "PERSONAL" if codigo == "NOTIFICACION" else "")
    registro = otros.pop("registro", "W000000110")
    return Hecho("", codigo, registro, llave, fecha, soporte, medio=medio, **otros)


def test_un_hecho_completo_no_tiene_faltas():
    assert list(faltas(hecho(), al=AL)) == []
    de_huelga = Soporte("AVISO_HUELGA", "H-1", date(2026, 3, 2))
    assert list(faltas(hecho("HUELGA_ESTALLADA", None, soporte=de_huelga), al=AL)) == []


@pytest.mark.parametrize(
    ("mal", "dice"),
    [
        (hecho("INVENTADO"), "No hay hecho «INVENTADO»"),
        (hecho(llave=None), "es de un crédito"),
        (hecho("HUELGA_ESTALLADA"), "alcanza a todos sus créditos"),
        (hecho(soporte=Soporte("GARANTIA", "G", AL)), "acta de notificación"),
        (hecho(soporte=Soporte("ACTA_NOTIFICACION", " ", AL)), "Falta el folio del documento"),
        (hecho(fecha=date(2025, 12, 31)), "es del 31/12/2025 y el crédito, del periodo 2026-01"),
        (hecho(fecha=date(2026, 11, 25)), "25/11/2026, posterior al 24/11/2026"),
        (
            hecho(soporte=Soporte("ACTA_NOTIFICACION", "A", date(2026, 11, 25))),
            "El documento es posterior",
        ),
        (hecho(medio=""), "por qué medio"),
        (hecho(medio="PALOMA"), "No hay medio de notificación «PALOMA»"),
        (
            hecho(medio="BUZON", fecha=date(2024, 8, 5)),
            "no se notificaba por «Buzón IMSS, abierto»",
        ),
        (hecho(fecha=date(1997, 6, 30)), "anterior al 01/07/1997"),
        (hecho(defectos=("RARO",)), "No hay defecto «RARO»"),
        (hecho(registro=""), "Falta el registro"),
        (hecho(anula="H26-000001"), "se captura como tal"),
        (hecho(SIN_EFECTO), "No hay hecho «SIN_EFECTO»"),
    ],
)
def test_cada_falta_dice_que_hacer(mal, dice):
    assert any(dice in falta for falta in faltas(mal, al=AL))


def test_todas_las_faltas_se_dicen_de_una_vez():
    mal = hecho(medio="PALOMA", fecha=date(2027, 1, 1), soporte=Soporte("GARANTIA", "", AL))
    assert len(list(faltas(mal, al=AL))) == 4


def test_dejar_sin_efecto_pide_solo_el_folio_y_su_documento():
    assert list(faltas(hecho(SIN_EFECTO, anula="H26-000001"), al=AL)) == []

from datetime import date

import pytest

from cartera_lib.cartera.acto import Acto, ClaseDeActo
from cartera_lib.errors import DatoInvalido

AL = date(2024, 9, 10)


def test_un_acto_tiene_autor_y_llave():
    assert Acto(ClaseDeActo.REVISION, "Ana", "resolver R24-000001", AL).partes == ()


@pytest.mark.parametrize(("quien", "llave"), [("", "x"), ("  ", "x"), ("Ana", "")])
def test_sin_autor_o_sin_llave_no_hay_acto(quien, llave):
    with pytest.raises(DatoInvalido, match="Diga quién"):
        Acto(ClaseDeActo.REVISION, quien, llave, AL)

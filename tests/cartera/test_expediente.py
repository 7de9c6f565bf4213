import re
from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from cartera_lib.cartera.expediente import ClaseDeTraslado, Pieza, Traslado
from cartera_lib.store.esquema_expediente import traslado

HOY = date(2026, 6, 30)


def test_la_base_admite_las_clases_de_traslado_y_ninguna_otra():
    (regla,) = (c for c in traslado.constraints if str(c.name).endswith("clase"))
    assert set(re.findall(r"'(\w+)'", str(regla.sqltext))) == set(ClaseDeTraslado.__members__)


def test_lo_archivado_no_se_corrige_en_su_lugar():
    pieza = Pieza("P26-000001", "W000000110", None, "ESTRADOS", "E-1", HOY, 1, "Caja 1")
    with pytest.raises(FrozenInstanceError):
        pieza.ubicacion = "Caja 2"
    assert pieza.sha256 == ""


def test_solo_el_prestamo_trae_plazo():
    assert Traslado("P26-000001", 1, ClaseDeTraslado.UBICACION, HOY, "Caja 2").vence is None

"""Which credits a strike reaches."""

from datetime import date, timedelta

import numpy as np

from cartera_lib.cartera.materia import materias
from cartera_lib.reglas.huelga import en_huelga
from tests.conftest import comprobar
from tests.reglas.carteras import cartera, enteros, estado, responder, situacion

REGLA = "huelga"


def test_caso(caso):
    comprobar(caso, responder(caso["entrada"]))


def test_una_sola_huelga_alcanza_distinto_a_cada_credito_del_patron():
    suyos = cartera(
        {"periodo": "2026-01"},
        {"periodo": "2026-02"},
        {"periodo": "2026-01", "registro": "W000000210"},
        {"tipo_documento": "80", "fecha_alta": date(2026, 2, 20)},
    )
    juridica = situacion(suyos, ("HUELGA_ESTALLADA", "2026-02-20"), al="2026-03-31")
    alcance = [estado(juridica, "huelga", credito) for credito in range(4)]
    assert alcance == ["ANTERIOR", "DURANTE", "NINGUNA", "DURANTE"]


def test_es_larga_desde_el_dia_181_y_ninguno_antes():
    estallo = date(2026, 2, 3)
    nombres = [e.estado for e in materias()["huelga"]]
    for transcurridos in (0, 1, 179, 180, 181, 182, 4_000):
        hoy = int(enteros(estallo + timedelta(days=transcurridos))[0])
        como = en_huelga(cartera(), np.array([0]), estallo=enteros(estallo), al=hoy)
        assert nombres[como[0]] == ("LARGA" if transcurridos > 180 else "ANTERIOR"), transcurridos


def test_una_incidencia_de_huelga_sin_fecha_no_propone_cancelar_nada():
    juridica = situacion(cartera({"incidencia": "12"}), al="2026-11-24")
    assert estado(juridica, "huelga") == "DURANTE"

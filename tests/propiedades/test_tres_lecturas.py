"""One law, read three times: the kernel, the memoria and an independent Decimal program."""

from datetime import date

import independiente
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cartera_lib.cartera.creditos import Creditos, claves
from cartera_lib.errors import FueraDeVigencia
from cartera_lib.reglas.criterios import Criterios
from cartera_lib.reglas.liquidacion import liquidar
from cartera_lib.reglas.memoria import explicar
from cartera_lib.valores.calendario import dias, fecha
from cartera_lib.valores.dinero import LIMITE, Redondeo

FRONTERAS = [
    ("2024-01-31", "2024-02-29"), ("2024-01-31", "2024-03-01"), ("2024-01-31", "2024-03-02"),
    ("2023-01-31", "2023-02-28"), ("2023-01-31", "2023-03-01"), ("2023-01-31", "2023-03-02"),
    ("2025-11-30", "2026-01-02"), ("2025-12-31", "2026-01-31"), ("2025-12-31", "2026-02-03"),
    ("2017-11-17", "2018-01-21"), ("2017-11-17", "2018-01-22"), ("2025-12-17", "2026-01-17"),
    ("2025-12-17", "2026-01-19"), ("2021-03-17", "2026-03-17"), ("2021-03-17", "2026-03-18"),
    ("2021-03-17", "2026-04-18"), ("2026-02-17", "2026-03-09"), ("2026-02-17", "2026-03-10"),
    ("2026-01-17", "2026-01-19"), ("2026-01-17", "2026-01-20"), ("2003-04-17", "2003-04-21"),
    ("2003-04-17", "2003-04-22"), ("1997-08-17", "2002-08-18"), ("2005-11-17", "2006-03-21"),
    ("2026-05-18", "2026-06-09"), ("2026-05-18", "2026-06-10"), ("2026-07-17", "2026-07-20"),
]  # fmt: skip
MONTOS = [0, 1, 49, 50, 99, 100, 10_000, 18_452_37, 10**12 + 1, 10**15 - 1, LIMITE]


def _comparar(vencimiento, al, montos):
    """Every amount by the three readings; returns how many were compared."""
    valor = liquidar(Creditos(montos, np.full(len(montos), dias(vencimiento))), al=al)
    for k, monto in enumerate(montos.tolist()):
        suelto = independiente.liquidar(monto, vencimiento, al)
        memoria = explicar(Creditos([monto], [vencimiento]), al=al)
        nucleo = valor.actualizacion[k], valor.recargos[k], valor.total[k]
        assert nucleo == (suelto["actualizacion"], suelto["recargos"], suelto["total"])
        assert nucleo == (
            memoria.paso("Actualización"),
            memoria.paso("Recargos"),
            memoria.total,
        )
    assert valor.factor[0] == suelto["factor"] * 10_000 == memoria.derecho.factor
    assert valor.de_ley("meses")[0] == suelto["meses"] == memoria.derecho.transcurridos
    assert valor.de_ley("tasa")[0] == suelto["tasa"] == memoria.derecho.tasa
    assert bool(valor.de_ley("provisional")[0]) == suelto["provisional"]
    assert fecha(valor.de_ley("vence")[0]) == suelto["vencimiento_efectivo"]
    return len(montos)


def test_nucleo_memoria_y_decimal_coinciden_en_cien_mil_creditos():
    azar = np.random.default_rng(20261124)
    comparados = sum(
        _comparar(date.fromisoformat(v), date.fromisoformat(al), np.array(MONTOS))
        for v, al in FRONTERAS
    )
    primero, ultimo = int(dias("1997-07-31")), int(dias("2026-05-18"))
    while comparados < 100_000:
        vencimiento = int(azar.integers(primero, ultimo))
        al = int(azar.integers(vencimiento - 5, int(dias("2026-06-30"))))
        montos = np.exp(azar.uniform(0, np.log(LIMITE), 150)).astype(np.int64)
        comparados += _comparar(fecha(vencimiento), fecha(al), montos)
    assert comparados >= 100_000


@settings(max_examples=300, deadline=None)
@given(
    monto=st.integers(0, LIMITE),
    vencimiento=st.dates(date(1997, 8, 1), date(2026, 5, 31)),
    al=st.dates(date(1997, 8, 1), date(2026, 6, 30)),
    tope=st.sampled_from([None, 1, 60, 120]),
    redondeo=st.sampled_from(Redondeo),
    tipo=st.sampled_from(["02", "06", "80", "88", "08"]),
)
def test_las_tres_lecturas_coinciden_con_cualquier_criterio(
    monto, vencimiento, al, tope, redondeo, tipo
):
    criterios = Criterios(tope_meses=tope, redondeo_factor=redondeo)
    credito = Creditos([monto], [vencimiento], claves([tipo]))
    valor = liquidar(credito, al=al, criterios=criterios)
    memoria = explicar(credito, al=al, criterios=criterios)
    suelto = independiente.liquidar(
        monto, vencimiento, al, tope, redondeo.value, tipo != "08", tipo in ("02", "06")
    )
    assert valor.total[0] == memoria.total == suelto["total"]
    assert valor.recargos[0] == suelto["recargos"]


@settings(max_examples=300, deadline=None)
@given(
    vencimiento=st.dates(date(1990, 1, 1), date(2045, 12, 31)),
    al=st.dates(date(1997, 1, 1), date(2049, 12, 31)),
)
def test_lo_que_la_ley_no_cubre_lo_rechazan_las_tres(vencimiento, al):
    causa = liquidar(Creditos([100_00], [vencimiento]), al=al).causa[0]
    try:
        independiente.liquidar(100_00, vencimiento, al)
    except independiente.NoCubre:
        assert causa
        with pytest.raises(FueraDeVigencia):
            explicar(Creditos([100_00], [vencimiento]), al=al)
    else:
        assert not causa


@settings(max_examples=200, deadline=None)
@given(
    monto=st.integers(1, LIMITE),
    vencimiento=st.dates(date(1998, 1, 1), date(2026, 4, 30)),
    al=st.dates(date(1998, 1, 1), date(2026, 6, 29)),
)
def test_pagar_un_dia_despues_nunca_baja_los_recargos_sin_bajar_el_inpc(monto, vencimiento, al):
    hoy = liquidar(Creditos([monto], [vencimiento]), al=al)
    manana = liquidar(Creditos([monto], [vencimiento]), al=fecha(int(dias(al)) + 1))
    if manana.factor[0] >= hoy.factor[0]:
        assert manana.recargos[0] >= hoy.recargos[0]
        assert manana.total[0] >= hoy.total[0]

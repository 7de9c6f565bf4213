from collections import Counter
from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from bench.naive import ingenuo
from cartera_lib.cartera.hechos import TABLA
from cartera_lib.errors import DatoInvalido
from cartera_lib.reglas.compuerta import compuerta
from cartera_lib.reglas.decision import ACTOS
from cartera_lib.sintetica.reloj import Reloj
from cartera_lib.sintetica.trampas import trampas

PLANTADAS = ((7, date(2026, 5, 18)), (2026, date(2026, 11, 23)))
POR_CLASE, DE_MAS = 100, 0.005


@pytest.fixture(scope="module", params=PLANTADAS, ids=["mayo", "noviembre"])
def plantado(request):
    semilla, al = request.param
    return trampas(semilla=semilla, por_clase=POR_CLASE, al=al)


@pytest.fixture(scope="module")
def permite(plantado):
    """What the gate lets through: one row an act, one column a credit."""
    respuesta = compuerta(
        plantado.cartera, plantado.hechos, al=plantado.al, por_afectar=plantado.por_afectar
    )
    return np.array([respuesta.puede(acto) for acto in ACTOS])


def por_clase(plantado, donde):
    """Count by kind and act, so that a failure says what to look at."""
    actos, creditos = np.nonzero(donde)
    return Counter(
        (plantado.variante[c], ACTOS[a].name) for a, c in zip(actos, creditos, strict=True)
    )


def test_son_mas_de_cinco_mil_trampas_de_mas_de_veinticinco_clases(plantado):
    clases = Counter(plantado.clase[plantado.clase != ""])
    assert sum(clases.values()) >= 5_000
    assert len(clases) >= 25
    assert set(clases.values()) == {POR_CLASE}
    assert (plantado.clase == "").sum() == 20_000


def test_ninguna_trampa_se_cobra(plantado, permite):
    escapan = permite & plantado.prohibidos
    assert por_clase(plantado, escapan) == {}


def test_casi_ningun_credito_sano_se_detiene(plantado, permite):
    sano = plantado.clase == ""
    detenidos = ~permite & plantado.permitidos & sano
    assert detenidos.any(axis=0).sum() < DE_MAS * sano.sum(), por_clase(plantado, detenidos)


def test_a_ninguna_clase_de_sanos_se_le_detiene_siempre(plantado, permite):
    detenido = (~permite & plantado.permitidos).any(axis=0)
    siempre = {v for v in set(plantado.variante) if detenido[plantado.variante == v].all()}
    assert siempre == set()


def test_lo_que_la_trampa_no_impide_se_permite(plantado, permite):
    trampa = plantado.clase != ""
    detenidos = ~permite & plantado.permitidos & trampa
    assert por_clase(plantado, detenidos) == {}


@pytest.mark.parametrize("habiles", [False, True], ids=["naturales", "habiles"])
def test_toda_clase_de_trampa_le_parece_cobrable_a_quien_solo_cuenta_dias(plantado, habiles):
    actos = ingenuo(plantado.cartera, working_days=habiles)
    cobraria = (np.array([actos[acto] for acto in ACTOS]) & plantado.prohibidos).any(axis=0)
    caen = Counter(plantado.clase[cobraria])
    assert set(caen) - {""} == set(plantado.clase) - {""}
    assert cobraria[plantado.clase != ""].mean() > 0.9


def test_la_verdad_no_permite_y_prohibe_lo_mismo(plantado):
    assert not (plantado.permitidos & plantado.prohibidos).any()


def test_cada_credito_dice_por_que_en_una_frase(plantado):
    frases = {plantado.porque(int(c)) for c in np.unique(plantado.variante, return_index=True)[1]}
    assert len(frases) == len(set(plantado.variante))
    assert all(frase.endswith(".") and "(" in frase for frase in frases)


def test_la_misma_semilla_planta_lo_mismo_y_otra_no():
    uno, igual, otro = (
        trampas(semilla=s, por_clase=2, sanos=200, al=date(2026, 5, 18)) for s in (3, 3, 4)
    )
    assert uno.cartera.tabla == igual.cartera.tabla
    assert uno.hechos == igual.hechos
    assert uno.cartera.tabla != otro.cartera.tabla


def test_sin_los_hechos_las_trampas_del_expediente_si_escaparian(plantado):
    """The gate must be stopped by what was planted, and not by something else in the credit."""
    vacia = pa.Table.from_pylist([], TABLA)
    suelta = compuerta(plantado.cartera, vacia, al=plantado.al)
    escapa = (np.array([suelta.puede(a) for a in ACTOS]) & plantado.prohibidos).any(axis=0)
    for clase in ("convenio_vigente", "suspension_judicial", "pagado", "garantia_suficiente"):
        assert escapa[plantado.clase == clase].all(), clase


def test_solo_se_planta_en_lunes_habil():
    with pytest.raises(DatoInvalido, match="lunes hábil"):
        trampas(semilla=1, por_clase=2, sanos=2, al=date(2026, 5, 19))


@pytest.mark.parametrize(
    ("notificado", "vence"),
    [  # procedimientos, 0.4: chains counted by hand
        (date(2026, 3, 2), date(2026, 3, 25)),
        (date(2026, 10, 30), date(2026, 11, 24)),
        (date(2026, 12, 10), date(2027, 1, 5)),
        (date(2026, 4, 24), date(2026, 5, 20)),  # 1 and 5 May are days of rest
        (date(2026, 11, 19), date(2026, 12, 14)),
    ],
)
def test_el_reloj_de_las_trampas_cuenta_como_la_ley(notificado, vence):
    assert Reloj(date(2026, 5, 18)).vence(notificado) == vence

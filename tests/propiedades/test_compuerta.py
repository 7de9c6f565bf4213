"""The legal gate read twice: over columns by the package, and one credit at a time by the law."""

import os
import random
from datetime import date, timedelta

import pytest
import sorteo_de_compuerta as sorteo
from compuerta_en_letras import diferencias, responder
from segunda_lectura import ACTOS, leer
from segunda_lectura_plazos import dia_de_aviso

CASOS = int(os.environ.get("CARTERA_CASOS", "15000"))
POR_DIA = 1_000
PRIMER_DIA, DIAS = date(2012, 1, 2), 5_600
DIAS_SENALADOS = [
    date(2026, 11, 24), date(2026, 4, 2), date(2026, 4, 3), date(2024, 10, 1), date(2024, 2, 29),
    date(2021, 12, 31), date(2022, 1, 3), date(2024, 8, 6), date(2025, 12, 26), date(2016, 5, 6),
]  # fmt: skip
"""Holy week, the change of government, a leap day, the two changes of notices, two Fridays."""


def _dias(azar):
    yield from DIAS_SENALADOS
    while True:
        yield PRIMER_DIA + timedelta(days=azar.randrange(DIAS))


def _explicar(al, caso, lectura, respondido):
    hechos = "\n".join(f"  {s.dia} {s.codigo} {s.medio} {s.defectos}" for s in caso.sucesos)
    ley, compuerta = (dict(zip(ACTOS, x.actos, strict=True)) for x in (lectura, respondido))
    return (
        f"Al {al}: {caso.credito}\n{hechos}\nla ley: {ley} {lectura[1:4]}\n"
        f"la compuerta: {compuerta} {respondido[1:]}\nestados: {lectura.estados}"
    )


def test_la_compuerta_y_la_segunda_lectura_coinciden_en_todo():
    azar, comparados = random.Random(20261124), 0
    for al in _dias(azar):
        casos = sorteo.lote(azar, al, POR_DIA)
        distintas = diferencias(casos, al)
        assert not distintas, _explicar(al, *min(distintas, key=lambda d: len(d[0].sucesos)))
        comparados += len(casos)
        if comparados >= CASOS:
            break
    assert comparados >= CASOS


@pytest.fixture(scope="module")
def sorteados():
    azar, al = random.Random(7), date(2025, 9, 12)
    return al, sorteo.lote(azar, al, 1_500)


def test_lo_que_ocurre_despues_no_cambia_lo_que_se_respondio(sorteados):
    al, casos = sorteados
    hasta_hoy = [
        caso._replace(
            suyos=tuple(s for s in caso.suyos if s.dia <= al or s.anula),
            del_patron=tuple(s for s in caso.del_patron if s.dia <= al),
        )
        for caso in casos
    ]
    assert sum(map(len, (c.sucesos for c in hasta_hoy))) < sum(len(c.sucesos) for c in casos)
    assert responder(hasta_hoy, al) == responder(casos, al)


def test_el_orden_de_captura_solo_importa_entre_hechos_del_mismo_dia(sorteados):
    al, casos = sorteados
    derechos = [caso for caso in casos if _todos_de_distinto_dia(caso)]
    al_reves = [c._replace(suyos=c.suyos[::-1], del_patron=c.del_patron[::-1]) for c in derechos]
    assert len(derechos) > 500
    assert responder(al_reves, al) == responder(derechos, al)


def _todos_de_distinto_dia(caso):
    """A correction of a correction comes after it, whatever its day."""
    suyos = [dia_de_aviso(s.dia, s.medio) for s in caso.sucesos]
    return len(set(suyos)) == len(suyos) and not any(s.folio == "V" for s in caso.suyos)


def test_cada_credito_se_responde_igual_solo_que_entre_los_demas(sorteados):
    al, casos = sorteados
    solos = [c for c in casos if not c.credito.repetido][:60]
    assert [responder([caso], al)[0] for caso in solos] == responder(solos, al)


def test_el_sorteo_cae_en_los_dias_en_que_la_ley_cambia_de_respuesta():
    # Si el sorteo no pisara los límites, la coincidencia no probaría nada.
    azar, al = random.Random(3), date(2026, 11, 24)
    casos = sorteo.lote(azar, al, 2_000)
    hoy = [leer(c.credito, c.sucesos, al) for c in casos]
    manana = [leer(c.credito, c.sucesos, al + timedelta(days=1)) for c in casos]
    cambian = sum(a.actos != b.actos for a, b in zip(hoy, manana, strict=True))
    pares = {
        (a.estados[m], b.estados[m]) for a, b in zip(hoy, manana, strict=True) for m in a.estados
    }
    assert cambian > 100
    assert {("EN_PLAZO", "VENCIDO"), ("EN_TRAMITE", "EXCEDIDA"), ("SUFICIENTE", "POR_RENOVAR"),
            ("CORRE", "CONSUMADA"), ("DIEZ_DIAS", "CONFIRMADA"), ("SEIS_DIAS", "EXIGIBLE"),
            ("ANTERIOR", "LARGA")} <= pares  # fmt: skip

"""A wrong answer planted in the tables of the gate is noticed by the fixed cases of the law."""

import os

import pytest
from casos_de_compuerta import AL, casos_fijos
from mutantes_de_tablas import FAMILIAS, RECHAZADO, VIVO, probar, sin_cambios

from cartera_lib.cartera.materia import materias
from cartera_lib.reglas.decision import decidir, tablero

TODOS = os.environ.get("CARTERA_MUTANTES") == "todos"
DE_CADA = {"de_respuestas": 16, "de_condiciones": 12, "de_materias": 7}
"""One mutant in so many is tried in the suite; of the rest, one in six."""

# Rows that another group always makes superfluous: the guarantee decides the same or more.
SOBRAN = ("12:", "12A:", "21:", "21A:", "33:", "57:", "57B:")
EQUIVALENTES = {
    # States that are always turned into others before anything is decided.
    "plazo=SIN_INICIAR pasa", "inconformidad=INTERPUESTA pasa", "huelga=ESTALLADA pasa",
    # The group of the guarantee, or that of the trial, already says the same or more.
    "garantia=SUFICIENTE pasa de 12 ", "garantia=FIANZA_REQUERIDA pasa de 12A ",
    "garantia=SUFICIENTE pasa de 21 ", "garantia=FIANZA_REQUERIDA pasa de 21A ",
    "garantia=SUFICIENTE pasa de 57 ", "garantia=FIANZA_REQUERIDA pasa de 57A ",
    "garantia=POR_RENOVAR pasa de 57B ", "garantia=SIN_EXPEDIENTE pasa de 57B ",
    "juicio=EN_TRAMITE pasa de 27 ", "juicio=SUSPENDIDO pasa de 27 ",
    "juicio=CONTRARIA pasa de 27 ",
    # Before it could be enforced nothing of the execution was lawful: its group says the same.
    *(
        f"decisiones fase {codigo}: {{'{acto}'"
        for codigo in ("01B", "59A", "02")
        for acto in ("notificar", "embargo", "remate")
    ),
    # With the notice that falls, the term that would be restarted or stopped falls too.
    "hechos  NOTIFICACION_ANULADA: {'interrumpe'", "hechos  NUEVO_ACTO: {'interrumpe'",
    # Solvency serves to clean the portfolio: no act asks for it.
    "incidencias_materia: 16 ya no es solvencia",
    # No act asks for the risk of a defect: it counts as harmless.
    "defectos_notificacion  SIN_VINCULO: {'efecto': 'inocua'}",
    "defectos_notificacion  CITATORIO_INOCUO: {'efecto': 'riesgo'}",
    "defectos_notificacion  DOMICILIO_INOCUO: {'efecto': 'riesgo'}",
}  # fmt: skip


def _equivalente(nombre):
    if nombre.startswith("decisiones ") and nombre.split()[2] in SOBRAN:
        return "devenga" not in nombre and "ficha" not in nombre
    return nombre.startswith(tuple(EQUIVALENTES))


def test_las_tablas_como_estan_responden_los_casos_fijos_como_la_ley():
    assert sin_cambios()
    assert 4_000 < sum(map(len, casos_fijos().values())) < 6_000


def test_los_casos_fijos_pisan_todos_los_renglones_que_se_pueden_pisar():
    from mutantes_de_tablas import _estados

    dictamen = decidir(_estados()[0], al=AL)
    pisados = {tablero(AL).reglas[n].codigo for n in set(dictamen.filas.ravel().tolist())}
    assert pisados == {regla.codigo for regla in tablero(AL).reglas}


@pytest.mark.parametrize("familia", FAMILIAS, ids=lambda familia: familia.__name__)
def test_los_casos_fijos_notan_toda_tabla_equivocada(familia):
    cada = 1 if TODOS else DE_CADA.get(familia.__name__, 6)
    probados = list(familia())[::cada]
    suertes = {mutante.nombre: probar(mutante) for mutante in probados}
    vivos = [nombre for nombre, suerte in suertes.items() if suerte == VIVO]
    assert [nombre for nombre in vivos if not _equivalente(nombre)] == []
    assert list(suertes.values()).count(RECHAZADO) < len(probados)


def test_al_terminar_cada_mutante_las_tablas_vuelven_a_ser_las_del_paquete():
    antes = materias()
    probar(next(iter(FAMILIAS[2]())))
    assert materias() == antes
    assert sin_cambios()

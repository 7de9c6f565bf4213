"""The state in force: the last fact, what time made of it, or what a later cut says."""

from datetime import date

import pytest

from cartera_lib.cartera.hecho import clases_de_hecho
from cartera_lib.cartera.materia import materias, numeros_de_materia
from cartera_lib.norma.tablas import renglones
from cartera_lib.reglas.estados import vigentes
from cartera_lib.reglas.lineas import lineas
from cartera_lib.reglas.segun_corte import estados_del_corte
from cartera_lib.valores.calendario import dias
from tests.reglas.carteras import cartera, dias_de, hechos

AL = date(2026, 6, 30)
DICE = {  # una incidencia por cada materia de que habla algún corte
    "aclaracion": "03", "convenio": "52", "inconformidad": "06", "garantia": "42", "huelga": "12",
    "localizacion": "09", "sustitucion": "10", "envio": "13", "juicio": "14", "revocacion": "15",
    "pago": "18", "concurso": "19", "sin_efectos": "23", "solidaria": "26", "etapa": "31",
}  # fmt: skip


def vivos_de(suya, *suyos, al=AL):
    columnas, hoy = hechos(suya, *suyos, al=al), int(dias(al))
    return vigentes(suya, lineas(columnas, hoy), dichos=estados_del_corte(suya), al=hoy)


def en(vivos, materia, credito=0):
    return materias()[materia][vivos.estados[numeros_de_materia()[materia], credito]]


def test_sin_hechos_ni_corte_cada_materia_esta_en_su_primer_estado():
    vivos = vivos_de(cartera({"incidencia": "01"}))
    assert [en(vivos, materia) for materia in materias()] == [e[0] for e in materias().values()]
    assert dias_de(vivos.desde("juicio")) == [None]


def test_lo_que_dice_el_corte_vale_desde_su_fecha_donde_el_expediente_calla():
    vivos = vivos_de(cartera({"incidencia": "14", "fecha_incidencia": date(2026, 6, 1)}))
    assert en(vivos, "juicio").estado == "SIN_EXPEDIENTE"
    assert dias_de(vivos.desde("juicio")) == [date(2026, 6, 1)]
    assert dias_de(vivos.desde("convenio")) == [None]


CONOCEN = [
    (codigo, materia, estado)
    for codigo, clase in clases_de_hecho().items()
    for materia, estado in clase.pone
    if materia in DICE
]


@pytest.mark.parametrize(("codigo", "materia", "puesto"), CONOCEN)
def test_solo_un_estado_cerrado_cede_a_una_incidencia_posterior(codigo, materia, puesto):
    despues, el_dia, antes = (
        en(vivos_de(_con(materia, d), (codigo, "2026-06-17"), al=date(2026, 6, 19)), materia)
        for d in (date(2026, 6, 18), date(2026, 6, 17), date(2026, 6, 16))
    )
    (abierto,) = [e.abierto for e in materias()[materia] if e.estado == puesto]
    esperado = puesto if abierto else del_corte(DICE[materia], materia)
    assert (despues.estado, el_dia.estado, antes.estado) == (esperado, puesto, puesto)


def test_hay_estados_que_ceden_y_estados_que_no():
    abiertos = {
        (e.materia, e.estado) for estados in materias().values() for e in estados if e.abierto
    }
    assert 10 < len({c for c, m, e in CONOCEN if (m, e) in abiertos}) < len(CONOCEN) - 10


def test_un_plazo_termina_al_dia_siguiente_de_su_ultimo_dia():
    # 10 días de la resolución del 1 de junio: hasta el 16, cadena de fechas §0.4
    for hoy, nombre in (("2026-06-16", "DIEZ_DIAS"), ("2026-06-17", "CONFIRMADA")):
        suyo = ("INCONFORMIDAD_CONFIRMADA", "2026-06-01")
        vivos = vivos_de(cartera(), suyo, al=date.fromisoformat(hoy))
        assert en(vivos, "inconformidad").estado == nombre
        assert dias_de(vivos.desde("inconformidad")) == [date(2026, 6, 1)]


@pytest.mark.parametrize(
    ("fecha", "nombre"),
    [
        # veinte días hábiles: del 1 de junio terminan el 29; del 2, el 30
        (date(2026, 6, 1), "EXCEDIDA"),
        (date(2026, 6, 2), "EN_TRAMITE"),
        (None, "EN_TRAMITE"),
        (date(1950, 1, 2), "EN_TRAMITE"),
        (date(2026, 12, 1), "EN_TRAMITE"),
        (date(2050, 12, 31), "EN_TRAMITE"),
        (date(2099, 6, 1), "EN_TRAMITE"),
    ],
)
def test_el_plazo_de_lo_que_dice_el_corte_corre_si_su_fecha_puede_ser(fecha, nombre):
    vivos = vivos_de(cartera({"incidencia": "03", "fecha_incidencia": fecha}))
    assert en(vivos, "aclaracion").estado == nombre


def _con(materia, dia):
    return cartera({"incidencia": DICE[materia], "fecha_incidencia": dia})


def del_corte(incidencia, materia):
    """Return what the table says of an incidencia, read again from its text."""
    (dicho,) = [
        fila["pone"].partition("=")[2]
        for fila in renglones("incidencias_materia")
        if incidencia in fila["incidencias"].split("|") and fila["pone"].startswith(f"{materia}=")
    ]
    return dicho

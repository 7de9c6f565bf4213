"""From facts to states, one after another; and the states that time alone ends."""

from datetime import date

import numpy as np
import pytest

from cartera_lib.cartera.hechos import sin_hechos
from cartera_lib.cartera.materia import materias
from cartera_lib.reglas.lineas import con_plazo, lineas, ultimo_dia
from cartera_lib.valores.calendario import dias
from tests.reglas.carteras import (
    cartera,
    dias_de,
    enteros,
    estado,
    hechos,
    nombrados,
    situacion,
)

AL = date(2026, 6, 30)
HOY = int(dias(AL))
CON_PLAZO = {
    # a mano, docs/calculos/notificacion.md y situacion_juridica.md; vectores plazo15 D03 y D11
    ("aclaracion", "EN_TRAMITE", "2026-03-09"): ("2026-04-09", "EXCEDIDA"),
    ("inconformidad", "DIEZ_DIAS", "2026-06-01"): ("2026-06-16", "CONFIRMADA"),
    ("convenio", "SEIS_DIAS", "2026-06-01"): ("2026-06-10", "EXIGIBLE"),
    ("garantia", "SUFICIENTE", "2025-03-10"): ("2026-03-10", "POR_RENOVAR"),
    ("sustitucion", "QUINCE_DIAS", "2026-03-02"): ("2026-03-25", "EXIGIBLE"),
    ("solidaria", "QUINCE_DIAS", "2026-03-02"): ("2026-03-25", "EXIGIBLE"),
}
"""The last day of each state with a term, for the day on which it began, and what follows."""
CEDEN = {
    # un hecho que no quita lo que puso el primero, y sí lo que puso el tercero: a mano
    "HUELGA_EMPLAZADA": ("HUELGA_ESTALLADA", "ESTALLADA", "HUELGA_TERMINADA"),
    "HUELGA_CONJURADA": ("HUELGA_ESTALLADA", "ESTALLADA", "HUELGA_EMPLAZADA"),
    "COMPROBANTE": ("PAGO_TOTAL", "TOTAL", "PAGO_PARCIAL"),
    "PAGO_PARCIAL": ("PAGO_TOTAL", "TOTAL", "COMPROBANTE"),
    "CONVENIO_NEGADO": ("CONVENIO_VIGENTE", "VIGENTE", "CONVENIO_SOLICITADO"),
    "CONCURSO_ADMITIDO": ("CONCURSO_CONCILIACION", "CONCILIACION", "CONCURSO_TERMINADO"),
    "DEMANDA": ("SUSPENSION", "SUSPENDIDO", "JUICIO_TERMINADO"),
    "INCONFORMIDAD": ("INCONFORMIDAD", "INTERPUESTA", "INCONFORMIDAD_DESECHADA"),
}


def test_cada_estado_dura_hasta_la_vispera_del_siguiente_y_el_ultimo_hasta_hoy():
    suyos = hechos(
        cartera(),
        ("CONVENIO_SOLICITADO", "2026-03-02"),
        ("CONVENIO_VIGENTE", "2026-04-06"),
        ("CONVENIO_CAIDO", "2026-05-18"),
        al=AL,
    )
    assert nombrados(lineas(suyos, HOY)) == [
        (0, "SOLICITADO", date(2026, 3, 2), date(2026, 4, 5)),
        (0, "VIGENTE", date(2026, 4, 6), date(2026, 5, 17)),
        (0, "CAIDO", date(2026, 5, 18), AL),
    ]
    assert lineas(suyos, HOY).ultima.tolist() == [False, False, True]


def test_cada_materia_de_cada_credito_lleva_su_propia_linea():
    dos = cartera({}, {})
    suyos = hechos(
        dos,
        ("DEMANDA", "2026-04-13", {"credito": 1}),
        ("SENTENCIA_NULIDAD", "2026-05-18", {"credito": 1}),
        ("DEMANDA", "2026-03-02"),
        ("INVITACION", "2026-03-03"),
        al=AL,
    )
    suyas = lineas(suyos, HOY)
    assert nombrados(suyas) == [
        (0, "EN_TRAMITE", date(2026, 3, 2), AL),
        (1, "EN_TRAMITE", date(2026, 4, 13), date(2026, 5, 17)),
        (1, "TERMINADO", date(2026, 5, 18), AL),
        (1, "NULO", date(2026, 5, 18), AL),
    ]
    assert suyas.ultima.tolist() == [True, False, True, True]
    assert nombrados(suyas.en("juicio", "EN_TRAMITE")) == [
        (0, "EN_TRAMITE", date(2026, 3, 2), AL),
        (1, "EN_TRAMITE", date(2026, 4, 13), date(2026, 5, 17)),
    ]
    assert nombrados(suyas.en("validez")) == [(1, "NULO", date(2026, 5, 18), AL)]


def test_de_dos_hechos_del_mismo_dia_el_primero_no_dura_nada():
    suyos = hechos(
        cartera(), ("CONVENIO_NEGADO", "2026-05-04"), ("CONVENIO_SOLICITADO", "2026-05-04"), al=AL
    )
    assert nombrados(lineas(suyos, HOY)) == [
        (0, "NINGUNO", date(2026, 5, 4), date(2026, 5, 3)),
        (0, "SOLICITADO", date(2026, 5, 4), AL),
    ]


@pytest.mark.parametrize("codigo", CEDEN)
def test_un_hecho_que_cede_deja_como_estaba_lo_que_no_puede_quitar(codigo):
    previo, mantiene, quita = CEDEN[codigo]
    for otro, queda in ((previo, mantiene), (quita, None)):
        suyos = hechos(cartera(), (otro, "2026-03-02"), (codigo, "2026-05-04"), al=AL)
        suyas = lineas(suyos, HOY)
        folio = suyos.tabla["folio"].take(suyos.fila[suyas.hecho[suyas.ultima]]).to_pylist()
        assert folio == (["H-1"] if queda else ["H-2"])
        if queda:
            assert nombrados(suyas) == [(0, queda, date(2026, 3, 2), AL)]


def test_lo_que_sigue_al_que_cede_se_pregunta_sin_el():
    suyos = hechos(
        cartera(),
        ("HUELGA_ESTALLADA", "2026-03-02"),
        ("HUELGA_EMPLAZADA", "2026-04-06"),
        ("HUELGA_CONJURADA", "2026-05-04"),
        ("HUELGA_TERMINADA", "2026-06-01"),
        ("HUELGA_EMPLAZADA", "2026-06-15"),
        al=AL,
    )
    assert nombrados(lineas(suyos, HOY)) == [
        (0, "ESTALLADA", date(2026, 3, 2), date(2026, 5, 31)),
        (0, "TERMINADA", date(2026, 6, 1), date(2026, 6, 14)),
        (0, "EMPLAZADA", date(2026, 6, 15), AL),
    ]


def test_el_hecho_de_cada_linea_es_el_que_la_puso():
    suyos = hechos(
        cartera(), ("SENTENCIA_NULIDAD", "2026-05-18"), ("NOTIFICACION", "2026-03-02"), al=AL
    )
    suyas = lineas(suyos, HOY)
    folios = suyos.tabla["folio"].take(suyos.fila[suyas.hecho]).to_pylist()
    assert folios == ["H-2", "H-1", "H-1"]


def test_sin_hechos_no_hay_lineas():
    assert [columna.size for columna in lineas(sin_hechos(), HOY)] == [0] * 7


def test_los_estados_con_plazo_son_los_de_la_ley():
    nombres = list(materias())
    hallados = {(nombres[materia], estado.estado) for materia, _, estado, _ in con_plazo()}
    assert hallados == {llave[:2] for llave in CON_PLAZO}


@pytest.mark.parametrize("llave", CON_PLAZO)
def test_el_ultimo_dia_de_cada_plazo_es_el_contado_a_mano(llave):
    materia, nombre, desde = llave
    numero = list(materias()).index(materia)
    ((estado, sigue),) = [(e, s) for m, _, e, s in con_plazo() if (m, e.estado) == (numero, nombre)]
    ultimo, despues = CON_PLAZO[llave]
    assert ultimo_dia(estado, enteros(desde)).tolist() == enteros(ultimo).tolist()
    assert materias()[materia][sigue].estado == despues


def test_los_plazos_para_pagar_no_terminan_en_viernes_y_el_de_resolver_si():
    # vector D11: quince días desde el 7 de mayo de 2026 terminan el viernes 29
    por_materia = {list(materias())[m]: estado for m, _, estado, _ in con_plazo()}
    dia = enteros("2026-05-07")
    for materia in ("sustitucion", "solidaria"):
        assert dias_de(ultimo_dia(por_materia[materia], dia)) == [date(2026, 6, 1)]
    # veinte días hábiles desde el viernes 8 de mayo: 11 a 15, 18 a 22, 25 a 29, 1 a 5 de junio
    assert dias_de(ultimo_dia(por_materia["aclaracion"], dia + 1)) == [date(2026, 6, 5)]


def test_la_garantia_del_29_de_febrero_dura_hasta_el_primer_habil_de_marzo():
    ((estado,),) = [[e] for m, _, e, _ in con_plazo() if list(materias())[m] == "garantia"]
    # el 1 de marzo de 2025 es sábado
    assert dias_de(ultimo_dia(estado, enteros("2024-02-29"))) == [date(2025, 3, 3)]


def test_donde_deja_los_renglones_pedidos():
    suyos = hechos(cartera(), ("NOTIFICACION", "2026-03-02"), ("EMBARGO", "2026-05-04"), al=AL)
    suyas = lineas(suyos, HOY)
    assert nombrados(suyas.donde(np.array([1]))) == nombrados(suyas)[1:]


OTRA = {"soporte_folio": "G-2"}


@pytest.mark.parametrize(
    ("hechos_", "queda"),
    [
        ([("GARANTIA", {}), ("GARANTIA", OTRA), ("GARANTIA_CANCELADA", {})], "SUFICIENTE"),
        ([("GARANTIA", {}), ("GARANTIA", {}), ("GARANTIA_CANCELADA", {})], "NINGUNA"),
        (
            [("GARANTIA", {}), ("GARANTIA", OTRA)] + [("GARANTIA_CANCELADA", {})] * 2,
            "NINGUNA",
        ),
    ],
)
def test_lo_que_termina_una_garantia_no_termina_la_otra(hechos_, queda):
    suya = cartera()
    dados = [(c, f"2026-0{n}-10", otros) for n, (c, otros) in enumerate(hechos_, start=3)]
    assert estado(situacion(suya, *dados, al="2026-10-30"), "garantia") == queda


@pytest.mark.parametrize(
    ("materia", "abre", "cierra", "queda"),
    [
        ("juicio", "DEMANDA", "SENTENCIA_VALIDEZ", "EN_TRAMITE"),
        ("revocacion", "REVOCACION", "REVOCACION_RESUELTA", "EN_TRAMITE"),
        ("pago", "COMPROBANTE", "COMPROBANTE_RECHAZADO", "POR_AFECTAR"),
    ],
)
def test_terminar_un_asunto_deja_abierto_el_otro(materia, abre, cierra, queda):
    suya = cartera()
    dados = [(abre, "2026-03-10"), (abre, "2026-04-10", OTRA), (cierra, "2026-05-11")]
    assert estado(situacion(suya, *dados, al="2026-10-30"), materia) == queda

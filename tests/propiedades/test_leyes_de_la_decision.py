"""What the law never lets the decision tables do, each said in a sentence and explored whole."""

import numpy as np
import pytest
from combinaciones import AL, con, explorar, permitidos

from cartera_lib.cartera.materia import materias, numeros_de_materia
from cartera_lib.reglas.decision import ACTOS, Acto, Devenga, Respuesta, tablero

CON_HECHO_FALTANTE = ("SIN_EXPEDIENTE", "SIN_FECHA", "SIN_ACUSE", "POR_CONFIRMAR")
NUNCA_PERMITEN = {
    "pagar el crédito nunca permite cobrarlo": ("pago", "TOTAL"),
    "un comprobante sin afectar nunca permite ejecutar": ("pago", "POR_AFECTAR"),
    "anular el crédito nunca permite cobrarlo": ("validez", "NULO"),
    "anularlo para efectos nunca permite cobrarlo": ("validez", "PARA_EFECTOS"),
    "anular la notificación nunca permite ejecutar": ("notificacion", "ANULADA"),
    "un defecto de la notificación nunca permite ejecutar": ("notificacion", "NULA"),
    "prescribir nunca permite cobrar": ("prescripcion", "CONSUMADA"),
    "declarar la prescripción nunca permite cobrar": ("prescripcion", "DECLARADA"),
    "caducar nunca permite cobrar": ("caducidad", "CONSUMADA"),
    "declarar la caducidad nunca permite cobrar": ("caducidad", "DECLARADA"),
    "suspender el cobro nunca permite ejecutar": ("juicio", "SUSPENDIDO"),
    "perder la sentencia nunca permite ejecutar": ("juicio", "CONTRARIA"),
    "inconformarse a tiempo nunca permite ejecutar": ("inconformidad", "EN_TIEMPO"),
    "la conciliación del concurso nunca permite ejecutar": ("concurso", "CONCILIACION"),
    "la defensa del ejecutor de gasto nunca permite ejecutar": ("gasto_publico", "CON_DEFENSA"),
    "el convenio vigente nunca permite ejecutar": ("convenio", "VIGENTE"),
    "la huelga estallada nunca permite ejecutar": ("huelga", "ANTERIOR"),
    "enviarlo a otra subdelegación nunca permite ejecutar aquí": ("envio", "ENVIADO"),
    "cancelarlo en cuentas nunca permite ejecutar": ("cancelacion", "CANCELADO"),
}


@pytest.mark.parametrize("ley", NUNCA_PERMITEN)
def test_nunca_permite_lo_que_estaba_prohibido(ley):
    materia, estado = NUNCA_PERMITEN[ley]
    antes = explorar(materia)
    despues = con(antes, materia, estado)
    assert permitidos(antes).any(), "sin algo permitido no se probaría nada"
    assert not (permitidos(despues) & ~permitidos(antes)).any(), ley


@pytest.mark.parametrize("ley", NUNCA_PERMITEN)
def test_con_ese_hecho_no_se_permite_ningun_acto_de_ejecucion(ley):
    assert not permitidos(con(explorar(NUNCA_PERMITEN[ley][0]), *NUNCA_PERMITEN[ley])).any(), ley


@pytest.mark.parametrize("antes_de_garantizar", ["NINGUNA", "INSUFICIENTE"])
def test_garantizar_nunca_permite_lo_que_estaba_prohibido(antes_de_garantizar):
    sin_garantia = con(explorar("garantia"), "garantia", antes_de_garantizar)
    garantizado = con(sin_garantia, "garantia", "SUFICIENTE")
    assert permitidos(sin_garantia).any()
    assert not (permitidos(garantizado, ACTOS) & ~permitidos(sin_garantia, ACTOS)).any()


@pytest.mark.parametrize(
    ("materia", "estado"),
    [(m, e.estado) for m in materias() for e in materias()[m] if e.estado in CON_HECHO_FALTANTE],
)
def test_un_hecho_que_falta_nunca_se_responde_con_un_si(materia, estado):
    # Anexo A. La ficha se sigue cobrando: quien quiere pagar, paga.
    estados = con(explorar(materia), materia, estado)
    de_cobro = [acto for acto in ACTOS if acto is not Acto.FICHA]
    assert not permitidos(estados, de_cobro).any()


def test_hay_hechos_que_pueden_faltar_en_siete_materias():
    con_falta = {m for m in materias() for e in materias()[m] if e.estado in CON_HECHO_FALTANTE}
    assert con_falta == {
        "notificacion", "inconformidad", "juicio", "revocacion", "garantia", "concurso",
        "sin_efectos", "prescripcion",
    }  # fmt: skip


SI_SE_PERMITE = {
    "el remate, también el embargo (CFF 151 y 176)": (Acto.REMATE, Acto.EMBARGO),
    "el embargo, también notificar el requerimiento (CFF 151)": (Acto.EMBARGO, Acto.NOTIFICAR),
    "cualquier ejecución, también cobrar con ficha": (Acto.MANDAMIENTO, Acto.FICHA),
}


@pytest.mark.parametrize("ley", SI_SE_PERMITE)
def test_si_se_permite(ley):
    # Basta con que cada renglón lo cumpla: lo que el todo permite, lo permiten todos los grupos.
    mayor, menor = SI_SE_PERMITE[ley]
    malos = [
        regla.codigo
        for regla in tablero(AL).reglas
        if regla.respuestas[mayor] <= Respuesta.CAUTELA < regla.respuestas[menor]
        and regla.codigo not in EXCEPCIONES.get(ley, ())
    ]
    assert malos == [], ley


EXCEPCIONES = {
    # La ficha en procuración la cobra quien practica las diligencias (diseño).
    "cualquier ejecución, también cobrar con ficha": ("48",),
}

EXIGE = {
    "el mandamiento exige notificación válida y quince días vencidos (CFF 144 y 145)": (
        Acto.MANDAMIENTO,
        ("notificacion", "VALIDA", "plazo", "VENCIDO", "cedula", "EMITIDA"),
    ),
    "el requerimiento exige un mandamiento (CFF 151)": (
        Acto.NOTIFICAR,
        ("etapa", "MANDAMIENTO|REQUERIDO|EMBARGADO|VALUADO|CONVOCADO|POR_ACREDITAR"),
    ),
    "el remate exige el avalúo (CFF 175)": (Acto.REMATE, ("etapa", "VALUADO|CONVOCADO")),
    "el mandamiento contra el sustituto exige su plazo vencido (RACERF 129)": (
        Acto.SUSTITUTO,
        ("sustitucion", "EXIGIBLE"),
    ),
    "el mandamiento contra el responsable exige su plazo vencido (RACERF 130)": (
        Acto.RESPONSABLE,
        ("solidaria", "EXIGIBLE"),
    ),
}


@pytest.mark.parametrize("ley", EXIGE)
def test_exige(ley):
    acto, pares = EXIGE[ley]
    for materia, buenos in zip(pares[::2], pares[1::2], strict=True):
        estados = explorar(materia)
        nombres = np.array([e.estado for e in materias()[materia]])
        en = nombres[estados[numeros_de_materia()[materia]]]
        permitido = permitidos(estados, [acto])[0]
        assert permitido.any()
        assert set(en[permitido]) <= set(buenos.split("|")), ley


def test_lo_extinguido_y_solo_lo_extinguido_deja_de_causar_accesorios():
    detienen = {r.codigo for r in tablero(AL).reglas if r.devenga is Devenga.NO}
    # Nulidad, prescripción, caducidad y pago; y la multa que se pidió dejar sin efectos.
    assert detienen == {"10", "49", "51", "53", "57", "57A", "57B"}

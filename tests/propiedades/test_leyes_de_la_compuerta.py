"""Days and acts that the two readings found apart, each settled by the law and reckoned by hand."""

from datetime import date

import pytest
from casos_de_compuerta import CREDITO, NOTIFICADO, caso
from compuerta_en_letras import responder
from segunda_lectura import ACTOS, Suceso, leer

# Notificada el lunes 2026-03-02: surte el 3, el día quince es el 25, exigible el 26.


def _las_dos(al, *sucesos, credito=CREDITO):
    """Ask the package and the second reading; they must not differ."""
    el_caso = caso(credito, *sucesos)._replace(patron="P1")
    respondido = responder([el_caso], al)[0]
    assert leer(el_caso.credito, el_caso.sucesos, al) == respondido
    return respondido


def _permite(respondido, acto):
    return respondido.actos[ACTOS.index(acto)] in "SC"


def hecho(codigo, dia, medio="", defectos=()):
    return Suceso(codigo, date.fromisoformat(dia), medio, defectos)


def test_con_la_notificacion_anulada_caen_el_embargo_y_el_avaluo():
    pae = [hecho("EMBARGO", "2026-04-06"), hecho("AVALUO_NOTIFICADO", "2026-05-04")]
    anulada = [hecho("NOTIFICACION_ANULADA", "2026-06-01"), hecho("NOTIFICACION", "2026-07-01")]
    assert _permite(_las_dos(date(2026, 5, 29), NOTIFICADO, *pae), "REMATE")
    despues = _las_dos(date(2026, 11, 24), NOTIFICADO, *pae, *anulada)
    assert (despues.estados["etapa"], despues.estados["plazo"]) == ("SIN_INICIAR", "VENCIDO")
    assert not _permite(despues, "REMATE")
    assert _permite(despues, "MANDAMIENTO")


def test_el_nuevo_acto_se_notifica_antes_de_ejecutarse():
    nulo = [hecho("SENTENCIA_PARA_EFECTOS", "2026-06-01"), hecho("NUEVO_ACTO", "2026-07-01")]
    assert not _permite(_las_dos(date(2026, 11, 24), NOTIFICADO, *nulo), "MANDAMIENTO")
    de_nuevo = hecho("NOTIFICACION", "2026-07-06", "PERSONAL")
    assert _permite(_las_dos(date(2026, 11, 24), NOTIFICADO, *nulo, de_nuevo), "MANDAMIENTO")


@pytest.mark.parametrize(
    ("dia", "como"), [("2026-04-28", "EN_TIEMPO"), ("2026-04-29", "EXTEMPORANEA")]
)
def test_la_aclaracion_interrumpe_el_plazo_para_inconformarse(dia, como):
    # Resuelta el lunes 2026-04-06: surte el 7 y el día quince es el 28 (RACERF 151, VII).
    aclarado = [hecho("ACLARACION", "2026-03-10"), hecho("ACLARACION_IMPROCEDENTE", "2026-04-06")]
    respondido = _las_dos(date(2026, 5, 4), NOTIFICADO, *aclarado, hecho("INCONFORMIDAD", dia))
    assert respondido.estados["inconformidad"] == como


@pytest.mark.parametrize(
    ("al", "como"), [("2026-04-06", "DIEZ_DIAS"), ("2026-04-07", "CONFIRMADA")]
)
def test_los_diez_dias_de_lo_notificado_por_estrados_empiezan_al_surtir_efectos(al, como):
    # Publicada el 2026-03-02: se notifica el 18, surte el 19 y el décimo día es el 6 de abril.
    recurso = hecho("INCONFORMIDAD", "2026-02-10")
    resuelta = hecho("INCONFORMIDAD_CONFIRMADA", "2026-03-02", "ESTRADOS")
    anterior = NOTIFICADO._replace(dia=date(2026, 2, 3))
    respondido = _las_dos(date.fromisoformat(al), anterior, recurso, resuelta)
    assert respondido.estados["inconformidad"] == como


@pytest.mark.parametrize(("al", "como"), [("2026-06-19", "SEIS_DIAS"), ("2026-06-22", "SEIS_DIAS"),
                                          ("2026-06-23", "EXIGIBLE")])  # fmt: skip
def test_el_ultimo_dia_para_pagar_el_saldo_no_es_viernes(al, como):
    # Requerido el 2026-06-10: surte el 11 y el sexto día es el viernes 19; se paga hasta el lunes.
    requerido = hecho("SALDO_REQUERIDO", "2026-06-10", "PERSONAL")
    respondido = _las_dos(date.fromisoformat(al), NOTIFICADO, requerido)
    assert respondido.estados["convenio"] == como
    assert _permite(respondido, "NOTIFICAR") is False  # todavía no hay mandamiento


def test_un_avaluo_mal_notificado_no_permite_rematar():
    embargado = [NOTIFICADO, hecho("EMBARGO", "2026-04-06")]
    nulo = hecho("AVALUO_NOTIFICADO", "2026-05-04", "PERSONAL", ("SIN_CITATORIO",))
    assert not _permite(_las_dos(date(2026, 11, 24), *embargado, nulo), "REMATE")
    assert _permite(_las_dos(date(2026, 11, 24), *embargado, nulo._replace(defectos=())), "REMATE")


def test_lo_que_sigue_publicado_en_estrados_todavia_no_esta_notificado():
    # Publicada el 2026-11-03, con el 16 inhábil: se notifica el 19.
    publicada = hecho("NOTIFICACION", "2026-11-03", "ESTRADOS")
    assert _las_dos(date(2026, 11, 18), publicada).estados["notificacion"] == "SIN_NOTIFICAR"
    assert _las_dos(date(2026, 11, 19), publicada).estados["notificacion"] == "VALIDA"


def test_en_convenio_no_corre_la_prescripcion_y_al_caer_empieza_de_nuevo():
    convenio = [hecho("CONVENIO_SOLICITADO", "2026-05-04"), hecho("CONVENIO_VIGENTE", "2026-06-01")]
    vigente = _las_dos(date(2028, 5, 31), NOTIFICADO, *convenio)
    assert vigente.estados["prescripcion"] == "SUSPENDIDA"
    caido = _las_dos(date(2028, 7, 3), NOTIFICADO, *convenio, hecho("CONVENIO_CAIDO", "2028-06-01"))
    assert caido.prescribe == date(2033, 6, 1)


def test_la_suspension_que_despues_se_garantiza_suspende_la_prescripcion():
    concedida = [NOTIFICADO, hecho("SUSPENSION_SIN_GARANTIA", "2026-05-04")]
    sin_ella = _las_dos(date(2026, 7, 1), *concedida)
    con_ella = _las_dos(date(2026, 7, 1), *concedida, hecho("GARANTIA", "2026-06-01"))
    assert (sin_ella.estados["prescripcion"], sin_ella.prescribe) == ("CORRE", date(2031, 3, 26))
    # Del 1 de junio al 1 de julio, ambos incluidos, van 31 días.
    assert (con_ella.estados["prescripcion"], con_ella.prescribe) == (
        "SUSPENDIDA",
        date(2031, 4, 26),
    )


def test_el_requerimiento_en_un_buzon_sin_abrir_interrumpe_el_cuarto_dia():
    # Aviso del lunes 2026-06-01: el cuarto día hábil es el viernes 5.
    requerido = hecho("REQUERIMIENTO_DE_PAGO", "2026-06-01", "BUZON_SIN_ABRIR")
    assert _las_dos(date(2026, 7, 1), NOTIFICADO, requerido).prescribe == date(2031, 6, 5)


def test_la_segunda_aclaracion_dentro_del_plazo_que_se_reanudo_tambien_lo_detiene():
    # Primera el 10 de marzo: quedan 10 días (del 11 al 25, con el 16 inhábil). Resuelta el 6 de
    # abril, surte el 7; la segunda, el 10, gasta 3 y deja 7. Resuelta el 4 de mayo: surte el 6
    # (el 5 es inhábil) y el séptimo día es el viernes 15: se paga hasta el lunes 18.
    primera = [hecho("ACLARACION", "2026-03-10"), hecho("ACLARACION_IMPROCEDENTE", "2026-04-06")]
    segunda = [hecho("ACLARACION", "2026-04-10"), hecho("ACLARACION_IMPROCEDENTE", "2026-05-04")]
    hoy = _las_dos(date(2026, 5, 18), NOTIFICADO, *primera, *segunda)
    manana = _las_dos(date(2026, 5, 19), NOTIFICADO, *primera, *segunda)
    assert (hoy.estados["plazo"], manana.estados["plazo"]) == ("EN_PLAZO", "VENCIDO")

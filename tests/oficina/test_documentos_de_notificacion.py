"""The papers of a notice: what each carries, what the law asks of its days, why it is refused."""

import re
import subprocess
from dataclasses import replace
from datetime import date, datetime

import pytest

from cartera_lib.cartera.borrador import Borrador, Negativa, sellados
from cartera_lib.documents.render import edicion, render
from cartera_lib.oficina import documentos_de_notificacion as d
from cartera_lib.oficina.documentos_de_notificacion import Citatorio, Evidencia, Seguimiento
from tests.oficina import papeles_de_notificacion as p
from tests.oficina.papeles_de_notificacion import AL, CITA, CREDITO, DOCUMENTO, EN, HUELLA, VISTOS

CLASES = ("CITATORIO", "ACTA_NOTIFICACION", "ACTA_CIRCUNSTANCIADA")
CLASES += ("ACUERDO_ESTRADOS", "CONSTANCIA_ESTRADOS")
OTRA = "f" * 64


def codigos(dicho):
    assert isinstance(dicho, Negativa), dicho
    return [causa.codigo for causa in dicho.causas]


def hechos(dicho):
    return " ".join(map(str, dicho.causas))


def citado(cita, al=AL):
    return d.citatorio(p.asunto(), EN, al=al, documento=DOCUMENTO, cita=cita)


def con_citatorio(cita, al=AL):
    previo = Citatorio("CI26-000001", cita)
    return d.acta_de_notificacion(p.asunto(), EN, al=al, documento=DOCUMENTO, citatorio=previo)


def acordado(publicacion=AL, al=AL, **cambios):
    return d.acuerdo_de_estrados(p.asunto(), EN, al=al, estrados=p.estrados(publicacion, **cambios))


def constante(al=AL, bitacora=None, publicado=None):
    vista = dict.fromkeys(VISTOS, HUELLA) if bitacora is None else bitacora
    seguimiento = Seguimiento("AE26-000001", vista)
    return d.constancia_de_estrados(
        p.asunto(), EN, al=al, estrados=publicado or p.estrados(), seguimiento=seguimiento
    )


def leido(borrador):
    """Return the words of the PDF of a draft, without spaces."""
    datos = sellados(borrador.datos, folio="X26-000001", plantilla=edicion())
    orden = ["pdftotext", "-layout", "-", "-"]
    texto = subprocess.run(orden, input=render(datos), capture_output=True, check=True).stdout
    return junto(texto.decode())


def junto(texto):
    return re.sub(r"\s+", "", texto)


def test_la_cita_se_escribe_con_su_dia_de_la_semana_y_su_hora():
    # 6 July 2026 is a Monday
    assert citado(CITA).datos["cita"] == "lunes 6 de julio de 2026, a las 10:00 horas"


# CFF 13: the first minute of the next working day, and the last one of another
@pytest.mark.parametrize("cita", [datetime(2026, 7, 1, 7, 30), datetime(2026, 7, 6, 18)])
def test_la_cita_puede_ser_desde_las_siete_y_media_hasta_las_dieciocho(cita):
    assert isinstance(citado(cita), Borrador)


@pytest.mark.parametrize(
    ("cita", "dicho"),
    [
        (datetime(2026, 7, 6, 7, 29), "07:29"),
        (datetime(2026, 7, 6, 18, 1), "18:01"),
        (datetime(2026, 7, 4, 10), "sábado 4 de julio de 2026"),
        (datetime(2026, 11, 16, 10), "lunes 16 de noviembre de 2026"),  # third Monday: CFF 12
        (datetime(2026, 6, 30, 12), "martes 30 de junio de 2026"),  # the day it is left
        (datetime(2026, 6, 29, 12), "lunes 29 de junio de 2026"),
    ],
)
def test_la_cita_fuera_de_dia_u_hora_habiles_o_no_posterior_se_niega(cita, dicho):
    negado = citado(cita)
    assert codigos(negado) == ["E12"]
    assert dicho in hechos(negado)


def test_la_cita_dice_todas_sus_razones_y_la_que_el_calendario_no_alcanza_la_suya():
    assert codigos(citado(datetime(2026, 7, 4, 21))) == ["E12", "E12"]
    assert codigos(citado(datetime(2051, 1, 3, 10))) == ["E09"]


def test_el_acta_dice_el_citatorio_que_la_precede():
    previo = con_citatorio(datetime(2026, 6, 30, 10)).datos["citatorio"]
    assert previo["folio"] == "CI26-000001"
    assert previo["cita"] == "martes 30 de junio de 2026, a las 10:00 horas"


def test_el_acta_de_otro_dia_que_el_de_la_cita_se_niega():
    negado = con_citatorio(datetime(2026, 6, 29, 10))
    assert codigos(negado) == ["E13"]
    assert "CI26-000001" in hechos(negado)
    assert "lunes 29 de junio de 2026" in hechos(negado)


def test_el_acta_de_una_cita_en_hora_inhabil_se_niega():
    assert codigos(con_citatorio(datetime(2026, 6, 30, 19))) == ["E12"]


@pytest.mark.parametrize(
    ("publicacion", "ultimo", "notificacion", "efectos"),
    [
        # procedimientos 0.4
        ("2026-03-02", "2026-03-17", "2026-03-18", "2026-03-19"),
        ("2026-11-03", "2026-11-18", "2026-11-19", "2026-11-20"),
        # by hand: 16, 17, 18, 19, 22, 23, 24, 25, 26 and 29 June; the eleventh is the 30th
        ("2026-06-15", "2026-06-29", "2026-06-30", "2026-07-01"),
    ],
)
def test_los_estrados_son_diez_dias_habiles_y_se_notifica_al_undecimo(
    publicacion, ultimo, notificacion, efectos
):
    plazo = d.plazo_de_estrados(date.fromisoformat(publicacion))
    assert len(plazo.publicado) == 10
    assert plazo.publicado[-1] == date.fromisoformat(ultimo)
    assert plazo.retiro == plazo.notificacion == date.fromisoformat(notificacion)
    assert plazo.efectos == date.fromisoformat(efectos)


def test_antes_de_la_reforma_los_estrados_eran_quince_dias():
    # the page of estrados with the older text: fifteen days, notice on the sixteenth;
    # by hand: 5 to 8, 11 to 15, 18 to 22 and 25 October 2021, and notice on the 26th
    plazo = d.plazo_de_estrados(date(2021, 10, 4))
    assert (len(plazo.publicado), plazo.notificacion) == (15, date(2021, 10, 26))


def test_el_acuerdo_dice_sus_dias_la_causa_y_sus_pruebas():
    datos = acordado(date(2026, 11, 3)).datos
    assert datos["plazo"] == "diez (10) días hábiles"
    assert datos["publicacion"] == "martes 3 de noviembre de 2026"
    assert datos["notificacion"] == datos["retiro"] == "jueves 19 de noviembre de 2026"
    assert datos["efectos"] == "viernes 20 de noviembre de 2026"
    assert "no es localizable" in datos["causa"]
    assert datos["cuadros"]["evidencias"]["filas"][0][1:] == ["AC26-000012", "02/06/2026"]


@pytest.mark.parametrize(
    ("cambios", "codigo", "dicho"),
    [
        ({"causa": "PORQUE_SI"}, "E14", "PORQUE_SI"),
        ({"evidencias": ()}, "E15", "acta circunstanciada de no localización"),
        ({"publicacion": date(2026, 6, 29)}, "E16", "lunes 29 de junio de 2026"),
        ({"publicacion": date(2026, 7, 4)}, "E16", "sábado 4 de julio de 2026"),
        ({"hechos": " "}, "E01", "hechos"),
        ({"pagina": ""}, "E01", "página"),
        ({"documento": DOCUMENTO | {"sha256": ""}}, "E01", "huella"),
        ({"publicacion": date(2051, 1, 3)}, "E09", "descansos"),
        ({"publicacion": date(1996, 12, 31)}, "E09", "medios_notificacion"),
    ],
)
def test_el_acuerdo_que_la_ley_no_admite_se_niega(cambios, codigo, dicho):
    negado = acordado(**cambios)
    assert codigo in codigos(negado)
    assert dicho in hechos(negado)


def test_la_causa_que_no_regia_ese_dia_no_vale():
    # the list of causes is of the text in force since 13 November 2021
    dia, antes = date(2021, 11, 12), (Evidencia("Acta", "1", date(2021, 11, 8)),)
    negado = acordado(date(2021, 11, 16), dia, evidencias=antes)
    assert codigos(negado) == ["E14"]


@pytest.mark.parametrize("dia", [date(2026, 7, 1), date(2026, 7, 2)])
def test_la_prueba_posterior_al_acuerdo_o_a_la_publicacion_no_vale(dia):
    tardia = Evidencia("Acta circunstanciada de hechos", "AC26-000031", dia)
    negado = acordado(date(2026, 7, 1), evidencias=(*p.EVIDENCIAS, tardia))
    assert codigos(negado) == ["E15"]
    assert "AC26-000031" in hechos(negado)


def test_la_prueba_del_dia_del_acuerdo_vale():
    misma = Evidencia("Acta circunstanciada de hechos", "AC26-000030", AL)
    assert isinstance(acordado(evidencias=(misma,)), Borrador)


def test_la_constancia_trae_los_diez_dias_con_su_huella():
    datos = constante().datos
    filas = datos["cuadros"]["bitacora"]["filas"]
    assert [fila[0] for fila in filas] == [str(n) for n in range(1, 11)]
    assert filas[0][1] == "martes 16/06/2026"
    assert filas[-1][1] == "lunes 29/06/2026"
    assert {fila[2] for fila in filas} == {HUELLA}
    assert datos["acuerdo"] == "AE26-000001"
    assert datos["retiro"] == datos["notificacion"] == "martes 30 de junio de 2026"
    assert datos["efectos"] == "miércoles 1 de julio de 2026"


@pytest.mark.parametrize("falta", VISTOS)
def test_la_constancia_sin_uno_de_los_diez_dias_se_niega(falta):
    vistos = {dia: HUELLA for dia in VISTOS if dia != falta}
    assert codigos(constante(bitacora=vistos)) == ["E17"]
    assert codigos(constante(bitacora=vistos | {falta: ""})) == ["E17"]


@pytest.mark.parametrize("dia", [VISTOS[0], VISTOS[-1], p.PUBLICACION])
def test_la_constancia_de_un_documento_con_otra_huella_se_niega(dia):
    vistos = dict.fromkeys(VISTOS, HUELLA) | {dia: OTRA}
    negado = constante(bitacora=vistos)
    assert codigos(negado) == ["E18"]
    assert f"{dia.day} de junio de 2026" in hechos(negado)


def test_la_huella_es_la_misma_en_mayusculas():
    vistos = dict.fromkeys(VISTOS, HUELLA.upper())
    assert constante(bitacora=vistos).datos == constante().datos


def test_la_constancia_no_se_fecha_antes_de_que_termine_el_plazo():
    assert codigos(constante(al=date(2026, 6, 29))) == ["E19"]
    assert isinstance(constante(al=date(2026, 6, 30)), Borrador)


@pytest.mark.parametrize(
    ("cambios", "codigo"),
    [
        ({"causa": "PORQUE_SI"}, "E14"),
        ({"evidencias": (Evidencia("Acta", "1", date(2026, 6, 16)),)}, "E15"),
        ({"publicacion": date(2026, 6, 14)}, "E16"),
        ({"publicacion": date(2051, 1, 3)}, "E09"),
    ],
)
def test_la_constancia_de_una_publicacion_que_no_valia_se_niega(cambios, codigo):
    assert codigo in codigos(constante(publicado=replace(p.estrados(), **cambios)))


def test_la_constancia_dice_que_acuerdo_la_ordena():
    vista = Seguimiento("", dict.fromkeys(VISTOS, HUELLA))
    dados = {"estrados": p.estrados(), "seguimiento": vista}
    assert codigos(d.constancia_de_estrados(p.asunto(), EN, al=AL, **dados)) == ["E01"]


@pytest.mark.parametrize("campo", ["nombre", "folio", "fecha_en_letra"])
def test_sin_saber_que_documento_se_notifica_no_hay_papel(campo):
    vacio = DOCUMENTO | {campo: ""}
    assert codigos(d.citatorio(p.asunto(), EN, al=AL, documento=vacio, cita=CITA)) == ["E01"]
    assert codigos(d.acta_circunstanciada(p.asunto(), EN, al=AL, documento=vacio)) == ["E01"]


def test_sin_saber_del_patron_se_dice_todo_lo_que_falta():
    de_nadie = replace(p.asunto(), patron=None)
    negado = d.citatorio(de_nadie, EN, al=AL, documento=DOCUMENTO, cita=CITA)
    for falta in ("nombre", "domicilio", "municipio", "código postal"):
        assert falta in hechos(negado)
    assert [llave.credito for llave in negado.creditos] == [CREDITO]


def test_un_papel_no_mezcla_ramos():
    mezclado = p.asunto(CREDITO, "257000001")  # COP and RCV, of the same employer
    assert codigos(d.acta_circunstanciada(mezclado, EN, al=AL, documento=DOCUMENTO)) == ["E04"]


@pytest.mark.parametrize("clase", CLASES)
def test_estos_papeles_no_piden_dinero_y_dicen_de_quien_son(clase):
    borrador = p.papeles()[clase]
    assert (borrador.creditos, borrador.datos["memoria"]["creditos"]) == ((), [])
    assert (borrador.clase, borrador.registro, borrador.ramo) == (clase, p.PATRON, "COP")
    cuadro = borrador.datos["cuadros"]["creditos"]
    titulos = [titulo for titulo, _ in cuadro["columnas"]]
    assert titulos == ["Crédito", "Periodo", "Tipo de documento"]
    assert [fila[0] for fila in cuadro["filas"]] == [CREDITO]
    assert cuadro["total"] == []


@pytest.mark.papel
def test_el_citatorio_advierte_con_quien_se_hara_la_diligencia():
    texto = leido(p.papeles()["CITATORIO"])
    assert junto("con quien se encuentre en el domicilio o, en su defecto, con un vecino") in texto


@pytest.mark.papel
@pytest.mark.parametrize("clase", CLASES)
def test_un_credito_cabe_en_dos_hojas(clase):
    hojas = re.findall(r"Página(\d+)de\d+Compruébelo", leido(p.papeles()[clase]))
    assert hojas in (["1"], ["1", "2"])


@pytest.mark.papel
def test_el_acta_sin_citatorio_deja_su_renglon_en_blanco():
    texto = leido(d.acta_de_notificacion(p.asunto(), EN, al=AL, documento=DOCUMENTO))
    assert junto("Citatorio previo: fecha y hora de la cita") in texto
    assert "CI26" not in texto

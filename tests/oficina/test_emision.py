"""Function 1: cédulas and mandamientos: what they say, and every reason to refuse one."""

from datetime import date

import pytest

from cartera_lib.cartera.borrador import Borrador, Negativa
from cartera_lib.cartera.movimiento import Llave
from cartera_lib.cartera.sede import sede
from cartera_lib.norma.tablas import olvidar
from cartera_lib.oficina.emision import (
    Asunto,
    agrupar,
    cedula,
    mandamiento,
    separar,
)
from tests.reglas import carteras

JUNIO = date(2026, 6, 30)
EN = sede("16", "01", al=JUNIO)
PATRON = {
    "nombre": "Muebles del Valle",
    "rfc": "MVA010203AB1",
    "domicilio": "Calle 1",
    "codigo_postal": "50000",
    "municipio": "Toluca",
    "actividad": "Fabricación de muebles",
    "sector": "11",
    "representante": "",
}
NOTIFICADO = {"fecha_notificacion": date(2026, 3, 2), "incidencia": "31", "importe": 1_000_00}
DETALLE = [("NSS 00000000000, Ana", "31", 300_00, 600_00), ("Luis", "31", 200_00, 400_00)]


def asunto(*cambios, **conocido):
    filas = [NOTIFICADO | cambio for cambio in cambios or ({},)]
    return Asunto(carteras.cartera(*filas, corte=JUNIO), PATRON, **conocido)


def llave(dado, lugar=0):
    return Llave.de(dado.filas[lugar])


def codigos(resultado):
    assert isinstance(resultado, Negativa)
    return [causa.codigo for causa in resultado.causas]


def test_un_mandamiento_lleva_sus_creditos_con_la_memoria_que_los_prueba():
    hecho = mandamiento(asunto(), EN, al=JUNIO)
    assert isinstance(hecho, Borrador)
    (fila,) = hecho.datos["cuadros"]["creditos"]["filas"]
    (credito,) = hecho.datos["memoria"]["creditos"]
    # Notified on Monday 2 March, effects on the 3rd: fifteen working days end on the 25th.
    assert fila[3:6] == ["02/03/2026", "25/03/2026", 1_000_00]
    assert fila[-1] == credito["total"] == hecho.importe == hecho.datos["importe"]
    assert hecho.datos["ejecutores"] == [
        "Rocío Santibáñez Luna (clave NOT-0417)",
        "Darío Echeverría Solís (clave NOT-0522)",
    ]
    assert hecho.datos["firmas"][0]["cargo"] == "Jefe de la Oficina para Cobros"


def test_el_importe_de_varios_creditos_es_su_suma():
    hecho = mandamiento(asunto({}, {"importe": 500_00}), EN, al=JUNIO)
    assert hecho.importe == sum(c["total"] for c in hecho.datos["memoria"]["creditos"])
    assert len(hecho.creditos) == 2


@pytest.mark.parametrize(
    ("dado", "esperados"),
    [
        (asunto({"registro": "A"}, {"registro": "B"}), ["E10"]),
        (asunto({"ramo": "COP"}, {"ramo": "RCV"}), ["E04"]),
        (asunto({}, {"tipo_documento": "80"}), ["E11"]),
        (asunto({"incidencia": "12"}), ["E03"]),
        (asunto({"incidencia": "12"}, {"incidencia": "14", "ramo": "RCV"}), ["E04", "E03", "E03"]),
    ],
    ids=["dos patrones", "COP y RCV", "multa y cuota", "incidencia", "todas las causas"],
)
def test_lo_que_no_va_junto_o_no_procede_se_rechaza(dado, esperados):
    assert codigos(mandamiento(dado, EN, al=JUNIO)) == esperados


def test_la_compuerta_y_el_documento_vivo_impiden_el_mandamiento():
    dado = asunto()
    negado = mandamiento(
        Asunto(dado.creditos, PATRON, {llave(dado): "un juez suspendió el cobro"}),
        EN,
        al=JUNIO,
    )
    assert codigos(negado) == ["E02"]
    assert "un juez suspendió el cobro." in str(negado.causas[0])
    vivo = mandamiento(
        Asunto(dado.creditos, PATRON, vivos={llave(dado): "ME26-000009"}), EN, al=JUNIO
    )
    assert codigos(vivo) == ["E05"]
    assert "ME26-000009" in str(vivo.causas[0])


def test_un_patron_sin_datos_o_una_fecha_sin_ley_no_tienen_documento():
    sin_datos = Asunto(asunto().creditos, None)
    assert codigos(mandamiento(sin_datos, EN, al=JUNIO)) == ["E01"] * 6
    lejos = date(2027, 12, 31)
    assert "E09" in codigos(mandamiento(asunto(), EN, al=lejos))


def test_sin_competencia_o_sin_titular_no_hay_documento():
    otra = sede("33", "01", al=JUNIO)
    assert {"E06", "E07"} <= set(codigos(mandamiento(asunto(), otra, al=JUNIO)))


def test_lo_que_dice_la_oficina_en_sus_tablas_rige_desde_su_fecha(tablas_de_oficina):
    tablas_de_oficina.mkdir()
    (tablas_de_oficina / "incidencias_emision.csv").write_text(
        "incidencia,clases,desde,hasta,fuente,marca\n31,MANDAMIENTO,2026-06-30,,acuerdo,S\n",
        encoding="utf-8",
    )
    olvidar()
    assert codigos(mandamiento(asunto(), EN, al=JUNIO)) == ["E03"]
    assert isinstance(mandamiento(asunto(), EN, al=date(2026, 6, 29)), Borrador)


def test_los_creditos_se_agrupan_por_patron_ramo_y_multa():
    base = Llave("COP", "A", "1", "2026-01", "02")
    llaves = [
        base,
        base._replace(credito="2"),
        base._replace(credito="3", ramo="RCV"),
        base._replace(credito="4", tipo_documento="80"),
        base._replace(credito="5", registro="B"),
    ]
    grupos = [[ll.credito for ll in grupo] for grupo in agrupar(llaves)]
    assert sorted(map(sorted, grupos)) == [["1", "2"], ["3"], ["4"], ["5"]]


def test_lo_que_no_procede_se_separa_y_lo_demas_sigue():
    dado = asunto({}, {"incidencia": "12"}, {})
    libres, negadas = separar("MANDAMIENTO", dado, al=JUNIO)
    assert libres == [0, 2]
    assert [n.creditos for n in negadas] == [(llave(dado, 1),)]


def test_una_cedula_dice_por_que_es_manual_y_como_se_determino():
    sin_notificar = asunto({"fecha_notificacion": None, "incidencia": "01"})
    hecha = cedula(sin_notificar, EN, al=JUNIO, motivo="Reposición", detalle=DETALLE)
    assert isinstance(hecha, Borrador)
    assert hecha.datos["cuadros"]["detalle"]["total"] == ["Total", "", 500_00, 1_000_00]
    assert hecha.datos["firmas"][0]["cargo"] == "Titular de la Subdelegación"
    assert "quince (15) días hábiles" in hecha.datos["plazo"]


@pytest.mark.parametrize(
    ("motivo", "detalle", "esperados"),
    [
        ("", DETALLE, ["E01"]),
        ("Reposición", DETALLE[:1], ["E08"]),
        ("Reposición", [], ["E08", "E01"]),
    ],
    ids=["sin motivo", "no suma", "sin detalle"],
)
def test_una_cedula_incompleta_se_rechaza(motivo, detalle, esperados):
    dado = asunto({"fecha_notificacion": None, "incidencia": "01"})
    assert codigos(cedula(dado, EN, al=JUNIO, motivo=motivo, detalle=detalle)) == esperados

from datetime import date

import pytest

from cartera_lib.cartera.expediente import Fijeza
from cartera_lib.errors import DatoInvalido
from cartera_lib.oficina.expediente import (
    FUERA_DEL_CORTE,
    OTRA_IMAGEN,
    SIN_DOCUMENTO,
    completitud,
    confronta,
    fijeza,
    imagenes,
    prestamos,
)
from tests.oficina.archivo import piezas
from tests.reglas.carteras import CORTE, cartera, de_ninguno, tabla

MARZO = date(2026, 3, 2)
NOTIFICADO = {"fecha_notificacion": MARZO, "incidencia": "02"}
BUENA, MALA = "a" * 64, "b" * 64


def integrada(suya, *dadas, procedimiento="COBRO", hechos=(), al=CORTE):
    papeles = piezas(suya, *dadas)
    de_hechos = tabla(*hechos, cartera_=suya)
    return completitud(papeles, de_hechos, cartera=suya, procedimiento=procedimiento, al=al)


def diferencias(suya, *dadas, hechos=()):
    hallado = confronta(piezas(suya, *dadas), tabla(*hechos, cartera_=suya), cartera=suya, al=CORTE)
    return list(zip(hallado["credito"], hallado["diferencia"], strict=True))


def test_a_un_credito_en_cobro_con_todo_no_le_falta_nada():
    hecha = integrada(cartera(NOTIFICADO), ("CEDULA_LIQUIDACION", 0), ("ESTRADOS", 0))
    fila = hecha.tabla.iloc[0]
    assert (fila["requeridos"], fila["presentes"], fila["por_ciento"]) == (2, 2, 100)
    assert (fila["avance"], fila["faltan"]) == ("81 a 100 %", "")
    assert hecha.completos == 1


def test_lo_que_falta_se_dice_por_su_nombre_y_el_por_ciento_no_redondea_hacia_arriba():
    # Embargado: cédula, notificación, constancia de plazo y acta de embargo; hay una de cuatro.
    suya = cartera(NOTIFICADO | {"incidencia": "32"}, NOTIFICADO | {"incidencia": "31"})
    dados = [("CEDULA_LIQUIDACION", 0), ("ESTRADOS", 1), ("CEDULA_LIQUIDACION", 1)]
    fila, otra = integrada(suya, *dados).tabla.itertuples()
    assert (fila.requeridos, fila.presentes, fila.por_ciento) == (4, 1, 25)
    assert fila.avance == "21 a 40 %"
    assert fila.faltan == (
        "Constancia de notificación; Constancia de plazo vencido sin pago; "
        "Acta de requerimiento de pago y embargo"
    )
    # Dos de tres es 66, no 67.
    assert (otra.requeridos, otra.por_ciento, otra.avance) == (3, 66, "61 a 80 %")


@pytest.mark.parametrize(
    ("hay", "por_ciento", "avance"),
    [(3, 15, "0 a 20 %"), (4, 20, "0 a 20 %"), (5, 25, "21 a 40 %"), (19, 95, "81 a 100 %"),
     (20, 100, "81 a 100 %")],
)  # fmt: skip
def test_el_acuerdo_469_pide_sus_diecisiete_puntos_y_lo_del_credito(hay, por_ciento, avance):
    # 17 puntos, la cédula, la notificación y el acta: veinte documentos.
    suya = cartera(NOTIFICADO | {"incidencia": "09"})
    puntos = [(f"R{n:02d}", None) for n in range(1, 18)]
    todos = [*puntos, ("CEDULA_LIQUIDACION", 0), ("ESTRADOS", 0), ("ACTA_NO_LOCALIZACION", None)]
    fila = integrada(suya, *todos[:hay], procedimiento="ACUERDO_469").tabla.iloc[0]
    assert (fila["requeridos"], fila["por_ciento"], fila["avance"]) == (20, por_ciento, avance)


def test_un_requisito_se_exige_cuando_su_hecho_consta_y_no_antes():
    suya = cartera(NOTIFICADO)
    dados = [("CEDULA_LIQUIDACION", 0), ("ACTA_NOTIFICACION", 0)]
    embargo = ("EMBARGO", date(2026, 5, 4), {"soporte": "ACTA_EMBARGO"})
    antes = integrada(suya, *dados, hechos=[embargo], al=date(2026, 5, 3)).tabla.iloc[0]
    despues = integrada(suya, *dados, hechos=[embargo], al=date(2026, 5, 4)).tabla.iloc[0]
    assert antes["faltan"] == ""
    assert despues["faltan"] == "Acta de requerimiento de pago y embargo"


def test_el_papel_del_patron_vale_para_todos_sus_creditos_y_el_de_un_credito_solo_para_el():
    suya = cartera({"incidencia": "12"}, {"incidencia": "12"})
    dados = [("AVISO_HUELGA", None), ("CEDULA_LIQUIDACION", 1)]
    una, otra = integrada(suya, *dados, procedimiento="HUELGA").tabla["faltan"]
    assert (una, otra) == ("Cédula o resolución que determina el crédito", "")


def test_el_papel_posterior_al_dia_todavia_no_estaba():
    suya = cartera(NOTIFICADO)
    dados = [("CEDULA_LIQUIDACION", 0), ("ESTRADOS", 0, {"fecha": date(2026, 6, 1)})]
    assert integrada(suya, *dados, al=date(2026, 5, 31)).tabla["por_ciento"].to_list() == [50]


def test_lo_que_falta_se_cuenta_por_documento():
    suya = cartera(NOTIFICADO, NOTIFICADO, NOTIFICADO)
    cuenta = integrada(suya, ("CEDULA_LIQUIDACION", 0), ("ESTRADOS", 0), ("ESTRADOS", 2)).faltan()
    cuenta = cuenta.set_index("documento")
    assert cuenta.loc["Constancia de notificación"].to_list() == [3, 1]
    assert cuenta.loc["Cédula o resolución que determina el crédito"].to_list() == [3, 2]


def test_un_tramite_que_no_existe_dice_cuales_hay():
    with pytest.raises(DatoInvalido, match=r"No hay trámite «REMATE».*cobro coactivo"):
        integrada(cartera(), procedimiento="REMATE")


def test_sin_creditos_ni_papeles_no_hay_nada_que_decir():
    suya = de_ninguno()
    nada = piezas(cartera()).slice(0, 0)
    hecha = completitud(
        nada, tabla(cartera_=cartera()), cartera=suya, procedimiento="COBRO", al=CORTE
    )
    assert (len(hecha.tabla), hecha.completos) == (0, 0)
    assert confronta(nada, tabla(cartera_=cartera()), cartera=suya, al=CORTE).empty


def test_de_lo_prestado_se_dice_quien_lo_tiene_y_cuantos_dias_lleva_de_atraso():
    prestada = {"prestada_a": "Jurídico", "prestada_el": MARZO, "vence": date(2026, 10, 30)}
    en_plazo = prestada | {"vence": CORTE}
    suya = cartera()
    dados = piezas(
        suya, ("ESTRADOS", 0, en_plazo), ("ESTRADOS", 0, prestada), ("CEDULA_LIQUIDACION", 0)
    )
    fuera = prestamos(dados, al=CORTE)
    assert fuera[["folio", "atraso", "prestada_a"]].to_numpy().tolist() == [
        ["P26-000002", 1, "Jurídico"],
        ["P26-000001", 0, "Jurídico"],
    ]


def test_el_sistema_lo_da_por_notificado_y_ningun_papel_lo_prueba():
    suya = cartera(NOTIFICADO, NOTIFICADO)
    assert diferencias(suya, ("ACTA_NOTIFICACION", 1)) == [
        ("261000001", "El sistema lo da por notificado y falta la constancia de notificación")
    ]


def test_en_localizacion_sin_acta_se_dice_una_vez_por_patron():
    suya = cartera({"incidencia": "09"}, {"incidencia": "09"}, {})
    assert diferencias(suya) == [("", "Está en localización (09) y falta el acta circunstanciada")]
    assert diferencias(suya, ("ACTA_NO_LOCALIZACION", 2)) == []


def test_hay_constancia_de_notificacion_y_el_sistema_no_tiene_la_fecha():
    suya = cartera({}, NOTIFICADO)
    assert diferencias(suya, ("ESTRADOS", 0), ("ESTRADOS", 1)) == [
        ("261000001", "Hay constancia de notificación y el sistema no tiene la fecha")
    ]


def test_un_acuerdo_que_lo_cancela_no_va_con_un_credito_vivo():
    assert diferencias(cartera(), ("RESOLUCION_470", 0)) == [
        ("261000001", "Hay acuerdo o resolución que lo cancela y el crédito sigue vivo")
    ]


def test_el_documento_de_un_hecho_se_busca_por_clase_y_folio_sin_mirar_mayusculas():
    suya = cartera(NOTIFICADO)
    hecho = ("NOTIFICACION", MARZO, {"soporte_folio": "Acta 12", "soporte_sha256": ""})
    papel = ("ACTA_NOTIFICACION", 0, {"numero": "ACTA  12"})
    assert diferencias(suya, papel, hechos=[hecho]) == []
    otro = ("ACTA_NOTIFICACION", 0, {"numero": "ACTA 13"})
    assert diferencias(suya, otro, hechos=[hecho]) == [("261000001", SIN_DOCUMENTO)]


def test_la_imagen_del_hecho_ha_de_ser_la_archivada():
    suya = cartera(NOTIFICADO)
    hecho = ("NOTIFICACION", MARZO, {"soporte_folio": "A-1", "soporte_sha256": BUENA})
    igual = ("ACTA_NOTIFICACION", 0, {"sha256": BUENA})
    otra = ("ACTA_NOTIFICACION", 0, {"sha256": MALA})
    assert diferencias(suya, igual, hechos=[hecho]) == []
    assert diferencias(suya, otra, hechos=[hecho]) == [("261000001", OTRA_IMAGEN)]


def test_el_papel_de_un_credito_que_ya_no_esta_en_el_corte_se_dice():
    dos = cartera({}, {})
    dados = piezas(dos, ("CEDULA_LIQUIDACION", 0), ("CEDULA_LIQUIDACION", 1))
    hallado = confronta(dados, tabla(cartera_=dos), cartera=cartera(), al=CORTE)
    assert hallado[["credito", "diferencia", "detalle"]].to_numpy().tolist() == [
        ["261000002", FUERA_DEL_CORTE, "Cédula de liquidación A-1"]
    ]


def test_la_imagen_igual_cambiada_perdida_y_la_que_no_hay():
    dadas = piezas(cartera(), *(("ESTRADOS", 0, {"sha256": s}) for s in (BUENA, BUENA, MALA, "")))
    hallados = {"P26-000001": BUENA, "P26-000002": MALA}
    assert fijeza(dadas, hallados) == (
        Fijeza("P26-000001", BUENA, True),
        Fijeza("P26-000002", MALA, False),
        Fijeza("P26-000003", "", False),
    )


def test_la_imagen_se_halla_por_su_folio_o_por_su_huella():
    dadas = piezas(cartera(), ("ESTRADOS", 0, {"sha256": BUENA}))
    assert fijeza(dadas, {BUENA: BUENA}) == (Fijeza("P26-000001", BUENA, True),)
    assert fijeza(dadas, {BUENA: MALA}) == (Fijeza("P26-000001", MALA, False),)
    assert fijeza(dadas, {"P26-000001": MALA, BUENA: BUENA}) == (Fijeza("P26-000001", BUENA, True),)


def test_la_ultima_mirada_dice_como_esta_cada_imagen():
    vistas = [
        {"sha256": BUENA, "igual": 1, "hallado": BUENA},
        {"sha256": BUENA, "igual": 0, "hallado": MALA},
        {"sha256": BUENA, "igual": 0},
        {"sha256": BUENA},
        {},
    ]
    dadas = piezas(cartera(), *(("ESTRADOS", 0, v) for v in vistas))
    dichas = ["íntegra", "cambió", "no se halló", "sin revisar", "sin imagen"]
    assert [str(estado) for estado in imagenes(dadas)] == dichas

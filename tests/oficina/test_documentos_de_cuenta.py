"""Amounts of tests/casos/liquidacion.yaml (S08) and of docs/calculos/contabilidad.md, by hand."""

import re
import subprocess
from dataclasses import replace
from datetime import date

import pytest

from cartera_lib.cartera.borrador import Borrador, Negativa
from cartera_lib.cartera.contenido import DATO, elementos, valor
from cartera_lib.cartera.emision import CreditoEmitido
from cartera_lib.cartera.movimiento import Llave
from cartera_lib.cartera.sede import sede
from cartera_lib.documents.render import render
from cartera_lib.oficina.adeudo import Variante
from cartera_lib.oficina.documentos_de_cuenta import (
    cedula_de_conciliacion,
    documento_de_adeudo,
    relacion_de_movimientos,
)
from cartera_lib.oficina.documentos_por_cobrar import relacion
from cartera_lib.oficina.emision import Asunto
from cartera_lib.valores.dinero import pesos
from tests.oficina import papeles_de_cuenta as papeles
from tests.oficina.mes_contable import AL as QUINCE
from tests.oficina.mes_contable import RCV, conciliada, lineas, saldos
from tests.oficina.renglones import cartera

AL, JUNIO = date(2024, 9, 17), date(2026, 6, 1)
EN, SIN_NADIE = sede("16", "01", al=AL), sede("16", "02", al=AL)
REGISTRO = "W000000110"
PATRON = {"nombre": "Hilados del Nevado, S.A. de C.V.", "registro": REGISTRO}
MULTA = {"tipo_documento": "80", "credito": "238000001", "fecha_notificacion": None}
CLASES = (
    *("CEDULA", "FACTURA_DE_ENTREGA", "ESTADO_DE_ADEUDO", "FICHA_DE_DEPOSITO"),
    *("VOLANTE_DE_DEVOLUCION", "AVISO_DE_NO_PAGO", "RELACION_DE_MOVIMIENTOS"),
    *("CEDULA_DE_CONCILIACION", "OFICIO"),
)
MENOS = str.maketrans({"−": "-"})


def _adeudo(*cambios, al=AL, en=EN, patron=PATRON, variante=Variante.SITUACION):
    asunto = Asunto(cartera(*cambios), patron)
    return documento_de_adeudo(asunto, en, al=al, variante=variante)


def _codigos(negativa):
    assert isinstance(negativa, Negativa)
    return [causa.codigo for causa in negativa.causas]


def _leido(borrador):
    """What an independent program reads of the paper, in small letters and without spaces."""
    pdf, orden = render(papeles.sellado(borrador)), ["pdftotext", "-", "-"]
    texto = subprocess.run(orden, input=pdf, capture_output=True, check=True).stdout.decode()
    return _llano(texto)


def _llano(texto):
    return re.sub(r"\s+", "", texto).lower().translate(MENOS)


def _formas(dicho):
    """How each part of a value may be read: money as money, and zeros, if they are printed."""
    match dicho:
        case int():
            yield (pesos(dicho), f"{dicho:,}") if dicho else ("",)
        case str():
            yield (dicho,)
        case dict():  # a credit of the memoria
            yield from _formas([dicho["llave"][2], dicho["importe"], dicho["total"]])
        case list():
            for parte in dicho:
                yield from _formas(parte)


def _faltan(borrador):
    """What its kind must carry and nobody can read on the paper."""
    leido = _leido(borrador)
    for elemento in elementos(borrador.clase, al=borrador.fecha):
        de_dato = elemento.modo == DATO
        formas = list(_formas(valor(borrador.datos, elemento.lugar) if de_dato else elemento.lugar))
        assert formas, elemento
        for forma in formas:
            if not any(_llano(escrita) in leido for escrita in forma):
                yield elemento.elemento, forma


@pytest.mark.papel
@pytest.mark.parametrize("clase", CLASES)
def test_cada_papel_lleva_impreso_todo_lo_que_su_clase_exige(clase):
    borrador = papeles.papeles()[clase]
    assert isinstance(borrador, Borrador)
    assert borrador.clase == clase
    assert list(_faltan(borrador)) == []


@pytest.mark.papel
@pytest.mark.parametrize("cual", range(4))
def test_cada_variante_del_estado_de_adeudo_se_imprime_completa(cual):
    borrador = papeles.variantes()[cual]
    assert list(_faltan(borrador)) == []
    assert "esteestadoesinformativo" in _leido(borrador)


def test_las_cuatro_variantes_son_dos_modos_de_agrupar_por_dos_ramos():
    dichas = [(b.datos["variante"], b.ramo) for b in papeles.variantes()]
    assert dichas == [
        ("Por situación de cobro", "COP"),
        ("Por situación de cobro", "RCV"),
        ("Por motivo de cobro", "COP"),
        ("Por motivo de cobro", "RCV"),
    ]


@pytest.mark.parametrize("clase", CLASES)
def test_los_creditos_de_cada_papel_suman_su_importe(clase):
    borrador = papeles.papeles()[clase]
    if borrador.creditos:
        assert borrador.importe == borrador.datos["importe"]
    for cuadro in borrador.datos.get("cuadros", {}).values():
        for lugar, (_, tipo) in enumerate(cuadro["columnas"]):
            if tipo == "pesos":
                assert cuadro["total"][lugar] == sum(fila[lugar] for fila in cuadro["filas"])


def test_el_estado_dice_lo_que_la_ley_suma_de_cada_credito_y_de_todos():
    estado = _adeudo({}, {"credito": "231000002", "incidencia": "09", "fecha_notificacion": None})
    uno, otro = (Llave("COP", REGISTRO, f"23100000{n}", "2023-12", "02") for n in (1, 2))
    valor_de_uno = (64_210_55, 1_759_37, 7_758_06, 73_727_98)
    assert estado.creditos == (CreditoEmitido(uno, 73_727_98), CreditoEmitido(otro, 73_727_98))
    assert estado.importe == estado.datos["importe"] == 147_455_96
    assert estado.datos["importe_en_letra"] == (
        "CIENTO CUARENTA Y SIETE MIL CUATROCIENTOS CINCUENTA Y CINCO PESOS 96/100 M.N."
    )
    motivo = "02 Omisión de cuotas Seguros IMSS (COP) / Propuesta EMA"
    assert estado.datos["cuadros"]["creditos"]["filas"] == [
        ["09 En Localización", "231000002", "2023-12", motivo, "—", *valor_de_uno],
        ["31 Inicio de Tramitación (PAE)", "231000001", "2023-12", motivo, "01/03/2024",
         *valor_de_uno],
    ]  # fmt: skip
    assert estado.datos["cuadros"]["grupos"]["filas"] == [
        ["09 En Localización", 1, *valor_de_uno],
        ["31 Inicio de Tramitación (PAE)", 1, *valor_de_uno],
    ]
    assert estado.datos["memoria"]["total"] == 147_455_96


def test_por_motivo_el_grupo_es_el_tipo_y_cada_credito_dice_su_situacion():
    estado = _adeudo({}, MULTA, variante=Variante.MOTIVO)
    grupos = [fila[:2] for fila in estado.datos["cuadros"]["grupos"]["filas"]]
    assert grupos == [
        ["02 Omisión de cuotas Seguros IMSS (COP) / Propuesta EMA", 1],
        ["80 Multa por Omisión Seguros IMSS", 1],
    ]
    situaciones = [fila[3] for fila in estado.datos["cuadros"]["creditos"]["filas"]]
    assert situaciones == ["31 Inicio de Tramitación (PAE)"] * 2


def test_una_multa_sin_notificar_se_informa_por_su_historico_y_se_dice():
    estado = _adeudo(MULTA)
    assert estado.importe == 64_210_55
    assert estado.datos["notas"][0] == (
        "1 crédito sin fecha de notificación: su plazo de pago todavía no corre y se informa sólo "
        "su importe histórico."
    )
    assert _adeudo({}).datos["notas"] == []


def test_lo_que_no_alcanzan_las_tablas_va_aparte_con_su_razon_y_no_se_suma():
    estado = _adeudo({}, {"credito": "951000001", "periodo": "1995-01"})
    assert estado.importe == 73_727_98
    (fuera,) = estado.datos["cuadros"]["sin_valuar"]["filas"]
    assert (fuera[0], fuera[-1]) == ("951000001", 64_210_55)
    assert re.fullmatch(r"la tabla «\w+» no cubre 1995-\d\d(-\d\d)?", fuera[3])
    assert estado.datos["notas"] == [
        "1 crédito por $64,210.55 sin valuar: no se suman, y se enumeran aparte con la razón."
    ]
    assert [c.llave.credito for c in estado.creditos] == ["231000001"]


def test_si_nada_se_puede_valuar_no_hay_estado_y_se_dice_que_tabla_falta():
    negado = _adeudo({}, {"credito": "231000002"}, al=date(2027, 3, 1))
    assert _codigos(negado) == ["E09", "E09"]
    hecho = "El crédito 231000001 no se puede valuar: la tabla «inpc» no cubre 2027-01."
    assert negado.causas[0].hecho == hecho
    assert len(negado.creditos) == 2


def test_cop_y_rcv_no_caben_en_un_estado_ni_dos_patrones():
    assert _codigos(_adeudo({}, {"ramo": "RCV"})) == ["E04"]
    negado = _adeudo({}, {"registro": "W000000210", "ramo": "RCV"})
    assert _codigos(negado) == ["E10", "E04"]
    assert len(negado.creditos) == 2


def test_sin_creditos_sin_nombre_o_sin_quien_firme_no_hay_estado():
    vacio = _adeudo()
    assert (_codigos(vacio), vacio.registro) == (["E01"], REGISTRO)
    (falta,) = _adeudo({}, patron=None).causas
    assert falta.hecho == "Estado de adeudo: falta el nombre del patrón (Manual 7.1.2.2)."
    assert "E07" in _codigos(_adeudo({}, en=SIN_NADIE))


def test_lo_que_se_rechazo_de_todo_el_corte_no_se_dice_al_patron():
    con_rechazos = replace(cartera({}), rechazados=4)
    estado = documento_de_adeudo(
        Asunto(con_rechazos, PATRON), EN, al=AL, variante=Variante.SITUACION
    )
    assert estado.datos["notas"] == []


def test_la_relacion_lleva_cada_cuenta_del_mes_y_cuadra():
    papel = relacion_de_movimientos(relacion(lineas(), mes=JUNIO), EN, al=QUINCE, mes=JUNIO)
    assert (papel.datos["mes"], papel.datos["area"]) == ("junio de 2026", "Contabilidad")
    assert (
        papel.datos["importe_en_letra"] == "TRES MIL SEISCIENTOS NOVENTA Y TRES PESOS 70/100 M.N."
    )
    assert papel.datos["cuadros"]["relacion"]["total"][-2:] == [3_693_70, 3_693_70]
    por_cuenta = {fila[0][:4]: fila[1:] for fila in papel.datos["cuadros"]["cuentas"]["filas"]}
    assert por_cuenta["1101"] == [1_393_70, 150_00]
    assert por_cuenta["1212"] == [550_00, 150_00]
    assert por_cuenta["3911"] == [0, 250_00]
    dichas = {tuple(fila[:5]) for fila in papel.datos["cuadros"]["relacion"]["filas"]}
    assert ("Depósito por aclarar", "—", "—", "Importe histórico", "Del ejercicio") in dichas
    incobrable = "Cancelación por incobrable (Acuerdo 469/2005)"
    assert (incobrable, "80", "COP", "Cuentas de orden", "De anteriores") in dichas
    assert ("Pago por recaudación", "02", "COP", "Recargos", "De anteriores") in dichas


def test_una_relacion_que_no_cuadra_o_vacia_no_sale():
    hecha = relacion(lineas(), mes=JUNIO)
    coja = relacion_de_movimientos(hecha.iloc[1:], EN, al=QUINCE, mes=JUNIO)
    assert "E08" in _codigos(coja)
    assert coja.causas[0].hecho.startswith("La relación no cuadra: su debe es ")
    vacia = relacion_de_movimientos(hecha.iloc[:0], EN, al=QUINCE, mes=JUNIO)
    faltan = [causa.hecho for causa in vacia.causas if causa.codigo == "E01"]
    assert faltan == [
        "Relación de movimientos: falta los movimientos por transacción (Manual 7.1.2.2)."
    ]


def test_la_cedula_de_conciliacion_dice_arriba_que_no_hay_residual_y_que_falta_averiguar():
    papel = cedula_de_conciliacion(conciliada(), EN)
    assert papel.datos["residual"] == "No hay residual. Quedan 3 partidas por averiguar."
    assert papel.datos["al_en_letra"] == "15 de julio de 2026"
    assert papel.fecha == QUINCE
    hoja = {fila[0]: fila[1:] for fila in papel.datos["cuadros"]["hoja"]["filas"]}
    assert hoja["1212 Cuotas a cargo de patrones RCV"] == [400_00, 400_00, 400_00, 0, 0]
    cruces = {fila[0]: fila[1:] for fila in papel.datos["cuadros"]["cruces"]["filas"]}
    bancos = cruces["Bancos y depósitos de Tesorería"]
    assert bancos == [1_243_70, 1_393_70, -150_00, 0]
    acreedores = [fila for fila in papel.datos["cuadros"]["partidas"]["filas"] if fila[-1] == 75_50]
    assert [fila[2] for fila in acreedores] == ["Tesorería del OOAD"]


def test_un_centavo_sin_explicar_sale_en_la_cedula_con_su_importe_y_su_lugar():
    # El libro tiene un centavo de más: no lo tiene Contabilidad (0.01) ni el sistema (0.01).
    papel = cedula_de_conciliacion(conciliada(saldos=saldos({RCV: 400_01})), EN)
    assert papel.datos["residual"] == (
        "Quedan sin explicar $0.02 en 1212 Cuotas a cargo de patrones RCV."
    )


def test_la_cedula_de_conciliacion_de_una_oficina_sin_titular_no_sale():
    assert "E07" in _codigos(cedula_de_conciliacion(conciliada(), SIN_NADIE))


def test_la_cedula_de_liquidacion_da_quince_dias_habiles_para_pagar():
    plazo = papeles.papeles()["CEDULA"].datos["plazo"]
    assert plazo == (  # LSS 39-C; RACERF 127
        "quince (15) días hábiles siguientes a aquel en que surta efectos su notificación"
    )

import subprocess
from datetime import date

import pytest

from cartera_lib.cartera.movimiento import Soporte
from cartera_lib.errors import DatoInvalido
from tests.ventanilla.conftest import JUNIO, MAYO

SOPORTE = Soporte("OFICIO_CORRECCION", "ORCC/77", JUNIO)


def _abiertas(ventanilla, con_dinero):
    filas = ventanilla.libro.partidas().to_pylist()
    return [
        f for f in filas
        if not f["cerrada"] and f["clase"] != "AFECTADO_NO_VISTO"
        and bool(f["importe"]) is con_dinero
    ]  # fmt: skip


def test_la_conciliacion_cuadra_con_el_mes_a_medias(ana):
    hecha = ana.conciliar(al=JUNIO)
    assert (hecha.corte, hecha.residual) == (MAYO, 0)
    assert "POSTERIOR_AL_CORTE" in set(hecha.partidas["clase"])


def test_una_partida_explicada_pasa_a_la_cuenta_de_lo_que_fue(ana):
    partida = _abiertas(ana, con_dinero=True)[0]
    antes = ana.libro.saldos().to_pandas()["saldo"].sum()
    diferencias = _diferencias(ana)
    transaccion = "AJUSTE_ALZA" if partida["importe"] > 0 else "BAJA_IMPROCEDENCIA"
    ana.explicar_partida(
        partida["clave"], "La pidió OEPO por correo.", transaccion=transaccion, soporte=SOPORTE,
        al=JUNIO,
    )  # fmt: skip
    assert ana.libro.saldos().to_pandas()["saldo"].sum() == antes
    assert diferencias - _diferencias(ana) == partida["importe"]
    assert ana.conciliar(al=JUNIO).residual == 0
    with pytest.raises(DatoInvalido, match="No hay partida abierta"):
        ana.partida(partida["clave"])


def _diferencias(ventanilla):
    balanza = ventanilla.balanza()
    return int(balanza[balanza["cuenta"].isin(["1291", "1292"])]["saldo"].sum())


def test_una_partida_sin_dinero_se_cierra_con_su_explicacion(ana):
    partida = _abiertas(ana, con_dinero=False)[0]
    movimientos = ana.libro.movimientos().num_rows
    ana.explicar_partida(
        partida["clave"], "Acta en el expediente.", transaccion="CAMBIO_INCIDENCIA",
        soporte=SOPORTE, al=JUNIO,
    )  # fmt: skip
    assert ana.libro.movimientos().num_rows == movimientos
    cerrada = {p["clave"]: p for p in ana.libro.partidas().to_pylist()}[partida["clave"]]
    assert (cerrada["cerrada"], cerrada["explicacion"]) == (True, "Acta en el expediente.")


def test_una_partida_no_se_cierra_sin_decir_por_que(ana):
    clave = _abiertas(ana, con_dinero=True)[0]["clave"]
    with pytest.raises(DatoInvalido, match="qué explica"):
        ana.explicar_partida(clave, " ", transaccion="PAGO", soporte=SOPORTE, al=JUNIO)


def test_la_relacion_del_mes_es_la_balanza_de_ese_mes(ana):
    relacion = ana.relacion(JUNIO)
    assert relacion["debe"].sum() == relacion["haber"].sum() > 0
    hasta_mayo, hasta_junio = ana.balanza(MAYO), ana.balanza(JUNIO)
    assert hasta_junio["debe"].sum() - hasta_mayo["debe"].sum() == relacion["debe"].sum()


def test_cada_mes_tiene_un_solo_numero_de_poliza(ana):
    ana.registrar_poliza(MAYO, "D-118", al=JUNIO)
    with pytest.raises(DatoInvalido, match="ya tiene su póliza"):
        ana.registrar_poliza(date(2026, 5, 1), "D-119", al=JUNIO)
    with pytest.raises(DatoInvalido, match="no ha terminado"):
        ana.registrar_poliza(date(2026, 7, 1), "D-120", al=JUNIO)
    with pytest.raises(DatoInvalido, match="Escriba el número"):
        ana.registrar_poliza(JUNIO, "  ", al=JUNIO)
    assert ana.libro.polizas().to_pylist()[0]["numero"] == "D-118"


@pytest.mark.contador
@pytest.mark.parametrize(
    ("formato", "orden"), [("hledger", ["hledger", "check", "-f"]), ("beancount", ["bean-check"])]
)
def test_el_diario_del_libro_lo_aceptan_programas_ajenos(ana, formato, orden, tmp_path):
    ruta = tmp_path / f"diario.{formato}"
    ruta.write_text(ana.diario(formato), encoding="utf-8")
    assert subprocess.run([*orden, str(ruta)], check=False).returncode == 0


def test_un_mes_con_poliza_no_admite_mas_actos(ana):
    ana.registrar_poliza(MAYO, "D-118", al=JUNIO)
    with pytest.raises(DatoInvalido, match="ya tiene su póliza"):
        ana.resolver(ana.por_resolver()[0], al=MAYO)
    ana.resolver(ana.por_resolver()[0], al=JUNIO)


@pytest.mark.parametrize("transaccion", ["DIFERENCIA_SISTEMA", "ALTA_EMISION", "APERTURA"])
def test_una_partida_no_se_explica_con_lo_que_solo_hace_el_sistema(ana, transaccion):
    clave = _abiertas(ana, con_dinero=True)[0]["clave"]
    with pytest.raises(DatoInvalido, match="Elija otra"):
        ana.explicar_partida(clave, "No sé.", transaccion=transaccion, soporte=SOPORTE, al=JUNIO)


def test_una_partida_pide_un_documento_con_tipo_folio_y_fecha(ana):
    clave = _abiertas(ana, con_dinero=True)[0]["clave"]
    for malo in (
        Soporte("LO_QUE_SEA", "1", JUNIO), Soporte("OFICIO_CORRECCION", " ", JUNIO),
        Soporte("OFICIO_CORRECCION", "1", date(2030, 1, 1)),
    ):  # fmt: skip
        with pytest.raises(DatoInvalido, match="tipo conocido, folio y fecha"):
            ana.explicar_partida(clave, "x", transaccion="PAGO", soporte=malo, al=JUNIO)

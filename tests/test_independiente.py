"""The independent reading reproduces every golden case and refuses what no table covers."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import independiente as ley
import pytest
import yaml

DE_LA_COMPUERTA = {
    "caducidad", "coherencia", "decision", "huelga", "notificacion", "notificados",
    "situacion_juridica",
}  # fmt: skip
"""Their second reading is another, held equal over thousands of credits: ``segunda_lectura``."""
SIN_SEGUNDA_LECTURA = {"antiguedad", "exigibilidad"} | DE_LA_COMPUERTA
"""Labels, and rows of the cartera: what the second reading computes is behind them."""
CASOS = sorted((Path(__file__).parent / "casos").glob("*.yaml"))


def centavos(texto):
    return int(Decimal(texto.replace(",", "")) * 100)


def pesos(importe):
    return f"{Decimal(importe) / 100:,.2f}"


def porciento(tasa):
    return f"{Decimal(tasa) / 100:.2f}"


def tasa(entrada):
    return ley.centesimas(entrada["tasa_pct"])


def vencimiento(e):
    if "notificada" in e:
        return ley.plazo_15(e["notificada"])
    dia = e.get("vencimiento") or ley.aniversario(date.fromisoformat(e["periodo"] + "-17"), 1)
    return {"vencimiento_efectivo": ley.vencimiento_efectivo(dia)}


def actualizacion(e):
    importe = centavos(e.get("importe", "0"))
    if "vencimiento" not in e:
        redondeo = e.get("redondeo", "truncar")
        veces = ley.factor(e["indice_reciente"], e["indice_antiguo"], redondeo)
        actualizado = ley.redondear(ley.Fraction(veces) * importe)
        return {"factor": str(veces), "actualizado": pesos(actualizado)}
    d = ley.liquidar(importe, e["vencimiento"], e["al"])
    reciente, antiguo, _ = ley.indices(d["vencimiento_efectivo"], e["al"])
    return {
        "factor": str(d["factor"]),
        "actualizado": pesos(importe + d["actualizacion"]),
        "provisional": d["provisional"],
        "mes_reciente": reciente,
        "mes_antiguo": antiguo,
    }


def recargos(e):
    tope = e.get("tope", 60) or None
    d = ley.liquidar(0, e["vencimiento"], e["al"], tope=tope, actualiza=False)
    return {"meses": d["meses"], "tasa_pct": porciento(d["tasa"])}


def liquidacion(e):
    es_multa = e.get("tipo_documento", "02").startswith("8")
    d = ley.liquidar(centavos(e["importe"]), e["vencimiento"], e["al"], recargos=not es_multa)
    dinero = {llave: pesos(d[llave]) for llave in ("actualizacion", "recargos", "total")}
    return {
        "factor": str(d["factor"]),
        "meses": d["meses"],
        "tasa_pct": porciento(d["tasa"]),
        **dinero,
    }


def gastos_ejecucion(e):
    return {"gastos": pesos(ley.gastos(centavos(e["credito"]), e["fecha"]))}


def multas(e):
    if "infraccion" in e:
        minimo, maximo = ley.sancion(e["infraccion"], e["fecha"])
        return {"minimo": pesos(minimo), "maximo": pesos(maximo)}
    if "veces" in e:
        return {"multa": pesos(ley.multa(e["veces"], e["fecha"]))}
    if "pago" in e:
        a_pagar = ley.multa_a_pagar(centavos(e["multa"]), e["surte_efectos"], e["pago"])
        return {"a_pagar": pesos(a_pagar)}
    parte = ley.Fraction(e["porcentaje"]) / 100
    return {"multa": pesos(ley.redondear(centavos(e["cuota_omitida"]) * parte))}


def prescripcion(e):
    d = ley.prescripcion(e["exigible"], e["interrupciones"], e["suspensiones"])
    return dict(zip(("reinicio", "cinco_anos", "diez_anos", "consumada"), d.values(), strict=True))


def convenio(e):
    if "fecha" in e:
        return {"tasa_pct": porciento(ley.tasa_de_convenio(e["plazo"], e["fecha"]))}
    if "pagos" in e:
        diezmilesimas = int(ley.anualidad(e["pagos"] - 1, tasa(e)) * 10_000)
        return {"factor_anualidad": str(Decimal(diezmilesimas).scaleb(-4))}
    if "meses" in e:
        return {"a_pagar": pesos(ley.diferido(centavos(e["saldo"]), tasa(e), e["meses"]))}
    credito = centavos(e.get("credito") or e["saldo"])
    inicial = ley.redondear(credito * ley.Fraction(e.get("inicial_pct", 0)) / 100)
    pagos = ley.parcialidades(credito - inicial, tasa(e), e["plazo"])
    return {
        "pago_inicial": pesos(inicial),
        "parcialidad": pesos(pagos[0]),
        "ultima": pesos(pagos[-1]),
        "recargos_prorroga": pesos(sum(pagos) - (credito - inicial)),
    }


def imputacion(e):
    enteros = [
        {k: centavos(v) if k in ley.ORDEN else v for k, v in a.items()} for a in e["adeudos"]
    ]
    d = ley.imputar(centavos(e["pago"]), enteros)
    aplicado = [{**parte, "importe": pesos(parte["importe"])} for parte in d["aplicado"]]
    return {"aplicado": aplicado, "sobrante": pesos(d["sobrante"])}


def de_los_casos():
    for archivo in CASOS:
        if archivo.stem in SIN_SEGUNDA_LECTURA:
            continue
        for n, caso in enumerate(yaml.safe_load(archivo.read_text(encoding="utf-8")), 1):
            yield pytest.param(globals()[archivo.stem], caso, id=f"{archivo.stem}-{n}")


@pytest.mark.parametrize(("regla", "caso"), list(de_los_casos()))
def test_la_segunda_lectura_llega_a_lo_esperado(regla, caso):
    obtenido = regla(caso["entrada"])
    assert {llave: obtenido[llave] for llave in caso["esperado"]} == caso["esperado"]
    for llave, errado in caso.get("no_esperado", {}).items():
        assert obtenido[llave] != errado


def test_cada_caso_dice_de_donde_sale():
    for archivo in CASOS:
        for caso in yaml.safe_load(archivo.read_text(encoding="utf-8")):
            assert all(
                caso[llave] for llave in ("caso", "fundamento", "fuente", "entrada", "esperado")
            )


@pytest.mark.parametrize(
    ("vencimiento", "al"),
    [
        (date(1996, 12, 17), date(2000, 1, 31)),
        (date(2041, 1, 17), date(2041, 1, 1)),
        (date(1997, 1, 17), date(1998, 1, 31)),
        (date(2026, 5, 18), date(2026, 7, 10)),
        (date(2025, 12, 17), date(2027, 1, 18)),
    ],
)
def test_lo_que_las_tablas_no_cubren_no_se_calcula(vencimiento, al):
    with pytest.raises(ley.NoCubre):
        ley.liquidar(1_000_00, vencimiento, al)


def test_hasta_el_dia_del_vencimiento_no_se_pide_ningun_indice():
    d = ley.liquidar(1_000_00, date(2040, 12, 17), date(2040, 12, 17))
    assert (d["total"], d["meses"], d["provisional"]) == (1_000_00, 0, False)


def test_los_dias_17_de_1997_a_2040_se_recorren_dentro_de_su_mes():
    for meses in range(44 * 12):
        nominal = ley.aniversario(date(1997, 1, 17), meses)
        movido = ley.vencimiento_efectivo(nominal)
        assert movido.month == nominal.month
        assert timedelta(0) <= movido - nominal <= timedelta(days=4)

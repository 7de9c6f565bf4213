from datetime import date

import pytest

from cartera_lib.errors import DatoInvalido
from cartera_lib.reglas.convenio import (
    anualidad,
    diferido,
    pago_inicial,
    parcialidades,
    tasa_de_diferido,
    tasa_de_plazo,
)
from tests.conftest import centavos, comprobar, decimales, pesos

REGLA = "convenio"


def responder(entrada):
    if "pagos" in entrada:
        exacta = anualidad(_tasa(entrada), entrada["pagos"] - 1)
        factor = exacta.numerator * 10_000 // exacta.denominator
        return {"factor_anualidad": decimales(factor, 4)}
    if "fecha" in entrada:
        return {"tasa_pct": decimales(tasa_de_plazo(entrada["plazo"], entrada["fecha"]), 2)}
    if "meses" in entrada:
        monto = diferido(centavos(entrada["saldo"]), _tasa(entrada), meses=entrada["meses"])
        return {"a_pagar": pesos(monto)}
    return _parcialidades(entrada)


def _parcialidades(entrada):
    respuesta, saldo = {}, entrada.get("saldo") and centavos(entrada["saldo"])
    if "credito" in entrada:
        inicial = pago_inicial(centavos(entrada["credito"]), obrera=0)
        respuesta["pago_inicial"], saldo = pesos(inicial), centavos(entrada["credito"]) - inicial
    pagos = parcialidades(saldo, _tasa(entrada), plazo=entrada["plazo"])
    recargos = sum(p.recargos for p in pagos)
    return respuesta | {
        "parcialidad": pesos(pagos[0].importe),
        "ultima": pesos(pagos[-1].importe),
        "recargos_prorroga": pesos(recargos),
    }


def _tasa(entrada):
    return int(entrada["tasa_pct"].replace(".", ""))


def test_caso(caso):
    comprobar(caso, responder(caso["entrada"]))


def test_la_ultima_parcialidad_deja_el_saldo_en_cero():
    pagos = parcialidades(123_456_78, 163, plazo=24)
    assert pagos[-1].saldo == 0
    assert sum(p.capital for p in pagos) == 123_456_78


def test_la_parte_de_los_trabajadores_se_paga_entera_al_inicio():
    assert pago_inicial(patronal=100_000_00, obrera=30_000_00) == 50_000_00


def test_el_plazo_no_pasa_de_48_meses():
    with pytest.raises(DatoInvalido, match="48"):
        tasa_de_plazo(49, date(2026, 3, 1))


def test_el_diferido_paga_la_tasa_mas_alta_sea_cual_sea_su_plazo():
    assert tasa_de_diferido(date(2026, 3, 1)) == 197


def test_sin_tasa_las_parcialidades_son_iguales():
    assert [p.importe for p in parcialidades(300_00, 0, plazo=3)] == [100_00] * 3


def test_el_pago_inicial_redondea_el_medio_centavo_hacia_arriba():
    # 20 % de 0.125 pesos no existe; 20 % de 1.13 = 0.226 → 0.23
    assert pago_inicial(1_13, obrera=0) == 23

"""The memoria of a document: what it starts from is enough to work every figure out again."""

import copy
from datetime import date

import numpy as np
import pytest

from cartera_lib.cartera.creditos import Creditos, claves
from cartera_lib.cartera.movimiento import Llave
from cartera_lib.reglas.memoria_de_documento import CALCULADOS, diferencias, memoria_de, recalculado

AL = date(2026, 6, 30)
LLAVE = Llave("COP", "A123456789", "250000001", "2025-01", "02")
ORIGEN = {"corte": "2026-06-30", "carga": 3, "renglon": 11}


def credito(importe=1_000_00, vencimiento="2025-02-17", tipo="02"):
    return Creditos(np.array([importe]), vencimiento, claves([tipo]))


@pytest.fixture
def memoria():
    movimientos = [
        {"id": 1, "transaccion": "APERTURA", "fecha": "2026-04-30", "efecto": 1_200_00},
        {"id": 9, "transaccion": "PAGO", "fecha": "2026-05-04", "efecto": -200_00},
    ]
    dicho = memoria_de(LLAVE, credito(), al=AL, origen=ORIGEN, movimientos=movimientos)
    return {"al": AL.isoformat(), "creditos": [dicho], "total": dicho["total"]}


def test_la_memoria_dice_de_donde_sale_cada_cifra(memoria):
    (dicho,) = memoria["creditos"]
    assert dicho["origen"] == ORIGEN
    assert [paso["concepto"] for paso in dicho["pasos"]] == [
        "Importe histórico",
        "Actualización",
        "Recargos",
    ]
    # 18 de febrero de 2025 a 17 de junio de 2026 son 16 meses, y una fracción más: 17.
    assert sum(tasa["meses"] for tasa in dicho["tasas"]) == 17
    # LIF 2025: 1.47 % mensual; LIF 2026: 2.07 %.
    assert [(t["meses"], t["tasa"]) for t in dicho["tasas"]] == [(11, "1.47"), (6, "2.07")]
    assert [i["vigencia"] for i in dicho["indices"]] == ["2026-05", "2025-01"]
    assert dicho["total"] == sum(paso["importe"] for paso in dicho["pasos"])


def test_lo_que_no_se_toca_no_tiene_diferencias(memoria):
    assert list(diferencias(memoria)) == []
    (dicho,) = memoria["creditos"]
    assert recalculado(dicho, al=AL) == {campo: dicho[campo] for campo in CALCULADOS}


@pytest.mark.parametrize(
    ("cambiar", "dice"),
    [
        (lambda m: m["creditos"][0].update(importe=1_001_00), "dice importe histórico"),
        (lambda m: m["creditos"][0].update(vencimiento="2025-03-17"), "operaciones"),
        (lambda m: m["creditos"][0].update(total=1), "dice un total de 0.01"),
        (lambda m: m["creditos"][0]["pasos"][1].update(importe=5), "dice actualización de 0.05"),
        (lambda m: m["creditos"][0]["pasos"][2].update(operacion="x"), "las operaciones"),
        (lambda m: m["creditos"][0]["pasos"][0].update(fundamento=["X 1"]), "las operaciones"),
        (lambda m: m["creditos"][0]["tasas"][0].update(tasa="1.13"), "las tasas"),
        (lambda m: m["creditos"][0]["indices"][0].update(valor="1"), "los índices"),
        (lambda m: m["creditos"][0]["movimientos"][0].update(efecto=1), "sus movimientos suman"),
        (lambda m: m.update(total=1), "la memoria dice 0.01"),
        (lambda m: m.update(al="2026-05-31"), "Crédito"),
    ],
)
def test_cada_cambio_se_dice(memoria, cambiar, dice):
    cambiada = copy.deepcopy(memoria)
    cambiar(cambiada)
    assert any(dice in diferencia for diferencia in diferencias(cambiada))


def test_una_multa_no_tiene_tasas_de_recargos():
    multa = LLAVE._replace(tipo_documento="80")
    dicho = memoria_de(multa, credito(tipo="80"), al=AL, origen=ORIGEN)
    assert dicho["tasas"] == []
    assert dicho["pasos"][2]["importe"] == 0

import numpy as np

from cartera_lib.cartera.enlace import enlaces
from cartera_lib.cartera.por_suma import por_suma
from cartera_lib.cartera.reparto import Reparto
from cartera_lib.cartera.sumas import CANDIDATOS
from tests.cartera.test_enlace import lados
from tests.oficina.depositos import OTRO, anonimo, deposito, ficha


def sumado(depositos, fichas, parciales):
    vistos = lados(*depositos, fichas=fichas)
    reparto, libres = Reparto(vistos), np.ones(len(fichas), dtype=bool)
    libres[list(parciales)] = False
    sueltos = [d for d, dicho in enumerate(depositos) if not dicho["folio"]]
    por_suma(reparto, enlaces(vistos), quedan=(sueltos, parciales, libres))
    return [(p["caso"], p["importe"], p["ficha"][-1:]) for p in reparto.tabla().to_pylist()]


def test_los_depositos_sueltos_completan_la_ficha_que_otro_nombra():
    parciales = {0: [0]}
    dicho = sumado([deposito(1, 30_00), anonimo(70_00)], [ficha(1, 100_00)], parciales)
    assert dicho == [("DIVIDIDO", 30_00, "1"), ("DIVIDIDO", 70_00, "1")]
    assert parciales == {}


def test_un_deposito_mayor_que_su_ficha_paga_con_lo_que_sobra_otra_del_patron():
    dicho = sumado([deposito(1, 130_00)], [ficha(1, 100_00), ficha(2, 30_00)], {})
    assert dicho == [("CONJUNTO", 100_00, "1"), ("CONJUNTO", 30_00, "2")]


def test_las_fichas_de_otro_patron_o_de_otro_ramo_no_cuentan():
    ajenas = [ficha(1, 60_00), ficha(2, 40_00, registro=OTRO), ficha(3, 40_00, ramo="RCV")]
    assert sumado([anonimo(100_00)], ajenas, {}) == []


def test_entre_demasiadas_fichas_no_se_busca_y_se_dice():
    fichas = [ficha(n, n * 100) for n in range(1, CANDIDATOS + 2)]
    vistos = lados(anonimo(900_00), fichas=fichas)
    reparto, libres = Reparto(vistos), np.ones(len(fichas), dtype=bool)
    por_suma(reparto, enlaces(vistos), quedan=([0], {}, libres))
    (parte,) = reparto.tabla().to_pylist()
    assert parte["caso"] == "SIN_FICHA"
    assert f"{CANDIDATOS + 1} fichas sin pagar" in parte["motivo"]

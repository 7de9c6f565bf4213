from datetime import date

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from cartera_lib.cartera.cartera import Cartera
from cartera_lib.oficina import conciliacion
from cartera_lib.oficina.conciliacion import puente
from tests.oficina.renglones import cartera

JULIO, AGOSTO = date(2024, 7, 31), date(2024, 8, 31)


def _puente(antes, despues):
    return puente(cartera(*antes, corte=JULIO), cartera(*despues, corte=AGOSTO))


def _importes(hecho, ramo="COP"):
    return hecho.renglones.xs(ramo, level="ramo")["importe"].to_dict()


def test_cada_diferencia_entre_cortes_tiene_su_concepto():
    hecho = _puente(
        [
            {"credito": "1", "importe": "100.00"},
            {"credito": "2", "importe": "50.00"},
            {"credito": "3", "importe": "30.00"},
            {"credito": "4", "importe": "20.00"},
        ],
        [
            {"credito": "1", "importe": "110.00"},
            {"credito": "2", "importe": "45.00"},
            {"credito": "4", "importe": "20.00", "incidencia": "09"},
            {"credito": "5", "importe": "7.00"},
        ],
    )
    assert _importes(hecho) == {
        "Cartera anterior": 200_00,
        "Altas": 7_00,
        "Bajas": -30_00,
        "Ajustes al alza": 10_00,
        "Ajustes a la baja": -5_00,
        "Traspasos": 0,
        "Cartera actual": 182_00,
    }
    assert hecho.residual == 0
    cambio = hecho.cambios_de_incidencia.iloc[0]
    assert tuple(cambio) == ("31", "09", 1, 20_00)


def test_un_credito_que_pasa_de_propio_a_no_propio_es_un_traspaso():
    hecho = _puente([{"propios": True}], [{"propios": False}])
    assert hecho.detalle["concepto"].tolist() == ["Traspasos"]
    assert hecho.residual == 0


def test_un_credito_repetido_no_pierde_pesos_en_el_puente():
    hecho = _puente([{"importe": "10.00"}, {"importe": "15.00"}], [{"importe": "10.00"}])
    assert _importes(hecho)["Ajustes a la baja"] == -15_00
    assert hecho.renglones.xs("COP", level="ramo").loc["Cartera actual", "creditos"] == 1
    assert hecho.residual == 0


def test_cop_y_rcv_no_se_mezclan_en_el_puente():
    hecho = _puente([{"ramo": "COP"}], [{"ramo": "RCV"}])
    assert _importes(hecho, "COP")["Bajas"] == -64_210_55
    assert _importes(hecho, "RCV")["Altas"] == 64_210_55


@settings(max_examples=60, deadline=None)
@given(semilla=st.integers(0, 2**32 - 1), filas=st.integers(0, 60))
def test_el_residual_es_cero_entre_dos_cortes_cualesquiera(semilla, filas):
    azar = np.random.default_rng(semilla)
    base = cartera(*[{}] * 60)

    def corte(dia):
        credito = pa.array([f"{n:09d}" for n in azar.integers(0, 40, 60)])
        importe = pa.array(azar.integers(0, 10**12, 60))
        ramo = pa.array(azar.choice(["COP", "RCV"], 60))
        tabla = base.tabla
        for nombre, columna in (("credito", credito), ("importe", importe), ("ramo", ramo)):
            tabla = tabla.set_column(tabla.schema.get_field_index(nombre), nombre, columna)
        return Cartera(dia, "16", "01", tabla.slice(0, filas))

    antes, despues = corte(JULIO), corte(AGOSTO)
    hecho = puente(antes, despues)
    assert hecho.residual == 0
    diferencia = despues.columna("importe").sum() - antes.columna("importe").sum()
    assert hecho.detalle["diferencia"].sum() == diferencia


def test_un_credito_sin_numero_no_se_pierde_en_el_puente():
    hecho = _puente([{}], [{}, {"credito": None, "importe": "1,000.00"}])
    assert hecho.residual == 0
    assert _importes(hecho)["Altas"] == 1_000_00


def test_el_residual_mide_los_cortes_y_no_los_renglones_del_puente():
    julio, agosto = cartera({}, corte=JULIO), cartera({}, {"credito": "2", "importe": "0.07"})
    renglones = puente(julio, agosto).renglones.copy()
    renglones.loc[("Altas", "COP"), "importe"] = 0
    assert conciliacion._residual(julio, agosto, renglones) == 7

from datetime import date

import pytest

from cartera_lib.reglas.criterios import Criterios
from tests.calculo.apoyo import CREDITO, ENCABEZADO, VALOR, calcula

CON_TIPO = "clave,importe,vencimiento,periodo,tipo_documento\n"
REMEDIO = "Escriba pesos con dos decimales, por ejemplo 1234.50."
DE_FECHA = "Escríbala como AAAA-MM-DD, por ejemplo 2026-03-17."
TOPE = "rebasa 10,000,000,000,000.00, el mayor importe que se calcula exacto. Revíselo."


def _causa(carpeta, renglon, **opciones):
    """Return the reason of the only row, once proved that it lost nothing and has no amounts."""
    resumen, (fila,) = calcula(carpeta, renglon, **opciones)
    assert (resumen.leidas, resumen.sin_calculo) == (1, 1)
    assert [fila[c] for c in VALOR if c != "causa"] == [""] * (len(VALOR) - 1)
    return fila["causa"]


@pytest.mark.parametrize(
    ("importe", "dice"),
    [
        ("", "falta el importe."),
        (
            "-5.00",
            "es negativo; un crédito no vale menos de cero. Registre el ajuste por separado.",
        ),
        ("1e3", f"no es un importe. {REMEDIO}"),
        ("NaN", f"no es un importe. {REMEDIO}"),
        ("$1,000.00", f"no es un importe. {REMEDIO}"),
        ("1.234", f"no es un importe. {REMEDIO}"),
        ("1,00,000.00", f"no es un importe. {REMEDIO}"),
        ("-x", f"no es un importe. {REMEDIO}"),
        ("100000000000.1234", f"no es un importe. {REMEDIO}"),
        ("10000000000000.01", TOPE),
        ("1,000,000,000,000,000,000.00", TOPE),
        ("12345678901234567890", TOPE),
    ],
)
def test_un_importe_que_no_sirve_dice_renglon_columna_valor_y_remedio(importe, dice, tmp_path):
    causa = _causa(tmp_path, f'{ENCABEZADO}K1,"{importe}",2024-02-17\n')
    assert causa == f"Renglón 2, columna importe, valor «{importe}»: {dice}"


def test_el_mayor_importe_se_calcula_exacto(tmp_path):
    # 10^13 pesos × 1.0805 = 10,805,000,000,000.00; × 40.02 % = 4,324,161,000,000.00
    _, (fila,) = calcula(tmp_path, f"{ENCABEZADO}K1,10000000000000.00,2024-02-17\n")
    assert fila["actualizacion"] == "805000000000.00"
    assert fila["recargos"] == "4324161000000.00"
    assert fila["total"] == "15129161000000.00"


@pytest.mark.parametrize(
    ("fecha", "dice"),
    [
        ("2024-02-30", f"no existe en el calendario. {DE_FECHA}"),
        ("2023-02-29", f"no existe en el calendario. {DE_FECHA}"),
        ("17/01/2024", f"no es una fecha. {DE_FECHA}"),
        ("2024-1-7", f"no es una fecha. {DE_FECHA}"),
        ("２０２４-01-01", f"no es una fecha. {DE_FECHA}"),
        ("", "falta; capture la fecha o, en periodo, el mes de la cuota."),
    ],
)
def test_una_fecha_que_no_sirve_dice_renglon_columna_valor_y_remedio(fecha, dice, tmp_path):
    causa = _causa(tmp_path, f"{ENCABEZADO}K1,1.00,{fecha}\n")
    assert causa == f"Renglón 2, columna vencimiento, valor «{fecha}»: {dice}"


def test_el_29_de_febrero_de_un_bisiesto_se_calcula(tmp_path):
    # Jueves hábil: su primer mes termina el 29 de marzo y el 30 empieza el segundo
    for al, meses in ((date(2024, 3, 29), "1"), (date(2024, 3, 30), "2")):
        _, (fila,) = calcula(tmp_path, f"{ENCABEZADO}K1,1.00,2024-02-29\n", al=al)
        assert (fila["vencimiento_efectivo"], fila["meses"]) == ("2024-02-29", meses)


@pytest.mark.parametrize("fecha", ["1996-12-31", "2041-01-01", "0001-01-01", "9999-12-31"])
def test_un_vencimiento_fuera_del_calendario_dice_la_tabla_y_su_remedio(fecha, tmp_path):
    causa = _causa(tmp_path, f"{ENCABEZADO}K1,1.00,{fecha}\n")
    assert causa.startswith(
        f"Renglón 2, columna vencimiento, valor «{fecha}»: La tabla «descansos»"
    )
    assert "van de 1997-01-01 a 2040-12-31" in causa
    assert "amplíe norma/tablas/descansos.csv" in causa


@pytest.mark.parametrize("al", [date(1996, 12, 31), date(2051, 1, 1)])
def test_un_dia_de_calculo_fuera_del_calendario_dice_ese_dia(al, tmp_path):
    causa = _causa(tmp_path, ENCABEZADO + CREDITO, al=al)
    assert f"no cubre {al}: los días de cálculo van de 1997-01-01 a 2050-12-31" in causa


def test_sin_el_indice_publicado_se_dice_como_incorporarlo(tmp_path):
    contenido = f"clave,importe,periodo\nK1,1.00,2024-01\n{'K2,1.00,2026-12'}\n"
    resumen, (vencida, por_vencer) = calcula(tmp_path, contenido, al=date(2026, 11, 24))
    assert vencida["causa"].startswith(
        "Renglón 2, columna periodo, valor «2024-01»: La tabla «inpc»"
    )
    assert "no cubre 2026-10" in vencida["causa"]
    assert "«cartera tablas importar inpc ARCHIVO»" in vencida["causa"]
    assert (resumen.computadas, por_vencer["total"]) == (1, "1.00")


def test_sin_tasa_de_recargos_se_dice_el_mes_que_falta(tmp_path):
    causa = _causa(tmp_path, f"{ENCABEZADO}K1,1.00,1997-07-17\n", al=date(2000, 1, 20))
    assert "La tabla «recargos» no cubre 1997-07: cubre de 1997-08 a" in causa


def test_un_renglon_dice_todas_sus_causas(tmp_path):
    causa = _causa(tmp_path, f"{CON_TIPO},mal,,,99\n", al=date(2060, 1, 1))
    columnas = [parte.partition(",")[0] for parte in causa.split("columna ")[1:]]
    assert columnas == ["clave", "importe", "tipo_documento", "vencimiento"]
    assert causa.count("Renglón 2, ") == 4


@pytest.mark.parametrize("periodo", ["2024-13", "202401", "enero 2024"])
def test_un_periodo_que_no_sirve_dice_renglon_columna_valor_y_remedio(periodo, tmp_path):
    causa = _causa(tmp_path, f"clave,importe,periodo\nK1,1.00,{periodo}\n")
    assert causa == (
        f"Renglón 2, columna periodo, valor «{periodo}»: no es un periodo. Escríbalo como AAAA-MM, "
        "de 01 a 12, por ejemplo 2026-02."
    )


@pytest.mark.parametrize("tipo", ["99", "X", "2.0", "-1", "002", "07"])
def test_un_tipo_de_documento_desconocido_no_se_adivina(tipo, tmp_path):
    causa = _causa(tmp_path, f"{CON_TIPO}K1,1.00,2024-02-17,,{tipo}\n")
    assert causa.startswith(
        f"Renglón 2, columna tipo_documento, valor «{tipo}»: no está en el catál"
    )


@pytest.mark.parametrize(
    ("tipo", "factor", "tasa", "total"),
    [
        ("02", "1.0805", "40.02", "1512.92"),
        ("2", "1.0805", "40.02", "1512.92"),
        ("", "1.0805", "40.02", "1512.92"),
        ("6", "1.0805", "40.02", "1512.92"),
        ("80", "1.0805", "0.00", "1080.50"),
        ("08", "1.0000", "0.00", "1000.00"),
        ("8", "1.0000", "0.00", "1000.00"),
    ],
)
def test_cada_tipo_lleva_sus_accesorios_aunque_pierda_su_cero(tipo, factor, tasa, total, tmp_path):
    _, (fila,) = calcula(tmp_path, f"{CON_TIPO}K1,1000.00,2024-02-17,,{tipo}\n")
    salen = fila["factor"], fila["tasa_recargos_pct"], fila["total"], fila["tipo_documento"]
    assert salen == (factor, tasa, total, tipo)
    assert bool(fila["inpc_antiguo"]) == (factor != "1.0000")


def test_una_multa_no_vence_por_periodo(tmp_path):
    causa = _causa(tmp_path, f"{CON_TIPO}K1,1.00,,2024-01,80\n")
    assert "columna periodo, valor «2024-01»: este tipo de documento vence quince días" in causa
    assert "Capture su vencimiento." in causa


def test_el_tope_no_se_aplica_a_lo_que_no_causa_recargos(tmp_path):
    contenido = f"{CON_TIPO}K1,1000.00,2009-01-19,,80\n"
    _, (fila,) = calcula(
        tmp_path, contenido, al=date(2016, 7, 17), criterios=Criterios(tope_meses=None)
    )
    assert (fila["meses"], fila["tasa_recargos_pct"], fila["recargos"]) == ("90", "0.00", "0.00")

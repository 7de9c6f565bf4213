import csv
import subprocess
import sys

import pytest

from cartera_lib.cli import main
from tests.calculo.apoyo import CREDITO, ENCABEZADO, VALOR, leer

INPC = "Fecha,SP1\n01/04/2026,145.831\n01/05/2026,145.527\n01/06/2026,146.001\n"


def _calcular(carpeta, contenido, *opciones, al="2026-03-20", salida="salida.csv"):
    crudo = contenido if isinstance(contenido, bytes) else contenido.encode()
    (carpeta / "entrada.csv").write_bytes(crudo)
    orden = ["calcular", str(carpeta / "entrada.csv"), "--al", al, *opciones]
    return main([*orden, "--salida", str(carpeta / salida)])


def _mal_escrito(*argumentos):
    """Run what argparse refuses; return its exit code."""
    with pytest.raises(SystemExit) as salida:
        main(list(argumentos))
    return salida.value.code


def test_todo_calculado_termina_en_cero_y_dice_cuanto(tmp_path, capsys):
    assert _calcular(tmp_path, ENCABEZADO + CREDITO * 3) == 0
    dicho = capsys.readouterr()
    assert dicho.out == "Renglones leídos: 3 = calculados 3 + sin calcular 0, al 20/03/2026.\n"
    assert dicho.err == ""
    assert [{c: f[c] for c in VALOR} for f in leer(tmp_path / "salida.csv")] == [VALOR] * 3


def test_algo_sin_calcular_termina_en_tres_y_dice_por_que(tmp_path, capsys):
    assert _calcular(tmp_path, ENCABEZADO + CREDITO + "K2,mal,2024-02-30\n" * 7) == 3
    dicho = capsys.readouterr()
    assert "Renglones leídos: 8 = calculados 1 + sin calcular 7" in dicho.out
    lineas = dicho.err.splitlines()
    assert len(lineas) == 6
    assert lineas[0].startswith("  Renglón 3, columna importe, valor «mal»: no es un importe.")
    assert "columna vencimiento, valor «2024-02-30»: no existe en el calendario" in lineas[0]
    assert lineas[-1] == "  Los demás llevan su motivo en la columna causa."
    assert len(leer(tmp_path / "salida.csv")) == 8


def test_un_archivo_que_no_se_puede_leer_termina_en_dos_sin_traza_ni_salida(tmp_path, capsys):
    assert _calcular(tmp_path, "ñ".encode("cp1252") + ENCABEZADO.encode()) == 2
    dicho = capsys.readouterr()
    assert dicho.out == ""
    assert dicho.err.startswith("cartera: «entrada.csv», renglón 1: el byte 0xf1 no es UTF-8")
    assert [p.name for p in tmp_path.iterdir()] == ["entrada.csv"]


@pytest.mark.parametrize(("tope", "tasa"), [("0", "136.73"), ("60", "67.80"), ("120", "135.60")])
def test_el_tope_de_meses_se_pide_en_la_orden(tope, tasa, tmp_path):
    contenido = f"{ENCABEZADO}K1,1000.00,2004-02-17\n"
    assert _calcular(tmp_path, contenido, "--tope-meses", tope, al="2014-03-17") == 0
    (fila,) = leer(tmp_path / "salida.csv")
    assert (fila["meses"], fila["tasa_recargos_pct"]) == ("121", tasa)


@pytest.mark.parametrize(("como", "factor"), [("truncar", "1.0132"), ("medio_arriba", "1.0133")])
def test_el_redondeo_del_factor_se_pide_en_la_orden(como, factor, tmp_path):
    contenido = f"{ENCABEZADO}S04,54321.09,2025-11-17\n"
    assert _calcular(tmp_path, contenido, "--redondeo-factor", como, al="2026-02-18") == 0
    (fila,) = leer(tmp_path / "salida.csv")
    assert fila["factor"] == factor


def test_si_nada_se_pide_el_tope_es_de_sesenta_meses_y_el_factor_se_trunca(tmp_path):
    contenido = f"{ENCABEZADO}A,1000.00,2004-02-17\n"
    assert _calcular(tmp_path, contenido, al="2014-03-17") == 0
    assert leer(tmp_path / "salida.csv")[0]["tasa_recargos_pct"] == "67.80"


@pytest.mark.parametrize(
    ("opciones", "dice"),
    [
        (["--al", "17/01/2024"], "--al: «17/01/2024» no es una fecha AAAA-MM-DD"),
        (["--al", "2024-02-30"], "--al: «2024-02-30» no es una fecha AAAA-MM-DD"),
        (["--al", "20240117"], "--al: «20240117» no es una fecha AAAA-MM-DD"),
        (["--al", "2026-W12-2"], "--al: «2026-W12-2» no es una fecha AAAA-MM-DD"),
        (["--tope-meses", "seis"], "--tope-meses: «seis» no es un número de meses; 0 quita"),
        (["--tope-meses", "²"], "--tope-meses: «²» no es un número de meses"),
        (["--tope-meses", "-5"], "--tope-meses: «-5» no es un número de meses"),
        (["--tope-meses", "9" * 20], "no es un número de meses"),
        (["--redondeo-factor", "subir"], "--redondeo-factor: 'subir' no es opción; use "),
        (["--tope-meses"], "--tope-meses: falta su valor"),
        (["--gastos", "1"], "no se entiende: --gastos 1"),
    ],
)
def test_una_opcion_mal_escrita_termina_en_dos_y_se_dice_en_espanol(opciones, dice, capsys):
    base = ["calcular", "entrada.csv", "--salida", "salida.csv", "--al", "2026-03-20"]
    assert _mal_escrito(*base, *opciones) == 2
    dicho = capsys.readouterr().err
    assert dicho.startswith("uso: cartera")
    assert dice in dicho


@pytest.mark.parametrize(
    ("orden", "dice"),
    [
        ([], "faltan: VERBO"),
        (["calcular"], "faltan: ENTRADA, --al, --salida"),
        (["funciones", "ocho"], "N: 'ocho' no es un valor que se entienda"),
    ],
)
def test_una_orden_incompleta_termina_en_dos_y_dice_que_falta(orden, dice, capsys):
    assert _mal_escrito(*orden) == 2
    assert dice in capsys.readouterr().err


@pytest.mark.parametrize("verbo", [[], ["calcular"], ["tablas"], ["tablas", "importar"]])
def test_la_ayuda_esta_en_espanol(verbo, capsys):
    assert _mal_escrito(*verbo, "--help") == 0
    ayuda = capsys.readouterr().out
    assert ayuda.startswith("uso: cartera")
    assert "muestra esta ayuda y termina" in ayuda
    assert "usage" not in ayuda


def test_lo_que_el_sistema_niega_se_dice_en_espanol(tmp_path, capsys):
    largo = "x" * 300 + ".csv"
    assert _calcular(tmp_path, ENCABEZADO + CREDITO, salida=largo) == 2
    dicho = capsys.readouterr().err
    assert dicho.startswith("cartera: no se pudo leer o escribir")
    assert dicho.endswith("el nombre es demasiado largo.\n")


def test_las_funciones_se_listan_con_lo_que_responde_por_ellas(capsys):
    assert main(["funciones"]) == 0
    lineas = capsys.readouterr().out.splitlines()
    numeradas = [linea.partition(" · ")[0].strip() for linea in lineas if " · " in linea]
    assert numeradas == [str(n) for n in range(1, 21)]
    assert main(["funciones", "10"]) == 0
    assert "calculo.calcular.calcular" in capsys.readouterr().out
    assert main(["funciones", "21"]) == 2
    assert "No hay función 21: el manual tiene de 1 a 20." in capsys.readouterr().err


def test_las_tablas_dicen_lo_que_cubren(capsys):
    assert main(["tablas"]) == 0
    lineas = capsys.readouterr().out.splitlines()
    inpc = next(linea for linea in lineas if linea.startswith("inpc "))
    assert "cubre de 1995-01 a 2026-05" in inpc
    assert "CFF 20" in inpc
    assert any(linea.startswith("descansos ") and "15 renglones" in linea for linea in lineas)


def test_verificar_las_tablas_separa_lo_malo_de_lo_que_falta_confirmar(tablas_de_oficina, capsys):
    assert main(["tablas", "verificar"]) in (0, 3)
    dicho = capsys.readouterr().out.splitlines()
    assert "Por confirmar · multas: I 2002-01-01 (" in "\n".join(dicho)
    confirmar = sum(linea.startswith("Por confirmar · ") for linea in dicho)
    assert (
        dicho[-1] == f"{len(dicho) - 1 - confirmar} problemas; {confirmar} renglones por confirmar."
    )


def test_una_tabla_con_un_hueco_termina_en_tres(tablas_de_oficina, capsys):
    tablas_de_oficina.mkdir()
    (tablas_de_oficina / "uma.csv").write_text(
        "desde,hasta,diaria,fuente,marca\n2027-03-01,2028-01-31,120.00,x,S\n", encoding="utf-8"
    )
    assert main(["tablas", "verificar"]) == 3
    assert "«uma» tiene un hueco o un traslape junto a 2027-03-01" in capsys.readouterr().out


def test_importar_el_inpc_muestra_la_diferencia_y_deja_calcular(
    tablas_de_oficina, tmp_path, capsys
):
    assert _calcular(tmp_path, ENCABEZADO + CREDITO, al="2026-07-20") == 3
    assert "La tabla «inpc» no cubre 2026-06" in capsys.readouterr().err
    (tmp_path / "sp1.csv").write_text(INPC, encoding="utf-8")
    assert main(["tablas", "importar", "inpc", str(tmp_path / "sp1.csv"), "--fuente", "SIE"]) == 0
    dicho = capsys.readouterr().out.splitlines()
    assert dicho == [
        "Meses iguales a la tabla: 2.",
        "Nuevo · 2026-06: 146.001",
        f"Meses agregados a {tablas_de_oficina / 'inpc.csv'}: 1.",
    ]
    with (tablas_de_oficina / "inpc.csv").open(encoding="utf-8") as texto:
        assert [fila["fuente"] for fila in csv.DictReader(texto)] == ["SIE"]
    assert _calcular(tmp_path, ENCABEZADO + CREDITO, al="2026-07-20") == 0
    # 146.001 / 133.555 = 1.09319…
    assert leer(tmp_path / "salida.csv")[0]["factor"] == "1.0931"
    assert main(["tablas", "importar", "inpc", str(tmp_path / "sp1.csv")]) == 0
    assert capsys.readouterr().out.endswith("No hay nada nuevo.\n")


def test_importar_lo_que_contradice_la_tabla_termina_en_dos(tablas_de_oficina, tmp_path, capsys):
    (tmp_path / "sp1.csv").write_text(INPC.replace("145.831", "99.831"), encoding="utf-8")
    assert main(["tablas", "importar", "inpc", str(tmp_path / "sp1.csv")]) == 2
    dicho = capsys.readouterr()
    assert "Distinto · 2026-04: la tabla dice 145.831, el archivo 99.831" in dicho.out
    assert dicho.err.startswith("cartera: No se incorporó nada: el archivo contradice la tabla")
    assert not tablas_de_oficina.exists()


def test_la_orden_instalada_calcula_y_devuelve_su_codigo(tmp_path):
    (tmp_path / "entrada.csv").write_text(ENCABEZADO + CREDITO + "K2\n", encoding="utf-8")
    orden = [sys.executable, "-m", "cartera_lib.cli", "calcular", "entrada.csv"]
    orden += ["--al", "2026-03-20", "--salida", "salida.csv"]
    hecho = subprocess.run(orden, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert hecho.returncode == 3
    assert hecho.stdout.startswith("Renglones leídos: 2 = calculados 1 + sin calcular 1")
    assert "Traceback" not in hecho.stderr
    assert [fila["total"] for fila in leer(tmp_path / "salida.csv")] == ["1512.92", ""]


def test_la_subdelegacion_inventada_da_tambien_un_parquet_que_se_calcula(tmp_path, capsys):
    assert main(["sintetica", "--creditos", "500", "--salida", str(tmp_path)]) == 0
    entrada, salida = tmp_path / "creditos.parquet", tmp_path / "valuados.parquet"
    orden = ["calcular", str(entrada), "--al", "2026-06-30", "--salida", str(salida)]
    assert main(orden) == 0
    assert "500 = calculados 500 + sin calcular 0" in capsys.readouterr().out

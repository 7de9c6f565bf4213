import csv
from datetime import date

import pytest

from cartera_lib.cartera.creditos import Creditos
from cartera_lib.errors import DatoInvalido, FueraDeVigencia
from cartera_lib.importers import inpc
from cartera_lib.norma.tablas import tabla
from cartera_lib.reglas.ley import COMPUTABLE, SIN_INDICE
from cartera_lib.reglas.liquidacion import liquidar
from cartera_lib.reglas.memoria import explicar

# La tabla del paquete termina así; junio y julio de 2026 son inventados.
MARZO, ABRIL, MAYO = "145.544", "145.831", "145.527"
JUNIO, JULIO = "146.001", "146.250"

INEGI_CSV = f"""INEGI. Índice Nacional de Precios al Consumidor
Base segunda quincena de julio 2018 = 100
Periodo,Índice general
Mar 2026,{MARZO}
Abr 2026,{ABRIL}
May 2026,{MAYO}
Jun 2026,{JUNIO}
Jul 2026,{JULIO}
"Fuente: INEGI, Índices de precios."
""".encode()
INEGI_JSON = f"""{{"Header": {{"Name": "Datos compactos BIE"}}, "Series": [{{"INDICADOR": "910399",
"FREQ": "8", "UNIT": "96", "OBSERVATIONS": [
{{"TIME_PERIOD": "2026/07", "OBS_VALUE": "{JULIO}00000000000000000", "OBS_STATUS": "3"}},
{{"TIME_PERIOD": "2026/06", "OBS_VALUE": "{JUNIO}00000000000000000", "OBS_STATUS": "3"}},
{{"TIME_PERIOD": "2026/05", "OBS_VALUE": "{MAYO}00000000000000000", "OBS_STATUS": "3"}},
{{"TIME_PERIOD": "2026/04", "OBS_VALUE": "{ABRIL}00000000000000000", "OBS_STATUS": "3"}},
{{"TIME_PERIOD": "2026/03", "OBS_VALUE": "{MARZO}00000000000000000", "OBS_STATUS": "3"}}
]}}]}}""".encode()
SIE_CSV = f"""Banco de México

Índices de precios al consumidor
Fecha de consulta: 24/11/2026 06:00:00

Título,"Índice Nacional de Precios al Consumidor, general"
Periodo disponible,Ene 1969 - Jul 2026
Periodicidad,Mensual
Cifra,Índices
Unidad,Sin unidad
Base,2QJul 2018=100
Tipo de información,Niveles
Fecha,SP1
01/03/2026,{MARZO}
01/04/2026,{ABRIL}
01/05/2026,{MAYO}
01/06/2026,{JUNIO}
01/07/2026,{JULIO}
01/08/2026,N/E
""".encode("cp1252")
SIE_JSON = f"""{{"bmx": {{"series": [{{"idSerie": "SP1", "titulo": "INPC", "datos": [
{{"fecha": "01/03/2026", "dato": "{MARZO}"}}, {{"fecha": "01/04/2026", "dato": "{ABRIL}"}},
{{"fecha": "01/05/2026", "dato": "{MAYO}"}}, {{"fecha": "01/06/2026", "dato": "{JUNIO}"}},
{{"fecha": "01/07/2026", "dato": "{JULIO}"}}, {{"fecha": "01/08/2026", "dato": "N/E"}}
]}}]}}}}""".encode()
EXPORTADOS = {
    "inegi.csv": INEGI_CSV,
    "inegi.json": INEGI_JSON,
    "sie.csv": SIE_CSV,
    "sie.json": SIE_JSON,
}
LEIDO = [
    ("2026-03", MARZO),
    ("2026-04", ABRIL),
    ("2026-05", MAYO),
    ("2026-06", JUNIO),
    ("2026-07", JULIO),
]


def _archivo(carpeta, contenido, nombre="inpc.csv"):
    crudo = contenido if isinstance(contenido, bytes) else contenido.encode()
    (carpeta / nombre).write_bytes(crudo)
    return carpeta / nombre


def _importa(carpeta, contenido):
    return inpc.append(inpc.compare(inpc.read(_archivo(carpeta, contenido))), "prueba")


def _rechaza(carpeta, contenido):
    """Return what a refusal says, once proved that the table did not change."""
    antes = tabla("inpc").renglones
    with pytest.raises(DatoInvalido) as motivo:
        _importa(carpeta, contenido)
    assert tabla("inpc").renglones == antes
    assert not (carpeta / "tablas" / "inpc.csv").exists()
    return str(motivo.value)


@pytest.mark.parametrize("nombre", EXPORTADOS)
def test_las_cuatro_exportaciones_dicen_los_mismos_indices(nombre, tmp_path):
    assert inpc.read(_archivo(tmp_path, EXPORTADOS[nombre], nombre)) == LEIDO


@pytest.mark.parametrize("nombre", EXPORTADOS)
def test_lo_nuevo_se_agrega_en_la_carpeta_de_la_oficina(nombre, tablas_de_oficina, tmp_path):
    tablas_de_oficina.mkdir()
    agregado = _importa(tmp_path, EXPORTADOS[nombre])
    assert agregado == tablas_de_oficina / "inpc.csv"
    with agregado.open(encoding="utf-8", newline="") as texto:
        filas = [(f["periodo"], f["valor"], f["fuente"]) for f in csv.DictReader(texto)]
    assert filas == [("2026-06", JUNIO, "prueba"), ("2026-07", JULIO, "prueba")]
    assert tabla("inpc").cobertura == "cubre de 1995-01 a 2026-07"


def test_tras_incorporar_los_indices_se_calcula_lo_que_se_rechazaba(tablas_de_oficina, tmp_path):
    credito, al = Creditos([100_000_00], ["2026-05-17"]), date(2026, 8, 20)
    assert liquidar(credito, al=al).causa[0] == SIN_INDICE
    with pytest.raises(FueraDeVigencia, match="inpc"):
        explicar(credito, al=al)
    _importa(tmp_path, SIE_CSV)
    # 146.250 / 145.831 = 1.00287…: truncado, 1.0028; 4 periodos de 2.07 % desde el 19 de mayo
    valor = liquidar(credito, al=al)
    assert valor.causa[0] == COMPUTABLE
    assert valor.factor[0] == 10_028
    assert valor.actualizacion[0] == 280_00
    assert valor.recargos[0] == 8_303_18  # 100,280.00 × 8.28 % = 8,303.184
    assert explicar(credito, al=al).total == valor.total[0]


def test_nada_se_borra_y_lo_agregado_se_puede_seguir(tablas_de_oficina, tmp_path):
    _importa(tmp_path, SIE_CSV.replace(f"01/07/2026,{JULIO}".encode(), b"01/07/2026,N/E"))
    archivo = tablas_de_oficina / "inpc.csv"
    antes = archivo.read_text(encoding="utf-8")
    archivo.write_text(antes.rstrip("\n"), encoding="utf-8")  # como lo deja un editor
    inpc.append(inpc.compare(inpc.read(_archivo(tmp_path, SIE_JSON))), "otra")
    assert archivo.read_text(encoding="utf-8").startswith(antes)
    assert [f["periodo"] for f in tabla("inpc").renglones[-3:]] == ["2026-05", "2026-06", "2026-07"]


def test_importar_dos_veces_no_agrega_nada(tablas_de_oficina, tmp_path):
    _importa(tmp_path, INEGI_CSV)
    diferencia = inpc.compare(inpc.read(_archivo(tmp_path, SIE_CSV)))
    assert (len(diferencia.iguales), diferencia.nuevos, diferencia.distintos) == (5, (), ())


def test_un_indice_redondeado_coincide_si_es_el_mismo(tmp_path):
    # La tabla dice 79.841036119959 y 81.290942965322
    contenido = "2012/10,79.841\n2013/02,81.29\n"
    diferencia = inpc.compare(inpc.read(_archivo(tmp_path, contenido)))
    assert diferencia.iguales == ("2012-10", "2013-02")


@pytest.mark.parametrize("valor", ["145.526", "145.500", "145.53", "146"])
def test_un_indice_que_no_es_el_mismo_no_se_disimula(valor, tmp_path):
    # La tabla dice 145.527: redondeado a dos decimales sí es 145.53
    diferencia = inpc.compare(inpc.read(_archivo(tmp_path, f"2026/05,{valor}\n")))
    assert bool(diferencia.distintos) == (valor not in ("145.53", "146"))


def test_lo_que_contradice_la_tabla_no_cambia_nada(tablas_de_oficina, tmp_path):
    dicho = _rechaza(tmp_path, SIE_CSV.replace(ABRIL.encode(), b"145.832"))
    assert "2026-04: la tabla dice 145.831, el archivo 145.832" in dicho
    assert "Revise que sea la misma base" in dicho


def test_un_hueco_no_se_incorpora(tablas_de_oficina, tmp_path):
    dicho = _rechaza(tmp_path, SIE_CSV.replace(f"01/06/2026,{JUNIO}\n".encode(), b""))
    assert "sigue 2026-06 y el archivo trae 2026-07. Expórtelo completo" in dicho


def test_sin_un_mes_en_comun_no_se_prueba_la_base(tablas_de_oficina, tmp_path):
    dicho = _rechaza(tmp_path, f"2026/06,{JUNIO}\n")
    assert "no repite ningún mes de la tabla" in dicho
    assert "Expórtelo desde algún mes anterior" in dicho


def test_indices_nuevos_redondeados_no_se_incorporan(tablas_de_oficina, tmp_path):
    dicho = _rechaza(tmp_path, "2026/05,145.53\n2026/06,146.00\n")
    assert "índices con 2 decimales y se publican con 3. Expórtelo sin redondear" in dicho


def test_la_serie_quincenal_se_reconoce(tmp_path):
    quincenal = f"Fecha,SP74625\n01/05/2026,{MAYO}\n16/05/2026,{MAYO}\n"
    with pytest.raises(DatoInvalido, match=r"«16/05/2026» no es un mes.*no la quincenal"):
        inpc.read(_archivo(tmp_path, quincenal))
    with pytest.raises(DatoInvalido, match="no trae índices mensuales"):
        inpc.read(_archivo(tmp_path, "Periodo,Índice\n1Q May 2026,145.1\n2Q May 2026,145.9\n"))


def test_dos_series_en_un_archivo_no_se_mezclan(tmp_path):
    otra = SIE_JSON.replace(
        b'"series": [', b'"series": [{"datos": [{"fecha": "01/03/2026", "dato": "0.42"}]}, '
    )
    with pytest.raises(DatoInvalido, match=r"da dos valores a 2026-03: 0\.42 y 145\.544"):
        inpc.read(_archivo(tmp_path, otra))


def test_la_historia_anterior_a_la_tabla_no_estorba(tablas_de_oficina, tmp_path):
    historia = SIE_CSV.replace(b"01/03/2026", b"01/01/1969,0.0064\n01/12/1994,14.8\n01/03/2026")
    diferencia = inpc.compare(inpc.read(_archivo(tmp_path, historia)))
    assert diferencia.anteriores == 2
    assert [periodo for periodo, _ in diferencia.nuevos] == ["2026-06", "2026-07"]


@pytest.mark.parametrize(
    ("contenido", "dice"),
    [
        ("", "no trae índices mensuales"),
        ("Total 2026,99\n2026/13,145.1\n2026/05,N/E\n2026/05,0\n", "no trae índices mensuales"),
        ('{"bmx": ', "El JSON está incompleto o dañado"),
        ("[1, 2]", "no trae índices mensuales"),
        ("<html></html>", "no trae índices mensuales"),
    ],
)
def test_un_archivo_sin_indices_se_rechaza_sin_traza(contenido, dice, tmp_path):
    with pytest.raises(DatoInvalido, match=dice):
        inpc.read(_archivo(tmp_path, contenido))


def test_un_archivo_que_no_existe_se_dice(tmp_path):
    with pytest.raises(DatoInvalido, match=r"No existe el archivo.*Revise la ruta"):
        inpc.read(tmp_path / "no_hay.csv")


@pytest.mark.parametrize("fecha", ["mayo 2026", "MAY 2026", "May-2026", "2026-05", "01/05/2026"])
def test_el_mes_se_lee_como_lo_escriban(fecha, tmp_path):
    assert inpc.read(_archivo(tmp_path, f'"{fecha}";"{MAYO}"\n')) == [("2026-05", MAYO)]


def test_un_salto_imposible_no_se_incorpora(tmp_path, tablas_de_oficina):
    archivo = tmp_path / "salto.csv"
    archivo.write_text("Fecha,SP1\n01/05/2026,145.527\n01/06/2026,1459.000\n", encoding="utf-8")
    with pytest.raises(DatoInvalido, match="más de 10 %"):
        inpc.append(inpc.compare(inpc.read(archivo)), "prueba")


def test_un_libro_de_excel_no_es_un_csv(tmp_path):
    archivo = tmp_path / "hoja.csv"
    archivo.write_bytes(b"PK\x03\x04\rbinario\r\n\x00\x01,2\r3")
    with pytest.raises(DatoInvalido):
        inpc.read(archivo)

import numpy as np
import pytest

from cartera_lib.errors import DatoInvalido, FueraDeVigencia
from cartera_lib.norma.tablas import fichas, olvidar, recordar, renglones, tabla
from cartera_lib.valores.calendario import dias

FECHADAS = ("inpc", "recargos", "plazos_lif", "uma", "salario_minimo", "multas", "gastos_ejecucion")
INPC = "serie,periodo,valor,fuente,marca\n"


def _agregar(carpeta, nombre, texto):
    carpeta.mkdir(exist_ok=True)
    crudo = texto if isinstance(texto, bytes) else texto.encode()
    (carpeta / f"{nombre}.csv").write_bytes(crudo)
    olvidar()


@pytest.mark.parametrize(
    ("nombre", "columna", "dia", "valor"),
    [
        ("inpc", "valor", "2018-06-15", 99_37646493178700),
        ("inpc", "valor", "2024-01-01", 133_55500000000000),
        ("recargos", "mora", "2009-08-18", 113),
        ("recargos", "mora", "2025-12-31", 147),
        ("recargos", "mora", "2026-01-01", 207),
        ("recargos", "prorroga", "2026-06-30", 138),
        ("plazos_lif", "de_13_a_24", "2026-02-01", 163),
        ("uma", "diaria", "2026-01-31", 113_14),
        ("uma", "diaria", "2026-02-01", 117_31),
        ("salario_minimo", "general", "2026-05-05", 315_04),
        ("gastos_ejecucion", "maximo", "2026-01-01", 97_880_00),
        ("multas", "maximo", "2026-01-01", 75),
    ],
)
def test_el_valor_vigente_es_el_que_se_publico(nombre, columna, dia, valor):
    assert tabla(nombre).vigente(dias(dia), columna) == valor


@pytest.mark.parametrize("nombre", FECHADAS)
def test_fuera_de_su_vigencia_cada_tabla_dice_que_dia_que_cubre_y_que_hacer(nombre):
    abierta, ficha = tabla(nombre), fichas()[nombre]
    columna = next(iter(ficha["columnas"]))
    primero, ultimo = abierta.limites
    corte = 7 if ficha["forma"] == "mensual" else 10
    for dia in (primero - 1, ultimo + 1):
        with pytest.raises(FueraDeVigencia) as motivo:
            abierta.vigente(np.array([primero, dia, ultimo]), columna)
        fecha = str(np.datetime64(dia, "D"))[:corte]
        assert (motivo.value.tabla, motivo.value.fecha) == (nombre, fecha)
        assert str(motivo.value) == (
            f"La tabla «{nombre}» no cubre {fecha}: {abierta.cobertura}. {ficha['remedio']}"
        )
    assert abierta.cubre(np.array([primero, ultimo]), columna).all()


def test_una_columna_de_fechas_se_consulta_de_una_vez():
    fechas = dias([["2025-12-31", "2026-01-01"], ["2017-12-31", "2018-01-01"]])
    assert tabla("recargos").vigente(fechas, "mora").tolist() == [[147, 207], [113, 147]]


def test_un_mes_sin_prorroga_publicada_se_rechaza_aunque_tenga_mora():
    agosto_de_1997 = dias("1997-08-15")
    assert tabla("recargos").vigente(agosto_de_1997, "mora") == 290
    with pytest.raises(FueraDeVigencia, match="recargos"):
        tabla("recargos").vigente(agosto_de_1997, "prorroga")


def test_cada_renglon_se_sigue_hasta_su_fuente():
    fila = tabla("recargos").renglon(int(dias("2026-03-18")))
    assert (fila["periodo"], fila["mora"]) == ("2026-03", "2.07")
    assert "LIF 2026" in fila["fuente"]
    with pytest.raises(FueraDeVigencia, match="2027-01"):
        tabla("recargos").renglon(int(dias("2027-01-01")))


def test_una_tabla_puede_llevar_varias_series():
    assert tabla("multas", "V").vigente(dias("2026-01-01"), "maximo") == 2000
    with pytest.raises(DatoInvalido, match="no tiene la serie «IX»"):
        tabla("multas", "IX")


def test_la_oficina_agrega_renglones_y_otra_base_sin_tocar_las_del_paquete(tablas_de_oficina):
    propios = renglones("inpc")
    otra = "2010-12-2Q,2024-01,177.777,otra base,S\n"
    _agregar(tablas_de_oficina, "inpc", INPC + "2018-07-2Q,2026-06,146.001,x,S\n" + otra)
    assert renglones("inpc")[: len(propios)] == propios
    assert tabla("inpc").cobertura == "cubre de 1995-01 a 2026-06"
    assert tabla("inpc", "2010-12-2Q").cobertura == "cubre de 2024-01 a 2024-01"


def test_lo_que_el_paquete_ya_trae_no_se_repite(tablas_de_oficina):
    propios = renglones("inpc")
    _agregar(tablas_de_oficina, "inpc", INPC + "2018-07-2Q,2026-05,145.527,antes,S\n")
    assert renglones("inpc") == propios


@pytest.mark.parametrize(
    ("nombre", "texto", "dice"),
    [
        ("inpc", INPC + "2018-07-2Q,2026-05,145.528,x,S\n", r"traslape junto a 2026-05-01"),
        ("inpc", INPC + "2018-07-2Q,2026-07,146.250,x,S\n", r"hueco o un traslape junto a 2026-07"),
        ("inpc", INPC + "2018-07-2Q,2026-13,146.250,x,S\n", r"«2026-13», que no es una fecha"),
        ("inpc", INPC + "2018-07-2Q,junio,146.250,x,S\n", r"Escríbala como AAAA-MM\."),
        ("inpc", INPC + "2018-07-2Q,2026-06,NaN,x,S\n", r"trae «NaN»: se espera un número con 14"),
        ("inpc", INPC + "2018-07-2Q,2026-06,-1,x,S\n", r"trae «-1»"),
        ("inpc", INPC + "2018-07-2Q,2026-06,1e30,x,S\n", r"trae «1e30»"),
        ("inpc", INPC + "2018-07-2Q,2026-06,\"146,001\",x,S\n", r"trae «146,001»"),
        ("inpc", "periodo,valor\n2026-06,146.001\n", r"no trae la columna fuente, marca, serie"),
        ("inpc", "año,valor\n".encode("cp1252"), r"inpc\.csv» no es texto UTF-8"),
        ("uma", "desde,hasta,diaria,fuente,marca\n2027-02-01,2027-01-31,9,x,S\n", "2027-02-01"),
    ],
)  # fmt: skip
def test_una_tabla_agregada_con_errores_se_rechaza_y_dice_donde(
    nombre, texto, dice, tablas_de_oficina
):
    _agregar(tablas_de_oficina, nombre, texto)
    with pytest.raises(DatoInvalido, match=dice):
        tabla(nombre)


def test_una_tabla_guardada_desde_excel_se_lee_con_su_marca(tablas_de_oficina):
    texto = "\ufeff" + INPC + "2018-07-2Q,2026-06,146.001,x,S\n"
    _agregar(tablas_de_oficina, "inpc", texto.replace("\n", "\r\n"))
    assert tabla("inpc").renglones[-1]["valor"] == "146.001"


def test_lo_recordado_se_olvida_cuando_cambia_una_tabla():
    veces = []

    @recordar()
    def doble(numero):
        veces.append(numero)
        return 2 * numero

    assert (doble(3), doble(3), veces) == (6, 6, [3])
    olvidar()
    assert (doble(3), veces) == (6, [3, 3])

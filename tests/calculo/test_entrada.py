import codecs

import pytest

from cartera_lib.calculo import entrada_csv
from cartera_lib.calculo.entrada import abrir
from cartera_lib.errors import DatoInvalido
from tests.calculo.apoyo import CREDITO, ENCABEZADO, VALOR, calcula, sin_residuos

CUATRO = "clave,importe,vencimiento,nota\n"


def _rechazado(carpeta, contenido):
    """Return what a refusal says, once proved that it wrote nothing."""
    with pytest.raises(DatoInvalido) as motivo:
        calcula(carpeta, contenido)
    assert sin_residuos(carpeta)
    return str(motivo.value)


def _lineas(carpeta, contenido):
    """Return the row number that each reason names."""
    _, filas = calcula(carpeta, contenido)
    causas = [fila["causa"] for fila in filas if fila["causa"]]
    return [int(causa.split()[1].strip(":,")) for causa in causas]


@pytest.mark.parametrize("separador", [",", ";", "\t", "|"])
def test_el_separador_se_reconoce_por_el_encabezado(separador, tmp_path):
    contenido = (ENCABEZADO + CREDITO).replace(",", separador)
    resumen, (fila,) = calcula(tmp_path, contenido)
    assert (resumen.computadas, fila["total"]) == (1, VALOR["total"])


@pytest.mark.parametrize("fin", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("marca", [b"", codecs.BOM_UTF8])
@pytest.mark.parametrize("ultimo", ["", "\n"])
def test_la_marca_y_los_fines_de_linea_de_windows_no_estorban(fin, marca, ultimo, tmp_path):
    texto = f"{ENCABEZADO}{CREDITO}\nñandú,mal,2024-02-17{ultimo}".replace("\n", fin)
    _, filas = calcula(tmp_path, marca + texto.encode())
    assert [fila["clave"] for fila in filas] == ["K1", "ñandú"]
    assert {c: filas[0][c] for c in VALOR} == VALOR
    assert filas[1]["causa"].startswith("Renglón 4, columna importe, valor «mal»")


def test_las_columnas_de_mas_pasan_tal_como_estan(tmp_path):
    extra = '"coma, comilla """" y\notra línea","  007 ",NA,null,1e5,"=1+1"'
    encabezado = "x,clave,importe,vencimiento,a,b,c,d,e,f\n"
    _, (fila,) = calcula(tmp_path, f"{encabezado}ñ,K1,1000.00,2024-02-17,{extra}\n")
    esperado = {"x": "ñ", "a": 'coma, comilla "" y\notra línea', "b": "  007 ", "c": "NA"}
    assert {c: fila[c] for c in esperado} == esperado
    assert [fila[c] for c in "def"] == ["null", "1e5", "=1+1"]
    assert list(fila)[:10] == encabezado.strip().split(",")
    assert {c: fila[c] for c in VALOR} == VALOR


def test_un_encabezado_entre_comillas_puede_llevar_el_separador_y_saltos(tmp_path):
    encabezado = '"clave","importe","vencimiento","nota, y\nmás"\n'
    _, filas = calcula(tmp_path, f"{encabezado}K1,1000.00,2024-02-17,n\nK2\n")
    assert filas[0]["nota, y\nmás"] == "n"
    assert filas[1]["causa"].startswith("Renglón 3: no trae las 4 columnas del encabezado sino 1")


def test_los_renglones_en_blanco_cuentan_como_en_la_hoja(tmp_path):
    contenido = f"{ENCABEZADO}\n{CREDITO}\n\nA,mal,2024-02-17\n,,\nB,mal,2024-02-17\n\n\n"
    assert _lineas(tmp_path, contenido) == [6, 8]


def test_un_campo_de_varias_lineas_es_un_solo_renglon_de_la_hoja(tmp_path):
    contenido = f'{CUATRO}A,1.00,2024-02-17,"uno\ndos\ntres"\nB,mal,2024-02-17,x\nC,1\n'
    assert _lineas(tmp_path, contenido) == [3, 4]


def test_los_renglones_con_columnas_de_menos_o_de_mas_conservan_su_lugar(tmp_path):
    rotos = "B,1.00\nC,1.00,2024-02-17,sobra\n"
    resumen, filas = calcula(tmp_path, f"{ENCABEZADO}{CREDITO}{rotos}{CREDITO}")
    assert [fila["clave"] for fila in filas] == ["K1", "B,1.00", "C,1.00,2024-02-17,sobra", "K1"]
    assert filas[1]["causa"] == (
        "Renglón 3: no trae las 3 columnas del encabezado sino 2. Revise sus separadores y "
        "comillas; el renglón completo queda en la columna clave."
    )
    assert "Renglón 4: no trae las 3 columnas del encabezado sino 4" in filas[2]["causa"]
    assert (resumen.computadas, resumen.sin_calculo) == (2, 2)


@pytest.mark.parametrize("texto", [ENCABEZADO, ENCABEZADO.strip(), ENCABEZADO + "\n\n"])
def test_un_archivo_con_solo_encabezado_da_un_archivo_con_solo_encabezado(texto, tmp_path):
    resumen, filas = calcula(tmp_path, texto)
    assert (resumen.leidas, filas) == (0, [])
    salida = (tmp_path / "salida.csv").read_text(encoding="utf-8")
    assert salida.replace('"', "").startswith("clave,importe,vencimiento,vencimiento_efectivo")


@pytest.mark.parametrize(
    ("texto", "dice"),
    [
        ("", "está vacío: no trae encabezado"),
        ("\n\n" + ENCABEZADO, "su primer renglón está en blanco. Escriba ahí los nombres"),
        ("   \n", "su primer renglón está en blanco"),
        ("clave,monto\n", "no trae la columna importe ni vencimiento o periodo. Su encabezado es"),
        ("importe,periodo\n", "no trae la columna clave"),
        ("clave,importe,periodo,importe\n", "repite la columna «importe»"),
        ("clave,importe,periodo,,\nA,1,2024-01,,\n", "repite la columna «(sin nombre)»"),
    ],
)
def test_un_encabezado_que_no_sirve_se_rechaza_entero(texto, dice, tmp_path):
    assert dice in _rechazado(tmp_path, texto)


def test_un_archivo_que_no_existe_se_dice(tmp_path):
    with pytest.raises(DatoInvalido, match="No existe el archivo"):
        abrir(tmp_path / "no_hay.csv")


@pytest.mark.parametrize("codificacion", ["utf-16", "utf-16-le", "utf-16-be"])
def test_un_texto_utf_16_se_reconoce_y_se_dice_como_guardarlo(codificacion, tmp_path):
    dicho = _rechazado(tmp_path, (ENCABEZADO + CREDITO).encode(codificacion))
    assert "UTF-16" in dicho
    assert "«CSV UTF-8 (delimitado por comas)»" in dicho


@pytest.mark.parametrize("crudo", [bytes(range(256)) * 9, b"PK\x03\x04\x14\x00" + b"\x80" * 99])
def test_un_archivo_binario_se_rechaza_sin_traza(crudo, tmp_path):
    assert "archivo binario" in _rechazado(tmp_path, crudo)


def test_el_texto_ansi_de_windows_se_rechaza_con_su_renglon(tmp_path):
    contenido = f"{ENCABEZADO}{CREDITO}ñandú,1.00,2024-02-17\n".encode("cp1252")
    dicho = _rechazado(tmp_path, contenido)
    assert "«entrada.csv», renglón 3: el byte 0xf1 no es UTF-8" in dicho
    assert "Guárdelo como «CSV UTF-8»" in dicho
    encabezado = "clave,importe,vencimiento,año\nA,1.00,2024-02-17,1\n".encode("cp1252")
    assert "renglón 1: el byte 0xf1" in _rechazado(tmp_path, encabezado)


def test_lo_ilegible_a_medio_archivo_no_deja_nada_escrito(tmp_path, monkeypatch):
    monkeypatch.setattr(entrada_csv, "BLOQUE", 100)
    contenido = (ENCABEZADO + CREDITO * 50).encode() + b"\xf1,1.00,2024-02-17\n"
    assert "renglón 52" in _rechazado(tmp_path, contenido)


@pytest.mark.parametrize(
    ("cuerpo", "renglon"),
    [
        ('A,1.00,2024-02-17,"x\nB,2.00,2024-02-17,y\nC,3.00,2024-02-17,z\n', 2),
        ('A,1.00,2024-02-17,"x\nB,2.00,2024-02-17,y\nC,3.00,2024-02-17,"z"\n', 2),
        ('A,1.00,2024-02-17,x\nA,"1.00,2024-02-17,x\nB,2.00,2024-02-17,y\n', 3),
    ],
)
def test_unas_comillas_sin_cerrar_no_se_tragan_creditos(cuerpo, renglon, tmp_path):
    dicho = _rechazado(tmp_path, CUATRO + cuerpo)
    assert f"renglón {renglon}: unas comillas sin cerrar se tragan el renglón «B,2.00," in dicho


def test_unas_comillas_que_rebasan_el_bloque_se_rechazan_con_su_renglon(tmp_path, monkeypatch):
    monkeypatch.setattr(entrada_csv, "BLOQUE", 120)
    cuerpo = CREDITO * 3 + 'A,"1.00,' + "x" * 400
    dicho = _rechazado(tmp_path, ENCABEZADO + cuerpo)
    assert "a partir del renglón" in dicho
    assert "comillas sin cerrar" in dicho


def test_una_direccion_de_varias_lineas_no_parece_un_renglon(tmp_path):
    domicilio = '"Calle 1, Centro, CP 06000, México\nSegundo piso, 201, A, B"'
    resumen, (fila,) = calcula(tmp_path, f"{CUATRO}K1,1000.00,2024-02-17,{domicilio}\n")
    assert (resumen.computadas, fila["total"]) == (1, VALOR["total"])

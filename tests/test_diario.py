"""The journal, read by two programs that know nothing of this package."""

import csv
import io
import random
import re
import shutil
import subprocess
from datetime import date, timedelta

import pyarrow as pa
import pytest

from cartera_lib.cartera.tipo_documento import tipos_documento
from cartera_lib.diario import beancount, diario, hledger
from cartera_lib.errors import DatoInvalido
from cartera_lib.norma.tablas import renglones
from cartera_lib.oficina.documentos_por_cobrar import Efecto, asientos, balanza

pytestmark = pytest.mark.contador
SEMILLA = 20260630


def _programa(nombre):
    ruta = shutil.which(nombre)
    assert ruta, f"Falta {nombre}: instale los paquetes hledger y beancount, o corra «make test»."
    return ruta


def _correr(*orden):
    return subprocess.run(orden, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def lineas():
    """Four thousand lines of every transaction, ledger and kind of document, both signs."""
    azar, filas = random.Random(SEMILLA), []
    mapa = [f for f in renglones("mapa_contable") if f["cargo"]]
    for acto in range(1, 401):
        al = date(2026, 1, 1) + timedelta(days=acto // 2)
        efectos = [_efecto(azar, azar.choice(mapa)) for _ in range(5)]
        for orden, linea in enumerate(asientos(efectos, al=al), start=1):
            fila = {campo: getattr(linea, campo) for campo in linea.__slots__}
            filas.append(fila | {"acto_id": acto, "clase": "AFECTACION", "al": al, "orden": orden})
    return pa.Table.from_pylist(filas)


def _efecto(azar, fila):
    importe = azar.choice([-1, 1]) * azar.randint(1, 10**9)
    tipo, ramo = azar.choice(sorted(tipos_documento())), azar.choice(["COP", "RCV"])
    return Efecto(fila["transaccion"], fila["rubro"], ramo, tipo, azar.randint(2015, 2026), importe)


@pytest.fixture(scope="module")
def saldos(lineas):
    """Debit balance of each account in centavos, added up from the lines."""
    tabla = balanza(lineas)
    return (tabla["debe"] - tabla["haber"]).groupby(tabla["cuenta"]).sum().to_dict()


def _centavos(texto):
    entero, punto, decimales = texto.replace(",", "").partition(".")
    assert not punto or len(decimales) <= 2
    return int(entero + decimales.ljust(2, "0"))


def test_hledger_acepta_el_diario_y_da_los_mismos_saldos(lineas, saldos, tmp_path):
    ruta = tmp_path / "diario.journal"
    ruta.write_text(hledger(lineas), encoding="utf-8")
    revisado = _correr(_programa("hledger"), "-f", str(ruta), "check", "--strict")
    assert revisado.returncode == 0, revisado.stderr
    salida = _correr("hledger", "-f", str(ruta), "bal", "--flat", "-E", "-N", "-O", "csv").stdout
    filas = list(csv.DictReader(io.StringIO(salida)))
    suyos = {
        re.search(r"\d{4}", f["account"])[0]: _centavos(f["balance"].removesuffix(" MXN"))
        for f in filas
    }
    assert suyos == saldos


def test_beancount_acepta_el_diario_y_da_los_mismos_saldos(lineas, saldos, tmp_path):
    ruta = tmp_path / "diario.beancount"
    ruta.write_text(beancount(lineas), encoding="utf-8")
    revisado = _correr(_programa("bean-check"), str(ruta))
    assert (revisado.returncode, revisado.stderr) == (0, "")
    consulta = "SELECT account, sum(position) GROUP BY account"
    salida = _correr(_programa("bean-query"), "-f", "csv", str(ruta), consulta).stdout
    suyos = {}
    for cuenta, saldo in list(csv.reader(io.StringIO(salida)))[1:]:
        importe = saldo.replace("MXN", "").strip()
        suyos[re.search(r"\d{4}", cuenta)[0]] = _centavos(importe or "0")
    assert suyos == saldos


@pytest.mark.parametrize("formato", ["hledger", "beancount"])
def test_un_centavo_cambiado_en_el_diario_lo_delatan_los_dos_programas(lineas, formato, tmp_path):
    texto = diario(lineas, formato)
    importes = list(re.finditer(r"-?\d+\.(\d\d) MXN", texto))
    orden = {"hledger": ("hledger", "check", "-f"), "beancount": ("bean-check",)}[formato]
    azar = random.Random(SEMILLA)
    for hallado in azar.sample(importes, 5):
        ultima = hallado.end(1) - 1
        otra = "0" if texto[ultima] != "0" else "1"
        ruta = tmp_path / "alterado"
        ruta.write_text(texto[:ultima] + otra + texto[ultima + 1 :], encoding="utf-8")
        assert _correr(*orden, str(ruta)).returncode != 0, hallado[0]


def test_un_formato_desconocido_dice_los_que_hay(lineas):
    with pytest.raises(DatoInvalido, match="hledger, beancount"):
        diario(lineas, "excel")


def test_un_libro_sin_asientos_da_un_diario_vacio_y_valido(lineas, tmp_path):
    ruta = tmp_path / "vacio.beancount"
    ruta.write_text(beancount(lineas.slice(0, 0)), encoding="utf-8")
    assert _correr(_programa("bean-check"), str(ruta)).returncode == 0

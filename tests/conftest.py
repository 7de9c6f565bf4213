"""Golden cases: one YAML file a rule, readable by a lawyer, run by the rule's own test."""

import shutil
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import yaml

from cartera_lib import ejemplo
from cartera_lib.norma.tablas import CARPETA, olvidar
from cartera_lib.valores.calendario import dias, fecha
from cartera_lib.valores.dinero import centavos, pesos

CASOS = Path(__file__).parent / "casos"


def leer_casos(regla):
    return yaml.safe_load((CASOS / f"{regla}.yaml").read_text(encoding="utf-8"))


def pytest_generate_tests(metafunc):
    """A test that asks for ``caso`` runs once for each case of its module's rule."""
    regla = getattr(metafunc.module, "REGLA", None)
    if regla and "caso" in metafunc.fixturenames:
        casos = leer_casos(regla)
        metafunc.parametrize("caso", casos, ids=[c["caso"] for c in casos])


@pytest.fixture
def tablas_de_oficina(tmp_path, monkeypatch):
    """A folder for the rows that an office adds; those of the package end as they began."""
    antes = {tabla.name: tabla.read_bytes() for tabla in CARPETA.iterdir()}
    with monkeypatch.context() as entorno:
        entorno.setenv("CARTERA_TABLAS", str(tmp_path / "tablas"))
        olvidar()
        yield tmp_path / "tablas"
    olvidar()
    assert {tabla.name: tabla.read_bytes() for tabla in CARPETA.iterdir()} == antes


def copia_del_ejemplo(carpeta: Path) -> Path:
    """Copy the book of the example, without its snapshots, so that a test may work it."""
    for ruta in ejemplo.libro().parent.glob("cartera.sqlite*"):
        if ruta.is_file():
            shutil.copy(ruta, carpeta / ruta.name)
    return carpeta / "cartera.sqlite"


def comprobar(caso, respuesta):
    """Compare only what the case states; what it denies must not come out."""
    esperado = caso["esperado"]
    assert {clave: respuesta[clave] for clave in esperado} == esperado
    for clave, valor in caso.get("no_esperado", {}).items():
        assert respuesta[clave] != valor


def columna(dia: date):
    return dias([dia])


def dia(columna):
    return fecha(int(columna[0]))


def importes(texto: str):
    return np.array([centavos(texto)])


def decimales(valor, cuantos):
    entero, resto = divmod(int(valor), 10**cuantos)
    return f"{entero}.{resto:0{cuantos}d}"


__all__ = ["centavos", "columna", "comprobar", "decimales", "dia", "importes", "pesos"]

"""The book of the example, worked by Ana and verified by Luis; each test may spoil its own copy."""

from datetime import date

import pytest

from cartera_lib import ejemplo, store
from cartera_lib.mesa import Mesa
from cartera_lib.ventanilla import Ventanilla
from tests.conftest import copia_del_ejemplo

MAYO, JUNIO = date(2026, 5, 31), date(2026, 6, 30)


@pytest.fixture(scope="session")
def archivos():
    """The folder of files that the example came from."""
    return ejemplo.libro().parent / "archivos"


@pytest.fixture
def almacen(tmp_path):
    with store.open(copia_del_ejemplo(tmp_path)) as almacen:
        yield almacen
        assert almacen.verificar() == ()


@pytest.fixture
def ana(almacen):
    return Ventanilla(Mesa(almacen), "Ana")


@pytest.fixture
def luis(ana):
    return ana.como("Luis")

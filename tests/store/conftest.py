"""Every test of the store runs on SQLite and, where a server can be had, on PostgreSQL."""

import pytest

from cartera_lib import store
from tests.store.servidor import Servidor, binarios

BASES = ["sqlite"]
if binarios()[0] is not None:
    BASES.append(pytest.param("postgresql", marks=pytest.mark.postgresql))


@pytest.fixture(scope="session")
def servidor():
    carpeta, _ = binarios()
    servidor = Servidor(carpeta)
    yield servidor
    servidor.parar()


@pytest.fixture(scope="session")
def base_nueva(request, tmp_path_factory):
    """Give the address of a new empty database of a kind, each time it is called."""

    def direccion(clase: str) -> str:
        if clase == "sqlite":
            return f"sqlite:///{tmp_path_factory.mktemp('base')}/cartera.db"
        return request.getfixturevalue("servidor").base()

    return direccion


@pytest.fixture(params=BASES)
def url(request, base_nueva):
    """The address of an empty database, new for each test."""
    return base_nueva(request.param)


@pytest.fixture
def almacen(url, tmp_path):
    with store.open(url, instantaneas=tmp_path / "instantaneas") as almacen:
        yield almacen


@pytest.fixture(params=BASES, scope="module")
def almacen_comun(request, base_nueva, tmp_path_factory):
    """A store that the tests of a module only ask, once one of their fixtures filled it."""
    carpeta = tmp_path_factory.mktemp("instantaneas")
    with store.open(base_nueva(request.param), instantaneas=carpeta) as almacen:
        yield almacen


def pytest_terminal_summary(terminalreporter):
    carpeta, texto = binarios()
    if carpeta is None:
        terminalreporter.write_line(f"tests/store: sólo SQLite; PostgreSQL no se probó: {texto}")
    else:
        terminalreporter.write_line(f"tests/store: SQLite y {texto}")

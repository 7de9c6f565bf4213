import pytest
from listados import leer

from cartera_lib.sintetica import generar

PATRONES, CORTES = 60, 3


@pytest.fixture(scope="session")
def resumen(tmp_path_factory):
    salida = tmp_path_factory.mktemp("sintetica") / "muestra"
    return generar(salida, semilla=7, patrones=PATRONES, cortes=CORTES)


@pytest.fixture(scope="session")
def carpeta(resumen):
    return resumen.salida


@pytest.fixture(scope="session")
def listados(carpeta):
    """Every paged listing of every cut, by its path relative to the folder."""
    rutas = sorted(carpeta.glob("rale/*/*.txt"))
    return {
        ruta.relative_to(carpeta).as_posix(): leer(ruta.read_bytes().decode("cp1252"))
        for ruta in rutas
    }

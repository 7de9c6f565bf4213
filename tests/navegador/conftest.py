"""The app served as a clerk would open it, and a browser that notes what goes wrong."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import sync_playwright

from cartera_lib import ejemplo
from cartera_lib.puertas import atender
from tests.conftest import copia_del_ejemplo

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
BANDERAS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LECTOR = ("chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/", "chrome://resources/")
"""The reader of PDF that the browser brings."""
PANTALLAS = Path(__file__).parents[2] / "reports" / "salida" / "pantallas"


@pytest.fixture(scope="session")
def direccion():
    """Serve the consultation over the example on a free port of this machine."""
    with servida("consulta", ejemplo.libro()) as url:
        yield url


@contextmanager
def servida(nombre, libro, quien="Luis"):
    """Serve an app over a book while it is used."""
    with socket.socket() as libre:
        libre.bind(("127.0.0.1", 0))
        puerto = libre.getsockname()[1]
    orden = [sys.executable, "-m", "cartera_lib.cli", "tablero", nombre, "--sin-navegador"]
    orden += [f"--puerto={puerto}", f"--libro={libro}"]
    entorno = os.environ | {"CARTERA_QUIEN": quien}
    servidor = subprocess.Popen(
        orden, start_new_session=True, stdout=subprocess.DEVNULL, env=entorno
    )
    url = f"http://127.0.0.1:{puerto}/"
    try:
        _esperar(url, servidor)
        yield url
    finally:
        os.killpg(servidor.pid, signal.SIGTERM)
        servidor.wait(timeout=30)


@contextmanager
def mirada(navegador, url):
    """Give a page on an app; fail if it had errors or asked anything outside."""
    faltas = []
    pagina = navegador.new_page(viewport={"width": 1280, "height": 1000}, locale="es-MX")
    pagina.on("console", lambda m: faltas.append(m.text) if m.type == "error" else None)
    pagina.on("pageerror", lambda e: faltas.append(str(e)))
    pagina.on("request", lambda r: faltas.append(r.url) if _ajena(r.url, url) else None)
    pagina.goto(url, timeout=90_000)
    yield pagina
    pagina.close()
    assert faltas == []


def _esperar(url, servidor):
    limite = time.monotonic() + 60
    while time.monotonic() < limite:
        assert servidor.poll() is None, "el tablero terminó antes de abrir"
        try:
            urlopen(url + "static/none", timeout=2)
        except URLError as error:
            if getattr(error, "code", None):
                return
            time.sleep(0.3)
        else:
            return
    raise AssertionError("el tablero no abrió en un minuto")


@pytest.fixture(scope="session")
def navegador():
    with sync_playwright() as playwright:
        navegador = playwright.chromium.launch(executable_path=CHROMIUM, args=BANDERAS)
        yield navegador
        navegador.close()


@pytest.fixture(scope="module")
def pagina(navegador, direccion):
    """The consultation, open and ready to be written in."""
    with mirada(navegador, direccion) as pagina:
        pagina.wait_for_selector("input[placeholder^='Registro']", timeout=90_000)
        yield pagina


@pytest.fixture(scope="module")
def libro(tmp_path_factory):
    """A copy of the example's book, that the tests of a module work."""
    return copia_del_ejemplo(tmp_path_factory.mktemp("libro"))


@pytest.fixture(scope="module")
def ventanilla(libro):
    """The counter over that book, to read in it what an app did."""
    return atender(str(libro), "Luis")


@pytest.fixture
def app(request, navegador, libro):
    """One app open over the book, with Luis at it."""
    with servida(request.param, libro) as url, mirada(navegador, url) as pagina:
        pagina.get_by_label("Atiende").wait_for(timeout=90_000)
        yield pagina


def retratar(pagina, nombre):
    """Keep a picture of the whole page, to be looked at."""
    PANTALLAS.mkdir(parents=True, exist_ok=True)
    pagina.screenshot(path=PANTALLAS / f"{nombre}.png", full_page=True)


def _ajena(url, direccion):
    return not url.startswith((direccion, "data:", "blob:", "about:", *LECTOR))

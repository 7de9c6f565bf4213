"""An invented subdelegation, the same every time, for notebooks, tests and training.

Its book is loaded and worked as an office does: Ana captures, Luis verifies. The last month is
left half done, so that there is something on the counter.
"""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from cartera_lib import store
from cartera_lib.importers import leer
from cartera_lib.mesa import Mesa
from cartera_lib.sintetica import generar
from cartera_lib.ventanilla import Ventanilla

SEMILLA, PATRONES, CORTES = 7, 60, 3
CAPTURA, VERIFICA = "Ana", "Luis"
SIN_ATENDER = 4
"""Requirements of the last month left on the tray."""


@cache
def libro() -> Path:
    """Return the book of the example, built the first time it is asked for."""
    carpeta = Path(tempfile.gettempdir()) / f"cartera_lib-ejemplo-{os.getuid()}-{_edicion()}"
    final = carpeta / f"{SEMILLA}-{PATRONES}-{CORTES}"
    if not (final / "cartera.sqlite").exists():
        carpeta.mkdir(mode=0o700, exist_ok=True)
        taller = Path(tempfile.mkdtemp(dir=carpeta))
        generar(taller / "archivos", semilla=SEMILLA, patrones=PATRONES, cortes=CORTES)
        cargar(taller / "archivos", taller / "cartera.sqlite")
        trabajar(taller / "archivos", taller / "cartera.sqlite")
        _poner(taller, final)
    return final / "cartera.sqlite"


def _edicion() -> str:
    """Return what tells this code and these tables from any other: they make the example."""
    suma = hashlib.sha256()
    for ruta in sorted(Path(__file__).parent.rglob("*")):
        if ruta.suffix in {".py", ".csv", ".toml"}:
            suma.update(ruta.read_bytes())
    return suma.hexdigest()[:12]


def cargar(archivos: Path, destino: Path | str) -> int:
    """Load every RALE, the employers and the payments of a folder; return how many loads."""
    rutas = [
        archivos / "patrones.csv",
        *sorted((archivos / "rale").glob("*/*.txt")),
        *sorted((archivos / "sipare").glob("*.csv")),
    ]
    with store.open(destino) as almacen:
        for ruta in rutas:
            almacen.append(leer(ruta))
    return len(rutas)


def trabajar(archivos: Path, destino: Path | str) -> int:
    """Work the months of a loaded book at the counter; return how many acts were kept."""
    with store.open(destino) as almacen:
        mesa = Mesa(almacen)
        primero, *siguientes = mesa.cortes()
        reloj = _Reloj(primero)
        ana, luis = (Ventanilla(mesa, q, reloj=reloj) for q in (CAPTURA, VERIFICA))
        ana.abrir_libro(primero)
        ana.recibir(_fichas_pendientes(archivos, primero), al=primero)
        for corte in siguientes:
            reloj.dia = corte
            _trabajar_mes(ana, archivos, corte, ultimo=corte == siguientes[-1])
            if corte != siguientes[-1]:
                luis.comprobar_corte(corte)
                ana.seguir_corte(corte)
        return int(almacen.actos().num_rows)


def _trabajar_mes(ana: Ventanilla, archivos: Path, corte: date, *, ultimo: bool) -> None:
    mes = f"{corte:%Y-%m}"
    for ruta in sorted((archivos / "requerimientos" / mes).iterdir()):
        ana.recibir(ruta, al=corte)
    pendientes = ana.por_resolver()
    for folio in pendientes[:-SIN_ATENDER] if ultimo else pendientes:
        ana.resolver(folio, al=corte)
    solicitudes = archivos / "solicitudes" / f"{mes}.csv"
    if solicitudes.exists():
        ana.recibir(solicitudes, al=corte)
    if not ultimo:
        for folio in ana.solicitudes_pendientes():
            ana.emitir(folio, al=corte)
    ana.recibir(archivos / "tesoreria" / f"{mes}.csv", al=corte)
    ana.vencer_fichas(al=corte)


def _fichas_pendientes(archivos: Path, corte: date) -> Path:
    """Write the register of the fichas that were neither paid nor expired at a cut."""
    titulos, *fichas = (archivos / "fichas.csv").read_text(encoding="utf-8").splitlines(True)
    meses = [r for r in (archivos / "tesoreria").iterdir() if r.stem <= f"{corte:%Y-%m}"]
    pagadas = {linea.split(",")[0] for r in meses for linea in r.read_text("utf-8").splitlines()}
    vivas = [f for f in fichas if f.split(",")[0] not in pagadas and f.split(",")[2] > str(corte)]
    destino = archivos / "fichas_pendientes.csv"
    destino.write_text("".join([titulos, *vivas]), encoding="utf-8")
    return destino


@dataclass
class _Reloj:
    """A clock that always shows six in the evening of its day: the same book every time."""

    dia: date

    def __call__(self) -> datetime:
        return datetime(self.dia.year, self.dia.month, self.dia.day, 18, tzinfo=UTC)


def _poner(taller: Path, final: Path) -> None:
    """Move the finished book to its place, unless another process has just done it."""
    try:
        taller.rename(final)
    except OSError:
        if not final.exists():
            raise

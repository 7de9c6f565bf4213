"""An invented subdelegation, the same every time, for notebooks, tests and training.

Its book is loaded and worked as an office does: Ana captures, Luis verifies. The last month is
left half done, so that there is something on the counter.
"""

import hashlib
import os
import tempfile
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow.compute as pc

from cartera_lib import store
from cartera_lib.cartera.expediente import Pieza
from cartera_lib.cartera.hecho import Hecho, clases_de_hecho
from cartera_lib.cartera.inventario import ClaseDeMarca, Marca
from cartera_lib.cartera.movimiento import Llave, Soporte
from cartera_lib.importers import leer
from cartera_lib.mesa import Mesa
from cartera_lib.sintetica import generar
from cartera_lib.ventanilla import Ventanilla

SEMILLA, PATRONES, CORTES = 7, 60, 3
CAPTURA, VERIFICA = "Ana", "Luis"
SIN_ATENDER = 4
"""Requirements of the last month left on the tray."""
SIN_CONFIRMAR = 3
"""Facts that Luis has not confirmed yet."""
PERSONAL = "PERSONAL"
PAPELES: dict[str, list[tuple[Any, ...]]] = {
    "31": [
        ("REQUERIMIENTO_DE_PAGO", 0, PERSONAL),
        ("REQUERIMIENTO_DE_PAGO", 2, PERSONAL),
        ("GARANTIA", 0),
        ("CONVENIO_VIGENTE", 0),
        ("SUSPENSION", 0),
    ],
    "32": [("EMBARGO", 0, PERSONAL), ("EMBARGO", 3, PERSONAL), ("PAGO_PARCIAL", 0)],
    "09": [("NO_LOCALIZADO", 0), ("DESOCUPO", 5)],
    "12": [("HUELGA_ESTALLADA", 10)],
    "06": [("INCONFORMIDAD", 0)],
    "14": [("DEMANDA", 0), ("DEMANDA", 4)],
    "02": [("NOTIFICACION", 0, PERSONAL), ("COMPROBANTE", 0)],
    "23": [("MULTA_SIN_EFECTOS", 0), ("MULTA_SIN_EFECTOS", 1), ("MULTA_RESUELTA", 0)],
}
"""What the papers of the first credits in each incidencia prove, and how many days before it."""
A_QUIEN = ("Oficina para Cobros", "Servicios Jurídicos", "Auditoría a Patrones")
"""Who asks the archive for papers."""


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
        _inventariar(ana, luis, primero)
        for corte in siguientes:
            reloj.dia = corte
            _trabajar_mes(ana, archivos, corte, ultimo=corte == siguientes[-1])
            _archivar(ana, corte)
            if corte != siguientes[-1]:
                luis.comprobar_corte(corte)
                ana.seguir_corte(corte)
        _documentar(ana, luis, siguientes[-1])
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


def _archivar(ana: Ventanilla, corte: date) -> None:
    """File papers of one credit in five, lend three of them, and get one of the last month back.

    One in four has no image, and the loan of the first is for fifteen days.
    """
    prestadas = ana.libro.piezas().filter(pc.field("prestada_a") != "")["folio"].to_pylist()
    archivados = {tuple(p[c] for c in Llave._fields) for p in ana.libro.piezas().to_pylist()}
    piezas: list[Pieza] = []
    for n, fila in enumerate(ana.mesa.cartera(corte).tabla.to_pylist()):
        llave = Llave(**{c: fila[c] for c in Llave._fields})
        clases = {"CEDULA_LIQUIDACION": fila["fecha_alta"]}
        clases["ACTA_NOTIFICACION"] = fila["fecha_notificacion"]
        if fila["incidencia"] == "09":
            clases |= dict.fromkeys(
                ("ACTA_NO_LOCALIZACION", "R01", "R02"), fila["fecha_incidencia"]
            )
        if n % 5 or tuple(llave) in archivados:
            continue
        for clase, dia in clases.items():
            if dia is not None and dia <= corte:
                numero = f"{clase[:4]}-{fila['credito']}"
                imagen = hashlib.sha256(numero.encode()).hexdigest() if len(piezas) % 4 else ""
                lugar = f"Archivero {n % 4 + 1}, caja {n // 12 + 1}, libro {n % 12 + 1}"
                piezas.append(
                    Pieza("", llave.registro, llave, clase, numero, dia, n % 5 + 1, lugar, imagen)
                )
    ana.archivar(piezas, al=corte)
    for folio in prestadas[1:2]:
        ana.devolver(folio, al=corte)
    nuevas = [f for f in ana.libro.piezas()["folio"].to_pylist() if f not in prestadas]
    for folio, quien, dias in zip(nuevas[2:15:5], A_QUIEN, (15, 45, 45), strict=True):
        ana.prestar(folio, quien, vence=corte + timedelta(dias), al=corte)


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


def _documentar(ana: Ventanilla, luis: Ventanilla, corte: date) -> None:
    """Capture what the papers of a cut prove; Luis confirms all but the last ones."""
    creditos = ana.mesa.cartera(corte).tabla.to_pylist()
    suyos: dict[str, list[dict[str, Any]]] = {}
    for credito in creditos:
        suyos.setdefault(credito["incidencia"], []).append(credito)
    hechos = [
        _hecho(credito, *dicho)
        for incidencia, dichos in PAPELES.items()
        for credito, dicho in zip(suyos.get(incidencia, ()), dichos, strict=False)
    ]
    ana.capturar_hechos(hechos, al=corte)
    folios = [str(hecho["folio"]) for hecho in luis.por_confirmar()]
    luis.confirmar_hechos(folios[:-SIN_CONFIRMAR], al=corte)


def _hecho(credito: dict[str, Any], codigo: str, dias_antes: int, medio: str = "") -> Hecho:
    """Return a fact some days before that of the incidencia of a credit."""
    clase = clases_de_hecho()[codigo]
    llave = Llave(*(credito[campo] for campo in Llave._fields))
    dia = credito["fecha_incidencia"] - timedelta(days=dias_antes)
    folio = f"{codigo[:3]}-{credito['credito']}"
    soporte = Soporte(clase.soportes[0], folio, dia)
    suya = llave if clase.alcance == "credito" else None
    return Hecho("", codigo, llave.registro, suya, dia, soporte, medio)


def _inventariar(ana: Ventanilla, luis: Ventanilla, corte: date) -> None:
    """Leave an inventory half done: Ana counted her book, Luis half of his and some of hers."""
    folio, _ = ana.abrir_inventario(
        corte,
        lugar="Archivo de la Oficina de Registro y Control de la Cartera",
        participantes="Ana y Luis, analistas; preside el Jefe de la Oficina",
        responsables=[CAPTURA, VERIFICA],
        al=corte,
    )
    base = ana.toma(folio).base
    de_ana, de_luis = ana.toma(folio, base=base).cuadernos
    filas = base.reset_index().to_dict("records")
    suyas = [_marca(folio, de_ana.numero, fila) for fila in filas[: de_ana.hasta]]
    sobra = suyas[0].llave._replace(credito="990000001")
    sobrante = Marca(folio, 1, de_ana.numero, sobra, ClaseDeMarca.SOBRANTE, 1_250_00)
    ana.marcar([*suyas, sobrante], al=corte, base=base)
    mitad = filas[de_luis.desde - 1 : (de_luis.desde + de_luis.hasta) // 2]
    luis.marcar([_marca(folio, de_luis.numero, f) for f in mitad], al=corte, base=base)
    distintas = [m for m in suyas if m.marca is not ClaseDeMarca.TOTAL][:4]
    vistas = [Marca(folio, 2, m.cuaderno, m.llave, ClaseDeMarca.TOTAL) for m in distintas[:2]]
    vistas += [replace(marca, conteo=2) for marca in distintas[2:]]
    luis.marcar(vistas, al=corte, base=base)


def _marca(folio: str, libro: int, fila: dict[Any, Any]) -> Marca:
    """Return what the first count finds: one in nine or so is not as the system says."""
    numero, llave = int(fila["numero"]), Llave(*(fila[campo] for campo in Llave._fields))
    if numero % 20 == 0:
        return Marca(folio, 1, libro, llave, ClaseDeMarca.SIN_DOCUMENTO)
    if numero % 15 == 0:
        importe = int(fila["importe"]) + 100 * numero
        return Marca(folio, 1, libro, llave, ClaseDeMarca.PARCIAL, importe)
    if numero % 31 == 0:
        nota = "La cédula no trae la firma del notificador."
        return Marca(folio, 1, libro, llave, ClaseDeMarca.OTRO, observacion=nota)
    return Marca(folio, 1, libro, llave, ClaseDeMarca.TOTAL)

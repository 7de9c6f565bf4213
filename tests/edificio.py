"""What the house is made of, read from the checkout: modules, functions, articles, notebooks."""

import ast
import csv
import re
import subprocess
from functools import cache
from pathlib import Path

RAIZ = Path(__file__).resolve().parent.parent
PAQUETE = RAIZ / "cartera_lib"
PISOS = {"errors": 0, "norma": 1, "valores": 1, "registry": 1, "cartera": 2, "reglas": 3}
PISOS |= {"oficina": 4}
OFICINA, REGLAS, PUERTAS = 4, 3, 6
LEYES = "LSS|RACERF|RCFF|CFF|LIF|LFT|LDVUMA|LFPCA|AMP|LCM|LFDC"
NUMERO = r"\d+(?:-(?:Bis|Ter|[A-Z]+))?"
CITA = re.compile(rf"\b({LEYES}) ({NUMERO}(?:, {NUMERO})*)")
FUNDAMENTO = re.compile(r"Fundamento:\s*(.+?)(?=\.(?:\s|$)|$)", re.DOTALL)
FUNCIONES = ast.FunctionDef | ast.AsyncFunctionDef
COMPRENSIONES = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
LOGICA = FUNCIONES | ast.ClassDef | ast.Lambda | ast.For | ast.While | ast.Try | COMPRENSIONES
PARAMETRO = re.compile(r"\w+: [\w | .\[\]]+ = .+  # \S.*")


@cache
def arbol(ruta: Path):
    return ast.parse(ruta.read_text(encoding="utf-8"), str(ruta))


@cache
def modulos(carpeta=PAQUETE):
    """Every Python file under a folder, in order."""
    return sorted(carpeta.rglob("*.py"))


def nombre(ruta: Path):
    """A file as people name it: ``reglas/recargos`` inside the package, its path outside."""
    base = PAQUETE if ruta.is_relative_to(PAQUETE) else RAIZ
    return ruta.relative_to(base).with_suffix("").as_posix()


def piso(ruta: Path):
    """The floor of a module of the package; what is not listed lives at the doors."""
    return PISOS.get(ruta.relative_to(PAQUETE).with_suffix("").parts[0], PUERTAS)


def bajo(tope, desde=0):
    """Modules of the package between two floors."""
    return [ruta for ruta in modulos() if desde <= piso(ruta) <= tope]


def funciones(raiz):
    return [nodo for nodo in ast.walk(raiz) if isinstance(nodo, FUNCIONES)]


def publicas(ruta: Path):
    """Names of the public functions that a module defines."""
    cuerpo = arbol(ruta).body
    return [n.name for n in cuerpo if isinstance(n, FUNCIONES) and not n.name.startswith("_")]


def parametros(funcion):
    """Positional and keyword-only parameters, without self."""
    posicionales = [a.arg for a in funcion.args.posonlyargs + funcion.args.args]
    return [p for p in posicionales if p not in ("self", "cls")], funcion.args.kwonlyargs


def citados(texto):
    """Articles named in a text: ``CFF 17-A, 21; LSS 39`` gives three pairs."""
    return {(ley, n) for ley, numeros in CITA.findall(texto) for n in numeros.split(", ")}


def fundamentos(texto):
    """Articles that a docstring names after ``Fundamento:``."""
    return {cita for linea in FUNDAMENTO.findall(texto or "") for cita in citados(linea)}


def docstrings(raiz):
    documentados = FUNCIONES | ast.ClassDef | ast.Module
    nodos = [n for n in ast.walk(raiz) if isinstance(n, documentados)]
    return [(getattr(n, "name", ""), ast.get_docstring(n) or "") for n in nodos]


def renglones(tabla):
    archivo = PAQUETE / "norma" / "tablas" / f"{tabla}.csv"
    with archivo.open(encoding="utf-8", newline="") as texto:
        return list(csv.DictReader(texto))


def rastreados():
    """Text files of the project that git holds or would hold."""
    orden = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    nombres = subprocess.run(orden, cwd=RAIZ, capture_output=True, check=True, text=True).stdout
    for relativa in filter(None, nombres.split("\0")):
        try:
            yield relativa, (RAIZ / relativa).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            continue  # an image, a legacy file of tests/datos, or a file being removed


def palabras_prohibidas(raiz):
    """What floors 0 to 4 may not say: clocks, floats, prints, edits in place, broad refusals."""
    return [falta for nodo in ast.walk(raiz) for falta in _faltas(nodo)]


def _faltas(nodo):
    match nodo:
        case ast.Attribute(attr="now" | "today" | "utcnow" as reloj):
            yield f"{nodo.lineno}: un reloj, {reloj}; el día se recibe en «al»"
        case ast.Call(func=ast.Name(id="float" | "print" as palabra)):
            yield f"{nodo.lineno}: {palabra}()"
        case ast.Constant(value=float()):
            yield f"{nodo.lineno}: un número de punto flotante"
        case ast.keyword(arg="inplace", value=ast.Constant(value=True)):
            yield f"{nodo.value.lineno}: inplace=True"
        case ast.ExceptHandler(type=None) | ast.ExceptHandler(type=ast.Name(id="Exception")):
            yield f"{nodo.lineno}: una excepción sin nombre"


def importados(raiz):
    """Top-level packages that a module imports, wherever in it."""
    for nodo in ast.walk(raiz):
        if isinstance(nodo, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in nodo.names)
        elif isinstance(nodo, ast.ImportFrom) and nodo.module:
            yield nodo.module.partition(".")[0]


def definidos(raiz):
    """Names that a module gives: functions, classes, parameters, variables."""
    for nodo in ast.walk(raiz):
        match nodo:
            case ast.FunctionDef() | ast.ClassDef() | ast.AsyncFunctionDef():
                yield nodo.name
            case ast.arg():
                yield nodo.arg
            case ast.Name(ctx=ast.Store()):
                yield nodo.id


def llamadas(funcion):
    """Names that a function calls, with or without an object before them."""
    for nodo in ast.walk(funcion):
        if isinstance(nodo, ast.Call):
            yield getattr(nodo.func, "id", getattr(nodo.func, "attr", ""))


def faltas_de_cuaderno(cuaderno):
    """Why a notebook is not thin: its cells ask, the package answers."""
    celdas = [c for c in cuaderno["cells"] if c["cell_type"] == "code"]
    de_parametros = [c for c in celdas if "parameters" in c["metadata"].get("tags", [])]
    titulo = "".join(cuaderno["cells"][0]["source"]) if cuaderno["cells"] else ""
    faltas = []
    if cuaderno["cells"][0]["cell_type"] != "markdown" or not titulo.startswith("# "):
        faltas.append("no empieza con su título")
    if len(de_parametros) != 1:
        faltas.append(f"{len(de_parametros)} celdas de parámetros, no una")
    if len(celdas) > 12:
        faltas.append(f"{len(celdas)} celdas de código, más de doce")
    for celda in de_parametros:
        lineas = "".join(celda["source"]).splitlines()
        faltas += [f"parámetro sin tipo o sin nota: {x}" for x in lineas if not _es_parametro(x)]
    return faltas + [falta for celda in celdas for falta in _de_celda("".join(celda["source"]))]


def _es_parametro(linea):
    return PARAMETRO.fullmatch(linea) is not None


def _de_celda(texto):
    raiz = ast.parse(texto)
    if len(texto.splitlines()) > 8:
        yield f"celda de {len(texto.splitlines())} líneas, más de ocho"
    for nodo in ast.walk(raiz):
        if isinstance(nodo, LOGICA):
            yield f"lógica en una celda: {type(nodo).__name__}"
    yield from (f"importa {otro}" for otro in importados(raiz) if otro != "cartera_lib")

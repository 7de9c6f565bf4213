"""Open what an office receives: a text, or a zip that holds just one, and know its hash."""

import hashlib
import struct
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np

from cartera_lib.importers.lectura import CargaRechazada

LIMITE = 2 * 1024**3
"""Largest text that is opened, in bytes: over ten times the cartera of the largest office."""

AJENOS = {
    b"%PDF": "es un PDF",
    b"\xd0\xcf\x11\xe0": "es un libro de Excel o de Word con contraseña, o anterior a 2007",
    b"\x89PNG": "es una imagen",
    b"\xff\xd8\xff": "es una imagen",
    b"\x1f\x8b": "es un archivo comprimido con gzip",
    b"Rar!": "es un archivo comprimido con RAR",
    b"7z\xbc\xaf": "es un archivo comprimido con 7-Zip",
    b"SQLite": "es una base de datos",
}
DANOS_DE_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    OverflowError,
    ValueError,  # places and names that make no sense
    RuntimeError,  # a password is asked
    NotImplementedError,  # a compression that zipfile lacks
)
MARCAS_UTF16 = (b"\xff\xfe", b"\xfe\xff")
MARCA_UTF8 = b"\xef\xbb\xbf"
PERMITIDOS = b"\n\r\f\t\x1a"
BLANCO = ord(" ")
TROZO = 2**18


@dataclass(frozen=True)
class Archivo:
    """A text as bytes, without its zip nor its UTF-8 mark, and the hash of that text."""

    nombre: str
    datos: bytes
    sha256: str


@dataclass(frozen=True)
class Esperado:
    """What a file should be: the code of its refusal when it is not, and its description."""

    codigo: str
    descripcion: str

    def no_es(self, nombre: str, que: str) -> CargaRechazada:
        """Build the refusal of a file that is another thing."""
        remedio = f"Se espera {self.descripcion}."
        return CargaRechazada(self.codigo, nombre, que=que, remedio=remedio)


def abrir(ruta: Path | str, esperado: Esperado) -> Archivo:
    """Return the text of a file or of the only file in a zip; CargaRechazada if it is not one."""
    ruta = Path(ruta)
    try:
        datos = ruta.read_bytes()
    except OSError as causa:
        raise esperado.no_es(ruta.name, "No existe o no se puede leer.") from causa
    if datos[:2] == b"PK" or ruta.suffix.lower() == ".zip":
        datos = _descomprimir(ruta.name, datos, esperado)
    _exigir_texto(ruta.name, datos, esperado)
    datos = datos.removeprefix(MARCA_UTF8)
    return Archivo(ruta.name, datos, hashlib.sha256(datos).hexdigest())


def texto(datos: bytes) -> str:
    """Decode as UTF-8 if it is, else as cp1252, else as latin-1, which refuses nothing."""
    for codificacion in ("utf-8", "cp1252"):
        try:
            return datos.decode(codificacion)
        except UnicodeDecodeError:
            continue
    return datos.decode("latin-1")


def _descomprimir(nombre: str, datos: bytes, esperado: Esperado) -> bytes:
    if not datos:
        raise esperado.no_es(nombre, "El archivo está vacío (0 bytes).")
    try:
        with zipfile.ZipFile(BytesIO(datos)) as paquete:
            dentro = [f for f in paquete.infolist() if _es_archivo(f)]
            if any(f.filename == "[Content_Types].xml" for f in dentro):
                raise esperado.no_es(nombre, "El archivo es un libro o documento de Office.")
            if len(dentro) != 1:
                que = f"El zip trae {len(dentro)} archivos: deje uno solo en cada zip."
                raise esperado.no_es(nombre, que)
            if dentro[0].file_size > LIMITE:
                raise esperado.no_es(nombre, "El texto del zip pasa de 2 GB.")
            return paquete.read(dentro[0])
    except DANOS_DE_ZIP as causa:
        raise esperado.no_es(nombre, "El zip está dañado, cifrado o no es un zip.") from causa


def _es_archivo(entrada: zipfile.ZipInfo) -> bool:
    return not entrada.is_dir() and not entrada.filename.startswith("__MACOSX/")


def _exigir_texto(nombre: str, datos: bytes, esperado: Esperado) -> None:
    if not datos or datos.isspace():
        tamanio = "vacío" if datos else "vacío (0 bytes)"
        raise esperado.no_es(nombre, f"El archivo está {tamanio}.")
    for marca, que in AJENOS.items():
        if datos.startswith(marca):
            raise esperado.no_es(nombre, f"El archivo {que}.")
    if datos.startswith(MARCAS_UTF16) or b"\0" in datos:
        raise _codificacion(nombre, "está en UTF-16 o trae bytes nulos")
    if not _es_texto(datos):
        raise _codificacion(nombre, "trae bytes que no son texto")


def _es_texto(datos: bytes) -> bool:
    letras = np.frombuffer(datos, dtype=np.uint8)
    trozos = range(0, len(letras), TROZO)  # small enough to stay in cache
    controles = sum(int(np.count_nonzero(letras[i : i + TROZO] < BLANCO)) for i in trozos)
    for signo in PERMITIDOS:
        controles -= datos.count(signo) if controles else 0
    return not controles


def _codificacion(nombre: str, que: str) -> CargaRechazada:
    return CargaRechazada(
        "CODIFICACION",
        nombre,
        que=f"El archivo {que}.",
        remedio="Guárdelo como texto ANSI (Windows-1252) o UTF-8, o pida otra copia.",
    )

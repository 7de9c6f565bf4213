"""The bytes of a document as the ledger keeps them: base64, by the SHA-256 of what they are."""

import base64
import hashlib

from cartera_lib.cartera.emision import Emitido, Suceso
from cartera_lib.errors import DatoInvalido


def bytes_de(contenido: str) -> bytes:
    """Return the bytes of a paper."""
    return base64.b64decode(contenido)


def huella_de_papel(contenido: str) -> str:
    """Return the SHA-256 of the bytes of a paper, empty if what is there is not base64."""
    try:
        return hashlib.sha256(base64.b64decode(contenido, validate=True)).hexdigest()
    except ValueError:
        return ""


def huella_de_datos(datos: str) -> str:
    """Return the SHA-256 of the data of a document."""
    return hashlib.sha256(datos.encode()).hexdigest()


def exigir_integra(parte: Emitido | Suceso) -> None:
    """Refuse a paper, or the data of a document, whose hash is of something else."""
    malo = bool(parte.contenido) and huella_de_papel(parte.contenido) != parte.sha256
    if isinstance(parte, Emitido):
        malo = malo or huella_de_datos(parte.datos) != parte.huella
    if malo:
        raise DatoInvalido(
            f"El papel o los datos de {parte.folio} no son los de su huella. No se guardó nada: "
            "vuelva a prepararlo."
        )

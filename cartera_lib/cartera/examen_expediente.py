"""A paper to be filed beside what the archive admits: all that is wrong is told at once."""

import re
from collections.abc import Iterator
from datetime import date

from cartera_lib.cartera.expediente import Pieza
from cartera_lib.cartera.requisito import clases_de_pieza

REGISTRO = re.compile(r"[A-Z0-9]\d{9}")
SHA256 = re.compile(r"[0-9a-f]{64}")


def faltas(pieza: Pieza, *, al: date) -> Iterator[str]:
    """Yield what is wrong with a paper, as a person reads it; nothing when it may be filed."""
    if pieza.clase not in clases_de_pieza():
        yield f"No hay clase de documento «{pieza.clase}». Elija una del catálogo."
    if not REGISTRO.fullmatch(pieza.registro):
        yield f"«{pieza.registro}» no es un registro patronal de diez posiciones."
    elif pieza.llave is not None and pieza.llave.registro != pieza.registro:
        yield f"El crédito {pieza.llave} es de otro patrón. Elija uno de {pieza.registro}."
    if not pieza.numero.strip():
        yield "Falta el número o folio que trae el documento."
    if not pieza.ubicacion.strip():
        yield "Diga dónde queda: archivero, caja o libro."
    if pieza.fojas < 1:
        yield "Un documento tiene al menos una foja. Cuéntelas."
    if pieza.fecha > al:
        dia = f"{pieza.fecha:%d/%m/%Y}, posterior al {al:%d/%m/%Y}"
        yield f"El documento es del {dia}. Corrija su fecha."
    if pieza.sha256 and not SHA256.fullmatch(pieza.sha256):
        yield "La huella de la imagen no es un SHA-256. Vuelva a elegir la imagen."

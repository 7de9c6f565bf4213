"""Prove a paper: what is in the file says what was issued, and every figure of it follows.

The data that a document carries are hashed again, the document is composed again from them and
must come out byte by byte, and each figure is worked out again with the tables of law. None of it
needs a connection; with a book at hand, the bytes are also those that the book keeps.
"""

import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pikepdf

from cartera_lib.cartera.borrador import PESOS, Datos, huella_de_datos, total_de
from cartera_lib.cartera.contenido import faltas
from cartera_lib.documents.firma import DANADO, Firmado, firmas_de
from cartera_lib.documents.render import ADJUNTO, edicion, render
from cartera_lib.errors import CarteraError
from cartera_lib.reglas.memoria_de_documento import diferencias
from cartera_lib.valores.dinero import pesos
from cartera_lib.valores.letras import importe_en_letra

SIN_CADENA = "No se comprobó quién emitió el certificado de la firma, ni si fue revocado."


@dataclass(frozen=True)
class Comprobacion:
    """What was proved of a file: its ``fallas`` (none: it is what was issued) and what was not.

    ``cifras``: amounts worked out again; ``sin_probar``: what this program cannot tell alone.
    """

    folio: str
    nombre: str
    sha256: str
    cifras: int
    fallas: tuple[str, ...]
    sin_probar: tuple[str, ...] = ()
    firmas: tuple[Firmado, ...] = ()


def comprobar(contenido: bytes) -> Comprobacion:
    """Prove the bytes of a document by themselves."""
    sha256 = hashlib.sha256(contenido).hexdigest()
    try:
        datos = datos_de(contenido)
    except (pikepdf.PdfError, KeyError, ValueError):
        falla = "No es un documento de esta oficina, o está dañado: no lleva dentro sus datos."
        return Comprobacion("", "", sha256, 0, (falla,))
    firmas = firmas_de(contenido)
    sin_probar = [SIN_CADENA] if firmas else []
    fallas = list(_de_la_huella(datos))
    try:
        fallas += [*_de_los_bytes(contenido, datos, sin_probar), *_de_las_cifras(datos)]
    except DANADO:
        fallas.append("Los datos que lleva no tienen la forma de los de un documento.")
    except CarteraError as motivo:
        fallas.append(f"Sus cifras no se pueden volver a calcular: {motivo}")
    fallas += _de_las_firmas(firmas)
    return Comprobacion(
        str(datos.get("folio", "")),
        str(datos.get("nombre", "")),
        sha256,
        _cuantas(datos),
        tuple(fallas),
        tuple(sin_probar),
        firmas,
    )


def datos_de(contenido: bytes) -> Datos:
    """Return the data that a document carries; KeyError when it carries none."""
    with pikepdf.open(io.BytesIO(contenido)) as pdf:
        leido = json.loads(pdf.attachments[ADJUNTO].get_file().read_bytes())
    if not isinstance(leido, dict):
        raise ValueError(ADJUNTO)
    return leido


def _de_la_huella(datos: Datos) -> Iterator[str]:
    if datos.get("huella") != huella_de_datos(datos):
        yield "La huella impresa no es la de los datos que lleva: alguien los cambió."


def _de_los_bytes(contenido: bytes, datos: Datos, sin_probar: list[str]) -> Iterator[str]:
    """Compose the document again: it must be the file, or what was signed over."""
    if datos["plantilla"] != edicion():
        sin_probar.append(
            "Se compuso con otra edición de las plantillas: lo que se ve en sus hojas sólo se "
            "prueba contra el libro (--libro) o con la edición con que se emitió."
        )
        return
    try:
        original = render(datos)
    except RuntimeError:  # what the typesetter raises when a template lacks a value
        original = b""
    if contenido != original and not (
        original and contenido.startswith(original) and firmas_de(contenido)
    ):
        yield "El archivo no es el que sale de sus datos: alguien cambió lo que se ve en sus hojas."


def _de_las_cifras(datos: Datos) -> Iterator[str]:
    for cuadro in datos.get("cuadros", {}).values():
        if cuadro["total"] != total_de(cuadro["columnas"], cuadro["filas"]):
            titulo = cuadro["titulo"] or "El cuadro"
            yield f"«{titulo}»: el total no es la suma de sus renglones."
    if "importe" in datos and datos["importe_en_letra"] != importe_en_letra(datos["importe"]):
        yield f"El importe con letra no es el de {pesos(datos['importe'])}."
    memoria = datos["memoria"]
    if memoria["creditos"]:
        yield from diferencias(memoria)
        if datos["importe"] != memoria["total"]:
            suma, dicho = pesos(memoria["total"]), pesos(datos["importe"])
            yield f"La memoria suma {suma} y el documento dice {dicho}."
        yield from _del_cuadro(datos, memoria)
    al = date.fromisoformat(datos["fecha"])
    yield from (str(falta) for falta in faltas(datos["clase"], datos, al=al))


def _del_cuadro(datos: Datos, memoria: Datos) -> Iterator[str]:
    """Compare the table of the credits with the memoria, credit by credit."""
    dicho = datos["cuadros"]["creditos"]
    numero = [titulo for titulo, _ in dicho["columnas"]].index("Crédito")
    dichos = [(fila[numero], fila[-1]) for fila in dicho["filas"]]
    debidos = [(credito["llave"][2], credito["total"]) for credito in memoria["creditos"]]
    if sorted(dichos) != sorted(debidos):
        yield "Los créditos del documento no son los de su memoria de cálculo."


def _de_las_firmas(firmas: tuple[Firmado, ...]) -> Iterator[str]:
    for firma in firmas:
        if not firma.integra:
            yield f"La firma electrónica de {firma.quien} no ampara el archivo como está."


def _cuantas(datos: Any) -> int:
    """Count the amounts that a document carries; none of data without their shape."""
    try:
        return _contadas(datos)
    except DANADO:
        return 0


def _contadas(datos: Any) -> int:
    total = 1 if isinstance(datos.get("importe"), int) else 0
    for cuadro in (datos.get("cuadros") or {}).values():
        de_dinero = sum(tipo == PESOS for _, tipo in cuadro["columnas"])
        total += de_dinero * (len(cuadro["filas"]) + bool(cuadro["total"]))
    for credito in (datos.get("memoria") or {}).get("creditos", ()):
        total += 2 + len(credito["pasos"]) + len(credito["movimientos"])
    return total

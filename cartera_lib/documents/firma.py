"""The electronic signature of a document: PAdES, with the office's own certificate.

It is off until the office says by what agreement it may use it: without one, an electronic seal
on an act of the Institute can be argued against, and the autograph signature stands.
"""

import io
import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from cartera_lib.errors import DatoInvalido

VARIABLES = {
    "certificado": "CARTERA_CERTIFICADO",
    "llave": "CARTERA_LLAVE",
    "clave": "CARTERA_CLAVE",
    "acuerdo": "CARTERA_ACUERDO_DE_FIRMA",
}
CAMPO = "Firma"
DANADO = (ValueError, KeyError, TypeError, IndexError, AttributeError, OSError)
"""What reading a damaged file may raise."""


class Firmado(NamedTuple):
    """One signature of a file: whose, and whether it covers the file as it is."""

    quien: str
    integra: bool


@dataclass(frozen=True)
class Sello:
    """The office's certificate, its key and by what agreement they are used.

    ``certificado`` and ``llave``: DER files (.cer, .key); ``clave``: the file that holds the
    password, so that it is in no command and in no variable.
    """

    certificado: Path
    llave: Path
    clave: Path
    acuerdo: str


def sello(entorno: Mapping[str, str] | None = None) -> Sello | None:
    """Return the office's certificate if it is configured; DatoInvalido if it is by halves."""
    entorno = os.environ if entorno is None else entorno
    dicho = {campo: entorno.get(variable, "") for campo, variable in VARIABLES.items()}
    if not any(dicho.values()):
        return None
    faltan = [VARIABLES[campo] for campo, valor in dicho.items() if not valor]
    if faltan:
        raise DatoInvalido(
            f"La firma electrónica está a medio configurar: falta {', '.join(faltan)}. "
            "Complétela, o quítela para firmar de manera autógrafa."
        )
    rutas = {campo: Path(dicho[campo]) for campo in ("certificado", "llave", "clave")}
    for campo, ruta in rutas.items():
        if not ruta.is_file():
            raise DatoInvalido(f"No se encuentra el archivo de {VARIABLES[campo]}. Revise su ruta.")
    return Sello(**rutas, acuerdo=dicho["acuerdo"])


def firmar(contenido: bytes, con: Sello) -> bytes:
    """Return a document signed over: its own bytes first, untouched, and then the signature."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers

    firmante = _firmante(con)
    # Not strict: the attached data make PDF/A-3, which is no matter of a signature.
    escritor = IncrementalPdfFileWriter(io.BytesIO(contenido), strict=False)
    datos = signers.PdfSignatureMetadata(
        field_name=CAMPO,
        subfilter=fields.SigSeedSubFilter.PADES,
        reason=con.acuerdo,
        md_algorithm="sha256",
    )
    salida = io.BytesIO()
    # In a thread of its own: the library runs a loop, and a notebook has one running already.
    with ThreadPoolExecutor(1) as aparte:
        aparte.submit(signers.sign_pdf, escritor, datos, firmante, output=salida).result()
    return salida.getvalue()


def firmas_de(contenido: bytes) -> tuple[Firmado, ...]:
    """Return the signatures of a file, and whether each covers the file as it is."""
    if b"/ByteRange" not in contenido:
        return ()
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    _leer_rfc()
    try:
        lector = PdfFileReader(io.BytesIO(contenido), strict=False)
        return tuple(_firmado(firma) for firma in lector.embedded_signatures)
    except (PdfError, *DANADO):
        return (Firmado("alguien que no se puede leer", False),)


def _firmado(firma: Any) -> Firmado:
    from pyhanko.sign.validation import SignatureCoverageLevel
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity

    firma.compute_integrity_info()
    intacta, valida = validate_sig_integrity(
        firma.signer_info,
        firma.signer_cert,
        expected_content_type="data",
        actual_digest=firma.compute_digest(),
    )
    integra = intacta and valida and firma.coverage == SignatureCoverageLevel.ENTIRE_FILE
    return Firmado(firma.signer_cert.subject.native.get("common_name", ""), bool(integra))


def _firmante(con: Sello) -> Any:
    from pyhanko.sign import signers

    _leer_rfc()
    firmantes: Any = signers.SimpleSigner
    clave = con.clave.read_text(encoding="utf-8").strip()
    firmante = firmantes.load(str(con.llave), str(con.certificado), key_passphrase=clave.encode())
    if firmante is None:
        raise DatoInvalido(
            "El certificado, su llave o su contraseña no sirven para firmar. Revise que la llave "
            "sea la de ese certificado y que la contraseña sea la suya."
        )
    return firmante


def _leer_rfc() -> None:
    """Let a certificate carry the RFC of who signs as text, as the tax authority's do."""
    from asn1crypto.x509 import DirectoryString, NameTypeAndValue

    NameTypeAndValue._oid_specs["unique_identifier"] = DirectoryString

"""The electronic signature, proved by programs that are not ours."""

import re
import subprocess
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID, ObjectIdentifier

from cartera_lib.documents.comprobar import comprobar
from cartera_lib.documents.firma import VARIABLES, Sello, firmar, firmas_de, sello
from cartera_lib.errors import DatoInvalido
from tests.documents import papeles

RFC = ObjectIdentifier("2.5.4.45")
ACUERDO = "Acuerdo de prueba del Consejo Técnico"


@pytest.fixture(scope="module")
def con(tmp_path_factory):
    """A certificate like those of the tax authority: the RFC as text, the key with password."""
    carpeta = tmp_path_factory.mktemp("certificado")
    llave = rsa.generate_private_key(65537, 2048)
    nombre = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, "JULIAN ROBLEDO ARCE"),
            x509.NameAttribute(RFC, "ROAJ800101AB1"),
        ]
    )
    hoy = datetime.now(UTC)
    certificado = (
        x509.CertificateBuilder()
        .subject_name(nombre)
        .issuer_name(nombre)
        .public_key(llave.public_key())
        .serial_number(1)
        .not_valid_before(hoy - timedelta(days=1))
        .not_valid_after(hoy + timedelta(days=400))
        .sign(llave, hashes.SHA256())
    )
    ruta = carpeta / "firma.cer"
    ruta.write_bytes(certificado.public_bytes(serialization.Encoding.DER))
    (carpeta / "firma.pem").write_bytes(certificado.public_bytes(serialization.Encoding.PEM))
    cifrada = serialization.BestAvailableEncryption(b"clave de prueba")
    (carpeta / "firma.key").write_bytes(
        llave.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, cifrada)
    )
    (carpeta / "clave.txt").write_text("clave de prueba\n")
    return Sello(ruta, carpeta / "firma.key", carpeta / "clave.txt", ACUERDO)


@pytest.fixture(scope="module")
def firmado(con):
    return firmar(papeles.pdf("MANDAMIENTO"), con)


def test_lo_firmado_empieza_por_lo_emitido_y_se_comprueba(firmado):
    assert firmado.startswith(papeles.pdf("MANDAMIENTO"))
    hecha = comprobar(firmado)
    assert hecha.fallas == ()
    assert hecha.firmas == (("JULIAN ROBLEDO ARCE", True),)
    assert "quién emitió el certificado" in hecha.sin_probar[0]


@pytest.mark.papel
def test_pdfsig_da_la_firma_por_valida(firmado, tmp_path):
    ruta = tmp_path / "f.pdf"
    ruta.write_bytes(firmado)
    orden = ["pdfsig", "-nocert", str(ruta)]
    dicho = subprocess.run(orden, capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in dicho
    assert "Total document signed" in dicho
    assert "ETSI.CAdES.detached" in dicho


@pytest.mark.papel
def test_openssl_da_la_firma_por_valida(firmado, con, tmp_path):
    rangos = re.search(rb"/ByteRange\s*\[\s*(\d+) (\d+) (\d+) (\d+)", firmado)
    desde, largo, sigue, resto = map(int, rangos.groups())
    cubierto = firmado[desde : desde + largo] + firmado[sigue : sigue + resto]
    cms = bytes.fromhex(firmado[desde + largo + 1 : sigue - 1].decode().rstrip("0") + "00")
    (tmp_path / "cms").write_bytes(cms)
    (tmp_path / "cubierto").write_bytes(cubierto)
    orden = f"openssl cms -verify -binary -inform DER -in {tmp_path / 'cms'}"
    orden += f" -content {tmp_path / 'cubierto'} -CAfile {con.certificado.with_suffix('.pem')}"
    orden += f" -purpose any -out {tmp_path / 'salida'}"
    hecho = subprocess.run(orden.split(), capture_output=True, text=True, check=False)
    assert hecho.returncode == 0, hecho.stderr


def test_un_byte_cambiado_rompe_la_firma(firmado):
    otro = bytearray(firmado)
    otro[len(papeles.pdf("MANDAMIENTO")) + 40] ^= 1
    assert any("firma electrónica" in falla for falla in comprobar(bytes(otro)).fallas)
    pegado = comprobar(firmado + b"\n% algo mas\n")
    assert any("firma electrónica" in falla for falla in pegado.fallas)


def test_la_firma_se_configura_completa_o_no_hay(con):
    assert sello({}) is None
    with pytest.raises(DatoInvalido, match="CARTERA_ACUERDO_DE_FIRMA"):
        sello({VARIABLES["certificado"]: str(con.certificado)})
    completo = {
        VARIABLES["certificado"]: str(con.certificado),
        VARIABLES["llave"]: str(con.llave),
        VARIABLES["clave"]: str(con.clave),
        VARIABLES["acuerdo"]: ACUERDO,
    }
    assert sello(completo) == con
    with pytest.raises(DatoInvalido, match="No se encuentra el archivo"):
        sello(completo | {VARIABLES["llave"]: "no-existe.key"})


def test_una_clave_que_no_es_la_suya_se_dice(con, tmp_path):
    otra = tmp_path / "otra.txt"
    otra.write_text("equivocada")
    with pytest.raises(DatoInvalido, match="no sirven para firmar"):
        firmar(papeles.pdf("MANDAMIENTO"), Sello(con.certificado, con.llave, otra, ACUERDO))


def test_un_papel_sin_firma_no_tiene_ninguna():
    assert firmas_de(papeles.pdf("MANDAMIENTO")) == ()

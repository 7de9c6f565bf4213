"""The bytes of a document and what tells that they are still the same."""

from dataclasses import replace

import pytest

from cartera_lib.errors import DatoInvalido
from cartera_lib.store.papeles import bytes_de, exigir_integra, huella_de_datos, huella_de_papel
from tests.store.actos import emitido, en_papel, suceso

# printf abc | sha256sum; printf ñ | sha256sum
DE_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
DE_ENE = "024bb90888ca89a15a19e9bdd8c712bfb070465fce1ef25e43c170ea44fc5e5f"


def test_un_papel_se_nombra_por_sus_bytes_y_no_por_su_base64():
    assert huella_de_papel("YWJj") == DE_ABC
    assert bytes_de("YWJj") == b"abc"


@pytest.mark.parametrize("roto", ["YWJ", "YW Jj", "ñ", "YWJj\n!"])
def test_lo_que_no_es_base64_no_tiene_huella(roto):
    assert huella_de_papel(roto) == ""


def test_los_datos_se_nombran_por_su_texto_en_utf_8():
    assert (huella_de_datos("abc"), huella_de_datos("ñ")) == (DE_ABC, DE_ENE)


@pytest.mark.parametrize(
    "cambios", [{"contenido": "YWJj"}, {"contenido": "YWJ"}, {"datos": "{}"}, {"huella": DE_ABC}]
)
def test_un_documento_que_no_es_el_de_sus_huellas_se_rechaza_por_su_folio(cambios):
    exigir_integra(emitido(1))
    with pytest.raises(DatoInvalido, match=r"papel o los datos de ME26-000001 no son"):
        exigir_integra(replace(emitido(1), **cambios))


def test_lo_firmado_tambien_y_lo_que_no_trae_papel_no():
    exigir_integra(suceso(1, "ENTREGADO"))
    exigir_integra(suceso(1, "FIRMADO", **en_papel("abc")))
    with pytest.raises(DatoInvalido, match="ME26-000001"):
        exigir_integra(suceso(1, "FIRMADO", **en_papel("abc") | {"sha256": ""}))

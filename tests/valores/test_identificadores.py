"""Vectors: public or synthetic identifiers printed in documentation of formats."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cartera_lib.errors import DatoInvalido
from cartera_lib.valores.identificadores import (
    curp,
    digito_verificador,
    digitos_verificadores,
    nss,
    numero_credito,
    periodo,
    referencia,
    referencia_valida,
    registro_patronal,
    rfc,
)

REGISTROS = st.from_regex(r"[A-Z0-9][0-9]{9}", fullmatch=True)
CIFRAS = st.sampled_from("0123456789")


@pytest.mark.parametrize(("registro", "digito"), [("A123456710", "1"), ("R123456710", "2")])
def test_check_digit_of_the_synthetic_registrations(registro, digito):
    assert digito_verificador(registro) == digito
    assert registro_patronal(registro + digito).digito_valido


@pytest.mark.parametrize("escrito", ["A12-34567-10-1", " a12 34567 10 1 ", "A1234567101"])
def test_dashes_and_spaces_of_a_registration_are_forgiven(escrito):
    leido = registro_patronal(escrito)
    assert (leido.registro, leido.digito) == ("A123456710", "1")


def test_registration_without_check_digit_is_read_and_its_digit_is_not_judged():
    leido = registro_patronal("A12-34567-10")
    assert (leido.digito, leido.digito_valido) == (None, None)
    assert (leido.municipio, leido.modalidad, str(leido)) == ("A12", "10", "A12-34567-10")


def test_wrong_check_digit_is_told_and_not_refused():
    assert registro_patronal("A1234567102").digito_valido is False


@pytest.mark.parametrize(
    "escrito",
    ["", "A12345671", "A12345671012", "AA23456710", "Ñ123456710", "A12345671X", "١123456710"],
)
def test_what_is_not_a_registration_is_refused_with_an_example(escrito):
    with pytest.raises(DatoInvalido, match="A12-34567-10-1"):
        registro_patronal(escrito)


@given(REGISTROS, st.integers(1, 9), CIFRAS)
def test_any_single_digit_changed_in_a_registration_is_detected(registro, lugar, cifra):
    escrito = registro + digito_verificador(registro)
    cambiado = escrito[:lugar] + cifra + escrito[lugar + 1 :]
    assert registro_patronal(cambiado).digito_valido is (cambiado == escrito)


@given(REGISTROS, st.integers(1, 9))
def test_two_neighbour_digits_swapped_are_detected_but_for_0_and_9(registro, lugar):
    escrito = registro + digito_verificador(registro)
    uno, otro = escrito[lugar], escrito[lugar + 1]
    cambiado = escrito[:lugar] + otro + uno + escrito[lugar + 2 :]
    sin_rastro = uno == otro or {uno, otro} == {"0", "9"}
    assert registro_patronal(cambiado).digito_valido is sin_rastro


@given(st.lists(REGISTROS, min_size=1, max_size=20))
def test_check_digits_of_a_column_are_those_of_each_registration(registros):
    por_columna = digitos_verificadores(np.array(registros))
    assert [str(digito) for digito in por_columna] == [digito_verificador(r) for r in registros]


def test_credit_number_has_nine_digits():
    assert numero_credito(" 241000123 ") == "241000123"
    for escrito in ("24100012", "2410001234", "24100012A", ""):
        with pytest.raises(DatoInvalido, match="nueve cifras"):
            numero_credito(escrito)


@pytest.mark.parametrize("escrito", ["03/2026", "202603", "03-2026", "2026-03"])
def test_every_way_of_writing_a_period_is_one_month(escrito):
    leido = periodo(escrito)
    assert (leido.mes, leido.trece) == ("2026-03", False)


def test_month_13_is_read_as_12_and_flagged():
    leido = periodo("13/2025")
    assert (leido.mes, leido.trece) == ("2025-12", True)


@pytest.mark.parametrize("escrito", ["00/2026", "14/2026", "2026", "032026", "3/2026", "03/1900"])
def test_impossible_periods_are_refused(escrito):
    with pytest.raises(DatoInvalido, match="periodo"):
        periodo(escrito)


@pytest.mark.parametrize(
    ("mes", "bimestre"),
    [
        ("01/2026", "2026-02"),
        ("02/2026", "2026-02"),
        ("11/2026", "2026-12"),
        ("12/2026", "2026-12"),
    ],
)
def test_bimester_of_a_month_is_its_closing_even_month(mes, bimestre):
    assert periodo(mes).bimestre == bimestre


@pytest.mark.parametrize("clave", ["GODE561231GR8", "SAT970701NN3", "IMS421231I45", "MAB9307148T4"])
def test_published_rfcs_comply(clave):
    assert rfc(clave).digito_valido


@pytest.mark.parametrize("clave", ["INF720501QW0", "XAXX010101000", "XEXX010101000"])
def test_rfcs_with_a_wrong_check_digit_and_generic_ones_are_read_and_told(clave):
    leido = rfc(clave)
    assert (leido.valor, leido.digito_valido) == (clave, False)


@pytest.mark.parametrize("clave", ["", "GODE561331GR8", "GODE561231", "GOD", "1234567890123"])
def test_what_is_not_an_rfc_is_refused(clave):
    with pytest.raises(DatoInvalido, match="RFC"):
        rfc(clave)


@pytest.mark.parametrize("clave", ["BOXW310820HNERXN09", "SABC560626MDFLRN01"])
def test_published_curps_comply(clave):
    assert curp(clave).digito_valido


def test_curp_with_a_wrong_check_digit_is_read_and_told():
    assert curp("BADD110313HCMLNS09").digito_valido is False


def test_what_is_not_a_curp_is_refused():
    with pytest.raises(DatoInvalido, match="CURP"):
        curp("BOXW310820HXXRXN09")


@pytest.mark.parametrize("numero", ["92919084431", "72795608040", "12345678903"])
def test_published_social_security_numbers_comply(numero):
    assert nss(numero).digito_valido


def test_social_security_number_with_a_wrong_check_digit_is_read_and_told():
    assert nss("48008900190").digito_valido is False
    assert nss("48-00-89-0019-2").digito_valido


@given(st.integers(0, 10), CIFRAS)
def test_any_single_digit_changed_in_a_social_security_number_is_detected(lugar, cifra):
    cambiado = "92919084431"[:lugar] + cifra + "92919084431"[lugar + 1 :]
    assert nss(cambiado).digito_valido is (cambiado == "92919084431")


def test_la_referencia_de_una_ficha_lleva_su_digito_verificador():
    # 1601 26 00000001: dobles desde la derecha 2, 3 (de 6), 2, 3, y sencillos 2 y 1; suman 13.
    assert referencia("1601", ejercicio=2026, consecutivo=1) == "160126000000017"


@pytest.mark.parametrize(
    "mala", ["160126000000018", "16012600000017", "16012600000001X", "", "610126000000017"]
)
def test_una_referencia_con_una_cifra_mal_o_traspuesta_no_es_valida(mala):
    assert referencia_valida("160126000000017")
    assert not referencia_valida(mala)

"""What each deposit pays: one case of each kind by hand, the planted truth, and conservation."""

from datetime import timedelta

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cartera_lib.cartera.ficha import Destino
from cartera_lib.oficina.cotejo import confrontar
from cartera_lib.valores.identificadores import referencia
from tests.oficina.depositos import (
    DEPOSITO,
    FICHA,
    LUNES,
    OTRO,
    PATRON,
    VENCE,
    anonimo,
    deposito,
    ficha,
    ref,
)


def confronta(depositos, fichas):
    filas = [d | {"clave": f"d{n}", "renglon": n + 1} for n, d in enumerate(depositos, start=1)]
    return confrontar(
        pa.Table.from_pylist(filas, schema=DEPOSITO), pa.Table.from_pylist(fichas, schema=FICHA)
    )


def partes(hecha):
    return [
        (p["clave"], p["caso"], p["destino"], p["importe"], p["ficha"])
        for p in hecha.partes.to_pylist()
    ]


def fines(hecha):
    return {fin.ficha: fin.fin.name for fin in hecha.desenlaces()}


A, P = "APLICADO", "POR_ACLARAR"
F1, F2, F3, F4 = (f"F26-{n:06d}" for n in range(1, 5))


def test_un_deposito_exacto_paga_su_ficha():
    hecha = confronta([deposito(1, 100_00)], [ficha(1, 100_00), ficha(2, 100_00)])
    assert partes(hecha) == [("d1", "EXACTO", A, 100_00, F1)]
    assert fines(hecha) == {F1: "PAGADA"}
    assert hecha.partes["motivo"][0].as_py() == (
        "El depósito paga su ficha completa: F26-000001, por su folio."
    )


@pytest.mark.parametrize(
    "mal",
    [
        {"folio": ""},
        {"folio": "F25-000009"},
        {"folio": "F26-000002"},  # of another employer
        {"folio": "F26-000003"},  # of the same employer: its amount is not that one
        {"referencia": ""},
        {"referencia": "160126000000071"},
        {"folio": "", "referencia": ""},
        {"folio": "", "referencia": "160126000000071"},
        {"folio": "F25-000009", "referencia": "?"},
    ],
)
def test_un_dato_mal_escrito_no_estorba_a_los_que_si_dicen_de_que_ficha_es(mal):
    fichas = [ficha(1, 100_00), ficha(2, 70_00, registro=OTRO), ficha(3, 999_00)]
    hecha = confronta([deposito(1, 100_00, **mal)], fichas)
    assert partes(hecha) == [("d1", "EXACTO", A, 100_00, F1)]


def test_menos_es_parcial_y_la_ficha_termina_con_diferencia():
    hecha = confronta([deposito(1, 60_00)], [ficha(1, 100_00)])
    assert partes(hecha) == [("d1", "PARCIAL", A, 60_00, F1)]
    assert fines(hecha) == {F1: "PAGADA_CON_DIFERENCIA"}
    assert "le faltan 40.00" in hecha.partes["motivo"][0].as_py()


def test_de_mas_paga_la_ficha_y_lo_que_sobra_se_aclara():
    hecha = confronta([deposito(1, 130_00)], [ficha(1, 100_00)])
    assert partes(hecha) == [
        ("d1", "EXCEDENTE", A, 100_00, F1),
        ("d1", "EXCEDENTE", P, 30_00, F1),
    ]
    assert fines(hecha) == {F1: "PAGADA"}


def test_el_segundo_pago_de_una_ficha_es_duplicado_en_el_mismo_archivo_o_en_otro():
    dos = [deposito(1, 100_00), deposito(1, 100_00)]
    assert partes(confronta(dos, [ficha(1, 100_00)])) == [
        ("d1", "EXACTO", A, 100_00, F1),
        ("d2", "DUPLICADO", P, 100_00, F1),
    ]
    pagada = ficha(1, 100_00, cobrado=100_00, estado="PAGADA")
    assert partes(confronta(dos[:1], [pagada])) == [("d1", "DUPLICADO", P, 100_00, F1)]


def test_varios_depositos_que_nombran_una_ficha_la_dividen():
    hecha = confronta([deposito(1, 30_00), deposito(1, 70_00)], [ficha(1, 100_00)])
    assert [p[1:4] for p in partes(hecha)] == [("DIVIDIDO", A, 30_00), ("DIVIDIDO", A, 70_00)]
    assert fines(hecha) == {F1: "PAGADA"}


def test_lo_que_falta_de_una_ficha_se_busca_entre_los_depositos_sin_folio():
    depositos = [deposito(1, 30_00), anonimo(55_00), anonimo(15_00), anonimo(11_00)]
    hecha = confronta(depositos, [ficha(1, 100_00)])
    assert partes(hecha) == [
        ("d1", "DIVIDIDO", A, 30_00, F1),
        ("d2", "DIVIDIDO", A, 55_00, F1),
        ("d3", "DIVIDIDO", A, 15_00, F1),
        ("d4", "SIN_FICHA", P, 11_00, ""),
    ]


def test_lo_que_falta_de_una_ficha_se_completa_en_otro_archivo():
    a_medias = ficha(1, 100_00, cobrado=60_00, estado="PAGADA_CON_DIFERENCIA")
    hecha = confronta([deposito(1, 40_00)], [a_medias])
    assert partes(hecha) == [("d1", "DIVIDIDO", A, 40_00, F1)]
    assert fines(hecha) == {}  # it had ended: an end is not edited


@pytest.mark.parametrize("dice", [{}, {"folio": "", "referencia": ""}])
def test_un_deposito_paga_varias_fichas_del_mismo_ramo_si_hay_una_sola_manera(dice):
    fichas = [ficha(1, 100_00), ficha(2, 70_50), ficha(3, 9_00), ficha(4, 70_50, ramo="RCV")]
    hecha = confronta([deposito(1, 170_50, **dice)], fichas)
    assert partes(hecha) == [
        ("d1", "CONJUNTO", A, 100_00, F1),
        ("d1", "CONJUNTO", A, 70_50, F2),
    ]
    assert fines(hecha) == {F1: "PAGADA", F2: "PAGADA"}


def test_dos_maneras_de_sumar_se_dejan_a_una_persona_y_se_le_dicen():
    fichas = [ficha(1, 60_00), ficha(2, 40_00), ficha(3, 75_00), ficha(4, 25_00)]
    hecha = confronta([anonimo(100_00)], fichas)
    assert partes(hecha) == [("d1", "AMBIGUO", P, 100_00, "")]
    motivo = hecha.partes["motivo"][0].as_py()
    assert f"{F1} con {F2}" in motivo
    assert f"{F3} con {F4}" in motivo


def test_un_deposito_que_dos_fichas_se_disputan_no_se_le_da_a_ninguna():
    # 10 + 20 pays the first and 20 + 30 the second: the 20 cannot be in both.
    hecha = confronta(
        [anonimo(10_00), anonimo(20_00), anonimo(30_00)], [ficha(1, 30_01), ficha(2, 50_00)]
    )
    assert {p[1] for p in partes(hecha)} == {"DIVIDIDO", "SIN_FICHA"}
    disputa = confronta(
        [anonimo(11_00), anonimo(20_00), anonimo(33_00)], [ficha(1, 31_00), ficha(2, 53_00)]
    )
    assert [p[1] for p in partes(disputa)] == ["AMBIGUO"] * 3


def test_dos_fichas_del_mismo_importe_no_se_distinguen_sin_folio():
    hecha = confronta([anonimo(50_00)], [ficha(1, 50_00), ficha(2, 50_00)])
    assert partes(hecha) == [("d1", "AMBIGUO", P, 50_00, "")]


def test_dos_cifras_traspuestas_de_la_referencia_distinguen_fichas_del_mismo_importe():
    buena = ref(1230)
    mala = buena[:11] + buena[12] + buena[11] + buena[13:]
    fichas = [ficha(1230, 50_00), ficha(2, 50_00)]
    hecha = confronta([anonimo(50_00, referencia=mala)], fichas)
    assert partes(hecha) == [("d1", "EXACTO", A, 50_00, "F26-001230")]
    assert "referencia casi igual" in hecha.partes["motivo"][0].as_py()


def test_dos_depositos_iguales_sin_folio_no_se_reparten_una_ficha():
    hecha = confronta([anonimo(50_00), anonimo(50_00)], [ficha(1, 50_00)])
    assert [p[1] for p in partes(hecha)] == ["AMBIGUO", "AMBIGUO"]


def test_una_referencia_buena_que_no_es_de_la_oficina_es_de_otra_ficha():
    ajena = referencia("1702", ejercicio=2026, consecutivo=8)
    hecha = confronta([anonimo(50_00, referencia=ajena)], [ficha(1, 50_00)])
    assert partes(hecha) == [("d1", "SIN_FICHA", P, 50_00, "")]


def test_tras_el_vencimiento_no_se_aplica_y_el_ultimo_dia_si():
    tarde = deposito(1, 100_00, fecha=VENCE + timedelta(days=1))
    hecha = confronta([tarde], [ficha(1, 100_00)])
    assert (partes(hecha), fines(hecha)) == ([("d1", "EXTEMPORANEO", P, 100_00, F1)], {})
    a_tiempo = deposito(1, 100_00, fecha=VENCE)
    assert partes(confronta([a_tiempo], [ficha(1, 100_00)]))[0][1] == "EXACTO"


def test_un_pago_a_tiempo_que_llega_cuando_la_ficha_ya_vencio_se_aplica():
    hecha = confronta([deposito(1, 100_00)], [ficha(1, 100_00, estado="VENCIDA")])
    assert (partes(hecha), fines(hecha)) == ([("d1", "EXACTO", A, 100_00, F1)], {})


def test_la_ficha_cancelada_y_los_datos_que_se_contradicen_se_aclaran():
    cancelada = ficha(1, 100_00, estado="CANCELADA")
    assert partes(confronta([deposito(1, 100_00)], [cancelada]))[0][1:3] == ("CANCELADA", P)
    dos = [ficha(1, 100_00), ficha(2, 100_00)]
    contra = deposito(1, 100_00, referencia=ref(2))
    assert partes(confronta([contra], dos))[0][1:3] == ("CONTRADICTORIO", P)
    ajeno = deposito(1, 40_00, registro=OTRO, referencia="")
    assert partes(confronta([ajeno], dos))[0][1:3] == ("CONTRADICTORIO", P)


def test_nadie_paga_una_ficha_antes_de_que_se_emita():
    antes = deposito(1, 100_00, fecha=LUNES - timedelta(days=1))
    hecha = confronta([antes], [ficha(1, 100_00)])
    assert partes(hecha) == [("d1", "CONTRADICTORIO", P, 100_00, F1)]
    assert "anterior a su emisión" in hecha.partes["motivo"][0].as_py()


def test_un_deposito_tardio_es_duplicado_si_otro_a_tiempo_pago_la_ficha_aunque_vaya_despues():
    tarde = deposito(1, 100_00, fecha=VENCE + timedelta(days=1))
    for depositos in ([tarde, deposito(1, 130_00)], [deposito(1, 130_00), tarde]):
        casos = {p[1] for p in partes(confronta(depositos, [ficha(1, 100_00)]))}
        assert casos == {"EXCEDENTE", "DUPLICADO"}


def test_sin_depositos_o_sin_fichas_tambien_cuadra():
    assert confronta([], [ficha(1, 100_00)]).partes.num_rows == 0
    assert partes(confronta([deposito(1, 5_00)], [])) == [("d1", "SIN_FICHA", P, 5_00, "")]


IMPORTES = st.integers(1, 12)
FICHAS = st.lists(
    st.tuples(
        IMPORTES,
        st.sampled_from([PATRON, OTRO]),
        st.sampled_from(["COP", "RCV"]),
        st.sampled_from(["PENDIENTE", "PENDIENTE", "PAGADA", "VENCIDA", "CANCELADA"]),
    ),
    max_size=7,
)
DEPOSITOS = st.lists(
    st.tuples(
        st.integers(1, 30),
        st.sampled_from([PATRON, OTRO, "Z000000010"]),
        st.integers(0, 8),
        st.integers(0, 8),
        st.integers(-2, 18),
    ),
    max_size=9,
)


@given(FICHAS, DEPOSITOS)
@settings(max_examples=300, deadline=None)
def test_cada_deposito_se_aplica_o_se_aclara_hasta_el_centavo_y_ninguna_ficha_cobra_de_mas(
    dadas, dados
):
    fichas = [
        ficha(n, importe, registro=rp, ramo=ramo, estado=estado,
              cobrado=importe * (estado == "PAGADA"))
        for n, (importe, rp, ramo, estado) in enumerate(dadas, start=1)
    ]  # fmt: skip
    depositos = [
        deposito(1, importe, registro=rp, folio=f"F26-{folio:06d}" * (folio > 0),
                 referencia=ref(suya) * (suya > 0), fecha=LUNES + timedelta(days=dia))
        for importe, rp, folio, suya, dia in dados
    ]  # fmt: skip
    hecha = confronta(depositos, fichas)
    por_deposito, por_ficha = {}, {}
    for clave, _, destino, importe, folio in partes(hecha):
        assert importe > 0
        por_deposito[clave] = por_deposito.get(clave, 0) + importe
        if destino == A:
            por_ficha[folio] = por_ficha.get(folio, 0) + importe
    assert por_deposito == {f"d{n}": d["importe"] for n, d in enumerate(depositos, start=1)}
    assert hecha.suma(Destino.APLICADO) + hecha.suma(Destino.POR_ACLARAR) == sum(
        d["importe"] for d in depositos
    )
    pedido = {f["folio"]: f["importe"] - f["cobrado"] for f in fichas}
    assert all(importe <= pedido[folio] for folio, importe in por_ficha.items())
    assert all(f["estado"] != "CANCELADA" for f in fichas if f["folio"] in por_ficha)

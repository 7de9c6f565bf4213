from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cartera_lib.cartera.ficha import Deposito
from cartera_lib.importers.lectura import CargaRechazada
from cartera_lib.importers.tesoreria import depositos, tabla
from cartera_lib.valores.dinero import centavos
from tests.importers.apoyo import avisos, codigos, leer

ENCABEZADO = "folio,fecha,referencia,registro,concepto,importe,banco"
BUENO = "F26-000001,2026-03-04,160126000000018,A1234567101,CUOTAS COP 02 241000123,1234.50,BANORTE"
OTRO = ",05/03/2026,,A123456710,MULTA,80.00,"


def tesoreria(*lineas):
    return leer("\n".join([ENCABEZADO, *lineas]) + "\n", "tesoreria", "utf-8")


def test_cada_campo_de_un_deposito_se_lee_y_su_clave_es_su_archivo_y_su_renglon():
    lectura = tesoreria(BUENO, OTRO)
    uno, otro = depositos(lectura)
    assert uno == Deposito(
        clave=f"{lectura.sha256[:12]}-000002",
        renglon=2,
        folio="F26-000001",
        fecha=date(2026, 3, 4),
        referencia="160126000000018",
        registro="A123456710",
        concepto="CUOTAS COP 02 241000123",
        importe=1_234_50,
        banco="BANORTE",
    )
    assert (otro.clave[-7:], otro.fecha, otro.importe) == ("-000003", date(2026, 3, 5), 80_00)
    assert tabla(lectura)["clave"].to_pylist() == [uno.clave, otro.clave]


def test_un_deposito_sin_folio_referencia_ni_registro_se_recibe_porque_es_dinero():
    lectura = tesoreria(OTRO, OTRO.replace("A123456710", ""))
    assert codigos(lectura) == {}
    assert [(d.referencia, d.registro) for d in depositos(lectura)] == [
        ("", "A123456710"),
        ("", ""),
    ]


@pytest.mark.parametrize(
    ("antes", "despues", "codigo", "importe"),
    [
        ("1234.50", "1234.505", "IMPORTE_ILEGIBLE", 0),
        ("1234.50", "-1234.50", "IMPORTE_ILEGIBLE", 0),
        ("1234.50", "0.00", "IMPORTE_CERO", 0),
        ("2026-03-04", "2026-02-30", "FECHA_IMPOSIBLE", 1_234_50),
        ("2026-03-04", "", "FECHA_IMPOSIBLE", 1_234_50),
        ("A1234567101", "A12345", "REGISTRO_ILEGIBLE", 1_234_50),
        (",BANORTE", "", "RENGLON_INCOMPLETO", 0),
        ("1234.50", "1,234.50", "RENGLON_INCOMPLETO", 0),
    ],
)
def test_un_campo_malo_rechaza_su_renglon_y_dice_cuanto_traia(antes, despues, codigo, importe):
    lectura = tesoreria(BUENO.replace(antes, despues), OTRO)
    assert codigos(lectura) == {2: (codigo,)}
    assert lectura.importe_rechazado == importe
    assert [d.importe for d in depositos(lectura)] == [80_00]


def test_un_renglon_dice_todas_sus_causas():
    lectura = tesoreria(BUENO.replace("2026-03-04", "ayer").replace("1234.50", "mucho"))
    assert set(codigos(lectura)[2]) == {"FECHA_IMPOSIBLE", "IMPORTE_ILEGIBLE"}
    assert any("ayer" in causa for causa in lectura.rechazos[0].causas)


def test_un_digito_verificador_malo_avisa_y_no_rechaza():
    lectura = tesoreria(BUENO.replace("A1234567101", "A1234567109"))
    assert (avisos(lectura), codigos(lectura)) == ([(2, "DV_INVALIDO")], {})


def test_sin_una_columna_se_rechaza_el_archivo_y_se_dice_cual():
    with pytest.raises(CargaRechazada, match="banco"):
        leer(ENCABEZADO.removesuffix(",banco") + "\n", "tesoreria", "utf-8")


LINEAS = st.lists(
    st.tuples(
        st.sampled_from(["2026-03-04", "04/03/2026", "2026-13-01", ""]),
        st.sampled_from(["A1234567101", "A1", "R1234567102"]),
        st.integers(0, 10**10),
    ),
    max_size=12,
)


@given(LINEAS)
@settings(max_examples=60, deadline=None)
def test_lo_aceptado_mas_lo_rechazado_es_el_total_del_archivo(lineas):
    textos = [f"F,{dia},1,{rp},C,{n // 100}.{n % 100:02d},B" for dia, rp, n in lineas]
    lectura = tesoreria(*textos)
    aceptado = sum(deposito.importe for deposito in depositos(lectura))
    assert aceptado + lectura.importe_rechazado == sum(
        centavos(texto.split(",")[5]) for texto in textos
    )

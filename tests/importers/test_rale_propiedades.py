"""Laws of the importer: what is printed is read back, and nothing changes in silence."""

from dataclasses import asdict
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from cartera_lib.cartera.tipo_documento import tipos_documento
from cartera_lib.importers.lectura import CargaRechazada
from cartera_lib.importers.rale_impresion import columnas
from cartera_lib.importers.rale_renglones import leer_renglon
from cartera_lib.norma.tablas import renglones
from tests.importers.apoyo import leer
from tests.impresora import Fila, lineas, pesos, rale, renglon

SIN_PRISA = settings(deadline=None)  # other work may share the machine
FECHAS = st.dates(date(1950, 1, 1), date(2099, 12, 31))
DOS = st.integers(0, 99).map("{:02d}".format)
CONTROL = st.one_of(st.just((None, None)), st.tuples(DOS, DOS))
PATRONES = st.fixed_dictionaries(
    {
        "registro": st.from_regex(r"[A-Z0-9][0-9]{9}", fullmatch=True),
        "movimiento": st.one_of(st.none(), st.sampled_from("12356")),
        "fecha_movimiento": st.one_of(st.none(), FECHAS),
        "sector": st.one_of(st.none(), DOS),
    }
)
CREDITOS = st.fixed_dictionaries(
    {
        "credito": st.from_regex(r"[0-9]{9}", fullmatch=True),
        "ce": st.one_of(st.none(), st.just("C")),
        "periodo": st.dates(date(1950, 1, 1), date(2099, 12, 31)).map("{:%Y-%m}".format),
        "tipo_documento": st.sampled_from(sorted(tipos_documento())),
        "fecha_alta": FECHAS,
        "fecha_notificacion": st.one_of(st.none(), FECHAS),
        "incidencia": st.sampled_from([f["codigo"] for f in renglones("incidencias")]),
        "fecha_incidencia": st.one_of(st.none(), FECHAS),
        "dias": st.integers(0, 9999),
        "importe": st.integers(0, 99_999_999_999),
    }
)
VACIAS = st.sampled_from(["", "0//", "0/ /", "/ /", "00/00/0000"])


@st.composite
def carteras(draw, minimo=0):
    filas = []
    for patron in draw(st.lists(PATRONES, min_size=minimo, max_size=6)):
        for credito in draw(st.lists(CREDITOS, min_size=1, max_size=5)):
            ooad, subdelegacion = draw(CONTROL)
            control = {"ooad_control": ooad, "subdelegacion_control": subdelegacion}
            filas.append(Fila(**patron, **credito, **control))
    return filas


@SIN_PRISA
@given(carteras(), st.integers(1, 7), VACIAS)
def test_any_portfolio_that_is_printed_is_read_back_identical(filas, por_hoja, vacia):
    lectura = leer(rale(filas, por_hoja=por_hoja, vacia=vacia))
    assert lectura.rechazos == ()
    assert lectura.avisos == ()
    assert lectura.tabla.drop_columns(["renglon"]).to_pylist() == [asdict(f) for f in filas]
    assert lectura.totales.importe == sum(fila.importe for fila in filas)


@SIN_PRISA
@given(carteras(minimo=1), VACIAS)
def test_the_careful_reading_of_each_line_agrees_with_the_reading_in_blocks(filas, vacia):
    cortes = columnas()[0]
    tabla = leer(rale(filas, vacia=vacia)).tabla.to_pylist()
    for fila, leido in zip(filas, tabla, strict=True):
        careful = leer_renglon(renglon(fila, vacia=vacia), leido["renglon"], cortes=cortes)
        assert (careful.causas, careful.avisos) == ([], [])
        for campo, valor in leido.items():
            suelto = careful.valores.get(campo) or None
            if isinstance(valor, date):
                suelto = date(1970, 1, 1).fromordinal(suelto + date(1970, 1, 1).toordinal())
            elif campo.startswith("fecha"):
                suelto = None
            assert suelto == (valor or None)


@SIN_PRISA
@given(carteras(minimo=1), st.data())
def test_any_single_digit_changed_in_an_amount_or_a_total_is_refused(filas, data):
    texto = rale(filas)
    pie = texto.rindex("TOTAL DE LA SUBDELEGACION")
    en_total = [i for i in range(pie, len(texto)) if texto[i].isdigit()]
    finales = [texto.index(pesos(f.importe), texto.index(renglon(f)[40:])) for f in filas]
    en_importe = [i for a, f in zip(finales, filas, strict=True) for i in _cifras(a, f.importe)]
    lugar = data.draw(st.sampled_from(en_total + en_importe))
    otra = data.draw(st.sampled_from([c for c in "0123456789" if c != texto[lugar]]))
    assert not _se_carga(texto[:lugar] + otra + texto[lugar + 1 :])


def _cifras(desde, importe):
    return [desde + i for i, signo in enumerate(pesos(importe)) if signo.isdigit()]


@SIN_PRISA
@given(carteras(minimo=1), st.data())
def test_one_line_out_of_place_is_read_the_same_with_a_note(filas, data):
    todas = lineas(filas)
    de_datos = [i for i, linea in enumerate(todas) if linea[40:49].isdigit()]
    lugar = data.draw(st.sampled_from(de_datos))
    corrida = data.draw(st.sampled_from([-2, -1, 1, 2]))
    linea = todas[lugar]
    todas[lugar] = (" " * max(corrida, 0) + linea)[max(-corrida, 0) :]
    lectura = leer("\n".join(todas))
    assert [(a.renglon, a.codigo) for a in lectura.avisos] == [(lugar + 1, "COLUMNAS_CORRIDAS")]
    assert lectura.tabla.drop_columns(["renglon"]).to_pylist() == [asdict(f) for f in filas]


@SIN_PRISA
@given(carteras(minimo=1), st.data())
def test_any_byte_changed_is_refused_or_every_amount_is_still_there_or_rejected(filas, data):
    texto = rale(filas).encode("cp1252")
    lugar = data.draw(st.integers(0, len(texto) - 1))
    byte = data.draw(st.integers(0, 255))
    try:
        lectura = leer(texto[:lugar] + bytes([byte]) + texto[lugar + 1 :])
    except CargaRechazada:
        return
    leidos, impresos = lectura.tabla.column("importe").to_pylist(), [f.importe for f in filas]
    rechazados = len(impresos) - len(leidos)
    assert 0 <= rechazados <= len(lectura.rechazos)
    pendientes = iter(impresos)
    assert all(importe in pendientes for importe in leidos)  # the same, in the same order


def _se_carga(texto):
    try:
        leer(texto)
    except CargaRechazada:
        return False
    return True

"""Facts at the counter: captured by one, confirmed by another, undone only by another fact."""

from dataclasses import replace
from datetime import date

import pyarrow as pa
import pytest

from cartera_lib.cartera.hecho import Hecho
from cartera_lib.cartera.movimiento import Llave, Soporte
from cartera_lib.errors import DatoInvalido
from cartera_lib.reglas.decision import Acto
from cartera_lib.store.errores import Conflicto, SeparacionDeFunciones
from tests.ventanilla.conftest import JUNIO

DIA = date(2026, 6, 1)


@pytest.fixture
def llave(ana):
    """A credit of the last cut that may be seized and of which nothing is known."""
    visto = ana.semaforo(JUNIO)
    con_hechos = set(ana.libro.hechos()["registro"].to_pylist())
    libres = visto.tabla[(visto.tabla["embargo"] == "Verde")]
    libres = libres[~libres["registro"].isin(con_hechos)]
    return Llave(*(str(libres.iloc[0][campo]) for campo in Llave._fields))


def hecho(llave, codigo="GARANTIA", soporte="GARANTIA", fecha=DIA):
    return Hecho("", codigo, llave.registro, llave, fecha, Soporte(soporte, f"{codigo}-1", fecha))


def ultimo(quien):
    """Return the folio of the last fact captured."""
    return max(quien.libro.hechos()["folio"].to_pylist())


def puede(quien, llave, acto=Acto.EMBARGO):
    return quien.puede(acto, llave, al=JUNIO).puede


def test_un_hecho_capturado_detiene_y_solo_lo_confirmado_permite(ana, luis, llave):
    assert puede(ana, llave)
    ana.capturar_hechos([hecho(llave)], al=JUNIO)
    assert not puede(ana, llave)
    luis.confirmar_hechos([ultimo(ana)], al=JUNIO)
    fin = hecho(llave, "GARANTIA_CANCELADA", "CANCELACION_GARANTIA", date(2026, 6, 10))
    ana.capturar_hechos([fin], al=JUNIO)
    assert not puede(ana, llave)
    luis.confirmar_hechos([ultimo(ana)], al=JUNIO)
    assert puede(ana, llave)


def test_quien_captura_no_confirma_como_quiera_que_escriba_su_nombre(ana, llave):
    ana.capturar_hechos([hecho(llave)], al=JUNIO)
    folio = ultimo(ana)
    for nombre in ("Ana", "ANA", "A\u200bna"):
        with pytest.raises(SeparacionDeFunciones, match="quien captura no verifica"):
            ana.como(nombre).confirmar_hechos([folio], al=JUNIO)


def test_lo_confirmado_no_se_confirma_dos_veces(ana, luis, llave):
    ana.capturar_hechos([hecho(llave)], al=JUNIO)
    folio = ultimo(ana)
    luis.confirmar_hechos([folio], al=JUNIO)
    with pytest.raises(Conflicto, match="ya está confirmado"):
        ana.como("Eva").confirmar_hechos([folio], al=JUNIO)


def test_un_hecho_equivocado_se_deja_sin_efecto_y_no_se_borra(ana, luis, llave):
    ana.capturar_hechos([hecho(llave)], al=JUNIO)
    folio = ultimo(ana)
    luis.confirmar_hechos([folio], al=JUNIO)
    papel = Soporte("MEMO_JURIDICO", "M-1", JUNIO)
    ana.dejar_sin_efecto(folio, papel, al=JUNIO)
    assert folio in ana.libro.hechos(llave.registro)["anula"].to_pylist()
    assert not puede(ana, llave)  # nobody has confirmed that it was wrong
    luis.confirmar_hechos([ultimo(ana)], al=JUNIO)
    assert puede(ana, llave)
    with pytest.raises(Conflicto, match="ya quedó sin efecto"):
        ana.dejar_sin_efecto(folio, papel, al=JUNIO)


def test_un_hecho_con_faltas_no_deja_entrar_a_ninguno(ana, llave):
    antes = ana.libro.hechos().num_rows
    with pytest.raises(DatoInvalido, match="es de un crédito"):
        ana.capturar_hechos([hecho(llave), replace(hecho(llave), llave=None)], al=JUNIO)
    assert ana.libro.hechos().num_rows == antes


def test_lo_que_no_existe_se_dice(ana, llave):
    with pytest.raises(DatoInvalido, match="No hay hecho «H99-000001»"):
        ana.dejar_sin_efecto("H99-000001", Soporte("MEMO_JURIDICO", "M", JUNIO), al=JUNIO)
    with pytest.raises(DatoInvalido, match="no está en el corte"):
        ana.puede(Acto.FICHA, llave._replace(credito="000000000"), al=JUNIO)
    with pytest.raises(DatoInvalido, match="No hay hecho «H99-000001»"):
        ana.confirmar_hechos(["H99-000001"], al=JUNIO)
    with pytest.raises(DatoInvalido, match="Elija al menos un hecho"):
        ana.confirmar_hechos([], al=JUNIO)
    with pytest.raises(DatoInvalido, match="No hay hechos que capturar"):
        ana.capturar_hechos([], al=JUNIO)


def test_la_ficha_pasa_por_la_compuerta(ana, llave):
    assert ana.impedimentos(Acto.FICHA, [llave], al=JUNIO) == {}
    pago = hecho(llave, "COMPROBANTE", "COMPROBANTE_PAGO")
    ana.capturar_hechos([pago], al=JUNIO)
    assert ana.impedimentos(Acto.FICHA, [llave], al=JUNIO) == {
        llave: "hay un comprobante de pago sin afectar"
    }


def test_el_veredicto_de_un_credito_es_el_de_su_renglon_en_el_semaforo(ana):
    visto = ana.semaforo(JUNIO)
    for fila in range(0, len(visto.tabla), 9):
        llave = Llave(*(str(visto.tabla.iloc[fila][campo]) for campo in Llave._fields))
        for acto in (Acto.MANDAMIENTO, Acto.FICHA):
            veredicto = ana.puede(acto, llave, al=JUNIO)
            assert veredicto.puede == visto.compuerta.puede(acto)[fila]
            assert veredicto.puede == (veredicto.razones == ())


def test_un_hecho_de_quien_no_existe_no_entra(ana, llave):
    ajeno = replace(hecho(llave), registro="X999999910", llave=None, codigo="HUELGA_ESTALLADA")
    ajeno = replace(ajeno, soporte=Soporte("AVISO_HUELGA", "J-1", DIA))
    with pytest.raises(DatoInvalido, match="No hay créditos del patrón «X999999910»"):
        ana.capturar_hechos([ajeno], al=JUNIO)
    otro = llave._replace(credito="000000000")
    with pytest.raises(DatoInvalido, match="no tiene el crédito"):
        ana.capturar_hechos([hecho(otro)], al=JUNIO)


def test_un_hecho_no_se_deja_sin_efecto_antes_de_su_dia(ana, llave):
    ana.capturar_hechos([hecho(llave)], al=JUNIO)
    with pytest.raises(DatoInvalido, match="no se deja sin efecto antes"):
        ana.dejar_sin_efecto(
            ultimo(ana), Soporte("MEMO_JURIDICO", "M-1", DIA), al=date(2026, 5, 31)
        )


def test_el_credito_repetido_no_se_cobra_aunque_se_pregunte_por_uno_solo(ana, llave):
    """The gate judges a credit beside the rest of its employer: the same debt may be there twice.

    Its fellow has the same period, document and amount under another number.
    """
    suyos = ana.mesa.de_patron(llave.registro, ana.mesa.cartera())
    fila = next(f for f in suyos.tabla.to_pylist() if f["credito"] == llave.credito)
    gemelo = fila | {"credito": "999000001", "renglon": 10**6}
    tabla = pa.concat_tables([suyos.tabla, pa.Table.from_pylist([gemelo], suyos.tabla.schema)])
    with pytest.MonkeyPatch.context() as remiendo:
        de_dos = replace(suyos, tabla=tabla)
        remiendo.setattr(type(ana.mesa), "de_patron", lambda *_: de_dos)
        dicho = ana.puede(Acto.EMBARGO, llave, al=JUNIO)
    assert not dicho.puede
    assert [razon.texto for razon in dicho.razones][:1] == ["está más de una vez en la cartera"]


def test_lo_sabido_en_un_dia_no_cuenta_lo_que_se_confirmo_despues(ana, luis, llave):
    ana.capturar_hechos([hecho(llave)], al=DIA)
    luis.confirmar_hechos([ultimo(ana)], al=JUNIO)
    (antes,) = ana.libro.hechos(llave.registro, hasta=DIA).to_pylist()
    (ahora,) = ana.libro.hechos(llave.registro, hasta=JUNIO).to_pylist()
    assert (antes["confirmo"], ahora["confirmo"]) == ("", "Luis")

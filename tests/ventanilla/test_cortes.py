import pytest

from cartera_lib import store
from cartera_lib.ejemplo import cargar
from cartera_lib.errors import DatoInvalido
from cartera_lib.mesa import Mesa
from cartera_lib.ventanilla import Ventanilla
from tests.ventanilla.conftest import JUNIO, MAYO


def test_quien_captura_no_verifica(ana):
    with pytest.raises(DatoInvalido, match="Quien captura no verifica"):
        ana.comprobar_corte(JUNIO)
    with pytest.raises(DatoInvalido, match="Quien captura no verifica"):
        ana.como("  ANA ").comprobar_corte(JUNIO)


def test_otra_persona_comprueba_con_el_corte_lo_que_se_afecto(ana, luis):
    for folio in ana.por_resolver():
        ana.resolver(folio, al=JUNIO)
    por_comprobar = luis.libro.por_verificar().num_rows
    luis.comprobar_corte(JUNIO)
    halladas = luis.libro.verificaciones().to_pandas()
    de_junio = halladas[halladas["producto"] == "corte al 30/06/2026"]
    assert len(de_junio) == por_comprobar
    malas = de_junio[~(de_junio["adecuada"] & de_junio["completa"])]
    assert len(malas) < len(de_junio) / 5
    assert (malas["causa"] != "").all()


def test_seguir_un_corte_deja_el_libro_igual_que_el_sistema_salvo_lo_que_explica(ana, luis):
    for folio in ana.por_resolver():
        ana.resolver(folio, al=JUNIO)
    luis.comprobar_corte(JUNIO)
    _, hecho = ana.seguir_corte(JUNIO)
    assert ana.por_seguir() == []
    cartera = ana.mesa.cartera(JUNIO)
    saldos = ana.libro.saldos().to_pandas()
    pendientes = sum(p.importe for p in hecho.partidas if p.clase == "AFECTADO_NO_VISTO")
    abiertas = ana.libro.partidas().to_pandas()
    viejas = abiertas[~abiertas["cerrada"] & (abiertas["clase"] == "AFECTADO_NO_VISTO")][
        "importe"
    ].sum()
    assert int(viejas) >= pendientes or pendientes
    assert int(cartera.columna("importe").sum()) - int(saldos["saldo"].sum()) == int(viejas)
    assert ana.conciliar(al=JUNIO).residual == 0


def test_un_corte_no_se_sigue_dos_veces_ni_hacia_atras(ana):
    with pytest.raises(DatoInvalido, match="ya siguió el corte"):
        ana.seguir_corte(MAYO)


def test_un_libro_sin_abrir_dice_como_se_abre(tmp_path, archivos):
    cargar(archivos, tmp_path / "c.sqlite")
    with store.open(tmp_path / "c.sqlite") as almacen:
        ventanilla = Ventanilla(Mesa(almacen), "Ana")
        with pytest.raises(DatoInvalido, match="cartera abrir"):
            ventanilla.seguir_corte()
        acuse = ventanilla.abrir_libro()
        primero = ventanilla.mesa.cartera(ventanilla.mesa.cortes()[0])
        saldos = almacen.saldos().to_pandas()
        assert int(saldos["saldo"].sum()) == int(primero.columna("importe").sum())
        assert ventanilla.abrir_libro().acto_id == acuse.acto_id
        assert almacen.verificar() == ()

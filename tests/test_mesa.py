from datetime import date

import pytest

from cartera_lib import ejemplo
from cartera_lib.errors import DatoInvalido
from cartera_lib.puertas import abrir


@pytest.fixture(scope="module")
def mesa():
    return abrir(str(ejemplo.libro()))


def test_the_example_holds_three_cuts_and_the_last_is_the_one_opened(mesa):
    cortes = [date(2026, 4, 30), date(2026, 5, 31), date(2026, 6, 30)]
    assert mesa.cortes() == cortes
    assert mesa.cartera().corte == cortes[-1]
    assert mesa.anterior(mesa.cartera()).corte == cortes[-2]
    assert mesa.anterior(mesa.cartera(cortes[0])) is None


def test_without_a_book_the_environment_or_the_example_is_opened(mesa, monkeypatch):
    monkeypatch.delenv("CARTERA_URL", raising=False)
    assert len(abrir().cartera()) == len(mesa.cartera())
    monkeypatch.setenv("CARTERA_URL", str(ejemplo.libro()))
    assert len(abrir().cartera("2026-05-31")) == len(mesa.cartera("2026-05-31"))


def test_a_cut_that_is_not_there_is_refused_with_those_that_are(mesa):
    with pytest.raises(DatoInvalido, match=r"No hay corte al 2020-01-31.*2026-06-30"):
        mesa.cartera("2020-01-31")


def test_an_empty_book_says_how_to_fill_it(tmp_path):
    with pytest.raises(DatoInvalido, match="cartera importar rale"):
        abrir(str(tmp_path / "vacio.sqlite")).cartera()


def test_the_inputs_of_a_cut_are_its_files_with_their_hashes(mesa):
    entradas = mesa.entradas(mesa.cartera().corte)
    del_corte = [e for e in entradas if e["archivo"].endswith("300626.txt")]
    assert len(del_corte) == 4
    assert sum(e["aceptados"] for e in del_corte) == len(mesa.cartera())
    assert "patrones.csv" in {e["archivo"] for e in entradas}
    assert all(len(e["sha256"]) == 64 for e in entradas)


def test_the_credits_of_an_employer_are_those_of_the_cut(mesa):
    cartera = mesa.cartera()
    registro = cartera.columna("registro")[0]
    suyos = mesa.de_patron(registro, cartera)
    assert len(suyos) == (cartera.columna("registro") == registro).sum()
    assert mesa.patron(registro)["nombre"]
    assert mesa.patron("Q999999910") is None

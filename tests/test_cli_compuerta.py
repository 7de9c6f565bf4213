"""The verbs of the gate: yes is 0, no is 3, what cannot be read is 2 and says what to do."""

import shutil

import pytest

from cartera_lib import ejemplo
from cartera_lib.cli import main
from cartera_lib.puertas import atender
from tests.ventanilla.conftest import JUNIO


@pytest.fixture(scope="module")
def libro(tmp_path_factory):
    destino = tmp_path_factory.mktemp("libro") / "cartera.sqlite"
    shutil.copy(ejemplo.libro(), destino)
    return destino


@pytest.fixture(scope="module")
def creditos(libro):
    """A credit that may be seized and one that may not, each with its employer and its ramo."""
    visto = atender(str(libro), "Luis").semaforo(JUNIO).tabla
    return {
        color: visto[visto["embargo"] == color].iloc[0][["credito", "registro", "ramo"]].tolist()
        for color in ("Verde", "Rojo")
    }


def _puede(libro, credito, registro, ramo, acto="embargo"):
    return main(
        [
            *("puede", acto, credito, f"--patron={registro}", f"--ramo={ramo}"),
            *(f"--libro={libro}", f"--al={JUNIO}"),
        ]
    )


def test_lo_que_se_puede_termina_en_cero(libro, creditos, capsys):
    assert _puede(libro, *creditos["Verde"]) == 0
    assert capsys.readouterr().out.startswith("Sí: embargar, crédito")


def test_lo_que_no_se_puede_dice_por_que_y_que_bastaria(libro, creditos, capsys):
    assert _puede(libro, *creditos["Rojo"]) == 3
    dicho = capsys.readouterr().out
    assert dicho.startswith("No: embargar, crédito")
    assert "Qué hacer:" in dicho
    assert "Si nada cambia:" in dicho
    assert "Bastaría:" in dicho


def test_un_hecho_mal_dicho_no_entra_y_dice_todas_sus_faltas(libro, creditos, capsys):
    credito, registro, ramo = creditos["Verde"]
    orden = ["hecho", "GARANTIA", credito, f"--patron={registro}", f"--ramo={ramo}"]
    orden += [f"--libro={libro}", f"--al={JUNIO}", "--quien=Ana", "--fecha=2026-07-01"]
    assert main([*orden, "--documento=CONVENIO", "--folio= "]) == 2
    dicho = capsys.readouterr().err
    for parte in ("posterior al 30/06/2026", "póliza o acta de la garantía", "Falta el folio"):
        assert parte in dicho


def test_un_credito_que_no_esta_se_dice(libro, creditos, capsys):
    _, registro, ramo = creditos["Verde"]
    assert _puede(libro, "000000000", registro, ramo) == 2
    assert "no lo tiene: revise el número" in capsys.readouterr().err


def test_confirmar_lo_que_no_existe_no_habla_de_la_base(libro, capsys):
    orden = ["confirmar", "H99-000001", f"--libro={libro}", f"--al={JUNIO}", "--quien=Luis"]
    assert main(orden) == 2
    dicho = capsys.readouterr().err
    assert "No hay hecho «H99-000001»" in dicho
    assert "FOREIGN" not in dicho

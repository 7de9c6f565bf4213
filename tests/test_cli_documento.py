"""``cartera documento`` from the terminal, as somebody without an app would use it."""

import pytest

from cartera_lib.cli import main
from tests.conftest import copia_del_ejemplo

AL = ("--al", "2026-06-30")


@pytest.fixture
def libro(tmp_path):
    return str(copia_del_ejemplo(tmp_path))


@pytest.fixture
def documento(libro, capsys):
    """Run the verb and return its exit code and what it said."""

    def correr(*orden, quien="Ana"):
        propios = [] if orden[0] == "verificar" else ["--libro", libro, "--quien", quien, *AL]
        salida = main(["documento", *orden, *propios])
        dicho = capsys.readouterr()
        return salida, dicho.out + dicho.err

    return correr


def test_de_la_lista_al_resultado(documento, libro, tmp_path):
    salida, dicho = documento("emitir", "mandamiento", "--incidencia", "31", "--probar")
    assert (salida, "No se guardó nada" in dicho) == (3, True)
    salida, dicho = documento("emitir", "mandamiento", "--incidencia", "31")
    assert salida == 3
    assert "un juez o tribunal suspendió el cobro" in dicho
    assert "del ME26-000001 al ME26-000015" in dicho
    assert documento("seguir", "L26-000001") == (0, "Lista L26-000001: 0 documentos.\n")
    carpeta = tmp_path / "papeles"
    assert documento("guardar", str(carpeta), "ME26-000001")[0] == 0
    ruta = str(carpeta / "ME26-000001.pdf")
    assert documento("verificar", ruta)[0] == 0
    salida, dicho = documento("verificar", ruta, "--libro", libro)
    assert (salida, "cifras comprobadas" in dicho) == (0, True)
    assert "quien captura no verifica" in documento("revisar", "ME26-000001")[1]
    assert documento("revisar", "ME26-000001", quien="Luis")[0] == 0
    assert documento("firmar", "ME26-000001", quien="Luis")[0] == 0
    salida, dicho = documento("entregar", "--area", "Oficina para Cobros", "ME26-000001")
    assert (salida, dicho) == (0, "Entregados con la factura FE26-000001.\n")
    assert documento("diligenciar", "ME26-000001", "--resultado", "Pagó")[0] == 0
    assert documento("anular", "ME26-000002", "--causa", "Domicilio equivocado")[0] == 0
    assert documento("recoger") == (0, "Nada hay que recoger.\n")


def test_un_papel_cambiado_sale_con_cuatro(documento, tmp_path):
    malo = tmp_path / "malo.pdf"
    malo.write_bytes(b"nada")
    salida, dicho = documento("verificar", str(malo))
    assert (salida, "NO es lo que se emitió" in dicho) == (4, True)


@pytest.mark.parametrize(
    ("orden", "dice"),
    [
        (("emitir", "oficio"), "uno por uno"),
        (("emitir", "mandamiento", "--dias", "x"), "no es un número de días"),
        (("emitir", "mandamiento", "--desde", "x"), "no es un importe"),
        (("emitir", "mandamiento", "--credito", "1"), "no hay lista que congelar"),
        (("seguir", "L26-000009"), "No hay orden de emisión"),
        (("guardar", "x", "ME26-000009"), "No hay documento emitido"),
        (("verificar", "no-existe.pdf"), "No se puede leer"),
    ],
)
def test_cada_error_dice_que_hacer(documento, monkeypatch, tmp_path, orden, dice):
    monkeypatch.chdir(tmp_path)
    salida, dicho = documento(*orden)
    assert salida == 2
    assert dice in dicho

"""What the ledger answers about requirements: each one's state and what it says."""

import pytest

from cartera_lib.cartera.requerimiento import Afectacion, Causa, Previo, Revision, Verificacion
from cartera_lib.errors import DatoInvalido
from tests.store.actos import acto, alta, mov, requerimiento

CAUSA = Causa("D04", "No está en la cartera.", 1, "Escriba el crédito.", "credito", "261000001")
FOLIO, OTRO = "R26-000001", "R26-000002"


@pytest.fixture
def recibido(almacen):
    """A ledger with account 1 and the requirement R26-000001."""
    almacen.asentar(acto("CORTE", *alta()))
    almacen.asentar(acto("RECEPCION", requerimiento(FOLIO), quien="Eva Paz"))
    return almacen


def fila(almacen, folio: str = FOLIO) -> dict:
    (suya,) = [f for f in almacen.requerimientos().to_pylist() if f["folio"] == folio]
    return suya


def afectar(almacen) -> None:
    pagos = mov(1, 2, -1, origen=f"{FOLIO}/1"), mov(1, 3, -2, origen=f"{FOLIO}/2")
    almacen.asentar(acto("AFECTACION", Revision(FOLIO), Afectacion(FOLIO), *pagos))


def ver(almacen, *vistos: tuple[int, bool], quien: str = "Luis Gil") -> None:
    partes = [
        Verificacion(movimiento, "corte", bien, bien, "" if bien else "Difiere.")
        for movimiento, bien in vistos
    ]
    almacen.asentar(acto("VERIFICACION", *partes, quien=quien, llave=f"{quien} {vistos}"))


def test_lo_que_llega_esta_recibido_y_dice_quien_lo_recibio(recibido):
    suya = fila(recibido)
    assert suya.pop("recibido_en").endswith("+00:00")
    pedido = requerimiento(FOLIO)
    assert suya == {
        "folio": FOLIO,
        "area": "OEPO",
        "folio_area": "de R26-000001",
        "fecha": pedido.fecha,
        "cedula": "CAP-3",
        "firmante": "J. Peña",
        "creditos": 1,
        "importe": 30_000,
        "reingreso_de": "",
        "recibido_por": "Eva Paz",
        "estado": "RECIBIDO",
        "revisado_por": "",
        "afectado_por": "",
        "verificado_por": "",
        "causas": 0,
    }


def test_lo_devuelto_dice_sus_causas_y_deja_de_estarlo_cuando_reingresa(recibido):
    recibido.asentar(acto("REVISION", Revision(FOLIO, (CAUSA, CAUSA))))
    suya = fila(recibido)
    assert (suya["estado"], suya["revisado_por"], suya["causas"]) == ("DEVUELTO", "Ana Ruiz", 2)
    assert recibido.causas(FOLIO) == (CAUSA, CAUSA)
    recibido.asentar(acto("RECEPCION", requerimiento(OTRO, reingreso_de=FOLIO)))
    assert fila(recibido)["estado"] == "REINGRESADO"
    assert (fila(recibido, OTRO)["estado"], fila(recibido, OTRO)["causas"]) == ("RECIBIDO", 0)
    assert recibido.causas(OTRO) == ()


def test_lo_aceptado_espera_y_lo_afectado_dice_quien_lo_afecto(recibido):
    recibido.asentar(acto("REVISION", Revision(FOLIO)))
    assert (fila(recibido)["estado"], fila(recibido)["afectado_por"]) == ("ACEPTADO", "")
    recibido.asentar(acto("AFECTACION", Afectacion(FOLIO), mov(1, 2, -1, origen=f"{FOLIO}/1")))
    assert (fila(recibido)["estado"], fila(recibido)["afectado_por"]) == ("AFECTADO", "Ana Ruiz")


def test_esta_verificado_cuando_todos_sus_movimientos_se_vieron_bien(recibido):
    afectar(recibido)
    ver(recibido, (2, True))
    assert (fila(recibido)["estado"], fila(recibido)["verificado_por"]) == ("AFECTADO", "Luis Gil")
    ver(recibido, (3, True), quien="Rosa Sol")
    assert (fila(recibido)["estado"], fila(recibido)["verificado_por"]) == (
        "VERIFICADO",
        "Rosa Sol",
    )


def test_tiene_diferencia_mientras_lo_ultimo_que_se_vio_de_uno_esta_mal(recibido):
    afectar(recibido)
    ver(recibido, (2, True), (3, False))
    assert fila(recibido)["estado"] == "CON_DIFERENCIA"
    ver(recibido, (3, True), quien="Rosa Sol")
    assert fila(recibido)["estado"] == "VERIFICADO"
    ver(recibido, (2, False), quien="Rosa Sol")
    assert fila(recibido)["estado"] == "CON_DIFERENCIA"


def test_el_folio_que_empieza_igual_no_se_confunde(recibido):
    largo = f"{FOLIO}0"
    recibido.asentar(acto("RECEPCION", requerimiento(largo)))
    afectar(recibido)
    recibido.asentar(
        acto("AFECTACION", Afectacion(largo), mov(1, 4, -1, origen=f"{largo}/1"), quien="Eva Paz")
    )
    ver(recibido, (4, False))
    assert (fila(recibido)["estado"], fila(recibido, largo)["estado"]) == (
        "AFECTADO",
        "CON_DIFERENCIA",
    )


def test_un_requerimiento_se_lee_como_se_recibio(recibido):
    assert recibido.requerimiento(FOLIO) == requerimiento(FOLIO)
    with pytest.raises(DatoInvalido, match="No hay requerimiento R26-000009"):
        recibido.requerimiento("R26-000009")


def test_lo_que_un_area_habia_presentado_dice_que_se_le_contesto(recibido):
    afectar(recibido)
    recibido.asentar(acto("RECEPCION", requerimiento(OTRO), requerimiento("R26-000003")))
    recibido.asentar(acto("RECEPCION", requerimiento("R26-000004", area="JURIDICO")))
    recibido.asentar(acto("REVISION", Revision(OTRO, (CAUSA,))))
    assert recibido.previos("OEPO") == (
        Previo(FOLIO, "OEPO", f"de {FOLIO}", "ACEPTADO", True),
        Previo(OTRO, "OEPO", f"de {OTRO}", "DEVUELTO", False),
        Previo("R26-000003", "OEPO", "de R26-000003", "", False),
    )
    assert recibido.previos("nadie") == ()

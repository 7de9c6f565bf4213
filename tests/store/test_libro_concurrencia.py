"""Many people at once: each one's act waits its turn, and nobody's is lost."""

from concurrent.futures import ThreadPoolExecutor

from cartera_lib import store
from cartera_lib.store.errores import Conflicto
from tests.store.actos import acto, alta, mov, preguntar

SESIONES, PAGOS, IMPORTE = 20, 5, 100
NUMERO = "SELECT max(numero) FROM movimiento WHERE cuenta_id = 1"


def pagar(url: str, sesion: int) -> int:
    """Pay several times into the same account; return how many times another one was faster."""
    conflictos = 0
    with store.open(url) as almacen:
        for pago in range(PAGOS):
            while True:
                [(ultimo,)] = preguntar(almacen, NUMERO)
                pedido = mov(1, ultimo + 1, -IMPORTE, origen=f"{sesion}/{pago}")
                try:
                    almacen.asentar(acto("AFECTACION", pedido, llave=f"{sesion}/{pago}"))
                    break
                except Conflicto:
                    conflictos += 1
    return conflictos


def test_veinte_sesiones_en_una_cuenta_no_pierden_ningun_pago(url):
    with store.open(url) as almacen:
        almacen.asentar(acto("AFECTACION", *alta(1, importe=1_000_000)))
        with ThreadPoolExecutor(SESIONES) as hilos:
            conflictos = list(hilos.map(lambda sesion: pagar(url, sesion), range(SESIONES)))
        pagos = SESIONES * PAGOS
        assert sum(conflictos) > 0
        assert preguntar(almacen, "SELECT count(*), count(DISTINCT origen) FROM movimiento") == [
            (pagos + 1, pagos + 1)
        ]
        ultimo = "SELECT numero, saldo_despues FROM movimiento ORDER BY id DESC LIMIT 1"
        assert preguntar(almacen, ultimo) == [(pagos + 1, 1_000_000 - IMPORTE * pagos)]
        assert almacen.verificar() == ()


def test_veinte_sesiones_con_la_misma_llave_asientan_una_vez(url):
    def abrir(_sesion: int) -> tuple[int, bool]:
        with store.open(url) as almacen:
            acuse = almacen.asentar(acto("AFECTACION", *alta(1), llave="la misma"))
            return acuse.acto_id, acuse.repetido

    store.open(url).close()
    with ThreadPoolExecutor(SESIONES) as hilos:
        acuses = sorted(hilos.map(abrir, range(SESIONES)))
    assert acuses == [(1, False)] + [(1, True)] * (SESIONES - 1)

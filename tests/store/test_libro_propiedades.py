"""Whatever is asked, in whatever order, the ledger adds up."""

from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cartera_lib.cartera.movimiento import Rubro
from cartera_lib.store.errores import Conflicto
from tests.store.actos import acto, alta, mov, movimiento_id, preguntar

CUENTAS = 3
LIBRO = """
SELECT c.credito, sum(m.efecto), count(*), min(m.saldo_despues),
  (SELECT u.saldo_despues FROM movimiento u WHERE u.cuenta_id = c.id ORDER BY u.numero DESC LIMIT 1)
FROM cuenta c JOIN movimiento m ON m.cuenta_id = c.id WHERE c.id > {desde}
GROUP BY c.id, c.credito ORDER BY c.id
"""
DESCUADRES = "SELECT acto_id FROM asiento GROUP BY acto_id HAVING sum(debe) <> sum(haber)"
PASOS = st.lists(
    st.tuples(
        st.sampled_from(("pagar", "subir", "recargos", "repetir", "deshacer", "viejo", "doble")),
        st.integers(0, CUENTAS - 1),
        st.integers(1, 60_000),
    ),
    max_size=14,
)
numeros = count(1)


class Modelo:
    """Three accounts as whoever asks believes them, kept by hand beside the ledger."""

    def __init__(self, almacen) -> None:
        self.almacen = almacen
        self.cuentas = [next(numeros) for _ in range(CUENTAS)]
        self.saldos, self.movimientos = [100_000] * CUENTAS, [1] * CUENTAS
        self.ultimo = None
        self.deshacibles: dict[int, tuple[int, int]] = {}
        almacen.asentar(acto("AFECTACION", *(p for n in self.cuentas for p in alta(n))))

    def pedir(self, n: int, *importes: int, **otros):
        """Ask for movements of account ``n``, the next ones unless ``desde`` says otherwise."""
        desde = otros.pop("desde", self.movimientos[n]) + 1
        partes = [mov(self.cuentas[n], desde + k, x, **otros) for k, x in enumerate(importes)]
        pedido = acto("AFECTACION", *partes, llave=f"{self.cuentas[0]} {next(numeros)}")
        return pedido, self.almacen.asentar(pedido)

    def mover(self, n: int, *importes: int, **otros) -> None:
        """Ask for movements that take effect, unless the balance does not reach."""
        saldo = self.saldos[n] + (0 if "rubro" in otros else sum(importes))
        if saldo < 0:
            with pytest.raises(Conflicto, match="se le quieren quitar"):
                self.pedir(n, *importes, **otros)
            return
        self.ultimo = self.pedir(n, *importes, **otros)
        self.saldos[n], self.movimientos[n] = saldo, self.movimientos[n] + len(importes)
        self.deshacibles[n] = movimiento_id(self.almacen), importes[-1]

    def dar(self, paso: str, n: int, importe: int) -> None:
        match paso:
            case "pagar":
                self.mover(n, -importe)
            case "subir":
                self.mover(n, importe, transaccion="AJUSTE_ALZA")
            case "doble":
                self.mover(n, -importe, -importe)
            case "recargos":
                self.mover(n, -importe, rubro=Rubro.RECARGOS)
                self.deshacibles.pop(n)
            case "viejo":
                with pytest.raises(Conflicto, match="alguien la movió antes"):
                    self.pedir(n, -importe, desde=self.movimientos[n] - 1)
            case "repetir" if self.ultimo:
                pedido, acuse = self.ultimo
                repetido = self.almacen.asentar(pedido)
                assert (repetido.repetido, repetido.huella) == (True, acuse.huella)
            case "deshacer" if n in self.deshacibles:
                self.deshacer(n, *self.deshacibles.pop(n))

    def deshacer(self, n: int, numero: int, importe: int) -> None:
        """Undo a movement once; twice is refused."""
        antes = self.saldos[n]
        self.mover(n, -importe, corrige=numero)
        if self.deshacibles.pop(n, None):
            assert self.saldos[n] == antes - importe
            with pytest.raises(Conflicto, match="ya lo corrigió"):
                self.pedir(n, 0, corrige=numero)


@given(PASOS)
@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_el_libro_suma_pase_lo_que_pase(almacen, pasos):
    desde = preguntar(almacen, "SELECT coalesce(max(id), 0) FROM cuenta")[0][0]
    modelo = Modelo(almacen)
    for paso in pasos:
        modelo.dar(*paso)
    filas = preguntar(almacen, LIBRO.format(desde=desde))
    creditos = [f"{261_000_000 + n}" for n in modelo.cuentas]
    assert [(f[0], f[1], f[2], f[4]) for f in filas] == list(
        zip(creditos, modelo.saldos, modelo.movimientos, modelo.saldos, strict=True)
    )
    assert min(f[3] for f in filas) >= 0
    assert preguntar(almacen, DESCUADRES) == []

"""What the panels of the inventory share: the inventory at hand and the person at it."""

from datetime import date

from cartera_lib.oficina import inventario as fisico
from cartera_lib.valores.dinero import centavos
from cartera_lib.valores.texto import llano
from cartera_lib.ventanilla import Ventanilla
from cartera_lib.ventanilla.inventarios import Toma
from cartera_lib.widgets.marco import Marco


class Mostrador(Marco):
    """The frame of the inventory: its base is read once, its marks after each act."""

    def __init__(self, ventanilla: Ventanilla, al: date) -> None:
        super().__init__(ventanilla, al)
        self._toma: Toma | None = None

    @property
    def toma(self) -> Toma:
        """Return the inventory at hand."""
        if self._toma is None:
            self._toma = self.ventanilla.toma()
        return self._toma

    def elegir(self, folio: str) -> None:
        """Take another inventory."""
        self._toma = self.ventanilla.toma(folio)

    def releer(self) -> None:
        """Read again the marks of the inventory at hand, and whether it has ended."""
        base = self.toma.base
        self._toma = self.ventanilla.toma(self.toma.inventario.folio, base=base)

    def libro_de(self, quien: str, conteo: int) -> int:
        """Return the book of a person; in a second count, the first of somebody else."""
        suyos = [c for c in self.toma.cuadernos if llano(c.responsable) == llano(quien)]
        ajenos = [c for c in self.toma.cuadernos if c not in suyos]
        preferidos = suyos if conteo == fisico.PRIMERO else ajenos
        return (preferidos or list(self.toma.cuadernos))[0].numero


def importe_de(texto: str) -> int | None:
    """Read the pesos that a paper says, with or without their sign; None when it says none."""
    dicho = texto.strip().removeprefix("$").strip()
    return centavos(dicho) if dicho else None

"""Columns of credits as the rules read them: amount, due day, kind of document."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cartera_lib.cartera.tipo_documento import CLAVES, conocidas, tipo_documento
from cartera_lib.errors import DatoInvalido
from cartera_lib.norma.tablas import Columna
from cartera_lib.valores.calendario import dias
from cartera_lib.valores.dinero import exigir_importes


@dataclass(frozen=True, eq=False)
class Creditos:
    """One credit is a column of one.

    ``importe``: historic amount in whole centavos, from 0 to ``dinero.LIMITE``;
    ``vencimiento``: legal due day before moving (date, datetime64, text or whole days);
    ``tipo``: numeric code of the kind of document, or None when all are cuotas.
    """

    importe: Columna
    vencimiento: Columna
    tipo: Columna | None = None

    def __post_init__(self) -> None:
        """Check the amounts and bring every column to whole numbers of one length."""
        object.__setattr__(self, "importe", np.atleast_1d(exigir_importes(self.importe)))
        object.__setattr__(self, "vencimiento", np.atleast_1d(dias(self.vencimiento)))
        if self.tipo is not None:
            object.__setattr__(self, "tipo", _del_catalogo(np.atleast_1d(np.asarray(self.tipo))))
        largos = {len(c) for c in (self.importe, self.vencimiento, self.tipo) if c is not None}
        if len(largos) > 1:
            raise DatoInvalido("Las columnas de los créditos no tienen el mismo largo.")

    def __len__(self) -> int:
        """Count the credits."""
        return len(self.importe)

    def en(self, filas: slice) -> "Creditos":
        """Return some of the credits, without copying them."""
        tipo = None if self.tipo is None else self.tipo[filas]
        return Creditos(self.importe[filas], self.vencimiento[filas], tipo)


def _del_catalogo(tipo: Columna) -> Columna:
    """Return the codes when all are of the catalogue; DatoInvalido names one that is not."""
    if tipo.dtype.kind not in "iu":
        raise DatoInvalido("Los tipos de documento se dan como claves numéricas; use «claves».")
    fuera = (tipo < 0) | (tipo >= CLAVES)
    fuera |= ~conocidas()[np.where(fuera, 0, tipo)]
    if fuera.any():
        tipo_documento(str(tipo[fuera][0]))
        raise DatoInvalido(f"El tipo de documento {tipo[fuera][0]} no está en el catálogo.")
    return tipo


def claves(codigos: npt.ArrayLike) -> Columna:
    """Return codes of kinds of document as the numeric column of ``Creditos``."""
    distintos, lugar = np.unique(np.atleast_1d(np.asarray(codigos, str)), return_inverse=True)
    numeros = [int(tipo_documento(codigo).codigo) for codigo in distintos]
    return np.array(numeros, dtype=np.int8)[lugar]

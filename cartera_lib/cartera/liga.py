"""The tie between a credit of cuotas and its fine: they share year and sequence."""

from collections.abc import Iterable

from cartera_lib.cartera.movimiento import Llave
from cartera_lib.cartera.tipo_documento import tipos_documento

CLASE_DE_MULTA = "8"
"""The third digit of the number of a fine of COP."""


def ligadas(llave: Llave, llaves: Iterable[Llave]) -> list[Llave]:
    """Return the fine of an origin, or the origin of a fine, among the credits given."""
    suyas = (k for k in llaves if k.registro == llave.registro and k.periodo == llave.periodo)
    return [otra for otra in suyas if _es_liga(llave, otra)]


def _es_liga(una: Llave, otra: Llave) -> bool:
    comunes = [(k.ramo, k.credito[:2], k.credito[3:]) for k in (una, otra)]
    clases = {_clase(una), _clase(otra)}
    return una.ramo == "COP" and comunes[0] == comunes[1] and clases == {"cuota", "multa"}


def _clase(llave: Llave) -> str:
    """Return cuota, or multa when its number has the digit of one; the rest are not tied."""
    tipo = tipos_documento().get(llave.tipo_documento)
    clase = tipo.clase if tipo else ""
    return clase if (clase == "multa") == (llave.credito[2:3] == CLASE_DE_MULTA) else ""

"""Transactions of the cartera: what may be posted, with which sign and by which form."""

from dataclasses import dataclass

from cartera_lib.errors import DatoInvalido
from cartera_lib.norma.tablas import recordar, renglones


@dataclass(frozen=True)
class Transaccion:
    """One kind of movement.

    ``signo``: of its amount, 0 when it moves no money; ``cedula``: the form that asks for it,
    empty when no area may; ``clase``: alta, baja, ajuste, cobro, estado or dato.
    """

    codigo: str
    nombre: str
    signo: int
    cedula: str
    clase: str


@recordar()
def transacciones() -> dict[str, Transaccion]:
    """Return every transaction by its code."""
    return {
        f["codigo"]: Transaccion(f["codigo"], f["nombre"], int(f["signo"]), f["cedula"], f["clase"])
        for f in renglones("transacciones")
    }


def transaccion(codigo: str) -> Transaccion:
    """Return one transaction; DatoInvalido names those that exist."""
    hallada = transacciones().get(codigo.strip().upper())
    if hallada is None:
        existen = ", ".join(transacciones())
        raise DatoInvalido(f"No hay transacción «{codigo}». Use una de: {existen}.")
    return hallada

"""Transactions of the cartera: what may be posted, with which sign and by which form."""

from dataclasses import dataclass
from enum import StrEnum

from cartera_lib.errors import DatoInvalido
from cartera_lib.norma.tablas import Renglon, recordar, renglones


class LineaDelPuente(StrEnum):
    """The lines that go from one state of the ledger to another, in their order."""

    SALDO_INICIAL = "Saldo inicial"
    ALTAS = "Altas"
    PAGOS = "Pagos"
    ACTUALIZACION = "Actualización"
    RECARGOS = "Recargos"
    RECLASIFICACION = "Reclasificación"
    REGISTRO_TARDIO = "Registro tardío"
    CORRECCION = "Corrección"
    CANCELACION = "Cancelación"
    REACTIVACION = "Reactivación"
    TRASLADO = "Traslado"
    AJUSTES = "Ajustes"
    SALDO_FINAL = "Saldo final"


@dataclass(frozen=True)
class Transaccion:
    """One kind of movement.

    ``signo``: of its amount, 0 when it moves no money; ``cedula``: the form that asks for it,
    empty when no area may; ``clase``: alta, baja, ajuste, cobro, estado or dato; ``puente``:
    the line of the bridge that explains it.
    """

    codigo: str
    nombre: str
    signo: int
    cedula: str
    clase: str
    puente: LineaDelPuente


@recordar()
def transacciones() -> dict[str, Transaccion]:
    """Return every transaction by its code."""
    return {
        f["codigo"]: Transaccion(
            f["codigo"],
            f["nombre"],
            int(f["signo"]),
            f["cedula"],
            f["clase"],
            _linea(f),
        )
        for f in renglones("transacciones")
    }


def _linea(fila: Renglon) -> LineaDelPuente:
    linea = LineaDelPuente.__members__.get(fila["puente"])
    if linea is None:
        existen = ", ".join(LineaDelPuente.__members__)
        raise DatoInvalido(
            f"La transacción {fila['codigo']} va en el puente a «{fila['puente']}», que no es una "
            f"de sus líneas. Corrija su renglón con una de: {existen}."
        )
    return linea


def transaccion(codigo: str) -> Transaccion:
    """Return one transaction; DatoInvalido names those that exist."""
    hallada = transacciones().get(codigo.strip().upper())
    if hallada is None:
        existen = ", ".join(transacciones())
        raise DatoInvalido(f"No hay transacción «{codigo}». Use una de: {existen}.")
    return hallada

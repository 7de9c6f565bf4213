"""Payment by instalments or deferred: initial payment, rate by term, instalments, deferral."""

from datetime import date
from fractions import Fraction
from typing import NamedTuple

from cartera_lib.errors import DatoInvalido
from cartera_lib.norma.articulos import CFF, LIF, LSS
from cartera_lib.norma.tablas import tabla
from cartera_lib.registry import fundamento
from cartera_lib.valores.calendario import dias
from cartera_lib.valores.dinero import DIEZMILESIMAS, redondear

PLAZO_MAXIMO = 48  # LSS 40-C
PORCENTAJE_INICIAL = 20  # CFF 66-II
TRAMOS = ((12, "hasta_12"), (24, "de_13_a_24"), (PLAZO_MAXIMO, "mas_de_24_y_diferido"))


class Parcialidad(NamedTuple):
    """One instalment in centavos: what it pays of recargos, what of the balance, what is left."""

    numero: int
    importe: int
    recargos: int
    capital: int
    saldo: int


@fundamento(CFF["66"], LSS["40-C"])
def pago_inicial(patronal: int, *, obrera: int) -> int:
    """Return the first payment: 20 per cent of the employer's part, all of the workers'.

    Withheld quotas cannot be deferred. Fundamento: CFF 66; LSS 40-C.
    """
    return obrera + redondear(Fraction(patronal * PORCENTAJE_INICIAL, 100))


@fundamento(LIF["11"], LSS["40-C"])
def tasa_de_plazo(plazo: int, solicitud: date) -> int:
    """Return the monthly rate of the tier, in hundredths of a percent; it includes updating.

    ``plazo`` in months, up to 48. Fundamento: LIF 11; LSS 40-C. Rates: table ``plazos_lif``.
    """
    _exigir_plazo(plazo)
    columna = next(nombre for hasta, nombre in TRAMOS if plazo <= hasta)
    return int(tabla("plazos_lif").vigente(dias(solicitud), columna))


@fundamento(LIF["11"], CFF["66-A"])
def tasa_de_diferido(solicitud: date) -> int:
    """Return the monthly rate of a deferral, in hundredths of a percent, whatever its term.

    Fundamento: LIF 11; CFF 66-A. Rates: table ``plazos_lif``.
    """
    return int(tabla("plazos_lif").vigente(dias(solicitud), "mas_de_24_y_diferido"))


@fundamento(CFF["66-A"])
def parcialidades(saldo: int, tasa: int, *, plazo: int) -> list[Parcialidad]:
    """Return equal monthly instalments on the unpaid balance; the last one clears it.

    ``saldo`` in centavos, ``tasa`` in hundredths of a percent a month. Fundamento: CFF 66-A.
    """
    _exigir_plazo(plazo)
    importe = redondear(saldo / anualidad(tasa, plazo))
    tabla_de_pagos = []
    for numero in range(1, plazo + 1):
        recargos = redondear(Fraction(saldo * tasa, DIEZMILESIMAS))
        if numero == plazo:
            importe = saldo + recargos
        saldo -= importe - recargos
        tabla_de_pagos.append(Parcialidad(numero, importe, recargos, importe - recargos, saldo))
    return tabla_de_pagos


@fundamento(CFF["66-A"])
def anualidad(tasa: int, pagos: int) -> Fraction:
    """Return the exact value today of so many payments of one peso. Fundamento: CFF 66-A."""
    mensual = Fraction(tasa, DIEZMILESIMAS)
    if not mensual:
        return Fraction(pagos)
    return (1 - (1 + mensual) ** -pagos) / mensual


@fundamento(CFF["66-A"])
def diferido(saldo: int, tasa: int, *, meses: int) -> int:
    """Return what is paid at the end of a deferral: simple interest by month or fraction.

    Fundamento: CFF 66-A.
    """
    return redondear(saldo * (1 + Fraction(tasa * meses, DIEZMILESIMAS)))


def _exigir_plazo(plazo: int) -> None:
    if not 1 <= plazo <= PLAZO_MAXIMO:
        raise DatoInvalido(f"El plazo va de 1 a {PLAZO_MAXIMO} meses (LSS 40-C), no {plazo}.")

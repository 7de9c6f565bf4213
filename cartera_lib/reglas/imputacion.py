"""To which debt and concept a payment goes: oldest first, accessories before principal."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from cartera_lib.errors import DatoInvalido
from cartera_lib.norma.articulos import CFF
from cartera_lib.registry import fundamento
from cartera_lib.valores.dinero import DIEZMILESIMAS, pesos, redondear


class Concepto(StrEnum):
    """What a debt is made of; the value is the label that people read."""

    RECARGOS_PRORROGA = "recargos por prórroga"
    RECARGOS_CONVENIO = "recargos por mora del convenio"
    GASTOS_EXTRAORDINARIOS = "gastos extraordinarios"
    GASTOS = "gastos de ejecución"
    RECARGOS = "recargos"
    MULTAS = "multas"
    INDEMNIZACION = "indemnización por cheque"
    PRINCIPAL = "principal actualizado"


ORDEN = (
    Concepto.GASTOS,
    Concepto.GASTOS_EXTRAORDINARIOS,
    Concepto.RECARGOS,
    Concepto.MULTAS,
    Concepto.INDEMNIZACION,
    Concepto.PRINCIPAL,
)
ORDEN_EN_CONVENIO = (
    Concepto.RECARGOS_PRORROGA,
    Concepto.RECARGOS_CONVENIO,
    Concepto.MULTAS,
    Concepto.GASTOS_EXTRAORDINARIOS,
    Concepto.GASTOS,
    Concepto.RECARGOS,
    Concepto.INDEMNIZACION,
    Concepto.PRINCIPAL,
)


@dataclass(frozen=True)
class Adeudo:
    """One debt on the day of the payment: its concepts in centavos.

    ``excluidos``: concepts challenged and guaranteed, left out of the order.
    """

    credito: str
    vencimiento: date
    ramo: str
    conceptos: Mapping[Concepto, int]
    excluidos: frozenset[Concepto] = field(default=frozenset())


class Aplicacion(NamedTuple):
    """One part of a payment, in centavos."""

    credito: str
    concepto: Concepto
    importe: int


@fundamento(CFF["20"], CFF["66-A"])
def imputar(
    pago: int, adeudos: Iterable[Adeudo], *, orden: Sequence[Concepto] = ORDEN
) -> tuple[list[Aplicacion], int]:
    """Split a payment among debts of one contribution; return the parts and what is left.

    Outside a convenio the order is ``ORDEN``; inside it, ``ORDEN_EN_CONVENIO``.
    Fundamento: CFF 20; CFF 66-A.
    """
    if pago < 0:
        raise DatoInvalido(f"Un pago no puede ser negativo: {pesos(pago)}.")
    por_antiguedad = sorted(adeudos, key=lambda adeudo: (adeudo.vencimiento, adeudo.credito))
    _exigir_un_ramo(por_antiguedad)
    aplicado = []
    for adeudo in por_antiguedad:
        for concepto in (c for c in orden if c not in adeudo.excluidos):
            importe = min(pago, adeudo.conceptos.get(concepto, 0))
            if importe:
                aplicado.append(Aplicacion(adeudo.credito, concepto, importe))
                pago -= importe
    return aplicado, pago


@fundamento(CFF["21"])
def historico_pendiente(actualizado_pendiente: int, factor: int) -> int:
    """Return the historic principal that a partial payment leaves to go on accruing.

    Fundamento: CFF 21 (recargos on the difference only).
    """
    return redondear(Fraction(actualizado_pendiente * DIEZMILESIMAS, factor))


@fundamento(CFF["20"], CFF["21"])
def recargos_cubiertos(pagos: Iterable[tuple[int, int, int]]) -> int:
    """Return the recargos already paid that belong to what is still owed, in centavos.

    ``pagos``: of each payment, the recargos it covered and the historic amount before and after
    it. A part of the principal takes with it its own part of the recargos paid until then.
    Fundamento: CFF 20; CFF 21 (recargos on the difference only).
    """
    cubierto = Fraction(0)
    for recargos, antes, despues in pagos:
        cubierto += recargos
        if antes:
            cubierto *= Fraction(despues, antes)
    return redondear(cubierto)


def _exigir_un_ramo(adeudos: Sequence[Adeudo]) -> None:
    ramos = sorted({adeudo.ramo for adeudo in adeudos})
    if len(ramos) > 1:
        total = sum(sum(adeudo.conceptos.values()) for adeudo in adeudos)
        raise DatoInvalido(
            f"Un pago no se reparte entre {' y '.join(ramos)}: son cuentas distintas "
            f"(adeudos por {pesos(total)}). Separe el pago por ramo."
        )

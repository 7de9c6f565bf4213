"""The readings of the law that are parameters, each with the default this package proposes."""

from dataclasses import dataclass

from cartera_lib.errors import DatoInvalido
from cartera_lib.valores.dinero import Redondeo

TOPE_MESES = 60
"""Five years of recargos (CFF 21); the exception of CFF 67 is not a matter of this office."""


@dataclass(frozen=True)
class Criterios:
    """How a credit is valued where the law leaves room; docs/decisiones.md says why.

    ``tope_meses``: first monthly periods that bear recargos, None for no cap.
    ``redondeo_factor``: what is done after the ten-thousandth (CFF 17-A does not say).
    ``serie_inpc``: base of the index series, None for the one in force.
    """

    tope_meses: int | None = TOPE_MESES
    redondeo_factor: Redondeo = Redondeo.TRUNCAR
    serie_inpc: str | None = None

    def __post_init__(self) -> None:
        """Refuse a cap that is not a positive number of months, and an unknown rounding."""
        try:
            object.__setattr__(self, "redondeo_factor", Redondeo(self.redondeo_factor))
        except ValueError as error:
            raise DatoInvalido(
                f"El redondeo del factor es truncar o medio_arriba, no «{self.redondeo_factor}»."
            ) from error
        if self.tope_meses is not None and self.tope_meses < 1:
            raise DatoInvalido("El tope de recargos se da en meses, de 1 en adelante.")


CRITERIOS = Criterios()

"""What can stop the work, said in Spanish: what happened, where, and what to do."""


class CarteraError(Exception):
    """Any refusal of this package; its text is ready for the person at the desk."""


class DatoInvalido(CarteraError):
    """An input that cannot be read or believed."""


class FueraDeVigencia(CarteraError):
    """A question asked to a legal table outside the dates it covers."""

    def __init__(self, tabla: str, fecha: str, cobertura: str, remedio: str) -> None:
        """Name the table, the day asked for, what the table covers and the remedy."""
        self.tabla, self.fecha, self.cobertura, self.remedio = tabla, fecha, cobertura, remedio
        super().__init__(f"La tabla «{tabla}» no cubre {fecha}: {cobertura}. {remedio}")

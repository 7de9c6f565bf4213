"""What the store refuses, said in Spanish: what happened, where, and what to do."""

from cartera_lib.errors import CarteraError


class AlmacenInaccesible(CarteraError):
    """A database that cannot be opened, or that is not one of ours."""


class VersionPosterior(CarteraError):
    """A database written by a newer version of this package."""


class LecturaIncompleta(CarteraError):
    """A reading whose rows, rejections and sums do not add up: nothing of it is kept."""


class CorteRepetido(CarteraError):
    """A cut that is already stored with another content."""


class CorteInexistente(CarteraError):
    """A question about a cut that nobody has loaded."""


class EscrituraFallida(CarteraError):
    """The database refused a write and undid the whole transaction."""


class Conflicto(CarteraError):
    """An act made over something that has changed: an account, a folio, a ficha."""


class SeparacionDeFunciones(CarteraError):
    """A verification by the person who captured what it verifies."""


class AsientoDescuadrado(CarteraError):
    """An act whose póliza lines do not add up to the same on both sides."""

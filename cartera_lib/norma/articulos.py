"""Articles of law: ``CFF["21"]`` is a value that prints as an official citation."""

from dataclasses import dataclass

from cartera_lib.norma.tablas import recordar, renglones


@dataclass(frozen=True, order=True)
class Articulo:
    """One article of one law, with the matter for which this package cites it."""

    ley: str
    numero: str
    materia: str

    def __str__(self) -> str:
        """Return the short citation, such as ``CFF 21``."""
        return f"{self.ley} {self.numero}"

    @property
    def oficial(self) -> str:
        """Citation as an oficio writes it."""
        return f"artículo {self.numero} {NOMBRES[self.ley]}"


NOMBRES = {
    "LSS": "de la Ley del Seguro Social",
    "RACERF": "del Reglamento de la Ley del Seguro Social en materia de Afiliación, "
    "Clasificación de Empresas, Recaudación y Fiscalización",
    "CFF": "del Código Fiscal de la Federación",
    "RCFF": "del Reglamento del Código Fiscal de la Federación",
    "LIF": "de la Ley de Ingresos de la Federación",
    "LFT": "de la Ley Federal del Trabajo",
    "LFPCA": "de la Ley Federal de Procedimiento Contencioso Administrativo",
    "AMP": "de la Ley de Amparo",
    "LCM": "de la Ley de Concursos Mercantiles",
    "LFDC": "de la Ley Federal de los Derechos del Contribuyente",
    "LDVUMA": "de la Ley para Determinar el Valor de la Unidad de Medida y Actualización",
}


class Ley:
    """A law from which articles are taken by number; an unknown one fails at import."""

    def __init__(self, siglas: str) -> None:
        """Open the law known by these initials."""
        self.siglas = siglas

    def __getitem__(self, numero: str) -> Articulo:
        """Return the article; KeyError when the table of articles does not hold it."""
        return _articulos()[self.siglas, numero]


@recordar()
def _articulos() -> dict[tuple[str, str], Articulo]:
    filas = renglones("articulos")
    return {
        (f["ley"], f["articulo"]): Articulo(f["ley"], f["articulo"], f["materia"]) for f in filas
    }


LSS, RACERF, CFF, RCFF = Ley("LSS"), Ley("RACERF"), Ley("CFF"), Ley("RCFF")
LIF, LFT, LDVUMA = Ley("LIF"), Ley("LFT"), Ley("LDVUMA")
LFPCA, AMP, LCM, LFDC = Ley("LFPCA"), Ley("AMP"), Ley("LCM"), Ley("LFDC")

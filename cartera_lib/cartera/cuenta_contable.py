"""The accounts of the books: which one plays each part for a ledger and a class of document."""

from dataclasses import dataclass

from cartera_lib.cartera.tipo_documento import tipos_documento
from cartera_lib.errors import DatoInvalido
from cartera_lib.norma.tablas import recordar, renglones

CUALQUIERA = "*"
CARTERA = "CARTERA"


@dataclass(frozen=True)
class CuentaContable:
    """One account; ``papel`` is the part it plays in the map of transactions."""

    codigo: str
    nombre: str
    deudora: bool
    papel: str


@recordar()
def cuentas() -> dict[str, CuentaContable]:
    """Return every account by its code."""
    return {
        f["codigo"]: CuentaContable(
            f["codigo"], f["nombre"], f["naturaleza"] == "deudora", f["papel"]
        )
        for f in renglones("cuentas_contables")
    }


@recordar()
def cuenta(papel: str, ramo: str, *, clase: str) -> str:
    """Return the code of the account of a part; DatoInvalido unless there is exactly one."""
    halladas = [
        f["codigo"]
        for f in renglones("cuentas_contables")
        if f["papel"] == papel
        and f["ramo"] in (CUALQUIERA, ramo)
        and (f["clases"] == CUALQUIERA or clase in f["clases"].split("|"))
    ]
    if len(halladas) != 1:
        raise DatoInvalido(
            f"Hay {len(halladas)} cuentas para {papel}, {ramo or 'sin ramo'}, "
            f"{clase or 'sin clase'}; debe haber una. Corrija norma/tablas/cuentas_contables.csv."
        )
    return halladas[0]


def cuenta_de_cartera(ramo: str, tipo_documento: str) -> str:
    """Return the code of the account in which a credit is kept."""
    return cuenta(CARTERA, ramo, clase=tipos_documento()[tipo_documento].clase)

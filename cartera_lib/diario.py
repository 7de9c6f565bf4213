"""Floor 5: the journal of the office, written for programs that are not ours to check it.

Debits are positive and credits negative, in pesos with two decimals; each act is a transaction,
and the last lines state the balance that each account must have.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from cartera_lib.cartera.cuenta_contable import CuentaContable, cuentas
from cartera_lib.errors import DatoInvalido
from cartera_lib.oficina.documentos_por_cobrar import con_orden

MONEDA = "MXN"
RAICES = {"1": "Activo", "2": "Pasivo", "3": "Capital", "4": "Ingresos", "5": "Gastos"}
TIPOS = {"1": "A", "2": "L", "3": "E", "4": "R", "5": "X"}
OPCIONES = ("assets", "liabilities", "equity", "income", "expenses")
CAMPOS = ("transaccion", "rubro", "ramo", "tipo_documento", "ejercicio")


class Linea(NamedTuple):
    """One line of the journal as it is written."""

    acto: int
    clase: str
    al: date
    cuenta: str
    importe: int
    datos: tuple[object, ...]


def hledger(asientos: pa.Table) -> str:
    """Write the journal as hledger reads it, with its accounts declared."""
    lineas = _lineas(asientos)
    texto = ["decimal-mark .", f"commodity 1000.00 {MONEDA}", ""]
    texto += [f"account {_de_hledger(c)}  ; type:{TIPOS[c.codigo[0]]}" for c in _usadas(lineas)]
    for (acto, clase, al), suyas in _por_acto(lineas):
        texto += ["", f"{al} ({acto}) {clase}"]
        texto += [_renglon_hledger(linea) for linea in suyas]
    if lineas:
        texto += ["", f"{lineas[-1].al} Saldos"]
        for cuenta, saldo in _saldos(lineas):
            afirma = f"0.00 {MONEDA} = {_pesos(saldo)} {MONEDA}"
            texto.append(f"    {_de_hledger(cuenta)}  {afirma}")
    return "\n".join(texto) + "\n"


def beancount(asientos: pa.Table) -> str:
    """Write the journal as Beancount reads it, with its accounts open."""
    lineas = _lineas(asientos)
    texto = [f'option "operating_currency" "{MONEDA}"']
    raices = zip(OPCIONES, RAICES.values(), strict=True)
    texto += [f'option "name_{opcion}" "{raiz}"' for opcion, raiz in raices]
    desde = lineas[0].al if lineas else date.min
    texto += [f"{desde} open {_de_beancount(c)} {MONEDA}" for c in _usadas(lineas)]
    for (acto, clase, al), suyas in _por_acto(lineas):
        texto += ["", f'{al} * "{clase}" "acto {acto}"']
        texto += [renglon for linea in suyas for renglon in _renglones_beancount(linea)]
    if lineas:
        siguiente = lineas[-1].al + timedelta(days=1)
        for cuenta, saldo in _saldos(lineas):
            # Beancount's own tolerance would forgive a centavo.
            afirma = f"{_pesos(saldo)} ~ 0.00 {MONEDA}"
            texto.append(f"{siguiente} balance {_de_beancount(cuenta)}  {afirma}")
    return "\n".join(texto) + "\n"


FORMATOS = {"hledger": hledger, "beancount": beancount}


def diario(asientos: pa.Table, formato: str) -> str:
    """Write the journal in one of the known formats."""
    if formato not in FORMATOS:
        raise DatoInvalido(f"No hay formato «{formato}». Use uno de: {', '.join(FORMATOS)}.")
    return FORMATOS[formato](asientos)


def _lineas(asientos: pa.Table) -> list[Linea]:
    orden = [("al", "ascending"), ("acto_id", "ascending"), ("orden", "ascending")]
    tabla = con_orden(asientos).sort_by(orden)
    importes = pc.subtract(tabla["debe"], tabla["haber"]).to_pylist()
    columnas = (tabla[c].to_pylist() for c in ("acto_id", "clase", "al", "cuenta"))
    datos = zip(*(tabla[c].to_pylist() for c in CAMPOS), strict=True)
    return [Linea(*fila) for fila in zip(*columnas, importes, datos, strict=True)]


def _por_acto(lineas: Iterable[Linea]) -> Iterator[tuple[tuple[int, str, date], Iterator[Linea]]]:
    return groupby(lineas, key=lambda linea: (linea.acto, linea.clase, linea.al))


def _usadas(lineas: Iterable[Linea]) -> list[CuentaContable]:
    return [cuentas()[codigo] for codigo in sorted({linea.cuenta for linea in lineas})]


def _saldos(lineas: list[Linea]) -> Iterator[tuple[CuentaContable, int]]:
    saldos: dict[str, int] = dict.fromkeys(sorted({linea.cuenta for linea in lineas}), 0)
    for linea in lineas:
        saldos[linea.cuenta] += linea.importe
    for codigo, saldo in saldos.items():
        yield cuentas()[codigo], saldo


def _renglon_hledger(linea: Linea) -> str:
    marcas = ", ".join(f"{campo}:{v}" for campo, v in zip(CAMPOS, linea.datos, strict=True))
    cuenta = _de_hledger(cuentas()[linea.cuenta])
    return f"    {cuenta}  {_pesos(linea.importe)} {MONEDA}  ; {marcas}"


def _renglones_beancount(linea: Linea) -> Iterator[str]:
    yield f"  {_de_beancount(cuentas()[linea.cuenta])}  {_pesos(linea.importe)} {MONEDA}"
    for campo, valor in zip(CAMPOS, linea.datos, strict=True):
        yield f'    {campo}: "{valor}"'


def _de_hledger(cuenta: CuentaContable) -> str:
    return f"{RAICES[cuenta.codigo[0]]}:{cuenta.codigo} {cuenta.nombre}"


def _de_beancount(cuenta: CuentaContable) -> str:
    sin_acentos = unicodedata.normalize("NFKD", cuenta.nombre).encode("ascii", "ignore").decode()
    nombre = re.sub(r"[^A-Za-z0-9]+", "-", sin_acentos).strip("-")
    return f"{RAICES[cuenta.codigo[0]]}:{cuenta.codigo}-{nombre}"


def _pesos(centavos: int) -> str:
    pesos, resto = divmod(abs(centavos), 100)
    return f"{'-' if centavos < 0 else ''}{pesos}.{resto:02d}"

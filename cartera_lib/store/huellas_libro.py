"""Hashes of the ledger: of the rows of each act, and of the chain of acts.

A row is the JSON list of its table's name and its columns, in their order: whole numbers, text,
null, and days as AAAA-MM-DD. The rows of an act go by table, in the order of ``PARTES``, and by
primary key. Anybody can repeat it with the standard library of any language.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

INICIO = "0" * 64
FIRMADO = (
    *("id", "clase", "quien", "llave", "al", "nota", "contenido"),
    *("registrado_en", "huella_anterior"),
)

_JSON = json.JSONEncoder(separators=(",", ":"), default=date.isoformat)


def renglon(tabla: str, valores: Sequence[Any]) -> bytes:
    """Return one row as it is hashed."""
    return (_JSON.encode([tabla, *valores]) + "\n").encode("ascii")


def renglones(tabla: str, filas: Iterable[Sequence[Any]]) -> bytes:
    """Return rows of one table as they are hashed, one after another; faster than one by one."""
    # The quote after the bracket opens a text: no value can hold it, it would be escaped.
    junto = _JSON.encode([[tabla, *fila] for fila in filas])[1:-1]
    return (junto.replace(f'],["{tabla}",', f']\n["{tabla}",') + "\n" * bool(junto)).encode("ascii")


def de_contenido(renglones: Iterable[bytes]) -> str:
    """Hash the rows of an act."""
    suma = hashlib.sha256()
    for texto in renglones:
        suma.update(texto)
    return suma.hexdigest()


def de_acto(fila: Mapping[str, Any]) -> str:
    """Hash the row of an act, which already holds the hash of the act before it."""
    return de_contenido([renglon("acto", [fila[columna] for columna in FIRMADO])])

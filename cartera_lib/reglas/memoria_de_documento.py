"""The *memoria de cálculo* of a document: every figure with what it comes from, as plain data.

``recalculado`` works the same figures out again from what the memoria says it started from, so
that a paper can be proved years later, with the tables and nothing else.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

import numpy as np

from cartera_lib.cartera.creditos import Creditos, claves
from cartera_lib.cartera.movimiento import Llave
from cartera_lib.reglas.derecho import Mes, Renglon
from cartera_lib.reglas.memoria import Memoria, explicar
from cartera_lib.valores.dinero import pesos

CALCULADOS = ("pasos", "tasas", "indices", "total")
"""What of a credit follows from the rest."""


def memoria_de(
    llave: Llave,
    credito: Creditos,
    *,
    al: date,
    origen: Mapping[str, Any],
    movimientos: Iterable[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """Return the memoria of one credit; ``origen``: the cut and line that its amount is in."""
    (vencimiento,) = credito.vencimiento.tolist()
    return {
        "llave": list(llave),
        "importe": int(credito.importe[0]),
        "vencimiento": str(np.datetime64(vencimiento, "D")),
        "origen": dict(origen),
        "movimientos": [dict(movimiento) for movimiento in movimientos],
        **_calculado(explicar(credito, al=al)),
    }


def recalculado(dicho: Mapping[str, Any], *, al: date) -> dict[str, Any]:
    """Return what a credit of a memoria comes to, worked out again from its amount and day."""
    llave = Llave(*dicho["llave"])
    tipo = claves([llave.tipo_documento])
    credito = Creditos(np.array([dicho["importe"]]), dicho["vencimiento"], tipo)
    return _calculado(explicar(credito, al=al))


def diferencias(memoria: Mapping[str, Any]) -> Iterator[str]:
    """Say, in Spanish, every figure of a memoria that does not follow from where it starts."""
    al = date.fromisoformat(memoria["al"])
    for dicho in memoria["creditos"]:
        quien = f"Crédito {Llave(*dicho['llave'])}"
        debido = recalculado(dicho, al=al)
        for campo in CALCULADOS:
            if dicho[campo] != debido[campo]:
                yield f"{quien}: {_distinto(campo, dicho[campo], debido[campo])}"
        asentado = sum(movimiento["efecto"] for movimiento in dicho["movimientos"])
        if dicho["movimientos"] and asentado != dicho["importe"]:
            yield (
                f"{quien}: sus movimientos suman {pesos(asentado)} y el importe es "
                f"{pesos(dicho['importe'])}."
            )
    suma = sum(dicho["total"] for dicho in memoria["creditos"])
    if suma != memoria["total"]:
        yield f"Los créditos suman {pesos(suma)} y la memoria dice {pesos(memoria['total'])}."


def _calculado(memoria: Memoria) -> dict[str, Any]:
    return {
        "pasos": [
            {
                "concepto": paso.concepto,
                "operacion": paso.operacion,
                "importe": paso.importe,
                "fundamento": list(paso.fundamento),
            }
            for paso in memoria.pasos
        ],
        "tasas": list(_tasas(memoria.meses)),
        "indices": [_renglon(indice) for indice in memoria.indices or ()],
        "total": memoria.total,
    }


def _tasas(meses: Sequence[Mes]) -> Iterator[dict[str, Any]]:
    """Yield the rates of the months, those that follow one another with the same rate as one."""
    for (valor, fuente), iguales in groupby(meses, key=lambda m: (m.tasa.valor, m.tasa.fuente)):
        suyos = list(iguales)
        yield {
            "desde": suyos[0].desde.isoformat(),
            "hasta": suyos[-1].hasta.isoformat(),
            "meses": len(suyos),
            "tasa": valor,
            "fuente": fuente,
            "marca": suyos[0].tasa.marca,
        }


def _renglon(renglon: Renglon) -> dict[str, Any]:
    return {
        "tabla": renglon.tabla,
        "vigencia": renglon.vigencia,
        "valor": renglon.valor,
        "fuente": renglon.fuente,
        "marca": renglon.marca,
    }


def _distinto(campo: str, dicho: Any, debido: Any) -> str:
    if campo == "total":
        return f"dice un total de {pesos(dicho)} y es {pesos(debido)}."
    if campo == "pasos" and len(dicho) == len(debido):
        uno, otro = next((d, e) for d, e in zip(dicho, debido, strict=True) if d != e)
        if uno["importe"] != otro["importe"]:
            concepto, importe = otro["concepto"].lower(), pesos(uno["importe"])
            return f"dice {concepto} de {importe} y es {pesos(otro['importe'])}."
    nombre = {"tasas": "las tasas", "indices": "los índices"}.get(campo, "las operaciones")
    return f"{nombre} no son las que dicen las tablas."

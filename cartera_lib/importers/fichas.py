"""Read the register of the fichas issued before the ledger, in CSV: one credit each.

Columns: folio, fecha, vence, referencia, registro, credito, periodo (AAAA-MM), tipo_documento,
ramo, concepto, importe.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from cartera_lib.cartera.ficha import Concepto, Ficha
from cartera_lib.cartera.movimiento import Llave, Rubro
from cartera_lib.cartera.tipo_documento import tipos_documento
from cartera_lib.importers.archivo import Archivo, Esperado, abrir
from cartera_lib.importers.hoja import (
    Hoja,
    a_numpy,
    abrir_hoja,
    exigir_formas,
    fechas,
    lectura_de,
    registros,
)
from cartera_lib.importers.lectura import Aviso, Lectura
from cartera_lib.importers.tesoreria import positivos
from cartera_lib.valores.identificadores import referencia_valida

COLUMNAS = {c: c for c in ("folio", "fecha", "vence", "referencia", "registro", "credito",
                           "periodo", "tipo_documento", "ramo", "concepto", "importe")}  # fmt: skip
FORMAS = {
    "folio": (".", "Falta el folio"),
    "referencia": (".", "Falta la referencia"),
    "credito": ("^[0-9]{9}$", "El crédito no son nueve cifras"),
    "periodo": ("^(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])$", "El periodo no tiene la forma AAAA-MM"),
    "ramo": ("^(?:COP|RCV)$", "El ramo no es COP ni RCV"),
}
ESPERADO = Esperado(
    "NO_ES_REGISTRO_DE_FICHAS",
    "el registro de fichas emitidas en CSV con las columnas " + ", ".join(COLUMNAS),
)


def read(ruta: Path | str) -> Lectura:
    """Return the fichas as accepted and rejected lines."""
    return leer_archivo(abrir(ruta, ESPERADO))


def leer_archivo(archivo: Archivo) -> Lectura:
    """Read a register of fichas that is already open."""
    hoja = abrir_hoja(archivo, COLUMNAS)
    registro, digito, avisos = registros(hoja, "registro")
    columnas = exigir_formas(hoja, FORMAS)
    importe = positivos(hoja, "importe")
    columnas |= {
        "tipo_documento": del_catalogo(hoja),
        "fecha": fechas(hoja, "fecha", nombre="de emisión"),
        "vence": fechas(hoja, "vence", nombre="de vencimiento"),
        "registro": registro,
        "digito": digito,
        "importe": pa.array(importe),
    }
    _exigir_plazo(hoja, columnas)
    for campo in ("folio", "referencia"):
        _exigir_una_vez(hoja, campo)
    avisos += _dudosas(hoja)
    lectura = lectura_de(archivo, hoja, clase="fichas", columnas=columnas, avisos=avisos)
    return replace(lectura, importe_rechazado=int(importe[~hoja.libres_de()].sum()))


def fichas(lectura: Lectura) -> tuple[Ficha, ...]:
    """Return the accepted fichas, each for the historic amount of its credit."""
    return tuple(_ficha(fila) for fila in lectura.tabla.to_pylist())


def del_catalogo(hoja: Hoja) -> pa.Array:
    """Read the kinds of document, reproving those that are not in the catalogue."""
    campo = "tipo_documento"
    existen = pc.is_in(hoja.columnas[campo], pa.array(list(tipos_documento())))
    causa = "El tipo de documento no está en el catálogo"
    hoja.reprobar(~a_numpy(existen), "TIPO_DESCONOCIDO", causa=causa, campo=campo)
    return hoja.columnas[campo]


def _exigir_plazo(hoja: Hoja, columnas: dict[str, pa.Array]) -> None:
    antes = pc.fill_null(pc.less(columnas["vence"], columnas["fecha"]), False)
    causa = "La ficha vence antes del día en que se emitió"
    hoja.reprobar(a_numpy(antes), "FECHA_IMPOSIBLE", causa=causa, campo="vence")


def _exigir_una_vez(hoja: Hoja, campo: str) -> None:
    """Reprove the rows that repeat a folio or a reference: each names one ficha."""
    vistos: dict[str, int] = {}
    for fila, valor in enumerate(hoja.columnas[campo].to_pylist()):
        primera = vistos.setdefault(valor, fila)
        if valor and primera != fila:
            causa = f"El {campo}" if campo == "folio" else f"La {campo}"
            causa += f" ya está en el renglón {int(hoja.renglones[primera])}"
            hoja.reprobar_fila(fila, f"{campo.upper()}_REPETIDO", causa=causa, campo=campo)


def _dudosas(hoja: Hoja) -> list[Aviso]:
    detalle = "La referencia {} no son quince cifras con su dígito verificador."
    return [
        Aviso(int(renglon), "REFERENCIA_DUDOSA", detalle.format(texto))
        for renglon, texto in zip(
            hoja.renglones, hoja.columnas["referencia"].to_pylist(), strict=True
        )
        if not referencia_valida(texto)
    ]


def _ficha(fila: dict[str, Any]) -> Ficha:
    llave = Llave(*(fila[campo] for campo in Llave._fields))
    concepto = Concepto(llave, Rubro.HISTORICO, fila["importe"])
    return Ficha(
        folio=fila["folio"],
        referencia=fila["referencia"],
        registro=llave.registro,
        ramo=llave.ramo,
        fecha=fila["fecha"],
        vence=fila["vence"],
        conceptos=(concepto,),
    )

"""Each row of the input: read, checked with all its causes, and valued."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from cartera_lib.calculo import columnas
from cartera_lib.calculo.columnas import Leida
from cartera_lib.calculo.entrada import Bloque
from cartera_lib.cartera.creditos import Creditos
from cartera_lib.cartera.tipo_documento import por_clave, tipos_documento
from cartera_lib.errors import FueraDeVigencia
from cartera_lib.norma.tablas import Columna
from cartera_lib.reglas.criterios import Criterios
from cartera_lib.reglas.ley import exigir_ley
from cartera_lib.reglas.liquidacion import Liquidacion, liquidar
from cartera_lib.reglas.vencimiento import vencimiento_de_cuota
from cartera_lib.valores.calendario import dias
from cartera_lib.valores.dinero import LIMITE, pesos

CUOTA = 2


@dataclass
class Causas:
    """Reasons why rows of one block cannot be computed: all of them, by position."""

    renglones: Columna
    por_fila: dict[int, list[str]] = field(default_factory=dict)

    def anotar(
        self, filas: Columna, columna: str, valores: pa.Array, motivo: Callable[[str], str]
    ) -> None:
        """Add a reason to each chosen row: line, column, value, what is wrong and the remedy."""
        for fila in np.flatnonzero(filas).tolist():
            valor = valores[fila].as_py()
            lugar = f"Renglón {self.renglones[fila]}, columna {columna}, valor «{valor}»"
            self.por_fila.setdefault(fila, []).append(f"{lugar}: {motivo(str(valor))}")


@dataclass(frozen=True)
class Valuado:
    """A block of rows with their valuation; ``causas`` holds text where there is none."""

    bloque: Bloque
    liquidacion: Liquidacion
    causas: dict[int, list[str]]


class Revisor:
    """Reads and values blocks on one day of reckoning, under one reading of the law."""

    def __init__(self, al: date, criterios: Criterios) -> None:
        self.al, self.criterios = al, criterios

    def valuar(self, bloque: Bloque) -> Valuado:
        """Value a block; rows with causes go through as nothing owed and are left blank."""
        causas = Causas(bloque.renglones)
        creditos = self._leer(bloque.filas, causas)
        liquidacion = liquidar(creditos, al=self.al, criterios=self.criterios)
        for fila in np.flatnonzero(liquidacion.causa).tolist():
            motivo = _sin_ley(int(creditos.vencimiento[fila]), int(dias(self.al)), self.criterios)
            causas.por_fila[fila] = [f"Renglón {bloque.renglones[fila]}: {motivo}"]
        return Valuado(bloque, liquidacion, causas.por_fila)

    def _leer(self, filas: pa.RecordBatch, causas: Causas) -> Creditos:
        claves = columnas.texto_de(filas["clave"])
        causas.anotar(_vacias(claves), "clave", claves, lambda _: "falta la clave del crédito.")
        importe = _importes(filas["importe"], causas)
        tipo = _tipos(filas, causas)
        vencimiento = _vencimientos(filas, tipo, causas)
        sin_leer = np.fromiter(causas.por_fila, dtype=np.int64)
        importe[sin_leer], vencimiento[sin_leer] = 0, int(dias(self.al))
        return Creditos(importe, vencimiento, tipo)


def _importes(columna: pa.Array, causas: Causas) -> Columna:
    if pa.types.is_decimal(columna.type):
        leida, columna = columnas.centavos_de_decimales(columna), columnas.texto_de(columna)
        leida = Leida(leida.valores, leida.legible & ~_vacias(columna))
    else:
        columna = columnas.texto_de(columna)
        leida = columnas.importes(columna)
    importe, fuera = leida.valores.copy(), (leida.valores < 0) | (leida.valores > LIMITE)
    causas.anotar(~leida.legible | fuera, "importe", columna, _por_que_no_es_importe)
    importe[fuera] = 0
    return importe


def _por_que_no_es_importe(valor: str) -> str:
    if not valor:
        return "falta el importe."
    if valor.startswith("-"):
        return "es negativo; un crédito no vale menos de cero. Registre el ajuste por separado."
    if valor.replace(",", "").replace(".", "").isdigit() and len(valor) > 15:
        return f"rebasa {pesos(LIMITE)}, el mayor importe que se calcula exacto. Revíselo."
    return "no es un importe. Escriba pesos con dos decimales, por ejemplo 1234.50."


def _tipos(filas: pa.RecordBatch, causas: Causas) -> Columna | None:
    if "tipo_documento" not in filas.schema.names:
        return None
    columna = columnas.texto_de(filas["tipo_documento"])
    distintos = pc.dictionary_encode(columna)
    numeros = np.array([_clave(texto) for texto in distintos.dictionary.to_pylist()] or [CUOTA])
    tipo = numeros[distintos.indices.to_numpy()].astype(np.int8)
    causas.anotar(tipo < 0, "tipo_documento", columna, _por_que_no_es_tipo)
    return np.where(tipo < 0, CUOTA, tipo).astype(np.int8)


def _clave(texto: str) -> int:
    codigo = texto.zfill(2) if texto else f"{CUOTA:02d}"
    return int(codigo) if codigo in tipos_documento() else -1


def _por_que_no_es_tipo(_: str) -> str:
    return "no está en el catálogo de tipos de documento; use 02 (COP), 06 (RCV), 80 (multa)…"


def _vencimientos(filas: pa.RecordBatch, tipo: Columna | None, causas: Causas) -> Columna:
    """Due day of each row: the one it states, or the 17th that follows its period."""
    if "vencimiento" in filas.schema.names and pa.types.is_temporal(filas["vencimiento"].type):
        en_dias = columnas.fechas_de_dias(filas["vencimiento"])
        if en_dias.legible.all():
            return en_dias.valores
    fechas, periodos = _columna(filas, "vencimiento"), _columna(filas, "periodo")
    por_fecha = columnas.fechas(fechas)
    sin_fecha = _vacias(fechas)
    causas.anotar(~sin_fecha & ~por_fecha.legible, "vencimiento", fechas, _por_que_no_es_fecha)
    if not sin_fecha.any():
        return por_fecha.valores
    falta = sin_fecha & _vacias(periodos)
    por_periodo = columnas.meses(periodos)
    ilegible = sin_fecha & ~falta & ~por_periodo.legible
    causas.anotar(falta, "vencimiento", fechas, _por_que_falta)
    causas.anotar(ilegible, "periodo", periodos, _por_que_no_es_mes)
    if tipo is not None:
        del_plazo = sin_fecha & ~falta & ~por_clave("vence_dia_17")[tipo]
        causas.anotar(del_plazo, "periodo", periodos, _por_que_no_por_periodo)
    return np.where(sin_fecha, vencimiento_de_cuota(por_periodo.valores), por_fecha.valores)


def _columna(filas: pa.RecordBatch, nombre: str) -> pa.Array:
    """A column as text, or empty text when the input has no such column."""
    if nombre not in filas.schema.names:
        return pa.repeat(pa.scalar("", pa.string()), filas.num_rows)
    columna = filas[nombre]
    if pa.types.is_temporal(columna.type):
        columna = pc.cast(columna, pa.date32(), safe=False)
    return columnas.texto_de(columna)


def _por_que_falta(_: str) -> str:
    return "falta; capture la fecha o, en periodo, el mes de la cuota."


def _por_que_no_es_fecha(valor: str) -> str:
    forma = len(valor) == 10 and valor[4] == valor[7] == "-"
    que = "no existe en el calendario" if forma else "no es una fecha"
    return f"{que}. Escríbala como AAAA-MM-DD, por ejemplo 2026-03-17."


def _por_que_no_es_mes(_: str) -> str:
    return "no es un periodo. Escríbalo como AAAA-MM, de 01 a 12, por ejemplo 2026-02."


def _por_que_no_por_periodo(_: str) -> str:
    return (
        "este tipo de documento vence quince días hábiles después de notificado, no el día 17. "
        "Capture su vencimiento."
    )


def _vacias(columna: pa.Array) -> Columna:
    vacias: Columna = pc.equal(columna, "").to_numpy(zero_copy_only=False)
    return vacias


@cache
def _sin_ley(vencimiento: int, al: int, criterios: Criterios) -> str:
    try:
        exigir_ley(vencimiento, al, criterios)
    except FueraDeVigencia as motivo:
        return str(motivo)
    raise AssertionError("la ley cubre este crédito")

"""Each row of the input: read, checked with all its causes, and valued."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from cartera_lib.calculo import columnas
from cartera_lib.calculo.columnas import Leida
from cartera_lib.calculo.entrada_bloques import VENCIMIENTOS, Bloque
from cartera_lib.cartera.creditos import Creditos
from cartera_lib.cartera.tipo_documento import por_clave, tipos_documento
from cartera_lib.errors import FueraDeVigencia
from cartera_lib.norma.tablas import Columna, recordar
from cartera_lib.reglas.criterios import Criterios
from cartera_lib.reglas.ley import COMPUTABLE, exigir_ley
from cartera_lib.reglas.liquidacion import Liquidacion, liquidar
from cartera_lib.reglas.vencimiento import vencimiento_de_cuota
from cartera_lib.valores.calendario import dias
from cartera_lib.valores.dinero import IMPORTE, LIMITE, pesos

CUOTA = 2


@dataclass
class Causas:
    """Reasons why rows of one block cannot be computed: all of them, by position."""

    renglones: Columna
    por_fila: dict[int, list[str]] = field(default_factory=dict)

    def anotar(
        self, filas: Columna, valores: pa.Array, *, columna: str, motivo: Callable[[str], str]
    ) -> None:
        """Add a reason to each chosen row: line, column, value, what is wrong and the remedy."""
        for fila in np.flatnonzero(filas).tolist():
            valor = valores[fila].as_py()
            self.agregar(fila, motivo(valor), columna=columna, valor=valor)

    def agregar(self, fila: int, motivo: str, *, columna: str, valor: str) -> None:
        """Add a reason to one row."""
        lugar = f"Renglón {self.renglones[fila]}, columna {columna}, valor «{valor}»"
        self.por_fila.setdefault(fila, []).append(f"{lugar}: {motivo}")


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
        sin_ley = liquidacion.causa != COMPUTABLE
        sin_ley[list(causas.por_fila)] = False
        if sin_ley.any():
            fechas, periodos = (_columna(bloque.filas, c).to_pylist() for c in VENCIMIENTOS)
            vencimientos = creditos.vencimiento.tolist()
            for fila in np.flatnonzero(sin_ley).tolist():
                motivo = _sin_ley(vencimientos[fila], self.al, self.criterios)
                columna = "vencimiento" if fechas[fila] else "periodo"
                valor = fechas[fila] or periodos[fila]
                causas.agregar(fila, motivo, columna=columna, valor=valor)
        return Valuado(bloque, liquidacion, causas.por_fila)

    def _leer(self, filas: pa.RecordBatch, causas: Causas) -> Creditos:
        claves = columnas.texto_de(filas["clave"])
        causas.anotar(
            _vacias(claves), claves, columna="clave", motivo=lambda _: "falta la clave del crédito."
        )
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
    causas.anotar(~leida.legible | fuera, columna, columna="importe", motivo=_por_que_no_es_importe)
    importe[fuera] = 0
    return importe


def _por_que_no_es_importe(valor: str) -> str:
    if not valor:
        return "falta el importe."
    if valor.startswith("-") and IMPORTE.fullmatch(valor[1:]):
        return "es negativo; un crédito no vale menos de cero. Registre el ajuste por separado."
    if IMPORTE.fullmatch(valor):
        return f"rebasa {pesos(LIMITE)}, el mayor importe que se calcula exacto. Revíselo."
    return "no es un importe. Escriba pesos con dos decimales, por ejemplo 1234.50."


def _tipos(filas: pa.RecordBatch, causas: Causas) -> Columna | None:
    if "tipo_documento" not in filas.schema.names:
        return None
    columna = columnas.texto_de(filas["tipo_documento"])
    distintos = pc.dictionary_encode(columna)
    numeros = np.array([_clave(texto) for texto in distintos.dictionary.to_pylist()] or [CUOTA])
    tipo = numeros[distintos.indices.to_numpy()].astype(np.int8)
    causas.anotar(tipo < 0, columna, columna="tipo_documento", motivo=_por_que_no_es_tipo)
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
    causas.anotar(
        ~sin_fecha & ~por_fecha.legible, fechas, columna="vencimiento", motivo=_por_que_no_es_fecha
    )
    if not sin_fecha.any():
        return por_fecha.valores
    falta = sin_fecha & _vacias(periodos)
    por_periodo = columnas.meses(periodos)
    ilegible = sin_fecha & ~falta & ~por_periodo.legible
    causas.anotar(falta, fechas, columna="vencimiento", motivo=_por_que_falta)
    causas.anotar(ilegible, periodos, columna="periodo", motivo=_por_que_no_es_mes)
    if tipo is not None:
        del_plazo = sin_fecha & ~falta & ~por_clave("vence_dia_17")[tipo]
        causas.anotar(del_plazo, periodos, columna="periodo", motivo=_por_que_no_por_periodo)
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
    con_forma = re.fullmatch(columnas.FECHA, valor, re.ASCII)
    que = "no existe en el calendario" if con_forma else "no es una fecha"
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


@recordar(65_536)
def _sin_ley(vencimiento: int, al: date, criterios: Criterios) -> str:
    try:
        exigir_ley(vencimiento, int(dias(al)), criterios=criterios)
    except FueraDeVigencia as motivo:
        return str(motivo)
    raise AssertionError("la ley cubre este crédito")

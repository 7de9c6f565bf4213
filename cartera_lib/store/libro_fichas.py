"""What the ledger answers about fichas, their requests and Treasury's deposits."""

from typing import Any

import pyarrow as pa

from cartera_lib.cartera.ficha import Concepto, Ficha, Solicitud
from cartera_lib.cartera.movimiento import Llave, Rubro
from cartera_lib.errors import DatoInvalido
from cartera_lib.store import libro_columnas as columnas
from cartera_lib.store.libro_preguntas import Preguntas, dia, donde

FICHAS = """
WITH cobro AS (
  SELECT ficha, CAST(sum(importe) AS BIGINT) AS cobrado FROM aplicacion
  WHERE destino = 'APLICADO' AND ficha <> '' GROUP BY ficha
)
SELECT f.folio, f.referencia, f.registro, f.ramo, f.fecha, f.vence, f.importe, f.area,
  coalesce(f.solicitud, ''), coalesce(d.fin, 'PENDIENTE'), d.fecha, coalesce(b.cobrado, 0)
FROM ficha f LEFT JOIN desenlace d ON d.folio = f.folio LEFT JOIN cobro b ON b.ficha = f.folio
ORDER BY f.acto_id, f.folio
"""
DE_FICHA = """
SELECT f.folio, f.referencia, f.registro, f.ramo, f.fecha, f.vence, f.area,
  coalesce(f.solicitud, '') AS solicitud
FROM ficha f
"""
FICHA = f"{DE_FICHA} WHERE f.folio = :folio"
PENDIENTES = f"""{DE_FICHA}
WHERE NOT EXISTS (SELECT 1 FROM desenlace d WHERE d.folio = f.folio) ORDER BY f.acto_id, f.folio
"""
SOLICITUDES = """
SELECT s.folio, s.area, s.folio_area, s.fecha, s.al, s.firmante, s.registro, s.total, s.convenio,
  s.reingreso_de, a.quien, a.registrado_en,
  CASE
    WHEN f.folio IS NOT NULL THEN 'EMITIDA'
    WHEN d.folio IS NULL THEN 'PENDIENTE'
    WHEN EXISTS (SELECT 1 FROM solicitud otra WHERE otra.reingreso_de = s.folio)
      THEN 'REINGRESADA'
    ELSE 'DEVUELTA'
  END,
  coalesce(f.folio, '')
FROM solicitud s JOIN acto a ON a.id = s.acto_id LEFT JOIN ficha f ON f.solicitud = s.folio
LEFT JOIN solicitud_devuelta d ON d.folio = s.folio
ORDER BY s.acto_id, s.folio
"""
SOLICITUD = """
SELECT folio, area, folio_area, fecha, al, firmante, registro, total, convenio, reingreso_de
FROM solicitud WHERE folio = :folio
"""
DE_CONCEPTO = """
SELECT k.folio, k.ramo, k.registro, k.credito, k.periodo, k.tipo_documento, k.rubro, k.importe
FROM concepto k
"""
CONCEPTOS = f"{DE_CONCEPTO} WHERE k.folio = :folio ORDER BY k.orden"
CONCEPTOS_PENDIENTES = f"""{DE_CONCEPTO} JOIN ficha f ON f.folio = k.folio
WHERE NOT EXISTS (SELECT 1 FROM desenlace d WHERE d.folio = f.folio) ORDER BY k.folio, k.orden
"""
DEPOSITOS = """
SELECT d.clave, d.acto_id, d.renglon, d.folio, d.fecha, d.referencia, d.registro, d.concepto,
  d.importe, d.banco,
  CAST(sum(CASE WHEN p.destino = 'APLICADO' THEN p.importe ELSE 0 END) AS BIGINT),
  CAST(sum(CASE WHEN p.destino = 'POR_ACLARAR' THEN p.importe ELSE 0 END) AS BIGINT)
FROM deposito d LEFT JOIN aplicacion p ON p.clave = d.clave
WHERE {donde}
GROUP BY d.clave, d.acto_id, d.renglon, d.folio, d.fecha, d.referencia, d.registro, d.concepto,
  d.importe, d.banco
ORDER BY d.acto_id, d.renglon, d.clave
"""
CASOS = """
SELECT d.clave, p.caso FROM deposito d JOIN aplicacion p ON p.clave = d.clave
WHERE {donde} ORDER BY d.clave, p.numero
"""
APLICACIONES = """
SELECT d.clave, d.numero, d.acto_id, d.destino, d.importe, d.caso, d.motivo, d.ficha, d.ramo
FROM aplicacion d WHERE {donde} ORDER BY d.acto_id, d.clave, d.numero
"""


class Fichas(Preguntas):
    """Questions about what is collected by ficha de depósito."""

    def fichas(self) -> pa.Table:
        """Return every ficha, oldest first: PENDIENTE or how it ended, and what it collected."""
        return self._tabla(FICHAS, columnas.FICHAS)

    def ficha(self, folio: str) -> Ficha:
        """Return one ficha with its concepts; DatoInvalido when there is none."""
        filas = self._filas(FICHA, folio=folio)
        if not filas:
            raise DatoInvalido(f"No hay ficha {folio}. Elija una de las emitidas.")
        return _ficha(filas[0], self._conceptos(CONCEPTOS, folio=folio).get(folio, ()))

    def fichas_pendientes(self) -> list[Ficha]:
        """Return the fichas that have not ended, oldest first."""
        conceptos = self._conceptos(CONCEPTOS_PENDIENTES)
        return [_ficha(fila, conceptos.get(fila.folio, ())) for fila in self._filas(PENDIENTES)]

    def solicitudes(self) -> pa.Table:
        """Return every request of ficha, oldest first, and its ficha if it was issued.

        PENDIENTE, EMITIDA, DEVUELTA or REINGRESADA (returned, and presented again).
        """
        return self._tabla(SOLICITUDES, columnas.SOLICITUDES)

    def solicitud(self, folio: str) -> Solicitud:
        """Return one request of ficha as it was received; DatoInvalido when there is none."""
        filas = self._filas(SOLICITUD, folio=folio)
        if not filas:
            raise DatoInvalido(f"No hay solicitud {folio}. Elija una de las recibidas.")
        datos = filas[0]._asdict()
        datos |= {"fecha": dia(datos["fecha"]), "al": dia(datos["al"])}
        conceptos = self._conceptos(CONCEPTOS, folio=folio)
        return Solicitud(**datos, conceptos=conceptos.get(folio, ()))

    def depositos(self, acto_id: int | None = None) -> pa.Table:
        """Return Treasury's deposits, of one act or all: what was applied and what is not clear.

        ``casos`` says how each was told, in the order of its parts.
        """
        texto, valores = donde({"d.acto_id = :acto": acto_id})
        filas = self._tabla(DEPOSITOS.format(donde=texto), columnas.DEPOSITO, **valores)
        casos: dict[str, dict[str, None]] = {}
        for clave, caso in self._filas(CASOS.format(donde=texto), **valores):
            casos.setdefault(clave, {})[caso] = None
        textos = [", ".join(casos.get(clave, ())) for clave in filas["clave"].to_pylist()]
        return pa.table([*filas.columns, pa.array(textos, pa.string())], schema=columnas.DEPOSITOS)

    def aplicaciones(self, acto_id: int | None = None) -> pa.Table:
        """Return where each part of the deposits went, of one act or all, oldest first."""
        texto, valores = donde({"d.acto_id = :acto": acto_id})
        return self._tabla(APLICACIONES.format(donde=texto), columnas.APLICACIONES, **valores)

    def _conceptos(self, sql: str, **valores: object) -> dict[str, tuple[Concepto, ...]]:
        conceptos: dict[str, tuple[Concepto, ...]] = {}
        for folio, *llave, rubro, importe in self._filas(sql, **valores):
            uno = Concepto(Llave(*llave), Rubro[rubro], importe)
            conceptos[folio] = (*conceptos.get(folio, ()), uno)
        return conceptos


def _ficha(fila: Any, conceptos: tuple[Concepto, ...]) -> Ficha:
    datos = fila._asdict()
    datos |= {"fecha": dia(datos["fecha"]), "vence": dia(datos["vence"])}
    return Ficha(**datos, conceptos=conceptos)

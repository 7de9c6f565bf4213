"""What the ledger answers about requirements: where each one is, what it says, what was found."""

import json
from typing import Any

import pyarrow as pa

from cartera_lib.cartera.requerimiento import Causa, Previo, Renglon, Requerimiento
from cartera_lib.errors import DatoInvalido
from cartera_lib.store import libro_columnas as columnas
from cartera_lib.store.libro_preguntas import Preguntas, dia

# The character after «/» is «0»: between both are the lines of a folio.
REQUERIMIENTOS = """
WITH ultima AS (
  SELECT movimiento_id, max(acto_id) AS acto_id FROM verificacion GROUP BY movimiento_id
), visto AS (
  SELECT f.folio, count(*) AS movimientos, count(v.acto_id) AS vistos,
    sum(CASE WHEN v.adecuada = 0 OR v.completa = 0 THEN 1 ELSE 0 END) AS malos,
    max(v.acto_id) AS acto_id
  FROM afectacion f
  JOIN movimiento m ON m.origen > f.folio || '/' AND m.origen < f.folio || '0'
  LEFT JOIN ultima u ON u.movimiento_id = m.id
  LEFT JOIN verificacion v ON v.movimiento_id = u.movimiento_id AND v.acto_id = u.acto_id
  GROUP BY f.folio
), causas AS (SELECT folio, count(*) AS causas FROM causa GROUP BY folio)
SELECT r.folio, r.area, r.folio_area, r.fecha, r.cedula, r.firmante, r.creditos, r.importe,
  r.reingreso_de, recibio.quien, recibio.registrado_en,
  CASE
    WHEN s.malos > 0 THEN 'CON_DIFERENCIA'
    WHEN s.movimientos = s.vistos THEN 'VERIFICADO'
    WHEN f.folio IS NOT NULL THEN 'AFECTADO'
    WHEN x.resultado = 'DEVUELTO' AND EXISTS (
      SELECT 1 FROM requerimiento otro WHERE otro.reingreso_de = r.folio) THEN 'REINGRESADO'
    ELSE coalesce(x.resultado, 'RECIBIDO')
  END,
  coalesce(reviso.quien, ''), coalesce(afecto.quien, ''), coalesce(verifico.quien, ''),
  coalesce(k.causas, 0)
FROM requerimiento r
JOIN acto recibio ON recibio.id = r.acto_id
LEFT JOIN revision x ON x.folio = r.folio LEFT JOIN acto reviso ON reviso.id = x.acto_id
LEFT JOIN afectacion f ON f.folio = r.folio LEFT JOIN acto afecto ON afecto.id = f.acto_id
LEFT JOIN visto s ON s.folio = r.folio LEFT JOIN acto verifico ON verifico.id = s.acto_id
LEFT JOIN causas k ON k.folio = r.folio
ORDER BY r.acto_id, r.folio
"""
REQUERIMIENTO = """
SELECT folio, area, folio_area, fecha, cedula, firmante, creditos, importe, reingreso_de,
  autorizo, archivo
FROM requerimiento WHERE folio = :folio
"""
RENGLONES = """
SELECT orden, registro, credito, periodo, tipo_documento, ramo, transaccion, importe, clave_ajuste,
  incidencia, fecha_efecto, fecha_notificacion, soporte, soporte_folio, soporte_fecha,
  soporte_importe, soporte_sha256, ilegibles
FROM renglon WHERE folio = :folio ORDER BY orden
"""
CAUSAS = """
SELECT codigo, texto, orden, correccion, campo, valor FROM causa
WHERE folio = :folio ORDER BY numero
"""
CAUSAS_POR_CODIGO = """
SELECT k.codigo, count(DISTINCT k.folio) AS requerimientos, count(*) AS veces
FROM causa k JOIN requerimiento r ON r.folio = k.folio GROUP BY k.codigo ORDER BY k.codigo
"""
PREVIOS = """
SELECT r.folio, r.area, r.folio_area, coalesce(x.resultado, ''), f.folio IS NOT NULL
FROM requerimiento r LEFT JOIN revision x ON x.folio = r.folio
LEFT JOIN afectacion f ON f.folio = r.folio
WHERE r.area = :area ORDER BY r.acto_id, r.folio
"""
DIAS = ("fecha_efecto", "fecha_notificacion", "soporte_fecha")


class Requerimientos(Preguntas):
    """Questions about what other areas ask to post."""

    def requerimientos(self) -> pa.Table:
        """Return every requirement and its state, oldest first.

        RECIBIDO, DEVUELTO, REINGRESADO (returned, and presented again), ACEPTADO, AFECTADO,
        VERIFICADO (all its movements, adequate and complete) or CON_DIFERENCIA (some is not).
        """
        return self._tabla(REQUERIMIENTOS, columnas.REQUERIMIENTOS)

    def requerimiento(self, folio: str) -> Requerimiento:
        """Return one requirement as it was received; DatoInvalido when there is none."""
        filas = self._filas(REQUERIMIENTO, folio=folio)
        if not filas:
            raise DatoInvalido(f"No hay requerimiento {folio}. Elija uno de los recibidos.")
        datos = filas[0]._asdict()
        datos["fecha"] = dia(datos["fecha"])
        lineas = (_renglon(fila._asdict()) for fila in self._filas(RENGLONES, folio=folio))
        return Requerimiento(**datos, renglones=tuple(lineas))

    def causas(self, folio: str) -> tuple[Causa, ...]:
        """Return why a requirement, or a request of ficha, was returned; none if it was not."""
        return tuple(Causa(*fila) for fila in self._filas(CAUSAS, folio=folio))

    def causas_por_codigo(self) -> pa.Table:
        """Return how many requirements were returned for each cause, and how many times."""
        return self._tabla(CAUSAS_POR_CODIGO, columnas.CAUSAS_POR_CODIGO)

    def previos(self, area: str) -> tuple[Previo, ...]:
        """Return what an area had presented, oldest first."""
        filas = self._filas(PREVIOS, area=area)
        return tuple(
            Previo(folio, suya, folio_area, resultado, bool(afectado))
            for folio, suya, folio_area, resultado, afectado in filas
        )


def _renglon(datos: dict[str, Any]) -> Renglon:
    ilegibles = tuple((campo, texto) for campo, texto in json.loads(datos["ilegibles"]))
    dias = {nombre: dia(datos[nombre]) for nombre in DIAS}
    return Renglon(**(datos | dias | {"ilegibles": ilegibles}))

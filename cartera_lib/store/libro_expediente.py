"""What the ledger answers of expedientes and inventories: facts, papers, loans, books, marks."""

import json
from datetime import date

import pyarrow as pa

from cartera_lib.cartera.hechos import TABLA as DE_HECHOS
from cartera_lib.store import libro_columnas as columnas
from cartera_lib.store.consultas import registro_de
from cartera_lib.store.libro_preguntas import Preguntas, donde

HECHOS = """
SELECT h.folio, h.codigo, h.ramo, h.registro, h.credito, h.periodo, h.tipo_documento, h.fecha,
  h.medio, h.defectos, h.importe, h.detalle, h.soporte, h.soporte_folio, h.soporte_fecha,
  h.soporte_sha256, h.anula, h.acto_id, a.quien, substr(a.registrado_en, 1, 10),
  coalesce(b.quien, ''), substr(b.registrado_en, 1, 10)
FROM hecho h JOIN acto a ON a.id = h.acto_id
LEFT JOIN confirmacion c ON c.folio = h.folio
LEFT JOIN acto b ON b.id = c.acto_id {confirmado}
WHERE {donde} ORDER BY h.fecha, h.acto_id, h.folio
"""
PIEZAS = """
SELECT p.folio, p.ramo, p.registro, p.credito, p.periodo, p.tipo_documento, p.clase, p.numero,
  p.fecha, p.fojas, coalesce(u.a, p.ubicacion), p.sha256, coalesce(t.numero, 0),
  CASE WHEN t.clase = 'PRESTAMO' THEN t.a ELSE '' END,
  CASE WHEN t.clase = 'PRESTAMO' THEN t.fecha END, CASE WHEN t.clase = 'PRESTAMO' THEN t.vence END,
  f.igual, coalesce(f.hallado, '')
FROM pieza p
LEFT JOIN traslado t ON t.pieza = p.folio AND t.numero = (
  SELECT max(x.numero) FROM traslado x WHERE x.pieza = p.folio)
LEFT JOIN traslado u ON u.pieza = p.folio AND u.numero = (
  SELECT max(x.numero) FROM traslado x WHERE x.pieza = p.folio AND x.clase = 'UBICACION')
LEFT JOIN fijeza f ON f.pieza = p.folio AND f.acto_id = (
  SELECT max(x.acto_id) FROM fijeza x WHERE x.pieza = p.folio)
WHERE {donde} ORDER BY p.registro, p.credito, p.fecha, p.folio
"""
TRASLADOS = """
SELECT t.pieza, t.numero, t.clase, t.fecha, t.a, t.vence, a.quien
FROM traslado t JOIN acto a ON a.id = t.acto_id WHERE {donde} ORDER BY t.pieza, t.numero
"""
INVENTARIOS = """
SELECT i.folio, i.corte, i.fecha, i.lugar, i.participantes, a.quien, z.fecha, coalesce(z.acta, '')
FROM inventario i JOIN acto a ON a.id = i.acto_id
LEFT JOIN cierre_de_inventario z ON z.inventario = i.folio ORDER BY i.folio
"""
CUADERNOS = """
SELECT inventario, numero, responsable, desde, hasta FROM cuaderno
WHERE inventario = :folio ORDER BY numero
"""
MARCAS = """
SELECT m.conteo, m.ramo, m.registro, m.credito, m.periodo, m.tipo_documento, m.cuaderno, m.marca,
  m.importe, m.dice, m.observacion, a.quien, a.al
FROM marca m JOIN acto a ON a.id = m.acto_id WHERE m.inventario = :folio
ORDER BY m.conteo, m.registro, m.credito, m.periodo, m.tipo_documento, m.ramo
"""


class Expedientes(Preguntas):
    """Questions about the files of the credits and their physical inventory."""

    def hechos(self, registro: str | None = None, *, hasta: date | None = None) -> pa.Table:
        """Return the facts, oldest first, of an employer or of all; of acts up to a day."""
        texto, valores = donde(
            {
                "h.registro = :registro": registro and registro_de(registro),
                "a.al <= :hasta": hasta,
            }
        )
        confirmado = "AND b.al <= :hasta" if hasta else ""
        sql = HECHOS.format(donde=texto, confirmado=confirmado)
        filas = self._tabla(sql, columnas.HECHOS, **valores)
        lugar = filas.schema.get_field_index("defectos")
        listas = [json.loads(texto) for texto in filas["defectos"].to_pylist()]
        defectos = pa.array(listas, pa.list_(pa.string()))
        return filas.set_column(lugar, "defectos", defectos).cast(DE_HECHOS)

    def piezas(self, registro: str | None = None, *, folio: str | None = None) -> pa.Table:
        """Return the papers, where each is and who has it, and its last look of fixity."""
        texto, valores = donde(
            {
                "p.registro = :registro": registro and registro_de(registro),
                "p.folio = :folio": folio,
            }
        )
        return self._tabla(PIEZAS.format(donde=texto), columnas.PIEZAS, **valores)

    def traslados(self, pieza: str | None = None) -> pa.Table:
        """Return the moves of a paper, or of all, oldest first."""
        texto, valores = donde({"t.pieza = :pieza": pieza})
        return self._tabla(TRASLADOS.format(donde=texto), columnas.TRASLADOS, **valores)

    def inventarios(self) -> pa.Table:
        """Return the inventories, and the acta of those that ended."""
        return self._tabla(INVENTARIOS, columnas.INVENTARIOS)

    def cuadernos(self, folio: str) -> pa.Table:
        """Return the books of an inventory."""
        return self._tabla(CUADERNOS, columnas.CUADERNOS, folio=folio)

    def marcas(self, folio: str) -> pa.Table:
        """Return the marks of an inventory, by count and credit."""
        return self._tabla(MARCAS, columnas.MARCAS, folio=folio)

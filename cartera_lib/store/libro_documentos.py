"""What the ledger answers of issued documents: their lists, what they ask, their fate, their bytes.

A list never reads the bytes nor the data of a document: those are asked for one by one.
"""

from typing import Any

import pyarrow as pa

from cartera_lib.cartera.emision import TERMINALES, Orden
from cartera_lib.errors import DatoInvalido
from cartera_lib.store import libro_columnas as columnas
from cartera_lib.store.consultas import registro_de
from cartera_lib.store.libro_preguntas import Preguntas, dia, donde
from cartera_lib.store.papeles import bytes_de

ORDENES = """
SELECT o.folio, o.clase, o.corte, o.filtro, o.documentos, o.creditos, o.importe, a.quien, a.al,
  (SELECT count(*) FROM emitido e WHERE e.orden = o.folio)
FROM orden_de_emision o JOIN acto a ON a.id = o.acto_id ORDER BY o.folio
"""
ORDEN = """
SELECT folio, clase, corte, filtro, documentos, creditos, importe, lista
FROM orden_de_emision WHERE folio = :folio
"""
EMITIDOS = """
SELECT e.folio, coalesce(e.orden, ''), e.clase, e.ramo, e.registro, e.fecha, e.importe,
  (SELECT count(*) FROM emitido_credito c WHERE c.folio = e.folio), e.unico, e.huella, e.sha256,
  a.quien, coalesce(s.clase, ''), coalesce(s.fecha, e.fecha), coalesce(s.detalle, '')
FROM emitido e JOIN acto a ON a.id = e.acto_id
LEFT JOIN suceso s ON s.folio = e.folio AND s.numero = (
  SELECT max(x.numero) FROM suceso x WHERE x.folio = e.folio)
WHERE {donde} ORDER BY e.folio
"""
CREDITOS = """
SELECT c.folio, e.clase, c.ramo, c.registro, c.credito, c.periodo, c.tipo_documento, c.importe
FROM emitido_credito c JOIN emitido e ON e.folio = c.folio
WHERE {donde} ORDER BY c.folio, c.orden
"""
VIVO = f"""
NOT EXISTS (SELECT 1 FROM suceso s WHERE s.folio = c.folio
  AND s.clase IN ({", ".join(f"'{clase.name}'" for clase in TERMINALES)}))
"""
SUCESOS = """
SELECT s.numero, s.clase, s.fecha, s.detalle, s.sha256, a.quien
FROM suceso s JOIN acto a ON a.id = s.acto_id WHERE s.folio = :folio ORDER BY s.numero
"""
DATOS = "SELECT datos FROM emitido WHERE folio = :folio"
PAPEL = """
SELECT p.contenido FROM emitido e JOIN papel p ON p.sha256 = e.sha256 WHERE e.folio = :folio
"""
FIRMADO = """
SELECT p.contenido FROM suceso s JOIN papel p ON p.sha256 = s.sha256
WHERE s.folio = :folio ORDER BY s.numero DESC LIMIT 1
"""
DE_SHA256 = """
SELECT folio FROM emitido WHERE sha256 = :sha256
UNION SELECT folio FROM suceso WHERE sha256 = :sha256 AND sha256 <> '' ORDER BY 1 LIMIT 1
"""


class Documentos(Preguntas):
    """Questions about what the office issued and what became of it."""

    def ordenes(self) -> pa.Table:
        """Return the lists frozen to issue, and how many documents of each were issued."""
        return self._tabla(ORDENES, columnas.ORDENES)

    def orden(self, folio: str) -> Orden:
        """Return one list as it was frozen; DatoInvalido if there is none with that folio."""
        for de, clase, corte, *resto in self._filas(ORDEN, folio=folio):
            return Orden(de, clase, dia(corte), *resto)
        raise DatoInvalido(f"No hay orden de emisión «{folio}». Revise el folio.")

    def emitidos(
        self,
        *,
        orden: str | None = None,
        clase: str | None = None,
        registro: str | None = None,
        folio: str | None = None,
    ) -> pa.Table:
        """Return the documents and the last thing that happened to each, by folio."""
        texto, valores = donde(
            {
                "e.orden = :orden": orden,
                "e.clase = :clase": clase,
                "e.registro = :registro": registro and registro_de(registro),
                "e.folio = :folio": folio,
            }
        )
        return self._tabla(EMITIDOS.format(donde=texto), columnas.EMITIDOS, **valores)

    def creditos_emitidos(
        self, *, folio: str | None = None, clase: str | None = None, vivos: bool = False
    ) -> pa.Table:
        """Return what each document asks of each credit; ``vivos``: only of those that stand."""
        texto, valores = donde({"c.folio = :folio": folio, "e.clase = :clase": clase})
        sql = CREDITOS.format(donde=f"{texto} AND {VIVO}" if vivos else texto)
        return self._tabla(sql, columnas.CREDITOS_EMITIDOS, **valores)

    def sucesos(self, folio: str) -> pa.Table:
        """Return what happened to a document, oldest first."""
        return self._tabla(SUCESOS, columnas.SUCESOS, folio=folio)

    def datos_de(self, folio: str) -> str:
        """Return the data of a document, as canonical JSON; DatoInvalido if there is none."""
        return str(self._de_documento(DATOS, folio))

    def papel_de(self, folio: str) -> bytes:
        """Return the bytes of a document as it was issued; DatoInvalido if there is none."""
        return bytes_de(self._de_documento(PAPEL, folio))

    def firmado_de(self, folio: str) -> bytes:
        """Return the last bytes that came back of a document; those issued if none did."""
        firmados = self._filas(FIRMADO, folio=folio)
        return bytes_de(firmados[0][0]) if firmados else self.papel_de(folio)

    def de_sha256(self, sha256: str) -> str:
        """Return the folio of the document with those bytes, issued or signed; empty if none."""
        filas = self._filas(DE_SHA256, sha256=sha256.strip().lower())
        return str(filas[0][0]) if filas else ""

    def _de_documento(self, sql: str, folio: str) -> Any:
        for (valor,) in self._filas(sql, folio=folio):
            return valor
        raise DatoInvalido(f"No hay documento emitido «{folio}». Revise el folio.")

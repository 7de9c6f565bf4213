"""What the ledger answers: accounts, movements, acts, póliza lines and partidas."""

import json
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any, TypedDict, Unpack

import pyarrow as pa

from cartera_lib.cartera.movimiento import Cuenta, Llave
from cartera_lib.store import libro_columnas as columnas
from cartera_lib.store.consultas import registro_de
from cartera_lib.store.libro_cuentas import de_lista
from cartera_lib.store.libro_documentos import Documentos
from cartera_lib.store.libro_expediente import Expedientes
from cartera_lib.store.libro_fichas import Fichas
from cartera_lib.store.libro_historia import LibroHistoria
from cartera_lib.store.libro_preguntas import TODAS, TOPE, dia, donde
from cartera_lib.store.libro_requerimientos import Requerimientos

# CROSS JOIN: SQLite goes through them in this order, from the few to the many.
CUENTAS = """
SELECT c.ramo, c.registro, c.credito, c.periodo, c.tipo_documento, c.propios, c.ooad,
  c.subdelegacion, c.fecha_alta, m.numero, m.saldo_despues, m.incidencia_despues,
  m.fecha_incidencia, m.fecha_notificacion
FROM {lista} CROSS JOIN cuenta c CROSS JOIN movimiento m
WHERE c.registro = j.value ->> 0 AND m.cuenta_id = c.id
  AND m.numero = (SELECT max(u.numero) FROM movimiento u WHERE u.cuenta_id = c.id)
"""
DE_MOVIMIENTO = """
SELECT m.id, m.acto_id, a.clase, a.quien, a.registrado_en, c.ramo, c.registro, c.credito,
  c.periodo, c.tipo_documento, m.numero, m.transaccion, m.rubro, m.importe, m.efecto,
  m.saldo_antes, m.saldo_despues, m.incidencia_antes, m.incidencia_despues, m.fecha_efecto,
  m.fecha_notificacion, m.origen, m.corrige, m.soporte, m.soporte_folio, m.soporte_fecha
"""
MOVIMIENTOS = f"""{DE_MOVIMIENTO}
FROM movimiento m JOIN cuenta c ON c.id = m.cuenta_id JOIN acto a ON a.id = m.acto_id
WHERE {{donde}} ORDER BY m.id LIMIT :limite OFFSET :desplazamiento
"""
POR_VERIFICAR = f"""{DE_MOVIMIENTO}
FROM acto a CROSS JOIN movimiento m CROSS JOIN cuenta c
WHERE a.clase IN ('AFECTACION', 'TESORERIA', 'ACLARACION', 'CORRECCION') AND m.acto_id = a.id
  AND c.id = m.cuenta_id AND NOT EXISTS (
    SELECT 1 FROM verificacion v WHERE v.movimiento_id = m.id AND v.adecuada = 1
      AND v.completa = 1 AND v.acto_id = (
        SELECT max(u.acto_id) FROM verificacion u WHERE u.movimiento_id = m.id))
ORDER BY m.id
"""
VERIFICACIONES = """
SELECT v.acto_id, a.quien, a.registrado_en, v.movimiento_id, c.ramo, c.registro, c.credito,
  c.periodo, c.tipo_documento, m.transaccion, v.producto, v.adecuada, v.completa, v.causa, m.origen
FROM verificacion v JOIN acto a ON a.id = v.acto_id JOIN movimiento m ON m.id = v.movimiento_id
JOIN cuenta c ON c.id = m.cuenta_id
ORDER BY v.acto_id, v.movimiento_id
"""
RECIENTES = """
SELECT DISTINCT c.ramo, c.registro, c.credito, c.periodo, c.tipo_documento, m.transaccion,
  m.incidencia_despues
FROM acto a CROSS JOIN movimiento m CROSS JOIN cuenta c
WHERE a.al > :desde AND a.al <= :hasta AND a.clase <> 'APERTURA' AND m.acto_id = a.id
  AND c.id = m.cuenta_id AND m.corrige IS NULL
  AND NOT EXISTS (SELECT 1 FROM movimiento x WHERE x.corrige = m.id)
"""
ASIENTOS = """
SELECT s.acto_id, a.clase, a.al, s.orden, s.transaccion, s.rubro, s.ramo, s.tipo_documento,
  s.ejercicio, s.cuenta, s.debe, s.haber
FROM asiento s JOIN acto a ON a.id = s.acto_id WHERE {donde} ORDER BY s.acto_id, s.orden
"""
POLIZAS = """
SELECT p.mes, p.numero, p.fecha, p.acto_id, a.quien, a.registrado_en
FROM poliza p JOIN acto a ON a.id = p.acto_id ORDER BY p.mes, p.numero
"""
PARTIDAS = """
SELECT p.clave, p.clase, p.detalle, p.importe, p.fecha, p.dueno, p.accion, p.acto_id,
  CASE WHEN z.clave IS NULL THEN 0 ELSE 1 END, coalesce(z.explicacion, ''), z.fecha
FROM partida p LEFT JOIN cierre z ON z.clave = p.clave ORDER BY p.acto_id, p.clave
"""
ACTOS = """
SELECT a.id, a.clase, a.quien, a.llave, a.al, a.nota, a.registrado_en, a.huella
FROM acto a WHERE {donde} ORDER BY a.id LIMIT :limite OFFSET :desplazamiento
"""
RECEPCIONES = """
SELECT r.acto_id, r.archivo, r.sha256, r.clase, r.renglones, r.aceptados, r.rechazados,
  r.importe_aceptado, r.importe_rechazado, a.quien, a.registrado_en
FROM recepcion r JOIN acto a ON a.id = r.acto_id ORDER BY r.acto_id
"""
RECHAZADOS = """
SELECT renglon, texto, codigos, causas FROM rechazado WHERE acto_id = :acto ORDER BY orden
"""


class Busca(TypedDict, total=False):
    """Which movements: of an employer, of an act, asked by (prefix of ``origen``), of days."""

    registro: str | None
    acto_id: int | None
    origen: str | None
    desde: date | None
    hasta: date | None
    desplazamiento: int
    limite: int


class LibroConsultas(Requerimientos, Fichas, LibroHistoria, Expedientes, Documentos):
    """Questions over the ledger; a table of the answer is always an Arrow table."""

    def cuentas(self, registros: Collection[str]) -> dict[Llave, Cuenta]:
        """Return every account of some employers, those no longer in the cartera included."""
        pedidos = sorted({registro[:10] for registro in registros})
        with self.motor.connect() as conexion:
            filas = de_lista(conexion, CUENTAS, valores=[[r] for r in pedidos]) if pedidos else []
        cuentas = (_cuenta(*fila) for fila in sorted(filas))
        return {cuenta.llave: cuenta for cuenta in cuentas}

    def movimientos(self, **busca: Unpack[Busca]) -> pa.Table:
        """Return movements, oldest first; all of them unless told which."""
        registro, origen = busca.get("registro"), busca.get("origen")
        texto, valores = donde(
            {
                "c.registro = :registro": registro and registro_de(registro),
                "m.acto_id = :acto": busca.get("acto_id"),
                "m.origen >= :origen": origen,
                "m.origen < :tope": origen and origen + TOPE,
                "m.fecha_efecto >= :desde": busca.get("desde"),
                "m.fecha_efecto <= :hasta": busca.get("hasta"),
            }
        )
        pagina = _pagina(busca.get("desplazamiento", 0), busca.get("limite", TODAS))
        sql = MOVIMIENTOS.format(donde=texto)
        return self._tabla(sql, columnas.MOVIMIENTOS, **valores, **pagina)

    def por_verificar(self) -> pa.Table:
        """Return the movements posted here whose last verification lacks or found a difference."""
        return self._tabla(POR_VERIFICAR, columnas.MOVIMIENTOS)

    def verificaciones(self) -> pa.Table:
        """Return what was found of each movement, oldest first."""
        return self._tabla(VERIFICACIONES, columnas.VERIFICACIONES)

    def recientes(self, al: date, dias: int = 30) -> frozenset[tuple[Llave, str, str]]:
        """Return what was posted in the last days: credit, transaction, incidencia that it left.

        What was undone does not count, nor what undid it, nor the opening of the ledger.
        """
        filas = self._filas(RECIENTES, desde=al - timedelta(days=dias), hasta=al)
        return frozenset((Llave(*fila[:5]), fila[5], fila[6]) for fila in filas)

    def asientos(self, desde: date | None = None, hasta: date | None = None) -> pa.Table:
        """Return the póliza lines of the acts between two days, both included."""
        texto, valores = donde({"a.al >= :desde": desde, "a.al <= :hasta": hasta})
        return self._tabla(ASIENTOS.format(donde=texto), columnas.ASIENTOS, **valores)

    def polizas(self) -> pa.Table:
        """Return the numbers that Accounting gave, by month."""
        return self._tabla(POLIZAS, columnas.POLIZAS)

    def partidas(self) -> pa.Table:
        """Return the differences of conciliations, oldest first, and what closed each."""
        return self._tabla(PARTIDAS, columnas.PARTIDAS)

    def actos(
        self,
        desde: date | None = None,
        hasta: date | None = None,
        *,
        clase: str | None = None,
        desplazamiento: int = 0,
        limite: int = TODAS,
    ) -> pa.Table:
        """Return the acts of between two days, oldest first, of one class if it is given."""
        texto, valores = donde(
            {"a.al >= :desde": desde, "a.al <= :hasta": hasta, "a.clase = :clase": clase}
        )
        sql, pagina = ACTOS.format(donde=texto), _pagina(desplazamiento, limite)
        return self._tabla(sql, columnas.ACTOS, **valores, **pagina)

    def recepciones(self) -> pa.Table:
        """Return what each file brought, oldest first."""
        return self._tabla(RECEPCIONES, columnas.RECEPCIONES)

    def rechazados(self, acto_id: int) -> pa.Table:
        """Return the rejected lines of an act, each with all its causes, as lists of text."""
        filas = self._tabla(RECHAZADOS, columnas.RECHAZADOS, acto=acto_id)
        for lugar, nombre in ((2, "codigos"), (3, "causas")):
            listas = [json.loads(texto) for texto in filas[nombre].to_pylist()]
            filas = filas.set_column(lugar, nombre, pa.array(listas, pa.list_(pa.string())))
        return filas


def _cuenta(*fila: Any) -> Cuenta:
    *llave, propios, ooad, subdelegacion, alta, numero, saldo, incidencia, desde, notificada = fila
    return Cuenta(
        llave=Llave(*llave),
        propios=bool(propios),
        ooad=ooad,
        subdelegacion=subdelegacion,
        fecha_alta=dia(alta),
        numero=numero,
        saldo=saldo,
        incidencia=incidencia,
        fecha_incidencia=dia(desde),
        fecha_notificacion=dia(notificada),
    )


def _pagina(desplazamiento: int, limite: int) -> dict[str, int]:
    return {"desplazamiento": desplazamiento, "limite": limite}

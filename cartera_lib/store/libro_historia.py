"""The ledger at a moment: what took effect up to a day, as it was known on another one."""

from datetime import date, timedelta

import pyarrow as pa

from cartera_lib.cartera.historia import Historia
from cartera_lib.cartera.historia_extendida import CUENTAS, MOVIMIENTOS, VACIA, extendida
from cartera_lib.store import libro_columnas as columnas
from cartera_lib.store.consultas import registro_de
from cartera_lib.store.libro_preguntas import Preguntas

ULTIMO_ACTO = "SELECT coalesce(max(id), 0) FROM acto"
NUEVAS = """
SELECT c.id, c.ramo, c.registro, c.credito, c.periodo, c.tipo_documento FROM cuenta c
WHERE c.acto_id > :desde AND c.acto_id <= :hasta ORDER BY c.id
"""
NUEVOS = """
SELECT m.id, m.cuenta_id, m.numero, m.efecto, m.corrige, substr(a.registrado_en, 1, 10),
  m.transaccion, m.incidencia_despues,
  CASE WHEN m.incidencia_despues <> m.incidencia_antes THEN 1 ELSE 0 END,
  m.fecha_efecto, m.fecha_notificacion
FROM acto a CROSS JOIN movimiento m
WHERE a.id > :desde AND a.id <= :hasta AND m.acto_id = a.id
"""
LUGAR = "CAST(m.fecha_efecto AS TEXT) || substr(CAST(1000000000 + m.numero AS TEXT), 2)"
"""The order of a movement by its day of effect and, on one day, by its number: ten and nine."""
NUMERO = "CAST(substr({lugar}, 11) AS INTEGER)"
# One pass over the movements that count, CROSS JOIN for SQLite to go from each account to its
# own; then of each account the last, the last that set the incidencia, the last that set the
# notice. Accounts come in the order in which they were opened.
SALDOS = f"""
SELECT c.ramo, c.registro, c.credito, c.periodo, c.tipo_documento, c.propios, c.ooad,
  c.subdelegacion, c.fecha_alta, {NUMERO.format(lugar="t.lugar")}, t.saldo,
  coalesce(i.incidencia_despues, ''), i.fecha_incidencia, n.fecha_notificacion
FROM (
  SELECT m.cuenta_id, CAST(sum(m.efecto) AS BIGINT) AS saldo, max({LUGAR}) AS lugar,
    max(CASE WHEN m.incidencia_despues <> m.incidencia_antes THEN {LUGAR} END) AS de_incidencia,
    max(CASE WHEN m.fecha_notificacion <> coalesce((
      SELECT p.fecha_notificacion FROM movimiento p
      WHERE p.cuenta_id = m.cuenta_id AND p.numero = m.numero - 1), '0001-01-01')
    THEN {LUGAR} END) AS de_aviso
  FROM cuenta c CROSS JOIN movimiento m {{actos}}
  WHERE m.cuenta_id = c.id AND m.fecha_efecto <= :efecto{{donde}}
  GROUP BY m.cuenta_id
) t JOIN cuenta c ON c.id = t.cuenta_id
LEFT JOIN movimiento i
  ON i.cuenta_id = c.id AND i.numero = {NUMERO.format(lugar="t.de_incidencia")}
LEFT JOIN movimiento n ON n.cuenta_id = c.id AND n.numero = {NUMERO.format(lugar="t.de_aviso")}
ORDER BY c.id
"""
DE_PATRON = " AND c.registro = :registro AND a.id = m.acto_id AND a.registrado_en < :conocido"
ULTIMOS = """
SELECT c.ramo, c.registro, c.credito, c.periodo, c.tipo_documento, c.propios, c.ooad,
  c.subdelegacion, c.fecha_alta, m.numero, m.saldo_despues, m.incidencia_despues,
  m.fecha_incidencia, m.fecha_notificacion
FROM cuenta c CROSS JOIN movimiento m
WHERE m.cuenta_id = c.id
  AND m.numero = (SELECT max(u.numero) FROM movimiento u WHERE u.cuenta_id = c.id)
ORDER BY c.id
"""


class LibroHistoria(Preguntas):
    """What the ledger answers of its past, and of its past as it was known."""

    _historia: Historia = VACIA

    def historia(self) -> Historia:
        """Return every movement as columns; asked again, it reads only the acts after its last."""
        historia = self._historia  # another thread may put a longer one in its place meanwhile
        desde, hasta = historia.acto, self._filas(ULTIMO_ACTO)[0][0]
        if hasta > desde:
            historia = extendida(
                historia,
                acto=hasta,
                cuentas=self._tabla(NUEVAS, CUENTAS, desde=desde, hasta=hasta),
                movimientos=self._tabla(NUEVOS, MOVIMIENTOS, desde=desde, hasta=hasta),
            )
            self._historia = historia
        return historia

    def saldos_al(self, registro: str, *, efecto: date, conocido: date) -> pa.Table:
        """Return the accounts of an employer at a moment: what took effect, as it was known.

        ``numero``: of the last movement that counts, by its day of effect.
        """
        # An instant is ISO text: those of a day come before the bare date of the next one.
        siguiente = (conocido + timedelta(days=1)).isoformat()
        dados = {"registro": registro_de(registro), "efecto": efecto, "conocido": siguiente}
        sql = SALDOS.format(actos="CROSS JOIN acto a", donde=DE_PATRON)
        return self._tabla(sql, columnas.SALDOS, **dados)

    def saldos(self, al: date | None = None) -> pa.Table:
        """Return each account with what took effect up to a day, or as its last movement left it.

        A movement that took effect before another one but was posted after it does not hide it:
        on a day the incidencia and the notice are those that took effect last.
        """
        if al is None:
            return self._tabla(ULTIMOS, columnas.SALDOS)
        sql = SALDOS.format(actos="", donde="")
        return self._tabla(sql, columnas.SALDOS, efecto=al)

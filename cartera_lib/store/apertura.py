"""The opening of the ledger: one account for each credit of a cut, by SQL and all at once."""

import sqlalchemy as sa

from cartera_lib.cartera.acto import Acto
from cartera_lib.errors import DatoInvalido
from cartera_lib.store import esquema
from cartera_lib.store import esquema_libro as libro
from cartera_lib.store.errores import Conflicto
from cartera_lib.store.libro_cuentas import REMEDIO, ultimo

LLAVE = "registro, credito, periodo, tipo_documento"
# A key printed twice is one credit: its amounts add up, the rest is of the first line.
CREDITOS = f"""
CREATE TEMPORARY TABLE apertura AS
SELECT row_number() OVER (ORDER BY c.registro, c.renglon) AS lugar, {LLAVE}, t.importe,
  fecha_alta, fecha_notificacion, incidencia, fecha_incidencia
FROM (
  SELECT registro AS suyo, min(renglon) AS primero, CAST(sum(importe) AS BIGINT) AS importe
  FROM credito WHERE carga_id = {{carga}} GROUP BY {LLAVE}
) t CROSS JOIN credito c
WHERE c.carga_id = {{carga}} AND c.registro = t.suyo AND c.renglon = t.primero
"""
YA_ABIERTA = """
SELECT c.registro, c.credito, c.periodo FROM apertura a JOIN cuenta c ON c.ramo = :ramo
  AND c.registro = a.registro AND c.credito = a.credito AND c.periodo = a.periodo
  AND c.tipo_documento = a.tipo_documento
LIMIT 1
"""
CUENTAS = f"""
INSERT INTO cuenta (id, acto_id, ramo, {LLAVE}, propios, ooad, subdelegacion, fecha_alta)
SELECT :cuentas + lugar, :acto, c.ramo, {LLAVE}, c.propios, c.ooad, c.subdelegacion, a.fecha_alta
FROM apertura a CROSS JOIN carga c WHERE c.id = :carga ORDER BY lugar
"""
MOVIMIENTOS = """
INSERT INTO movimiento (id, acto_id, cuenta_id, numero, transaccion, rubro, importe, efecto,
  saldo_antes, saldo_despues, incidencia_antes, incidencia_despues, fecha_efecto,
  fecha_incidencia, fecha_notificacion, origen)
SELECT :movimientos + lugar, :acto, :cuentas + lugar, 1, 'APERTURA', 'HISTORICO', a.importe,
  a.importe, 0, a.importe, '', a.incidencia, c.al, a.fecha_incidencia, a.fecha_notificacion,
  :origen
FROM apertura a CROSS JOIN carga c WHERE c.id = :carga ORDER BY lugar
"""


def abrir(conexion: sa.Connection, acto: Acto, *, acto_id: int) -> None:
    """Open the accounts of every load that the act names."""
    for carga_id in acto.aperturas:
        _abrir(conexion, carga_id, acto_id)
    if acto.aperturas and conexion.dialect.name == "postgresql":
        # Without figures of the new accounts it would read them all to find a few.
        conexion.execute(sa.text("ANALYZE cuenta, movimiento"))


def _abrir(conexion: sa.Connection, carga_id: int, acto_id: int) -> None:
    carga = esquema.carga
    consulta = sa.select(carga.c.clase, carga.c.ramo).where(carga.c.id == carga_id)
    fila = conexion.execute(consulta).one_or_none()
    if fila is None or fila.clase != "rale":
        raise DatoInvalido(f"La carga {carga_id} no es un RALE: elija la de un corte.")
    conexion.execute(sa.text(CREDITOS.format(carga=carga_id)))
    _exigir_nuevas(conexion, fila.ramo)
    lugares = {
        "carga": carga_id,
        "acto": acto_id,
        "cuentas": ultimo(conexion, libro.cuenta),
        "movimientos": ultimo(conexion, libro.movimiento),
        "origen": f"corte {carga_id}",
    }
    for sentencia in (CUENTAS, MOVIMIENTOS):
        conexion.execute(sa.text(sentencia), lugares)
    conexion.execute(sa.text("DROP TABLE apertura"))


def _exigir_nuevas(conexion: sa.Connection, ramo: str) -> None:
    abierta = conexion.execute(sa.text(YA_ABIERTA), {"ramo": ramo}).one_or_none()
    if abierta is not None:
        raise Conflicto(
            f"Registro {abierta.registro}, crédito {abierta.credito} ({ramo} {abierta.periodo}): "
            f"ya tiene cuenta en el libro. {REMEDIO}"
        )

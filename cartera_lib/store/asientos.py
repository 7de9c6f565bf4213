"""The póliza lines that an act owes, derived from what it has just written."""

import sqlalchemy as sa

from cartera_lib.cartera.acto import Acto, Asiento

# What goes up and what goes down are never netted: each has its own lines.
EFECTOS = sa.text("""
SELECT m.transaccion, m.rubro, c.ramo, c.tipo_documento,
  CAST(substr(c.periodo, 1, 4) AS INTEGER), CAST(sum(m.importe) AS BIGINT)
FROM movimiento m JOIN cuenta c ON c.id = m.cuenta_id
WHERE m.acto_id = :acto AND m.importe <> 0
GROUP BY 1, 2, 3, 4, 5, m.importe > 0
UNION ALL
SELECT 'DEPOSITO_POR_ACLARAR', 'HISTORICO', a.ramo, '', :ejercicio, CAST(sum(a.importe) AS BIGINT)
FROM aplicacion a
WHERE a.acto_id = :acto AND a.destino = 'POR_ACLARAR' AND a.importe <> 0
GROUP BY a.ramo, a.importe > 0
ORDER BY 1, 2, 3, 4, 5, 6
""")


def asientos(conexion: sa.Connection, acto: Acto, *, acto_id: int) -> tuple[Asiento, ...]:
    """Return the lines of what an act moved and of what it left to clear up."""
    # Only here: whoever does not post does not wait for what the office's rules import.
    from cartera_lib.oficina.documentos_por_cobrar import Efecto
    from cartera_lib.oficina.documentos_por_cobrar import asientos as lineas

    valores = {"acto": acto_id, "ejercicio": acto.al.year}
    efectos = [Efecto(*fila) for fila in conexion.execute(EFECTOS, valores)]
    return lineas(efectos, al=acto.al)

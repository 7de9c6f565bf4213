"""What must add up in the ledger, whatever its hashes say: accounts, póliza, files, people."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

import sqlalchemy as sa

from cartera_lib.cartera.acto import ClaseDeActo
from cartera_lib.cartera.movimiento import Llave
from cartera_lib.norma.tablas import en_vigor
from cartera_lib.store.libro_preguntas import dia
from cartera_lib.store.texto import persona
from cartera_lib.valores.dinero import pesos

MUESTRA = 20
"""Failures of one kind that are told: the first ones lead to the rest."""
RESTAURE = "Restaure la base de un respaldo anterior."

CUENTAS = """
SELECT c.ramo, c.registro, c.credito, c.periodo, c.tipo_documento, v.*
FROM (
  SELECT acto_id, cuenta_id, numero, rubro, importe, efecto, saldo_antes, saldo_despues,
    incidencia_antes, row_number() OVER w AS lugar, sum(efecto) OVER w AS suma,
    coalesce(lag(saldo_despues) OVER w, 0) AS dejado,
    coalesce(lag(incidencia_despues) OVER w, '') AS quedo
  FROM movimiento WINDOW w AS (PARTITION BY cuenta_id ORDER BY numero)
) v LEFT JOIN cuenta c ON c.id = v.cuenta_id
WHERE c.id IS NULL OR v.numero <> v.lugar OR v.saldo_antes <> v.dejado
  OR v.saldo_despues <> v.suma OR v.saldo_despues < 0 OR v.incidencia_antes <> v.quedo
  OR v.efecto <> CASE v.rubro WHEN 'HISTORICO' THEN v.importe ELSE 0 END
ORDER BY v.acto_id, v.cuenta_id, v.numero
"""
VACIAS = """
SELECT c.* FROM cuenta c
WHERE NOT EXISTS (SELECT 1 FROM movimiento m WHERE m.cuenta_id = c.id) ORDER BY c.id
"""
CORRIGE = """
SELECT m.id, m.acto_id, m.corrige FROM movimiento m WHERE m.corrige IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM movimiento p WHERE p.id = m.corrige AND p.cuenta_id = m.cuenta_id)
ORDER BY m.id
"""
# The year is compared as text: whatever somebody wrote in its place can be read.
POLIZAS = """
SELECT t.acto_id, a.al, t.transaccion, t.rubro, t.ramo, t.tipo_documento, t.ejercicio,
  sum(t.movido) AS movido, sum(t.debe) AS debe, sum(t.haber) AS haber
FROM (
  SELECT m.acto_id, m.transaccion, m.rubro, coalesce(c.ramo, '') AS ramo,
    coalesce(c.tipo_documento, '') AS tipo_documento,
    coalesce(substr(c.periodo, 1, 4), '') AS ejercicio,
    sum(abs(m.importe)) AS movido, 0 AS debe, 0 AS haber
  FROM movimiento m LEFT JOIN cuenta c ON c.id = m.cuenta_id
  WHERE m.importe <> 0 GROUP BY 1, 2, 3, 4, 5, 6
  UNION ALL
  SELECT p.acto_id, 'DEPOSITO_POR_ACLARAR', 'HISTORICO', p.ramo, '',
    substr(CAST(b.al AS TEXT), 1, 4), sum(abs(p.importe)), 0, 0
  FROM aplicacion p JOIN acto b ON b.id = p.acto_id
  WHERE p.destino = 'POR_ACLARAR' AND p.importe <> 0 GROUP BY 1, 4, 6
  UNION ALL
  SELECT s.acto_id, s.transaccion, s.rubro, s.ramo, s.tipo_documento, CAST(s.ejercicio AS TEXT),
    0, sum(s.debe), sum(s.haber)
  FROM asiento s GROUP BY 1, 2, 3, 4, 5, 6
) t LEFT JOIN acto a ON a.id = t.acto_id
GROUP BY 1, 2, 3, 4, 5, 6, 7
HAVING sum(t.movido) <> sum(t.debe) OR sum(t.debe) <> sum(t.haber)
ORDER BY 1, 3, 4, 5, 6, 7
"""
ARCHIVOS = """
SELECT * FROM (
  SELECT r.*, (SELECT count(*) FROM rechazado x WHERE x.acto_id = r.acto_id) AS devueltos,
    coalesce(CASE r.clase
      WHEN 'requerimientos' THEN (SELECT sum(importe) FROM renglon x WHERE x.acto_id = r.acto_id)
      WHEN 'solicitudes' THEN (SELECT sum(importe) FROM concepto x WHERE x.acto_id = r.acto_id)
      WHEN 'fichas' THEN (SELECT sum(importe) FROM ficha x WHERE x.acto_id = r.acto_id)
      WHEN 'tesoreria' THEN (SELECT sum(importe) FROM deposito x WHERE x.acto_id = r.acto_id)
      ELSE r.importe_aceptado END, 0) AS guardado
  FROM recepcion r
) t
WHERE renglones <> aceptados + rechazados OR devueltos <> rechazados
  OR guardado <> importe_aceptado
ORDER BY acto_id
"""
DEPOSITOS = """
SELECT acto_id, clave, sum(recibido) AS recibido, sum(repartido) AS repartido
FROM (
  SELECT acto_id, clave, importe AS recibido, 0 AS repartido FROM deposito
  UNION ALL SELECT acto_id, clave, 0, importe FROM aplicacion
) t
GROUP BY acto_id, clave HAVING sum(recibido) <> sum(repartido)
UNION ALL SELECT max(acto_id), clave, 0, sum(importe) FROM aplicacion
GROUP BY clave, destino HAVING sum(importe) < 0
ORDER BY 1, 2
"""
PERSONAS = """
SELECT t.acto_id, t.captura_id, t.movimiento_id, v.quien AS verifico, c.quien AS capturo
FROM (
  SELECT v.acto_id, m.acto_id AS captura_id, min(v.movimiento_id) AS movimiento_id
  FROM verificacion v JOIN movimiento m ON m.id = v.movimiento_id GROUP BY v.acto_id, m.acto_id
) t JOIN acto v ON v.id = t.acto_id JOIN acto c ON c.id = t.captura_id
ORDER BY t.acto_id, t.captura_id
"""
CONFIRMAN = """
SELECT c.acto_id, c.folio AS hecho, b.quien AS verifico, a.quien AS capturo, a.id AS captura_id
FROM confirmacion c JOIN acto b ON b.id = c.acto_id JOIN hecho h ON h.folio = c.folio
JOIN acto a ON a.id = h.acto_id ORDER BY c.acto_id
"""
REVISAN = """
SELECT s.acto_id, s.folio, b.quien AS verifico, a.quien AS capturo, a.id AS captura_id
FROM suceso s JOIN acto b ON b.id = s.acto_id JOIN emitido e ON e.folio = s.folio
JOIN acto a ON a.id = e.acto_id WHERE s.clase = 'REVISADO' ORDER BY s.acto_id, s.folio
"""


class Falla(NamedTuple):
    """What does not agree, and in which act."""

    acto_id: int
    texto: str


def descuadres(conexion: sa.Connection) -> Iterator[Falla]:
    """Yield what does not add up, a few of each kind."""
    for consulta, decir in PRUEBAS.items():
        filas = conexion.execute(sa.text(consulta)).mappings()
        malas = ((fila, texto) for fila in map(dict, filas) if (texto := decir(fila)))
        for fila, texto in islice(malas, MUESTRA):
            yield Falla(fila["acto_id"], f"{texto} {RESTAURE}")


def nombre_de_acto(acto: Mapping[str, Any]) -> str:
    """Say which act it is, as a person reads it."""
    clase, clases = acto["clase"], ClaseDeActo.__members__
    nombre = clases[clase].value if clase in clases else clase
    return f"El acto {acto['id']} ({nombre}, {acto['quien']}, al {acto['al']})"


def _cuenta(fila: Mapping[str, Any]) -> str:
    cual = _credito(fila) if fila["registro"] else f"Cuenta {fila['cuenta_id']}, que no existe"
    movimiento = f"{cual}: su movimiento {fila['numero']} (acto {fila['acto_id']})"
    saldos = {c: pesos(int(fila[c])) for c in ("saldo_antes", "dejado", "saldo_despues", "suma")}
    if fila["numero"] != fila["lugar"]:
        return f"{movimiento} debía ser el {fila['lugar']}: falta uno antes."
    if fila["saldo_antes"] != fila["dejado"]:
        return f"{movimiento} parte de {saldos['saldo_antes']} y había {saldos['dejado']}."
    if fila["saldo_despues"] != fila["suma"]:
        return f"{movimiento} deja {saldos['saldo_despues']} y todos suman {saldos['suma']}."
    if fila["incidencia_antes"] != fila["quedo"]:
        antes, quedo = fila["incidencia_antes"] or "ninguna", fila["quedo"] or "ninguna"
        return f"{movimiento} parte de la incidencia {antes} y tenía {quedo}."
    return f"{movimiento} tiene un saldo o un efecto que no puede tener."


def _vacia(fila: Mapping[str, Any]) -> str:
    return f"{_credito(fila)}: el acto {fila['acto_id']} abrió su cuenta y no tiene movimientos."


def _corrige(fila: Mapping[str, Any]) -> str:
    return (
        f"El movimiento {fila['id']} (acto {fila['acto_id']}) corrige al {fila['corrige']}, que "
        "no es de su cuenta."
    )


def _poliza(fila: Mapping[str, Any]) -> str:
    """Say what the póliza lines do not match; nothing if the map says that they do not post."""
    debe, haber = int(fila["debe"]), int(fila["haber"])
    asienta = fila["transaccion"], fila["rubro"]
    if not debe and not haber and asienta in _sin_poliza(fila["al"]):
        return ""
    clave = (*asienta, fila["ramo"], fila["tipo_documento"], fila["ejercicio"])
    return (
        f"El acto {fila['acto_id']} no cuadra en {' '.join(filter(None, clave))}: movió "
        f"{pesos(int(fila['movido']))} y su póliza carga {pesos(debe)} y abona {pesos(haber)}."
    )


def _sin_poliza(al: Any) -> set[tuple[str, str]]:
    """Return the transactions and rubros that do not reach the books on the day of an act."""
    filas = en_vigor("mapa_contable", dia(al)) if al else ()
    return {(f["transaccion"], f["rubro"]) for f in filas if not f["cargo"]}


def _archivo(fila: Mapping[str, Any]) -> str:
    return (
        f"El acto {fila['acto_id']} recibió {fila['archivo']}: {fila['renglones']:,} renglones, "
        f"{fila['aceptados']:,} aceptados por {pesos(fila['importe_aceptado'])} y "
        f"{fila['rechazados']:,} rechazados; guarda {pesos(int(fila['guardado']))} y "
        f"{fila['devueltos']:,} rechazados."
    )


def _deposito(fila: Mapping[str, Any]) -> str:
    return (
        f"El acto {fila['acto_id']} recibió {pesos(int(fila['recibido']))} del depósito "
        f"{fila['clave']} y repartió {pesos(int(fila['repartido']))}."
    )


def _personas(fila: Mapping[str, Any]) -> str:
    if persona(fila["verifico"]) != persona(fila["capturo"]):
        return ""
    return (
        f"El acto {fila['acto_id']} verifica el movimiento {fila['movimiento_id']}, que capturó "
        f"la misma persona ({fila['capturo']}, acto {fila['captura_id']})."
    )


def _confirma(fila: Mapping[str, Any]) -> str:
    if persona(fila["verifico"]) != persona(fila["capturo"]):
        return ""
    return (
        f"El acto {fila['acto_id']} confirma el hecho {fila['hecho']}, que capturó la misma "
        f"persona ({fila['capturo']}, acto {fila['captura_id']})."
    )


def _revisa(fila: Mapping[str, Any]) -> str:
    if persona(fila["verifico"]) != persona(fila["capturo"]):
        return ""
    return (
        f"El acto {fila['acto_id']} revisa el documento {fila['folio']}, que emitió la misma "
        f"persona ({fila['capturo']}, acto {fila['captura_id']})."
    )


def _credito(fila: Mapping[str, Any]) -> str:
    return f"Registro {fila['registro']}, crédito {Llave(*(fila[c] for c in Llave._fields))}"


PRUEBAS = {
    CUENTAS: _cuenta,
    VACIAS: _vacia,
    CORRIGE: _corrige,
    POLIZAS: _poliza,
    ARCHIVOS: _archivo,
    DEPOSITOS: _deposito,
    PERSONAS: _personas,
    CONFIRMAN: _confirma,
    REVISAN: _revisa,
}

"""Prove a ledger in SQLite with nothing but Python: ``python verificar_libro.py libro.db``.

It shares no code with the program that writes it, opens it only to read, prints what does not
agree, and ends with 0 when all of it does and with 1 otherwise.

There are two chains, of loads (``carga``) and of acts (``acto``). Each row holds the hash of the
one before it (64 zeros in the first), the hash of what it brought (``contenido``), and its own
(``huella``). Every hash is SHA-256 in hexadecimal; ids are 1, 2, 3…

- ``huella`` of a load: of the JSON list of the columns in ``DE_CARGA``, as ``json.dumps`` writes
  it. Of an act: of the row «acto» with the columns in ``DE_ACTO``, as below.
- ``contenido`` of an act: its rows by table, in the order of ``PARTES``, and by primary key. A
  row is the JSON list of its table's name and its columns, in ASCII without spaces, a line feed.
- ``contenido`` of a load: its rows, its rejections and its notes, by column. Each column adds its
  name, a line feed, its number of rows, a line feed; then whole numbers, days from 1970-01-01 or
  seconds from that midnight as eight bytes each, the least first (-2**63 when missing); or the
  length in bytes of each text, the same way, and then all the texts in UTF-8 (a NUL if missing).
- ``sha256`` of a ``papel``: of its bytes, kept in base64. ``huella`` of an ``emitido``: of its
  ``datos``, in UTF-8.

Left out: what is derived from these (``palabra``, ``patron.busqueda``, ``instantanea``, indexes).
A chain cannot tell that its end was cut off: give with ``--huella`` one kept elsewhere.
"""

import argparse
import base64
import hashlib
import json
import sqlite3
import struct
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

INICIO, FALTA, BLOQUE = "0" * 64, -(2**63), 5_000
DE_CARGA = (
    "id clase archivo sha256 programa ramo propios ooad subdelegacion al renglones aceptados "
    "rechazados avisos patrones creditos importe contenido registrada_en huella_anterior"
)
DE_ACTO = "id clase quien llave al nota contenido registrado_en huella_anterior"
PARTES = (
    "recepcion rechazado cuenta movimiento requerimiento renglon revision causa afectacion "
    "verificacion solicitud solicitud_devuelta ficha concepto desenlace deposito aplicacion "
    "asiento poliza partida cierre hecho confirmacion pieza traslado fijeza inventario cuaderno "
    "marca cierre_de_inventario orden_de_emision emitido emitido_credito papel suceso"
)
COLUMNAS = {
    "credito": "renglon registro movimiento fecha_movimiento sector credito ce periodo "
    "tipo_documento fecha_alta fecha_notificacion incidencia fecha_incidencia dias importe "
    "ooad_control subdelegacion_control",
    "patron": "registro digito nombre rfc actividad domicilio codigo_postal municipio sector "
    "trabajadores clase_riesgo prima_rt fecha_alta fecha_baja situacion representante",
    "pago": "registro digito periodo importe_imss importe_rcv importe_vivienda importe_acv total "
    "fecha_limite fecha_pago linea_captura entidad medio origen ooad subdelegacion razon_social",
    "rechazo": "orden renglon texto codigos causas",
    "aviso": "orden renglon codigo detalle",
}
ORDEN = {"credito": "renglon", "patron": "id", "pago": "id", "rechazo": "orden", "aviso": "orden"}
TABLA = {"rale": "credito", "patrones": "patron", "sipare": "pago"}
NUMEROS = {"renglon", "orden", "dias", "trabajadores", "total"}
SIN_POLIZA = {("GASTOS_EJECUCION", "GASTOS")}  # moves money and by design has no póliza lines

# Everything below must give no row; the first column is the act or the account.
CUADRES = {
    "El acto {0} tiene una póliza que no cuadra: {1} de cargos y {2} de abonos (centavos).": """
SELECT acto_id, sum(debe), sum(haber) FROM asiento GROUP BY 1 HAVING sum(debe) <> sum(haber)""",
    "El acto {0} recibió {1}, que no suma: renglones, aceptados o rechazados.": """
SELECT acto_id, archivo FROM recepcion r WHERE renglones <> aceptados + rechazados
OR rechazados <> (SELECT count(*) FROM rechazado x WHERE x.acto_id = r.acto_id)""",
    "El acto {0} recibió {1}: dice que trajo {2} y guarda {3} (centavos).": """
SELECT * FROM (SELECT acto_id, archivo, importe_aceptado, coalesce(CASE clase
  WHEN 'tesoreria' THEN (SELECT sum(importe) FROM deposito x WHERE x.acto_id = r.acto_id)
  WHEN 'requerimientos' THEN (SELECT sum(importe) FROM renglon x WHERE x.acto_id = r.acto_id)
  WHEN 'solicitudes' THEN (SELECT sum(importe) FROM concepto x WHERE x.acto_id = r.acto_id)
  WHEN 'fichas' THEN (SELECT sum(importe) FROM ficha x WHERE x.acto_id = r.acto_id)
  ELSE importe_aceptado END, 0) AS guardado FROM recepcion r) WHERE guardado <> importe_aceptado""",
    "El acto {0} recibió {2} del depósito {1} y repartió {3} (centavos).": """
SELECT acto_id, clave, sum(recibido), sum(partes) FROM (
  SELECT acto_id, clave, importe AS recibido, 0 AS partes FROM deposito
  UNION ALL SELECT acto_id, clave, 0, importe FROM aplicacion)
GROUP BY 1, 2 HAVING sum(recibido) <> sum(partes)""",
    "La cuenta {0} no tiene movimientos.": """
SELECT id FROM cuenta WHERE id NOT IN (SELECT cuenta_id FROM movimiento)""",
    "La cuenta {0} tiene movimientos y no existe.": """
SELECT DISTINCT cuenta_id FROM movimiento WHERE cuenta_id NOT IN (SELECT id FROM cuenta)""",
}
DE_DOCUMENTOS = {
    "El acto {0} guarda el papel {1}, que ya no tiene los bytes de esa huella.": """
SELECT acto_id, sha256 FROM papel WHERE sha256 <> sha256_de_papel(contenido)""",
    "El acto {0} emitió {1}, que ya no tiene los datos de su huella.": """
SELECT acto_id, folio FROM emitido WHERE huella <> sha256(datos)""",
}
POLIZAS = """
SELECT acto_id, transaccion, rubro, ramo, tipo, ejercicio, sum(movido), sum(debe), sum(haber)
FROM (
  SELECT m.acto_id, m.transaccion, m.rubro, c.ramo, c.tipo_documento AS tipo, abs(m.importe) AS
    movido, CAST(substr(c.periodo, 1, 4) AS INTEGER) AS ejercicio, 0 AS debe, 0 AS haber
  FROM movimiento m JOIN cuenta c ON c.id = m.cuenta_id
  UNION ALL SELECT p.acto_id, 'DEPOSITO_POR_ACLARAR', 'HISTORICO', p.ramo, '', abs(p.importe),
    CAST(substr(a.al, 1, 4) AS INTEGER), 0, 0
  FROM aplicacion p JOIN acto a ON a.id = p.acto_id WHERE p.destino = 'POR_ACLARAR'
  UNION ALL SELECT acto_id, transaccion, rubro, ramo, tipo_documento, 0, ejercicio, debe, haber
  FROM asiento)
GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(movido) <> sum(debe) OR sum(movido) <> sum(haber)
"""
PERSONAS = """
SELECT DISTINCT v.acto_id, b.quien, a.quien FROM verificacion v JOIN acto b ON b.id = v.acto_id
JOIN movimiento m ON m.id = v.movimiento_id JOIN acto a ON a.id = m.acto_id"""
CONFIRMAN = """ UNION SELECT c.acto_id, b.quien, a.quien FROM confirmacion c
JOIN acto b ON b.id = c.acto_id JOIN hecho h ON h.folio = c.folio JOIN acto a ON a.id = h.acto_id"""
REVISAN = """ UNION SELECT s.acto_id, b.quien, a.quien FROM suceso s JOIN acto b ON b.id = s.acto_id
JOIN emitido e ON e.folio = s.folio JOIN acto a ON a.id = e.acto_id WHERE s.clase = 'REVISADO'"""


def fallas(ruta: str | Path, huella: str | None = None) -> list[str]:
    """Return what does not agree, in Spanish; nothing when the whole ledger does."""
    direccion, halladas = f"{Path(ruta).absolute().as_uri()}?mode=ro", list[str]()
    try:
        with closing(sqlite3.connect(direccion, uri=True, isolation_level=None)) as base:
            base.execute("BEGIN")  # all of it as of one moment
            for prueba in (_cargas(base), _actos(base), _cifras(base), _ausente(base, huella)):
                halladas.extend(prueba)
    except sqlite3.Error as falla:
        halladas.append(f"{ruta} no se puede leer completo: {falla}.")
    return halladas


def _filas(base: sqlite3.Connection, consulta: str) -> Iterator[dict[str, Any]]:
    cursor = base.execute(consulta)
    nombres = [columna[0] for columna in cursor.description]
    return (dict(zip(nombres, fila, strict=True)) for fila in cursor)


def _cargas(base: sqlite3.Connection) -> Iterator[str]:
    anterior, numero = INICIO, 1
    for carga in _filas(base, "SELECT * FROM carga ORDER BY id"):
        cual = f"La carga {carga['id']} ({carga['archivo']})"
        if (carga["id"], carga["huella_anterior"]) != (numero, anterior):
            yield f"{cual} no sigue a la anterior."
        if _sha256(json.dumps([carga[c] for c in DE_CARGA.split()])) != carga["huella"]:
            yield f"{cual} no es la que se firmó."
        if _de_carga(base, carga) != carga["contenido"]:
            yield f"{cual} ya no tiene los renglones con que se guardó."
        anterior, numero = carga["huella"], carga["id"] + 1
    for tabla in COLUMNAS:
        ajenas = f"SELECT DISTINCT carga_id FROM {tabla} EXCEPT SELECT id FROM carga"
        for (carga_id,) in base.execute(ajenas):
            yield f"La tabla {tabla} tiene renglones de la carga {carga_id}, que no existe."


def _de_carga(base: sqlite3.Connection, carga: dict[str, Any]) -> str:
    suma = hashlib.sha256()
    for tabla in (TABLA.get(carga["clase"], "credito"), "rechazo", "aviso"):
        nombres = COLUMNAS[tabla].split()
        consulta = f"SELECT {', '.join(nombres)} FROM {tabla} WHERE carga_id = ?"
        cursor = base.execute(f"{consulta} ORDER BY {ORDEN[tabla]}", (carga["id"],))
        numeros = [bytearray() for _ in nombres]  # or the length of each text
        letras = [bytearray() for _ in nombres]
        while bloque := cursor.fetchmany(BLOQUE):
            columnas = zip(*bloque, strict=True)
            for nombre, valores, *donde in zip(nombres, columnas, numeros, letras, strict=True):
                try:
                    _agregar(nombre, valores, *donde)
                except (ValueError, TypeError, AttributeError, struct.error):
                    return f"{nombre} tiene un dato que no es de su clase"
        for nombre, numero, texto in zip(nombres, numeros, letras, strict=True):
            suma.update(f"{nombre}\n{len(numero) // 8}\n".encode() + numero + texto)
    return suma.hexdigest()


def _agregar(nombre: str, valores: Any, numeros: bytearray, letras: bytearray) -> None:
    """Add a block of one column, by what its name says that it holds."""
    if nombre == "fecha_pago":
        inicio, segundo = datetime(1970, 1, 1), timedelta(seconds=1)
        valores = [(datetime.fromisoformat(v) - inicio) // segundo for v in valores]
    elif nombre.startswith("fecha_"):
        dias = {v: date.fromisoformat(v).toordinal() - 719_163 for v in set(valores) - {None}}
        valores = [dias.get(v, FALTA) for v in valores]
    elif not nombre.startswith("importe") and nombre not in NUMEROS:
        textos = ["\0" if v is None else v for v in valores]
        letras += "".join(textos).encode()
        valores = [len(t) if t.isascii() else len(t.encode()) for t in textos]
    numeros += struct.pack(f"<{len(valores)}q", *(FALTA if v is None else v for v in valores))


def _actos(base: sqlite3.Connection) -> Iterator[str]:
    tablas = {tabla: _de_acto(base, tabla) for tabla in PARTES.split() if tabla in _hay(base)}
    anterior, numero = INICIO, 1
    for acto in _filas(base, "SELECT * FROM acto ORDER BY id"):
        cual = f"El acto {acto['id']} ({acto['clase']}, {acto['quien']}, al {acto['al']})"
        if (acto["id"], acto["huella_anterior"]) != (numero, anterior):
            yield f"{cual} no sigue al anterior."
        if _sha256(_renglon("acto", [acto[c] for c in DE_ACTO.split()])) != acto["huella"]:
            yield f"{cual} no es el que se firmó."
        suma = hashlib.sha256()
        for tabla, consulta in tablas.items():
            for fila in base.execute(consulta, (acto["id"],)):
                suma.update(_renglon(tabla, fila).encode())
        if suma.hexdigest() != acto["contenido"]:
            yield f"{cual} ya no tiene los renglones con que se guardó."
        anterior, numero = acto["huella"], acto["id"] + 1
    for tabla in tablas:
        ajenas = f"SELECT DISTINCT acto_id FROM {tabla} EXCEPT SELECT id FROM acto"
        for (acto_id,) in base.execute(ajenas):
            yield f"La tabla {tabla} tiene renglones del acto {acto_id}, que no existe."


def _de_acto(base: sqlite3.Connection, tabla: str) -> str:
    llave = "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk"
    orden = ", ".join(nombre for (nombre,) in base.execute(llave, (tabla,)))
    return f"SELECT * FROM {tabla} WHERE acto_id = ? ORDER BY {orden}"


_JSON = json.JSONEncoder(separators=(",", ":"))


def _renglon(tabla: str, valores: Any) -> str:
    return _JSON.encode([tabla, *valores]) + "\n"


def _sha256(texto: str) -> str:
    return hashlib.sha256(texto.encode()).hexdigest()


def _sha256_de_papel(contenido: str) -> str:
    try:
        return hashlib.sha256(base64.b64decode(contenido, validate=True)).hexdigest()
    except ValueError:
        return "no es base64"


def _cifras(base: sqlite3.Connection) -> Iterator[str]:
    hay = _hay(base)
    yield from _saldos(base)
    base.create_function("sha256", 1, _sha256)
    base.create_function("sha256_de_papel", 1, _sha256_de_papel)
    for texto, consulta in (CUADRES | (DE_DOCUMENTOS if "papel" in hay else {})).items():
        yield from (texto.format(*fila) for fila in base.execute(consulta))
    for acto, transaccion, rubro, *clave, movido, debe, haber in base.execute(POLIZAS):
        if debe or haber or (transaccion, rubro) not in SIN_POLIZA:
            cual = f"El acto {acto} movió {movido} centavos de {transaccion} {rubro} {clave}"
            yield f"{cual} y su póliza tiene {debe} de cargos y {haber} de abonos."
    personas = PERSONAS + CONFIRMAN * ("confirmacion" in hay) + REVISAN * ("suceso" in hay)
    for acto, verifico, capturo in base.execute(personas):
        if _persona(verifico) == _persona(capturo):
            yield f"El acto {acto}: {verifico} verificó lo que capturó {capturo}."


def _hay(base: sqlite3.Connection) -> set[str]:
    return {nombre for (nombre,) in base.execute("SELECT name FROM sqlite_master")}


def _persona(nombre: str) -> str:
    visible = (c for c in unicodedata.normalize("NFKC", nombre) if unicodedata.category(c) != "Cf")
    return " ".join("".join(visible).split()).casefold()


def _saldos(base: sqlite3.Connection) -> Iterator[str]:
    cursor = base.execute(
        "SELECT cuenta_id, numero, efecto, saldo_antes, saldo_despues, incidencia_antes,"
        " incidencia_despues FROM movimiento ORDER BY cuenta_id, numero"
    )
    for cuenta, filas in groupby(cursor, key=itemgetter(0)):
        saldo, incidencia = 0, ""
        for lugar, (_, numero, efecto, antes, despues, estaba, queda) in enumerate(filas, start=1):
            if (numero, antes, estaba) != (lugar, saldo, incidencia) or despues != saldo + efecto:
                yield f"La cuenta {cuenta} no sigue en su movimiento {numero}: esperaba {saldo}."
                break
            saldo, incidencia = despues, queda


def _ausente(base: sqlite3.Connection, huella: str | None) -> Iterator[str]:
    buscada = huella.strip().lower() if huella else INICIO
    todas = base.execute("SELECT huella FROM carga UNION ALL SELECT huella FROM acto")
    if buscada != INICIO and (buscada,) not in todas:
        yield f"La huella {huella} no está en ninguna cadena: al libro le falta lo que la llevaba."


def main(argumentos: list[str]) -> int:
    """Print what does not agree; 1 if there is anything."""
    opciones = argparse.ArgumentParser(description="Comprueba un libro de cartera en SQLite.")
    opciones.add_argument("libro", help="archivo de la base")
    opciones.add_argument("--huella", help="huella de un acuse, que debe estar en la cadena")
    pedido = opciones.parse_args(argumentos)
    halladas = fallas(pedido.libro, pedido.huella)
    bien = "El libro está íntegro: cadenas, renglones, saldos, pólizas y archivos cuadran."
    mal = f"{len(halladas)} fallas. Compare con un respaldo anterior y restáurelo."
    print(*halladas, mal if halladas else bien, sep="\n")
    return int(bool(halladas))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

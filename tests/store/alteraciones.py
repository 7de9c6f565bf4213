"""A small ledger with every class of act, and one who can write in its file as its owner."""

import random
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from cartera_lib import store
from cartera_lib.cartera.acto import Recepcion, Rechazado
from cartera_lib.cartera.ficha import Destino
from cartera_lib.cartera.movimiento import Rubro, Soporte
from cartera_lib.cartera.requerimiento import Revision, Verificacion
from cartera_lib.importers.lectura import Aviso, Rechazo
from cartera_lib.store import esquema, esquema_libro, huellas_libro
from tests.store import lecturas
from tests.store.actos import (
    AL,
    acto,
    alta,
    aplicacion,
    completo,
    deposito,
    mov,
    movimiento_id,
    requerimiento,
)

DE_CARGA = (esquema.carga, esquema.credito, esquema.rechazo, esquema.aviso)
DE_LECTURA = (esquema.patron, esquema.pago)
TABLAS = (*DE_CARGA, *DE_LECTURA, esquema_libro.acto, *esquema_libro.PARTES)
DERIVADAS = {("patron", "busqueda"), ("patron", "id"), ("pago", "id")}
"""What no hash covers: it follows from the rest, or only tells the rows of a load apart."""
FECHAS = ("2026-01-31", "1999-12-31", "2031-07-04", "31/02/26")


def llenar(almacen: store.Almacen) -> None:
    """Keep two cuts, a master, payments, and some three dozen acts."""
    rechazo, aviso = Rechazo(7, "roto", ("Mal.",), ("MALO",)), Aviso(9, "RARO", "Se ve raro.")
    for semilla, ramo in enumerate(("COP", "RCV")):
        tabla = lecturas.tabla_rale(20, semilla)
        otros = {"rechazos": (rechazo,), "avisos": (aviso,), "totales": None}
        almacen.append(lecturas.rale(tabla, ramo=ramo, **otros))
    almacen.append(lecturas.patrones(lecturas.tabla_patrones(["GARZA", "PEÑA"])))
    instante = lecturas.np.datetime64("2026-10-01T10:00:00")
    pagos = [(r, "2026-09", instante, 100 + i, None) for i, r in enumerate(lecturas.registros(2))]
    almacen.append(lecturas.sipare(lecturas.tabla_pagos(pagos)))
    completo(almacen, carga_id=1)
    for uno in (*_afectaciones(), *_tesoreria()):
        almacen.asentar(uno)
    ultimo = movimiento_id(almacen)
    _corregir(almacen, ultimo)


def _afectaciones():
    for n in range(2, 9):
        papel = Soporte("SUA", f"{n}", AL, f"{n:064x}")
        folio = f"R26-0001{n:02d}"
        yield acto("RECEPCION", requerimiento(folio))
        yield acto("REVISION", Revision(folio))
        yield acto("AFECTACION", *alta(n), mov(n, 2, -n * 1_000, origen=folio, soporte=papel))
    cambio = {"transaccion": "CAMBIO_INCIDENCIA", "incidencia": "02"}
    yield acto("CORTE", *(mov(n, 3, 0, origen="corte 2026-11-30", **cambio) for n in range(2, 9)))


def _tesoreria():
    recibido = Recepcion("t.csv", "1" * 64, "tesoreria", 3, 2, 1, 60_000, 0)
    rechazado = Rechazado(4, "no se lee", ("ILEGIBLE",), ("No se lee el importe.",))
    pendiente = aplicacion("t2/2", Destino.POR_ACLARAR, 30_000)
    cobro = mov(2, 4, -20_000), mov(2, 5, -10_000, rubro=Rubro.RECARGOS)
    aplicado = aplicacion("t2/1", Destino.APLICADO, 30_000)
    depositos = deposito("t2/1"), aplicado, deposito("t2/2"), pendiente
    yield acto("TESORERIA", recibido, rechazado, *depositos, *cobro)
    aclarado = replace(pendiente, importe=-10_000), aplicacion("t2/2", Destino.APLICADO, 10_000)
    yield acto("ACLARACION", *aclarado, mov(3, 4, -10_000))


def _corregir(almacen: store.Almacen, ultimo: int) -> None:
    visto = Verificacion(ultimo, "corte", adecuada=False, completa=True, causa="No se ve.")
    almacen.asentar(acto("VERIFICACION", visto, quien="Luis Gil"))
    almacen.asentar(acto("CORRECCION", mov(3, 5, 10_000, corrige=ultimo)))
    bien = Verificacion(ultimo, "corte 2", adecuada=True, completa=True)
    almacen.asentar(acto("VERIFICACION", bien, quien="Luis Gil"))


def sin_candados(origen: Path, destino: Path) -> Path:
    """Copy a ledger and take its locks off, as its owner can."""
    with closing(sqlite3.connect(origen)) as base:
        base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copyfile(origen, destino)
    with closing(sqlite3.connect(destino)) as base, base:
        base.execute("PRAGMA journal_mode = DELETE")
        consulta = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        for (disparador,) in base.execute(consulta).fetchall():
            base.execute(f"DROP TRIGGER {disparador}")
    return destino


class Alterador:
    """Makes one change at a time, by chance, in a new copy of the same ledger."""

    def __init__(self, semilla: int) -> None:
        self.azar = random.Random(semilla)
        self.maneras = (self.cambiar, self.cambiar, self.permutar, self.quitar, self.poner)
        self.maneras += (self.rehacer,)
        self.entero: list = []

    def alterar(self, ruta: Path) -> str:
        """Change one thing of the file and say what; what a key forbids is tried otherwise."""
        while True:
            with closing(sqlite3.connect(ruta)) as base:
                base.execute("PRAGMA ignore_check_constraints = ON")
                base.execute("PRAGMA synchronous = OFF")
                self.entero = self.entero or _retrato(base)
                try:
                    with base:
                        hecho = self.azar.choice(self.maneras)(base)
                except sqlite3.IntegrityError:
                    continue
                if _retrato(base) != self.entero:
                    return hecho

    def cambiar(self, base: sqlite3.Connection, tablas=TABLAS, donde: str = "1 = 1") -> str:
        tabla = self._tabla(base, tablas, donde)
        columna = self.azar.choice(_firmadas(tabla))
        fila, viejo = self._fila(base, tabla, columna.name, donde)
        nuevo = self._otro(columna, viejo)
        _escribir(base, tabla, {columna.name: nuevo}, fila)
        return f"{tabla}.{columna.name}: {viejo!r} → {nuevo!r}"

    def permutar(self, base: sqlite3.Connection) -> str:
        """Give each of two rows what the other had in a column."""
        tabla = self._tabla(base, TABLAS)
        columna = self.azar.choice(_firmadas(tabla))
        (una, suyo), (otra, ajeno) = (self._fila(base, tabla, columna.name) for _ in "ab")
        if columna.unique or columna.primary_key:
            entretanto = -1 if isinstance(suyo, int) else "entretanto"
            _escribir(base, tabla, {columna.name: entretanto}, una)
            movida = {**una, **({columna.name: entretanto} if columna.name in una else {})}
        else:
            movida = una
        _escribir(base, tabla, {columna.name: suyo}, otra)
        _escribir(base, tabla, {columna.name: ajeno}, movida)
        return f"{tabla}.{columna.name}: {suyo!r} ↔ {ajeno!r}"

    def quitar(self, base: sqlite3.Connection) -> str:
        tabla = self._tabla(base, TABLAS)
        fila, _ = self._fila(base, tabla, next(iter(tabla.c)).name)
        base.execute(f"DELETE FROM {tabla} WHERE {_igual(fila)}", tuple(fila.values()))
        return f"{tabla}: quitar {fila}"

    def poner(self, base: sqlite3.Connection) -> str:
        """Add to what is closed a row like another one, with a key of its own."""
        tabla = self._tabla(base, TABLAS)
        columnas = list(tabla.c.keys())
        fila, _ = self._fila(base, tabla, columnas[0])
        consulta = f"SELECT * FROM {tabla} WHERE {_igual(fila)}"
        nueva = dict(
            zip(columnas, base.execute(consulta, (*fila.values(),)).fetchone(), strict=True)
        )
        for columna in tabla.c:
            if columna.primary_key and columna.name not in ("acto_id", "carga_id"):
                nueva[columna.name] = 9_999 if isinstance(nueva[columna.name], int) else "otra"
        lugares = ", ".join("?" * len(columnas))
        base.execute(f"INSERT INTO {tabla} VALUES ({lugares})", tuple(nueva.values()))
        return f"{tabla}: poner {nueva}"

    def rehacer(self, base: sqlite3.Connection) -> str:
        """Change a row of an act and sign the act again, but not those that follow."""
        ((ultimo,),) = base.execute("SELECT max(id) FROM acto")
        acto_id = self.azar.randrange(1, ultimo)
        hecho = self.cambiar(base, esquema_libro.PARTES, f"acto_id = {acto_id}")
        firmar(base, acto_id)
        return f"{hecho}, y firmar de nuevo el acto {acto_id}"

    def _tabla(self, base: sqlite3.Connection, tablas, donde: str = "1 = 1"):
        consulta = "SELECT EXISTS (SELECT 1 FROM {} WHERE {})"
        llenas = [
            t
            for t in tablas
            if (donde == "1 = 1" or "acto_id" in t.c)
            and base.execute(consulta.format(t, donde)).fetchone()[0]
        ]
        return self.azar.choice(llenas)

    def _fila(self, base: sqlite3.Connection, tabla, columna: str, donde: str = "1 = 1"):
        """Return the key of a row, by chance, and what it has in a column."""
        llave = [c.name for c in tabla.primary_key]
        consulta = f"SELECT {', '.join(llave)}, {columna} FROM {tabla} WHERE {donde} ORDER BY 1, 2"
        *valores, dato = self.azar.choice(base.execute(consulta).fetchall())
        return dict(zip(llave, valores, strict=True)), dato

    def _otro(self, columna, viejo):
        """Return another value of the kind of a column."""
        if isinstance(columna.type, esquema.Tiempo):
            return self.azar.choice((*FECHAS, None) if columna.nullable else FECHAS)
        if isinstance(viejo, int) or columna.type._type_affinity is esquema.ENTERO._type_affinity:
            return (viejo or 0) + self.azar.choice((-100, -1, 1, 7, 10_000))
        if columna.nullable and viejo is not None and self.azar.random() < 0.2:
            return None
        lugar = self.azar.randint(0, len(viejo or ""))
        return f"{(viejo or '')[:lugar]}{self.azar.choice('xñ7 ')}{(viejo or '')[lugar + 1 :]}"


def firmar(base: sqlite3.Connection, acto_id: int) -> None:
    """Compute again the hashes of one act from the rows that it has now."""
    suma = b""
    for tabla in esquema_libro.PARTES:
        orden = ", ".join(c.name for c in tabla.primary_key)
        consulta = f"SELECT * FROM {tabla} WHERE acto_id = ? ORDER BY {orden}"
        filas = base.execute(consulta, (acto_id,)).fetchall()
        suma += b"".join(huellas_libro.renglon(tabla.name, fila) for fila in filas)
    nombres = ", ".join(huellas_libro.FIRMADO)
    fila = base.execute(f"SELECT {nombres} FROM acto WHERE id = ?", (acto_id,)).fetchone()
    acto = dict(zip(huellas_libro.FIRMADO, fila, strict=True))
    acto["contenido"] = huellas_libro.de_contenido([suma])
    nuevas = acto["contenido"], huellas_libro.de_acto(acto), acto_id
    base.execute("UPDATE acto SET contenido = ?, huella = ? WHERE id = ?", nuevas)


def firmar_todo(base: sqlite3.Connection) -> None:
    """Compute again the hashes of every act, each over the one before it."""
    anterior = huellas_libro.INICIO
    for (acto_id,) in base.execute("SELECT id FROM acto ORDER BY id").fetchall():
        base.execute("UPDATE acto SET huella_anterior = ? WHERE id = ?", (anterior, acto_id))
        firmar(base, acto_id)
        ((anterior,),) = base.execute("SELECT huella FROM acto WHERE id = ?", (acto_id,))


def _retrato(base: sqlite3.Connection) -> list:
    """Return all that was kept: exchanging two equal rows changes nothing."""
    columnas = ((t, ", ".join(c.name for c in _firmadas(t))) for t in TABLAS)
    consultas = (f"SELECT {suyas} FROM {tabla}" for tabla, suyas in columnas)
    return [sorted(map(repr, base.execute(consulta))) for consulta in consultas]


def _firmadas(tabla) -> list:
    return [c for c in tabla.c if (tabla.name, c.name) not in DERIVADAS]


def _escribir(base: sqlite3.Connection, tabla, valores: dict, fila: dict) -> None:
    cambios = ", ".join(f"{c} = ?" for c in valores)
    sentencia = f"UPDATE {tabla} SET {cambios} WHERE {_igual(fila)}"
    base.execute(sentencia, (*valores.values(), *fila.values()))


def _igual(fila: dict) -> str:
    return " AND ".join(f"{c} = ?" for c in fila)

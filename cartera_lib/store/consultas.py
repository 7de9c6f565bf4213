"""What the store answers row by row: loads, cuts, rejections, credits, employers, payments."""

import json
import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import sqlalchemy as sa

from cartera_lib.errors import DatoInvalido
from cartera_lib.store import columnas, esquema
from cartera_lib.store.errores import CorteInexistente
from cartera_lib.store.volumen import constante, leer

REGISTRO = re.compile(r"[A-Z0-9]\d{9}\d?")
LUGAR_Y_DIA = ("ooad", "subdelegacion", "al")
TODAS = 2**31


def registro_de(texto: str) -> str:
    """Return the ten characters of a registro patronal written with or without dashes."""
    limpio = re.sub(r"[\s-]", "", texto).upper()
    if not REGISTRO.fullmatch(limpio):
        raise DatoInvalido(
            f"«{texto}» no es un registro patronal. Escriba una letra o cifra y nueve cifras, "
            "con guiones o sin ellos: A12-34567-10."
        )
    return limpio[:10]


def ultima(patron: Any) -> sa.ColumnElement[bool]:
    """Keep the row of an employer in the newest master that has it."""
    nueva = esquema.patron.alias("nueva")
    return ~sa.exists().where(
        nueva.c.registro == patron.c.registro, nueva.c.carga_id > patron.c.carga_id
    )


def columnas_de_cartera() -> list[sa.ColumnElement[Any]]:
    """Return the columns of ``columnas.CARTERA``, from a credit and its load."""
    carga, credito = esquema.carga, esquema.credito
    return [(carga if c in esquema.CORTE else credito).c[c] for c in columnas.CARTERA.names]


def completos(carga: Mapping[str, Any], creditos: pa.Table) -> pa.Table:
    """Put before the credits of a load what tells it from the other loads."""
    al = carga["al"]
    valores = {
        "carga_id": carga["id"],
        "propios": bool(carga["propios"]),
        "ramo": carga["ramo"],
        "al": date.fromisoformat(al) if isinstance(al, str) else al,
        "subdelegacion": carga["subdelegacion"],
        "ooad": carga["ooad"],
    }
    for nombre, valor in valores.items():
        creditos = constante(
            creditos, nombre, valor=valor, tipo=columnas.CARTERA.field(nombre).type
        )
    return creditos.cast(columnas.CARTERA)


class Consultas:
    """Questions over one open database; a table of the answer is always an Arrow table."""

    def __init__(self, motor: sa.Engine, carpeta: Path | None) -> None:
        """Keep the engine, and the folder of the snapshots if there is one."""
        self.motor, self.carpeta = motor, carpeta

    def cargas(self, *, desplazamiento: int = 0, limite: int = TODAS) -> pa.Table:
        """Return the loads, oldest first."""
        carga = esquema.carga
        consulta = sa.select(*(carga.c[c] for c in columnas.CARGA.names)).order_by(carga.c.id)
        return self._leer(consulta.offset(desplazamiento).limit(limite), columnas.CARGA)

    def cortes(self) -> pa.Table:
        """Return the cuts, oldest first, and the files of each, such as «RCV no propios»."""
        cortes: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
        for carga in self._rales():
            clave = tuple(carga[nombre] for nombre in LUGAR_Y_DIA)
            cortes.setdefault(clave, []).append(carga)
        filas = [
            {
                **dict(zip(LUGAR_Y_DIA, clave, strict=True)),
                "archivos": sorted(map(_archivo, cargas)),
                "creditos": sum(carga["creditos"] for carga in cargas),
                "importe": sum(carga["importe"] for carga in cargas),
            }
            for clave, cargas in cortes.items()
        ]
        return pa.Table.from_pylist(filas, schema=columnas.CORTE).sort_by(
            [("al", "ascending"), ("ooad", "ascending"), ("subdelegacion", "ascending")]
        )

    def rechazos(self, carga_id: int, *, desplazamiento: int = 0, limite: int = TODAS) -> pa.Table:
        """Return the rejected lines of a load, each with all its causes, as lists of text."""
        tabla = esquema.rechazo
        filas = self._leer(
            sa.select(*(tabla.c[c] for c in columnas.RECHAZO.names))
            .where(tabla.c.carga_id == carga_id)
            .order_by(tabla.c.orden)
            .offset(desplazamiento)
            .limit(limite),
            columnas.RECHAZO,
        )
        for lugar, nombre in ((3, "codigos"), (4, "causas")):
            listas = [json.loads(texto) for texto in filas[nombre].to_pylist()]
            filas = filas.set_column(lugar, nombre, pa.array(listas, pa.list_(pa.string())))
        return filas.drop_columns("orden")

    def avisos(
        self,
        carga_id: int,
        codigo: str | None = None,
        *,
        desplazamiento: int = 0,
        limite: int = TODAS,
    ) -> pa.Table:
        """Return the notes of a load, of one code if it is given."""
        tabla = esquema.aviso
        consulta = sa.select(*(tabla.c[c] for c in columnas.AVISO.names)).order_by(tabla.c.orden)
        consulta = consulta.where(tabla.c.carga_id == carga_id)
        if codigo is not None:
            consulta = consulta.where(tabla.c.codigo == codigo)
        filas = self._leer(consulta.offset(desplazamiento).limit(limite), columnas.AVISO)
        return filas.drop_columns("orden")

    def cartera(self, al: date, ooad: str, *, subdelegacion: str) -> pa.Table:
        """Return the credits of all the files of a cut; CorteInexistente when it has none."""
        credito = esquema.credito
        consulta = sa.select(*(credito.c[c] for c in columnas.RALE.names)).order_by(
            credito.c.carga_id, credito.c.registro, credito.c.renglon
        )
        return pa.concat_tables(
            completos(
                carga, self._leer(consulta.where(credito.c.carga_id == carga["id"]), columnas.RALE)
            )
            for carga in self._del_corte(al, ooad, subdelegacion)
        )

    def creditos_de(self, registro: str, al: date) -> pa.Table:
        """Return the credits of an employer in the cuts of a day; none if he owed nothing."""
        credito, carga = esquema.credito, esquema.carga
        cargas = [carga["id"] for carga in self._del_corte(al)]
        consulta = (
            sa.select(*columnas_de_cartera())
            .join_from(credito, carga, credito.c.carga_id == carga.c.id)
            .where(credito.c.carga_id.in_(cargas), credito.c.registro == registro_de(registro))
            .order_by(credito.c.carga_id, credito.c.renglon)
        )
        return self._leer(consulta, columnas.CARTERA)

    def pagos(
        self,
        registro: str | None = None,
        desde: date | None = None,
        *,
        hasta: date | None = None,
        desplazamiento: int = 0,
        limite: int = TODAS,
    ) -> pa.Table:
        """Return the payments, oldest first; one that several files bring is counted once."""
        pago = esquema.pago
        consulta = sa.select(*(pago.c[c] for c in columnas.PAGO.names)).where(_primera_vez())
        if registro is not None:
            consulta = consulta.where(pago.c.registro == registro_de(registro))
        if desde is not None:
            consulta = consulta.where(pago.c.fecha_pago >= desde.isoformat())
        if hasta is not None:
            siguiente = hasta + timedelta(days=1)
            consulta = consulta.where(pago.c.fecha_pago < siguiente.isoformat())
        orden = consulta.order_by(pago.c.fecha_pago, pago.c.id)
        return self._leer(orden.offset(desplazamiento).limit(limite), columnas.PAGO)

    def patron(self, registro: str) -> dict[str, Any] | None:
        """Return the newest row of an employer in the masters, or None."""
        consulta = _de_patron().params(registro=registro_de(registro))
        filas = self._leer(consulta, columnas.PATRON).to_pylist()
        return filas[0] if filas else None

    def patrones(self) -> pa.Table:
        """Return the newest row of every employer in the masters."""
        patron = esquema.patron
        columnas_ = (patron.c[c] for c in columnas.PATRON.names)
        consulta = sa.select(*columnas_).where(ultima(patron)).order_by(patron.c.registro)
        return self._leer(consulta, columnas.PATRON)

    def _rales(self, **iguales: str) -> list[dict[str, Any]]:
        carga = esquema.carga
        consulta = sa.select(*(carga.c[c] for c in columnas.CARGA.names)).where(
            carga.c.clase == "rale", *(carga.c[c] == valor for c, valor in iguales.items())
        )
        filas: list[dict[str, Any]] = self._leer(
            consulta.order_by(carga.c.id), columnas.CARGA
        ).to_pylist()
        return filas

    def _del_corte(
        self, al: date, ooad: str | None = None, subdelegacion: str | None = None
    ) -> list[dict[str, Any]]:
        lugar = {"ooad": ooad, "subdelegacion": subdelegacion}
        pedido = {nombre: valor for nombre, valor in lugar.items() if valor is not None}
        cargas = self._rales(al=al.isoformat(), **pedido)
        if not cargas:
            donde = f" de la subdelegación {''.join(pedido.values())}" if pedido else ""
            raise CorteInexistente(
                f"No hay un corte al {al.isoformat()}{donde}. "
                "Cargue su RALE o elija uno de los cortes cargados."
            )
        return cargas

    def _leer(self, consulta: sa.Select[Any], campos: pa.Schema) -> pa.Table:
        with self.motor.connect() as conexion:
            return leer(conexion, consulta, esquema=campos)


@cache
def _de_patron() -> sa.Select[Any]:
    """Return the question for one employer: said once, asked for each."""
    patron = esquema.patron
    return (
        sa.select(*(patron.c[c] for c in columnas.PATRON.names))
        .where(patron.c.registro == sa.bindparam("registro"), ultima(patron))
        .order_by(patron.c.id)
        .limit(1)
    )


def _primera_vez() -> sa.ColumnElement[bool]:
    """Leave out the payments that an earlier load brought, alike in all that identifies them."""
    pago, anterior = esquema.pago, esquema.pago.alias("anterior")
    iguales = ("registro", "periodo", "fecha_pago", "total", "importe_imss", "importe_rcv")
    return ~sa.exists().where(
        *(anterior.c[c] == pago.c[c] for c in iguales),
        anterior.c.linea_captura.is_not_distinct_from(pago.c.linea_captura),
        anterior.c.carga_id < pago.c.carga_id,
    )


def _archivo(carga: dict[str, Any]) -> str:
    return f"{carga['ramo']} {'propios' if carga['propios'] else 'no propios'}"

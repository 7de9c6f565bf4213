"""Pages of credits: filtered, ordered and cut by the database, never in memory."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa
import sqlalchemy as sa

from cartera_lib.errors import DatoInvalido
from cartera_lib.store import columnas, esquema
from cartera_lib.store.consultas import Consultas, columnas_de_cartera
from cartera_lib.store.volumen import leer

ORDENES = (
    *("registro", "credito", "periodo", "tipo_documento", "incidencia"),
    *("fecha_alta", "dias", "importe", "renglon"),
)


@dataclass(frozen=True)
class Filtros:
    """Which credits of the cuts of a day; what is not said is not filtered."""

    al: date
    ooad: str | None = None
    subdelegacion: str | None = None
    ramo: str | None = None
    propios: bool | None = None
    registro: str | None = None
    incidencias: tuple[str, ...] = ()
    tipos_documento: tuple[str, ...] = ()
    importe_desde: int | None = None
    importe_hasta: int | None = None
    notificado: bool | None = None


@dataclass(frozen=True, eq=False)
class Pagina:
    """Some credits in order, and how many and how much all the filtered ones are."""

    tabla: pa.Table
    total: int
    importe: int


class Paginas(Consultas):
    """The pages of credits."""

    def pagina_de_creditos(
        self,
        filtros: Filtros,
        orden: str = "registro",
        *,
        desplazamiento: int = 0,
        limite: int = 50,
    ) -> Pagina:
        """Return one page; ``orden`` is a column of ``ORDENES``, with «-» before it to descend."""
        credito, carga = esquema.credito, esquema.carga
        cargas, pedidas = self._cargas_de(filtros), _condiciones(filtros)
        donde = [credito.c.carga_id.in_([carga["id"] for carga in cargas]), *pedidas]
        consulta = (
            sa.select(*columnas_de_cartera())
            .join_from(credito, carga, credito.c.carga_id == carga.c.id)
            .where(*donde)
            .order_by(*_orden(orden))
            .offset(desplazamiento)
            .limit(limite)
        )
        with self.motor.connect() as conexion:
            # Whole files were already counted when they were loaded.
            total, importe = _cuenta(conexion, donde) if pedidas else _cifras(cargas)
            return Pagina(leer(conexion, consulta, esquema=columnas.CARTERA), total, importe)

    def _cargas_de(self, filtros: Filtros) -> list[dict[str, Any]]:
        cargas = self._del_corte(filtros.al, filtros.ooad, filtros.subdelegacion)
        return [
            carga
            for carga in cargas
            if filtros.ramo in (None, carga["ramo"]) and filtros.propios in (None, carga["propios"])
        ]


def _condiciones(filtros: Filtros) -> list[sa.ColumnElement[bool]]:
    c = esquema.credito.c
    pedidas: list[sa.ColumnElement[bool] | None] = [
        c.registro == filtros.registro if filtros.registro else None,
        c.incidencia.in_(filtros.incidencias) if filtros.incidencias else None,
        c.tipo_documento.in_(filtros.tipos_documento) if filtros.tipos_documento else None,
        c.importe >= filtros.importe_desde if filtros.importe_desde is not None else None,
        c.importe <= filtros.importe_hasta if filtros.importe_hasta is not None else None,
    ]
    if filtros.notificado is not None:
        vacia = c.fecha_notificacion.is_(None)
        pedidas.append(~vacia if filtros.notificado else vacia)
    return [condicion for condicion in pedidas if condicion is not None]


def _cifras(cargas: list[dict[str, Any]]) -> tuple[int, int]:
    return sum(carga["creditos"] for carga in cargas), sum(carga["importe"] for carga in cargas)


def _cuenta(conexion: sa.Connection, donde: list[sa.ColumnElement[bool]]) -> tuple[int, int]:
    importe = sa.func.coalesce(sa.func.sum(esquema.credito.c.importe), 0)
    total, suma = conexion.execute(sa.select(sa.func.count(), importe).where(*donde)).one()
    return int(total), int(suma)


def _orden(orden: str) -> list[sa.ColumnElement[Any]]:
    nombre, baja = orden.removeprefix("-"), orden.startswith("-")
    if nombre not in ORDENES:
        raise DatoInvalido(
            f"No se puede ordenar por «{nombre}». Elija una de: {', '.join(ORDENES)}."
        )
    c = esquema.credito.c
    # The key at the end makes the order total: no credit is on two pages, none on no page.
    return [c[nombre].desc() if baja else c[nombre], c.carga_id, c.registro, c.renglon]

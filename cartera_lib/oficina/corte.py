"""Función 2: seguir al sistema corte por corte, y dejar por aclarar lo que nadie pidió.

Each cut is compared with the ledger, account by account. What the system does by itself is
posted with the cut as its support: credits issued since the last cut, the pass from proposal to
«por notificar», and payments that SIPARE reports. What nobody asked for is posted too, against
the account of differences, and opens a partida with an owner; what was posted and the system
does not show stays as it is in the ledger, and is a partida as well.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

import pandas as pd
import pyarrow as pa

from cartera_lib.cartera.acto import Cierre, Partida
from cartera_lib.cartera.cartera import Cartera
from cartera_lib.cartera.incidencia import POR_NOTIFICAR, PROPUESTA
from cartera_lib.cartera.movimiento import FUERA, Cuenta, CuentaNueva, Llave, Movimiento, Soporte
from cartera_lib.cartera.partida import PENDIENTE, clave
from cartera_lib.cartera.partida import llave as llave_de
from cartera_lib.cartera.tipo_documento import tipos_documento
from cartera_lib.registry import funcion
from cartera_lib.valores.dinero import pesos

ORDEN = ["ramo", "registro", "credito", "periodo", "tipo_documento"]
DIFERENCIA = "DIFERENCIA_SISTEMA"
DUENOS = {
    "BAJA_SIN_SOPORTE": ("OEPO", "Pida el soporte de la baja o la reactivación del crédito."),
    "APARECE_SIN_ALTA": ("ORCC", "Averigüe de dónde vino el crédito y registre su alta."),
    "REAPARECE": ("ORCC", "Averigüe quién lo reactivó y con qué soporte."),
    "IMPORTE_DISTINTO": ("ORCC", "Averigüe qué ajuste hubo y pida su cédula."),
    "SITUACION_DISTINTA": ("OC", "Pida la cédula CAP-4 que respalda el cambio."),
    PENDIENTE: ("ORCC", "Capture de nuevo el movimiento o pida que se corrija."),
}


@dataclass(frozen=True, eq=False)
class Posicion:
    """How the ledger stands before a cut.

    ``saldos``: its accounts; ``corte``: the last cut that it followed; ``en_tramite``: accounts
    with movements that the system has not shown yet; ``abiertas``: the amount of each open
    partida, by its key.
    """

    saldos: pa.Table
    corte: date
    en_tramite: Collection[Llave] = ()
    abiertas: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Seguimiento:
    """What a cut adds to the ledger and what is left to clear up; ``iguales`` counts accounts."""

    partes: tuple[CuentaNueva | Movimiento, ...]
    partidas: tuple[Partida, ...]
    cierres: tuple[Cierre, ...]
    iguales: int

    def resumen(self) -> pd.Series:
        """Count the movements by transaction."""
        movidas = [p.transaccion for p in self.partes if isinstance(p, Movimiento)]
        return pd.Series(movidas, dtype=str).value_counts()


@funcion(2)
def seguir(posicion: Posicion, cartera: Cartera, *, pagos: pa.Table) -> Seguimiento:
    """Compare the ledger with a new cut; say what to post and what to clear up.

    ``pagos``: what SIPARE reports, as the store gives it.
    """
    cruce = _cruce(posicion.saldos, cartera)
    distintas = cruce[_distintas(cruce)]
    fuentes = _Fuentes(
        cartera,
        posicion.corte,
        frozenset(posicion.en_tramite),
        _pagadas(distintas, pagos, cartera.corte),
    )
    filas = cast(list[dict[str, Any]], distintas.to_dict("records"))
    casos = [_caso(fila, fuentes) for fila in filas]
    halladas = [partida for _, partida in casos if partida is not None]
    partidas, cierres = _al_dia(halladas, posicion.abiertas, corte=cartera.corte)
    return Seguimiento(
        partes=tuple(parte for caso, _ in casos for parte in caso),
        partidas=partidas,
        cierres=cierres,
        iguales=len(cruce) - len(distintas),
    )


def _al_dia(
    halladas: list[Partida], abiertas: Mapping[str, int], *, corte: date
) -> tuple[tuple[Partida, ...], tuple[Cierre, ...]]:
    """Leave open what is still not seen for the same amount; close it otherwise, and open anew."""
    esperan = {llave_de(c): c for c in sorted(abiertas) if c.startswith(PENDIENTE)}
    siguen = {
        llave_de(p.clave): esperan[llave_de(p.clave)]
        for p in halladas
        if p.clase == PENDIENTE and abiertas.get(esperan.get(llave_de(p.clave), "")) == p.importe
    }
    nuevas = [p for p in halladas if p.clase != PENDIENTE or llave_de(p.clave) not in siguen]
    resueltas = sorted(set(esperan.values()) - set(siguen.values()))
    return tuple(nuevas), tuple(_cierre(clave_vieja, corte) for clave_vieja in resueltas)


@dataclass(frozen=True, eq=False)
class _Fuentes:
    cartera: Cartera
    anterior: date
    tramites: frozenset[Llave]
    pagadas: frozenset[Any]


def _cruce(saldos: pa.Table, cartera: Cartera) -> pd.DataFrame:
    """Join both sides by the key of the credit; a key printed twice in the cut adds up."""
    libro = saldos.to_pandas(date_as_object=True)
    corte = cartera.tabla.select(
        [*ORDEN, "propios", "fecha_alta", "fecha_notificacion", "incidencia", "importe"]
    ).to_pandas(date_as_object=True)
    sumados = corte.groupby(ORDEN, sort=False)["importe"].transform("sum")
    corte = corte.assign(importe=sumados).drop_duplicates(ORDEN)
    libro = libro[[*ORDEN, "numero", "saldo", "incidencia", "fecha_notificacion"]]
    cruce = libro.merge(corte, on=ORDEN, how="outer", suffixes=("_libro", ""), indicator="lado")
    cruce[["numero", "saldo", "importe"]] = (
        cruce[["numero", "saldo", "importe"]].astype("Int64").fillna(0).astype("int64")
    )
    cruce["lado"] = cruce["lado"].astype(str)
    textos = ["incidencia", "incidencia_libro"]
    cruce[textos] = cruce[textos].fillna(FUERA)
    dias = ["fecha_notificacion", "fecha_notificacion_libro"]
    cruce[dias] = cruce[dias].astype(object).where(cruce[dias].notna(), None)
    return cruce


def _distintas(cruce: pd.DataFrame) -> pd.Series:
    notificada = cruce["fecha_notificacion"].notna() & (
        cruce["fecha_notificacion"] != cruce["fecha_notificacion_libro"]
    )
    return (
        (cruce["saldo"] != cruce["importe"])
        | (cruce["incidencia"] != cruce["incidencia_libro"])
        | notificada
    )


def _pagadas(cruce: pd.DataFrame, pagos: pa.Table, corte: date) -> frozenset[tuple[Any, ...]]:
    """Tell which accounts SIPARE's payments of their period cover, up to the cut.

    A payment is used up, from the smallest; and it is of cuotas: it explains no fine.
    """
    tabla = pagos.to_pandas(date_as_object=True)
    if tabla.empty:
        return frozenset()
    tabla = tabla[pd.to_datetime(tabla["fecha_pago"]).dt.date <= corte]
    sumas = tabla.groupby(["registro", "periodo"])[["importe_imss", "importe_rcv"]].sum()
    alcanza: set[tuple[Any, ...]] = set()
    for ramo, columna in (("COP", "importe_imss"), ("RCV", "importe_rcv")):
        ausentes = (cruce["ramo"] == ramo) & (cruce["incidencia"] == FUERA) & (cruce["saldo"] > 0)
        suyos = cruce[ausentes & ~cruce["tipo_documento"].isin(_multas())].sort_values("saldo")
        pagado = suyos.join(sumas, on=["registro", "periodo"])[columna].fillna(0)
        usado = suyos.groupby(["registro", "periodo"])["saldo"].cumsum()
        alcanza.update(suyos[pagado >= usado][ORDEN].itertuples(index=False, name=None))
    return frozenset(alcanza)


def _multas() -> list[str]:
    return [codigo for codigo, tipo in tipos_documento().items() if tipo.clase == "multa"]


Caso = tuple[tuple[CuentaNueva | Movimiento, ...], Partida | None]


def _caso(fila: dict[str, Any], fuentes: _Fuentes) -> Caso:
    llave = Llave(*(fila[campo] for campo in ORDEN))
    if llave in fuentes.tramites:
        return (), _partida(PENDIENTE, llave, fila, fuentes.cartera.corte)
    if fila["lado"] == "right_only":
        return _nueva(llave, fila, fuentes)
    if fila["incidencia"] == FUERA:
        return _ausente(llave, fila, fuentes)
    return _cambiada(llave, fila, fuentes)


def _nueva(llave: Llave, fila: dict[str, Any], fuentes: _Fuentes) -> Caso:
    cartera, alta = fuentes.cartera, fila["fecha_alta"]
    cuenta = CuentaNueva(llave, bool(fila["propios"]), cartera.ooad, cartera.subdelegacion, alta)
    if alta > fuentes.anterior:
        return (cuenta, _movimiento(llave, fila, "ALTA_EMISION", corte=cartera.corte)), None
    partida = _partida("APARECE_SIN_ALTA", llave, fila, cartera.corte)
    return (cuenta, _movimiento(llave, fila, DIFERENCIA, corte=cartera.corte)), partida


def _ausente(llave: Llave, fila: dict[str, Any], fuentes: _Fuentes) -> Caso:
    corte = fuentes.cartera.corte
    if llave in fuentes.pagadas:
        return (_movimiento(llave, fila, "PAGO_SISTEMA", corte=corte),), None
    partida = _partida("BAJA_SIN_SOPORTE", llave, fila, corte)
    return (_movimiento(llave, fila, DIFERENCIA, corte=corte),), partida


def _cambiada(llave: Llave, fila: dict[str, Any], fuentes: _Fuentes) -> Caso:
    corte, igual = fuentes.cartera.corte, fila["saldo"] == fila["importe"]
    paso = (fila["incidencia_libro"], fila["incidencia"])
    if igual and paso == (PROPUESTA, POR_NOTIFICAR):
        return (_movimiento(llave, fila, "CAMBIO_INCIDENCIA", corte=corte),), None
    clase = "SITUACION_DISTINTA" if igual else "IMPORTE_DISTINTO"
    if fila["incidencia_libro"] == FUERA:
        clase = "REAPARECE"
    partida = _partida(clase, llave, fila, corte)
    return (_movimiento(llave, fila, DIFERENCIA, corte=corte),), partida


def _movimiento(llave: Llave, fila: dict[str, Any], transaccion: str, *, corte: date) -> Movimiento:
    return Movimiento(
        llave,
        numero=fila["numero"] + 1,
        transaccion=transaccion,
        fecha_efecto=corte,
        importe=fila["importe"] - fila["saldo"],
        incidencia=_si_cambia(fila, "incidencia"),
        fecha_notificacion=_si_cambia(fila, "fecha_notificacion"),
        origen=f"corte {corte}",
    )


def _si_cambia(fila: dict[str, Any], campo: str) -> Any:
    return fila[campo] if fila[campo] != fila[f"{campo}_libro"] else None


def _partida(clase: str, llave: Llave, fila: dict[str, Any], corte: date) -> Partida:
    dueno, accion = DUENOS[clase]
    libro = f"{pesos(fila['saldo'])}, incidencia {fila['incidencia_libro'] or 'ninguna'}"
    sistema = f"{pesos(fila['importe'])}, incidencia {fila['incidencia'] or 'ninguna'}"
    return Partida(
        clave=clave(clase, llave, corte=corte),
        clase=clase,
        detalle=f"{llave.registro}, crédito {llave}: el libro tiene {libro}; el corte, {sistema}.",
        importe=fila["importe"] - fila["saldo"],
        fecha=corte,
        dueno=dueno,
        accion=accion,
    )


def _cierre(de: str, corte: date) -> Cierre:
    return Cierre(
        de, f"El corte al {corte:%d/%m/%Y} ya trae el movimiento, o la diferencia es otra.", corte
    )


@funcion(2)
def reclasificar(
    diferencia: Mapping[str, Any], cuenta: Cuenta, *, transaccion: str, soporte: Soporte
) -> tuple[Movimiento, ...]:
    """Replace a difference that was found out by the transaction that it was.

    ``diferencia``: its row among the movements. The account ends as it was; its books do not.
    """
    importe, deshecho = int(diferencia["importe"]), int(diferencia["id"])
    # What raises the balance goes first, so that it is never below zero on the way.
    pasos = [(transaccion, importe, None), (DIFERENCIA, -importe, deshecho)]
    return tuple(
        Movimiento(
            cuenta.llave,
            numero=numero,
            transaccion=codigo,
            fecha_efecto=diferencia["fecha_efecto"],
            importe=monto,
            origen=str(diferencia["origen"]),
            corrige=corrige,
            soporte=soporte,
        )
        for numero, (codigo, monto, corrige) in enumerate(
            sorted(pasos, key=lambda paso: -paso[1]), start=cuenta.numero + 1
        )
    )

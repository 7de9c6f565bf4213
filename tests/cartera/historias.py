"""Ledgers made by hand or by chance, and a slow reading of them that does not use the package's."""

import random
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

import pyarrow as pa

from cartera_lib.cartera.historia import Historia
from cartera_lib.cartera.historia_extendida import CUENTAS, MOVIMIENTOS, VACIA, extendida

PRIMERO = date(2024, 2, 1)
INCIDENCIAS = ("01", "02", "09", "23", "31", "43", "")
GANAN = ("AJUSTE_ALZA", "REACTIVACION", "RECEPCION_CAMBIO", "GASTOS_EJECUCION")
PIERDEN = ("PAGO", "PAGO", "PAGO", "CANCELACION_469", "ENVIO_CAMBIO", "AJUSTE_BAJA", "COMPENSACION")


class Dicho(NamedTuple):
    """A movement, and what it left: ``cuenta`` from 1, ``corrige`` the ``id`` that it undoes."""

    id: int
    cuenta: int
    numero: int
    transaccion: str
    efecto: int
    dia: date
    conocido: date
    incidencia: str = "01"
    aviso: date | None = None
    corrige: int | None = None
    periodo: str = ""


class Cuadro(NamedTuple):
    """An account at a moment."""

    saldo: int
    incidencia: str
    aviso: date | None


def llave(cuenta: int, periodo: str = "") -> tuple[str, ...]:
    """Return the key of an account: one in ten is a fine, which is due after its notice."""
    tipo = "80" if cuenta % 10 == 0 else "02"
    periodo = periodo or f"{2022 + cuenta % 2}-{1 + cuenta % 12:02d}"
    return "COP", f"A{cuenta % 7:09d}", f"{261_000_000 + cuenta}", periodo, tipo


def con(historia: Historia, dichos: list[Dicho], antes: Sequence[Dicho] = ()) -> Historia:
    """Return a history with some movements more; ``antes``: those that it has."""
    columnas = CUENTAS.names
    nuevas = [(d.cuenta, *llave(d.cuenta, d.periodo)) for d in dichos if d.numero == 1]
    cuentas = [dict(zip(columnas, fila, strict=True)) for fila in sorted(nuevas)]
    dejadas = {d.cuenta: d.incidencia for d in antes}
    filas = []
    for dicho in dichos:
        filas.append(_fila(dicho, dicho.incidencia != dejadas.get(dicho.cuenta)))
        dejadas[dicho.cuenta] = dicho.incidencia
    return extendida(
        historia,
        acto=historia.acto + 1,
        cuentas=pa.Table.from_pylist(cuentas, CUENTAS),
        movimientos=pa.Table.from_pylist(filas, MOVIMIENTOS),
    )


def de(dichos: list[Dicho]) -> Historia:
    """Return the history of some movements."""
    return con(VACIA, dichos)


def _fila(dicho: Dicho, fija: bool) -> dict[str, object]:
    return {
        "id": dicho.id,
        "cuenta_id": dicho.cuenta,
        "numero": dicho.numero,
        "efecto": dicho.efecto,
        "corrige": dicho.corrige,
        "conocido": dicho.conocido,
        "transaccion": dicho.transaccion,
        "incidencia": dicho.incidencia,
        "fija_incidencia": fija,
        "fecha_efecto": dicho.dia,
        "fecha_notificacion": dicho.aviso,
    }


def lento(dichos: list[Dicho], efecto: date, conocido: date) -> dict[int, Cuadro]:
    """Return each account that exists at a moment, movement by movement."""
    de_cuenta: dict[int, list[Dicho]] = defaultdict(list)
    for dicho in dichos:
        de_cuenta[dicho.cuenta].append(dicho)
    cuadros = {}
    for cuenta, suyos in de_cuenta.items():
        anterior = Dicho(0, cuenta, 0, "", 0, efecto, conocido, "")
        fijan = {}
        for dicho in sorted(suyos, key=lambda d: d.numero):
            fijan[dicho.id] = (
                dicho.incidencia != anterior.incidencia,
                dicho.aviso != anterior.aviso,
            )
            anterior = dicho
        cuentan = [d for d in suyos if d.dia <= efecto and d.conocido <= conocido]
        if cuentan:
            cuadros[cuenta] = _cuadro(sorted(cuentan, key=lambda d: (d.dia, d.numero)), fijan)
    return cuadros


def _cuadro(cuentan: list[Dicho], fijan: dict[int, tuple[bool, bool]]) -> Cuadro:
    saldo, incidencia, aviso = 0, "", None
    for dicho in cuentan:
        saldo += dicho.efecto
        incidencia = dicho.incidencia if fijan[dicho.id][0] else incidencia
        aviso = dicho.aviso if fijan[dicho.id][1] else aviso
    return Cuadro(saldo, incidencia, aviso)


def azar(semilla: int, cuentas: int = 60, cuantos: int = 400) -> list[Dicho]:
    """Return a ledger by chance: late, early, undone, reactivated, reclassified and notified."""
    suerte = random.Random(semilla)
    dichos: list[Dicho] = []
    ultimos: dict[int, Dicho] = {}
    deshechos: set[int] = set()
    for lugar in range(1, cuantos + 1):
        conocido = PRIMERO + timedelta(days=lugar * 800 // cuantos)
        retraso = suerte.choice((0, 0, 0, 1, 3, 40, 300, -30))
        nueva = len(ultimos) < cuentas and (lugar <= cuentas // 2 or suerte.random() < 0.1)
        cuenta = len(ultimos) + 1 if nueva else suerte.randint(1, len(ultimos))
        dicho = Dicho(
            lugar, cuenta, 1, "ALTA_EMISION", suerte.randint(1, 10**9), conocido, conocido
        )
        dicho = dicho._replace(dia=conocido - timedelta(days=retraso))
        if cuenta in ultimos:
            dicho = _siguiente(suerte, dicho, ultimos[cuenta])
            dicho = _contrario(suerte, dicho, dichos, deshechos)
        dichos.append(dicho)
        ultimos[cuenta] = dicho
    return dichos


def _siguiente(suerte: random.Random, dicho: Dicho, ultimo: Dicho) -> Dicho:
    dicho = dicho._replace(
        numero=ultimo.numero + 1, incidencia=ultimo.incidencia, aviso=ultimo.aviso
    )
    clase = suerte.randrange(4)
    if clase == 0:
        nueva = suerte.choice(INCIDENCIAS)
        return dicho._replace(transaccion="CAMBIO_INCIDENCIA", efecto=0, incidencia=nueva)
    if clase == 1:
        aviso = dicho.dia - timedelta(days=suerte.randint(0, 20))
        return dicho._replace(transaccion="FECHA_NOTIFICACION", efecto=0, aviso=aviso)
    efecto, codigos = (dicho.efecto // 3, GANAN) if clase == 2 else (-dicho.efecto // 3, PIERDEN)
    return dicho._replace(transaccion=suerte.choice(codigos), efecto=efecto)


def _contrario(
    suerte: random.Random, dicho: Dicho, dichos: list[Dicho], deshechos: set[int]
) -> Dicho:
    suyos = [d for d in dichos if d.cuenta == dicho.cuenta and d.id not in deshechos and d.efecto]
    if not suyos or suerte.random() > 0.2:
        return dicho
    malo = suerte.choice(suyos)
    deshechos.add(malo.id)
    return dicho._replace(transaccion=malo.transaccion, efecto=-malo.efecto, corrige=malo.id)

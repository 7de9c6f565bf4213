"""An office in memory: the accounts of each cut, moved by the forms that it accepts."""

import csv
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from typing import NamedTuple

from cartera_lib.cartera.examen import Entorno
from cartera_lib.cartera.movimiento import Cuenta, CuentaNueva, Llave
from cartera_lib.cartera.requerimiento import Previo, Resultado
from cartera_lib.importers import leer
from cartera_lib.importers.requerimientos import requerimientos
from cartera_lib.oficina.afectacion import afectar
from cartera_lib.oficina.requerimientos import verificar

OFICINA = ("16", "01")


class Movido(NamedTuple):
    """What was posted: day, credit, transaction and the incidencia that it left."""

    al: date
    llave: Llave
    transaccion: str
    incidencia: str


class Oficina:
    """Receives, rules and posts; its accounts start each month as the cut before it says."""

    def __init__(self, carpeta, *, al_cierre):
        self.carpeta, self.al_cierre = carpeta, al_cierre
        self.cuentas, self.previos, self.movidos = {}, [], []
        self.folios = (f"R26-{n:06d}" for n in count(1))

    def seguir(self, corte):
        """Take the state of every credit from a cut; those that it lacks are out."""
        vistas = {c.llave: c for c in cuentas_de(self.carpeta, corte)}
        for llave, cuenta in self.cuentas.items():
            if llave not in vistas:
                vistas[llave] = replace(cuenta, saldo=0, incidencia="")
        self.cuentas = vistas

    def trabajar(self, corte):
        """Receive every form of a month and answer them in the order of their names."""
        rutas = sorted((self.carpeta / "requerimientos" / f"{corte:%Y-%m}").iterdir())
        pedidos = []
        for ruta in rutas:
            lectura = leer(ruta)
            assert lectura.rechazos == ()
            (pedido,) = requerimientos(lectura, self.folios)
            pedidos.append((f"{ruta.parent.parent.name}/{ruta.parent.name}/{ruta.name}", pedido))
        for archivo, pedido in pedidos:
            yield archivo, self.resolver(pedido, corte if self.al_cierre else pedido.fecha)

    def resolver(self, pedido, al):
        suyos = [p for p in self.previos if p.area == pedido.area]
        devueltos = {p.folio_area: p.folio for p in suyos if p.resultado == "DEVUELTO"}
        de = devueltos.get(pedido.reingreso_de, pedido.reingreso_de)
        pedido = replace(pedido, reingreso_de=de)
        revision = verificar(pedido, self.entorno(tuple(suyos), al), al=al)
        bueno = revision.resultado is Resultado.ACEPTADO
        self.previos.append(
            Previo(pedido.folio, pedido.area, pedido.folio_area, revision.resultado.name, bueno)
        )
        if bueno:
            self.afectar(pedido, al)
        return revision

    def entorno(self, previos, al):
        desde = al - timedelta(days=30)
        recientes = frozenset(tuple(m)[1:] for m in self.movidos if desde <= m.al <= al)
        return Entorno(*OFICINA, self.cuentas, previos, recientes)

    def afectar(self, pedido, al):
        for parte in afectar(pedido, self.cuentas, al=al, oficina=OFICINA):
            if isinstance(parte, CuentaNueva):
                self.cuentas[parte.llave] = _vacia(parte)
                continue
            cuenta = self.cuentas[parte.llave]
            assert parte.numero == cuenta.numero + 1
            self.cuentas[parte.llave] = cuenta = _tras(cuenta, parte)
            assert cuenta.saldo >= 0
            self.movidos.append(Movido(al, parte.llave, parte.transaccion, cuenta.incidencia))


def verdad(carpeta):
    with (carpeta / "verdad_requerimientos.csv").open(encoding="utf-8", newline="") as archivo:
        return {fila["archivo"]: fila for fila in csv.DictReader(archivo)}


def cortes(carpeta):
    """Return the month ends that were printed, oldest first."""
    nombres = {ruta.stem[-6:] for ruta in carpeta.glob("rale/*/*.txt")}
    return sorted(date(2000 + int(n[4:]), int(n[2:4]), int(n[:2])) for n in nombres)


def cuentas_de(carpeta, corte):
    """Return the accounts that the listings of a cut would open."""
    for ruta in sorted((carpeta / "rale" / f"{corte:%Y-%m}").iterdir()):
        lectura = leer(ruta)
        for fila in lectura.tabla.to_pylist():
            yield _cuenta(lectura.corte, fila)


def _cuenta(corte, fila):
    """Open an account as printed."""
    return Cuenta(
        llave=Llave(
            corte.ramo, fila["registro"], fila["credito"], fila["periodo"], fila["tipo_documento"]
        ),
        propios=corte.propios,
        ooad=OFICINA[0],
        subdelegacion=OFICINA[1],
        fecha_alta=fila["fecha_alta"],
        numero=1,
        saldo=fila["importe"],
        incidencia=fila["incidencia"],
        fecha_incidencia=fila["fecha_incidencia"],
        fecha_notificacion=fila["fecha_notificacion"],
    )


def _vacia(nueva):
    return Cuenta(
        nueva.llave,
        propios=nueva.propios,
        ooad=nueva.ooad,
        subdelegacion=nueva.subdelegacion,
        fecha_alta=nueva.fecha_alta,
        numero=0,
        saldo=0,
        incidencia="",
        fecha_incidencia=None,
        fecha_notificacion=None,
    )


def _tras(cuenta, movimiento):
    incidencia = cuenta.incidencia if movimiento.incidencia is None else movimiento.incidencia
    cambia = incidencia != cuenta.incidencia
    return replace(
        cuenta,
        numero=movimiento.numero,
        saldo=cuenta.saldo + movimiento.efecto,
        incidencia=incidencia,
        fecha_incidencia=movimiento.fecha_efecto if cambia else cuenta.fecha_incidencia,
        fecha_notificacion=movimiento.fecha_notificacion or cuenta.fecha_notificacion,
    )

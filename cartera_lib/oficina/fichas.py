"""Función 18: revisar lo que se pide cobrar por ficha de depósito, y emitirla o devolverla.

*Vigencia*: the credit is alive, may be collected by ficha and owes what is asked. *Aritmética*:
each concept is reckoned again with the law of the day. All the causes are told at once.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from cartera_lib.cartera.cartera import ESQUEMA, Cartera
from cartera_lib.cartera.causa import arreglo
from cartera_lib.cartera.examen_ficha import (
    Contexto,
    calculables,
    causa,
    de_su_incidencia,
    examinar,
    historicos,
)
from cartera_lib.cartera.ficha import Desenlace, Ficha, Fin, Solicitud, SolicitudDevuelta
from cartera_lib.cartera.movimiento import Cuenta, Llave, Rubro
from cartera_lib.cartera.requerimiento import Causa
from cartera_lib.norma.tablas import en_vigor, tabla
from cartera_lib.registry import funcion
from cartera_lib.reglas.exigibilidad import creditos_de
from cartera_lib.reglas.gastos_ejecucion import gastos_ejecucion, limites_de_gastos
from cartera_lib.reglas.ley import exigir_ley
from cartera_lib.reglas.liquidacion import liquidar
from cartera_lib.reglas.prescripcion import prescripcion
from cartera_lib.reglas.vencimiento import vencimiento_efectivo
from cartera_lib.valores.calendario import dias, fecha, sumar_habiles
from cartera_lib.valores.dinero import pesos, redondear
from cartera_lib.valores.identificadores import referencia

UN_DIA = timedelta(days=1)
TOLERANCIA = 1  # a centavo: what two honest roundings may differ by
DILIGENCIAS = 3  # requerimiento, embargo and remate: what CFF 150 lets be charged


class Serie(NamedTuple):
    """The folio and the number that the next ficha takes."""

    ooad: str
    subdelegacion: str
    folio: str
    consecutivo: int


class _Valor(NamedTuple):
    """What the law says of one credit on a day, in centavos; its due day before moving."""

    actualizacion: int
    recargos: int
    vencimiento: int
    debe: bool
    causa: int


@dataclass(frozen=True)
class AvisoDeNoPago:
    """The notice to the area that asked for a ficha that nobody paid."""

    ficha: str
    area: str
    registro: str
    importe: int
    vencio: date
    siguiente: str

    def __str__(self) -> str:
        """Say it in one line."""
        quien = f"{self.area}: " if self.area else ""
        return (
            f"{quien}la ficha {self.ficha} de {self.registro} por {pesos(self.importe)} venció "
            f"el {self.vencio:%d/%m/%Y} sin pago. {self.siguiente}"
        )


@funcion(18)
def revisar(
    solicitud: Solicitud, contexto: Contexto, *, al: date, serie: Serie
) -> Ficha | SolicitudDevuelta:
    """Rule on a request: the ficha that answers it, or all the causes to return it."""
    cuentas, previas = calculables(solicitud, contexto, al=al), examinar(solicitud, contexto, al=al)
    contexto = replace(contexto, cuentas=cuentas)
    causas = [*previas, *_aritmetica(solicitud, contexto, al)]
    if causas:
        return SolicitudDevuelta(solicitud.folio, tuple(dict.fromkeys(causas)))
    return Ficha(
        folio=serie.folio,
        referencia=referencia(
            serie.ooad + serie.subdelegacion, ejercicio=al.year, consecutivo=serie.consecutivo
        ),
        registro=solicitud.registro,
        ramo=solicitud.conceptos[0].llave.ramo,
        fecha=al,
        vence=_ultimo_dia(historicos(solicitud), cuentas, al),
        conceptos=solicitud.conceptos,
        area=solicitud.area,
        solicitud=solicitud.folio,
    )


def vencimiento(emision: date) -> date:
    """Return the last day of a ficha: its working days, or the month's end if it comes first."""
    habiles = next(
        int(f["habiles"]) for f in en_vigor("plazos_oficina", emision) if f["codigo"] == "FICHA"
    )
    fin_de_mes = (emision.replace(day=1) + timedelta(days=32)).replace(day=1) - UN_DIA
    return min(fecha(int(sumar_habiles(dias(emision), habiles))), fin_de_mes)


def vencer(pendientes: Iterable[Ficha], *, al: date) -> tuple[Desenlace, ...]:
    """Return the end of each pending ficha whose last day is over."""
    motivo = "Nadie la pagó antes de su vencimiento."
    return tuple(Desenlace(f.folio, Fin.VENCIDA, al, motivo) for f in pendientes if f.vence < al)


@funcion(5)
def avisos_de_no_pago(vencidas: Iterable[Ficha]) -> tuple[AvisoDeNoPago, ...]:
    """Return the notice that each expired ficha owes to the area that asked for it."""
    siguiente = "Continúe el cobro, o pida otra ficha con importes al día."
    return tuple(
        AvisoDeNoPago(f.folio, f.area, f.registro, f.importe, f.vence, siguiente) for f in vencidas
    )


def _ultimo_dia(
    importes: Mapping[Llave, int], cuentas: Mapping[Llave, Cuenta], emision: date
) -> date:
    """Return the last day of the term on which every credit still owes what it owes today."""
    ultimo, hoy = emision, _valuar(importes, cuentas, al=emision)
    while ultimo < vencimiento(emision):
        valor = _valuar(importes, cuentas, al=ultimo + UN_DIA)
        if any(valor[llave][:2] != hoy[llave][:2] for llave in cuentas):
            break
        ultimo += UN_DIA
    return ultimo


def _aritmetica(solicitud: Solicitud, contexto: Contexto, al: date) -> Iterator[Causa]:
    """Reckon every concept again, to the day that the area said and to this one."""
    pedidos, cuentas = historicos(solicitud), contexto.cuentas
    hoy = _valuar(pedidos, cuentas, al=al)
    entonces = hoy if solicitud.al == al else _valuar(pedidos, cuentas, al=solicitud.al)
    for llave, cuenta in cuentas.items():
        if hoy[llave].causa:
            exigir_ley(hoy[llave].vencimiento, int(dias(al)))
        if dia := _prescribio(cuenta, hoy[llave], al):
            hecho = f"El plazo de prescripción del crédito {llave} se cumplió el {dia:%d/%m/%Y}."
            yield causa("F11", hecho)
        if entonces[llave][:2] != hoy[llave][:2]:
            desde = f"{solicitud.al:%d/%m/%Y}"
            yield causa("F12", f"Los accesorios del crédito {llave} no son hoy los del {desde}.")
        if not entonces[llave].causa:
            # What was paid of recargos is not asked again, in proportion to what is asked now.
            pagado = Fraction(contexto.cubiertos.get(llave, 0) * pedidos[llave], cuenta.saldo or 1)
            recargos = max(0, entonces[llave].recargos - redondear(pagado))
            debido = entonces[llave]._replace(recargos=recargos)
            yield from _diferencias(solicitud, llave, debido)
        yield from _gastos(solicitud, cuenta, al)


def _valuar(
    importes: Mapping[Llave, int], cuentas: Mapping[Llave, Cuenta], *, al: date
) -> dict[Llave, _Valor]:
    """Return what the law says on a day of the amount asked of each account."""
    if not cuentas:
        return {}
    valor = liquidar(creditos_de(_cartera(importes, cuentas, al)), al=al)
    columnas = (
        valor.actualizacion,
        valor.recargos,
        valor.creditos.vencimiento,
        valor.de_ley("debe"),
        valor.causa,
    )
    filas = zip(*(columna.tolist() for columna in columnas), strict=True)
    return {llave: _Valor(*fila) for llave, fila in zip(cuentas, filas, strict=True)}


def _cartera(importes: Mapping[Llave, int], cuentas: Mapping[Llave, Cuenta], al: date) -> Cartera:
    filas = [
        {
            **llave._asdict(),
            "propios": cuenta.propios,
            "fecha_alta": cuenta.fecha_alta,
            "fecha_notificacion": cuenta.fecha_notificacion,
            "incidencia": cuenta.incidencia,
            "importe": importes[llave],
        }
        for llave, cuenta in cuentas.items()
    ]
    una = next(iter(cuentas.values()))
    return Cartera(al, una.ooad, una.subdelegacion, pa.Table.from_pylist(filas, schema=ESQUEMA))


def _prescribio(cuenta: Cuenta, valor: _Valor, al: date) -> date | None:
    """Return the day on which a credit prescribed, as far as the ledger knows; None if it has not.

    Its notice interrupts the term, and so may what led it to its incidencia, or suspend it.
    """
    if not valor.debe:
        return None
    efecto = de_su_incidencia("interrupciones", cuenta, al=al).get("efecto", "")
    desde = cuenta.fecha_incidencia or al
    notificado = [cuenta.fecha_notificacion] if cuenta.fecha_notificacion else []
    exigible = fecha(int(vencimiento_efectivo(np.array(valor.vencimiento)))) + UN_DIA
    plazo = prescripcion(
        exigible,
        [*notificado, *([desde] if efecto == "interrumpe" else [])],
        suspensiones=[(desde, al)] if efecto == "suspende" else [],
    )
    return plazo.consumada if plazo.consumada < al else None


def _diferencias(solicitud: Solicitud, llave: Llave, debido: _Valor) -> Iterator[Causa]:
    partes = ((Rubro.ACTUALIZACION, debido.actualizacion), (Rubro.RECARGOS, debido.recargos))
    for rubro, importe in partes:
        pedido, orden = _pedido(solicitud, llave, rubro)
        if abs(pedido - importe) > TOLERANCIA:
            hecho = f"{str(rubro).capitalize()} del crédito {llave}: pide {pesos(pedido)} y son "
            remedio = arreglo("importe", importe) if orden and importe else None
            yield causa("F09", f"{hecho}{pesos(importe)}.", orden=orden, arreglo=remedio)


def _pedido(solicitud: Solicitud, llave: Llave, rubro: Rubro) -> tuple[int, int]:
    """Return what is asked of one rubro of a credit, and the place of the concept (0 if none)."""
    suyos = {
        orden: c.importe
        for orden, c in enumerate(solicitud.conceptos, start=1)
        if (c.llave, c.rubro) == (llave, rubro)
    }
    return sum(suyos.values()), next(iter(suyos), 0)


def _gastos(solicitud: Solicitud, cuenta: Cuenta, al: date) -> Iterator[Causa]:
    """Check expenses: from the least of one act since its notice to three acts on all it owes."""
    pedido, orden = _pedido(solicitud, cuenta.llave, Rubro.GASTOS)
    if not pedido:
        return
    valor = _valuar({cuenta.llave: cuenta.saldo}, {cuenta.llave: cuenta}, al=al)[cuenta.llave]
    hecho = f"Gastos de ejecución del crédito {cuenta.llave}: pide {pesos(pedido)} y "
    if not valor.debe:
        yield causa("F09", f"{hecho}no los causa, porque no ha vencido.", orden=orden)
        return
    demandado = cuenta.saldo + valor.actualizacion + valor.recargos
    un_acto = int(gastos_ejecucion(np.array(demandado), limites_de_gastos(dias(al))))
    minimo, maximo = min(un_acto, _minimo(cuenta, al)), DILIGENCIAS * un_acto
    if not minimo <= pedido <= maximo:
        hecho += f"van de {pesos(minimo)} a {pesos(maximo)}."
        yield causa("F09", hecho, orden=orden)


def _minimo(cuenta: Cuenta, al: date) -> int:
    """Return the least that one act has cost since a credit was notified; centavos."""
    desde = dias(cuenta.fecha_notificacion or al)
    cubierto = bool(tabla("gastos_ejecucion").cubre(desde, "minimo"))
    return int(limites_de_gastos(desde if cubierto else dias(al)).minimo)

"""A request of ficha beside what the office knows: its form, and whether each credit is in force.

All the causes are told at once. The arithmetic is not here: it takes the law.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from cartera_lib.cartera.area import areas, nombres, unidades
from cartera_lib.cartera.causa import Arreglo
from cartera_lib.cartera.ficha import Solicitud
from cartera_lib.cartera.movimiento import Cuenta, Llave, Rubro
from cartera_lib.cartera.requerimiento import Causa
from cartera_lib.norma.tablas import Renglon, en_vigor, recordar, renglones
from cartera_lib.valores.dinero import pesos

PAGO = "PAGO"
"""The transaction that an area must be able to ask for, to ask for a ficha."""
DE_CONVENIO = "convenio"


@dataclass(frozen=True, eq=False)
class Contexto:
    """What the office knows when it rules on a request.

    ``cuentas``: all of the employer's; ``pendientes``: credits with a ficha not ended yet;
    ``atendidos``: folios for which the same area already has a ficha; ``cubiertos``: recargos
    already paid of what each credit still owes, in centavos; ``impedidos``: credits that the
    gate does not let collect, and why.
    """

    cuentas: Mapping[Llave, Cuenta]
    pendientes: Collection[Llave] = ()
    atendidos: Collection[str] = ()
    cubiertos: Mapping[Llave, int] = field(default_factory=dict)
    impedidos: Mapping[Llave, str] = field(default_factory=dict)


@recordar()
def _catalogo() -> dict[str, Renglon]:
    return {fila["codigo"]: fila for fila in renglones("causas_ficha")}


def causa(codigo: str, hecho: str, *, orden: int = 0, arreglo: Arreglo | None = None) -> Causa:
    """Return a cause that says what happened, where, and what to do.

    ``orden``: the place of the concept, 0 for the whole request.
    """
    if arreglo is None:
        return Causa(codigo, f"{hecho} {_catalogo()[codigo]['remedio']}", orden)
    return Causa(codigo, f"{hecho} {arreglo.frase}", orden, *arreglo)


def examinar(solicitud: Solicitud, contexto: Contexto, *, al: date) -> Iterator[Causa]:
    """Yield the causes of form and of vigencia for which a request is returned."""
    yield from _quien(solicitud, contexto)
    yield from _forma(solicitud)
    for llave, importe in historicos(solicitud).items():
        if llave.registro == solicitud.registro:  # of the others, F03 says enough
            yield from _vigencia(llave, importe, solicitud, contexto=contexto, al=al)


def historicos(solicitud: Solicitud) -> dict[Llave, int]:
    """Return the credits asked for, with the historic amount asked of each."""
    pedidos = dict.fromkeys((c.llave for c in solicitud.conceptos), 0)
    for concepto in solicitud.conceptos:
        if concepto.rubro is Rubro.HISTORICO:
            pedidos[concepto.llave] += concepto.importe
    return pedidos


def calculables(solicitud: Solicitud, contexto: Contexto, *, al: date) -> dict[Llave, Cuenta]:
    """Return the accounts asked for whose amounts the law gives, and not a convenio."""
    propias = {
        llave: contexto.cuentas[llave]
        for llave in historicos(solicitud)
        if llave.registro == solicitud.registro and llave in contexto.cuentas
    }
    return {
        llave: cuenta
        for llave, cuenta in propias.items()
        if cuenta.viva and not (solicitud.convenio.strip() and _en_convenio(cuenta, al))
    }


def de_su_incidencia(tabla: str, cuenta: Cuenta, *, al: date) -> Renglon:
    """Return what a table says of the incidencia of a credit; nothing when it is not there."""
    filas = en_vigor(tabla, al)
    return next((f for f in filas if cuenta.incidencia in f["incidencias"].split("|")), {})


def _quien(solicitud: Solicitud, contexto: Contexto) -> Iterator[Causa]:
    area = areas().get(solicitud.area)
    if area is None:
        yield causa("F01", f"No hay área «{solicitud.area}».")
    elif not area.pide(PAGO):
        yield causa("F01", f"{area.nombre} no pide cobros.")
    firman = unidades(solicitud.firmante)
    if not solicitud.firmante.strip():
        yield causa("F02", "Nadie firma la solicitud.")
    elif area and firman and not firman & area.firman:
        hecho = f"Por {area.nombre} firma {nombres(area.firman)}, no «{solicitud.firmante}»."
        yield causa("F02", hecho)
    if solicitud.folio_area in contexto.atendidos:
        yield causa("F13", f"El folio {solicitud.folio_area} ya tiene ficha.")


def _forma(solicitud: Solicitud) -> Iterator[Causa]:
    if any(c.llave.registro != solicitud.registro for c in solicitud.conceptos):
        yield causa("F03", "La solicitud junta créditos de varios patrones.")
    if len({c.llave.ramo for c in solicitud.conceptos}) > 1:
        yield causa("F04", "La solicitud junta créditos COP y RCV.")
    for orden, concepto in enumerate(solicitud.conceptos, start=1):
        if concepto.importe <= 0:
            yield causa("F09", f"El concepto {orden} no pide ningún importe.", orden=orden)
    suma = sum(c.importe for c in solicitud.conceptos)
    if not solicitud.conceptos:
        yield causa("F10", "La solicitud no pide ningún crédito.")
    elif suma != solicitud.total:
        arreglo = Arreglo(f"Escriba «{pesos(suma)}» en el total.", "total", str(suma))
        hecho = f"El total dice {pesos(solicitud.total)} y los conceptos suman {pesos(suma)}."
        yield causa("F10", hecho, arreglo=arreglo)


def _vigencia(
    llave: Llave, importe: int, solicitud: Solicitud, *, contexto: Contexto, al: date
) -> Iterator[Causa]:
    cuenta = contexto.cuentas.get(llave)
    if cuenta is None:
        yield causa("F05", f"El crédito {llave} no existe en la cartera.")
        return
    if not cuenta.viva:
        yield causa("F06", f"El crédito {llave} ya no está en la cartera.")
        return
    if motivo := _impedimento(cuenta, solicitud.convenio, al):
        yield causa("F07", f"El crédito {llave} está en {cuenta.incidencia}: {motivo}.")
    if importe > cuenta.saldo:
        hecho = f"Del crédito {llave} se piden {pesos(importe)} y debe {pesos(cuenta.saldo)}."
        yield causa("F08", hecho)
    if razon := contexto.impedidos.get(llave):
        yield causa("F15", f"El crédito {llave} hoy no se puede cobrar: {razon}.")
    if llave in contexto.pendientes:
        yield causa("F14", f"El crédito {llave} tiene una ficha pendiente.")


def _impedimento(cuenta: Cuenta, convenio: str, al: date) -> str:
    """Say why no ficha may collect a credit now, empty when one may."""
    fila = de_su_incidencia("incidencias_ficha", cuenta, al=al)
    suyo = fila.get("admite") == DE_CONVENIO and convenio.strip()
    return "" if suyo else fila.get("motivo", "")


def _en_convenio(cuenta: Cuenta, al: date) -> bool:
    return de_su_incidencia("incidencias_ficha", cuenta, al=al).get("admite") == DE_CONVENIO
